"""Camera raw through rawpy (LibRaw), where the extra is installed."""

from __future__ import annotations

import io

from moebius_core.errors import UnreadablePhotoError, UnsupportedPhotoError
from moebius_core.extras import how_to_get
from moebius_core.formats import colour, jpeg, tiff
from moebius_core.formats.decoded import Decoded, Facts, Source
from moebius_core.formats.kinds import FileKind
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.tiff_structure import MalformedError
from moebius_core.formats.upright import finished
from moebius_core.formats.with_pillow import raster_from_array
from moebius_core.geometry import Size

DEVELOPED_NOTE = (
    "The camera raw was developed with the camera's white balance to 16 bits in sRGB; "
    "a raw developer gives more control."
)
_SRGB_GAMMA = (2.4, 12.92)


def read(source: Source) -> Decoded:
    """Develop the raw: camera white balance, automatic brightness, sRGB, 16 bits, upright.

    Raises:
        UnsupportedPhotoError: the extra is not installed, or LibRaw does not know the camera.
        UnreadablePhotoError: damaged.
    """
    try:
        import rawpy
    except ImportError as error:
        raise UnsupportedPhotoError(
            f"{source.name} is a camera raw photo, for which the extra “raw” is needed.",
            how_to_get("raw"),
        ) from error
    try:
        with rawpy.imread(io.BytesIO(source.data)) as found:
            source.check_size(Size(found.sizes.width, found.sizes.height))
            preview = _preview(found)
            values = found.postprocess(
                use_camera_wb=True,
                output_bps=16,
                output_color=rawpy.ColorSpace.sRGB,
                gamma=_SRGB_GAMMA,
            )
    except rawpy.LibRawFileUnsupportedError as error:
        raise UnsupportedPhotoError(
            f"{source.name} is a camera raw of a kind that LibRaw does not know.",
            "Develop it with the camera maker's program first.",
        ) from error
    except (rawpy.LibRawError, ValueError, OSError) as error:
        raise UnreadablePhotoError(
            f"{source.name} is damaged: it looks like a camera raw but cannot be developed.",
            "Copy it from the card again.",
        ) from error
    metadata = _metadata(source.data, preview)
    raster = raster_from_array(values, is_grey=False, icc=colour.srgb_profile())
    return finished(raster, Facts(kind=FileKind.RAW), metadata, (DEVELOPED_NOTE,), is_upright=True)


def _preview(found: object) -> bytes:
    """The embedded JPEG, which carries the camera's EXIF where the raw is no TIFF."""
    import rawpy

    try:
        thumbnail = found.extract_thumb()  # pyright: ignore[reportAttributeAccessIssue]
    except rawpy.LibRawError:
        return b""
    is_jpeg = thumbnail.format == rawpy.ThumbFormat.JPEG
    return bytes(thumbnail.data) if is_jpeg else b""


def _metadata(data: bytes, preview: bytes) -> Metadata:
    try:
        found = tiff.metadata_of(tiff.parse(data), keep_maker_note=False)
    except MalformedError:
        found = Metadata()
    if found.exif or not preview:
        return Metadata(exif=found.exif, xmp=found.xmp)
    return Metadata(exif=jpeg.read_header(preview).metadata.exif)
