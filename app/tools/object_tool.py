"""Object select: a rough stroke, a loop, a box or a click becomes the object it points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.document.raster import Raster
from app.i18n import translate
from app.tools.box import corners_of, rectangle_outline
from app.tools.loops import encloses_area
from app.tools.marking import mark_array
from app.tools.polygon_fill import polygon_array
from app.tools.tool import (
    Cursor,
    Deferred,
    Drag,
    Modifier,
    Phase,
    Point,
    PointerEvent,
    Preview,
    ToolContext,
)
from app.tools.wand import Piece
from moebius_core.arrays import Mask, to_8_bit
from moebius_core.geometry import Rect
from moebius_core.progress import Progress

_CLICK_SCREEN_PX = 4.0
"""A drag no longer than this is a click."""
_CLICK_REACH_SCREEN_PX = 60.0
"""How far around a click the object is looked for at first."""
_LOOP_GAP_SHARE = 0.15
"""A line whose ends are so close, of its length, goes round the object rather than through it."""
_REACH_SHARE = 1.0
"""How far around a stroke the object is looked for at first, of the stroke's extent."""
_MARGIN_SHARE = 0.25
"""How much around a box or loop tells what the background is like, of its extent."""
_SPILL_SHARE = 0.04
"""The object runs over an edge of the crop when it covers more than this share of it."""
_LOOKS = 3
"""So often at most the crop is tried: wider while the object runs over its edge, and for a click,
which says nothing about the object's size. The clearest outline wins."""
_SPILL_PENALTY = 0.5


class Pointing(NamedTuple):
    """What the person drew: a line through the object, or an outline around it."""

    line: Sequence[Point] = ()
    outline: Sequence[Point] = ()
    width: float = 3.0
    """Of the line, in photo pixels."""
    reach: float = 60.0
    """How far from the line the object is looked for at least, in photo pixels."""

    @property
    def is_click(self) -> bool:
        return len(self.line) == 1


@dataclass(frozen=True)
class ObjectSelect:
    """Drag through the object or once round it; with Ctrl a box around it; or click on it."""

    id: str = "object"
    cursor: Cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        path = [press.at]
        is_box = Modifier.CTRL in press.modifiers
        box: Sequence[Point] = ()
        try:
            event = press
            while event.phase is not Phase.RELEASE:
                event = yield
                if is_box:
                    modifiers = event.modifiers & ~Modifier.CTRL
                    end = PointerEvent(event.phase, event.at, modifiers=modifiers)
                    box = rectangle_outline(*corners_of(press.at, end))
                    context.preview = Preview((box,), closed=True)
                elif hypot(event.at.x - path[-1].x, event.at.y - path[-1].y) >= event.image_px:
                    path.append(event.at)
                    context.preview = Preview((path,))
        finally:
            context.preview = Preview()
        pointing = Pointing(outline=box) if is_box else _pointing(path, press.image_px)
        context.deferred = _selection(context, pointing, subtract=press.subtract)


def _selection(
    context: ToolContext, pointing: Pointing, *, subtract: bool
) -> Deferred[Piece | None]:
    document = context.document
    image = document.image.snapshot()

    def work(progress: Progress) -> Piece | None:
        return object_at(image, pointing, progress)

    def apply(piece: Piece | None) -> None:
        if piece is None:
            return
        with document.edit(translate("Tools", "Object Select")) as edit:
            mark_array(document, edit, piece.rect, piece.values, subtract=subtract)

    return Deferred(translate("Tools", "Selecting object"), work, apply)


def _pointing(path: Sequence[Point], image_px: float) -> Pointing:
    extent = _extent(path)
    if extent <= _CLICK_SCREEN_PX * image_px:
        return Pointing(path[:1], (), 4 * image_px, _CLICK_REACH_SCREEN_PX * image_px)
    length = sum(hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(path))
    gap = hypot(path[-1].x - path[0].x, path[-1].y - path[0].y)
    if gap <= _LOOP_GAP_SHARE * length and encloses_area(np.array(path, np.float64)):
        return Pointing(outline=path)
    return Pointing(path, (), max(2 * image_px, 0.03 * extent), 20 * image_px)


