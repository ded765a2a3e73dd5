"""Coarse to fine: at each level alternate between finding similar patches and averaging them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.content_fill.blend import CYCLES, forward_differences, seam_correction
from moebius_core.engines.content_fill.descriptors import Describer, Detail
from moebius_core.engines.content_fill.enlarge import enlarged_field
from moebius_core.engines.content_fill.level import PATCH, Level, build_level
from moebius_core.engines.content_fill.pyramid import Scale, pyramid
from moebius_core.engines.content_fill.search import (
    LOCAL_ROUND,
    Search,
    first_round,
    later_round,
)
from moebius_core.engines.content_fill.tuning import Effort, Tuning
from moebius_core.engines.content_fill.vote import vote, weights
from moebius_core.interpolate import push_pull, resized
from moebius_core.progress import Progress

MIN_SOURCES = 8
COARSE_SHARPNESS = 0.5
FINE_SHARPNESS = 0.06
FINAL_SHARPENING = 0.2
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

    @property
    def work(self) -> float:
        """Relative time it takes."""
        return self.level.target_count * (self.rounds + 2) + self.level.hole.size / 4


def complete(
    image: NDArray[np.float32], known: NDArray[np.bool_], tuning: Tuning, progress: Progress
) -> NDArray[np.float32] | None:
    """The image with the unknown part filled from patches of the known part.

    Args:
        image: (H, W, 3) float32, 0..255; finite but meaningless where not known.
        known: (H, W) bool, some of it True and some False.

    Returns:
        (H, W, 3) float32, 0..255, or None when too few whole patches are known.
    """
    stages = _stages(pyramid(image, known), tuning.effort)
    if not stages:
        return None
    rng = np.random.default_rng(tuning.seed)
    total = sum(stage.work for stage in stages)
    solved: Solved | None = None
    start = 0.0
    while stages:
        stage = stages.pop()
        stop = start + stage.work / total
        solved = _solve(stage, solved, tuning, rng, progress.span(start, stop))
        start = stop
    return solved.planes.colour[: known.shape[0], : known.shape[1]] if solved else None


def _stages(scales: list[Scale], effort: Effort) -> list[_Stage]:
    """Native level first; levels without sources are left out, all of them if it is the native."""
    stages: list[_Stage] = []
    for index, scale in enumerate(scales):
        level = build_level(scale.known)
        if level is None or len(level.sources) < MIN_SOURCES:
            if not index:
                return []
            continue
        coarseness = index / max(1, len(scales) - 1)
        is_large = int(np.count_nonzero(~scale.known)) > effort.full_search_px
        rounds = effort.fine_iterations + coarseness * (
            effort.coarse_iterations - effort.fine_iterations
        )
        stages.append(
            _Stage(
                level,
                scale,
                coarseness,
                effort.large_hole_iterations if is_large else round(rounds),
                is_large,
                level.hole.size > effort.copy_only_px,
            )
        )
    return stages


def _solve(
    stage: _Stage,
    coarser: Solved | None,
    tuning: Tuning,
    rng: np.random.Generator,
    progress: Progress,
) -> Solved:
    level, is_native = stage.level, not stage.coarseness
    ticks = Ticks(progress, expected=32 + 25 * stage.rounds + PATCH * 2 + CYCLES)
    colour, texture = level.padded(stage.scale.colour), level.padded(stage.scale.texture)
    if coarser is None:
        planes = _smooth_start(level, colour, texture)
        match = level.sources[rng.integers(0, len(level.sources), level.target_count)]
        cost = np.zeros(level.target_count, np.float32)
    else:
        planes = _enlarged_start(level, colour, texture, coarser)
        match, cost = enlarged_field(coarser.level, coarser.match, coarser.cost, level)
    if not stage.copies_only or coarser is None:
        match, cost = _iterate(stage, planes, match, coarser is not None, tuning, rng, ticks)
    if is_native:
        _finish(level, planes, match, cost, ticks)
    else:
        sharpness = _sharpness(stage.coarseness)
        _vote_into(planes, level, match, weights(level, cost, sharpness), True, ticks)
    return Solved(level, planes, match, cost)


def _iterate(
    stage: _Stage,
    planes: Planes,
    match: NDArray[np.int32],
    has_field: bool,
    tuning: Tuning,
    rng: np.random.Generator,
    ticks: Ticks,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Search and vote in turn until nothing changes much or the rounds are used up."""
    level, votes_texture = stage.level, stage.coarseness > 0
    describer = Describer(
        detail=Detail.REDUCED if stage.is_large else Detail.FULL, position=tuning.position
    )
    search = Search(level, describer.everywhere(*planes, ticks), match)
    sharpness = _sharpness(stage.coarseness)

    def aim() -> None:
        search.retarget(describer.at(*planes, level.target_y, level.target_x))

    def ballot() -> float:
        weight = weights(level, search.cost, sharpness)
        return _vote_into(planes, level, search.match, weight, votes_texture, ticks)

    if has_field:
        aim()
        ballot()
    for round_index in range(stage.rounds):
        aim()
        if search.is_exact:
            search.exact(ticks)
        elif stage.is_large:
            search.propagate(LOCAL_ROUND, rng, ticks)
        else:
            schedule = later_round if round_index else first_round
            search.propagate(schedule(max(level.shape)), rng, ticks)
        if round_index == stage.rounds - 1 or (ballot() < SETTLED and round_index):
            break
    return search.match, search.cost


