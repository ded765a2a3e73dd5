"""What the student's interactive lambdas see: keys and values from the learned table. numpy only.

They depend on the checkpoint and on which ids a row has, never on the picture. A graph takes them
as constants of the two rows of guidance, or computes them from any ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np

from moebius_core.weights.folding import ROOT, batch_norm
from moebius_core.weights.layout import StudentLayout
from moebius_core.weights.prepared import Array, Prepared, Source

CONTEXT_TABLE = "context.table"


class ContextForm(Enum):
    """Where a graph has the keys and values from."""

    CONSTANT = "constant"
    """Made beforehand, for the rows of guidance: the deployed graph."""
    COMPUTED = "computed"
    """Computed from ids, for each row of the batch: the browser's graph."""


def context_rows(layout: StudentLayout) -> int:
    """Rows of guidance: 0 is what to paint, 1 what to stay away from."""
    return layout.embeddings // layout.context_length


def context_table(layout: StudentLayout) -> Prepared:
    """What stands for each id: the learned table after the layer that narrows it."""
    return Prepared(CONTEXT_TABLE, (layout.embeddings, layout.context_width), _table)


def interactive_context(
    layout: StudentLayout, name: str, key: str, width: int, form: ContextForm
) -> Iterator[Prepared]:
    """Keys and values of one interactive lambda, or the layers that make them.

    Args:
        name: Of the lambda in the graph.
        key: Of the lambda in the checkpoint.
        width: Channels of its level.
    """
    depth, length = width // layout.heads, layout.context_length
    if form is ContextForm.CONSTANT:
        rows = context_rows(layout)
        yield Prepared(f"{name}.keys", (rows, depth, length), lambda get: _keys(layout, get, key))
        yield Prepared(
            f"{name}.values", (rows, length, depth), lambda get: _values(layout, get, key)
        )
        return
    given = layout.context_width
    yield Prepared(f"{name}.k.weight", (given, depth), lambda get: get(f"{key}.to_k.weight").T)
    yield Prepared(f"{name}.v.weight", (given, depth), lambda get: _normed_values(get, key)[0])
    yield Prepared(f"{name}.v.bias", (depth,), lambda get: _normed_values(get, key)[1])


def _table(get: Source) -> Array:
    projected = get("embedding_layer.weight") @ get(f"{ROOT}encoder_hid_proj.weight").T
    return projected + get(f"{ROOT}encoder_hid_proj.bias")


def _context(layout: StudentLayout, get: Source) -> Array:
    """(rows, M, context width): a row for each kind of id."""
    rows, length = context_rows(layout), layout.context_length
    return _table(get)[: rows * length].reshape(rows, length, layout.context_width)


def _keys(layout: StudentLayout, get: Source, key: str) -> Array:
    keys = _context(layout, get) @ get(f"{key}.to_k.weight").T  # (rows, M, k)
    keys = np.exp(keys - keys.max(axis=1, keepdims=True))
    return (keys / keys.sum(axis=1, keepdims=True)).transpose(0, 2, 1)


def _values(layout: StudentLayout, get: Source, key: str) -> Array:
    gain, shift = batch_norm(get, f"{key}.norm_v")
    return _context(layout, get) @ get(f"{key}.to_v.weight").T * gain + shift


def _normed_values(get: Source, key: str) -> tuple[Array, Array]:
    """The values' layer (in, out) with the batch normalisation after it."""
    gain, shift = batch_norm(get, f"{key}.norm_v")
    return get(f"{key}.to_v.weight").T * gain, shift
