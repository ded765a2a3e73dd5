"""From a mask to the regions an engine works on, in order (pure).

Nearby holes share a region, far ones get their own; each region is the hole with a stated
context around it, clipped to the photo. The work depends on the holes, not on the photo:
the mask is read once, everything else happens on a grid of 32 px blocks and on the holes' boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Mask, size_of
from moebius_core.geometry import Rect, Size

BLOCK = 32
"""Side of the grid's blocks in pixels; holes in touching blocks belong together."""

CELL = 416
"""Long strokes and clouds of specks are cut along a grid of this many pixels (13 blocks)."""

MAX_MERGED = 1200
"""Holes are not joined into a region with a longer side than this many pixels."""

MAX_GROUPS = 400
"""With more separate holes than this, they are grouped by cells instead of pair by pair."""

MIN_KNOWN = 1.5
"""A region is widened until it holds this many known pixels for each masked one."""


@dataclass(frozen=True)
class RegionSpec:
    """How much of the photo an engine sees around a hole.

    The context is `scale * min(longest side, 3 * thickness)` of the hole, kept within
    `least`..`most` pixels: a wire needs no more around it than a few times its thickness.
    """

    scale: float = 1.0
    least: int = 64
    most: int = 512
    margin: int = 0
    """Pixels by which the edit zone reaches beyond the mask."""
    square_px: int | None = None
    """Side of the square the engine works on: regions are then squares at least that large in
    which the hole fills at most half of each side. None: rectangles at the photo's resolution."""

    def context(self, hole: Rect, thickness: float) -> int:
        """Pixels around `hole`."""
        wanted = self.scale * min(max(hole.width, hole.height), 3 * thickness)
        return int(np.clip(wanted, self.least, self.most * max(1.0, self.scale)))


@dataclass(frozen=True)
class Region:
    """One call of the engine."""

    frame: Rect
    """What the engine sees: hole and context, inside the photo."""
    bounds: Rect
    """Where the hole with its margin lies; inside `frame`."""
    groups: tuple[int, ...]
    """Which groups of `Plan.labels` are filled here."""


@dataclass(frozen=True)
class Plan:
    """The regions in the order in which they are to be filled."""

    size: Size
    regions: tuple[Region, ...]
    labels: NDArray[np.int32] = field(repr=False)
    """(ceil(H/32), ceil(W/32)): the group of each block, 0 = nothing masked there."""

    def own_mask(self, mask: Mask, region: Region) -> Mask:
        """`mask` inside the region's bounds, with all other regions' holes removed."""
        return _only(mask, self.labels, region.groups, region.bounds)

    def pending_mask(self, mask: Mask, index: int) -> Mask:
        """`mask` inside the frame of region `index`, of the holes that come after it only."""
        later = [group for region in self.regions[index + 1 :] for group in region.groups]
        return _only(mask, self.labels, later, self.regions[index].frame)


