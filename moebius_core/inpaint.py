"""The one public verb: plan the regions, run the engine on each, paste the fills back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import (
    DeepImage,
    Image,
    Mask,
    check_image,
    check_mask,
    size_of,
    to_8_bit,
)
from moebius_core.engines.engine import FILL, UNKNOWN, InpaintEngine
from moebius_core.errors import MaskSizeError, MoebiusError, NothingToKeepError
from moebius_core.geometry import Rect, Size
from moebius_core.options import InpaintOptions
from moebius_core.paste import match_colour, paste, without_colour
from moebius_core.progress import Progress
from moebius_core.regions import Plan, RegionSpec, plan_regions
from moebius_core.zone import Weights, blend_weights, margin

if TYPE_CHECKING:
    from moebius_core.photo import Photo

log = logging.getLogger(__name__)

_DEFAULTS = InpaintOptions()
_SILENT = Progress()


class Filled(NamedTuple):
    """A rectangle of the photo and its pixels after one region was filled."""

    rect: Rect
    pixels: DeepImage


def inpaint(
    image: DeepImage,
    mask: Mask,
    engine: InpaintEngine,
    options: InpaintOptions = _DEFAULTS,
    progress: Progress = _SILENT,
    *,
    exclude: Mask | None = None,
) -> DeepImage:
    """Replace what the mask covers with what `engine` invents from the surroundings.

    Args:
        image: (H, W, 3) RGB uint8 or uint16. 16-bit photos are filled in 8 bit and blended into
            their own depth.
        mask: (H, W) uint8; 0 keep, 255 replace, between = soft edge.
        engine: Fills one region at a time.
        options: Edge, context, seed, quality.
        progress: 0..1 over all regions; the place to cancel.
        exclude: (H, W) uint8; pixels above 0 are no source of colour (transparent ones, say),
            yet are not changed either where the mask leaves them out.

    Returns:
        A new array of the same shape and dtype. Outside `edit_zone(mask, options)` it equals
        `image` bit for bit; an empty mask gives an equal copy. Inputs are never changed.

    Raises:
        BadInputError: arrays of another kind.
        MaskSizeError: mask and image differ in size.
        NothingToKeepError: the mask leaves nothing to fill from.
        Cancelled: the token was set; nothing was changed.
    """
    check_image(image)
    _check_planes(size_of(image), mask, exclude)
    result: DeepImage = np.array(image, order="C")
    regions = fill_regions(
        lambda rect: result[rect.slices], mask, engine, options, progress, exclude=exclude
    )
    for rect, pixels in regions:
        result[rect.slices] = pixels
    return result


def fill_regions(
    read: Callable[[Rect], DeepImage],
    mask: Mask,
    engine: InpaintEngine,
    options: InpaintOptions = _DEFAULTS,
    progress: Progress = _SILENT,
    *,
    exclude: Mask | None = None,
) -> Iterator[Filled]:
    """`inpaint` region by region, for photos that are not held in one array.

    Args:
        read: The photo's pixels in a rectangle, (h, w, 3) RGB uint8 or uint16, never changed here.
            Must show what was yielded before: a region may see its neighbour's fill.
        mask, engine, options, progress, exclude: As for `inpaint`.

    Yields:
        A rectangle and its new pixels, to be put in place before the next one is asked for.
        Pixels outside the edit zone are those that were read.

    Raises:
        As `inpaint`, once iterated.
    """
    check_mask(mask)
    _check_planes(size_of(mask), mask, exclude)
    progress.report(0.0, "Looking at the mask")
    plan = _plan(mask, options, engine.info.region_px, exclude)
    total = sum(region.frame.area for region in plan.regions)
    done = 0
    for index, region in enumerate(plan.regions):
        share = progress.span(done / total, (done + region.frame.area) / total)
        weights, engine_mask = _edges(plan, index, mask, exclude, options)
        seen = read(region.frame)
        fill = _fill(seen, engine_mask, engine, options, share)
        inner = region.bounds.relative_to(region.frame).slices
        pixels = seen[inner].copy()
        paste(pixels, fill[inner], weights)
        yield Filled(region.bounds, pixels)
        done += region.frame.area
    progress.report(1.0)


def _check_planes(size: Size, mask: Mask, exclude: Mask | None) -> None:
    for name, plane in (("mask", mask), ("excluded area", exclude)):
        if plane is None:
            continue
        check_mask(plane)
        if size_of(plane) != size:
            raise MaskSizeError(
                f"The {name} is {size_of(plane)} pixels, but the photo is {size}.",
                "Give a fit rule: scale it, or anchor it to a corner.",
            )


def inpaint_photo(
    photo: Photo,
    mask: Mask,
    engine: InpaintEngine,
    options: InpaintOptions = _DEFAULTS,
    progress: Progress = _SILENT,
) -> Photo:
    """`inpaint` on a photo: alpha and metadata stay, transparent pixels are no source of colour."""
    return photo.with_pixels(
        inpaint(photo.pixels, mask, engine, options, progress, exclude=transparent(photo))
    )


def transparent(photo: Photo) -> Mask | None:
    """(H, W) uint8, 1 where the photo is wholly transparent: no source of colour; None: nowhere."""
    if photo.alpha is None or photo.alpha.all():
        return None
    return (photo.alpha == 0).view(np.uint8)


def edit_zone(
    mask: Mask, options: InpaintOptions = _DEFAULTS, *, region_px: int | None = None
) -> Mask:
    """The pixels that a removal with this mask may change: 255 there, 0 elsewhere.

    Args:
        mask: (H, W) uint8.
        options: `grow` and `feather` state how far the zone reaches beyond the mask.
        region_px: `EngineInfo.region_px` of the engine.
    """
    check_mask(mask)
    zone = np.zeros_like(mask)
    plan = _plan(mask, options, region_px)
    for region in plan.regions:
        weights = blend_weights(plan.own_mask(mask, region), options)
        zone[region.bounds.slices][weights > 0] = 255
    return zone


def _plan(
    mask: Mask, options: InpaintOptions, region_px: int | None, exclude: Mask | None = None
) -> Plan:
    spec = RegionSpec(scale=options.context, margin=margin(options), square_px=region_px)
    return plan_regions(mask, spec, exclude)


def _edges(
    plan: Plan, index: int, mask: Mask, exclude: Mask | None, options: InpaintOptions
) -> tuple[Weights, Mask]:
    """How the fill of region `index` is blended, and what its engine is to fill.

    Returns:
        Weights of the region's bounds, and the mask of its frame for `InpaintEngine.fill`.
    """
    region = plan.regions[index]
    inner = region.bounds.relative_to(region.frame).slices
    own = plan.own_mask(mask, region)
    pending = plan.pending_mask(mask, index) > 0
    if exclude is not None:
        pending |= exclude[region.frame.slices] > 0
    weights = blend_weights(own, options)
    engine_mask = _dilated(pending, options.grow).view(np.uint8) * np.uint8(UNKNOWN)
    engine_mask[inner][weights > 0] = FILL
    if not engine_mask.all():
        return weights, engine_mask
    # growing swallowed the last known rim: do with the mask as it was painted
    engine_mask = pending.view(np.uint8) * np.uint8(UNKNOWN)
    engine_mask[inner][own > 0] = FILL
    if engine_mask.all():
        raise NothingToKeepError(
            "The mask covers the whole photo, so nothing is left to fill from.",
            "Paint over the object only.",
        )
    return own.astype(np.float32) / np.float32(255), engine_mask


def _dilated(area: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    if not pixels or not area.any():
        return area.copy()
    size = 2 * pixels + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return cv2.dilate(area.view(np.uint8), kernel).view(bool)


def _fill(
    seen: DeepImage,
    engine_mask: Mask,
    engine: InpaintEngine,
    options: InpaintOptions,
    progress: Progress,
) -> Image:
    """What the engine makes of one region, its colours brought in line with what is around."""
    original = np.array(to_8_bit(seen))
    fill = engine.fill(original, engine_mask, options, progress)
    _check_fill(fill, original, engine)
    unknown = engine_mask > 0
    if options.colour_match:
        fill = match_colour(fill, original, unknown)
    return without_colour(fill, original, unknown)


def _check_fill(fill: Image, original: Image, engine: InpaintEngine) -> None:
    if fill.shape != original.shape or fill.dtype != np.uint8:
        raise MoebiusError(
            f"The engine {engine.info.name} returned {fill.shape} of {fill.dtype} "
            f"for a region of {original.shape} of uint8."
        )
