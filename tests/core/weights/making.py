"""Tiny weights, files and stores to work on: recipe numbers, numpy only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moebius_core.weights.onnx_file import GRAPHS
from tests.parity import recipe

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
TINY = {"student": "moebius_tiny", "autoencoder": "vae_tiny"}

_NAMES = {"float32": "F32", "float16": "F16", "int64": "I64"}

Tensors = Mapping[str, NDArray[np.generic]]


@cache
def tiny(kind: str) -> Tensors:
    """Weights of the tiny student or autoencoder, by key."""
    listed = json.loads((REFERENCE / f"{TINY[kind]}.state_dict.json").read_text())
    return {key: recipe.tensor(key, tuple(shape)) for key, shape in listed.items()}


def safetensors(tensors: Tensors) -> bytes:
    """The content of a `.safetensors` file."""
    header: dict[str, object] = {}
    body: list[bytes] = []
    size = 0
    for key, array in tensors.items():
        data = array.tobytes()
        header[key] = {
            "dtype": _NAMES[array.dtype.name],
            "shape": list(array.shape),
            "data_offsets": [size, size + len(data)],
        }
        body.append(data)
        size += len(data)
    text = json.dumps(header).encode()
    return b"".join([len(text).to_bytes(8, "little"), text, *body])


@cache
def tiny_file(kind: str) -> bytes:
    """A whole file of the tiny student or autoencoder."""
    return safetensors(tiny(kind))


def write_tiny(path: Path, kind: str) -> Path:
    """The tiny student or autoencoder as a file at `path`; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tiny_file(kind))
    return path


def onnx_graph(name: str) -> bytes:
    """A graph without nodes, but with the inputs and outputs that `name` must have."""
    inputs, outputs = GRAPHS[name]
    named = [(11, text) for text in inputs] + [(12, text) for text in outputs]
    graph = b"".join(_field(number, _field(1, text.encode())) for number, text in named)
    return b"\x08\x0a" + _field(7, graph + _field(5, bytes(5000))) + _field(8, b"\x10\x11")


def write_graphs(folder: Path) -> Path:
    """The three graphs of an ONNX set."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in GRAPHS:
        (folder / name).write_bytes(onnx_graph(name))
    return folder


def until(is_so: Callable[[], bool], within_s: float = 20.0) -> None:
    """Return once `is_so`; fail when it never is."""
    pace, end = threading.Event(), time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        pace.wait(0.01)


def flip(path: Path, place: int) -> None:
    """Change one byte; a negative place counts from the end."""
    data = bytearray(path.read_bytes())
    data[place] ^= 0x5A
    path.write_bytes(data)


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _varint(value: int) -> bytes:
    coded = b""
    while value > 0x7F:
        coded += bytes([value & 0x7F | 0x80])
        value >>= 7
    return coded + bytes([value])
