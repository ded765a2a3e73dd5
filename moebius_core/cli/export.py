"""`moebius export`: the network as ONNX graphs, for the browser and for weights of other sizes."""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from moebius_core.cli.cancellable import cancellable
from moebius_core.cli.graphs import (
    are_missing,
    check_onnx,
    is_installed,
    open_pair,
    write_graphs,
)
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.terminal import tell
from moebius_core.progress import Cancelled, Progress

if TYPE_CHECKING:
    from moebius_core.weights.pair import Pair
    from moebius_core.weights.store import WeightsStore

_EPILOG = """\
examples:
  moebius export places2 -o browser/                 the three files that the browser port runs
  moebius export run/student.safetensors -o browser/ --autoencoder vae/
  moebius export mine --deployed                     what runs "mine" here without torch

The three files are unet.onnx, vae_encoder.onnx and vae_decoder.onnx; moebius weights import takes
them, too. Weights of the released size need no --deployed: their graphs come with the program.

--json prints one object on standard output:
  folder    where the files are
  files     for each: path, bytes
  verified  for each comparison with torch: what, relative_error; null where none was made
"""
_WRITING = 0.5
"""Share of the bar; the rest is the comparison."""


class _Difference(Protocol):
    """As in `export.verify`, which only loads where it is used."""

    what: str
    error: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write the network with its weights as ONNX graphs."
    parser.epilog = _EPILOG
    parser.add_argument(
        "weights",
        metavar="WEIGHTS",
        help="the id of installed weights, or a file or folder of some",
    )
    parser.add_argument("-o", "--output", metavar="DIR", help="folder for the browser port's files")
    parser.add_argument(
        "--deployed",
        action="store_true",
        help="write what runs weights of this size here without torch, beside the installed ones",
    )
    parser.add_argument(
        "--autoencoder", metavar="PATH", help="file or folder of it; left out, the installed one"
    )
    parser.add_argument(
        "--no-verify",
        action="store_true",
        help="do not compare the graphs with torch, which takes minutes at the released size",
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(args: argparse.Namespace) -> ExitCode:
    if args.deployed == bool(args.output):
        raise UsageError(
            "Either -o DIR, for the browser port's files, or --deployed is needed.",
        )
    check_onnx()
    if args.output and not args.force:
        _check_free(Path(args.output))
    pair = _pair(args)
    try:
        with cancellable("Interrupted; nothing was written.") as progress:
            if args.deployed:
                files, verified = _deployed(args, pair, progress)
            else:
                files, verified = _for_the_browser(args, pair, progress)
    except Cancelled:
        return ExitCode.INTERRUPTED
    _tell(args, files, verified)
    return ExitCode.DONE


def _check_free(folder: Path) -> None:
    from moebius_core.weights.onnx_file import GRAPHS

    for name in GRAPHS:
        if (folder / name).exists():
            raise UsageError(
                f"{folder / name} exists already.",
                "Give another folder with -o, or --force to replace it.",
            )


def _pair(args: argparse.Namespace) -> Pair:
    """The weights that were named, with their autoencoder.

    Raises:
        BadInputError: damaged, of another network, or not belonging together.
        WeightsMissingError: not installed.
    """
    from moebius_core.weights.store import default_store

    store, name = default_store(), args.weights
    is_path = store.find(name) is None and Path(name).exists()
    student = Path(name) if is_path else store.student(name)
    if args.autoencoder:
        autoencoder = Path(args.autoencoder)
    else:
        autoencoder = _own_autoencoder(student, store) if is_path else store.autoencoder_for(name)
    return open_pair(student, autoencoder)


def _own_autoencoder(student: Path, store: WeightsStore) -> Path:
    """What lies beside the student as a training run leaves it, or else the installed one."""
    own = (student if student.is_dir() else student.parent) / "vae"
    return own if own.is_dir() else store.autoencoder()


def _for_the_browser(
    args: argparse.Namespace, pair: Pair, progress: Progress
) -> tuple[list[Path], Sequence[_Difference] | None]:
    writer = import_module("moebius_core.export.browser")
    verified: list[_Difference] | None = None

    def check(folder: Path) -> None:
        nonlocal verified
        verified = _verified(folder, pair, progress.span(_WRITING, 1))

    is_checked = _is_to_be_verified(args)
    files = writer.write_browser_files(
        Path(args.output),
        pair,
        check=check if is_checked else None,
        progress=progress.span(0, _WRITING if is_checked else 1),
    )
    return files, verified


def _deployed(
    args: argparse.Namespace, pair: Pair, progress: Progress
) -> tuple[list[Path], Sequence[_Difference] | None]:
    from moebius_core.engines.onnx_backend import open_onnx_backend

    are_new = are_missing(pair)
    if not (are_new or args.force):
        return [], None
    progress.report(0.0, "Writing the graphs")
    files = write_graphs(pair)
    if not _is_to_be_verified(args):
        return files, None
    try:
        paths = pair.student.path, pair.autoencoder.path
        with contextlib.closing(
            open_onnx_backend(*paths, progress=progress.span(0, _WRITING))
        ) as it:
            return files, _verified(it, pair, progress.span(_WRITING, 1))
    except BaseException:
        for file in files if are_new else ():
            file.unlink(missing_ok=True)
        raise


def _is_to_be_verified(args: argparse.Namespace) -> bool:
    return not args.no_verify and is_installed("torch")


def _verified(graphs: object, pair: Pair, progress: Progress) -> list[_Difference]:
    return import_module("moebius_core.export.verify").verify(graphs, pair, progress)


def _tell(
    args: argparse.Namespace, files: list[Path], verified: Sequence[_Difference] | None
) -> None:
    from moebius_core.weights.deployed import own_graphs
    from moebius_core.weights.failures import told_size

    if args.json:
        told = {
            "folder": str(args.output or own_graphs()),
            "files": [{"path": str(file), "bytes": file.stat().st_size} for file in files],
            "verified": None
            if verified is None
            else [{"what": each.what, "relative_error": each.error} for each in verified],
        }
        tell(json.dumps(told))
        return
    if not files:
        tell("There is nothing to write: the graphs for weights of this size are there.")
        return
    for file in files:
        tell(f"Wrote {file}: {told_size(file.stat().st_size)}.")
    if verified is not None:
        largest = max(verified, key=lambda each: each.error)
        tell(f"Compared with torch: the largest error is {largest.error:.1e}, of {largest.what}.")
    elif args.no_verify:
        tell("Not compared with torch, as you said.")
    else:
        tell("Not compared with torch, which is not installed.")
