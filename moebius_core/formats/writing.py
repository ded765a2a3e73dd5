"""From pixels and metadata to a file's bytes: one function a kind."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage, Image, size_of, to_8_bit
from moebius_core.errors import SaveError, UnsupportedPhotoError
from moebius_core.formats import colour, deep_png, exif, heif, jpeg, limits, pixels, png, tiff_write
from moebius_core.formats.decoded import Facts, Plane
from moebius_core.formats.kinds import FileKind
from moebius_core.formats.metadata import Metadata

Parts = Sequence[bytes | memoryview]
DEFAULT_QUALITY = 95
_ENCODING_ERRORS = (
    *(OSError, ValueError, TypeError, SyntaxError, RuntimeError),
    *(MemoryError, OverflowError, struct.error),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Job:
    """What is to be written."""

    pixels: DeepImage
    alpha: Plane | None
    facts: Facts
    """Of the file the pixels came from."""
    metadata: Metadata
    """Already prepared."""
    quality: int | None
    notes: list[str]
    """Grows by a sentence for everything that is converted or lost."""

    @property
    def is_grey(self) -> bool:
        """Whether to write one channel."""
        return self.facts.is_grey

    @property
    def is_deep(self) -> bool:
        return self.pixels.dtype == np.uint16

    def shallow(self, kind: FileKind) -> tuple[Image, NDArray[np.uint8] | None]:
        """Pixels and alpha in 8 bits, with a note when that loses depth."""
        if self.is_deep:
            self.notes.append(
                f"{kind.value} holds 8 bits per channel: the 16-bit photo was reduced."
            )
        alpha = None if self.alpha is None else to_8_bit(self.alpha)
        return to_8_bit(self.pixels), alpha


def encode(job: Job, kind: FileKind) -> Parts:
    """The bytes of a file of `kind`, in parts.

    Raises:
        UnsupportedPhotoError: the kind cannot be written, or not in this size.
        SaveError: the encoder failed.
    """
    writer = _WRITERS.get(kind)
    if writer is None:
        raise UnsupportedPhotoError(
            f"{kind.value} files cannot be written here.",
            _INSTEAD,
        )
    limits.check(kind, size_of(job.pixels))
    job = replace(job, facts=replace(job.facts, is_grey=_is_written_grey(job, kind)))
    _note_losses(job, kind)
    job = replace(job, metadata=replace(job.metadata, icc=_fitting_profile(job, kind)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return writer(job)
    except _ENCODING_ERRORS as error:
        raise SaveError(f"The photo could not be encoded as {kind.value}: {error}.") from error


def _is_written_grey(job: Job, kind: FileKind) -> bool:
    """Whether one channel holds all of it. A grey PNG must not have a profile for colours."""
    is_grey = job.facts.is_grey and pixels.has_equal_channels(job.pixels)
    has_colour_profile = colour.space_of(job.metadata.icc) == colour.RGB_SPACE
    return is_grey and not (kind is FileKind.PNG and has_colour_profile)


def _fitting_profile(job: Job, kind: FileKind) -> bytes:
    """The colour profile, unless it is for another colour space than the one written."""
    space = colour.space_of(job.metadata.icc)
    is_grey = job.is_grey and kind in _GREY_KINDS
    if space in (b"", colour.RGB_SPACE) or (space == colour.GREY_SPACE and is_grey):
        return job.metadata.icc
    job.notes.append(
        "The colour profile does not fit the way the colours are stored and was left out."
    )
    return b""


def _note_losses(job: Job, kind: FileKind) -> None:
    """Sentences on what this kind of file cannot carry."""
    metadata, carried = job.metadata, _CARRIED[kind]
    is_ordinary = metadata.dpi is None or set(map(round, metadata.dpi)) <= _ORDINARY_DPI
    present = {
        "the colour profile": bool(metadata.icc),
        "EXIF": bool(metadata.exif),
        "XMP": bool(metadata.xmp),
        "IPTC": bool(metadata.photoshop),
        "the resolution": not is_ordinary,
        "comments": bool(metadata.comments),
        "PNG text and colour chunks": bool(metadata.png_chunks),
    }
    lost = [name for name, is_there in present.items() if is_there and name not in carried]
    if lost:
        job.notes.append(f"{kind.value} files cannot carry {', '.join(lost)}: left out.")
    if job.alpha is not None and kind not in _ALPHA_KINDS:
        job.notes.append(
            f"{kind.value} has no transparency: it was left out, the colours are untouched."
        )
    if job.alpha is not None and kind in _LOSSY_ALPHA_KINDS:
        job.notes.append(f"{kind.value} stores the transparency with small losses.")
    if job.facts.was_palette:
        job.notes.append("The palette picture is saved in full colour.")
    if job.facts.was_bilevel:
        job.notes.append("The black-and-white picture is saved with 256 levels of grey.")


def _jpeg(job: Job) -> Parts:
    values, _ = job.shallow(FileKind.JPEG)
    image = pixels.to_pillow(values, None, as_grey=job.is_grey)
    settings: dict[str, Any] = {"quality": job.quality or DEFAULT_QUALITY, "subsampling": 0}
    coding = job.facts.jpeg
    if coding is not None:
        sampling = _sampling(coding, job)
        settings["subsampling"] = sampling
        settings["progressive"] = coding.is_progressive
        if job.quality is None:
            del settings["quality"]
            settings["qtables"] = _tables(coding, channels=1 if job.is_grey else 3)
            settings["keep_rgb"] = coding.is_rgb
            settings["restart_marker_blocks"] = coding.restart_blocks
    if job.metadata.dpi:
        settings["dpi"] = tuple(min(65535, round(value)) for value in job.metadata.dpi)
    out = io.BytesIO()
    image.save(out, "JPEG", **settings)
    parts, notes = jpeg.with_metadata(out.getbuffer(), job.metadata)
    job.notes.extend(notes)
    return parts


def _sampling(coding: jpeg.JpegCoding, job: Job) -> int:
    if len(coding.sampling) == 1 or coding.is_rgb:
        return 0
    known = jpeg.PILLOW_SAMPLING.get(coding.sampling)
    if known is None:
        if len(set(coding.sampling)) > 1:
            job.notes.append(
                "The JPEG's unusual colour subsampling was replaced by full colour resolution."
            )
        return 0
    return known


def _tables(coding: jpeg.JpegCoding, *, channels: int) -> list[list[int]]:
    tables = [list(table) for table in coding.tables]
    if channels == 1 or len(tables) == 1:
        return tables[:1]
    return tables[:2] if tables[1] == tables[2] else tables


def _planes(job: Job) -> NDArray[Any]:
    """(H, W, channels) at the photo's own depth: grey, grey + alpha, RGB or RGBA."""
    colours = pixels.grey_of(job.pixels)[..., None] if job.is_grey else job.pixels
    return colours if job.alpha is None else np.dstack((colours, job.alpha))


