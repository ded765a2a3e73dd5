"""Polygon: corners clicked one by one."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from app.i18n import translate
from app.tools.lasso import fill_polygon
from app.tools.tool import Cursor, Drag, Phase, Point, PointerEvent, Preview, ToolContext

_HIT_SCREEN_PX = 8.0
"""A click so close to the first corner closes the polygon."""


@dataclass(frozen=True)
class Polygon:
    """Lasts from the first click to the click on the first corner, a double click or Enter.

    Backspace takes the last corner back; without corners left the gesture is over.
    """

    id: str = "polygon"
    cursor: Cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        corners = [press.at]
        try:
            while True:
                event = yield
                if event.phase is Phase.BACK:
                    corners.pop()
                    if not corners:
                        return
                elif event.phase is Phase.PRESS:
                    if _hits(corners[0], event):
                        break
                    corners.append(event.at)
                elif event.phase is Phase.DOUBLE_CLICK:
                    if not _hits(corners[-1], event):
                        corners.append(event.at)
                    break
                elif event.phase is Phase.CONFIRM:
                    break
                context.preview = Preview(((*corners, event.at),))
            name = translate("Tools", "Polygon")
            fill_polygon(context.document, name, corners, subtract=press.subtract)
        finally:
            context.preview = Preview()


def _hits(corner: Point, event: PointerEvent) -> bool:
    way = hypot(event.at.x - corner.x, event.at.y - corner.y)
    return way <= _HIT_SCREEN_PX * event.image_px
