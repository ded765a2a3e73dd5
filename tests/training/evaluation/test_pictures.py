"""The contact sheet: a row a picture, a column an engine."""

from __future__ import annotations

import numpy as np

from moebius_core.training.evaluation import Case, Sheet

HEAD, GAP, CELL = 24, 8, 64


def plain(value: int, width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), value, np.uint8)


def cell(sheet: np.ndarray, row: int, column: int) -> np.ndarray:
    top, left = HEAD + GAP + row * (CELL + GAP), GAP + column * (CELL + GAP)
    return sheet[top : top + CELL, left : left + CELL]


def test_rows_and_columns_stand_where_they_belong() -> None:
    sheet = Sheet(["one", "two"], cell=CELL)
    wide = Case("wide", plain(10, 128, 64), np.full((64, 128), 255, np.uint8))
    small = Case("small", plain(20, 16, 16), np.zeros((16, 16), np.uint8))
    sheet.add(wide, {"one": plain(50, 128, 64), "two": plain(60, 128, 64)})
    sheet.add(small, {"two": plain(70, 16, 16)})

    drawn = sheet.drawn()

    assert drawn is not None
    assert drawn.shape == (HEAD + GAP + 2 * (CELL + GAP), GAP + 4 * (CELL + GAP), 3)
    middle = CELL // 2
    found = [
        [int(cell(drawn, row, column)[middle, middle, 0]) for column in range(4)] for row in (0, 1)
    ]
    assert found == [[10, 255, 50, 60], [20, 0, 128, 70]]
    assert (cell(drawn, 0, 0)[:15] == 128).all()  # a wide picture keeps its shape
    assert (drawn[:HEAD] > 200).any()  # names


def test_only_the_first_rows_are_kept() -> None:
    sheet = Sheet(["one"], rows=2, cell=CELL)
    for number in range(4):
        sheet.add(
            Case("a", plain(number, 16, 16), np.zeros((16, 16), np.uint8)),
            {"one": plain(number, 16, 16)},
        )
    drawn = sheet.drawn()
    assert drawn is not None
    assert drawn.shape[0] == HEAD + GAP + 2 * (CELL + GAP)
    assert Sheet(["one"]).drawn() is None