def _png(job: Job) -> Parts:
    if job.is_deep:
        return deep_png.encode(_planes(job), job.metadata)
    return png.with_metadata(
        _by_pillow(job, FileKind.PNG, {"compress_level": _PNG_LEVEL}), job.metadata
    )


def _tiff(job: Job) -> Parts:
    return tiff_write.encode(
        _planes(job),
        job.metadata,
        has_alpha=job.alpha is not None,
        is_compressed=job.facts.is_compressed,
    )


def _webp(job: Job) -> Parts:
    is_lossless = job.quality is None and (
        job.facts.is_lossless or job.facts.kind is not FileKind.WEBP
    )
    quality = job.quality or DEFAULT_QUALITY
    settings = {"lossless": is_lossless, "exact": True, "method": 4}
    settings["quality"] = _LOSSLESS_EFFORT if is_lossless else quality
    return [_by_pillow(job, FileKind.WEBP, settings | _profiles(job))]


def _avif(job: Job) -> Parts:
    # Pillow rewrites an EXIF block that states an orientation, which would move the maker note.
    block = exif.without_orientation(job.metadata.exif)
    job = replace(job, metadata=replace(job.metadata, exif=block))
    settings = {"quality": job.quality or DEFAULT_QUALITY, "subsampling": "4:4:4"}
    return [_by_pillow(job, FileKind.AVIF, settings | _profiles(job))]


