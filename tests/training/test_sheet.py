"""Contact sheets."""

from __future__ import annotations

import numpy as np
import pytest

from moebius_core.errors import BadInputError
from moebius_core.training.sheet import contact_sheet


def test_pictures_lie_in_rows_with_gaps() -> None:
    pictures = [np.full((4, 6, 3), each, np.uint8) for each in range(3)]

    sheet = contact_sheet(pictures, gap=2)

    assert sheet.shape == (14, 18, 3)
    assert np.array_equal(sheet[2:6, 2:8], pictures[0])
    assert np.array_equal(sheet[2:6, 10:16], pictures[1])
    assert np.array_equal(sheet[8:12, 2:8], pictures[2])
    assert (sheet[8:12, 10:16] == 128).all()
    assert (sheet[:2] == 128).all()


def test_none_or_different_sizes_are_refused() -> None:
    with pytest.raises(BadInputError, match="at least one"):
        contact_sheet([])
    with pytest.raises(BadInputError, match="one size"):
        contact_sheet([np.zeros((4, 4, 3), np.uint8), np.zeros((4, 5, 3), np.uint8)])


def test_the_number_of_columns_can_be_given() -> None:
    pictures = [np.full((4, 6, 3), value, np.uint8) for value in range(4)]
    sheet = contact_sheet(pictures, columns=4, gap=1)
    assert sheet.shape == (6, 29, 3)
    assert sheet[2, [2, 9, 16, 23], 0].tolist() == [0, 1, 2, 3]
