"""Weights as a deployed graph wants them: folded, in float32, one after the other in a file.

What is made from a checkpoint is told here; `fold_student.py` and `fold_autoencoder.py` list it,
`prepare.py` writes it. numpy only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.weights.layout import Shape

Array: TypeAlias = NDArray[np.float32]

Source: TypeAlias = Callable[[str], Array]
"""Key of a checkpoint -> its numbers in float32."""

_PAGE = 1 << 16
"""Windows maps files from multiples of this many bytes; large tensors begin at one."""

_LINE = 64


@dataclass(frozen=True)
class Prepared:
    """One tensor of a graph, and how it comes from a checkpoint."""

    name: str
    shape: Shape
    make: Callable[[Source], Array]

    @property
    def bytes(self) -> int:
        return 4 * math.prod(self.shape)

    def made(self, source: Source) -> Array:
        """The numbers, contiguous. Raises ValueError when they are not of the stated shape."""
        numbers = np.ascontiguousarray(self.make(source), np.float32)
        if numbers.shape != self.shape:
            raise ValueError(f"{self.name} came out as {numbers.shape}, not {self.shape}")
        return numbers


class Slot(NamedTuple):
    """Where a tensor lies in the file, in bytes."""

    start: int
    length: int


def slots(tensors: Sequence[Prepared]) -> dict[str, Slot]:
    """The places of these tensors in their file, by name."""
    places: dict[str, Slot] = {}
    end = 0
    for tensor in tensors:
        step = _PAGE if tensor.bytes >= _PAGE else _LINE
        start = -(-end // step) * step
        places[tensor.name] = Slot(start, tensor.bytes)
        end = start + tensor.bytes
    return places
