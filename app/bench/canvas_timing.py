"""How long the canvas takes from an event to the painted frame: measuring without any test tool."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.canvas.curtain import Curtain
from app.canvas.view import CanvasView
from app.canvas.viewport import MAX_ZOOM
from app.document.document import Pixels
from app.document.history import Layer
from moebius_core.geometry import Rect
from moebius_core.photo import Photo

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


class PaintClock:
    """Notes when any canvas has painted a photo or its preview, from `start` to `stop`."""

    def __init__(self) -> None:
        self.painted_at = 0.0
        self.cpu_painted_at = 0.0
        self._originals: dict[type, Callable[..., None]] = {}

    def start(self) -> None:
        self._install(CanvasView)
        self._install(Curtain)

    def stop(self) -> None:
        for kind, original in self._originals.items():
            setattr(kind, "paintEvent", original)  # noqa: B010 - a method of a Qt class

    def _install(self, kind: type[CanvasView] | type[Curtain]) -> None:
        original = self._originals[kind] = kind.paintEvent

        def timed(widget: CanvasView | Curtain, event: QPaintEvent) -> None:
            original(widget, event)  # pyright: ignore[reportArgumentType]
            if not isinstance(widget, CanvasView) or widget.document is not None:
                self.painted_at = time.perf_counter()
                self.cpu_painted_at = time.process_time()

        setattr(kind, "paintEvent", timed)  # noqa: B010

    def time(self, act: Callable[[], object]) -> float:
        """Milliseconds from `act` to the painted frame.

        The time passed, or the processor time of all threads where that is less: it is what would
        pass at most if no other process took its turn in between.
        """
        self.painted_at = 0.0
        started, cpu_started = time.perf_counter(), time.process_time()
        act()
        drain_until(lambda: self.painted_at > 0.0)
        return min(self.painted_at - started, self.cpu_painted_at - cpu_started) * 1e3


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
    return Photo(pixels=np.asarray(pixels, np.uint8))


class CanvasBench:
    """A canvas that shows a photo; each method acts some times and tells how long it took.

    Args:
        view: Shows a document and has a tool that paints the mask.
        clock: Started.
    """

    def __init__(self, view: CanvasView, clock: PaintClock) -> None:
        document = view.document
        assert document is not None
        self.view = view
        self.document = document
        self._clock = clock

    def dabs(self, zoom: float, *, count: int = 150) -> Times:
        """A stroke across the view: from a mouse move to the painted dab."""
        self._zoom(zoom)
        self._mouse(QEvent.Type.MouseButtonPress, self._at(0.06, 0.5))
        drain()
        values = [
            self._clock.time(lambda at=at: self._mouse(QEvent.Type.MouseMove, at))
            for at in (
                self._at(0.06 + 0.87 * i / count, 0.5 + 0.3 * np.sin(i / 12)) for i in range(count)
            )
        ]
        self._mouse(QEvent.Type.MouseButtonRelease, self._at(0.94, 0.5))
        drain()
        return Times(f"dab at {zoom:.0%}", values)

    def pans(self, zoom: float, *, count: int = 60) -> Times:
        """Dragging the photo with the middle button."""
        self._zoom(zoom)
        middle = Qt.MouseButton.MiddleButton
        self._mouse(QEvent.Type.MouseButtonPress, self._at(0.5, 0.5), middle)
        drain()
        values = [
            self._clock.time(lambda at=at: self._mouse(QEvent.Type.MouseMove, at, middle))
            for at in (
                self._at(0.5 + 0.2 * np.sin((i + 1) / 9), 0.5 + 0.2 * np.sin((i + 1) / 7))
                for i in range(count)
            )
        ]
        self._mouse(QEvent.Type.MouseButtonRelease, self._at(0.5, 0.5), middle)
        drain()
        return Times(f"pan at {zoom:.0%}", values)

    def zooms(self, *, count: int = 60) -> Times:
        """Ctrl+wheel in from the whole photo to 3200 % and out again."""
        self.view.fit()
        drain()
        viewport = self.view.viewport
        assert viewport is not None
        half = count // 2
        notches = np.log(MAX_ZOOM / viewport.zoom) / np.log(1.25) / half
        turn = int(notches * 120)
        values = [
            self._clock.time(lambda turn=turn: self._wheel(self._at(0.44, 0.45), turn))
            for turn in (*[turn] * half, *[-turn] * half)
        ]
        return Times("zoom by wheel", values)

    def undos(self, *, count: int = 10) -> Times:
        """Taking a removal of 500 x 500 pixels back, the whole photo in view, then at 100 %."""
        values: list[float] = []
        self.document.jump(0)
        for i in range(count):
            self.view.fit() if i % 2 else self._zoom(1.0)
            self._remove(i)
            drain()
            values.append(self._clock.time(self.document.undo))
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

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(x * self.view.width(), y * self.view.height())

    def _zoom(self, zoom: float) -> None:
        self.view.fit()
        viewport = self.view.viewport
        assert viewport is not None
        self.view.set_viewport(viewport.at_zoom(zoom))
        drain()

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


def drain() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def drain_until(is_done: Callable[[], bool], *, timeout_s: float = 20.0) -> None:
    """Let Qt work until then, waiting as its own loop does: a busy one would slow the workers.

    Raises:
        TimeoutError: it did not become true.
    """
    alarm = QTimer()  # wakes the loop where nothing else does
    alarm.start(100)
    ends = time.perf_counter() + timeout_s
    while not is_done():
        QApplication.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        )
        if time.perf_counter() > ends:
            raise TimeoutError("the canvas was not painted")
    alarm.stop()
