"""From a file's bytes to upright pixels and metadata: one function a kind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from moebius_core.errors import UnreadablePhotoError, UnsupportedPhotoError
from moebius_core.formats import exif, jpeg, pixels, png, with_opencv
from moebius_core.formats.decoded import Decoded, Facts, Source
from moebius_core.formats.kinds import FileKind, kind_of
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.with_pillow import Raster, damaged, opened, raster_of
from moebius_core.geometry import Size


def decode(source: Source) -> Decoded:
    """Decode whatever the bytes are.

    Raises:
        UnreadablePhotoError: empty, no picture, damaged or cut off.
        UnsupportedPhotoError: a picture of a kind or depth that is not read here.
        PhotoTooLargeError: more pixels than allowed.
    """
    if not source.data:
        raise UnreadablePhotoError(f"{source.name} is empty: it has no content at all.")
    kind = kind_of(source.data)
    if kind is None:
        raise UnreadablePhotoError(
            f"{source.name} is not a picture of a known kind.",
            "Known are " + ", ".join(kind.value for kind in FileKind) + ".",
        )
    if kind is FileKind.JPEG:
        return _jpeg(source)
    if kind is FileKind.PNG:
        return _png(source)
    raise UnsupportedPhotoError(f"{source.name}: {kind.value} cannot be read.")


def finished(raster: Raster, facts: Facts, metadata: Metadata, notes: tuple[str, ...]) -> Decoded:
    """A raster turned upright, with its metadata made to fit."""
    orientation = exif.orientation_of(metadata.exif)
    block = exif.set_srgb(metadata.exif) if raster.is_converted else metadata.exif
    dpi = metadata.dpi[::-1] if metadata.dpi and orientation >= 5 else metadata.dpi
    coding = facts.jpeg and jpeg.turned(facts.jpeg, orientation)
    alpha = raster.alpha
    return Decoded(
        pixels=pixels.upright(raster.pixels, orientation),
        alpha=None if alpha is None else pixels.upright(alpha, orientation),
        facts=replace(
            facts,
            is_grey=raster.is_grey,
            was_palette=raster.was_palette,
            was_bilevel=raster.was_bilevel,
            jpeg=coding,
        ),
        metadata=replace(metadata, icc=raster.icc, exif=block, dpi=dpi),
        notes=(*notes, *raster.notes),
    )


def _jpeg(source: Source) -> Decoded:
    header = jpeg.read_header(source.data)
    if header.frame and header.frame.bits != 8:
        raise UnsupportedPhotoError(
            f"{source.name} is a JPEG of {header.frame.bits} bits per channel; only 8 are read.",
            "Convert it to PNG or TIFF of 16 bits first.",
        )
    with opened(source, FileKind.JPEG) as image:
        tables = getattr(image, "quantization", {})
        raster = raster_of(image, source, FileKind.JPEG, icc=header.metadata.icc)
    facts = Facts(kind=FileKind.JPEG, is_lossless=False, jpeg=header.coding(tables))
    return finished(raster, facts, header.metadata, header.notes)


def _png(source: Source) -> Decoded:
    header = png.read_header(source.data)
    notes = ("The picture moves; only its first frame was opened.",) * header.is_animated
    icc = header.metadata.icc
    needs_depth = header.bits == 16 and (header.colour_type != png.GREY or header.has_transparency)
    if needs_depth:
        source.check_size(Size(header.width, header.height))
        raster = _deep_png(source, header)
    else:
        with opened(source, FileKind.PNG) as image:
            raster = raster_of(image, source, FileKind.PNG, icc=icc)
    return finished(raster, Facts(kind=FileKind.PNG), header.metadata, notes)


def _deep_png(source: Source, header: png.PngHeader) -> Raster:
    found = None
    if header.is_complete:
        found = with_opencv.decode(source, width=header.width, height=header.height)
    if found is None or found.dtype != np.uint16:
        raise damaged(source, FileKind.PNG, cut_off=False)
    is_grey = header.colour_type in (png.GREY, png.GREY_ALPHA)
    return split_deep(found, is_grey=is_grey, icc=header.metadata.icc)


def split_deep(found: np.ndarray, *, is_grey: bool, icc: bytes) -> Raster:
    """16-bit grey, grey with alpha, RGB or RGBA as a raster."""
    alpha = None
    if found.ndim == 3 and found.shape[2] in (2, 4):
        alpha = np.ascontiguousarray(found[:, :, -1])
        found = found[:, :, :-1]
    if found.ndim == 2 or found.shape[2] == 1:
        colours = pixels.from_grey(found.reshape(found.shape[:2]))
    else:
        colours = np.ascontiguousarray(found)
    return Raster(colours, alpha, is_grey=is_grey, icc=icc, notes=())
