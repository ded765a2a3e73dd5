"""Where a student's graph has its rows from: constants of guidance, or ids that come in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from moebius_core.export.graph import Graph
from moebius_core.weights.fold_context import CONTEXT_TABLE


class Context(Protocol):
    """Rows of context, and how many latents they belong to."""

    @property
    def batch(self) -> int:
        """1 for one latent, which all rows share; 0, for Reshape, where each row has its own."""
        ...

    def for_all_rows(self, x: str, width: int, side: int) -> str:
        """(B, C, H, W), of no row yet -> (R, C, H, W)."""
        ...

    def keys_and_values(self, name: str) -> tuple[str, str]:
        """Of the interactive lambda `name`: (R, k, M), softmaxed over M, and (R, M, v)."""
        ...


@dataclass(frozen=True)
class ConstantContext:
    """Rows of guidance by number, an input (R,): 0 what to paint, 1 what to stay away from."""

    g: Graph
    rows: str
    batch: int = 1

    def for_all_rows(self, x: str, width: int, side: int) -> str:
        g = self.g
        shape = g.op("Concat", g.op("Shape", self.rows), g.ints(width, side, side), axis=0)
        return g.op("Expand", x, shape)

    def keys_and_values(self, name: str) -> tuple[str, str]:
        g = self.g
        keys = g.op("Gather", g.weight(f"{name}.keys"), self.rows, axis=0)
        values = g.op("Gather", g.weight(f"{name}.values"), self.rows, axis=0)
        return keys, values


@dataclass(frozen=True)
class ComputedContext:
    """Ids of the learned table, an input (B, M), a row for each latent."""

    g: Graph
    ids: str
    batch: int = 0

    def for_all_rows(self, x: str, width: int, side: int) -> str:  # noqa: ARG002 - as it is
        return x

    def keys_and_values(self, name: str) -> tuple[str, str]:
        g = self.g
        keys = g.op("MatMul", self._seen, g.weight(f"{name}.k.weight"))  # (B, M, k)
        keys = g.transpose(g.op("Softmax", keys, axis=1), 0, 2, 1)
        values = g.op("MatMul", self._seen, g.weight(f"{name}.v.weight"))
        return keys, g.op("Add", values, g.weight(f"{name}.v.bias"))

    @cached_property
    def _seen(self) -> str:
        """(B, M, context width)."""
        return self.g.op("Gather", self.g.weight(CONTEXT_TABLE), self.ids, axis=0)
