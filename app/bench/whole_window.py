"""The whole window with a photo in it, as a person would have it, and how quick it is. [Qt]"""

from __future__ import annotations

import os
import tempfile
import time
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.application import Session, make_application
from app.bench.canvas_timing import CanvasBench, PaintClock, Times, drain, drain_until, photo_of
from app.places import HOME_VARIABLE
from app.support.log_file import LogFile

WINDOW = (1900, 1150)
OPENINGS = 7


@dataclass(frozen=True)
class Opening:
    """Milliseconds from the wish to open a JPEG to its first picture, beside Pillow's decoding."""

    pillow: Times
    first_picture: Times

    @property
    def ratio(self) -> float:
        return min(self.first_picture.values) / min(self.pillow.values)


class WindowBench:
    """A session of the editor in a home folder of its own."""

    def __init__(self, app: QApplication, log_file: LogFile) -> None:
        self._session = Session(app, log_file)  # pyright: ignore[reportArgumentType]
        self.window = self._session.window
        self.window.resize(*WINDOW)
        self._session.start(())
        self.clock = PaintClock()
        self.clock.start()
        drain()

    def close(self) -> None:
        self.clock.stop()
        self.window.close_without_asking()
        drain()
        self._session.end()

    def set(self, key: str, value: object) -> None:
        """Change a setting of the editor."""
        self._session.store.set(key, value)

    def open(self, path: Path) -> float:
        """Milliseconds from the wish to the first picture; returns once it is at its best."""
        canvas = self.window.canvas
        before = canvas.document
        taken = self.clock.time(lambda: self._session.editor.open_paths([path]))
        drain_until(lambda: canvas.document is not before and canvas.is_built)
        drain()
        return taken

    def opening(self, path: Path) -> Opening:
        """Pillow and the editor in turns."""
        self.open(path)  # what is imported and read for the first time is not counted
        pillow: list[float] = []
        picture: list[float] = []
        for _ in range(OPENINGS):
            pillow.append(_decoding(path))
            picture.append(self.open(path))
        return Opening(Times("Pillow decodes", pillow), Times("first picture", picture))

    def canvas(self) -> CanvasBench:
        """Acts on the photo that is open."""
        self._session.store.set("tool", "brush")
        self._session.store.set("brush_size", 120.0)
        drain()
        return CanvasBench(self.window.canvas, self.clock)


@contextmanager
def window_bench() -> Generator[WindowBench]:
    """A session that leaves the person's own settings, journals and recent files alone."""
    with tempfile.TemporaryDirectory(prefix="moebius-bench-") as home:
        before = os.environ.get(HOME_VARIABLE)
        os.environ[HOME_VARIABLE] = home
        log_file = LogFile()
        bench = WindowBench(make_application(["moebius"]), log_file)
        try:
            yield bench
        finally:
            bench.close()
            log_file.close()
            if before is None:
                del os.environ[HOME_VARIABLE]
            else:
                os.environ[HOME_VARIABLE] = before


def write_jpeg(folder: Path, width: int, height: int) -> Path:
    """A JPEG of that size with fine detail, quality 92."""
    from PIL import Image

    path = folder / f"{width}x{height}.jpg"
    Image.fromarray(photo_of(width, height).pixels).save(path, quality=92)
    return path


def _decoding(path: Path) -> float:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 100 megapixels are more than Pillow expects
        started, cpu_started = time.perf_counter(), time.process_time()
        with Image.open(path) as image:
            image.load()
    return min(time.perf_counter() - started, time.process_time() - cpu_started) * 1e3
