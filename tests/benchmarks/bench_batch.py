"""A batch on two workers against the same batch on one: at least 1.8 times the photos per second.

Run as `python -m tests.benchmarks.bench_batch [photos]`; wall time, so nothing else should run.
Both runs give each worker one thread, start their processes themselves and save every photo. The
last line, one worker with all threads, is for information.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import PIL.Image

from moebius_core.batch import BatchReport, BatchRequest, OneMask, Status, plan_batch, run_batch

BAR = 1.8
PHOTOS = 100
HOLE_PX = 100
SAMPLE = Path(__file__).parents[2] / "assets" / "samples" / "paper_lantern.jpg"


def _write_folder(folder: Path, count: int) -> tuple[Path, Path]:
    """`count` photos of 4 megapixels, each a different part of the sample, and one mask."""
    photos = folder / "photos"
    photos.mkdir()
    with PIL.Image.open(SAMPLE) as sample:
        picture = sample.convert("RGB").resize((2800, 1750))
    for number in range(count):
        left, top = number * 37 % 240, number * 53 % 150
        part = picture.crop((left, top, left + 2560, top + 1600))
        part.save(photos / f"{number:03}.jpg", quality=90)
    mask = np.zeros((1600, 2560), np.uint8)
    mask[700 : 700 + HOLE_PX, 1200 : 1200 + HOLE_PX] = 255
    PIL.Image.fromarray(mask).save(folder / "mask.png")
    return photos, folder / "mask.png"


def _run(
    photos: Path, mask: Path, target: Path, workers: int, threads: int | None = 1
) -> BatchReport:
    request = BatchRequest(source=photos, target=target, masks=OneMask(mask))
    report = run_batch(plan_batch(request), workers=workers, threads=threads)
    if report.counts[Status.DONE] != len(report.results):
        raise SystemExit(report.summary())
    who = f"{workers} × {threads or 'all'} threads"
    print(f"{who:15} {report.seconds:7.2f} s  {report.photos_per_second:6.2f} photos/s")
    return report


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS
    with tempfile.TemporaryDirectory() as folder:
        photos, mask = _write_folder(Path(folder), count)
        print(f"{count} photos of 2560 × 1600, a hole of {HOLE_PX} × {HOLE_PX} in each")
        one = _run(photos, mask, Path(folder) / "one", 1)
        two = _run(photos, mask, Path(folder) / "two", 2)
        _run(photos, mask, Path(folder) / "all", 1, None)
    ratio = one.seconds / two.seconds
    print(f"ratio {ratio:.2f} (bar: at least {BAR}) {'ok' if ratio >= BAR else 'MISSED'}")
    return 0 if ratio >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