def plan_regions(mask: Mask, spec: RegionSpec, exclude: Mask | None = None) -> Plan:
    """Cut the work into regions, smallest hole first.

    Args:
        mask: (H, W) uint8; pixels above 0 are to be filled.
        spec: Context and shape.
        exclude: (H, W) uint8; pixels above 0 are no source, so regions are widened past them.

    Returns:
        A plan whose regions' bounds cover every masked pixel grown by `spec.margin`;
        without regions when the mask is empty.
    """
    size = size_of(mask)
    blocks = _occupied_blocks(mask)
    count, labels = cv2.connectedComponents(blocks, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(labels, np.int32)
    if count == 1:
        return Plan(size, (), labels)
    if count - 1 > MAX_GROUPS:
        labels, groups = _cut_into_cells(labels, range(1, count))
        holes = [_measure(mask, labels, group) for group in groups]
    else:
        holes = [_measure(mask, labels, group) for group in range(1, count)]
        holes, labels = _cut_long_strokes(mask, holes, labels)
        holes = _merge_neighbours(holes, spec, size)
    holes.sort(key=lambda hole: (hole.area, hole.box.top, hole.box.left))
    regions = tuple(_region(mask, hole, spec, exclude) for hole in holes)
    return Plan(size, regions, labels)


@dataclass(frozen=True)
class _Hole:
    box: Rect
    thickness: float
    area: int
    groups: tuple[int, ...]
    is_piece: bool = False
    """Cut from a longer stroke: not to be merged again."""

    def merged(self, other: _Hole) -> _Hole:
        return _Hole(
            self.box.union(other.box),
            max(self.thickness, other.thickness),
            self.area + other.area,
            self.groups + other.groups,
            self.is_piece,
        )


def _occupied_blocks(mask: Mask) -> NDArray[np.uint8]:
    """(ceil(H/32), ceil(W/32)) uint8: 1 where a block holds a masked pixel."""
    height, width = mask.shape
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    blocks = np.zeros((rows, columns), np.uint8)
    for row in range(rows):
        line = mask[row * BLOCK : (row + 1) * BLOCK].max(axis=0)
        if line.any():
            padded = np.zeros(columns * BLOCK, np.uint8)
            padded[:width] = line
            blocks[row] = padded.reshape(columns, BLOCK).any(axis=1)
    return blocks


def _only(mask: Mask, labels: NDArray[np.int32], groups: Sequence[int], frame: Rect) -> Mask:
    chosen = np.zeros(int(labels.max()) + 1, np.uint8)
    chosen[list(groups)] = 1
    outer = _block_rect(frame)
    of_blocks = chosen[labels[outer.slices]]
    of_pixels = of_blocks.repeat(BLOCK, axis=0).repeat(BLOCK, axis=1)
    inner = frame.translated(-outer.left * BLOCK, -outer.top * BLOCK)
    return mask[frame.slices] * of_pixels[inner.slices]


def _block_rect(pixels: Rect) -> Rect:
    return Rect(
        pixels.left // BLOCK,
        pixels.top // BLOCK,
        -(-pixels.right // BLOCK),
        -(-pixels.bottom // BLOCK),
    )


def _measure(mask: Mask, labels: NDArray[np.int32], group: int) -> _Hole:
    """Exact box, area and thickness of one group of blocks."""
    ys, xs = np.nonzero(labels == group)
    rough = Rect(
        int(xs.min()) * BLOCK,
        int(ys.min()) * BLOCK,
        (int(xs.max()) + 1) * BLOCK,
        (int(ys.max()) + 1) * BLOCK,
    ).intersection(size_of(mask).rect)
    own = _only(mask, labels, (group,), rough)
    x, y, width, height = cv2.boundingRect(own)
    tight = own[y : y + height, x : x + width] > 0
    box = Rect(x, y, x + width, y + height).translated(rough.left, rough.top)
    return _Hole(box, _thickness(tight), int(np.count_nonzero(tight)), (group,))


def _thickness(hole: NDArray[np.bool_]) -> float:
    """Width in pixels of the thickest place; large holes are measured on every n-th pixel."""
    step = 1 + max(hole.shape) // 1024
    thinned = np.pad(hole[::step, ::step].astype(np.uint8), 1)
    depth = cv2.distanceTransform(thinned, cv2.DIST_L2, cv2.DIST_MASK_3)
    return max(1.0, 2 * step * float(depth.max()))


def _cut_long_strokes(
    mask: Mask, holes: list[_Hole], labels: NDArray[np.int32]
) -> tuple[list[_Hole], NDArray[np.int32]]:
    """Replace thin holes over 1000 px long (under 12 % of their box) by pieces of one cell each."""
    long = [
        h for h in holes if max(h.box.width, h.box.height) > 1000 and h.area < 0.12 * h.box.area
    ]
    if not long:
        return holes, labels
    labels, groups = _cut_into_cells(labels, [group for hole in long for group in hole.groups])
    pieces = [replace(_measure(mask, labels, group), is_piece=True) for group in groups]
    kept = [hole for hole in holes if hole not in long]
    return kept + _without_slivers(pieces), labels


def _without_slivers(pieces: list[_Hole]) -> list[_Hole]:
    """Pieces shorter than half a cell join the one next to them, up to one and a half cells."""
    whole: list[_Hole] = []
    for piece in sorted(pieces, key=lambda piece: -piece.area):
        if max(piece.box.width, piece.box.height) < CELL // 2:
            for index, other in enumerate(whole):
                both = other.box.union(piece.box)
                touches = other.box.grown(BLOCK).overlaps(piece.box)
                if touches and max(both.width, both.height) <= 1.5 * CELL:
                    whole[index] = other.merged(piece)
                    break
            else:
                whole.append(piece)
        else:
            whole.append(piece)
    return whole


def _cut_into_cells(
    labels: NDArray[np.int32], groups: Sequence[int]
) -> tuple[NDArray[np.int32], range]:
    """Give the blocks of `groups` one fresh number for each cell they touch.

    Returns:
        The new labels, and the fresh numbers: they follow the largest old one.
    """
    rows, columns = labels.shape
    per_cell = CELL // BLOCK
    cell = (np.arange(rows)[:, None] // per_cell) * (columns // per_cell + 1) + (
        np.arange(columns)[None] // per_cell
    )
    cut = np.isin(labels, list(groups))
    cells, number = np.unique(cell[cut], return_inverse=True)
    first = int(labels.max()) + 1
    fresh = labels.copy()
    fresh[cut] = number.astype(np.int32) + first
    return fresh, range(first, first + len(cells))


def _merge_neighbours(holes: list[_Hole], spec: RegionSpec, size: Size) -> list[_Hole]:
    """Join holes that are close, or whose regions would show nearly the same pixels anyway."""
    pieces = [hole for hole in holes if hole.is_piece]
    # each with its frame: hundreds of holes are compared pair by pair
    merged = [(hole, _frame(hole, spec, size)) for hole in holes if not hole.is_piece]
    count = 0
    while count != len(merged):
        count = len(merged)
        joined: list[tuple[_Hole, Rect]] = []
        for hole, frame in merged:
            for index, (other, other_frame) in enumerate(joined):
                if not frame.overlaps(other_frame):
                    continue
                both = other.merged(hole)
                both_frame = _frame(both, spec, size)
                if _belong_together((hole, frame), (other, other_frame), both_frame, spec.margin):
                    joined[index] = both, both_frame
                    break
            else:
                joined.append((hole, frame))
        merged = joined
    return [hole for hole, _ in merged] + pieces


def _belong_together(a: tuple[_Hole, Rect], b: tuple[_Hole, Rect], both: Rect, margin: int) -> bool:
    """Whether two holes with their overlapping frames are better seen in the one frame `both`."""
    if both in (a[1], b[1]):
        return True
    near = a[0].box.grown(16 + 2 * margin).overlaps(b[0].box)
    same_view = both.area <= 1.1 * (a[1].area + b[1].area)
    return (near or same_view) and max(both.width, both.height) < MAX_MERGED


def _frame(hole: _Hole, spec: RegionSpec, size: Size) -> Rect:
    """Hole and context, before widening."""
    zone = hole.box.grown(spec.margin).intersection(size.rect)
    if spec.square_px is None:
        around = spec.context(zone, hole.thickness + 2 * spec.margin)
        return zone.grown(around).intersection(size.rect)
    longest = max(zone.width, zone.height)
    side = max(spec.square_px, round(2 * spec.scale * longest), longest)
    return _square(zone, side, size)


def _square(zone: Rect, side: int, size: Size) -> Rect:
    """A square of `side` centred on `zone`, shifted into the photo; clipped where it is larger."""
    left = (zone.left + zone.right - side) // 2
    top = (zone.top + zone.bottom - side) // 2
    return Rect(left, top, left + side, top + side).moved_inside(size.rect)


def _region(mask: Mask, hole: _Hole, spec: RegionSpec, exclude: Mask | None) -> Region:
    size = size_of(mask)
    bounds = hole.box.grown(spec.margin).intersection(size.rect)
    frame = _frame(hole, spec, size)
    for wider in _widened(frame, bounds, spec, size):
        frame = wider
        unknown = mask[frame.slices] > 0
        if exclude is not None:
            unknown |= exclude[frame.slices] > 0
        masked = np.count_nonzero(unknown)
        if frame.area - masked >= MIN_KNOWN * masked:
            break
    return Region(frame, bounds, hole.groups)


def _widened(frame: Rect, bounds: Rect, spec: RegionSpec, size: Size) -> Iterator[Rect]:
    """`frame` and ever larger ones (32 px or 15 % at a time), ending with the whole photo."""
    while True:
        yield frame
        if frame == size.rect:
            return
        step = max(32, int(0.15 * max(frame.width, frame.height)))
        if spec.square_px is None:
            frame = frame.grown(step).intersection(size.rect)
        else:
            side = max(frame.width, frame.height) + 2 * step
            wider = _square(bounds, side, size)
            if wider == frame:
                return
            frame = wider
