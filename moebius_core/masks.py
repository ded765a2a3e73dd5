"""Masks from files, alpha channels and boxes, and how a mask of another size meets a photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from moebius_core.arrays import Mask, size_of, to_8_bit
from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.geometry import Rect, Size
from moebius_core.photo import DEFAULT_MAX_MEGAPIXELS, Photo

_ANCHORS = {
    "top-left": (0.0, 0.0),
    "top": (0.5, 0.0),
    "top-right": (1.0, 0.0),
    "left": (0.0, 0.5),
    "centre": (0.5, 0.5),
    "center": (0.5, 0.5),
    "right": (1.0, 0.5),
    "bottom-left": (0.0, 1.0),
    "bottom": (0.5, 1.0),
    "bottom-right": (1.0, 1.0),
}


@dataclass(frozen=True)
class Fit:
    """What to do with a mask whose size is not the photo's.

    Exact: refuse. Scale: stretch to the photo. Anchor: keep the mask's pixels and put them in a
    corner, on an edge or in the centre, cutting off what sticks out (a watermark that sits 40 px
    from the lower right corner of photos of any size).
    """

    scale: bool = False
    anchor: tuple[float, float] | None = None
    """(x, y) in 0..1: (1, 1) is the bottom right corner."""


EXACT = Fit()
SCALE = Fit(scale=True)


def parse_fit(text: str) -> Fit:
    """`exact`, `scale` or `anchor=top-left` (top, right, centre, bottom-right, ...).

    Raises:
        BadInputError: any other text.
    """
    rule, _, place = text.strip().lower().partition("=")
    if rule == "exact" and not place:
        return EXACT
    if rule == "scale" and not place:
        return SCALE
    if rule == "anchor" and place in _ANCHORS:
        return Fit(anchor=_ANCHORS[place])
    places = ", ".join(name for name in _ANCHORS if name != "center")
    raise BadInputError(
        f"“{text}” is not a fit rule.", f"Use exact, scale, or anchor= with one of {places}."
    )


def open_mask(
    source: Path | str | bytes, *, max_megapixels: float | None = DEFAULT_MAX_MEGAPIXELS
) -> Mask:
    """Read a mask from a picture: white or opaque is replaced, black or transparent kept.

    A picture with transparency (strokes on a clear layer) is read by its alpha channel, any other
    by its brightness. Masks from lossy formats are cut at 50 %, others keep their grey values.

    Args:
        source: A file's path, or the file's bytes.
        max_megapixels: As for `Photo.open`.

    Returns:
        (H, W) uint8.

    Raises:
        UnreadablePhotoError, UnsupportedPhotoError, PhotoTooLargeError: as `Photo.open`.
    """
    photo = Photo.open(source, max_megapixels=max_megapixels)
    if photo.alpha is not None and not (photo.alpha == photo.alpha[0, 0]).all():
        mask = to_8_bit(photo.alpha)
    else:
        mask = cv2.cvtColor(to_8_bit(photo.pixels), cv2.COLOR_RGB2GRAY)
    if not photo.facts.is_lossless:  # noise around edges is no soft mask
        mask = np.asarray(mask >= 128, np.uint8) * np.uint8(255)
    return np.ascontiguousarray(mask, np.uint8)


def fit_mask(mask: Mask, size: Size, fit: Fit = EXACT) -> Mask:
    """The mask at the photo's size; the same array when it has that size already.

    Raises:
        MaskSizeError: the sizes differ and `fit` is exact.
    """
    own = size_of(mask)
    if own == size:
        return mask
    if fit.scale:
        shrinks = size.area < own.area
        method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        return np.asarray(
            cv2.resize(mask, (size.width, size.height), interpolation=method), np.uint8
        )
    if fit.anchor is None:
        raise MaskSizeError(
            f"The mask is {own} pixels, but the photo is {size}.",
            "Give a fit rule: --fit scale, or --fit anchor=bottom-right.",
        )
    left = round((size.width - own.width) * fit.anchor[0])
    top = round((size.height - own.height) * fit.anchor[1])
    placed = Rect(left, top, left + own.width, top + own.height)
    seen = placed.intersection(size.rect)
    fitted = np.zeros((size.height, size.width), np.uint8)
    fitted[seen.slices] = mask[seen.relative_to(placed).slices]
    return fitted


def mask_from_alpha(photo: Photo) -> Mask:
    """What is transparent in the photo is to be filled; half-transparent pixels are soft edges.

    Raises:
        BadInputError: the photo has no transparency.
    """
    if photo.alpha is None or photo.alpha.min() == np.iinfo(photo.alpha.dtype).max:
        raise BadInputError(
            "The photo has no transparent pixels to take as the mask.",
            "Erase the object to transparency first, or give a mask file.",
        )
    return np.uint8(255) - to_8_bit(photo.alpha)


def mask_from_boxes(size: Size, boxes: Sequence[Rect]) -> Mask:
    """A mask with each box painted.

    Raises:
        BadInputError: a box is empty or lies wholly outside the photo.
    """
    mask = np.zeros((size.height, size.width), np.uint8)
    for box in boxes:
        seen = box.intersection(size.rect)
        if seen.is_empty:
            raise BadInputError(
                f"The box at {box.left},{box.top} of {box.width} × {box.height} pixels "
                f"lies outside the photo of {size}."
            )
        mask[seen.slices] = 255
    return mask
