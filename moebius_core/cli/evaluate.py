"""`moebius evaluate`: engines side by side on pictures of which the truth is known."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moebius_core.cli.fill_options import (
    ENGINE_CHOICES,
    EngineChoices,
    add_removal_options,
    counting_number,
    device,
    engine_name,
    inpaint_options,
    name,
    path,
)
from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.progress_bar import ProgressBar
from moebius_core.cli.terminal import tell, warn
from moebius_core.errors import BadInputError, SaveError
from moebius_core.progress import Cancelled, CancelToken, Progress

if TYPE_CHECKING:
    from moebius_core.arrays import Image

# Repeated here because their homes import numpy, which `--help` must not; a test compares them.
BASELINE_CHOICES = ("baseline:telea", "baseline:mean", "baseline:noise")
PRESET_CHOICES = (
    "places2-small",
    "places2-large",
    "places2-test",
    "places2-256",
    "celebahq-512",
    "ffhq-256",
)
DRAWN_CHOICES = ("drawn:thin", "drawn:medium", "drawn:thick")
LPIPS_CHOICES = ("alex", "vgg")

_EVALUATION = "moebius_core.training.evaluation"
_OPENING = 0.05
_PICTURES = "pictures"
"""Folder of the fills, below the output."""

_EPILOG = """\
masks:
  left out             each picture's mask lies beside it: beach.jpg and beach_mask.png
  --masks DIR          masks lie in DIR as beach.png or beach_mask.png, in the same subfolders
  --masks drawn:KIND   drawn as in training, thin, medium or thick strokes and boxes; the same for
                       the same --seed and the same names
The truth is what a picture shows under its mask: where an object lies there that is to go, the
figures mean nothing. Holes cut into ordinary pictures, as drawn ones are, can be compared.

--engine may be given again: all that are named run on the same pictures. Beside the engines of
moebius remove there are baseline:telea (OpenCV's), baseline:mean and baseline:noise.

presets (nothing is downloaded; --images and --masks are yours):
  places2-small, places2-large, celebahq-512   512 x 512
  places2-test                                 512 x 512, masks of 40 to 50 % only
  places2-256, ffhq-256                        256 x 256
A preset settles size, resizing (the whole picture, as the public code does) and which masks
count, and prints the published rows of Moebius, PixelHacker, SD3.5 and FLUX.1-Fill beside yours.

LPIPS and FID come from the packages torchmetrics, torchvision and torch-fidelity, with their
weights in torch's cache or --metric-weights DIR (checkpoints/alexnet-owt-7be5be79.pth,
checkpoints/vgg16-397923af.pth, checkpoints/weights-inception-2015-12-05-6726825d.pth). Where a
part is missing, the table says so. Nothing is fetched.

DIR gets results.json, results.md and sheet.png (photo, hole, each engine). Ctrl+C ends it early
with the pictures that every engine has finished; a second one writes nothing. Every figure is
over the pictures that all engines have filled.

keys of results.json, which --json prints:
  preset, side, masks, options, lpips_net      what was asked for
  interrupted, seconds, asked                  how it went, how many pictures there were
  compared, skipped                            pictures that count; others, and why not
  engines    for each: name, engine, device, precision, parameters, autoencoder_parameters,
             multiply_adds_per_row, multiply_adds_of_layers, counted_at_side, pictures,
             means (psnr_hole, ssim_hole, l1_hole, psnr, ssim, l1), lpips, fid,
             seconds_per_picture, seconds_per_step, steps, not_available (figure: why), failed
             (picture: why), given_up, notes, fills (the same for each picture)
  published  the paper's rows: name, parameters, tflops_per_step, seconds_per_step, steps,
             seconds_per_picture, and the preset's fid and lpips

examples:
  moebius evaluate --images photos --masks drawn:medium --size 512 --engine content-fill \\
      --engine baseline:telea -o comparison
  moebius evaluate --images places/val --masks places/small --preset places2-small \\
      --engine moebius:places2 --quality best -o places2-small
  moebius evaluate --images assets/samples --engine content-fill -o samples

