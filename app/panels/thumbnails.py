"""Small pictures of photos, made one by one on a worker thread as they come into view. [Qt]"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap

from app.jobs.job import Job
from app.jobs.runner import Runner

if TYPE_CHECKING:
    from moebius_core.progress import Progress

_KEPT = 400
_LARGEST_MEGAPIXELS = 120.0
"""Larger photos that have no quick small version get no picture."""


class Thumbnails(QObject):
    """Pictures of files; the one asked for last comes first.

    Args:
        runner: A thread of their own, so that nothing waits for them.
        side_px: Longest side.
    """

    arrived = Signal(object)
    """The Path whose picture is there now."""

    def __init__(self, runner: Runner, *, side_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._side_px = side_px
        self._made: OrderedDict[Path, QPixmap | None] = OrderedDict()
        self._wanted: list[Path] = []
        self._running: Path | None = None

    def get(self, path: Path) -> QPixmap | None:
        """The picture if there is one; otherwise it is made, and `arrived` tells when."""
        if path in self._made:
            self._made.move_to_end(path)
            return self._made[path]
        if path != self._running:
            if path in self._wanted:
                self._wanted.remove(path)
            self._wanted.append(path)
            del self._wanted[:-_KEPT]
            self._next()
        return None

    def forget(self, path: Path) -> None:
        """The file has changed: whoever shows its picture asks for it again."""
        if self._made.pop(path, None) is not None:
            self.arrived.emit(path)

    def _next(self) -> None:
        if self._running is not None or not self._wanted:
            return
        path = self._running = self._wanted.pop()
        side = self._side_px
        self._runner.submit(
            Job(
                lambda progress: small_picture(path, side, progress),
                done=lambda pixels: self._keep(path, pixels),
                failed=lambda _error: self._keep(path, None),
                cancelled=lambda: self._keep(path, None),
            )
        )

    def _keep(self, path: Path, pixels: NDArray[Any] | None) -> None:
        self._made[path] = None if pixels is None else pixmap_of(pixels)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        self._running = None
        self.arrived.emit(path)
        self._next()


def small_picture(path: Path, side_px: int, progress: Progress) -> NDArray[np.uint8]:
    """The photo as (h, w, 3) uint8, its longer side `side_px` at most; on a worker thread.

    Raises:
        MoebiusError: it cannot be read.
    """
    from moebius_core.formats.preview import preview
    from moebius_core.system import read_file

    data = read_file(path)
    progress.report(0.3)
    quick = preview(data, side_px)
    if quick is not None:
        return shrunk(quick.pixels, side_px)
    from moebius_core.photo import Photo

    return shrunk(Photo.open(data, max_megapixels=_LARGEST_MEGAPIXELS).pixels, side_px)


def shrunk(pixels: NDArray[Any], side_px: int) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 or uint16 averaged down to at most `side_px`, as uint8."""
    import cv2

    height, width = pixels.shape[:2]
    scale = min(1.0, side_px / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale < 1:
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    if pixels.dtype == np.uint16:
        pixels = pixels >> 8
    return np.ascontiguousarray(pixels, np.uint8)


def pixmap_of(pixels: NDArray[np.uint8]) -> QPixmap:
    """(h, w, 3) uint8 RGB as a pixmap of its own memory."""
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    image = QImage(data.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)


def untinted(picture: QPixmap) -> QIcon:
    """An icon that keeps its colours when it is chosen in a list."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