def _bmp(job: Job) -> Parts:
    dpi = job.metadata.dpi
    return [_by_pillow(replace(job, alpha=None), FileKind.BMP, {"dpi": dpi} if dpi else {})]


def _heic(job: Job) -> Parts:
    if not heif.can_write():
        raise UnsupportedPhotoError("HEIC files cannot be written by this installation.", _INSTEAD)
    values, alpha = job.shallow(FileKind.HEIC)
    image = pixels.to_pillow(values, alpha, as_grey=False)
    return [heif.encode(image, quality=job.quality or DEFAULT_QUALITY, **_profiles(job))]


def _profiles(job: Job) -> dict[str, bytes]:
    """EXIF, XMP and ICC as Pillow takes them, where present."""
    named = {
        "exif": job.metadata.exif,
        "xmp": job.metadata.xmp,
        "icc_profile": job.metadata.icc,
    }
    return {name: content for name, content in named.items() if content}


def _by_pillow(job: Job, kind: FileKind, settings: Mapping[str, Any]) -> memoryview:
    values, alpha = job.shallow(kind)
    image = pixels.to_pillow(values, alpha, as_grey=job.is_grey)
    if image.mode == "RGBX":
        image = image.convert("RGB")
    out = io.BytesIO()
    image.save(out, kind.value.upper(), **settings)
    return out.getbuffer()


_WRITERS: dict[FileKind, Callable[[Job], Parts]] = {
    FileKind.JPEG: _jpeg,
    FileKind.PNG: _png,
    FileKind.TIFF: _tiff,
    FileKind.WEBP: _webp,
    FileKind.AVIF: _avif,
    FileKind.BMP: _bmp,
    FileKind.HEIC: _heic,
}
WRITTEN = frozenset(_WRITERS)
"""Kinds that can be written, HEIC only where the extra is installed."""
_INSTEAD = "Save as PNG or TIFF (exact) or JPEG instead."
_LOSSLESS_EFFORT = 60
_PNG_LEVEL = 3
"""On photos no larger than the usual 6, in a third of the time."""
_ORDINARY_DPI = {72, 96}
_DEEP_KINDS = frozenset({FileKind.PNG, FileKind.TIFF})
_LOSSY_ALPHA_KINDS = frozenset({FileKind.AVIF, FileKind.HEIC})
_ALPHA_KINDS = _DEEP_KINDS | _LOSSY_ALPHA_KINDS | {FileKind.WEBP}
_GREY_KINDS = frozenset({*_DEEP_KINDS, FileKind.JPEG, FileKind.BMP})
_PICTURE_ONLY = frozenset({"the colour profile", "EXIF", "XMP"})
_FULL = _PICTURE_ONLY | {"IPTC", "the resolution"}
_CARRIED: dict[FileKind, frozenset[str]] = {
    FileKind.JPEG: _FULL | {"comments"},
    FileKind.PNG: _FULL | {"PNG text and colour chunks"},
    FileKind.TIFF: _FULL,
    FileKind.WEBP: _PICTURE_ONLY,
    FileKind.AVIF: _PICTURE_ONLY,
    FileKind.HEIC: _PICTURE_ONLY,
    FileKind.BMP: frozenset({"the resolution"}),
}


def keeps(kind: FileKind, *, is_deep: bool, has_alpha: bool) -> bool:
    """Whether files of `kind` are written here with exactly this depth and transparency."""
    keeps_depth = not is_deep or kind in _DEEP_KINDS
    keeps_alpha = not has_alpha or kind in _ALPHA_KINDS - _LOSSY_ALPHA_KINDS
    return kind in _KEPT_KINDS and keeps_depth and keeps_alpha


_KEPT_KINDS = WRITTEN - {FileKind.HEIC}
"""HEIC is written only when asked for: a photo opened from one goes on as PNG, without loss."""
