"""What `moebius bench --gui` prints: the editor's figures on this computer. [Qt]"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from moebius_core.extras import is_bundled

STARTS = 5
SIZES = {"24 MP": (6000, 4000), "100 MP": (11552, 8664)}


@dataclass(frozen=True)
class Figure:
    """One line: what was measured, and what it must not exceed."""

    text: str
    value: float
    bar: float

    @property
    def holds(self) -> bool:
        return self.value <= self.bar


def run() -> int:
    """Measure, print, and return 1 when a bar is missed."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    missed = 0
    for figure in figures():
        missed += not figure.holds
        print(f"{'PASS' if figure.holds else 'FAIL'}  {figure.text}", flush=True)
    return 1 if missed else 0


def figures() -> Generator[Figure]:
    """Everything the editor promises about its speed; needs no QApplication yet."""
    if not is_bundled():  # a bundled program has no Python to start
        yield from _starting()
    from app.bench.whole_window import window_bench, write_jpeg

    with tempfile.TemporaryDirectory() as folder, window_bench() as bench:
        for name, (width, height) in SIZES.items():
            path = write_jpeg(Path(folder), width, height)
            opening = bench.opening(path)
            yield Figure(
                f"{name} JPEG, first picture: {min(opening.first_picture.values):.0f} ms, "
                f"{opening.ratio:.2f} x Pillow's decoding, bar 1.3",
                opening.ratio,
                1.3,
            )
            allowed = 1.0 if name == "24 MP" else 2.0
            canvas = bench.canvas()
            viewport = canvas.view.viewport
            assert viewport is not None
            for zoom in (viewport.zoom, 1.0, 3.0):
                dabs, pans = canvas.dabs(zoom), canvas.pans(zoom)
                yield _median(f"{name}, {dabs.name}", dabs.median, 8.0 * allowed)
                yield Figure(
                    f"{name}, {dabs.name}, p99: {dabs.p99:.1f} ms, bar {16 * allowed:g}",
                    dabs.p99,
                    16.0 * allowed,
                )
                yield _median(f"{name}, {pans.name}", pans.median, 16.0 * allowed)
            yield _median(f"{name}, zoom by wheel", canvas.zooms().median, 16.0 * allowed)
            yield _median(f"{name}, undo of a removal", canvas.undos().median, 30.0 * allowed)


def _starting() -> Generator[Figure]:
    from app.bench.first_window import start

    starts = [start() for _ in range(STARTS)]
    least = min(one.seconds for one in starts)
    yield Figure(f"first window after {least:.2f} s (least of {STARTS}), bar 1.0", least, 1.0)
    heavy = sorted({name for one in starts for name in one.heavy})
    yield Figure(f"heavy imports before it: {', '.join(heavy) or 'none'}", len(heavy), 0)


def _median(name: str, value: float, bar: float) -> Figure:
    return Figure(f"{name}: {value:.1f} ms, bar {bar:g}", value, bar)
