"""What a graph of the browser port takes and gives, as onnxruntime tells it, checked and obeyed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError
from moebius_core.weights.onnx_file import GRAPHS

_FLOAT = {"tensor(float)": np.float32}
_INTEGER = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_KINDS = {
    "timesteps": {
        **_INTEGER,
        **_FLOAT,
        "tensor(double)": np.float64,
        "tensor(float16)": np.float16,
    },
    "input_ids": _INTEGER,
}
"""Types that inputs may have; all others are float32."""

_HINT = "Choose the folder of a Moebius network in the browser port's form."


@dataclass(frozen=True)
class GraphPorts:
    """Types and shapes of one graph's inputs and outputs."""

    file: str
    kinds: Mapping[str, str]
    shapes: Mapping[str, tuple[int | None, ...]]
    """None where a side may vary; the batch first."""

    @property
    def batch(self) -> int | None:
        """Rows that every run has to have; None: any number."""
        return next(iter(self.batches), None)

    @property
    def batches(self) -> set[int]:
        """The fixed numbers of rows among the inputs; more than one makes no sense."""
        firsts = (self.shapes[name][:1] for name in GRAPHS[self.file][0])
        return {first[0] for first in firsts if first and first[0] is not None}

    def side(self, name: str, axis: int) -> int | None:
        """How long this axis is, if there is one and it is fixed."""
        return next(iter(self.shapes[name][axis : axis + 1]), None)

    def check(self, name: str, shape: tuple[int, ...]) -> None:
        """Raise BadInputError unless `name` is of the right type and of this shape in each row."""
        own = self.shapes[name]
        is_untold = not own and name in GRAPHS[self.file][1]
        fits = len(own) == len(shape) + 1 and all(
            given in (None, wanted) for given, wanted in zip(own[1:], shape, strict=True)
        )
        if not (fits or is_untold):
            raise BadInputError(
                f"{self.file}: “{name}” has the shape {_told(own)}, where "
                f"{_told((None, *shape))} is expected.",
                _HINT,
            )
        kinds = _KINDS.get(name, _FLOAT)
        if self.kinds[name] not in kinds:
            raise BadInputError(
                f"{self.file}: “{name}” is of the type {self.kinds[name]}, where "
                f"{' or '.join(kinds)} is expected.",
                _HINT,
            )

    def fed(self, feeds: Mapping[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
        """The same numbers in the types that the graph takes."""
        return {
            name: np.ascontiguousarray(numbers, _KINDS.get(name, _FLOAT)[self.kinds[name]])
            for name, numbers in feeds.items()
        }


def read_ports(session: Any, file: str) -> GraphPorts:
    """Of an `InferenceSession` of `file`.

    Raises:
        BadInputError: it takes or gives other things than the file of that name does.
    """
    inputs, outputs = session.get_inputs(), session.get_outputs()
    for what, given, wanted in (
        ("takes", inputs, GRAPHS[file][0]),
        ("gives", outputs, GRAPHS[file][1]),
    ):
        names = [port.name for port in given]
        if set(names) != set(wanted):
            raise BadInputError(
                f"{file} {what} {', '.join(names) or 'nothing'}, where {', '.join(wanted)} "
                "is expected.",
                _HINT,
            )
    ports = (*inputs, *outputs)
    shapes = {port.name: tuple(_fixed(side) for side in port.shape or ()) for port in ports}
    found = GraphPorts(file, {port.name: port.type for port in ports}, shapes)
    if len(found.batches) > 1:
        told = "; ".join(f"{name} {_told(shapes[name])}" for name in GRAPHS[file][0])
        raise BadInputError(f"{file} takes different numbers of rows at once: {told}.", _HINT)
    return found


def _fixed(side: object) -> int | None:
    """A word or None stands for a side that may vary; so does what is no size."""
    return side if isinstance(side, int) and side > 0 else None


def _told(shape: tuple[int | None, ...]) -> str:
    return f"({', '.join('any' if side is None else str(side) for side in shape)})"
