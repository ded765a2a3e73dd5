"""A model's file with its weights inside, piece by piece: they never lie in memory together.

A protocol-buffers message may name its fields in any order, and a repeated one anywhere: what is
small is serialised by onnx, and each weight follows as one more initialiser of the graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from onnx import ModelProto, TensorProto

from moebius_core.errors import BadInputError
from moebius_core.progress import Progress
from moebius_core.weights.prepared import Prepared, Source

LARGEST_BYTES = (1 << 31) - 1
"""Of a protocol-buffers message."""

_GRAPH, _INITIALIZER, _RAW_DATA = 7, 5, 9
"""Field numbers of ModelProto, GraphProto and TensorProto."""

_CHUNK = 1 << 22


def whole_size(model: ModelProto, tensors: Sequence[Prepared]) -> int:
    """Bytes of the file that `whole_file` makes.

    Raises:
        BadInputError: more than such a file can hold.
    """
    outer, graph = _without_weights(model)
    size = len(outer) + len(_field(_GRAPH, _graph_bytes(graph, tensors)))
    size += _graph_bytes(graph, tensors)
    if size > LARGEST_BYTES:
        raise BadInputError(
            f"The file would have {size / 1e9:.1f} GB, and an ONNX file holds 2.1 GB at most.",
            "Export smaller weights.",
        )
    return size


def whole_file(
    model: ModelProto, tensors: Sequence[Prepared], source: Source, progress: Progress
) -> Iterator[bytes | memoryview]:
    """The file's bytes, in order.

    Args:
        model: From `Graph.finished`, its weights in a file of their own.
        tensors: Those weights.
        source: Where their numbers come from.
        progress: 0..1 of the bytes; the place to cancel.
    """
    outer, graph = _without_weights(model)
    total = max(sum(tensor.bytes for tensor in tensors), 1)
    yield outer
    yield _field(_GRAPH, _graph_bytes(graph, tensors))
    yield graph
    done = 0
    for tensor in tensors:
        progress.report(done / total)
        head = _head(tensor)
        yield _field(_INITIALIZER, len(head) + tensor.bytes)
        yield head
        raw = tensor.made(source).reshape(-1).view(np.uint8).data
        for start in range(0, len(raw), _CHUNK):
            yield raw[start : start + _CHUNK]
            progress.report((done + start) / total)
        done += tensor.bytes
    progress.report(1.0)


def _without_weights(model: ModelProto) -> tuple[bytes, bytes]:
    """The model without its graph, and the graph with its small constants alone."""
    outer = ModelProto()
    outer.CopyFrom(model)
    inner = outer.graph
    constants = [each for each in inner.initializer if each.data_location != TensorProto.EXTERNAL]
    del inner.initializer[:]
    inner.initializer.extend(constants)
    graph = inner.SerializeToString(deterministic=True)
    outer.ClearField("graph")
    return outer.SerializeToString(deterministic=True), graph


def _graph_bytes(graph: bytes, tensors: Sequence[Prepared]) -> int:
    lengths = (len(_head(tensor)) + tensor.bytes for tensor in tensors)
    return len(graph) + sum(len(_field(_INITIALIZER, length)) + length for length in lengths)


def _head(tensor: Prepared) -> bytes:
    """An initialiser up to its numbers."""
    described = TensorProto(name=tensor.name, data_type=TensorProto.FLOAT, dims=tensor.shape)
    return described.SerializeToString(deterministic=True) + _field(_RAW_DATA, tensor.bytes)


def _field(number: int, length: int) -> bytes:
    """What stands before a field's bytes."""
    return _varint(number << 3 | 2) + _varint(length)


def _varint(value: int) -> bytes:
    coded = bytearray()
    while value > 0x7F:
        coded.append(value & 0x7F | 0x80)
        value >>= 7
    coded.append(value)
    return bytes(coded)
