"""Changing the mask as a whole: pure functions on arrays, and the same as undo steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.document.document import Document, Pixels
from app.document.history import Layer
from app.document.raster import TILE_PX
from app.i18n import translate
from moebius_core.arrays import Mask, check_mask, size_of
from moebius_core.errors import MaskSizeError
from moebius_core.geometry import Rect

_DISC_PX = 8
"""Wider discs are put together from discs of this radius: the time grows with px, not px²."""


class FillMode(Enum):
    """What becomes of the mask that is there already."""

    REPLACE = "replace"
    ADD = "add"
    """The stronger value of both stays."""


def grown(mask: Mask, px: int) -> Mask:
    """(H, W) with every value carried `px` pixels outward in all directions; soft edges stay."""
    import cv2

    out = mask
    for radius in _discs(px):
        out = cv2.dilate(out, _disc(radius))
    return _mask(out)


def shrunk(mask: Mask, px: int) -> Mask:
    """(H, W) with `px` pixels taken off every edge, but not where the mask leaves the array."""
    import cv2

    out = mask
    for radius in _discs(px):
        out = cv2.erode(out, _disc(radius))
    return _mask(out)


def feathered(mask: Mask, px: int) -> Mask:
    """(H, W) with edges that fall off over `px` pixels to either side, as a Gaussian does."""
    import cv2

    if px <= 0:
        return mask.copy()
    side = 2 * px + 1
    return _mask(cv2.GaussianBlur(mask, (side, side), px / 2, borderType=cv2.BORDER_REPLICATE))


def inverted(mask: Mask) -> Mask:
    """(H, W) with painted and unpainted exchanged."""
    return np.invert(mask)


def grow(document: Document, px: int) -> bool:
    """Make the mask larger by `px` pixels, as a step; False when that changes nothing."""
    return _change(
        document,
        translate("History", "Grow mask"),
        partial(grown, px=px),
        _around(document, px),
        px,
    )


def shrink(document: Document, px: int) -> bool:
    """Make the mask smaller by `px` pixels, as a step; False when that changes nothing."""
    return _change(
        document,
        translate("History", "Shrink mask"),
        partial(shrunk, px=px),
        _around(document, px),
        px,
    )


def feather(document: Document, px: int) -> bool:
    """Soften the mask's edges over `px` pixels, as a step; False when that changes nothing."""
    return _change(
        document,
        translate("History", "Feather mask"),
        partial(feathered, px=px),
        _around(document, px),
        px,
    )


def invert(document: Document) -> bool:
    """Exchange painted and unpainted, as a step."""
    return _change(document, translate("History", "Invert mask"), inverted, document.size.rect)


def clear(document: Document) -> bool:
    """Take all paint away, as a step; False when there was none."""
    before = document.history.last
    with document.edit(translate("History", "Clear mask")) as edit:
        painted = document.mask.occupied()
        edit.write_all(Layer.MASK, (Pixels(document.mask.rect_of(key), 0) for key in painted))
    return document.history.last is not before


def rectangle(document: Document, rect: Rect, *, subtract: bool = False) -> bool:
    """Paint a rectangle, or take it away, as a step; False when that changes nothing."""
    name = translate("History", "Rectangle")
    before = document.history.last
    with document.edit(name) as edit:
        edit.write(Layer.MASK, rect.intersection(document.size.rect), 0 if subtract else 255)
    return document.history.last is not before


def fill_from(
    document: Document, mask: Mask, mode: FillMode = FillMode.REPLACE, *, name: str | None = None
) -> bool:
    """Put a mask from elsewhere in place, as a step; False when that changes nothing.

    Args:
        mask: (H, W) uint8 of the photo's size; `moebius_core.masks.fit_mask` makes it so.
        name: For the history, translated; None: "Load mask".

    Raises:
        MaskSizeError: of another size.
    """
    check_mask(mask)
    if size_of(mask) != document.size:
        raise MaskSizeError(f"The mask is {size_of(mask)}, the photo {document.size} pixels.")
    values = np.maximum(mask, document.mask_array()) if mode is FillMode.ADD else mask
    text = translate("History", "Load mask") if name is None else name
    return _write(document, text, document.size.rect, values)


def _around(document: Document, px: int) -> Rect:
    """What a change that reaches `px` pixels can touch."""
    bounds = document.mask.bounds()
    return bounds if bounds.is_empty else bounds.grown(px).intersection(document.size.rect)


def _change(
    document: Document,
    name: str,
    function: Callable[[Mask], Mask],
    area: Rect,
    reach: int = 0,
) -> bool:
    """Apply a function whose values each depend on the mask at most `reach` pixels around.

    Done piece by piece, so that the large areas that are painted throughout or not at all cost
    next to nothing: there one pixel tells what becomes of all.
    """
    before, mask, whole = document.history.last, document.mask.snapshot(), document.size.rect

    def changed() -> Iterator[Pixels]:
        for piece in _pieces(area, reach):
            around = piece.grown(reach).intersection(whole)
            value = mask.uniform_in(around)
            if value is None:
                values = function(mask.read(around))
                yield Pixels(piece, values[piece.relative_to(around).slices])
            else:
                new = int(function(np.full((1, 1), value, np.uint8))[0, 0])
                if new != value:
                    yield Pixels(piece, new)

    with document.edit(name) as edit:
        edit.write_all(Layer.MASK, changed())
    return document.history.last is not before


def _pieces(area: Rect, reach: int) -> Iterator[Rect]:
    """The area cut along tiles; the wider the reach, the larger the pieces."""
    side = TILE_PX * max(1, -(-2 * reach // TILE_PX))
    for top in range(area.top // side * side, area.bottom, side):
        for left in range(area.left // side * side, area.right, side):
            yield Rect(left, top, left + side, top + side).intersection(area)


def _write(document: Document, name: str, rect: Rect, values: Mask) -> bool:
    before = document.history.last
    with document.edit(name) as edit:
        edit.write(Layer.MASK, rect, values)
    return document.history.last is not before


def _discs(px: int) -> list[int]:
    whole, rest = divmod(max(px, 0), _DISC_PX)
    return [_DISC_PX] * whole + [rest] * bool(rest)


def _disc(radius: int) -> Mask:
    """(2 radius + 1)² with ones within `radius` of the centre."""
    y, x = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    return (x * x + y * y <= radius * (radius + 1)).astype(np.uint8)


def _mask(values: NDArray[np.generic]) -> Mask:
    return np.ascontiguousarray(values, np.uint8)
