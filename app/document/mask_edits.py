"""Changing the mask as a whole: pure functions on arrays, and the same as undo steps."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from app.document.document import Document
from app.document.history import Layer
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
    return _change(document, translate("History", "Grow mask"), grown, px)


def shrink(document: Document, px: int) -> bool:
    """Make the mask smaller by `px` pixels, as a step; False when that changes nothing."""
    return _change(document, translate("History", "Shrink mask"), shrunk, px)


def feather(document: Document, px: int) -> bool:
    """Soften the mask's edges over `px` pixels, as a step; False when that changes nothing."""
    return _change(document, translate("History", "Feather mask"), feathered, px)


def invert(document: Document) -> bool:
    """Exchange painted and unpainted, as a step."""
    values = inverted(document.mask_array())
    return _write(document, translate("History", "Invert mask"), document.size.rect, values)


def clear(document: Document) -> bool:
    """Take all paint away, as a step; False when there was none."""
    before = document.history.last
    with document.edit(translate("History", "Clear mask")) as edit:
        for key in document.mask.occupied():
            edit.write(Layer.MASK, document.mask.rect_of(key), 0)
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


def _change(document: Document, name: str, function: Callable[[Mask, int], Mask], px: int) -> bool:
    """Apply a function whose result reaches at most `px` pixels beyond the mask."""
    bounds = document.mask.bounds()
    if bounds.is_empty:
        return False
    area = bounds.grown(px + 1).intersection(document.size.rect)
    return _write(document, name, area, function(document.mask.read(area), px))


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
