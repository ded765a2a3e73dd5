"""How long the installed program takes to its window, beside the same program from its source.

    python -m tests.benchmarks.bench_start build/dist/moebius

The argument is the folder with the program (or the program itself). Both start in turns, each time
with an empty home, to the moment that the log tells: the window has been painted. Without a screen
they start off screen. The bar: at most 1.3 times the source's time.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.measure import verdict

ROUNDS = 9
PATIENCE_S = 60.0
BAR = 1.3
_SHOWN = re.compile(r"^(\S+ \S+) .*the window is shown after ([\d.]+) s of processor", re.MULTILINE)
_POLL_S = 0.02


class Start(NamedTuple):
    """From the start of the process to its painted window."""

    wall_s: float
    cpu_s: float


def start(command: Sequence[str]) -> Start:
    """Start it with an empty home, wait for its window, and end it again."""
    with tempfile.TemporaryDirectory(prefix="moebius-bench-") as home:
        environment = {**os.environ, "MOEBIUS_HOME": home}
        if not os.environ.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        started = time.time()
        with subprocess.Popen(command, env=environment) as process:
            try:
                shown, cpu_s = _told(Path(home) / "log" / "moebius.log", process)
            finally:
                process.terminate()
        return Start(shown - started, cpu_s)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    programs = {"source": [sys.executable, "-m", "app"], "installed": [_program(arguments[0])]}
    starts: dict[str, list[Start]] = {name: [] for name in programs}
    for command in programs.values():
        start(command)  # what the disk has to read for the first time is not counted
    for _ in range(ROUNDS):
        for name, command in programs.items():
            starts[name].append(start(command))
    for name, found in starts.items():
        walls, cpus = [s.wall_s for s in found], [s.cpu_s for s in found]
        print(
            f"{name:10} to the window {median(walls):.2f} s (best {min(walls):.2f}), "
            f"processor {median(cpus):.2f} s (best {min(cpus):.2f})"
        )
    return verdict(*(_bar(starts, field) for field in Start._fields))


def _bar(starts: dict[str, list[Start]], field: str) -> tuple[str, bool]:
    """Of the quickest starts: the others had to share the computer."""
    best = {name: min(getattr(s, field) for s in found) for name, found in starts.items()}
    ratio = best["installed"] / best["source"]
    return f"installed / source, {field}: {ratio:.2f} (at most {BAR})", ratio <= BAR


def _told(log: Path, process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """(when the window was there, seconds of processor time until then)."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        found = _SHOWN.search(log.read_text(encoding="utf-8")) if log.exists() else None
        if found:
            shown = datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S,%f")
            return shown.timestamp(), float(found[2])
        time.sleep(_POLL_S)
    raise SystemExit(f"No window came of {process.args}; exit code {process.poll()}.")


def _program(given: str) -> str:
    path = Path(given)
    inside = path / ("moebius.exe" if sys.platform == "win32" else "moebius")
    return str(inside if path.is_dir() else path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
