"""Coarse to fine: at each level alternate between finding similar patches and averaging them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.blend import CYCLES, forward_differences, seam_correction
from moebius_core.engines.content_fill.contrast import (
    contrast_restored,
    lost_variance,
    with_square,
)
from moebius_core.engines.content_fill.descriptors import Describer, Detail
from moebius_core.engines.content_fill.enlarge import enlarged_field
from moebius_core.engines.content_fill.level import PATCH, Level, build_level
from moebius_core.engines.content_fill.pyramid import Scale, pyramid, thickness_of
from moebius_core.engines.content_fill.search import (
    LOCAL_ROUND,
    Search,
    first_round,
    later_round,
)
from moebius_core.engines.content_fill.tuning import (
    MAX_POSITION_WEIGHT,
    PositionWeights,
    Tuning,
)
from moebius_core.engines.content_fill.vote import Votes, vote, weights
from moebius_core.interpolate import push_pull, resized
from moebius_core.progress import Progress

MIN_SOURCES = 8
COARSE_SHARPNESS = 0.5
FINE_SHARPNESS = 0.06
FINAL_SHARPENING = 0.1
MIN_CONTEXT_PX = 64
BROAD_PX = 100.0
"""From this thickness on holes are filled in layers, fully from twice as much."""

LAYERS_DOWN, LAYERS_ACROSS = 3.0, 0.3

SETTLED = 0.15
"""Mean change of a hole pixel, in grey levels, below which a level is done."""

TEXT = "Filling from the photo itself"


class Planes(NamedTuple):
    """A level's pixels, the hole filled as far as it is known by now."""

    colour: NDArray[np.float32]  # (h, w, 3)
    texture: NDArray[np.float32]  # (h, w, 2)


class Solved(NamedTuple):
    """A finished level: the start of the next finer one."""

    level: Level
    planes: Planes
    match: NDArray[np.int32]
    cost: NDArray[np.float32]


@dataclass
class Ticks:
    """Turns small steps of work into progress; stopping early only skips ahead."""

    progress: Progress
    expected: int
    done: int = 0

    def __call__(self) -> None:
        self.done += 1
        self.pause()

    def pause(self) -> None:
        """A place to cancel between steps that are not counted."""
        self.progress.report(self.done / self.expected, TEXT)


class _Stage(NamedTuple):
    """One level to solve and how."""

    level: Level
    scale: Scale
    coarseness: float
    """0 native .. 1 coarsest."""

    rounds: int
    is_large: bool
    copies_only: bool
    position: PositionWeights

    @property
    def work(self) -> float:
        """Relative time it takes."""
        return self.level.target_count * (self.rounds + 2) + self.level.hole.size / 4


def complete(
    image: NDArray[np.float32],
    known: NDArray[np.bool_],
    usable: NDArray[np.bool_],
    tuning: Tuning,
    progress: Progress,
) -> NDArray[np.float32] | None:
    """The image with the unknown part filled from patches of the known part.

    Args:
        image: (H, W, 3) float32, 0..255; finite but meaningless where not known.
        known: (H, W) bool, some of it True and some False.
        usable: (H, W) bool; known pixels that are not usable serve as the hole's surroundings but
            are never copied.

    Returns:
        (H, W, 3) float32, 0..255, or None when too few whole patches are known.
    """
    scales = pyramid(image, known, usable, lambda: progress.report(0.0, TEXT))
    stages = _stages(scales, tuning, progress)
    if not stages:
        return None
    rng = np.random.default_rng(tuning.seed)
    total = sum(stage.work for stage in stages)
    solved: Solved | None = None
    start = 0.0
    while stages:
        stage = stages.pop()
        stop = start + stage.work / total
        solved = _solve(stage, solved, rng, progress.span(start, stop))
        start = stop
    return solved.planes.colour[: known.shape[0], : known.shape[1]] if solved else None


