"""Evaluating: each picture is filled by every engine and compared with what was there."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moebius_core.arrays import Image
from moebius_core.engines.engine import notes_of
from moebius_core.errors import BadInputError, EngineUnavailableError, MoebiusError
from moebius_core.inpaint import inpaint
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, Progress
from moebius_core.training.evaluation.clock import StepClock
from moebius_core.training.evaluation.contestants import Contestant
from moebius_core.training.evaluation.frechet import Cloud, frechet_distance
from moebius_core.training.evaluation.learned import Extractor, Lpips, Missing
from moebius_core.training.evaluation.metrics import scores
from moebius_core.training.evaluation.pairs import Case, Source, View
from moebius_core.training.evaluation.protocols import Preset
from moebius_core.training.evaluation.results import EngineResult, Fill, Results

log = logging.getLogger(__name__)

HOLE_ALONE = InpaintOptions(grow=0, feather=0)
"""Holes that were cut have no rim of an object: what is not the hole stays as it is."""

_SILENT = Progress()
_NOT_ASKED = Missing("it was not asked for")

Watch = Callable[[Case, Mapping[str, Image]], None]
"""Told of each picture that counts, with the fills by the names of their engines."""


@dataclass(frozen=True)
class Judges:
    """What judges beyond `metrics.scores`, where it is there."""

    lpips: Lpips | Missing = _NOT_ASKED
    lpips_net: str = "alex"
    inception: Extractor | Missing = _NOT_ASKED


def evaluate(
    sources: Sequence[Source],
    contestants: Sequence[Contestant],
    *,
    options: InpaintOptions = HOLE_ALONE,
    view: View | None = None,
    judges: Judges | None = None,
    preset: Preset | None = None,
    skipped: Mapping[str, str] | None = None,
    masks: str = "given",
    progress: Progress = _SILENT,
    watch: Watch | None = None,
) -> Results:
    """Fill every picture with every engine, picture by picture, and compare.

    A picture counts when every engine has filled it; so the rows are comparable whenever this
    ends. An engine whose device fails is given up and holds the others up no more.

    Args:
        sources: Pairs of files, or cases already made.
        contestants: In the order of the rows.
        options: Of every removal.
        view: How pictures are brought to size; None: the preset's, or as they are.
        judges: LPIPS and FID.
        preset: The benchmark, for the published rows.
        skipped: What was left out before: name -> why.
        masks: Where they came from, for people.
        progress: When it is cancelled, what is finished is returned.
        watch: Told of each picture that counts.

    Raises:
        BadInputError: no engines, or two of one name.
    """
    if not contestants:
        raise BadInputError("There is no engine to evaluate.")
    if len({contestant.name for contestant in contestants}) < len(contestants):
        raise BadInputError("Two engines of the same name cannot be told apart.")
    view = view or (preset.view if preset else View())
    race = _Race(contestants, options, judges or Judges(), watch)
    began = time.perf_counter()
    left_out = dict(skipped or {})
    is_interrupted = False
    try:
        for number, source in enumerate(sources):
            if not race.runners:
                break
            share = progress.span(number / len(sources), (number + 1) / len(sources))
            share.report(0.0, f"Picture {number + 1} of {len(sources)}")
            try:
                case = source.open(view)
            except BadInputError as error:
                left_out[source.name] = error.sentence
                continue
            race.run(case, share)
    except Cancelled:
        is_interrupted = True
    return Results(
        engines=race.results(),
        options=options,
        view=view,
        preset=preset,
        lpips_net=race.judges.lpips_net,
        asked=len(sources),
        compared=race.compared,
        skipped=left_out,
        masks=masks,
        is_interrupted=is_interrupted,
        seconds=time.perf_counter() - began,
    )


@dataclass
class _Runner:
    """A contestant and what it has done so far."""

    contestant: Contestant
    fills: list[Fill] = field(default_factory=list[Fill])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    given_up: str = ""
    cloud: Cloud = field(default_factory=Cloud)
    truth: Cloud = field(default_factory=Cloud)


@dataclass(frozen=True)
class _Attempt:
    """A fill that has not been judged."""

    image: Image
    seconds: float
    steps: tuple[float, ...]


class _Race:
    """All runners on one picture after the other."""

    def __init__(
        self,
        contestants: Sequence[Contestant],
        options: InpaintOptions,
        judges: Judges,
        watch: Watch | None,
    ) -> None:
        self.judges = judges
        self.compared: list[str] = []
        self._all = [_Runner(contestant) for contestant in contestants]
        self._options = options
        self._watch = watch

    @property
    def runners(self) -> list[_Runner]:
        """Those that still run."""
        return [runner for runner in self._all if not runner.given_up]

    def run(self, case: Case, progress: Progress) -> None:
        """One picture; it counts if nobody who goes on fails on it. Raises Cancelled."""
        attempts: list[tuple[_Runner, _Attempt]] = []
        count = len(self.runners)
        for number, runner in enumerate(self.runners):
            share = progress.span(number / count, (number + 1) / count)
            attempt = self._try(runner, case, share)
            if attempt is not None:
                attempts.append((runner, attempt))
        if len(attempts) < len(self.runners) or not attempts:
            return
        judged = [self._judged(case, attempt) for _, attempt in attempts]
        self._gather_features(case, attempts)
        for (runner, _), fill in zip(attempts, judged, strict=True):
            runner.fills.append(fill)
        self.compared.append(case.name)
        if self._watch is not None:
            self._watch(
                case, {runner.contestant.name: attempt.image for runner, attempt in attempts}
            )

    def results(self) -> list[EngineResult]:
        """The rows."""
        lpips = self.judges.lpips
        return [
            EngineResult(
                name=runner.contestant.name,
                info=runner.contestant.engine.info,
                size=runner.contestant.size,
                autoencoder_parameters=runner.contestant.autoencoder_parameters,
                fills=tuple(runner.fills),
                failed=runner.failed,
                fid=self._fid(runner),
                why_no_lpips=lpips.why if isinstance(lpips, Missing) else "",
                given_up=runner.given_up,
                notes=(*runner.contestant.notes, *notes_of(runner.contestant.engine)),
            )
            for runner in self._all
        ]

    def _try(self, runner: _Runner, case: Case, progress: Progress) -> _Attempt | None:
        """Its fill; None, and noted, where it fails."""
        contestant = runner.contestant
        clock = StepClock(
            lambda fraction, text: progress.report(
                fraction, f"{case.name}, {contestant.name}" + (f": {text}" if text else "")
            ),
            progress.token,
        )
        try:
            filled = inpaint(
                case.image, case.mask, contestant.engine, self._options, clock.progress
            )
        except Cancelled:
            raise
        except Exception as error:  # a bug of one engine must not end the comparison
            log.warning("%s failed on %s", contestant.name, case.name, exc_info=error)
            runner.failed[case.name] = _told(error)
            if isinstance(error, EngineUnavailableError):
                runner.given_up = error.sentence
            return None
        return _Attempt(filled.astype("uint8", copy=False), clock.seconds, tuple(clock.steps))

    def _judged(self, case: Case, attempt: _Attempt) -> Fill:
        found = scores(attempt.image, case.image, case.mask)
        lpips, distance = self.judges.lpips, None
        if not isinstance(lpips, Missing):
            try:
                distance = lpips(attempt.image, case.image)
            except Exception as error:  # a figure less, not the end of all others
                self.judges = replace(self.judges, lpips=_stopped(case, error))
        return Fill(case.name, found, distance, attempt.seconds, attempt.steps)

    def _gather_features(self, case: Case, attempts: Sequence[tuple[_Runner, _Attempt]]) -> None:
        extract = self.judges.inception
        if isinstance(extract, Missing):
            return
        try:
            truth = extract(case.image)
            for runner, attempt in attempts:
                runner.truth.add(truth)
                runner.cloud.add(extract(attempt.image))
        except Exception as error:  # a figure less, not the end of all others
            self.judges = replace(self.judges, inception=_stopped(case, error))

    def _fid(self, runner: _Runner) -> float | Missing:
        if isinstance(self.judges.inception, Missing):
            return self.judges.inception
        if runner.cloud.count < 2:
            return Missing("it needs two pictures or more")
        return frechet_distance(runner.cloud, runner.truth)


def _stopped(case: Case, error: Exception) -> Missing:
    log.warning("A figure could not be computed on %s", case.name, exc_info=error)
    return Missing(f"it failed on {case.name}: {_told(error)}")


def _told(error: Exception) -> str:
    if isinstance(error, MoebiusError):
        return error.sentence
    return f"{type(error).__name__}: {error}"
