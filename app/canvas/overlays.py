"""What is painted over the photo: brush ring, crosshair, outlines, frames, split line. [Qt]"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.canvas.viewport import Viewport
from app.tools.tool import Point, Preview
from moebius_core.geometry import Rect

SMALLEST_RING_PX = 4
_CROSS_PX = 9
_HANDLE_PX = 14
_BAR_PX = 6


@dataclass
class Marks:
    """What stands over the photo; positions in view pixels unless said otherwise."""

    pointer: Point | None = None
    """Where the brush ring stands."""
    ring_px: float = 0.0
    """Its diameter."""
    subtracts: bool = False
    cross: Point | None = None
    """The keyboard's crosshair, in photo pixels."""
    preview: Preview = field(default_factory=Preview)
    context_frame: Rect | None = None
    """In photo pixels."""
    busy: Rect | None = None
    """The box of the removals that run, in photo pixels."""
    busy_fraction: float = 0.0
    split: int | None = None
    scale: float = 1.0
    """Device pixels per logical pixel: how thick lines are."""

    def around(self, at: Point) -> Rect:
        """The view pixels that ring and cross may touch when they stand at `at`."""
        far = max(self.ring_px / 2, _CROSS_PX * self.scale) + 4 * self.scale + 2
        return Rect(
            math.floor(at.x - far),
            math.floor(at.y - far),
            math.ceil(at.x + far),
            math.ceil(at.y + far),
        )


def paint(painter: QPainter, viewport: Viewport, marks: Marks) -> None:
    """Paint all marks; the painter's unit is the device pixel of the view."""
    width = max(1, round(marks.scale))
    if marks.context_frame is not None:
        _paint_frame(painter, _on_view(viewport, marks.context_frame), width)
    if marks.busy is not None:
        _paint_progress(painter, viewport, marks)
    if marks.split is not None:
        _paint_split(painter, viewport, marks.split, marks.scale)
    if marks.preview.lines:
        _paint_preview(painter, viewport, marks.preview, width)
    if marks.cross is not None:
        at = viewport.to_view(marks.cross)
        _paint_cross(painter, at, _CROSS_PX * marks.scale, width, gap=3 * marks.scale)
        if marks.ring_px >= SMALLEST_RING_PX:
            _paint_ring(painter, at, marks, width)
    if marks.pointer is not None:
        if marks.ring_px < SMALLEST_RING_PX * marks.scale:
            _paint_cross(painter, marks.pointer, _CROSS_PX * marks.scale, width, gap=3)
        else:
            _paint_ring(painter, marks.pointer, marks, width)


def _two_tone(width: int) -> tuple[QPen, QPen]:
    """A dark pen that shows on both sides of the light one: visible on any photo."""
    dark = QPen(QColor(0, 0, 0, 210), width * 3.5)
    light = QPen(QColor(255, 255, 255), width * 1.5)
    return dark, light


def _paint_ring(painter: QPainter, at: Point, marks: Marks, width: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = marks.ring_px / 2
    for pen in _two_tone(width):
        painter.setPen(pen)
        painter.drawEllipse(QPointF(*at), radius, radius)
        if marks.subtracts:
            arm = min(radius / 2, 6.0 * marks.scale)
            painter.drawLine(QPointF(at.x - arm, at.y), QPointF(at.x + arm, at.y))


def _paint_cross(painter: QPainter, at: Point, arm: float, width: int, *, gap: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    x, y = int(at.x) + 0.5, int(at.y) + 0.5
    lines = [
        QLineF(x - arm, y, x - gap, y),
        QLineF(x + gap, y, x + arm, y),
        QLineF(x, y - arm, x, y - gap),
        QLineF(x, y + gap, x, y + arm),
    ]
    for pen in _two_tone(width):
        painter.setPen(pen)
        painter.drawLines(lines)


def _paint_preview(painter: QPainter, viewport: Viewport, preview: Preview, width: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in preview.lines:
        outline = _polygon(viewport, line)
        for pen in _two_tone(width):
            painter.setPen(pen)
            if preview.closed:
                painter.drawPolygon(outline)
            else:
                painter.drawPolyline(outline)


def _polygon(viewport: Viewport, line: Sequence[Point]) -> QPolygonF:
    left, top = viewport.origin
    zoom = viewport.zoom
    return QPolygonF([QPointF(x * zoom + left, y * zoom + top) for x, y in line])


def _paint_frame(painter: QPainter, box: QRectF, width: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dark, light = QPen(QColor(0, 0, 0), width), QPen(QColor(255, 255, 255), width)
    light.setDashPattern([6, 6])
    for pen in (dark, light):
        painter.setPen(pen)
        painter.drawRect(box)


def _paint_progress(painter: QPainter, viewport: Viewport, marks: Marks) -> None:
    assert marks.busy is not None
    box = _on_view(viewport, marks.busy)
    if marks.busy_fraction > 0:
        height = _BAR_PX * marks.scale
        bar = QRectF(box.left(), box.bottom() - height, box.width(), height)
        painter.fillRect(bar, QColor(0, 0, 0, 160))
        bar.setWidth(bar.width() * min(marks.busy_fraction, 1.0))
        painter.fillRect(bar, QColor(255, 255, 255, 220))


def _paint_split(painter: QPainter, viewport: Viewport, column: int, scale: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    height = viewport.view.height
    line = QLineF(column, 0, column, height)
    for pen in _two_tone(max(1, round(scale))):
        painter.setPen(pen)
        painter.drawLine(line)
    size = _HANDLE_PX * scale
    painter.setBrush(QColor(255, 255, 255))
    painter.setPen(QPen(QColor(0, 0, 0, 200), max(1, round(scale))))
    painter.drawEllipse(QPointF(column, height / 2), size, size)
    painter.setBrush(QColor(0, 0, 0))
    for side in (-1, 1):
        tip, base = column + side * size * 0.65, column + side * size * 0.25
        arrow = [
            QPointF(tip, height / 2),
            QPointF(base, height / 2 - size * 0.35),
            QPointF(base, height / 2 + size * 0.35),
        ]
        painter.drawPolygon(QPolygonF(arrow))


def _on_view(viewport: Viewport, rect: Rect) -> QRectF:
    first = viewport.to_view(Point(rect.left, rect.top))
    last = viewport.to_view(Point(rect.right, rect.bottom))
    return QRectF(round(first.x), round(first.y), round(last.x - first.x), round(last.y - first.y))
