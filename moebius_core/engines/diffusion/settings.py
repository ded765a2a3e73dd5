"""How a fill is computed: the public code's values, and what each quality changes about them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

from moebius_core.options import InpaintOptions, Quality
from moebius_core.sampling import (
    GUIDANCE,
    NOISE_OFFSET,
    STEPS,
    STRENGTH,
    DdimSchedule,
    MultistepSchedule,
    Schedule,
)

PUBLIC_COMPENSATION = 1.1
"""What the public code multiplies the difference in colour by."""


class Solver(Enum):
    """How the steps go."""

    DDIM = "ddim"
    """The public code's; wants about twenty steps."""
    MULTISTEP = "dpm++2m"
    """DPM-Solver++(2M); eight steps do."""


class Start(Enum):
    """What the noise is put on at first."""

    PICTURE = "picture"
    """Latents of the picture, its hole filled smoothly: a second encoding, as in the public code
    (which leaves the object in the hole instead)."""
    CELLS = "cells"
    """Latents of what is known, continued smoothly into the hole: no second encoding."""
    NOTHING = "nothing"
    """Noise alone, as in the browser port."""


@dataclass(frozen=True, kw_only=True)
class DiffusionSettings:
    """Everything that decides about a fill but the seed. The defaults are the public code's."""

    solver: Solver = Solver.DDIM
    steps: int = STEPS
    """Into how many the whole way from noise is divided."""

    strength: float = STRENGTH
    """How much of that way is gone, 0..1."""

    guidance: float = GUIDANCE
    """1 paints what fits; more moves further away from objects."""

    guided_share: float = 1.0
    """Share of the steps, from the first on, that are guided; the others cost half."""

    start: Start = Start.PICTURE
    noise_offset: float = NOISE_OFFSET

    compensation: float = 0.0
    """The fill is shifted by this many times the mean difference in colour around the hole, as in
    the public code with `PUBLIC_COMPENSATION`. 0: `paste.match_colour` alone does it, locally."""

    detail_tiles: int = 0
    """How many tiles at most the second pass may take in regions that were shrunk; 0: none."""

    detail_strength: float = 0.45
    """How far the second pass goes back into noise."""

    def schedule(self) -> Schedule:
        """The steps of the first pass."""
        return self._schedule(self.strength)

    def detail_schedule(self) -> Schedule:
        """The steps of the second pass."""
        return self._schedule(min(self.detail_strength, self.strength))

    def guided_steps(self, count: int) -> int:
        """How many of `count` steps are guided."""
        return 0 if self.guidance == 1 else math.ceil(count * self.guided_share)

    def _schedule(self, strength: float) -> Schedule:
        make = DdimSchedule if self.solver is Solver.DDIM else MultistepSchedule
        return make(self.steps, strength)


PRESETS = {
    Quality.DRAFT: DiffusionSettings(
        solver=Solver.MULTISTEP,
        steps=4,
        guided_share=0,
        start=Start.CELLS,
    ),
    Quality.BALANCED: DiffusionSettings(
        solver=Solver.MULTISTEP,
        steps=8,
        guided_share=0.5,
        start=Start.CELLS,
        detail_tiles=4,
    ),
    Quality.BEST: DiffusionSettings(detail_tiles=9),
}


def settings_for(options: InpaintOptions) -> DiffusionSettings:
    """The quality's preset, with what the person set by hand in its place."""
    preset = PRESETS[options.quality]
    return replace(
        preset,
        steps=preset.steps if options.steps is None else options.steps,
        guidance=preset.guidance if options.guidance is None else options.guidance,
        strength=preset.strength if options.strength is None else options.strength,
    )
