"""Writes the three files that the browser port runs, weights inside; no torch."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onnx import ModelProto

from moebius_core.errors import SaveError
from moebius_core.export.autoencoder_graph import browser_decoder_graph, browser_encoder_graph
from moebius_core.export.student_graph import browser_student_graph
from moebius_core.export.whole_file import whole_file, whole_size
from moebius_core.progress import Progress
from moebius_core.system import replace_file, write_atomically
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.failures import NoSpaceError, told_size
from moebius_core.weights.fold_autoencoder import ConvForm, decoder_tensors, encoder_tensors
from moebius_core.weights.fold_context import ContextForm
from moebius_core.weights.fold_student import student_tensors
from moebius_core.weights.onnx_file import GRAPHS
from moebius_core.weights.pair import Pair
from moebius_core.weights.prepared import Array, Prepared

_SILENT = Progress()
_NOT_A_FILE = "weights"
"""A graph has to name a file for its weights, which here end up inside."""

Check = Callable[[Path], None]


@dataclass(frozen=True)
class _File:
    name: str
    graph: ModelProto
    tensors: Sequence[Prepared]
    checkpoint: Checkpoint
    names: dict[str, str]
    """Key that the tensors ask for -> key in the checkpoint, where they differ."""

    @property
    def size(self) -> int:
        return whole_size(self.graph, self.tensors)


def write_browser_files(
    folder: Path,
    pair: Pair,
    *,
    check: Check | None = None,
    progress: Progress = _SILENT,
) -> list[Path]:
    """Write `unet.onnx`, `vae_encoder.onnx` and `vae_decoder.onnx` into `folder`; all or none.

    Args:
        folder: Made where it is not there; files of those names are replaced.
        pair: The weights, of any size.
        check: Called with the folder of the finished files before they are put in place; what it
            raises leaves nothing behind.
        progress: 0..1 of the bytes; the place to cancel.

    Returns:
        The paths of the files.

    Raises:
        BadInputError: the weights are too large for such files.
        NoSpaceError, SaveError: they cannot be written.
        Cancelled: the token was set; nothing is left behind.
    """
    progress.report(0.0, "Drawing up the graphs")
    files = _files(pair)
    sizes = [file.size for file in files]
    with _staging(folder) as staging:
        _check_space(sum(sizes), folder)
        done = 0
        for file, size in zip(files, sizes, strict=True):
            part = progress.span(done / sum(sizes), (done + size) / sum(sizes))
            part.report(0.0, f"Writing {file.name}")
            _write(file, staging / file.name, part)
            done += size
        if check is not None:
            check(staging)
        return [_put_in_place(staging / file.name, folder / file.name) for file in files]


def _files(pair: Pair) -> list[_File]:
    size, pictures = pair.student_layout, pair.autoencoder_layout
    side, direct = size.latent_size, ConvForm.DIRECT
    unet, encoder, decoder = GRAPHS
    return [
        _File(
            unet,
            browser_student_graph(size, _NOT_A_FILE),
            student_tensors(size, ContextForm.COMPUTED),
            pair.student,
            {},
        ),
        _File(
            encoder,
            browser_encoder_graph(pictures, side, _NOT_A_FILE),
            encoder_tensors(pictures, direct, moments=True),
            pair.autoencoder,
            pair.names,
        ),
        _File(
            decoder,
            browser_decoder_graph(pictures, side, _NOT_A_FILE),
            decoder_tensors(pictures, direct, unscaled=True),
            pair.autoencoder,
            pair.names,
        ),
    ]


def _write(file: _File, target: Path, progress: Progress) -> None:
    def source(key: str) -> Array:
        return file.checkpoint.float32(file.names.get(key, key))

    write_atomically(target, whole_file(file.graph, file.tensors, source, progress))


@contextlib.contextmanager
def _staging(folder: Path) -> Generator[Path]:
    """A folder inside `folder` for what is not finished; neither is left where it fails."""
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".moebius-", dir=folder))
    except OSError as error:
        raise SaveError(
            f"Nothing can be written to {folder}: {error.strerror or error}.",
            "Choose another folder.",
        ) from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if is_new:
            with contextlib.suppress(OSError):  # where it is not empty, it is finished
                folder.rmdir()


def _check_space(needed: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoSpaceError(
            f"The files take {told_size(needed)} in {folder}, where {told_size(free)} are free.",
            "Free some space or choose another folder.",
        )


def _put_in_place(source: Path, target: Path) -> Path:
    try:
        replace_file(os.fspath(source), os.fspath(target))
    except OSError as error:
        raise SaveError(
            f"“{target}” cannot be replaced: {error.strerror or error}.",
            "Close what uses it, or choose another folder.",
        ) from error
    return target
