"""Where the result of `moebius remove` goes, and what it must not replace."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from moebius_core.cli.outcome import UsageError
from moebius_core.errors import BadInputError

if TYPE_CHECKING:
    from moebius_core.photo import Photo

STREAM = "-"
"""Stands for standard input or output."""

ADDED = "_removed"
"""Added to the photo's name where the result has none of its own."""


def early_target(args: argparse.Namespace) -> Path | None:
    """Where the result will go, as far as that is known before the photo is open.

    Raises BadInputError for a folder that is not there.
    """
    if args.output is None or args.output == STREAM or Path(args.output).is_dir():
        return None
    if args.output.endswith(("/", os.sep)):
        raise BadInputError(
            f"The folder {args.output} does not exist.", "Create it first, or choose another."
        )
    return Path(args.output)


def final_target(args: argparse.Namespace, photo: Photo) -> Path | str:
    """A path, or the suffix of what goes to standard output."""
    own = f".{args.format}" if args.format else photo.writable_suffix()
    if args.output == STREAM or (args.output is None and args.photo == STREAM):
        return own
    source = Path("photo" if args.photo == STREAM else args.photo)
    named = f"{source.stem}{ADDED}{own}"
    if args.output is None:
        target = source.with_name(named)
    else:
        target = Path(args.output)
        if target.is_dir():
            target = target / named
        elif not target.suffix:
            target = target.with_name(target.name + own)
    check_target(args, target)
    return target


def check_target(args: argparse.Namespace, target: Path | None) -> None:
    """Raise UsageError or BadInputError if the result cannot or must not be written there."""
    if target is None:
        return
    _check_suffix(target)
    if target.exists() and not args.force:
        same = args.photo != STREAM and Path(args.photo).exists() and target.samefile(args.photo)
        raise UsageError(
            f"{target} is the photo itself." if same else f"{target} exists already.",
            "Give another name with -o, or --force to replace it.",
        )
    if not target.parent.exists():
        raise BadInputError(
            f"The folder {target.parent} does not exist.", "Create it first, or choose another."
        )


def _check_suffix(target: Path) -> None:
    """Better now than after the work. A target without a suffix gets the photo's own."""
    from moebius_core.photo import writable_suffixes

    if target.suffix and target.suffix.lower() not in writable_suffixes():
        raise UsageError(
            f"“{target.name}” cannot be written: no picture file of that kind is written here.",
            "Use .jpg, .png, .tif, .webp, .avif or .bmp.",
        )
