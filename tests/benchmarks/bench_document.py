"""The document on its own: opening, a dab, taking the mask, a removal's arrival and undo, journal.

    python -m tests.benchmarks.bench_document

Medians and maxima in milliseconds of processor time over 40 removals of 500 x 500 pixels, each
with what the window's thread does. The bar is the editor's: undo of a removal within 30 ms.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np

from app.document.document import Document, Pixels
from app.document.history import Layer
from app.document.journal import Journal
from moebius_core.geometry import Rect
from moebius_core.photo import Photo
from tests.benchmarks.measure import verdict

T = TypeVar("T")

SIZES = {"24 MP": (6000, 4000), "100 MP": (11552, 8664)}
UNDO_MS = 30.0
REMOVALS, SIDE = 40, 500


class Watch:
    """Processor milliseconds by name."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def time(self, name: str, work: Callable[[], T]) -> T:
        start = time.thread_time()
        try:
            return work()
        finally:
            self.taken.setdefault(name, []).append((time.thread_time() - start) * 1e3)

    def __str__(self) -> str:
        return ", ".join(f"{n} {median(v):.2f} (max {max(v):.2f})" for n, v in self.taken.items())


def main() -> int:
    bars: list[tuple[str, bool]] = []
    for size_name, (width, height) in SIZES.items():
        photo = Photo(pixels=np.full((height, width, 3), 90, np.uint8))
        for budget, has_journal in ((1 << 30, False), (1 << 30, True), (20 << 20, False)):
            with tempfile.TemporaryDirectory() as folder:
                watch = _session(photo, budget, Path(folder), has_journal=has_journal)
            name = f"{size_name}, {budget >> 20} MiB" + (", journal" if has_journal else "")
            print(f"{name}: {watch}")
            worst = max(watch.taken["undo of a removal"])
            bars.append((f"{name}: undo {worst:.1f} <= {UNDO_MS:g} ms", worst <= UNDO_MS))
    return verdict(*bars)


def _session(photo: Photo, budget: int, folder: Path, *, has_journal: bool) -> Watch:
    watch = Watch()
    document = watch.time(
        "open", lambda: Document(photo, undo_budget_bytes=budget, spill_folder=folder / "undo")
    )
    if has_journal:
        Journal.start(document, b"a small file", folder / "journals")
    rng = np.random.default_rng(1)
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE // 2
    disc = (y * y + x * x < (SIDE // 2) ** 2).astype(np.uint8) * 255
    for _ in range(REMOVALS):
        left = int(rng.integers(0, photo.size.width - SIDE))
        top = int(rng.integers(0, photo.size.height - SIDE))
        rect = Rect(left, top, left + SIDE, top + SIDE)
        values = rng.integers(0, 256, (SIDE, SIDE, 3), np.uint8)
        watch.time("stroke", lambda rect=rect: _paint(document, rect, disc))
        taken = watch.time("take the mask", lambda: document.take_mask("Remove"))
        assert taken is not None
        pixels = [Pixels(rect, values)]
        watch.time(
            "arrival",
            lambda step=taken.step, pixels=pixels: document.finish_removal(step, pixels, "Removed"),
        )
    while (last := document.history.last) is not None:
        kind = "removal" if last.touches(Layer.IMAGE) else "stroke"
        watch.time(f"undo of a {kind}", document.undo)
    document.close()
    return watch


def _paint(document: Document, rect: Rect, disc: np.ndarray) -> None:
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, disc)


if __name__ == "__main__":
    raise SystemExit(main())
