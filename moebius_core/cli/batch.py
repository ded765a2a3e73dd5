"""`moebius batch`: a folder of photos in, the same folder without the objects out."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from typing import TYPE_CHECKING

from moebius_core.batch.control import BatchControl
from moebius_core.cli.batch_options import add_arguments
from moebius_core.cli.fill_options import (
    device,
    fit_rule,
    inpaint_options,
    max_megapixels,
    save_options,
)
from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.progress_bar import ProgressBar
from moebius_core.cli.terminal import tell, warn
from moebius_core.errors import BadInputError

if TYPE_CHECKING:
    from moebius_core.batch import BatchEvent, BatchPlan, BatchReport, Shard
    from moebius_core.batch.pairing import MaskRule

__all__ = ["add_arguments", "run"]


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
        precision=args.precision,
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
        tell(json.dumps(report.as_json()))
    else:
        tell(report.summary())
        for note, count in report.notes():
            told = f"Note ({count} photos): {note}" if count > 1 else f"Note: {note}"
            warn(told)
        if report.interrupted:
            warn("Interrupted. The same command goes on where this one stopped.")
    if args.report is not None:
        report.write(args.report)


def _show_plan(plan: BatchPlan, args: argparse.Namespace) -> ExitCode:
    from moebius_core.batch.report import dry_run_json, write_report

    if args.report is not None:
        write_report(dry_run_json(plan), args.report)
    if args.json:
        tell(json.dumps(dry_run_json(plan)))
        return ExitCode.DONE
    for item in plan.items:
        if item.reason:
            told = f": {item.reason} {item.hint}".rstrip()
        else:
            told = f" -> {item.output}" + (f"  (mask {item.mask})" if item.mask else "")
        tell(f"{item.action.value:9}  {item.photo}{told}")
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
        warn(f"Note: the mask {mask} belongs to no photo.")


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
