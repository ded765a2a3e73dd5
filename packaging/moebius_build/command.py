"""The command line of `python packaging/build.py`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from moebius_build import formats, sizes
from moebius_build.compare import compare
from moebius_build.edition import Edition
from moebius_build.frozen import DIST, build_folder
from moebius_build.tree import BUILD
from moebius_build.version import version
from moebius_build.weights import WeightsFolderError


class TooLargeError(Exception):
    """The light edition is over one of its bars."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, check and pack, or compare two builds; returns 1 where something was not well."""
    parser = _parser()
    args = parser.parse_args(arguments)
    try:
        names = formats.chosen(args.formats)
    except ValueError as error:
        parser.error(str(error))
    try:
        if args.compare:
            found = compare(*args.compare)
            print(found.text())
            return 0 if found.is_same else 1
        _build(args, names)
    except subprocess.CalledProcessError as error:
        print(f"{Path(error.cmd[0]).name} failed with {error.returncode}.", file=sys.stderr)
        return 1
    except (OSError, ValueError, TooLargeError, WeightsFolderError) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


def _build(args: argparse.Namespace, names: Sequence[str]) -> None:
    edition = Edition.FULL if args.with_weights else Edition.LIGHT
    folder = build_folder(
        with_weights=args.with_weights, dist=args.dist, reuse_environment=args.reuse_environment
    )
    total = sizes.folder_size(folder)
    print(f"{folder}\n{sizes.report(sizes.parts(folder), total)}", flush=True)
    made = formats.make(names, folder, args.out, edition, version())
    for path in made:
        print(f"{sizes.size_of(path) / sizes.MB:8.1f} MB  {path}")
    if edition is Edition.LIGHT:
        check_sizes(total, made)


def check_sizes(total: int, packages: Iterable[Path]) -> None:
    """Raise TooLargeError where the light edition is over a bar.

    Args:
        total: Bytes of its folder.
        packages: What a person downloads; folders are none.
    """
    over = [f"the folder has {total / sizes.MB:.0f} MB"] if total > sizes.FOLDER_BAR else []
    for path in packages:
        if path.is_file() and path.stat().st_size > sizes.DOWNLOAD_BAR:
            over.append(f"{path.name} has {path.stat().st_size / sizes.MB:.0f} MB")
    if over:
        raise TooLargeError(
            f"The light edition is too large: {', '.join(over)}. At most "
            f"{sizes.FOLDER_BAR // sizes.MB} MB are allowed on the disk and "
            f"{sizes.DOWNLOAD_BAR // sizes.MB} MB to download."
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Make the program for computers without Python."
    )
    parser.add_argument(
        "--with-weights",
        type=Path,
        metavar="DIR",
        help="put these weights inside, for computers without a network: a folder that was filled "
        "by MOEBIUS_WEIGHTS=DIR moebius weights download (or import)",
    )
    parser.add_argument(
        "--formats",
        default="",
        metavar="LIST",
        help=f"packages to make, with commas between: {', '.join(formats.formats_here())}",
    )
    parser.add_argument(
        "--out", type=Path, default=BUILD / "packages", metavar="DIR", help="folder for packages"
    )
    parser.add_argument(
        "--dist", type=Path, default=DIST, metavar="DIR", help="folder for the program's folder"
    )
    parser.add_argument(
        "--reuse-environment",
        action="store_true",
        help="keep the packages in build/venv; only the project is installed anew",
    )
    parser.add_argument(
        "--compare",
        type=Path,
        nargs=2,
        metavar=("A", "B"),
        help="build nothing: tell whether two built folders or packages are the same",
    )
    return parser
