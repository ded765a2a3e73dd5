"""Frames of the canvas: dabs, panning, zooming, undo, first picture, memory.

    QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_canvas [--quick]

Real events are sent to a canvas of 1600 x 1000 device pixels; the time runs until its paintEvent
has ended, or is the processor's time where other processes made the wait longer. The bars are the
editor's for 24 megapixels, and twice those for 100.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from dataclasses import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QColorSpace
from PySide6.QtWidgets import QApplication

from app.bench.canvas_timing import CanvasBench, PaintClock, Times, drain, drain_until, photo_of
from app.canvas.view import CanvasView
from app.document.document import Document
from app.tools.tool import ToolContext, ToolOptions
from app.tools.toolbox import TOOLS
from moebius_core.formats.metadata import Metadata
from moebius_core.photo import Photo
from tests.benchmarks.measure import peak_memory, printing_peak_memory, verdict

SIZES = {"24 MP": (6000, 4000), "100 MP": (11552, 8664)}
DAB_MS, DAB_P99_MS, FRAME_MS, UNDO_MS = 8.0, 16.0, 16.0, 30.0
MEMORY_BAR = 4.0


VIEW = (1600, 1000)
BRUSH_PX = 120.0


class Bench(CanvasBench):
    """A canvas on its own, with a clock on its paint events."""

    def __init__(self, photo: Photo) -> None:
        self.clock = PaintClock()
        self.clock.start()
        view = CanvasView()
        view.resize(*VIEW)

        def show() -> None:
            document = Document(photo)
            view.set_document(document)
            options = ToolOptions(size=BRUSH_PX, fill_loops=False)
            view.set_tool(TOOLS["brush"], ToolContext(document, options))
            view.show()

        self.first_picture_ms = self.clock.time(show)
        drain_until(lambda: view.is_built)
        drain()
        super().__init__(view, self.clock)

    def close(self) -> None:
        self.clock.stop()
        self.view.set_document(None)
        self.view.close()
        self.view.deleteLater()
        drain()


def main() -> int:
    quick = "--quick" in sys.argv
    app = QApplication([])
    bars = [bar for name, size in SIZES.items() for bar in _bars(name, photo_of(*size))]
    wide = replace(
        photo_of(*SIZES["24 MP"]),
        metadata=Metadata(
            icc=QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data()
        ),
    )
    bars += _bars("24 MP, Display P3", wide)
    if not quick:
        bars.append(_memory_bar())
    app.quit()
    return verdict(*bars)


def _bars(name: str, photo: Photo) -> Generator[tuple[str, bool]]:
    allowed = 2.0 if photo.size.megapixels > 50 else 1.0
    bench = Bench(photo)
    print(f"{name}: first picture {bench.first_picture_ms:.1f} ms")
    fit = bench.view.viewport.zoom if bench.view.viewport else 1.0
    for zoom in (fit, 0.5, 0.51, 1.0, 3.0):
        times = _shown(bench.dabs(zoom))
        yield (
            f"{name}: {times.name}: {times.median:.1f} / {times.p99:.1f} ms, "
            f"bars {DAB_MS * allowed:g} / {DAB_P99_MS * allowed:g}",
            times.median <= DAB_MS * allowed and times.p99 <= DAB_P99_MS * allowed,
        )
    for times in (*(bench.pans(zoom) for zoom in (fit, 0.51, 1.0, 3.0)), bench.zooms()):
        _shown(times)
        yield (
            f"{name}: {times.name}: {times.median:.1f} ms, bar {FRAME_MS * allowed:g}",
            times.median <= FRAME_MS * allowed,
        )
    times = _shown(bench.undos())
    yield (
        f"{name}: {times.name}: {times.median:.1f} ms, bar {UNDO_MS * allowed:g}",
        times.median <= UNDO_MS * allowed,
    )
    bench.close()


def _shown(times: Times) -> Times:
    print("  ", times)
    return times


def _memory_bar() -> tuple[str, bool]:
    raw = SIZES["24 MP"][0] * SIZES["24 MP"][1] * 3
    used = peak_memory("tests.benchmarks.bench_canvas", "work_on_24_megapixels") + raw
    return (
        f"24 MP: document and view take {used / raw:.2f} of the raw pixels, bar {MEMORY_BAR:g}",
        used <= MEMORY_BAR * raw,
    )


def work_on_24_megapixels() -> None:
    """Print the peak memory of opening, zooming, panning and painting, beyond the photo's own."""
    app = QApplication([])
    photo = photo_of(*SIZES["24 MP"])
    Bench(photo_of(640, 400)).close()
    with printing_peak_memory():
        bench = Bench(photo)
        bench.zooms()
        bench.dabs(0.51, count=40)
        bench.pans(1.0, count=20)
    bench.close()
    app.quit()


if __name__ == "__main__":
    sys.exit(main())
