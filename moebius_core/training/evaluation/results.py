"""What an evaluation found: a fill, an engine's row, the whole."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from moebius_core.engines.engine import EngineInfo
from moebius_core.options import InpaintOptions
from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.metrics import Scores
from moebius_core.training.evaluation.pairs import View
from moebius_core.training.evaluation.protocols import Preset
from moebius_core.training.evaluation.sizes import ModelSize

NOTHING_COMPARED = Missing("no picture was compared")


@dataclass(frozen=True)
class Fill:
    """One engine's fill of one picture."""

    name: str
    """The picture's."""
    scores: Scores
    lpips: float | None
    """Of the whole picture; None where it could not be computed."""
    seconds: float
    """Of the removal, without opening the picture and without the figures."""
    step_seconds: tuple[float, ...]
    """Of each step of a network."""


@dataclass(frozen=True)
class EngineResult:
    """A row of the table."""

    name: str
    info: EngineInfo
    """What ran at the end."""
    size: ModelSize | Missing
    autoencoder_parameters: int | None
    fills: tuple[Fill, ...]
    """Of the pictures that count: those that every engine in the race has filled."""
    failed: Mapping[str, str]
    """Picture -> why it could not be filled."""
    fid: float | Missing
    why_no_lpips: str
    """Empty where there is LPIPS."""
    given_up: str = ""
    """Why it was not asked any more; empty where it ran to the end."""
    notes: tuple[str, ...] = ()

    @property
    def means(self) -> Scores | Missing:
        """Arithmetic means over the fills."""
        if not self.fills:
            return NOTHING_COMPARED
        return Scores(
            *(
                statistics.fmean(getattr(fill.scores, field.name) for fill in self.fills)
                for field in fields(Scores)
            )
        )

    @property
    def lpips(self) -> float | Missing:
        """Arithmetic mean over the fills."""
        if self.why_no_lpips:
            return Missing(self.why_no_lpips)
        values = [fill.lpips for fill in self.fills if fill.lpips is not None]
        return statistics.fmean(values) if values else NOTHING_COMPARED

    @property
    def seconds(self) -> float | Missing:
        """Median: the first picture also prepares what is prepared once."""
        if not self.fills:
            return NOTHING_COMPARED
        return statistics.median(fill.seconds for fill in self.fills)

    @property
    def step_seconds(self) -> float | Missing:
        """Median over all steps."""
        steps = [seconds for fill in self.fills for seconds in fill.step_seconds]
        return statistics.median(steps) if steps else Missing("it takes no steps")

    @property
    def steps(self) -> float | Missing:
        """Steps of a picture, on average: the second pass over large holes included."""
        count = sum(len(fill.step_seconds) for fill in self.fills)
        return count / len(self.fills) if count else Missing("it takes no steps")


@dataclass(frozen=True, kw_only=True)
class Results:
    """The whole table and how it came about."""

    engines: Sequence[EngineResult]
    options: InpaintOptions
    view: View
    preset: Preset | None
    lpips_net: str
    asked: int
    """How many pictures there were to evaluate."""
    compared: Sequence[str]
    """The pictures that count."""
    skipped: Mapping[str, str]
    """What was left out, and why: files without a partner, damaged, of the wrong size."""
    masks: str
    """Where the masks came from, for people."""
    is_interrupted: bool
    seconds: float

    @property
    def has_failures(self) -> bool:
        """Whether an engine failed on a picture."""
        return any(engine.failed for engine in self.engines)
