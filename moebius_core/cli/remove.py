"""`moebius remove`: one photo in, the same photo without the object out."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from moebius_core.cli.fill_options import (
    FIT_HELP,
    add_fill_options,
    add_saving_options,
    device,
    fit_rule,
    inpaint_options,
    max_megapixels,
    name,
    save_options,
)
from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.progress_bar import ProgressBar
from moebius_core.cli.target import ADDED, STREAM, check_target, early_target, final_target
from moebius_core.cli.terminal import tell, tell_bytes, warn
from moebius_core.geometry import Rect, Size
from moebius_core.progress import Cancelled, CancelToken, Progress

if TYPE_CHECKING:
    from moebius_core.arrays import DeepImage, Mask
    from moebius_core.engines.engine import EngineInfo
    from moebius_core.masks import Fit
    from moebius_core.photo import Photo, SaveOptions, SaveReport

_EPILOG = """\
The mask is white (or opaque) where something is to go and black (or clear) elsewhere. Several
ways of giving it add up: --mask, any number of --box, --mask-from-alpha.

examples:
  moebius remove beach.jpg --mask beach_mask.png
  moebius remove beach.jpg --box 1200,800,300,420 --box 90,90,40,40 -o clean.jpg
  moebius remove cutout.png --mask-from-alpha
  curl -s https://example.org/a.jpg | moebius remove - --mask m.png -o - > b.jpg

--json prints one object on standard output with these keys (nothing when it fails):
  photo, mask, output   paths as given; "-" is a stream, mask is null without --mask
  format, size_bytes    of the saved file
  size                  {"width": ..., "height": ...} of the photo in pixels
  engine, device, precision, seed, metadata
  mask_pixels           painted in the mask
  edit_zone_pixels      that were allowed to change: the mask, grown and feathered
  changed_pixels        that did change, counted before the format's own loss (JPEG)
  seconds               for everything, opening and saving included
  notes                 sentences on what was converted or lost

Ctrl+C, on every system, cancels and leaves nothing behind; a second one does not wait.

exit codes: 0 done, 1 failed, 2 wrong command, 3 bad input, 130 interrupted
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Remove what the mask covers from a photo. The original is kept, and every pixel\n"
        "outside the mask and its soft edge stays as it is."
    )
    parser.usage = (
        "moebius remove PHOTO (--mask MASK | --box X,Y,W,H | --mask-from-alpha) [-o OUT] [options]"
    )
    parser.epilog = _EPILOG
    parser.add_argument(
        "photo", type=name, metavar="PHOTO", help="the photo; - reads standard input"
    )
    masks = parser.add_argument_group("what to remove")
    masks.add_argument(
        "--mask", type=name, metavar="MASK", help="a picture, white where something is to go"
    )
    masks.add_argument(
        "--box",
        action="append",
        default=[],
        type=box,
        metavar="X,Y,W,H",
        help="a rectangle: left, top, width and height in pixels; may be given again",
    )
    masks.add_argument(
        "--mask-from-alpha",
        action="store_true",
        help="fill what is transparent in the photo; the result is opaque",
    )
    masks.add_argument("--fit", default="exact", metavar="RULE", help=FIT_HELP)
    saving = parser.add_argument_group("where and how it is saved")
    saving.add_argument(
        "-o",
        "--output",
        type=name,
        metavar="OUT",
        help="the new file or a folder for it; - writes standard output; left out: "
        f"NAME{ADDED}.EXT beside the photo",
    )
    saving.add_argument(
        "--force", action="store_true", help="replace OUT if it exists, be it the photo itself"
    )
    saving.add_argument(
        "--format",
        choices=("jpg", "png", "tiff", "webp"),
        help="for a stream or an OUT without an extension; left out, the photo's own",
    )
    add_saving_options(saving)
    saving.add_argument("--json", action="store_true", help="print one JSON object for machines")
    add_fill_options(parser)


def run(args: argparse.Namespace) -> ExitCode:
    token = CancelToken()
    bar = ProgressBar(sys.stderr)
    with on_interrupt(token.cancel, _interrupt_now), contextlib.closing(bar):
        try:
            removed = _remove(args, Progress(lambda done, text: bar.show(done, text), token))
        except Cancelled:
            bar.print_above("Interrupted; nothing was written.")
            return ExitCode.INTERRUPTED
    if args.json:
        tell(json.dumps(_as_json(args, removed)))
        return ExitCode.DONE
    for note in removed.notes:
        warn(f"Note: {note}")
    if removed.report.path is not None:
        tell(f"Saved {removed.report.path} after {removed.seconds:.1f} s.")
    return ExitCode.DONE


@dataclass(frozen=True)
class _Removed:
    """What happened, for the person and for the JSON object."""

    size: Size
    engine: EngineInfo
    report: SaveReport
    notes: tuple[str, ...]
    seconds: float
    counts: dict[str, int]


