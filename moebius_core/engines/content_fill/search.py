"""For every target patch the most similar source patch: exact where that is cheap, else PatchMatch.

PatchMatch (Barnes et al. 2009) in whole-array steps: all targets try their neighbours' matches,
then random ones around their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.level import Level

EXACT_PAIRS = 1_500_000
_BLOCK_ROWS, _BLOCK_COLUMNS = 20, 500
"""Products too small for OpenBLAS to wake threads, whose spinning costs more than they gain."""

_DIRECTIONS = ((0, 1), (0, -1), (1, 0), (-1, 0))

Tick = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The candidates of one PatchMatch round."""

    jumps: tuple[int, ...]
    """Distances in lattice steps of the neighbours whose matches are tried."""

    radii: tuple[int, ...]
    """Half sides in pixels of the squares around the match from which one is drawn."""

    anywhere: int
    """Draws among all sources."""


def first_round(side: int) -> Schedule:
    """Wide: the field is new. `side` is the larger side of the level."""
    return Schedule(jumps=(8, 4, 2, 1), radii=(side // 4, side // 10, 8, 2), anywhere=2)


def later_round(side: int) -> Schedule:
    return Schedule(jumps=(2, 1), radii=(side // 6, 12, 3, 1), anywhere=1)


LOCAL_ROUND = Schedule(jumps=(1,), radii=(4, 1), anywhere=0)


@dataclass
class Search:
    """The field of one level: which source each target copies, and at what cost."""

    level: Level
    source_vectors: NDArray[np.float32]  # (h * w, length)
    match: NDArray[np.int32]  # (n,) flat positions of sources
    cost: NDArray[np.float32] = field(init=False)  # (n,) squared distances
    target_vectors: NDArray[np.float32] = field(init=False)  # (n, length)
    _neighbours: dict[tuple[int, int], tuple[NDArray[np.int32], NDArray[np.int32]]] = field(
        default_factory=dict
    )

    @property
    def is_exact(self) -> bool:
        return self.level.target_count * len(self.level.sources) <= EXACT_PAIRS

    def retarget(self, vectors: NDArray[np.float32]) -> None:
        """Take new target vectors and cost the present matches anew."""
        self.target_vectors = vectors
        self.cost = self._costs(self.match, None)

    def exact(self, tick: Tick) -> None:
        """Every target gets its nearest source; the first in the photo among equals."""
        level, right = self.level, self._exact_side
        left = np.ones((level.target_count, len(right)), np.float32)
        left[:, :-1] = self.target_vectors
        buffer = np.empty((_BLOCK_ROWS, right.shape[1]), np.float32)
        for first in range(0, len(left), _BLOCK_ROWS):
            part = left[first : first + _BLOCK_ROWS]
            distances = buffer[: len(part)]
            for start in range(0, right.shape[1], _BLOCK_COLUMNS):
                block = slice(start, start + _BLOCK_COLUMNS)
                np.matmul(part, right[:, block], out=distances[:, block])
            self.match[first : first + _BLOCK_ROWS] = level.sources[distances.argmin(axis=1)]
            tick()
        self.cost = self._costs(self.match, None)

    @cached_property
    def _exact_side(self) -> NDArray[np.float32]:
        """(length + 1, sources): -2 s over ||s||^2, so that (t, 1) times it is ||s||^2 - 2 t.s."""
        sources = self.source_vectors[self.level.sources]
        side = np.empty((sources.shape[1] + 1, len(sources)), np.float32)
        np.multiply(sources.T, -2, out=side[:-1])
        np.einsum("ij,ij->i", sources, sources, out=side[-1])
        return side

    def propagate(self, schedule: Schedule, rng: np.random.Generator, tick: Tick) -> None:
        """One PatchMatch round."""
        level, width = self.level, self.level.shape[1]
        for jump in schedule.jumps:
            distance = jump * level.step
            for down, right in _DIRECTIONS:
                selected, neighbour = self._pairs(down * distance, right * distance)
                offset = (down * width + right) * distance
                self._try(self.match[neighbour] - np.int32(offset), selected)
                tick()
        everyone = np.arange(level.target_count, dtype=np.int32)
        for radius in schedule.radii:
            draw = rng.integers(-radius, radius + 1, (2, level.target_count), dtype=np.int32)
            self._try(self.match + draw[0] * np.int32(width) + draw[1], everyone)
            tick()
        for _ in range(schedule.anywhere):
            draw = rng.integers(0, len(level.sources), level.target_count)
            self._try(level.sources[draw], everyone)
            tick()

    def _try(self, candidates: NDArray[np.int32], selected: NDArray[np.int32]) -> None:
        """Give the selected targets their candidate where it is valid and better."""
        # A clipped or wrapped position is harmless: only sources pass.
        np.clip(candidates, 0, len(self.level.is_source) - 1, out=candidates)
        useful = self.level.is_source[candidates]
        useful &= candidates != self.match[selected]
        selected, candidates = selected[useful], candidates[useful]
        costs = self._costs(candidates, selected)
        better = costs < self.cost[selected]
        winners = selected[better]
        self.match[winners] = candidates[better]
        self.cost[winners] = costs[better]

    def _costs(
        self, candidates: NDArray[np.int32], selected: NDArray[np.int32] | None
    ) -> NDArray[np.float32]:
        difference = np.take(self.source_vectors, candidates, axis=0)
        targets = self.target_vectors
        difference -= targets if selected is None else np.take(targets, selected, axis=0)
        return np.einsum("ij,ij->i", difference, difference)

    def _pairs(self, down: int, right: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Targets that have a target (down, right) pixels away, and which that is."""
        key = (down, right)
        if key not in self._neighbours:
            height, width = self.level.shape
            y, x = self.level.target_y + down, self.level.target_x + right
            inside = (y >= 0) & (y < height) & (x >= 0) & (x < width)
            neighbour = np.full(len(y), -1, np.int32)
            neighbour[inside] = self.level.target_at[y[inside], x[inside]]
            selected = np.flatnonzero(neighbour >= 0).astype(np.int32)
            self._neighbours[key] = selected, neighbour[selected]
        return self._neighbours[key]
