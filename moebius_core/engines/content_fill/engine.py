"""The embedded engine: what a user gets before any download."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Image, Mask, size_of
from moebius_core.engines.content_fill.pyramid import thickness_of
from moebius_core.engines.content_fill.solve import complete
from moebius_core.engines.content_fill.tuning import THIN, Tuning
from moebius_core.engines.engine import UNKNOWN, EngineInfo
from moebius_core.errors import BadInputError, NothingToKeepError
from moebius_core.geometry import Rect
from moebius_core.interpolate import push_pull
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress

MIN_CONTEXT_PX = 64
MAX_CONTEXT_PX = 512
THIN_CONTEXT_PX = 32
SIGHT_PX = 32
MAX_SIDE_PX = 32_000
"""Positions are 16-bit where OpenCV gathers pixels."""


class ContentFillEngine:
    """Fills a hole with patches of its surroundings; any size, no download, keeps no state.

    It knows nothing of meaning: textures and gentle structure continue well, a straight edge across
    a hole much wider than its surroundings may not.
    """

    @property
    def info(self) -> EngineInfo:
        return EngineInfo(name="content-fill")

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        """A new image that differs from `image` only where `mask` is above 0.

        Args:
            image: (H, W, 3) uint8 RGB, from 1 x 1 up; what is under the mask is never read.
            mask: (H, W) uint8; every pixel above 0 is filled, but for those of value UNKNOWN that
                lie far from all others: they are left as they are and never copied from.
            options: `seed`, `quality` and `context` count here. Seed 0 is measured best; others
                try other weights of position and another draw, for "try again".
            progress: Reported between batches of candidates, rows of votes and blending cycles.

        Raises:
            BadInputError: when image and mask differ in size.
            NothingToKeepError: when no pixel is left unmasked.
            Cancelled: when the progress' token is set.
        """
        if image.shape[:2] != mask.shape:
            raise BadInputError(
                f"The mask is {size_of(mask)} pixels, the image {size_of(image)}.",
            )
        progress.report(0)
        unknown = mask > 0
        hole = _to_fill(mask)
        result = np.array(image, order="C")
        if not hole.any():
            return result
        if unknown.all():
            raise NothingToKeepError(
                "The mask covers the whole picture.",
                "Leave some of it unmasked: the fill is made from the rest.",
            )
        box = _crop(hole, unknown, options.context)
        part_hole, part_known = hole[box.slices], ~unknown[box.slices]
        colour = np.where(part_known[..., None], image[box.slices], 0).astype(np.float32)
        filled = _filled(colour, part_hole, part_known, Tuning.of(options), progress)
        invented = np.rint(np.clip(filled, 0, 255)).astype(np.uint8)
        np.copyto(result[box.slices], invented, where=part_hole[..., None])
        progress.report(1)
        return result

    def close(self) -> None:
        """Nothing is held."""


def _to_fill(mask: Mask) -> NDArray[np.bool_]:
    """What is filled: the hole, and of what is merely unknown the part that its rim can see."""
    wanted = ((mask > 0) & (mask != UNKNOWN)).astype(np.uint8)
    side = 2 * SIGHT_PX + 1
    seen = cv2.dilate(wanted, np.ones((side, side), np.uint8)) > 0
    return seen & (mask > 0)


def _filled(
    colour: NDArray[np.float32],
    hole: NDArray[np.bool_],
    known: NDArray[np.bool_],
    tuning: Tuning,
    progress: Progress,
) -> NDArray[np.float32]:
    if not (hole | known).all():  # a stand-in, never a source: patches may look across its edge
        colour = push_pull(colour, known)
    filled = None
    if max(known.shape) <= MAX_SIDE_PX:
        filled = complete(colour, ~hole, known | hole, tuning, progress)
    return push_pull(colour, known) if filled is None else filled


def _crop(hole: NDArray[np.bool_], unknown: NDArray[np.bool_], scale: float) -> Rect:
    """The hole's bounding box with as much context as is of use, so that cost follows the hole."""
    left, top, width, height = cv2.boundingRect(hole.astype(np.uint8))
    box = Rect(left, top, left + width, top + height)
    if thickness_of(np.pad(hole[box.slices], 1)) <= THIN:
        context = THIN_CONTEXT_PX
    else:
        context = min(max(box.width, box.height, MIN_CONTEXT_PX), MAX_CONTEXT_PX)
    context = round(context * max(1.0, scale))  # who wants to see less hands in a smaller region
    whole = Rect(0, 0, hole.shape[1], hole.shape[0])
    while True:
        crop = box.grown(context).intersection(whole)
        if crop == whole or crop.area >= 2.5 * np.count_nonzero(unknown[crop.slices]):
            return crop
        context *= 2