def _stages(scales: list[Scale], tuning: Tuning, progress: Progress) -> list[_Stage]:
    """Native level first; levels without sources are left out, all of them if it is the native."""
    stages: list[_Stage] = []
    effort, hole = tuning.effort, ~scales[0].known
    thickness = thickness_of(hole)
    rounds = effort.rounds(int(np.count_nonzero(hole)), thickness)
    for index, scale in enumerate(scales):
        progress.report(0.0, TEXT)
        level = build_level(scale.known, scale.usable)
        if level is None or len(level.sources) < MIN_SOURCES:
            if not index:
                return []
            continue
        # A single level is native, yet starts from nothing.
        coarseness = index / max(1, len(scales) - 1)
        count = rounds.at(coarseness) if len(scales) > 1 else max(rounds)
        is_large = int(np.count_nonzero(~scale.known)) > effort.full_search_px
        stages.append(
            _Stage(
                level,
                scale,
                coarseness,
                effort.rounds_above_full_search if is_large else count,
                is_large,
                level.hole.size > effort.copy_only_px,
                _position(tuning.position, hole.shape, thickness, coarseness),
            )
        )
    return stages


def _position(
    weights: PositionWeights, shape: tuple[int, ...], thickness: float, coarseness: float
) -> PositionWeights:
    """Weights per side of the region for a level.

    Nearness counts more in a region that is long only because its hole is. In the coarse levels of
    a broad hole, where colours are hardly more than a guess yet, height counts more and the way
    across less: scenes are layered, sky over hills over ground.
    """
    reach = max(3 * thickness, thickness + 2 * MIN_CONTEXT_PX)
    stretch = max(1.0, max(shape) / reach)
    layers = coarseness * min(max(thickness / BROAD_PX - 1, 0.0), 1.0)
    factors = stretch * (1 + LAYERS_DOWN * layers), stretch * (1 - LAYERS_ACROSS * layers)
    return PositionWeights(
        *(min(w * by, MAX_POSITION_WEIGHT) for w, by in zip(weights, factors, strict=True))
    )


def _solve(
    stage: _Stage,
    coarser: Solved | None,
    rng: np.random.Generator,
    progress: Progress,
) -> Solved:
    level = stage.level
    ticks = Ticks(progress, expected=32 + 25 * stage.rounds + PATCH * 2 + CYCLES)
    ticks.pause()
    sources = Planes(level.padded(stage.scale.colour), level.padded(stage.scale.texture))
    ticks.pause()
    if coarser is None:
        planes = _smooth_start(level, sources)
        match = level.sources[rng.integers(0, len(level.sources), level.target_count)]
        cost = np.zeros(level.target_count, np.float32)
    else:
        planes = _enlarged_start(level, sources, coarser)
        ticks.pause()
        match, cost = enlarged_field(coarser.level, coarser.match, coarser.cost, level)
    ticks.pause()
    canvas = _Canvas(level, planes, with_square(sources.colour), sources.texture, ticks)
    if not stage.copies_only or coarser is None:
        match, cost = _iterate(stage, canvas, match, coarser is not None, rng)
    if stage.coarseness:
        canvas.vote(match, cost, _sharpness(stage.coarseness), with_texture=True)
    else:
        canvas.finish(match, cost)
    return Solved(level, planes, match, cost)


