"""From records to samples: a square of the picture, its mask, and what is to be painted.

Sample `index` of epoch `epoch` is a function of the seed and those two numbers, so that a run that
is resumed sees what an uninterrupted one would have seen. numpy and OpenCV only.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Image, Mask, to_8_bit
from moebius_core.errors import BadInputError
from moebius_core.geometry import Size
from moebius_core.masks import SCALE, fit_mask, open_mask
from moebius_core.photo import Photo
from moebius_core.training.masks import (
    INTERSECTED_SHARE,
    MaskKind,
    drawn_mask,
    grown,
    intersected,
)
from moebius_core.training.records import Record
from moebius_core.training.seeds import Draws, derived

log = logging.getLogger(__name__)

IDS = {
    "background": np.arange(10, dtype=np.int64),
    "foreground": np.arange(10, 20, dtype=np.int64),
}
"""Rows of the network's table of embeddings for each prompt."""

_SCENE_MASK_SHARE = 0.5
"""Of the background samples with a mask, as in the public code; the others get a random one."""

_FLIPPED_SHARE = 0.5


class Sample(NamedTuple):
    """One thing to learn from."""

    image: NDArray[np.float32]
    """(3, S, S), -1..1."""

    mask: NDArray[np.float32]
    """(1, S, S); 1 = to be filled, else 0."""

    ids: NDArray[np.int64]
    """(10,)."""

    seed: int
    """Its own, for what else is drawn for it: `timesteps.noised`."""

    name: str
    """The record's."""

    skipped: tuple[str, ...]
    """Records that stood in its place and cannot be read."""


