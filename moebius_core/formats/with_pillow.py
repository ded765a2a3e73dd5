"""Decoding with Pillow: every kind that it reads at full depth."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage, Image
from moebius_core.errors import UnreadablePhotoError, UnsupportedPhotoError
from moebius_core.formats import colour, pixels
from moebius_core.formats.decoded import Plane, Source
from moebius_core.formats.kinds import FileKind
from moebius_core.geometry import Size

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage
    from PIL.ImageFile import ImageFile

DECODING_ERRORS = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(EOFError, OverflowError, ZeroDivisionError, RuntimeError, struct.error, zlib.error),
)
"""What the libraries raise on files that are not what they say."""


@dataclass(frozen=True, eq=False)
class Raster:
    """Pixels as they lie in the file, not yet upright."""

    pixels: DeepImage
    alpha: Plane | None
    is_grey: bool
    icc: bytes
    notes: tuple[str, ...]
    was_palette: bool = False
    was_bilevel: bool = False
    is_converted: bool = False
    """The colours were converted to sRGB."""


class _PillowLimit:
    """Pillow's global pixel limit, lifted while we decode (we have our own) and put back after.

    It counts, so that threads that decode at the same time do not restore it for each other.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._own: int | None = None

    @contextmanager
    def lifted(self) -> Generator[None]:
        from PIL import Image as Pillow

        with self._lock:
            if not self._users:
                self._own, Pillow.MAX_IMAGE_PIXELS = Pillow.MAX_IMAGE_PIXELS, None
            self._users += 1
        try:
            yield
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    Pillow.MAX_IMAGE_PIXELS = self._own


_OWN_LIMIT = _PillowLimit()


@contextmanager
def opened(source: Source, kind: FileKind) -> Generator[ImageFile]:
    """The file in Pillow, header read and size checked; Pillow's own limits stay untouched.

    Raises:
        UnreadablePhotoError: damaged or cut off.
        PhotoTooLargeError: more pixels than allowed.
    """
    with undamaged(source, kind):
        image = _plugin(kind)(io.BytesIO(source.data))
    with image:
        source.check_size(Size(*image.size))
        yield image


@contextmanager
def undamaged(source: Source, kind: FileKind) -> Generator[None]:
    """Turn whatever a decoder raises into one sentence about the file; its warnings are hushed."""
    try:
        with warnings.catch_warnings(), _OWN_LIMIT.lifted():
            warnings.simplefilter("ignore")
            yield
    except MemoryError as error:
        raise UnreadablePhotoError(
            f"{source.name} does not fit into this computer's memory."
        ) from error
    except DECODING_ERRORS as error:
        is_short = any(words in str(error) for words in ("truncated", "not enough image data"))
        raise damaged(source, kind, cut_off=is_short) from error


def damaged(source: Source, kind: FileKind, *, cut_off: bool) -> UnreadablePhotoError:
    """The error for a file that cannot be decoded to its end."""
    if cut_off or is_cut_off(source.data, kind):
        return UnreadablePhotoError(
            f"{source.name} is cut off: the {kind.value} file ends before the picture does.",
            "Copy or download it again.",
        )
    return UnreadablePhotoError(
        f"{source.name} is damaged: it begins like a {kind.value} file but cannot be decoded.",
        "Copy or download it again.",
    )


def is_cut_off(data: bytes, kind: FileKind) -> bool:
    """Whether a file that failed to decode lacks its end."""
    if kind is FileKind.JPEG:
        return b"\xff\xd9" not in data[-65536:]
    if kind is FileKind.PNG:
        return b"IEND" not in data[-65536:]
    if kind is FileKind.GIF:
        return not data.rstrip(b"\0").endswith(b";")
    if kind is FileKind.WEBP:
        return len(data) < 12 or struct.unpack_from("<I", data, 4)[0] + 8 > len(data)
    if kind is FileKind.BMP:
        return len(data) < 26 or struct.unpack_from("<I", data, 2)[0] > len(data)
    if kind in (FileKind.AVIF, FileKind.HEIC):
        return _boxes_overrun(data)
    return False


def raster_of(image: ImageFile, source: Source, kind: FileKind, *, icc: bytes) -> Raster:
    """The first frame's pixels, whatever mode Pillow opened it in."""
    with undamaged(source, kind):
        image.load()
        if image.mode.startswith("I;16"):
            grey = np.asarray(image).astype(np.uint16, copy=False)
            return Raster(pixels.from_grey(grey), None, is_grey=True, icc=icc, notes=())
        if image.mode in ("I", "F"):
            raise too_deep(source)
        return _eight_bit(image, icc)


