"""`moebius batch`: a folder of photos in, the same folder without the objects out."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from moebius_core.batch.control import BatchControl
from moebius_core.cli.fill_options import (
    FIT_HELP,
    add_fill_options,
    add_saving_options,
    counting_number,
    device,
    fit_rule,
    inpaint_options,
    max_megapixels,
    save_options,
)
from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.progress_bar import ProgressBar
from moebius_core.errors import BadInputError

if TYPE_CHECKING:
    from moebius_core.batch import BatchEvent, BatchPlan, BatchReport, Shard
    from moebius_core.batch.pairing import MaskRule

_EPILOG = """\
masks:
  left out             each photo's mask lies beside it: beach.jpg and beach_mask.png
  --masks DIR          masks lie in DIR as beach.png or beach_mask.png, in the same subfolders
  --mask FILE          one mask for every photo; see --fit for photos of another size
  --mask-from-alpha    what is transparent in a photo is filled
A photo without a mask is left out and listed; that is no failure unless no photo has one.

It goes on where it stopped: OUT_DIR keeps a list of finished photos (.moebius-batch.json, one for
each shard). Run the same command again after an interruption or with new photos: what is done
and unchanged is skipped, what was changed (photo, mask or options) is done again. Files that the
batch did not make are never replaced without --force. Ctrl+C ends it after the photos in work,
a second Ctrl+C at once.

several machines, one shared folder (two shards never write the same file):
  Slurm         sbatch --array=1-8 --wrap \\
                  'moebius batch in out --mask m.png --shard $SLURM_ARRAY_TASK_ID/8'
  GNU parallel  parallel moebius batch in out --mask m.png --shard {}/8 ::: 1 2 3 4 5 6 7 8
  Ray           ray.get([work.remote(n) for n in range(1, 9)]), where work runs this command with
                  --shard n/8 through subprocess.run

examples:
  moebius batch photos cleaned
  moebius batch photos cleaned --mask logo.png --fit anchor=bottom-right
  moebius batch photos cleaned --masks masks --recursive --name-pattern '{stem}_removed'
  moebius batch photos cleaned --dry-run

--json prints one object on standard output at the end, the same that --report saves:
  source, target, shard, dry_run, interrupted, seconds, photos_per_second
  counts   photos by status: done, unchanged, no mask, refused, failed, not run
  items    for each photo: photo, mask, output, status, reason, hint, notes, seconds

exit codes: 0 done, 1 some photos failed, 2 wrong command, 3 bad input (no photo has a mask, ...),
130 interrupted
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        "moebius batch IN_DIR OUT_DIR [--mask FILE | --masks DIR | --mask-from-alpha] [options]"
    )
    parser.description = "Remove something from every photo of a folder."
    parser.epilog = _EPILOG
    parser.add_argument("source", metavar="IN_DIR", type=Path, help="folder with the photos")
    parser.add_argument("target", metavar="OUT_DIR", type=Path, help="folder for the results")
    masks = parser.add_argument_group("what to remove")
    rule = masks.add_mutually_exclusive_group()
    rule.add_argument("--mask", metavar="FILE", type=Path, help="one mask for every photo")
    rule.add_argument("--masks", metavar="DIR", type=Path, help="folder with a mask per photo")
    rule.add_argument(
        "--mask-from-alpha", action="store_true", help="fill what is transparent in each photo"
    )
    masks.add_argument("--fit", default="exact", metavar="RULE", help=FIT_HELP)
    masks.add_argument(
        "-r",
        "--recursive",
        action="store_true",
        help="also the folders inside; OUT_DIR mirrors them",
    )
    _add_saving(parser)
    _add_running(parser)
    add_fill_options(parser)


def _add_saving(parser: argparse.ArgumentParser) -> None:
    saving = parser.add_argument_group("where and how it is saved")
    saving.add_argument(
        "--name-pattern",
        default="{stem}",
        metavar="NAME",
        help="what results are called, without extension: {stem} is the photo's name, {name} the "
        "same with its extension (%(default)s)",
    )
    saving.add_argument(
        "--format",
        choices=("keep", "jpg", "png", "tiff", "webp"),
        default="keep",
        help="file format of the results; keep takes each photo's own (%(default)s)",
    )
    add_saving_options(saving)


def _add_running(parser: argparse.ArgumentParser) -> None:
    running = parser.add_argument_group("how it runs")
    running.add_argument(
        "-w",
        "--workers",
        type=counting_number,
        metavar="N",
        help="photos in work at the same time (one per processor core, four at most)",
    )
    running.add_argument(
        "--shard",
        default="1/1",
        metavar="I/N",
        help="do only part I of N, the same photos each time",
    )
    running.add_argument(
        "--resume",
        action="store_true",
        help="go on where an earlier run stopped; this is what happens anyway",
    )
    running.add_argument(
        "--force", action="store_true", help="do all photos again and replace what is in the way"
    )
    running.add_argument(
        "-n", "--dry-run", action="store_true", help="list what would be done; write nothing"
    )
    running.add_argument("--report", metavar="FILE", type=Path, help="save a JSON report here")
    running.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(args: argparse.Namespace) -> ExitCode:
    if args.resume and args.force:
        raise UsageError("--resume and --force contradict each other.", "Leave one of them out.")
    if args.report is not None and not args.report.absolute().parent.is_dir():
        raise UsageError(
            f"The folder for the report “{args.report}” does not exist.", "Create it first."
        )
    control = BatchControl()
    is_running = False

    def end_at_once() -> None:
        control.abort()
        if not is_running:
            raise KeyboardInterrupt

    # around the imports too: numpy makes an ImportError of a Ctrl+C that hits it
    with on_interrupt(control.stop, end_at_once):
        plan = _plan(args)
        _check_plan(plan)
        if args.dry_run:
            return _show_plan(plan, args)
        is_running = True
        report = _do(plan, args, control)
    _tell(report, args)
    return _exit_code(report)


