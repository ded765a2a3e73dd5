"""What a photo carries beside its pixels, and what of it is written again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

import numpy as np

from moebius_core.arrays import DeepImage, Image, size_of
from moebius_core.formats import exif, photoshop, xmp


class MetadataPolicy(Enum):
    """What a saved photo tells about how, when and where it was taken."""

    KEEP = "keep"
    NO_LOCATION = "no-location"
    STRIP = "strip"


class Chunk(NamedTuple):
    """One PNG chunk: its four-letter type and its content."""

    type: bytes
    data: bytes


PNG_COLOUR_CHUNKS = frozenset({b"cICP", b"sRGB", b"gAMA", b"cHRM", b"mDCV", b"cLLI"})


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Everything beside the pixels, in forms that do not depend on the file kind."""

    icc: bytes = b""
    """Colour profile; empty: none, which means sRGB."""

    exif: bytes = b""
    """EXIF block from its TIFF header on, without the "Exif" prefix that some files put before."""

    xmp: bytes = b""
    """XMP packet."""

    photoshop: bytes = b""
    """Photoshop image resources ("8BIM"...), where IPTC lives."""

    dpi: tuple[float, float] | None = None
    """Horizontal and vertical pixels per inch."""

    comments: tuple[bytes, ...] = ()
    """JPEG comments."""

    png_chunks: tuple[Chunk, ...] = ()
    """PNG colour and text chunks that have no counterpart above."""


class Prepared(NamedTuple):
    """Metadata ready to be written, and sentences on what was lost on the way."""

    metadata: Metadata
    notes: tuple[str, ...]


def prepare(metadata: Metadata, pixels: DeepImage, policy: MetadataPolicy) -> Prepared:
    """Metadata that fits `pixels` (upright, edited) and obeys `policy`.

    The orientation becomes 1, the stated size that of `pixels`, and thumbnails, which would still
    show what was removed, are made anew or taken out.
    """
    colour_chunks = tuple(c for c in metadata.png_chunks if c.type in PNG_COLOUR_CHUNKS)
    if policy is MetadataPolicy.STRIP:
        return Prepared(Metadata(icc=metadata.icc, png_chunks=colour_chunks), ())
    no_location = policy is MetadataPolicy.NO_LOCATION
    notes: list[str] = []
    size = size_of(pixels)
    block = packet = resources = b""
    if metadata.exif:
        found = exif.patched(
            metadata.exif,
            size=size,
            thumbnail_source=_small(pixels),
            drop_location=no_location,
        )
        block = found.block
        notes.extend(found.notes)
    if metadata.xmp:
        found_xmp = xmp.patched(metadata.xmp, size=size, drop_location=no_location)
        packet = found_xmp.packet
        notes.extend(found_xmp.notes)
    if metadata.photoshop:
        resources = photoshop.patched(metadata.photoshop, drop_location=no_location)
    chunks = metadata.png_chunks
    if no_location:
        chunks = tuple(c for c in chunks if c in colour_chunks or not names_a_place(c))
    kept = replace(metadata, exif=block, xmp=packet, photoshop=resources, png_chunks=chunks)
    return Prepared(kept, tuple(notes))


def names_a_place(chunk: Chunk) -> bool:
    """Whether a PNG text chunk's keyword says that it holds a place or a raw metadata profile."""
    keyword = chunk.data.split(b"\0", 1)[0].lower()
    words = (b"gps", b"location", b"latitude", b"longitude", b"city", b"country", b"raw profile")
    return any(word in keyword for word in words)


def _small(pixels: DeepImage) -> Image:
    """Every n-th pixel, a few times a thumbnail's size: cheap, and averaged later."""
    step = max(1, max(pixels.shape[:2]) // 1024)
    small = pixels[::step, ::step]
    shallow = small >> 8 if small.dtype == np.uint16 else small
    return np.ascontiguousarray(shallow, np.uint8)
