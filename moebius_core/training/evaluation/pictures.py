"""The contact sheet of an evaluation: photo, hole, and what each engine made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from moebius_core.arrays import Image, size_of
from moebius_core.training.evaluation.pairs import Case
from moebius_core.training.sheet import contact_sheet

_CELL_PX = 256
_MOST_ROWS = 16
_HEAD_PX = 24
_GAP_PX = 8
_GREY = 128
_LETTERS_PX = 0.5
"""Scale of OpenCV's letters, about 11 pixels high."""


class Sheet:
    """Gathers the first pictures of an evaluation; `add` is a `run.Watch`.

    Args:
        names: Of the engines, a column each.
        rows: Pictures at most.
        cell: Side in pixels that each picture fits into.
    """

    def __init__(
        self, names: Sequence[str], *, rows: int = _MOST_ROWS, cell: int = _CELL_PX
    ) -> None:
        self._names = tuple(names)
        self._rows = rows
        self._cell = cell
        self._cells: list[Image] = []

    def add(self, case: Case, fills: Mapping[str, Image]) -> None:
        """A row; engines without a fill leave theirs grey."""
        if len(self._cells) >= self._rows * (len(self._names) + 2):
            return
        hole = np.repeat(case.mask[..., None], 3, axis=2)
        self._cells += [self._fitted(case.image), self._fitted(hole)]
        self._cells += [
            self._fitted(fills[name]) if name in fills else self._empty() for name in self._names
        ]

    def drawn(self) -> Image | None:
        """The sheet, with the columns' names above; None without pictures."""
        if not self._cells:
            return None
        heads = ("photo", "hole", *self._names)
        body = contact_sheet(self._cells, columns=len(heads), gap=_GAP_PX)
        head = np.full((_HEAD_PX, body.shape[1], 3), _GREY, np.uint8)
        for number, text in enumerate(heads):
            left = _GAP_PX + number * (self._cell + _GAP_PX)
            shown = text.encode("ascii", "replace").decode()
            place = (left, _HEAD_PX - _GAP_PX)
            white = (255, 255, 255)
            strip = head[:, : left + self._cell]  # no name runs into the next one's
            cv2.putText(
                strip, shown, place, cv2.FONT_HERSHEY_SIMPLEX, _LETTERS_PX, white, 1, cv2.LINE_AA
            )
            head[:, : left + self._cell] = strip
        return np.concatenate([head, body])

    def _empty(self) -> Image:
        return np.full((self._cell, self._cell, 3), _GREY, np.uint8)

    def _fitted(self, picture: Image) -> Image:
        """In the middle of a cell, shrunk where it is larger."""
        size = size_of(picture)
        scale = min(1.0, self._cell / max(size))
        width, height = (max(1, round(side * scale)) for side in size)
        small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
        cell = self._empty()
        left, top = (self._cell - width) // 2, (self._cell - height) // 2
        cell[top : top + height, left : left + width] = small
        return cell