def _plan(args: argparse.Namespace) -> BatchPlan:
    """Raises UsageError for options that contradict or name nothing."""
    options, shard = inpaint_options(args), _shard(args)

    from moebius_core.batch import BatchRequest, Recipe, plan_batch
    from moebius_core.batch.naming import check_pattern

    try:
        check_pattern(args.name_pattern)
    except BadInputError as error:
        raise UsageError(error.sentence, error.hint) from error
    recipe = Recipe(
        engine=args.engine,
        device=device(args),
        options=options,
        save=save_options(args),
        fit=fit_rule(args),
        max_megapixels=max_megapixels(args),
    )
    return plan_batch(
        BatchRequest(
            source=args.source,
            target=args.target,
            masks=_mask_rule(args),
            recipe=recipe,
            recursive=args.recursive,
            name_pattern=args.name_pattern,
            format=args.format,
            shard=shard,
            force=args.force,
        )
    )


def _do(plan: BatchPlan, args: argparse.Namespace, control: BatchControl) -> BatchReport:
    from moebius_core.batch import Action, run_batch

    bar = ProgressBar(sys.stderr)
    display = _Display(bar, control, len(plan.with_action(Action.REMOVE)))
    with contextlib.closing(bar):
        return run_batch(plan, workers=args.workers, on_event=display.show, control=control)


def _exit_code(report: BatchReport) -> ExitCode:
    from moebius_core.batch import Status

    if report.interrupted:
        return ExitCode.INTERRUPTED
    if report.has_failures:
        return ExitCode.FAILED
    without_mask = report.counts[Status.NO_MASK]
    if without_mask and without_mask == report.plan.photos_in_all:
        return ExitCode.BAD_INPUT
    return ExitCode.DONE


class _Display:
    """Turns what happens into the bar on a terminal."""

    def __init__(self, bar: ProgressBar, control: BatchControl, total: int) -> None:
        self._bar = bar
        self._control = control
        self._has_told_the_end = False
        self._text = f"0/{total} photos"

    def show(self, event: BatchEvent) -> None:
        from moebius_core.batch import ItemDone, ItemStarted, Status

        if self._control.is_stopping and not self._has_told_the_end:
            # not in the signal handler, which may interrupt the bar in the middle of its line
            self._has_told_the_end = True
            self._bar.print_above("Ending after the photos in work; Ctrl+C again ends at once.")
        if isinstance(event, ItemStarted):
            self._bar.show(event.overall, self._text)
            return
        if isinstance(event, ItemDone):
            self._text = (
                f"{event.finished}/{event.total} photos, {event.photos_per_second:.2f} per second"
            )
            result = event.result
            if result.status is Status.FAILED and self._bar.is_visible:
                self._bar.print_above(f"{result.photo}: {result.reason} {result.hint}".rstrip())
        self._bar.show(event.overall, self._text)


def _tell(report: BatchReport, args: argparse.Namespace) -> None:
    if args.json:
        print(json.dumps(report.as_json()))
    else:
        print(report.summary())
        for note, count in report.notes():
            told = f"Note ({count} photos): {note}" if count > 1 else f"Note: {note}"
            print(told, file=sys.stderr)
        if report.interrupted:
            print("Interrupted. The same command goes on where this one stopped.", file=sys.stderr)
    if args.report is not None:
        report.write(args.report)


def _show_plan(plan: BatchPlan, args: argparse.Namespace) -> ExitCode:
    from moebius_core.batch.report import dry_run_json, write_report

    if args.report is not None:
        write_report(dry_run_json(plan), args.report)
    if args.json:
        print(json.dumps(dry_run_json(plan)))
        return ExitCode.DONE
    for item in plan.items:
        told = (
            f"{item.photo} -> {item.output}" if not item.reason else f"{item.photo}: {item.reason}"
        )
        print(f"{item.action.value:9}  {told}")
    return ExitCode.DONE


def _check_plan(plan: BatchPlan) -> None:
    source = plan.request.source
    if not plan.photos_in_all:
        hint = "" if plan.request.recursive else "Photos in the folders inside need --recursive."
        raise BadInputError(f"There are no photos in “{source}”.", hint)
    if not plan.photos_with_mask:
        raise BadInputError(
            f"None of the {plan.photos_in_all} photos in “{source}” has a mask.",
            "Name masks like the photos with _mask added, or give --mask FILE or --masks DIR.",
        )
    for mask in plan.unused_masks:
        print(f"Note: the mask {mask} belongs to no photo.", file=sys.stderr)


def _mask_rule(args: argparse.Namespace) -> MaskRule:
    from moebius_core.batch import MaskFolder, MasksBeside, OneMask, TransparentParts

    if args.mask is not None:
        return OneMask(args.mask)
    if args.masks is not None:
        return MaskFolder(args.masks)
    return TransparentParts() if args.mask_from_alpha else MasksBeside()


def _shard(args: argparse.Namespace) -> Shard:
    from moebius_core.batch.shard import Shard

    try:
        return Shard.parse(args.shard)
    except BadInputError as error:
        raise UsageError(error.sentence, error.hint) from error
