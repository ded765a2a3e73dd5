"""What `inpaint` costs around the engine: a 256 px hole in a 24-megapixel photo.

Run: python -m tests.benchmarks.bench_inpaint
Bars: at most 60 ms and at most 1.5 times the photo's bytes of extra memory (one of them is the
result itself). The ratio to one plain copy of the photo is printed beside them, measured in the
same run. Times are the best of several: the rest is other programs' noise.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from moebius_core.arrays import Image, Mask
from moebius_core.engines.engine import EngineInfo
from moebius_core.inpaint import inpaint
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
from tests.benchmarks.measure import peak_memory, printing_peak_memory, verdict

SIZE = (4000, 6000)
ROUNDS = 9


class InstantEngine:
    """Hands back a ready fill, so that only what is around it is measured."""

    info = EngineInfo("instant")

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(1.0)
        result = image.copy()
        result[mask > 0] = 128
        return result

    def close(self) -> None:
        return


def photo_and_mask() -> tuple[Image, Mask]:
    rng = np.random.default_rng(0)
    photo = rng.integers(0, 256, (*SIZE, 3), np.uint8)
    mask = np.zeros(SIZE, np.uint8)
    mask[1800:2056, 2900:3156] = 255
    return photo, mask


def removal_alone() -> None:
    """For the memory measurement: everything is warm, then one removal."""
    photo, mask = photo_and_mask()
    inpaint(photo[:600, :600], np.ascontiguousarray(mask[1700:2300, 2800:3400]), InstantEngine())
    with printing_peak_memory():
        inpaint(photo, mask, InstantEngine())


def main() -> int:
    photo, mask = photo_and_mask()
    copies, removals = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        copy = photo.copy()
        copies.append(time.perf_counter() - start)
        del copy
        start = time.perf_counter()
        inpaint(photo, mask, InstantEngine())
        removals.append(time.perf_counter() - start)
    best, copy_time = min(removals), min(copies)
    extra = peak_memory("tests.benchmarks.bench_inpaint", "removal_alone")
    ratio = extra / photo.nbytes
    print(f"plain copy of the photo        {copy_time * 1e3:6.1f} ms")
    print(
        f"inpaint around the engine      {best * 1e3:6.1f} ms = {best / copy_time:.2f} x the copy"
    )
    print(f"extra memory at its peak       {extra / 1e6:6.1f} MB = {ratio:.2f} x the photo's bytes")
    return verdict(
        ("overhead at most 60 ms", best <= 0.060),
        ("extra memory at most 1.5 x the photo", ratio <= 1.5),
    )


if __name__ == "__main__":
    sys.exit(main())
