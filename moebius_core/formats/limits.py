"""How large a picture each kind of file can hold."""

from __future__ import annotations

from moebius_core.errors import UnsupportedPhotoError
from moebius_core.formats.kinds import FileKind
from moebius_core.geometry import Size

_LONGEST_SIDE = {FileKind.JPEG: 65500, FileKind.WEBP: 16383, FileKind.AVIF: 32768}
"""The first by libjpeg, the second by the format."""
_MOST_PIXELS = {FileKind.AVIF: 1 << 28}
"""Larger AVIF files can be written, but libavif, and so every browser, refuses to open them."""
_INSTEAD = "Save as PNG or TIFF instead."


def check(kind: FileKind, size: Size) -> None:
    """Raise UnsupportedPhotoError for a picture that is too large for files of `kind`."""
    longest, most = _LONGEST_SIDE.get(kind), _MOST_PIXELS.get(kind)
    if longest is not None and max(size) > longest:
        raise UnsupportedPhotoError(
            f"{kind.value} holds at most {longest} pixels a side; this photo has {size}.", _INSTEAD
        )
    if most is not None and size.area > most:
        raise UnsupportedPhotoError(
            f"{kind.value} holds at most {most // 10**6} megapixels; this photo has {size}.",
            _INSTEAD,
        )
