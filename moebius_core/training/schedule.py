"""How the learning rates go: a rise from 0, then constant or along a cosine. No torch."""

from __future__ import annotations

import math
from collections.abc import Callable

from moebius_core.training.settings import ScheduleSettings


def rate_factor(done: int, steps: int, settings: ScheduleSettings) -> float:
    """What the rates are multiplied by in the step that follows `done` others.

    Args:
        done: 0..steps - 1.
        steps: Of the whole run.
        settings: In the warm-up the factor rises by equal amounts and is 1 in its last step.
    """
    if done < settings.warm_up:
        return (done + 1) / settings.warm_up
    share = (done - settings.warm_up) / max(steps - settings.warm_up, 1)
    return _SHAPES[settings.kind](min(share, 1.0), settings.final)


def _constant(_share: float, _final: float) -> float:
    return 1.0


def _cosine(share: float, final: float) -> float:
    return final + (1 - final) * (1 + math.cos(math.pi * share)) / 2


_SHAPES: dict[str, Callable[[float, float], float]] = {"constant": _constant, "cosine": _cosine}
