"""Opening and saving a 24-megapixel JPEG, against Pillow alone in the same run.

`python -m tests.benchmarks.bench_photo` prints the processor time of both, their ratio and their
peak memory, and ends with 1 when the ratio is above the bar. Several fresh processes are taken in
turns, with the libraries loaded before: what one command on one photo costs. The bar is for the
least disturbed run of each, since other work on the machine only ever adds; the medians stand
beside them. The ratio inside one long process is printed too: there Pillow gains, because its small
blocks stay with the process while numpy's large ones are given back and cleared anew each time.
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
ROUNDS = 11
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
    """Seconds of processor time of one open and save."""
    start = time.process_time()
    work(source, target)
    return time.process_time() - start


def in_fresh_process(way: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak megabytes (0 where not Linux) of one open and save."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_photo", way, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def measure_here(way: str, source: Path, target: Path) -> None:
    """Print both figures of one way, after the libraries have been loaded by a small picture."""
    small = target.with_name("small.jpg")
    Image.new("RGB", (64, 64)).save(small, subsampling=2)
    for work in WAYS.values():
        work(small, small)
    before = peak_of_this_process()
    seconds = processor_time(WAYS[way], source, target)
    print(seconds, peak_of_this_process() - before)


def peak_of_this_process() -> float:
    """Megabytes, from the kernel's own high-water mark; 0 where there is none."""
    if sys.platform != "linux":
        return 0.0
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def ratio_in_one_process(source: Path, target: Path) -> float:
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(ROUNDS):
        for way, work in WAYS.items():
            seconds = processor_time(work, source, target)
            if turn:  # the first turn loads libraries and files
                times[way].append(seconds)
    return statistics.median(times["Photo"]) / statistics.median(times["Pillow"])


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "photo.jpg", Path(folder) / "saved.jpg"
        make_photo(source)
        print(f"{WIDTH} x {HEIGHT} JPEG 4:2:0 of {source.stat().st_size / 1e6:.1f} MB")
        found: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way in WAYS:
                found[way].append(in_fresh_process(way, source, target))
        least = {way: min(time for time, _ in runs) for way, runs in found.items()}
        for way, runs in found.items():
            median = statistics.median(time for time, _ in runs)
            memory = statistics.median(peak for _, peak in runs)
            print(
                f"{way:7} least {least[way] * 1000:.0f} ms, median {median * 1000:.0f} ms "
                f"processor time, peak {memory:.0f} MB more memory"
            )
        steady = ratio_in_one_process(source, target)
    ratio = least["Photo"] / least["Pillow"]
    print(f"ratio in one long process {steady:.2f} (no bar)")
    print(f"ratio {ratio:.2f}, bar {BAR}: {'met' if ratio <= BAR else 'MISSED'}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure_here(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
