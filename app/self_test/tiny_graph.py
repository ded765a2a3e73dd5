"""Whether onnxruntime computes here: a graph of one node, written byte by byte.

The deployed graphs need a gigabyte of weights beside them, and the `onnx` package is not bundled.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.self_test.report import CheckError
from moebius_core.system import load_onnxruntime

_FLOAT = 1
_VALUES = 3


def check(_folder: Path) -> str:
    """Add a vector to itself on the processor."""
    onnxruntime = load_onnxruntime()

    session = onnxruntime.InferenceSession(doubling_graph(), providers=["CPUExecutionProvider"])
    given = np.arange(_VALUES, dtype=np.float32)
    (found,) = session.run(None, {"x": given})
    if not np.array_equal(np.asarray(found), 2 * given):
        raise CheckError(f"onnxruntime computed {found!r}.")
    providers = ", ".join(onnxruntime.get_available_providers())
    return f"onnxruntime {onnxruntime.__version__}: {providers}"


def doubling_graph() -> bytes:
    """y = x + x for three float32 numbers, as an ONNX file (ir_version 8, opset 13)."""
    node = _text(1, "x") + _text(1, "x") + _text(2, "y") + _text(4, "Add")
    shape = _field(1, _number(1, _VALUES))
    kind = _field(1, _number(1, _FLOAT) + _field(2, shape))
    values = [_text(1, name) + _field(2, kind) for name in ("x", "y")]
    graph = _field(1, node) + _text(2, "g") + _field(11, values[0]) + _field(12, values[1])
    return _number(1, 8) + _field(7, graph) + _field(8, _number(2, 13))


def _number(field: int, value: int) -> bytes:
    """A field of protocol buffers that holds a number below 128."""
    return bytes([field << 3, value])


def _text(field: int, text: str) -> bytes:
    return _field(field, text.encode())


def _field(field: int, payload: bytes) -> bytes:
    """One that holds bytes, fewer than 128 of them."""
    return bytes([field << 3 | 2, len(payload)]) + payload
