"""From pixels and metadata to a file's bytes: one function a kind."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage, Image, size_of
from moebius_core.errors import SaveError, UnsupportedPhotoError
from moebius_core.formats import colour, deep_png, jpeg, pixels, png
from moebius_core.formats.decoded import Facts, Plane
from moebius_core.formats.kinds import FileKind
from moebius_core.formats.metadata import Metadata

Parts = list[bytes]
DEFAULT_QUALITY = 95
_LONGEST_SIDE = {FileKind.JPEG: 65535, FileKind.WEBP: 16383, FileKind.AVIF: 65536}


@dataclass(frozen=True, kw_only=True)
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
        return self.facts.is_grey and pixels.has_equal_channels(self.pixels)

    @property
    def is_deep(self) -> bool:
        return self.pixels.dtype == np.uint16

    def shallow(self, kind: FileKind) -> tuple[Image, NDArray[np.uint8] | None]:
        """Pixels and alpha in 8 bits, with a note when that loses depth."""
        if self.is_deep:
            self.notes.append(
                f"{kind.value} holds 8 bits per channel: the 16-bit photo was reduced."
            )
        alpha = None if self.alpha is None else pixels.to_8_bit(self.alpha)
        return pixels.to_8_bit(self.pixels), alpha


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
            "Save as PNG or TIFF (exact) or JPEG instead.",
        )
    limit = _LONGEST_SIDE.get(kind)
    size = size_of(job.pixels)
    if limit is not None and max(size) > limit:
        raise UnsupportedPhotoError(
            f"{kind.value} holds at most {limit} pixels a side; this photo has {size}.",
            "Save as PNG or TIFF instead.",
        )
    try:
        return writer(job)
    except (OSError, ValueError, MemoryError) as error:
        raise SaveError(f"The photo could not be encoded as {kind.value}: {error}.") from error


def fitting_profile(metadata: Metadata, notes: list[str], *, is_grey: bool) -> bytes:
    """The colour profile, unless it is for another colour space than the one written."""
    space = colour.space_of(metadata.icc)
    if not metadata.icc or space == (colour.GREY_SPACE if is_grey else colour.RGB_SPACE):
        return metadata.icc
    if is_grey and space == colour.RGB_SPACE:
        return metadata.icc  # common, and readers apply it or leave it alone
    notes.append("The colour profile does not fit the way the colours are stored and was left out.")
    return b""


def _jpeg(job: Job) -> Parts:
    values, alpha = job.shallow(FileKind.JPEG)
    if alpha is not None:
        job.notes.append("JPEG has no transparency: it was left out, the colours are untouched.")
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
    parts, notes = jpeg.with_metadata(out.getvalue(), job.metadata)
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


def _png(job: Job) -> Parts:
    metadata = job.metadata
    if job.is_deep:
        colours = pixels.grey_of(job.pixels)[..., None] if job.is_grey else job.pixels
        planes = colours if job.alpha is None else np.dstack((colours, job.alpha))
        return deep_png.encode(planes.astype(np.uint16, copy=False), metadata)
    values, alpha = job.shallow(FileKind.PNG)
    image = pixels.to_pillow(values, alpha, as_grey=job.is_grey)
    out = io.BytesIO()
    (image.convert("RGB") if image.mode == "RGBX" else image).save(out, "PNG")
    return png.with_metadata(out.getvalue(), metadata)


_WRITERS: dict[FileKind, Callable[[Job], Parts]] = {FileKind.JPEG: _jpeg, FileKind.PNG: _png}
_DEEP_KINDS = frozenset({FileKind.PNG, FileKind.TIFF})
_ALPHA_KINDS = _DEEP_KINDS | {FileKind.WEBP, FileKind.AVIF}


def keeps(kind: FileKind, *, is_deep: bool, has_alpha: bool) -> bool:
    """Whether files of `kind` are written here with this depth and with transparency."""
    is_fine = not is_deep or kind in _DEEP_KINDS
    return kind in _WRITERS and is_fine and (not has_alpha or kind in _ALPHA_KINDS)
