"""Magic wand: a flat area of like colour around the pixel that was clicked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor
from typing import NamedTuple

import numpy as np

from app.document.raster import Raster, tile_rect
from app.i18n import translate
from app.tools.marking import mark_array
from app.tools.tool import Cursor, Deferred, Drag, Phase, PointerEvent, ToolContext
from moebius_core.arrays import Image, Mask, to_8_bit
from moebius_core.geometry import Rect
from moebius_core.progress import Progress

_FIRST_LOOK_PX = 768
"""Side of the square that is tried first; it grows while the area runs over its edge."""


class Pixel(NamedTuple):
    """Column and row."""

    x: int
    y: int


class Piece(NamedTuple):
    """A rectangle of the photo and its mask, (h, w)."""

    rect: Rect
    values: Mask


@dataclass(frozen=True)
class Wand:
    """Acts on release, where the button was pressed."""

    id: str = "wand"
    cursor: Cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        event = press
        while event.phase is not Phase.RELEASE:
            event = yield
        document, options = context.document, context.options
        pixel = Pixel(floor(press.at.x), floor(press.at.y))
        if not (0 <= pixel.x < document.size.width and 0 <= pixel.y < document.size.height):
            return
        image = document.image.snapshot()
        tolerance, contiguous = options.wand_tolerance, options.wand_contiguous

        def work(progress: Progress) -> list[Piece]:
            select = contiguous_area if contiguous else like_pixels
            return list(select(image, pixel, tolerance, progress))

        def apply(pieces: list[Piece]) -> None:
            with document.edit(translate("Tools", "Magic Wand")) as edit:
                for rect, values in pieces:
                    mark_array(document, edit, rect, values, subtract=press.subtract)

        context.deferred = Deferred(translate("Tools", "Selecting like pixels"), work, apply)


def contiguous_area(
    image: Raster, pixel: Pixel, tolerance: int, progress: Progress
) -> Iterator[Piece]:
    """The pixels connected to `pixel` whose channels each differ by at most `tolerance` from its.

    Args:
        image: 8 or 16 bit; compared as it is shown, in 8 bit.
        pixel: Inside the image.
        tolerance: 0..255.
        progress: Asked between the looks.

    Yields:
        One piece with an edge softened by a pixel.
    """
    import cv2

    side = _FIRST_LOOK_PX
    while True:
        progress.report(0.0)
        look = Rect(pixel.x, pixel.y, pixel.x + 1, pixel.y + 1).grown(side // 2)
        look = look.intersection(image.size.rect)
        view = to_8_bit(image.read(look))
        area = np.zeros((look.height + 2, look.width + 2), np.uint8)
        step = (tolerance,) * 3
        seed = (pixel.x - look.left, pixel.y - look.top)
        flags = 4 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY | (255 << 8)
        _, _, area, (x, y, width, height) = cv2.floodFill(view, area, seed, 0, step, step, flags)
        found = Rect(x, y, x + width, y + height).translated(look.left, look.top)
        if look == image.size.rect or not _runs_over(found, look, image.size.rect):
            break
        side *= 3
    rect = found.grown(1).intersection(image.size.rect)
    inner = np.array(area[1:-1, 1:-1][rect.relative_to(look).slices], np.uint8)
    yield Piece(rect, _softened(inner))


def like_pixels(image: Raster, pixel: Pixel, tolerance: int, progress: Progress) -> Iterator[Piece]:
    """All pixels like `pixel`, wherever they are; arguments as for `contiguous_area`."""
    import cv2

    reference = _seen(image, Rect(pixel.x, pixel.y, pixel.x + 1, pixel.y + 1))[0, 0].astype(int)
    low = np.clip(reference - tolerance, 0, 255).astype(np.uint8)
    high = np.clip(reference + tolerance, 0, 255).astype(np.uint8)
    keys = list(image.keys_in(image.size.rect))
    for index, key in enumerate(keys):
        progress.report(index / len(keys))
        rect = tile_rect(image.size, key)
        around = rect.grown(1).intersection(image.size.rect)
        view = _seen(image, around)
        like = np.asarray(cv2.inRange(view, low, high), np.uint8)
        if like.any():
            soft = _softened(like)
            yield Piece(rect, soft[rect.relative_to(around).slices])


def _seen(image: Raster, rect: Rect) -> Image:
    return to_8_bit(image.read(rect))


def _runs_over(found: Rect, look: Rect, whole: Rect) -> bool:
    """Whether the area touches an edge of the look behind which the image goes on."""
    return any(edge == at and at != end for edge, at, end in zip(found, look, whole, strict=True))


def _softened(values: Mask) -> Mask:
    import cv2

    return np.asarray(
        cv2.GaussianBlur(values, (3, 3), 0, borderType=cv2.BORDER_REPLICATE), np.uint8
    )
