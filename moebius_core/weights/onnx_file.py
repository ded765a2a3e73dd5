"""What an ONNX file says about itself: its inputs and outputs, read without onnxruntime.

The file is one protocol-buffers message. Only its frame is walked, so that a gigabyte of numbers
costs a few seeks, and a file that was cut off shows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moebius_core.errors import BadInputError

GRAPHS = {
    "unet.onnx": (("latent", "timesteps", "input_ids"), ("noise",)),
    "vae_encoder.onnx": (("image",), ("moments",)),
    "vae_decoder.onnx": (("latent",), ("image",)),
}
"""The files of an ONNX set, with the names of their inputs and outputs."""

_GRAPH, _INPUT, _OUTPUT, _VALUE_NAME = 7, 11, 12, 1
"""Field numbers of ModelProto, GraphProto and ValueInfoProto."""

_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_LONGEST_NAME = 1000


class _CutOffError(ValueError):
    """The frame leads out of the file, or is none."""


def check_graph(path: Path) -> None:
    """Raise BadInputError unless the file is whole and has the inputs and outputs of its name."""
    inputs, outputs = GRAPHS[path.name]
    try:
        given = _interface(path)
    except (_CutOffError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"{path.name} is no ONNX graph, or cut off.", "Download it again."
        ) from error
    if set(given.inputs) != set(inputs) or set(given.outputs) != set(outputs):
        raise BadInputError(
            f"{path.name} takes {_told(given.inputs)} and gives {_told(given.outputs)}, where "
            f"{_told(inputs)} and {_told(outputs)} are expected.",
            "Choose the folder of a Moebius network.",
        )


@dataclass
class _Interface:
    inputs: list[str]
    outputs: list[str]


def _interface(path: Path) -> _Interface:
    found = _Interface([], [])
    named = {_INPUT: found.inputs, _OUTPUT: found.outputs}
    has_graph = False
    with path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        for number, start, stop in _fields(file, 0, size):
            if number != _GRAPH:
                continue
            has_graph = True
            for inner, begin, end in _fields(file, start, stop):
                if inner in named:
                    named[inner].append(_name(file, begin, end))
    if not has_graph:
        raise _CutOffError
    return found


def _name(file: io.BufferedReader, start: int, stop: int) -> str:
    for number, begin, end in _fields(file, start, stop):
        if number == _VALUE_NAME and end - begin < _LONGEST_NAME:
            file.seek(begin)
            return file.read(end - begin).decode()
    raise _CutOffError


def _fields(file: io.BufferedReader, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Number, first and last byte of each field with a length; the others are passed over."""
    at = start
    while at < stop:
        file.seek(at)
        tag = _varint(file)
        number, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            _varint(file)
            at = file.tell()
        elif kind in (_FIXED64, _FIXED32):
            at = file.tell() + (8 if kind == _FIXED64 else 4)
        elif kind == _LENGTH:
            length = _varint(file)
            begin = file.tell()
            at = begin + length
            if at <= stop:
                yield number, begin, at
        else:
            raise _CutOffError
    if at != stop:
        raise _CutOffError


def _varint(file: io.BufferedReader) -> int:
    value = 0
    for shift in range(0, 70, 7):
        byte = file.read(1)
        if not byte:
            break
        value |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return value
    raise _CutOffError


def _told(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names) or "nothing"
