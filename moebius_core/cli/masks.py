"""`moebius masks`: what the masks look like that a network is trained with."""

from __future__ import annotations

import argparse
from pathlib import Path

from moebius_core.cli.fill_options import counting_number, name, whole_number
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.terminal import tell

_EPILOG = """\
examples:
  moebius masks --preview sheet.png
  moebius masks --preview thick.png --kind thick --size 256 --count 36 --seed 7

Masks are drawn with LaMa's public figures, white where a picture is to be filled. Mask number K
of the sheet, counted from 0 by rows, is the one of seed N + K.
"""
_MOST = 400


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Draw the masks of training on a contact sheet."
    parser.epilog = _EPILOG
    parser.add_argument(
        "--preview", type=name, metavar="SHEET", required=True, help="the picture to write"
    )
    parser.add_argument(
        "--kind",
        choices=("thin", "medium", "thick"),
        default="medium",
        help="how wide the strokes are (%(default)s)",
    )
    parser.add_argument(
        "--size",
        type=int,
        choices=(256, 512),
        default=512,
        help="pixels along a side of each mask (%(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=0,
        metavar="N",
        help="another number gives other masks, the same number the same (%(default)s)",
    )
    parser.add_argument(
        "--count",
        type=counting_number,
        default=16,
        metavar="N",
        help=f"how many, {_MOST} at most (%(default)s)",
    )
    parser.add_argument("--force", action="store_true", help="replace SHEET if it exists")


def run(args: argparse.Namespace) -> ExitCode:
    target = Path(args.preview)
    if target.exists() and not args.force:
        raise UsageError(
            f"{target} exists already.", "Give another name, or --force to replace it."
        )
    if args.count > _MOST:
        raise UsageError(f"--count: at most {_MOST} masks fit on a sheet, not {args.count}.")

    import numpy as np

    from moebius_core.photo import Photo
    from moebius_core.training.masks import MaskKind, random_mask
    from moebius_core.training.sheet import contact_sheet

    masks = [
        random_mask(args.seed + each, args.size, MaskKind(args.kind)) for each in range(args.count)
    ]
    sheet = contact_sheet([np.repeat(mask[..., None], 3, axis=2) for mask in masks])
    Photo(pixels=sheet).save(target)
    covered = sum(float((mask > 0).mean()) for mask in masks) / len(masks)
    tell(f"Saved {target}: {len(masks)} masks, which cover {covered:.0%} on average.")
    return ExitCode.DONE
