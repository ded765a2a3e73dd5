"""How far a fill is, measured in what the parts cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from moebius_core.progress import Progress


class Cost(Enum):
    """Time of a graph call in guided steps: measured on a processor, with the deployed graphs."""

    GUIDED = 1.0
    UNGUIDED = 0.5
    ENCODE = 1.3
    DECODE = 2.4


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
