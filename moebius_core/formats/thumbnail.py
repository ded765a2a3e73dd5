"""A new thumbnail in the size of the old one."""

from __future__ import annotations

import io

from moebius_core.arrays import Image

_LONG_SIDE = 160
_QUALITIES = (85, 70, 50, 30)


def thumbnail_jpeg(source: Image, *, old: bytes, limit: int) -> bytes:
    """A small JPEG of `source`, at most `limit` bytes where any quality allows it.

    Args:
        source: (h, w, 3) uint8 picture.
        old: The thumbnail it replaces; its long side is kept where it can be read.
        limit: Bytes that the old one took.
    """
    from PIL import Image as PillowImage

    longest = _long_side(old)
    height, width = source.shape[:2]
    scale = longest / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = PillowImage.fromarray(source).resize(size, PillowImage.Resampling.BOX)
    encoded = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        small.save(out, "JPEG", quality=quality)
        encoded = out.getvalue()
        if len(encoded) <= limit:
            break
    return encoded


def _long_side(old: bytes) -> int:
    from PIL.JpegImagePlugin import JpegImageFile

    try:
        with JpegImageFile(io.BytesIO(old)) as image:
            return max(16, min(512, max(image.size)))
    except (OSError, SyntaxError, ValueError, IndexError):
        return _LONG_SIDE
