"""From a file's bytes to upright pixels and metadata: one function a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import UnreadablePhotoError, UnsupportedPhotoError
from moebius_core.formats import (
    bmp_gif,
    coded_colours,
    exif,
    heif,
    jpeg,
    pixels,
    png,
    raw,
    tiff,
    tiff_samples,
    webp,
    with_opencv,
)
from moebius_core.formats.decoded import Decoded, Facts, Source
from moebius_core.formats.kinds import FileKind, kind_of
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.tiff_structure import MalformedError
from moebius_core.formats.upright import finished
from moebius_core.formats.with_pillow import (
    DECODING_ERRORS,
    Raster,
    damaged,
    jpeg_colours,
    opened,
    raster_from_array,
    raster_of,
    too_deep,
    undamaged,
)
from moebius_core.geometry import Size

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_FIRST_FRAME = "The picture moves; only its first frame was opened."


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
    return _READERS[kind](source)


def _jpeg(source: Source) -> Decoded:
    header = jpeg.read_header(source.data)
    if header.frame and header.frame.bits != 8:
        raise UnsupportedPhotoError(
            f"{source.name} is a JPEG of {header.frame.bits} bits per channel; only 8 are read.",
            "Convert it to PNG or TIFF of 16 bits first.",
        )
    with opened(source, FileKind.JPEG) as image:
        tables = getattr(image, "quantization", {})
        if image.mode == "RGB":
            values = jpeg_colours(source, Size(*image.size))
            raster = raster_from_array(values, is_grey=False, icc=header.metadata.icc)
        else:
            raster = raster_of(image, source, FileKind.JPEG, icc=header.metadata.icc)
    facts = Facts(kind=FileKind.JPEG, is_lossless=False, jpeg=header.coding(tables))
    return finished(raster, facts, header.metadata, header.notes)


def _png(source: Source) -> Decoded:
    header = png.read_header(source.data)
    notes = (_FIRST_FRAME,) * header.is_animated
    has_plain_depth = header.colour_type == png.GREY and not header.transparent
    if header.bits == 16 and not has_plain_depth:
        raster = _deep_png(source, header)
    else:
        with opened(source, FileKind.PNG) as image:
            if header.transparent and header.colour_type == png.GREY and header.bits in (2, 4):
                # Pillow spreads these greys over 0..255, but not the transparent one.
                key = int.from_bytes(header.transparent[:2], "big")
                image.info["transparency"] = key * 255 // ((1 << header.bits) - 1)
            raster = raster_of(image, source, FileKind.PNG, icc=header.metadata.icc)
    return finished(raster, Facts(kind=FileKind.PNG), header.metadata, notes)


def _deep_png(source: Source, header: png.PngHeader) -> Raster:
    """16 bits with colour or transparency; OpenCV is asked only about files known to be whole."""
    size = Size(header.width, header.height)
    source.check_size(size)
    with_opencv.check_size(source, size)
    found = None
    if header.is_complete and png.has_all_pixels(source.data, header):
        found = with_opencv.decode(source.data)
    if found is None or found.dtype != np.uint16:
        raise damaged(source, FileKind.PNG, cut_off=False)
    is_grey = header.colour_type in (png.GREY, png.GREY_ALPHA)
    raster = raster_from_array(found, is_grey=is_grey, icc=header.metadata.icc)
    if not header.transparent:
        return raster
    key = np.frombuffer(header.transparent[: 2 if is_grey else 6], ">u2")
    opaque = (raster.pixels != key).any(axis=2)
    return replace(raster, alpha=np.where(opaque, np.uint16(65535), np.uint16(0)))


def _tiff(source: Source) -> Decoded:
    try:
        header = tiff.parse(source.data)
    except MalformedError as error:
        raise damaged(source, FileKind.TIFF, cut_off=True) from error
    if tiff.is_raw(header):
        if tiff.is_cut_off(header):  # LibRaw would print on standard error
            raise damaged(source, FileKind.RAW, cut_off=True)
        return raw.read(source)
    if tiff.is_cut_off(header):  # and so would libtiff
        raise damaged(source, FileKind.TIFF, cut_off=True)
    if header.is_too_deep:
        raise too_deep(source)
    if header.is_packed_strangely:  # libtiff would print
        raise UnsupportedPhotoError(
            f"{source.name} is a TIFF with a kind of compression that is not read here "
            f"(number {header.number(tiff.COMPRESSION, 1)}).",
            "Save it with LZW, deflate or no compression first.",
        )
    if header.photometric == tiff.CMYK and header.alpha_kind in (
        tiff.ASSOCIATED,
        tiff.UNASSOCIATED,
    ):
        raise UnsupportedPhotoError(
            f"{source.name} is a CMYK TIFF with transparency, which is not read here.",
            "Convert it to RGB, or flatten it, first.",
        )
    metadata = tiff.metadata_of(header)
    notes: list[str] = []
    if header.pages > 1:
        notes.append(f"The file has {header.pages} pages; only the first was opened.")
    if header.alpha_kind == 0 or header.extra_channels > 1:
        notes.append("The file has further channels without a stated meaning; they were not kept.")
    if header.alpha_kind == tiff.ASSOCIATED:
        notes.append("The transparency was multiplied into the colours; they were separated.")
    facts = Facts(
        kind=FileKind.TIFF,
        is_compressed=header.number(tiff.COMPRESSION, 1) != tiff.NO_COMPRESSION,
    )
    if header.is_plain:
        raster = _plain_tiff(source, header, metadata.icc)
        return finished(raster, facts, metadata, tuple(notes))
    if header.layout.is_big and header.layout.order == ">":
        raise UnsupportedPhotoError(
            f"{source.name} is a big-endian BigTIFF of 8 bits, which is not read here.",
            "Convert it to an ordinary TIFF or PNG first.",
        )
    with opened(source, FileKind.TIFF) as image:
        raster = raster_of(image, source, FileKind.TIFF, icc=metadata.icc)
    if set(header.numbers(tiff.BITS)) == {12}:
        raster = replace(raster, pixels=pixels.stretched(raster.pixels.astype(np.uint16), 12))
    if raster.is_converted and 16 in header.numbers(tiff.BITS):
        notes.append("The 16-bit CMYK was converted with 8 bits per channel.")
    # Pillow turns a TIFF upright by itself while loading.
    return finished(raster, facts, metadata, tuple(notes), is_upright=True)


def _plain_tiff(source: Source, header: tiff.TiffHeader, icc: bytes) -> Raster:
    source.check_size(Size(header.number(tiff.WIDTH, 0), header.number(tiff.HEIGHT, 0)))
    with undamaged(source, FileKind.TIFF):
        samples = tiff_samples.read(header)
    if header.photometric == tiff.WHITE_IS_ZERO:
        samples[:, :, 0] = np.iinfo(samples.dtype).max - samples[:, :, 0]
    colours = samples.shape[2] - header.extra_channels
    has_alpha = header.alpha_kind in (tiff.ASSOCIATED, tiff.UNASSOCIATED)
    samples = samples[:, :, : colours + has_alpha]
    if header.alpha_kind == tiff.ASSOCIATED:
        samples = _separated(samples)
    return raster_from_array(samples, is_grey=colours == 1, icc=icc)


def _separated(samples: NDArray[Any]) -> NDArray[Any]:
    """Colours divided by their alpha, rounded; (H, W, colours + 1)."""
    out = samples.copy()
    top = np.iinfo(samples.dtype).max
    for row in range(samples.shape[0]):
        alpha = np.maximum(samples[row, :, -1:].astype(np.uint64), 1)
        colours = samples[row, :, :-1].astype(np.uint64)
        out[row, :, :-1] = np.minimum((colours * top + alpha // 2) // alpha, top)
    return out


def _webp(source: Source) -> Decoded:
    header = webp.read_header(source.data)
    notes = (_FIRST_FRAME,) * header.is_animated
    with opened(source, FileKind.WEBP) as image:
        raster = raster_of(image, source, FileKind.WEBP, icc=header.metadata.icc)
    facts = Facts(kind=FileKind.WEBP, is_lossless=header.is_lossless)
    return finished(raster, facts, header.metadata, notes)


def _plain(source: Source, kind: FileKind) -> Decoded:
    """BMP and GIF, which say little besides their pixels."""
    with opened(source, kind) as image:
        dpi = image.info.get("dpi")
        comment = image.info.get("comment", b"")
        packet = bmp_gif.gif_xmp(source.data) if kind is FileKind.GIF else b""
        profile = bmp_gif.bmp_profile(source.data) if kind is FileKind.BMP else b""
        raster = raster_of(image, source, kind, icc=profile)
        notes = (_FIRST_FRAME,) * _moves(image)
    metadata = Metadata(
        xmp=packet,
        dpi=(float(dpi[0]), float(dpi[1])) if dpi and all(dpi) else None,
        comments=(comment,) if comment else (),
    )
    return finished(raster, Facts(kind=kind), metadata, notes)


def _moves(image: ImageFile) -> bool:
    """Whether there is a second frame, or the damaged beginning of one; the first is loaded."""
    try:
        return bool(getattr(image, "is_animated", False))
    except DECODING_ERRORS:
        return True


def _avif(source: Source) -> Decoded:
    bits = _avif_bits(source.data)
    with opened(source, FileKind.AVIF) as image:
        info = image.info
        notes = [_FIRST_FRAME] * (getattr(image, "n_frames", 1) > 1)
        width, height = image.size
        metadata = Metadata(
            icc=info.get("icc_profile") or b"",
            exif=exif.without_prefix(info.get("exif") or b""),
            xmp=info.get("xmp") or b"",
            png_chunks=() if info.get("icc_profile") else coded_colours.chunks_of(source.data),
        )
        notes += [coded_colours.NOTE] * bool(metadata.png_chunks)
        deep = None
        if bits > 8:
            deep = with_opencv.decode(source.data)
        if deep is not None and deep.dtype == np.uint16 and deep.shape[:2] == (height, width):
            spread = pixels.stretched(deep, bits)
            raster = raster_from_array(spread, is_grey=spread.ndim == 2, icc=metadata.icc)
        else:
            raster = raster_of(image, source, FileKind.AVIF, icc=metadata.icc)
            if bits > 8:
                notes.append(f"The {bits}-bit AVIF was reduced to 8 bits per channel.")
    facts = Facts(kind=FileKind.AVIF, is_lossless=False)
    return finished(raster, facts, metadata, tuple(notes))


def _avif_bits(data: bytes) -> int:
    """Bits per channel, from the codec's configuration box."""
    at = data.find(b"av1C")
    if at < 0 or at + 7 > len(data) or not data[at + 6] & 0x40:
        return 8
    return 12 if data[at + 6] & 0x20 else 10


_READERS: dict[FileKind, Callable[[Source], Decoded]] = {
    FileKind.JPEG: _jpeg,
    FileKind.PNG: _png,
    FileKind.TIFF: _tiff,
    FileKind.WEBP: _webp,
    FileKind.BMP: lambda source: _plain(source, FileKind.BMP),
    FileKind.GIF: lambda source: _plain(source, FileKind.GIF),
    FileKind.AVIF: _avif,
    FileKind.HEIC: heif.read,
    FileKind.RAW: raw.read,
}