def jpeg_colours(source: Source, size: Size) -> Image:
    """The pixels of a three-channel JPEG, (H, W, 3) RGB.

    The same decoder that `raster_of` ends in, but into memory that numpy owns: that saves a copy
    of the whole picture, and a third of the time.
    """
    import cv2
    from PIL import Image as Pillow

    with undamaged(source, FileKind.JPEG):
        quads = np.empty((size.height, size.width, 4), np.uint8)
        image = Pillow.frombuffer("RGBX", size, quads, "raw", "RGBX", 0, 1)
        image.frombytes(source.data, "jpeg", "RGBX", "")
        out = np.empty((size.height, size.width, 3), np.uint8)
        cv2.cvtColor(quads, cv2.COLOR_RGBA2RGB, dst=out)
    return out


def raster_from_array(found: NDArray[Any], *, is_grey: bool, icc: bytes) -> Raster:
    """(H, W), (H, W, 1..4) samples as a raster; a second or fourth channel is alpha.

    Args:
        found: uint8 or uint16 grey, grey + alpha, RGB or RGBA.
        is_grey: Whether the file is grey, even if the decoder repeated the channel.
        icc: The file's profile.
    """
    alpha: Plane | None = None
    if found.ndim == 3 and found.shape[2] in (2, 4):
        alpha = np.ascontiguousarray(found[:, :, -1])
        found = found[:, :, :-1]
    if found.ndim == 2 or found.shape[2] == 1:
        colours = pixels.from_grey(found.reshape(found.shape[:2]))
    else:
        colours = np.ascontiguousarray(found)
    return Raster(colours, alpha, is_grey=is_grey, icc=icc, notes=())


def too_deep(source: Source) -> UnsupportedPhotoError:
    """The error for samples of 32 bits and more, signed or floating."""
    return UnsupportedPhotoError(
        f"{source.name} holds 32-bit, signed or floating-point values, which are not supported.",
        "Convert it to 16 bits per channel first.",
    )


def _eight_bit(image: PillowImage, icc: bytes) -> Raster:
    notes: list[str] = []
    was_palette, was_bilevel = image.mode in ("P", "PA"), image.mode == "1"
    is_converted = image.mode in ("CMYK", "LAB")
    if is_converted:
        image, note = colour.to_srgb(image, icc)
        icc = colour.srgb_profile()
        notes.append(note)
    target = _target_mode(image)
    if image.mode != target:
        image = image.convert(target)
    values = pixels.from_pillow(image)
    is_grey = target in ("L", "LA")
    alpha: Plane | None = None
    if target in ("LA", "RGBA"):
        alpha = np.ascontiguousarray(values[:, :, -1])
        values = np.ascontiguousarray(values[:, :, :-1])
    if is_grey:
        values = pixels.from_grey(values.reshape(values.shape[:2]))
    return Raster(
        pixels=values,
        alpha=alpha,
        is_grey=is_grey,
        icc=icc,
        notes=tuple(notes),
        was_palette=was_palette,
        was_bilevel=was_bilevel,
        is_converted=is_converted,
    )


def _target_mode(image: PillowImage) -> str:
    has_key = "transparency" in image.info
    if image.mode in ("1", "L"):
        return "LA" if has_key else "L"
    if image.mode in ("LA", "La"):
        return "LA"
    if image.mode in ("PA", "RGBA", "RGBa"):
        return "RGBA"
    return "RGBA" if has_key and image.mode in ("P", "RGB") else "RGB"


def _plugin(kind: FileKind) -> Callable[[io.BytesIO], ImageFile]:
    """Pillow's reader for a kind. Used directly: `Image.open` would apply its global limit."""
    if kind is FileKind.JPEG:
        from PIL.JpegImagePlugin import JpegImageFile as Plugin
    elif kind is FileKind.PNG:
        from PIL.PngImagePlugin import PngImageFile as Plugin
    elif kind is FileKind.TIFF:
        from PIL.TiffImagePlugin import TiffImageFile as Plugin
    elif kind is FileKind.WEBP:
        from PIL.WebPImagePlugin import WebPImageFile as Plugin
    elif kind is FileKind.BMP:
        from PIL.BmpImagePlugin import BmpImageFile as Plugin
    elif kind is FileKind.GIF:
        from PIL.GifImagePlugin import GifImageFile as Plugin
    else:
        from PIL.AvifImagePlugin import AvifImageFile as Plugin
    return Plugin


def _boxes_overrun(data: bytes) -> bool:
    at = 0
    while at + 8 <= len(data):
        length = struct.unpack_from(">I", data, at)[0]
        if length == 1 and at + 16 <= len(data):
            length = struct.unpack_from(">Q", data, at + 8)[0]
        if length == 0:
            return False
        if length < 8:
            return False
        at += length
    return at != len(data)
