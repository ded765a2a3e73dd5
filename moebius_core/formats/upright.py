"""The last step of reading: pixels turned upright, once, with everything made to fit."""

from __future__ import annotations

from dataclasses import replace

from moebius_core.formats import exif, jpeg, pixels
from moebius_core.formats.decoded import Decoded, Facts
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.with_pillow import Raster

_MAX_DPI = 65535


def finished(
    raster: Raster,
    facts: Facts,
    metadata: Metadata,
    notes: tuple[str, ...],
    *,
    is_upright: bool = False,
) -> Decoded:
    """A raster as it is handed on.

    Args:
        raster: Pixels as they lie in the file.
        facts: Of the file.
        metadata: As found; its EXIF says how the pixels lie.
        notes: Sentences so far.
        is_upright: The decoder has already obeyed the orientation.
    """
    stated = exif.orientation_of(metadata.exif)
    orientation = 1 if is_upright else stated
    block = exif.set_srgb(metadata.exif) if raster.is_converted else metadata.exif
    dpi = _believable(metadata.dpi or exif.dpi_of(metadata.exif))
    coding = facts.jpeg
    return Decoded(
        pixels=pixels.upright(raster.pixels, orientation),
        alpha=None if raster.alpha is None else pixels.upright(raster.alpha, orientation),
        facts=replace(
            facts,
            is_grey=raster.is_grey,
            was_palette=raster.was_palette,
            was_bilevel=raster.was_bilevel,
            jpeg=None if coding is None else jpeg.turned(coding, orientation),
        ),
        metadata=replace(
            metadata, icc=raster.icc, exif=block, dpi=dpi[::-1] if dpi and stated >= 5 else dpi
        ),
        notes=(*notes, *raster.notes),
    )


def _believable(dpi: tuple[float, float] | None) -> tuple[float, float] | None:
    """Without resolutions that only damage explains, and that other kinds cannot even state."""
    return dpi if dpi and all(1 <= value <= _MAX_DPI for value in dpi) else None
