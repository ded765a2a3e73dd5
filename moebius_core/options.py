"""What a person can adjust about one removal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from moebius_core.errors import BadInputError

MAX_EDGE_PX = 500
MAX_STEPS = 1000
MAX_GUIDANCE = 20.0


class Quality(Enum):
    """How much time an engine may take."""

    DRAFT = "draft"
    BALANCED = "balanced"
    BEST = "best"


@dataclass(frozen=True, kw_only=True)
class InpaintOptions:
    """Settings of one removal; every engine understands all of them or ignores them harmlessly.

    The edit zone, the only pixels a removal may change, is the mask grown by `grow` pixels plus a
    soft edge of `feather` pixels; soft (grey) mask pixels belong to it too.
    """

    seed: int = 0
    """Same seed, same photo, same mask: same result."""

    grow: int = 4
    """Pixels by which the painted mask is widened, so that no rim of the object stays."""

    feather: int = 3
    """Width in pixels of the soft edge outside the grown mask, where fill and photo cross-fade."""

    colour_match: bool = True
    """Shift the fill's colour so that it meets the photo on the ring around the hole."""

    context: float = 1.0
    """How far around the hole the engine looks: 0.25..4 times its usual distance."""

    quality: Quality = Quality.BALANCED
    """Draft is faster, Best slower."""

    steps: int | None = None
    """Moebius network: into how many steps the way from noise is divided; None: the quality's."""

    guidance: float | None = None
    """Moebius network: 1 paints what fits, more moves away from objects; None: the quality's."""

    strength: float | None = None
    """Moebius network: how much of the way from noise is gone, above 0 to 1; less stays nearer to
    the colours around the hole. None: the quality's."""

    def __post_init__(self) -> None:
        for name, value in (("grow", self.grow), ("feather", self.feather)):
            if not 0 <= value <= MAX_EDGE_PX:
                raise BadInputError(f"{name} must be 0 to {MAX_EDGE_PX} pixels, not {value}.")
        if not 0.25 <= self.context <= 4:
            raise BadInputError(f"context must be 0.25 to 4, not {self.context}.")
        if self.seed < 0:
            raise BadInputError(f"seed must not be negative, but is {self.seed}.")
        self._check_network_settings()

    def _check_network_settings(self) -> None:
        if self.steps is not None and not 1 <= self.steps <= MAX_STEPS:
            raise BadInputError(f"steps must be 1 to {MAX_STEPS}, not {self.steps}.")
        if self.guidance is not None and not 0 <= self.guidance <= MAX_GUIDANCE:
            raise BadInputError(f"guidance must be 0 to {MAX_GUIDANCE:g}, not {self.guidance}.")
        if self.strength is not None and not 0 < self.strength <= 1:
            raise BadInputError(f"strength must be above 0 and at most 1, not {self.strength}.")
