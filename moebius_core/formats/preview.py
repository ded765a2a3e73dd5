"""A small version of a JPEG in a fraction of the time: the decoder shrinks before it transforms."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from moebius_core.arrays import Image
from moebius_core.errors import MoebiusError
from moebius_core.formats import exif, jpeg, pixels
from moebius_core.formats.decoded import Source
from moebius_core.formats.kinds import FileKind, kind_of
from moebius_core.formats.with_pillow import opened, undamaged
from moebius_core.geometry import Size


@dataclass(frozen=True, eq=False)
class Preview:
    """What a photo looks like, before it has been decoded in full."""

    pixels: Image = field(repr=False)
    """(h, w, 3) uint8, upright."""
    size: Size
    """Of the photo itself, upright."""
    icc: bytes = field(repr=False)
    """The file's profile; empty where it has none."""


def preview(data: bytes, longest_px: int) -> Preview | None:
    """The photo at 1/2, 1/4 or 1/8 of its size, as long as it stays `longest_px` or more.

    Args:
        data: The file's content.
        longest_px: What the longer side should have at least, where the photo has that many.

    Returns:
        None where this is no quicker than opening the photo (another kind than an RGB or grey
        JPEG) or where the file is damaged: opening it tells what is wrong.
    """
    if kind_of(data) is not FileKind.JPEG:
        return None
    source = Source(data, "The photo", None)
    try:
        header = jpeg.read_header(data)
        with opened(source, FileKind.JPEG) as image, undamaged(source, FileKind.JPEG):
            if image.mode not in ("RGB", "L"):
                return None
            full = Size(*image.size)
            longest = max(full)
            image.draft(
                image.mode,
                (
                    -(-full.width * longest_px // longest),
                    -(-full.height * longest_px // longest),
                ),
            )
            image.load()
            small = np.asarray(image if image.mode == "RGB" else image.convert("RGB"))
    except MoebiusError:
        return None
    orientation = exif.orientation_of(header.metadata.exif)
    turned = Size(full.height, full.width) if orientation >= 5 else full
    return Preview(pixels.upright(small, orientation), turned, header.metadata.icc)
