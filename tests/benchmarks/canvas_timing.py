"""How long the canvas takes from an event to the painted frame: measuring without any test tool."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.canvas.view import CanvasView
from app.canvas.viewport import MAX_ZOOM
from app.document.document import Document, Pixels
from app.document.history import Layer
from app.tools.tool import Tool, ToolContext, ToolOptions
from moebius_core.geometry import Rect
from moebius_core.photo import Photo

VIEW = (1600, 1000)
BRUSH_PX = 120.0
REMOVED_PX = 500


@dataclass(frozen=True)
class Times:
    """Milliseconds of one kind of action."""

    name: str
    values: Sequence[float]

    @property
    def median(self) -> float:
        return float(np.median(self.values))

    @property
    def p99(self) -> float:
        return float(np.percentile(self.values, 99))

    def __str__(self) -> str:
        return f"{self.name:34s} median {self.median:6.2f} ms   p99 {self.p99:6.2f} ms"


class TimedCanvas(CanvasView):
    """Notes when it has been painted."""

    painted_at = 0.0
    cpu_painted_at = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted_at = time.perf_counter()
        self.cpu_painted_at = time.process_time()


def photo_of(width: int, height: int, *, seed: int = 0) -> Photo:
    """A photo of coarse shapes with fine noise, as cameras make them."""
    import cv2

    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (height // 64, width // 64, 3), np.uint8)
    pixels = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = random.integers(0, 24, (256, width, 3), np.uint8)
    for top in range(0, height, 256):
        band = pixels[top : top + 256]
        cv2.add(band, grain[: len(band)], dst=band)
    return Photo(pixels=pixels)


class Bench:
    """One canvas with one photo; each method acts some times and tells how long it took.

    Args:
        photo: What is shown.
        tool: Paints the mask.
    """

    def __init__(self, photo: Photo, tool: Tool) -> None:
        started = time.perf_counter()
        self.document = Document(photo)
        self.view = TimedCanvas()
        self.view.resize(*VIEW)
        self.view.set_document(self.document)
        options = ToolOptions(size=BRUSH_PX, fill_loops=False)
        self.view.set_tool(tool, ToolContext(self.document, options))
        self.view.show()
        _drain_until(lambda: self.view.painted_at > started)
        self.first_picture_ms = (self.view.painted_at - started) * 1e3
        _drain_until(lambda: self.view.is_built)
        self.built_ms = (time.perf_counter() - started) * 1e3
        _drain()

    def close(self) -> None:
        self.view.set_document(None)
        self.view.close()
        self.view.deleteLater()
        _drain()

    def dabs(self, zoom: float, *, count: int = 150) -> Times:
        """A stroke across the view: from a mouse move to the painted dab."""
        self._zoom(zoom)
        self._mouse(QEvent.Type.MouseButtonPress, QPointF(100, 500))
        _drain()
        values = [
            self._timed(lambda at=at: self._mouse(QEvent.Type.MouseMove, at))
            for at in (QPointF(100 + 9 * i, 500 + 300 * np.sin(i / 12)) for i in range(count))
        ]
        self._mouse(QEvent.Type.MouseButtonRelease, QPointF(1500, 500))
        _drain()
        return Times(f"dab at {zoom:.0%}", values)

    def pans(self, zoom: float, *, count: int = 60) -> Times:
        """Dragging the photo with the middle button."""
        self._zoom(zoom)
        middle = Qt.MouseButton.MiddleButton
        self._mouse(QEvent.Type.MouseButtonPress, QPointF(800, 500), middle)
        _drain()
        values = [
            self._timed(lambda at=at: self._mouse(QEvent.Type.MouseMove, at, middle))
            for at in (
                QPointF(800 + 300 * np.sin((i + 1) / 9), 500 + 200 * np.sin((i + 1) / 7))
                for i in range(count)
            )
        ]
        self._mouse(QEvent.Type.MouseButtonRelease, QPointF(800, 500), middle)
        _drain()
        return Times(f"pan at {zoom:.0%}", values)

    def zooms(self, *, count: int = 60) -> Times:
        """Ctrl+wheel in from the whole photo to 3200 % and out again."""
        self.view.fit()
        _drain()
        viewport = self.view.viewport
        assert viewport is not None
        half = count // 2
        notches = np.log(MAX_ZOOM / viewport.zoom) / np.log(1.25) / half
        turn = int(notches * 120)
        values = [
            self._timed(lambda turn=turn: self._wheel(QPointF(700, 450), turn))
            for turn in (*[turn] * half, *[-turn] * half)
        ]
        return Times("zoom by wheel", values)

    def undos(self, *, count: int = 10) -> Times:
        """Taking a removal of 500 x 500 pixels back, the whole photo in view, then at 100 %."""
        values: list[float] = []
        for i in range(count):
            self.view.fit() if i % 2 else self.view.zoom_to(1.0)
            self._remove(i)
            _drain()
            values.append(self._timed(self.document.undo))
        return Times("undo of a removal", values)

    def _remove(self, seed: int) -> None:
        size = self.document.size
        left, top = (size.width - REMOVED_PX) // 2, (size.height - REMOVED_PX) // 2
        hole = Rect(left, top, left + REMOVED_PX, top + REMOVED_PX)
        random = np.random.default_rng(seed)
        with self.document.edit("Brush") as edit:
            edit.write(Layer.MASK, hole, 255)
        taken = self.document.take_mask("Remove")
        assert taken is not None
        filled = random.integers(0, 256, (REMOVED_PX, REMOVED_PX, 3), np.uint8)
        self.document.finish_removal(taken[0], [Pixels(hole, filled)], "Remove")

    def _timed(self, act: Callable[[], object]) -> float:
        """The time passed, or the processor time of all threads where that is less: it is what
        would pass at most if no other process took its turn in between."""
        self.view.painted_at = 0.0
        started, cpu_started = time.perf_counter(), time.process_time()
        act()
        _drain_until(lambda: self.view.painted_at > 0.0)
        passed = self.view.painted_at - started
        return min(passed, self.view.cpu_painted_at - cpu_started) * 1e3

    def _zoom(self, zoom: float) -> None:
        self.view.fit()
        viewport = self.view.viewport
        assert viewport is not None
        self.view.set_viewport(viewport.at_zoom(zoom))
        _drain()

    def _mouse(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        is_move = kind == QEvent.Type.MouseMove
        is_release = kind == QEvent.Type.MouseButtonRelease
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind,
            at,
            self.view.mapToGlobal(at),
            none if is_move else button,
            none if is_release else button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.view, event)

    def _wheel(self, at: QPointF, turn: int) -> None:
        event = QWheelEvent(
            at,
            self.view.mapToGlobal(at),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view, event)


def _drain() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _drain_until(is_done: Callable[[], bool], *, timeout_s: float = 20.0) -> None:
    ends = time.perf_counter() + timeout_s
    while not is_done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > ends:
            raise TimeoutError("the canvas was not painted")
