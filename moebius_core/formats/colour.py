"""CMYK and LAB to sRGB, through the photo's own profile where it has one (LittleCMS)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

GREY_SPACE, RGB_SPACE, CMYK_SPACE = b"GRAY", b"RGB ", b"CMYK"


class Converted(NamedTuple):
    """An sRGB image and the sentence that says how it came about."""

    image: PillowImage
    note: str


def to_srgb(image: PillowImage, icc: bytes) -> Converted:
    """A CMYK or LAB image as RGB in sRGB, relative colorimetric with black point compensation."""
    from PIL import ImageCms

    name = "LAB" if image.mode == "LAB" else "CMYK"
    try:
        if image.mode == "LAB":
            profile = ImageCms.createProfile("LAB")
            how = ""
        else:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(icc)) if icc else None
            how = " through its profile"
        if profile is not None:
            converted = ImageCms.profileToProfile(
                image,
                profile,
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            if converted is not None:
                return Converted(converted, f"{name} was converted to sRGB{how}.")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pass
    reason = "its profile is unusable" if icc else "it has no profile"
    note = f"{name} was converted to sRGB by a plain formula, since {reason}: colours may differ."
    return Converted(image.convert("RGB"), note)


def srgb_profile() -> bytes:
    """An sRGB profile to put into files whose pixels were converted."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def space_of(icc: bytes) -> bytes:
    """The colour space a profile is for: four letters, empty without a profile."""
    return icc[16:20]