class _View(NamedTuple):
    """The square that is cut out of a picture."""

    left: int
    top: int
    side: int
    is_flipped: bool

    def of(self, pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
        """The square of an image or mask, resized to `side`."""
        cut = pixels[self.top : self.top + self.side, self.left : self.left + self.side]
        method = cv2.INTER_AREA if side < self.side else cv2.INTER_CUBIC
        fitted = cut if side == self.side else cv2.resize(cut, (side, side), interpolation=method)
        flipped = fitted[:, ::-1] if self.is_flipped else fitted
        return np.ascontiguousarray(flipped, np.uint8)


class Samples:
    """The samples of a list of records, each once an epoch.

    Args:
        records: From `open_records`.
        side: S, pixels, 32 or more.
        kind: Of the random masks.
        seed: Another seed gives another order, other crops and other masks.
        views: How many crops, each with a mask, a picture has; they come in turn, epoch by epoch,
            so that what is made of them can be kept. 0: each epoch has its own.

    Raises:
        BadInputError: no records.
    """

    def __init__(
        self,
        records: Sequence[Record],
        *,
        side: int = 512,
        kind: MaskKind = MaskKind.MEDIUM,
        seed: int = 0,
        views: int = 0,
    ) -> None:
        if not records:
            raise BadInputError("There are no pictures to train on.")
        drawn_mask(0, side, kind)  # refuses a side that is too small
        self.side = side
        self._records = records
        self._kind = kind
        self._seed = seed
        self._views = views
        self._objects = [
            record for record in records if record.prompt == "foreground" and record.mask
        ]
        self._order: tuple[int, NDArray[np.intp]] | None = None
        self._skipped: dict[str, str] = {}
        self._unreadable: set[Record] = set()

    def __len__(self) -> int:
        """Samples in an epoch; as many as records, whether they can be read or not."""
        return len(self._records)

    @property
    def skipped(self) -> Mapping[str, str]:
        """Name -> why, of every record that could not be read so far, in this process."""
        return MappingProxyType(self._skipped)

    def epoch(self, epoch: int, start: int = 0) -> Iterator[Sample]:
        """The samples of an epoch from index `start` on."""
        return (self.sample(epoch, index) for index in range(start, len(self)))

    def sample(self, epoch: int, index: int) -> Sample:
        """One sample. In the place of a record that cannot be read stands the next that can.

        Args:
            epoch: 0 or more.
            index: 0..len - 1.

        Raises:
            IndexError: another index.
            BadInputError: no record at all can be read.
        """
        if not 0 <= index < len(self):
            raise IndexError(f"There are {len(self)} samples, so no number {index}.")
        seed = derived(self._seed, "sample", epoch, index)
        order, skipped = self._order_of(epoch), list[str]()
        for step in range(len(self)):
            number = int(order[(index + step) % len(self)])
            record = self._records[number]
            made = self._try(record, self._view_seed(epoch, number) if self._views else seed)
            if made is not None:
                image, mask = made
                return Sample(
                    image=_as_signed(image),
                    mask=np.asarray(mask[None] >= 128, np.float32),
                    ids=IDS[record.prompt].copy(),
                    seed=seed,
                    name=record.name,
                    skipped=tuple(skipped),
                )
            skipped.append(record.name)
        reason = next(iter(self._skipped.values()))
        raise BadInputError(f"None of the {len(self)} pictures can be read. {reason}")

    def _view_seed(self, epoch: int, number: int) -> int:
        """Of the crop and mask that a record has in the epoch, where it has a fixed number."""
        return derived(self._seed, "kept view", number, epoch % self._views)

    def _order_of(self, epoch: int) -> NDArray[np.intp]:
        """The epoch's order; that of the last epoch asked for is kept."""
        if self._order is None or self._order[0] != epoch:
            bits = np.random.PCG64(derived(self._seed, "order", epoch)).random_raw(len(self))
            self._order = epoch, np.argsort(bits, kind="stable")
        return self._order[1]

    def _try(self, record: Record, seed: int) -> tuple[Image, Mask] | None:
        """The square and its mask; None, and noted, where a file cannot be read."""
        if record in self._unreadable:
            return None
        try:
            photo = Photo.open(record.image.read())
            scene = open_mask(record.mask.read()) if record.mask else None
            if scene is not None:
                scene = fit_mask(scene, photo.size, SCALE)
        except BadInputError as error:
            self._skip(record, error)
            return None
        draws = Draws(derived(seed, "view"))
        is_random = scene is None or (
            record.prompt == "background" and not draws.chance(_SCENE_MASK_SHARE)
        )
        view = _view(photo.size, None if is_random else scene, draws)
        if is_random or scene is None:
            mask = drawn_mask(derived(seed, "hole"), self.side, self._kind)
        else:
            mask = _binary(view.of(scene, self.side))
        if record.prompt == "background" and draws.chance(INTERSECTED_SHARE):
            mask = self._intersected(mask, record, draws)
        return view.of(to_8_bit(photo.pixels), self.side), grown(mask, derived(seed, "hole"))

    def _intersected(self, mask: Mask, record: Record, draws: Draws) -> Mask:
        """With an object of another picture, if there is one that can be read."""
        if not self._objects:
            return mask
        other = self._objects[draws.below(len(self._objects))]
        if other.name == record.name or other.mask is None:
            return mask
        try:
            opened = open_mask(other.mask.read())
        except BadInputError as error:
            self._skip(other, error)
            return mask
        return intersected(mask, _binary(fit_mask(opened, Size(self.side, self.side), SCALE)))

    def _skip(self, record: Record, error: BadInputError) -> None:
        if record not in self._unreadable:
            self._unreadable.add(record)
            self._skipped[record.name] = error.sentence
            log.warning("Left out %s: %s", record.name, error.sentence)


def _view(size: Size, mask: Mask | None, draws: Draws) -> _View:
    """The largest square, anywhere along the longer side, that holds some of `mask`, if given."""
    side = min(size.width, size.height)
    free = max(size.width, size.height) - side
    is_wide = size.width > size.height
    low, high = 0, free
    if mask is not None:
        (marked,) = np.nonzero((mask >= 128).any(axis=0 if is_wide else 1))
        if len(marked):
            place = int(marked[draws.below(len(marked))])
            low, high = max(0, place - side + 1), min(free, place)
    offset = draws.between(low, high)
    left, top = (offset, 0) if is_wide else (0, offset)
    return _View(left, top, side, draws.chance(_FLIPPED_SHARE))


def _binary(mask: Mask) -> Mask:
    return np.asarray(mask >= 128, np.uint8) * np.uint8(255)


def _as_signed(image: Image) -> NDArray[np.float32]:
    """(H, W, 3) uint8 -> (3, H, W) float32, -1..1."""
    signed = image.transpose(2, 0, 1).astype(np.float32) / np.float32(127.5) - np.float32(1)
    return np.ascontiguousarray(signed)
