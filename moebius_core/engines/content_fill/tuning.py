"""What quality and seed change about a fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from moebius_core.options import InpaintOptions, Quality


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much time goes into a fill."""

    coarse_iterations: int
    """Rounds of search and vote at the coarsest level; between the levels linear."""

    fine_iterations: int
    """Rounds at the native level."""

    large_hole_iterations: int
    """Rounds at levels with more than `full_search_px` hole pixels."""

    small_hole_rounds: int
    """Rounds at every level of a hole of at most `SMALL_HOLE_PX` pixels."""

    full_search_px: int
    """Hole pixels up to which a level gets full descriptors and a full search."""

    copy_only_px: int
    """Crop pixels above which a level only copies detail along the enlarged field."""


EFFORTS = {
    Quality.DRAFT: Effort(
        coarse_iterations=6,
        fine_iterations=3,
        large_hole_iterations=1,
        small_hole_rounds=1,
        full_search_px=40_000,
        copy_only_px=1_000_000,
    ),
    Quality.BALANCED: Effort(
        coarse_iterations=12,
        fine_iterations=5,
        large_hole_iterations=2,
        small_hole_rounds=2,
        full_search_px=70_000,
        copy_only_px=2_000_000,
    ),
    Quality.BEST: Effort(
        coarse_iterations=20,
        fine_iterations=8,
        large_hole_iterations=3,
        small_hole_rounds=5,
        full_search_px=140_000,
        copy_only_px=4_000_000,
    ),
}


class PositionWeights(NamedTuple):
    """How much a patch loses by lying elsewhere: grey levels of descriptor per region side."""

    down: float
    across: float


MAX_POSITION_WEIGHT = 1400.0
"""What the exactness of the descriptors allows."""

POSITION_WEIGHTS = (
    PositionWeights(500, 500),
    PositionWeights(0, 0),
    PositionWeights(1000, 300),
    PositionWeights(150, 600),
)
"""Row 0 is measured best over many photos; the others are what "try again" shows next."""


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """Everything that may differ between two fills of one region."""

    effort: Effort
    position: PositionWeights
    seed: int

    @classmethod
    def of(cls, options: InpaintOptions) -> Tuning:
        return cls(
            effort=EFFORTS[options.quality],
            position=POSITION_WEIGHTS[options.seed % len(POSITION_WEIGHTS)],
            seed=options.seed,
        )
