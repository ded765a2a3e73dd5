"""Measuring for the benchmarks: peak memory in a process of its own (Linux), and a verdict."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _status(field: str) -> int:
    with open("/proc/self/status") as status:  # noqa: PTH123
        for line in status:
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    raise OSError("no such field in /proc/self/status: " + field)


@contextmanager
def printing_peak_memory() -> Iterator[None]:
    """Print the bytes by which the block's peak exceeded what was resident before it (Linux)."""
    with measuring_peak_memory() as grown:
        yield
    print(grown())


@contextmanager
def measuring_peak_memory() -> Iterator[Callable[[], int]]:
    """A function to call after the block: what `printing_peak_memory` prints."""
    with open("/proc/self/clear_refs", "w") as refs:  # noqa: PTH123
        refs.write("5")  # sets the high-water mark back to what is resident now
    before, peak = _status("VmRSS"), 0
    yield lambda: peak - before
    peak = _status("VmHWM")


def resident_memory() -> int:
    """Bytes of this process that are in memory now (Linux)."""
    return _status("VmRSS")


def peak_memory(module: str, function: str) -> int:
    """Bytes printed by `module.function()`, run in a fresh process."""
    code = f"from {module} import {function}; {function}()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def verdict(*bars: tuple[str, bool]) -> int:
    """Print each bar with PASS or FAIL; the exit status: 0 when all hold."""
    for text, holds in bars:
        print(f"{'PASS' if holds else 'FAIL'}  {text}")
    return 0 if all(holds for _, holds in bars) else 1