def _finish(
    level: Level,
    planes: Planes,
    match: NDArray[np.int32],
    cost: NDArray[np.float32],
    ticks: Ticks,
) -> None:
    """The last vote, sharper, and the blend into the photo."""
    colour = planes.colour
    weight = weights(level, cost, FINE_SHARPNESS * FINAL_SHARPENING)
    votes = vote(level, match, weight, [colour, *forward_differences(colour)], ticks)
    height, width = level.size
    rows, columns = votes.box
    inside = slice(0, height - rows.start), slice(0, width - columns.start)
    part, hole = colour[votes.box][inside], level.hole[votes.box][inside]
    heard = votes.heard[inside]
    voted, across, down = (plane[inside] for plane in votes.planes)
    np.copyto(part, voted, where=(hole & heard)[..., None])
    correction = seam_correction(part, (across, down), hole, heard, ticks)
    np.clip(part + correction, 0, 255, out=part)


def _vote_into(
    planes: Planes,
    level: Level,
    match: NDArray[np.int32],
    weight: NDArray[np.float32],
    votes_texture: bool,
    ticks: Ticks,
) -> float:
    """Fill the hole by vote, in place; returns the mean change of its pixels in grey levels."""
    used = planes[: 2 if votes_texture else 1]
    votes = vote(level, match, weight, list(used), ticks)
    changed = votes.heard & level.hole[votes.box]
    colour = planes.colour[votes.box]
    before = colour[changed]
    for plane, voted in zip(used, votes.planes, strict=True):
        np.copyto(plane[votes.box], voted, where=changed[..., None])
    return float(np.abs(colour[changed] - before).mean()) if len(before) else 0.0


def _smooth_start(
    level: Level, colour: NDArray[np.float32], texture: NDArray[np.float32]
) -> Planes:
    filled = push_pull(np.concatenate([colour, texture], axis=2), ~level.hole)
    return Planes(np.ascontiguousarray(filled[..., :3]), np.ascontiguousarray(filled[..., 3:]))


def _enlarged_start(
    level: Level, colour: NDArray[np.float32], texture: NDArray[np.float32], coarser: Solved
) -> Planes:
    """The known pixels with the enlarged coarse result in the hole, so that it can be described."""
    rows, columns = coarser.level.size
    for plane, coarse in ((colour, coarser.planes.colour), (texture, coarser.planes.texture)):
        height, width = level.size
        enlarged = resized(coarse[:rows, :columns], width, height, cv2.INTER_LINEAR)
        np.copyto(plane, level.padded(enlarged), where=level.hole[..., None])
    return Planes(colour, texture)


def _sharpness(coarseness: float) -> float:
    return FINE_SHARPNESS + (COARSE_SHARPNESS - FINE_SHARPNESS) * coarseness
