"""The editor as a whole: start, opening, dabs, frames, undo, and the memory of 200 removals.

    python -m tests.benchmarks.bench_editor

The first part is what `moebius bench --gui` prints: real events sent to the real window, the time
until its canvas has been painted; baseline of the opening is Pillow alone in the same process.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.bench.report import run
from tests.benchmarks.editor_memory import memory_bars
from tests.benchmarks.measure import verdict


def main() -> int:
    missed = run()
    return max(missed, verdict(*memory_bars()))


if __name__ == "__main__":
    sys.exit(main())