exit codes: 0 done, 1 an engine failed on some pictures, 2 wrong command, 3 bad input (no picture
has a mask, ...), 130 interrupted
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "moebius evaluate --images DIR [--masks DIR] --engine NAME ... -o DIR [options]"
    parser.description = (
        "Cut holes into pictures, have engines fill them, and measure how near they come."
    )
    parser.epilog = _EPILOG
    what = parser.add_argument_group("what is filled")
    what.add_argument("--images", type=path, metavar="DIR", required=True, help="the pictures")
    what.add_argument(
        "--masks",
        type=name,
        choices=EngineChoices(DRAWN_CHOICES),
        metavar="DIR",
        help="their masks, or drawn:thin, drawn:medium, drawn:thick; left out: beside the pictures",
    )
    what.add_argument("--preset", choices=PRESET_CHOICES, help="the benchmark to follow")
    what.add_argument(
        "--size",
        type=_side,
        metavar="PX",
        help="cut the largest square out of the middle and resize it; left out: the preset's size, "
        "or as they are",
    )
    what.add_argument(
        "--limit", type=counting_number, metavar="N", help="only the first N pictures by name"
    )
    output = parser.add_argument_group("what comes out")
    output.add_argument(
        "-o", "--output", type=path, metavar="DIR", required=True, help="folder for the results"
    )
    output.add_argument(
        "--keep-pictures",
        action="store_true",
        help=f"also save every truth and fill, in DIR/{_PICTURES}, for other tools",
    )
    output.add_argument("--force", action="store_true", help="replace results that are in DIR")
    output.add_argument("--json", action="store_true", help="print results.json instead of a table")
    _add_judges(parser)
    group = parser.add_argument_group("how the holes are filled")
    group.add_argument(
        "--engine",
        action="append",
        type=contestant_name,
        choices=EngineChoices((*ENGINE_CHOICES, *BASELINE_CHOICES)),
        metavar="NAME",
        required=True,
        help="as for moebius remove, or a baseline; may be given again",
    )
    add_removal_options(parser, group)
    parser.set_defaults(grow=0, feather=0)


