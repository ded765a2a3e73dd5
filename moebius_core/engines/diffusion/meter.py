"""How far a fill is, measured in what the parts cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from moebius_core.progress import Progress


class Cost(Enum):
    """Operations of a graph call in units of a guided step (0.63 TFLOP at 512 x 512)."""

    GUIDED = 1.0
    UNGUIDED = 0.5
    ENCODE = 1.7
    DECODE = 3.9
    DECODE_PART = 1.9


@dataclass
class Meter:
    """Turns costs into a fraction of `progress`."""

    progress: Progress
    total: float
    spent: float = 0.0

    def begin(self, text: str) -> None:
        """Say what comes next; raises Cancelled."""
        self.progress.report(self.spent / self.total, text)

    def end(self, cost: Cost) -> None:
        """Say that it is done; raises Cancelled."""
        self.spent += cost.value
        self.progress.report(self.spent / self.total)
