"""Lasso: what a freehand line goes round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from app.document.document import Document
from app.i18n import translate
from app.tools.marking import mark_array
from app.tools.polygon_fill import polygon_bands
from app.tools.tool import Cursor, Drag, Phase, Point, PointerEvent, Preview, ToolContext

_STEP_SCREEN_PX = 1.0
"""Points closer together than this on the screen say nothing about the shape."""


@dataclass(frozen=True)
class Lasso:
    """Drawn with the button held; the line's end is joined to its start."""

    id: str = "lasso"
    cursor: Cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        path = [press.at]
        try:
            event = press
            while event.phase is not Phase.RELEASE:
                event = yield
                step = hypot(event.at.x - path[-1].x, event.at.y - path[-1].y)
                if step >= _STEP_SCREEN_PX * event.image_px:
                    path.append(event.at)
                    context.preview = Preview((path,), closed=True)
            fill_polygon(
                context.document, translate("Tools", "Lasso"), path, subtract=press.subtract
            )
        finally:
            context.preview = Preview()


def fill_polygon(document: Document, name: str, points: Sequence[Point], *, subtract: bool) -> None:
    """Mark the inside of a polygon (or take it away) as one step; nothing when it has none."""
    with document.edit(name) as edit:
        for band, values in polygon_bands(points, document.size.rect):
            mark_array(document, edit, band, values, subtract=subtract)
