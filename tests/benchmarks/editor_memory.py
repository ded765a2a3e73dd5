"""What the editor's window keeps in memory: one photo, and 200 removals from it (Linux)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from moebius_core.geometry import Rect
from tests.benchmarks.measure import peak_memory, resident_memory

SIZE = (6000, 4000)
RAW = SIZE[0] * SIZE[1] * 3
REMOVALS = 200
SIDE_PX = 120
PLACES = 10
BUDGET_MB = 64
SLACK = 16 << 20
"""What allocators and Qt's caches may keep beside the budget."""


def memory_bars() -> list[tuple[str, bool]]:
    photo = peak_memory(__name__, "print_memory_of_one_photo")
    growth = peak_memory(__name__, "print_growth_over_removals")
    allowed = (BUDGET_MB << 20) + SLACK
    return [
        (f"24 MP in the window: {photo / RAW:.2f} x its raw pixels, bar 4", photo <= 4 * RAW),
        (
            f"{REMOVALS} removals, undo budget {BUDGET_MB} MB: {growth >> 20} MB more, "
            f"bar {allowed >> 20}",
            growth <= allowed,
        ),
    ]


def print_memory_of_one_photo() -> None:
    """Bytes resident with a photo open and worked on, beyond the empty window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.bench.whole_window import window_bench, write_jpeg

    with tempfile.TemporaryDirectory() as folder, window_bench() as bench:
        bench.open(write_jpeg(Path(folder), 640, 400))
        bench.canvas().dabs(1.0, count=10)
        before = resident_memory()
        bench.open(write_jpeg(Path(folder), *SIZE))
        canvas = bench.canvas()
        canvas.zooms()
        canvas.dabs(1.0)
        canvas.pans(1.0)
        print(resident_memory() - before)


def print_growth_over_removals() -> None:
    """Bytes by which 200 removals in ten places make the process larger than the first 20 did.

    The places repeat: elsewhere each removal also adds to what the image itself differs in.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.bench.canvas_timing import drain_until
    from app.bench.whole_window import window_bench, write_jpeg
    from app.document.history import Layer

    with tempfile.TemporaryDirectory() as folder, window_bench() as bench:
        bench.set("undo_budget_mb", BUDGET_MB)
        bench.open(write_jpeg(Path(folder), *SIZE))
        editor = bench.window.editor
        document = editor.document
        assert document is not None
        before = 0
        for i in range(REMOVALS):
            left, top = 500 * (i % PLACES) + 20, 1000 + 37 * (i % PLACES)
            with document.edit("Brush") as edit:
                edit.write(Layer.MASK, Rect(left, top, left + SIDE_PX, top + SIDE_PX), 255)
            state = document.history.image_state
            editor.remove()
            drain_until(lambda state=state: document.history.image_state != state)
            if i == 2 * PLACES:
                before = resident_memory()
        print(resident_memory() - before)
