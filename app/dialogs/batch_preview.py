"""The first photo of a batch with its mask over it, small: to see whether the mask lies right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.dialogs.batch_request import (
    BatchForm,
    MaskSource,
    checked_plan,
    current_mask_file,
    fit_of,
    suggested_target,
)

if TYPE_CHECKING:
    from moebius_core.arrays import Image, Mask
    from moebius_core.batch import PlannedItem
    from moebius_core.photo import Photo

_MASK_RGB = (255, 45, 85)
_STRENGTH = 0.65


@dataclass(frozen=True, eq=False)
class Preview:
    """What is shown of the first photo that the batch would touch."""

    name: str
    picture: Image
    """(H, W, 3) uint8, no side longer than asked for."""


def preview_subject(form: BatchForm) -> tuple[object, ...]:
    """Everything that decides about the preview: while it stays the same, so does the picture."""
    return (
        form.source,
        form.recursive,
        form.masks,
        form.mask_folder,
        form.mask_file,
        form.fit,
        form.anchor,
    )


def preview_of(form: BatchForm, current_mask: Mask | None, side: int) -> Preview | None:
    """Open the first photo that has a mask. Takes as long as that; writes nothing.

    Args:
        current_mask: (H, W) uint8 painted now, for a form that takes that one.
        side: The longer side of the picture in pixels.

    Returns:
        None where no photo has a mask.

    Raises:
        MoebiusError: photo or mask cannot be read, or do not fit together.
    """
    from moebius_core.photo import Photo

    item = _first_item(form)
    if item is None:
        return None
    photo = Photo.open(Path(form.source.strip()) / item.photo)
    mask = _mask_for(item, form, photo, current_mask)
    return Preview(item.photo.name, _blend(photo, mask, side))


def _first_item(form: BatchForm) -> PlannedItem | None:
    from moebius_core.batch import Action

    if form.mask_source is MaskSource.CURRENT:  # any photo will do, and the mask is at hand
        form = replace(form, masks=MaskSource.ALPHA.value)
    listing = replace(
        form,
        target=form.target.strip() or suggested_target(form.source),
        name_pattern=BatchForm().name_pattern,
    )
    items = checked_plan(listing).items
    return next((item for item in items if item.action is not Action.NO_MASK), None)


def _mask_for(item: PlannedItem, form: BatchForm, photo: Photo, current_mask: Mask | None) -> Mask:
    """At the photo's size."""
    from moebius_core.masks import fit_mask, mask_from_alpha, open_mask

    match form.mask_source:
        case MaskSource.ALPHA:
            return mask_from_alpha(photo)
        case MaskSource.CURRENT:
            mask = open_mask(current_mask_file()) if current_mask is None else current_mask
        case _:
            assert item.mask is not None
            mask = open_mask(item.mask)
    return fit_mask(mask, photo.size, fit_of(form))


def _blend(photo: Photo, mask: Mask, side: int) -> Image:
    """Both made small, the mask's colour over the photo."""
    import cv2
    import numpy as np

    from moebius_core.arrays import to_8_bit

    scale = min(1.0, side / max(photo.size))
    size = max(1, round(photo.size.width * scale)), max(1, round(photo.size.height * scale))
    pixels = cv2.resize(photo.pixels, size, interpolation=cv2.INTER_AREA)
    cover = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)[..., None] / 255 * _STRENGTH
    blended = to_8_bit(np.asarray(pixels)) * (1 - cover) + np.array(_MASK_RGB) * cover
    return np.ascontiguousarray(blended.round(), np.uint8)