def _iterate(
    stage: _Stage,
    canvas: _Canvas,
    match: NDArray[np.int32],
    has_field: bool,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Search and vote in turn until nothing changes much or the rounds are used up."""
    level, planes, ticks = stage.level, canvas.planes, canvas.ticks
    describer = Describer(
        detail=Detail.REDUCED if stage.is_large else Detail.FULL, position=stage.position
    )
    search = Search(level, describer.everywhere(*planes, ticks), match)

    def aim() -> None:
        search.retarget(describer.at(*planes, level.target_y, level.target_x))

    def vote() -> float:
        sharpness = _sharpness(stage.coarseness)
        return canvas.vote(search.match, search.cost, sharpness, with_texture=stage.coarseness > 0)

    if has_field:
        aim()
        vote()
    for round_index in range(stage.rounds):
        aim()
        if search.is_exact:
            search.exact(ticks)
        elif stage.is_large:
            search.propagate(LOCAL_ROUND, rng, ticks)
        else:
            schedule = later_round if round_index else first_round
            search.propagate(schedule(max(level.shape)), rng, ticks)
        if round_index == stage.rounds - 1 or (vote() < SETTLED and round_index):
            break
    return search.match, search.cost


@dataclass(frozen=True)
class _Canvas:
    """The pixels of a level and the votes that fill its hole."""

    level: Level
    planes: Planes
    colour_sources: NDArray[np.float32]  # (h, w, 4), see `with_square`
    texture_sources: NDArray[np.float32]  # (h, w, 2)
    ticks: Ticks

    def vote(
        self,
        match: NDArray[np.int32],
        cost: NDArray[np.float32],
        sharpness: float,
        *,
        with_texture: bool,
    ) -> float:
        """Fill the hole; returns the mean change of its pixels in grey levels."""
        level = self.level
        sources = [self.colour_sources, self.texture_sources][: 2 if with_texture else 1]
        votes = vote(level, match, weights(level, cost, sharpness), sources, self.ticks)
        changed = votes.heard & level.hole[votes.box]
        colour = self.planes.colour[votes.box]
        before = colour[changed]
        self._paint(votes, changed)
        np.copyto(
            colour,
            contrast_restored(colour, lost_variance(votes.planes[0]) * changed),
            where=changed[..., None],
        )
        if with_texture:
            texture = self.planes.texture[votes.box]
            np.copyto(texture, votes.planes[1], where=changed[..., None])
        return float(np.abs(colour[changed] - before).mean()) if len(before) else 0.0

    def finish(self, match: NDArray[np.int32], cost: NDArray[np.float32]) -> None:
        """The last vote, sharper, and the blend into the photo."""
        level = self.level
        weight = weights(level, cost, FINE_SHARPNESS * FINAL_SHARPENING)
        # Of the filled planes: the outermost pixel of a source may have its neighbour in the hole.
        slopes = forward_differences(self.planes.colour)
        self.ticks.pause()
        votes = vote(level, match, weight, [self.colour_sources, *slopes], self.ticks)
        # Padding is no place to blend over: it would tie the hole to repeated pixels.
        height, width = level.size
        rows, columns = votes.box
        inside = slice(0, height - rows.start), slice(0, width - columns.start)
        self.ticks.pause()
        hole, heard = level.hole[votes.box][inside], votes.heard[inside]
        self._paint(votes, votes.heard & level.hole[votes.box])
        colour = self.planes.colour[votes.box][inside]
        across, down = (plane[inside] for plane in votes.planes[1:])
        colour += seam_correction(colour, (across, down), hole, heard, self.ticks)
        painted = hole & heard
        lost = lost_variance(votes.planes[0])[inside] * painted
        final = np.clip(contrast_restored(colour, lost), *self._colour_range())
        np.copyto(colour, final, where=painted[..., None])

    def _colour_range(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Smallest and largest known value of each channel: no blend goes beyond."""
        known = (~self.level.hole).astype(np.uint8)
        channels = cv2.split(self.colour_sources)[:3]
        ranges = np.array([cv2.minMaxLoc(channel, known)[:2] for channel in channels], np.float32)
        return ranges[:, 0], ranges[:, 1]

    def _paint(self, votes: Votes, changed: NDArray[np.bool_]) -> None:
        colour = self.planes.colour[votes.box]
        np.copyto(colour, votes.planes[0][..., :3], where=changed[..., None])


def _smooth_start(level: Level, sources: Planes) -> Planes:
    filled = push_pull(np.concatenate(sources, axis=2), ~level.hole)
    return Planes(np.ascontiguousarray(filled[..., :3]), np.ascontiguousarray(filled[..., 3:]))


def _enlarged_start(level: Level, sources: Planes, coarser: Solved) -> Planes:
    """The known pixels with the enlarged coarse result in the hole, so that it can be described."""
    rows, columns = coarser.level.size
    height, width = level.size
    planes: list[NDArray[np.float32]] = []
    for known, coarse in zip(sources, coarser.planes, strict=True):
        enlarged = resized(coarse[:rows, :columns], width, height, cv2.INTER_LINEAR)
        planes.append(np.where(level.hole[..., None], level.padded(enlarged), known))
    return Planes(planes[0], planes[1])


def _sharpness(coarseness: float) -> float:
    return FINE_SHARPNESS + (COARSE_SHARPNESS - FINE_SHARPNESS) * coarseness
