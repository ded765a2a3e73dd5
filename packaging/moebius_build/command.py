"""The command line of `python packaging/build.py`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from moebius_build import formats
from moebius_build.edition import Edition
from moebius_build.frozen import build_folder
from moebius_build.tree import BUILD
from moebius_build.version import version


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, check, pack; returns 1 where a step failed, which has then said why."""
    parser = _parser()
    args = parser.parse_args(arguments)
    try:
        names = formats.chosen(args.formats)
    except ValueError as error:
        parser.error(str(error))
    try:
        folder = build_folder(reuse_environment=args.reuse_environment)
        print(f"built {folder}")
        for made in formats.make(names, folder, args.out, Edition.LIGHT, version()):
            print(f"made {made}")
    except subprocess.CalledProcessError as error:
        print(f"{Path(error.cmd[0]).name} failed with {error.returncode}.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Make the program for computers without Python."
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
        "--reuse-environment", action="store_true", help="take build/venv as the last build left it"
    )
    return parser
