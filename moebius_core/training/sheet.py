"""Many small pictures on one, to look at."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from moebius_core.arrays import Image
from moebius_core.errors import BadInputError

_GAP = 8
_GREY = 128


def contact_sheet(
    pictures: Sequence[Image], *, columns: int | None = None, gap: int = _GAP
) -> Image:
    """The pictures in rows, on grey.

    Args:
        pictures: (H, W, 3) uint8 each, all of one size.
        columns: Pictures in a row; None: as many as there are rows, or one more.
        gap: Pixels between and around them.

    Raises:
        BadInputError: none, or of different sizes.
    """
    if not pictures:
        raise BadInputError("A contact sheet needs at least one picture.")
    if len({picture.shape for picture in pictures}) > 1:
        raise BadInputError("The pictures of a contact sheet must be of one size.")
    columns = columns or math.ceil(math.sqrt(len(pictures)))
    rows = math.ceil(len(pictures) / columns)
    height, width = pictures[0].shape[:2]
    sheet = np.full(
        (rows * (height + gap) + gap, columns * (width + gap) + gap, 3), _GREY, np.uint8
    )
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        top, left = gap + row * (height + gap), gap + column * (width + gap)
        sheet[top : top + height, left : left + width] = picture
    return sheet
