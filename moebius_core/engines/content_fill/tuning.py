"""What quality and seed change about a fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from moebius_core.options import InpaintOptions, Quality

THIN = 32.0
"""Thickness in pixels up to which a hole (dust, a wire) takes fewer levels and rounds."""

SPECK_PX = 1_500
MEDIUM_HOLE_PX = 25_000


class Rounds(NamedTuple):
    """Rounds of search and vote at the coarsest and at the native level; between them linear."""

    coarse: int
    native: int

    def at(self, coarseness: float) -> int:
        """`coarseness` is 0 at the native level and 1 at the coarsest."""
        return round(self.native + coarseness * (self.coarse - self.native))


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much time goes into a fill, by the kind of hole."""

    speck: Rounds
    """At most `SPECK_PX` pixels, dust with its edge zone: there are many, each is quick."""

    thin: Rounds
    """At most `THIN` pixels thick: wires, scratches."""

    medium: Rounds
    """At most `MEDIUM_HOLE_PX` pixels."""

    large: Rounds

    rounds_above_full_search: int
    """Rounds at levels with more hole pixels than `full_search_px`, searched only locally."""

    full_search_px: int
    """Hole pixels up to which a level gets full descriptors and a full search."""

    copy_only_px: int
    """Crop pixels above which a level only copies detail along the enlarged field."""

    def rounds(self, hole_px: int, thickness: float) -> Rounds:
        if hole_px <= SPECK_PX:
            return self.speck
        if thickness <= THIN:
            return self.thin
        return self.medium if hole_px <= MEDIUM_HOLE_PX else self.large


EFFORTS = {
    Quality.DRAFT: Effort(
        speck=Rounds(1, 1),
        thin=Rounds(3, 2),
        medium=Rounds(6, 3),
        large=Rounds(6, 3),
        rounds_above_full_search=1,
        full_search_px=40_000,
        copy_only_px=1_000_000,
    ),
    Quality.BALANCED: Effort(
        speck=Rounds(2, 1),
        thin=Rounds(4, 4),
        medium=Rounds(20, 10),
        large=Rounds(20, 5),
        rounds_above_full_search=2,
        full_search_px=70_000,
        copy_only_px=2_000_000,
    ),
    Quality.BEST: Effort(
        speck=Rounds(5, 4),
        thin=Rounds(8, 8),
        medium=Rounds(32, 16),
        large=Rounds(32, 12),
        rounds_above_full_search=3,
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
    PositionWeights(350, 350),
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
