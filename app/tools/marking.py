"""Adding to the mask and taking away from it, tile by tile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from app.document.document import Document, Edit, Pixels
from app.document.history import Layer
from app.document.raster import tile_rect, uniform_value
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect


def mark(
    document: Document,
    edit: Edit,
    rect: Rect,
    coverage: Callable[[Rect], Mask | None],
    *,
    subtract: bool,
) -> bool:
    """Put a shape into the mask where it makes a difference.

    Args:
        document: Whose mask.
        edit: The document's open edit.
        rect: What the shape can touch; may reach beyond the photo.
        coverage: Gives the (h, w) uint8 values of a part of `rect`; None for nothing there.
        subtract: Lower the mask to at most 255 - value instead of raising it to at least value.

    Returns:
        Whether anything changed. Tiles without a change are not written to.
    """
    pieces = list(_changes(document, rect, coverage, subtract=subtract))
    edit.write_all(Layer.MASK, pieces)
    return bool(pieces)


def _changes(
    document: Document, rect: Rect, coverage: Callable[[Rect], Mask | None], *, subtract: bool
) -> Iterator[Pixels]:
    for key in document.mask.keys_in(rect):
        whole = tile_rect(document.size, key)
        part = whole.intersection(rect)
        tile = document.mask.tile(key)
        goal = 0 if subtract else 255
        if uniform_value(tile) == goal:
            continue
        current = tile[part.relative_to(whole).slices]
        if current.max() == 0 if subtract else current.min() == 255:
            continue
        values = coverage(part)
        if values is None:
            continue
        new = np.minimum(current, 255 - values) if subtract else np.maximum(current, values)
        if not np.array_equal(new, current):
            yield Pixels(part, new)


def mark_array(document: Document, edit: Edit, rect: Rect, values: Mask, *, subtract: bool) -> bool:
    """As `mark`, with the values of the whole `rect` at hand: (h, w) uint8."""

    def part_of(part: Rect) -> Mask | None:
        found = values[part.relative_to(rect).slices]
        return found if found.any() else None

    return mark(document, edit, rect, part_of, subtract=subtract)