def _add_judges(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("LPIPS and FID, where they are installed")
    group.add_argument(
        "--metric-weights",
        type=path,
        metavar="DIR",
        help="folder with checkpoints/, like torch's cache, for computers without a network",
    )
    group.add_argument(
        "--lpips-net", choices=LPIPS_CHOICES, default="alex", help="what LPIPS sees with (alex)"
    )


def run(args: argparse.Namespace) -> ExitCode:
    options = inpaint_options(args)
    if args.preset and args.size:
        raise UsageError("--preset and --size contradict each other.", "Leave one of them out.")
    _check_folder(args)
    # by its name: training may use torch, which no module of the command line may reach
    evaluation: Any = import_module(_EVALUATION)
    preset = evaluation.preset_named(args.preset) if args.preset else None
    view = preset.view if preset else evaluation.View(args.size)
    found = evaluation.find_pairs(args.images, _masks(args, evaluation), left_out=(args.output,))
    token, bar = CancelToken(), ProgressBar(sys.stderr)
    progress = Progress(bar.show, token)
    with (
        on_interrupt(token.cancel, _interrupt_now),
        contextlib.closing(bar),
        contextlib.ExitStack() as closing,
    ):
        try:
            contestants = evaluation.open_contestants(
                args.engine,
                closing,
                device=device(args),
                precision=args.precision,
                progress=progress.span(0, _OPENING),
            )
            judges = evaluation.Judges(
                lpips=evaluation.open_lpips(args.lpips_net, args.metric_weights),
                lpips_net=args.lpips_net,
                inception=evaluation.open_inception(args.metric_weights),
            )
        except Cancelled:
            bar.print_above("Interrupted; nothing was written.")
            return ExitCode.INTERRUPTED
        sheet = evaluation.Sheet([contestant.name for contestant in contestants])
        results = evaluation.evaluate(
            found.pairs[: args.limit],
            contestants,
            options=options,
            view=view,
            judges=judges,
            preset=preset,
            skipped=found.unpaired,
            masks=args.masks if str(args.masks).startswith("drawn:") else "given",
            progress=progress.span(_OPENING, 1),
            watch=_Watch(args, sheet),
        )
    _write(args, evaluation, results, sheet.drawn())
    _tell(args, evaluation, results)
    return _exit_code(results)


class _Watch:
    """Takes each picture that counts to the sheet, and to the disk where that is asked for."""

    def __init__(self, args: argparse.Namespace, sheet: Any) -> None:
        self._folder: Path | None = args.output / _PICTURES if args.keep_pictures else None
        self._sheet = sheet

    def __call__(self, case: Any, fills: dict[str, Image]) -> None:
        self._sheet.add(case, fills)
        if self._folder is None:
            return
        from moebius_core.photo import Photo

        for kind, pixels in {"truth": case.image, **fills}.items():
            file = self._folder / kind.replace(":", "-") / f"{case.name}.png"
            _make_folder(file.parent)
            Photo(pixels=pixels).save(file)


def _write(args: argparse.Namespace, evaluation: Any, results: Any, sheet: Image | None) -> None:
    from moebius_core.photo import Photo

    _make_folder(args.output)
    evaluation.write_results(results, args.output)
    if sheet is not None:
        Photo(pixels=sheet).save(args.output / evaluation.SHEET_NAME)


def _tell(args: argparse.Namespace, evaluation: Any, results: Any) -> None:
    if results.is_interrupted:
        warn("Interrupted; the results are of the pictures that were finished.")
    for engine in results.engines:
        for picture, why in engine.failed.items():
            warn(f"{engine.name} on {picture}: {why}")
    for left_out, why in results.skipped.items():
        warn(f"Left out {left_out}: {why}")
    if args.json:
        tell(json.dumps(evaluation.as_json(results)))
        return
    tell(f"{len(results.compared)} of {results.asked} pictures compared; on the hole alone:")
    for engine in results.engines:
        tell(evaluation.mean_line(engine.name, engine))
    tell(f"Saved {args.output / evaluation.MARKDOWN_NAME}.")


def _exit_code(results: Any) -> ExitCode:
    if results.is_interrupted:
        return ExitCode.INTERRUPTED
    if results.has_failures:
        return ExitCode.FAILED
    return ExitCode.DONE if results.compared else ExitCode.BAD_INPUT


def contestant_name(text: str) -> str:
    """The name of an engine or a baseline, as an argparse type."""
    return text if text in BASELINE_CHOICES else engine_name(text)


def _side(text: str) -> int:
    side = counting_number(text)
    if not 32 <= side <= 4096:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size of 32 to 4096 pixels")
    return side


def _masks(args: argparse.Namespace, evaluation: Any) -> Any:
    """A folder, masks to be drawn, or None for those beside the pictures."""
    if args.masks is None or not args.masks.startswith("drawn:"):
        return None if args.masks is None else Path(args.masks)
    if args.masks not in DRAWN_CHOICES:
        raise UsageError(
            f"There are no masks “{args.masks}”.", f"Use {' or '.join(DRAWN_CHOICES)}."
        )
    return evaluation.DrawnMasks.named(args.masks.removeprefix("drawn:"), args.seed)


def _check_folder(args: argparse.Namespace) -> None:
    """Raise before the work what would be in its way after it."""
    if args.output.exists() and not args.output.is_dir():
        raise BadInputError(f"“{args.output}” is a file, not a folder for the results.")
    if (args.output / "results.json").exists() and not args.force:
        raise UsageError(
            f"{args.output} holds results already.",
            "Give another folder with -o, or --force to replace them.",
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            f"The folder “{folder}” cannot be made: {error.strerror}.", "Choose another with -o."
        ) from error


def _interrupt_now() -> None:
    raise KeyboardInterrupt
