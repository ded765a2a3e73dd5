"""Rectangle and ellipse, drawn from corner to corner or from the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin

from app.i18n import translate
from app.tools.lasso import fill_polygon
from app.tools.tool import (
    Cursor,
    Drag,
    Modifier,
    Phase,
    Point,
    PointerEvent,
    Preview,
    ToolContext,
)


def rectangle_outline(first: Point, second: Point) -> Sequence[Point]:
    """Four corners between two opposite ones, on whole pixels so that the edge is crisp."""
    left, right = sorted((round(first.x), round(second.x)))
    top, bottom = sorted((round(first.y), round(second.y)))
    return (Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom))


def ellipse_outline(first: Point, second: Point) -> Sequence[Point]:
    """The ellipse inside the box of two opposite corners, true to a hundredth of a pixel."""
    across, down = abs(second.x - first.x) / 2, abs(second.y - first.y) / 2
    x, y = (first.x + second.x) / 2, (first.y + second.y) / 2
    count = max(12, ceil(pi / (0.02 / max(across, down, 1.0)) ** 0.5))
    turns = [2 * pi * index / count for index in range(count)]
    return [Point(x + across * cos(turn), y + down * sin(turn)) for turn in turns]


@dataclass(frozen=True)
class Box:
    """Drags out a shape. Shift: as wide as high; Ctrl: from the middle."""

    id: str
    outline: Callable[[Point, Point], Sequence[Point]]
    cursor: Cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        points: Sequence[Point] = ()
        try:
            event = press
            while event.phase is not Phase.RELEASE:
                event = yield
                points = self.outline(*corners_of(press.at, event))
                context.preview = Preview((points,), closed=True)
            name = (
                translate("Tools", "Rectangle")
                if self.outline is rectangle_outline
                else translate("Tools", "Ellipse")
            )
            fill_polygon(context.document, name, points, subtract=press.subtract)
        finally:
            context.preview = Preview()


def corners_of(start: Point, event: PointerEvent) -> tuple[Point, Point]:
    """Two opposite corners of the box that was dragged out, by the keys held now."""
    dx, dy = event.at.x - start.x, event.at.y - start.y
    if Modifier.SHIFT in event.modifiers:
        side = max(abs(dx), abs(dy))
        dx, dy = side if dx >= 0 else -side, side if dy >= 0 else -side
    end = Point(start.x + dx, start.y + dy)
    if Modifier.CTRL in event.modifiers:
        return Point(start.x - dx, start.y - dy), end
    return start, end
