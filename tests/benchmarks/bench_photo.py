"""Opening and saving a 24-megapixel JPEG, against Pillow alone in the same run.

`python -m tests.benchmarks.bench_photo` prints the processor time of both (median of several,
taken in turns), their ratio and the peak memory beside the photo's own bytes; it ends with 1 when
the ratio is above the bar.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from moebius_core.photo import Photo

WIDTH, HEIGHT = 6000, 4000
BAR = 1.2
ROUNDS = 9
SAMPLES = Path(__file__).parents[2] / "assets" / "samples"


def make_photo(path: Path) -> None:
    """A sample photo tiled to 24 megapixels, with sensor noise, as cameras save it: 4:2:0."""
    with Image.open(SAMPLES / "lake_rocks.jpg") as source:
        tile = np.asarray(source.convert("RGB"))
    mirrored = np.concatenate((tile, tile[:, ::-1]), axis=1)
    mirrored = np.concatenate((mirrored, mirrored[::-1]), axis=0)
    times = (-(-HEIGHT // mirrored.shape[0]), -(-WIDTH // mirrored.shape[1]), 1)
    pixels = np.tile(mirrored, times)[:HEIGHT, :WIDTH].astype(np.int16)
    pixels += np.random.default_rng(0).normal(0, 3, pixels.shape).astype(np.int16)
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    image.save(path, "JPEG", quality=92, subsampling=2)


def with_pillow(source: Path, target: Path) -> None:
    """The baseline: decode and encode with the same tables and subsampling."""
    with Image.open(source) as image:
        image.load()
        image.save(target, "JPEG", qtables=image.quantization, subsampling=2)


def with_photo(source: Path, target: Path) -> None:
    """What this project does."""
    Photo.open(source).save(target)


WAYS: dict[str, Callable[[Path, Path], None]] = {"Pillow": with_pillow, "Photo": with_photo}


def processor_time(work: Callable[[Path, Path], None], source: Path, target: Path) -> float:
    start = time.process_time()
    work(source, target)
    return time.process_time() - start


def peak_memory(way: str, source: Path, target: Path) -> float | None:
    """Peak megabytes of a fresh process above what it held before; None where not Linux."""
    if sys.platform != "linux":
        return None
    command = [sys.executable, "-m", "tests.benchmarks.bench_photo", way, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def measure_child(way: str, source: Path, target: Path) -> None:
    """One way in this process, which has already loaded its libraries; prints megabytes."""
    small = target.with_name("small.jpg")
    Image.new("RGB", (64, 64)).save(small, subsampling=2)
    WAYS[way](small, small)
    with_photo(small, small)
    before = peak_of_this_process()
    WAYS[way](source, target)
    print(peak_of_this_process() - before)


def peak_of_this_process() -> float:
    """Megabytes, from the kernel's own high-water mark."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "photo.jpg", Path(folder) / "saved.jpg"
        make_photo(source)
        times: dict[str, list[float]] = {way: [] for way in WAYS}
        for work in WAYS.values():
            processor_time(work, source, target)  # warm: libraries loaded, file cached
        for _ in range(ROUNDS):
            for way, work in WAYS.items():
                times[way].append(processor_time(work, source, target))
        medians = {way: statistics.median(found) for way, found in times.items()}
        print(f"{WIDTH} x {HEIGHT} JPEG 4:2:0 of {source.stat().st_size / 1e6:.1f} MB")
        for way, median in medians.items():
            memory = peak_memory(way, source, target)
            shown = "not measured" if memory is None else f"{memory:.0f} MB"
            print(f"{way:7} open + save: {median * 1000:.0f} ms processor time, peak {shown}")
    ratio = medians["Photo"] / medians["Pillow"]
    print(f"ratio {ratio:.2f}, bar {BAR}: {'met' if ratio <= BAR else 'MISSED'}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure_child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
