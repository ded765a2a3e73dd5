"""How long `moebius --help` takes: under 0.3 s, shown against a Python that does nothing.

Run as `python -m tests.benchmarks.bench_startup`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

BAR_S = 0.3
RUNS = 15
_COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "moebius --help": ["-m", "app", "--help"],
    "moebius remove --help": ["-m", "app", "remove", "--help"],
    "moebius batch --help": ["-m", "app", "batch", "--help"],
    "moebius --version": ["-m", "app", "--version"],
}


def _median_s(arguments: list[str]) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> int:
    medians = {name: _median_s(arguments) for name, arguments in _COMMANDS.items()}
    bare = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:22} {median * 1000:6.0f} ms  {median / bare:5.1f} x bare Python")
    slowest = max(medians.values())
    print(f"bar: {BAR_S * 1000:.0f} ms  {'ok' if slowest < BAR_S else 'MISSED'}")
    return 0 if slowest < BAR_S else 1


if __name__ == "__main__":
    sys.exit(main())
