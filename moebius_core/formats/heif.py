"""HEIC through pillow-heif (libheif), where the extra is installed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import UnsupportedPhotoError
from moebius_core.extras import how_to_get, is_bundled
from moebius_core.formats import coded_colours, exif, pixels
from moebius_core.formats.decoded import Decoded, Facts, Source
from moebius_core.formats.kinds import FileKind
from moebius_core.formats.metadata import Chunk, Metadata
from moebius_core.formats.upright import finished
from moebius_core.formats.with_pillow import raster_from_array, undamaged
from moebius_core.geometry import Size

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage


def read(source: Source) -> Decoded:
    """Decode the primary picture; libheif has already turned it upright.

    Raises:
        UnsupportedPhotoError: the extra is not installed.
    """
    try:
        import pillow_heif
    except ImportError as error:
        raise UnsupportedPhotoError(
            f"{source.name} is a HEIC photo, for which the extra “heif” is needed.",
            how_to_get("heif"),
        ) from error
    with undamaged(source, FileKind.HEIC):
        found = pillow_heif.open_heif(io.BytesIO(source.data), convert_hdr_to_8bit=False)
        source.check_size(Size(*found.size))
        info: dict[str, Any] = dict(found.info)
        bits = int(info.get("bit_depth", 8))
        values: NDArray[Any] = np.asarray(found)
        has_premultiplied = found.mode.startswith("RGBa")
    if values.dtype == np.uint16:
        values = pixels.stretched((values >> (16 - bits)).astype(np.uint16), bits)
    notes: list[str] = []
    if len(found) > 1:
        notes.append(f"The file holds {len(found)} pictures; only the main one was opened.")
    if has_premultiplied:
        notes.append("The transparency was stored multiplied into the colours.")
    coded = () if info.get("icc_profile") else _coded_colours(info)
    notes += [coded_colours.NOTE] * bool(coded)
    metadata = Metadata(
        png_chunks=coded,
        icc=info.get("icc_profile") or b"",
        exif=exif.without_prefix(info.get("exif") or b""),
        xmp=info.get("xmp") or b"",
    )
    raster = raster_from_array(values, is_grey=values.ndim == 2, icc=metadata.icc)
    facts = Facts(kind=FileKind.HEIC, is_lossless=False)
    return finished(raster, facts, metadata, tuple(notes), is_upright=True)


def _coded_colours(info: dict[str, Any]) -> tuple[Chunk, ...]:
    stated: dict[str, Any] = info.get("nclx_profile") or {}
    if not stated:
        return ()
    return coded_colours.chunks_for(
        int(stated["color_primaries"]), int(stated["transfer_characteristics"])
    )


def is_only_read() -> bool:
    """Whether this is the bundled program, which has no encoder: x265 is under the GPL."""
    return is_bundled()


def can_write() -> bool:
    """Whether pillow-heif is installed with an encoder."""
    if is_only_read():
        return False
    try:
        import pillow_heif
    except ImportError:
        return False
    return bool(pillow_heif.libheif_info().get("HEIF"))


def encode(
    image: PillowImage,
    *,
    quality: int,
    exif: bytes = b"",
    xmp: bytes = b"",
    icc_profile: bytes = b"",
) -> bytes:
    """A HEIC file of an 8-bit picture in full colour resolution."""
    import pillow_heif

    picture = image.convert("RGB") if image.mode == "RGBX" else image
    out = io.BytesIO()
    heif = pillow_heif.from_pillow(picture)
    heif.info.update(exif=exif or None, xmp=xmp or None, icc_profile=icc_profile or None)
    heif.save(out, quality=quality, chroma=444)
    return out.getvalue()