def _remove(args: argparse.Namespace, progress: Progress) -> _Removed:
    started = time.monotonic()
    _check_usage(args)
    options, fit, saving = inpaint_options(args), fit_rule(args), save_options(args)
    check_target(args, early_target(args))

    from moebius_core.engines.engine import notes_of
    from moebius_core.engines.selection import open_engine
    from moebius_core.inpaint import edit_zone, inpaint_photo
    from moebius_core.photo import Photo

    progress.report(0.0, "Opening the photo")
    photo = Photo.open(_source(args.photo), max_megapixels=max_megapixels(args))
    mask = _mask(args, photo, fit)
    if args.mask_from_alpha:
        photo = photo.without_alpha()
    target = final_target(args, photo)
    opened = open_engine(
        args.engine, device(args), precision=args.precision, progress=progress.span(0.02, 0.1)
    )
    engine = opened.engine
    try:
        work = progress.span(0.1, 0.95)
        result = inpaint_photo(photo, mask, engine, options, work)
        progress.report(0.95, "Saving")  # the last place to cancel: saving is all or nothing
        report = _write(result, target, saving)
        painted = int((mask > 0).sum())
        counts = {"mask_pixels": painted}
        if args.json:
            zone = edit_zone(mask, options, region_px=engine.info.region_px)
            counts["edit_zone_pixels"] = int((zone > 0).sum())
            counts["changed_pixels"] = _changed_pixels(photo.pixels, result.pixels)
    finally:
        engine.close()
    notes = list(dict.fromkeys((*opened.notes, *notes_of(engine), *photo.notes, *report.notes)))
    if not painted:
        notes.append("The mask is empty, so nothing was removed.")
    seconds = time.monotonic() - started
    return _Removed(photo.size, engine.info, report, tuple(notes), seconds, counts)


def box(text: str) -> Rect:
    """`x,y,w,h` as an argparse type."""
    try:
        left, top, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not X,Y,W,H: four whole numbers") from None
    if width < 1 or height < 1:
        raise argparse.ArgumentTypeError(f"“{text}”: width and height must be 1 or more")
    return Rect(left, top, left + width, top + height)


def _check_usage(args: argparse.Namespace) -> None:
    if not (args.mask is not None or args.box or args.mask_from_alpha):
        raise UsageError(
            "Nothing says what to remove.", "Give --mask MASK, --box X,Y,W,H or --mask-from-alpha."
        )
    if args.photo == STREAM and args.mask == STREAM:
        raise UsageError(
            "The photo and the mask cannot both come from standard input.",
            "Give a file for one of them.",
        )
    if args.format and Path(args.output or "").suffix.lower() not in ("", f".{args.format}"):
        raise UsageError(
            f"--format {args.format} contradicts the name {args.output}.", "Leave one of them out."
        )
    to_stream = args.output == STREAM or (args.output is None and args.photo == STREAM)
    if to_stream and args.json:
        raise UsageError(
            "The picture and the JSON object cannot both go to standard output.",
            "Give a file with -o.",
        )
    if to_stream and sys.stdout.isatty():
        raise UsageError(
            "The picture would be printed on the terminal.", "Give a file with -o, or a pipe."
        )


def _source(text: str) -> Path | bytes:
    if text != STREAM:
        return Path(text)
    if sys.stdin.isatty():
        raise UsageError("Standard input is the keyboard.", "Pipe a picture in, or give a file.")
    return sys.stdin.buffer.read()


def _mask(args: argparse.Namespace, photo: Photo, fit: Fit) -> Mask:
    """Everything that the options paint, in one mask of the photo's size."""
    import numpy as np

    from moebius_core.masks import fit_mask, mask_from_alpha, mask_from_boxes, open_mask

    masks: list[Mask] = []
    if args.mask is not None:
        mask = open_mask(_source(args.mask), max_megapixels=max_megapixels(args))
        masks.append(fit_mask(mask, photo.size, fit))
    if args.box:
        masks.append(mask_from_boxes(photo.size, args.box))
    if args.mask_from_alpha:
        masks.append(mask_from_alpha(photo))
    united = masks[0]
    for mask in masks[1:]:
        united = np.maximum(united, mask)
    return united


def _write(photo: Photo, target: Path | str, options: SaveOptions) -> SaveReport:
    if isinstance(target, Path):
        return photo.save(target, options)
    data, report = photo.encode(target, options)
    tell_bytes(data)
    return report


def _changed_pixels(before: DeepImage, after: DeepImage) -> int:
    rows = 256  # in strips, so that a large photo needs no second copy of itself
    return sum(
        int((before[top : top + rows] != after[top : top + rows]).any(axis=2).sum())
        for top in range(0, before.shape[0], rows)
    )


def _as_json(args: argparse.Namespace, removed: _Removed) -> dict[str, object]:
    report = removed.report
    return {
        "photo": args.photo,
        "mask": args.mask,
        "output": str(report.path),
        "format": report.format,
        "size_bytes": report.size_bytes,
        "size": {"width": removed.size.width, "height": removed.size.height},
        "engine": removed.engine.name,
        "device": removed.engine.device,
        "precision": removed.engine.precision,
        "seed": args.seed,
        "metadata": args.metadata,
        **removed.counts,
        "seconds": round(removed.seconds, 3),
        "notes": list(removed.notes),
    }


def _interrupt_now() -> None:
    raise KeyboardInterrupt