def object_at(image: Raster, pointing: Pointing, progress: Progress) -> Piece | None:
    """Look for the object, in a wider crop while it runs over the edge.

    Args:
        image: 8 or 16 bit.
        pointing: In the image's pixels; may reach beyond the image.
        progress: Asked between the stages.

    Returns:
        Its rectangle and soft mask; None where nothing stands out.

    Raises:
        Cancelled: when the progress's token was set.
    """
    from app.tools.object_select import select_object

    drawn = pointing.line or pointing.outline
    whole = image.size.rect
    bounds = _bounds(drawn)
    if not bounds.overlaps(whole):
        return None
    margin = _MARGIN_SHARE * _extent(drawn) + 8
    if pointing.line:
        margin = _REACH_SHARE * _extent(drawn) + pointing.reach
    best: tuple[float, Piece] | None = None
    for look in range(_LOOKS):
        crop = bounds.grown(ceil(margin)).intersection(whole)
        step = progress.span(look / _LOOKS, (look + 1) / _LOOKS)
        hints = _hints(pointing, crop, whole)
        mask, clearness = select_object(to_8_bit(image.read(crop)), hints, step)
        runs_over = bool(pointing.line) and _runs_over(mask, crop, whole)
        score = clearness * (_SPILL_PENALTY if runs_over else 1.0)
        if score > (best[0] if best else 0.0):
            best = score, Piece(crop, mask)
        if crop == whole or not (runs_over or pointing.is_click):
            break
        margin *= 2
    return best[1] if best else None


def _bounds(points: Sequence[Point]) -> Rect:
    if not points:
        return Rect(0, 0, 0, 0)
    xs, ys = [p.x for p in points], [p.y for p in points]
    return Rect(floor(min(xs)), floor(min(ys)), ceil(max(xs)) + 1, ceil(max(ys)) + 1)


def _hints(pointing: Pointing, crop: Rect, whole: Rect) -> NDArray[np.uint8]:
    import cv2

    from app.tools.object_select import Hint

    if pointing.outline:
        inside = polygon_array(pointing.outline, crop) > 127
        return np.where(inside, np.uint8(Hint.LIKELY), np.uint8(Hint.OUTSIDE))
    hints = np.full((crop.height, crop.width), Hint.UNKNOWN, np.uint8)
    ring = _ring(crop)
    hints[:ring] = Hint.OUTSIDE if crop.top > whole.top else Hint.UNKNOWN
    hints[crop.height - ring :] = Hint.OUTSIDE if crop.bottom < whole.bottom else Hint.UNKNOWN
    if crop.left > whole.left:
        hints[:, :ring] = Hint.OUTSIDE
    if crop.right < whole.right:
        hints[:, crop.width - ring :] = Hint.OUTSIDE
    line = np.array(
        [(p.x - crop.left - 0.5, p.y - crop.top - 0.5) for p in (*pointing.line, pointing.line[-1])]
    )
    points = np.rint(line).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(hints, [points], False, int(Hint.OBJECT), max(1, round(pointing.width)))
    return hints


def _runs_over(values: Mask, crop: Rect, whole: Rect) -> bool:
    """Whether the object reaches the ring at an edge behind which the photo goes on."""
    ring = _ring(crop) + 2
    sides = (
        (crop.top > whole.top, values[:ring].max(axis=0)),
        (crop.bottom < whole.bottom, values[-ring:].max(axis=0)),
        (crop.left > whole.left, values[:, :ring].max(axis=1)),
        (crop.right < whole.right, values[:, -ring:].max(axis=1)),
    )
    return any(goes_on and float((side > 127).mean()) > _SPILL_SHARE for goes_on, side in sides)


def _ring(crop: Rect) -> int:
    return max(2, round(min(crop.width, crop.height) * 0.02))


def _extent(points: Sequence[Point]) -> float:
    xs, ys = [p.x for p in points], [p.y for p in points]
    return max(max(xs) - min(xs), max(ys) - min(ys))
