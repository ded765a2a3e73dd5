"""What is evaluated: pictures and the holes that are cut into them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

import numpy as np

from moebius_core.arrays import Image, Mask, size_of, to_8_bit
from moebius_core.batch.pairing import MaskIndex, split_masks
from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.geometry import Rect, Size
from moebius_core.masks import open_mask
from moebius_core.photo import Photo, readable_suffixes
from moebius_core.training.evaluation.metrics import WINDOW_PX
from moebius_core.training.masks import MaskKind, random_mask
from moebius_core.training.seeds import derived

_DRAWN_FROM = 32
"""Pixels a side: smaller masks are not drawn."""

_MOST_DRAWINGS = 500
"""Until one covers as much as it has to."""

_MOST_COVERED = 0.95


@dataclass(frozen=True)
class View:
    """How pictures and masks are brought to one size, and which masks count."""

    side: int | None = None
    """Pixels of the square; None leaves pictures as they are."""

    stretch: bool = False
    """Resize the whole picture, as the public code does, instead of its largest middle square."""

    hole: tuple[float, float] = (0.0, 1.0)
    """Share of the picture that a mask must cover: more than the first, up to the second."""


class Case(NamedTuple):
    """A picture and its hole, ready to be filled."""

    name: str
    image: Image
    """(H, W, 3) uint8: the truth."""
    mask: Mask
    """(H, W) uint8; 255 = hole, else 0."""

    def open(self, view: View) -> Case:
        """Itself: whoever made it has brought it to size."""
        del view
        return self


class Source(Protocol):
    """Something that becomes a case: a `Pair` of files, or a `Case` already made."""

    @property
    def name(self) -> str: ...

    def open(self, view: View) -> Case:
        """Raises BadInputError where it cannot be read or used."""
        ...


@dataclass(frozen=True)
class DrawnMasks:
    """Masks as in training, each a function of the seed and its picture's name."""

    kind: MaskKind
    seed: int = 0

    @classmethod
    def named(cls, kind: str, seed: int = 0) -> DrawnMasks:
        """Of a kind's name: thin, medium or thick."""
        return cls(MaskKind(kind), seed)

    def draw(self, name: str, size: Size, hole: tuple[float, float]) -> Mask:
        """The first of the picture's masks that covers as much as it has to.

        Raises:
            BadInputError: none of them does, or the picture is too small.
        """
        side = max(_DRAWN_FROM, size.width, size.height)
        for attempt in range(_MOST_DRAWINGS):
            mask = random_mask(derived(self.seed, "evaluation", name, attempt), side, self.kind)
            mask = np.ascontiguousarray(mask[: size.height, : size.width])
            if hole[0] < _share(mask) <= min(hole[1], _MOST_COVERED):
                return mask
        raise BadInputError(
            f"None of {_MOST_DRAWINGS} {self.kind.value} masks covers {_told(hole)} of “{name}”."
        )


@dataclass(frozen=True)
class Pair:
    """A file with a picture, and its mask."""

    name: str
    """Relative to the folder."""
    photo: Path
    mask: Path | DrawnMasks

    def open(self, view: View) -> Case:
        """The picture and its hole at their size.

        Raises:
            BadInputError: unreadable, too small, sizes that do not go together, no hole, or one
                that covers more or less than it should.
        """
        pixels = to_8_bit(Photo.open(self.photo).pixels)
        image = _fitted(pixels, view, is_mask=False)
        size = size_of(image)
        if min(size) < WINDOW_PX:
            raise BadInputError(f"“{self.name}” is smaller than {WINDOW_PX} pixels a side.")
        if isinstance(self.mask, DrawnMasks):
            return Case(self.name, image, self.mask.draw(self.name, size, view.hole))
        mask = _mask_for(open_mask(self.mask), size_of(pixels), view)
        share = _share(mask)
        if not share or share == 1:
            what = "empty" if not share else "white all over"
            raise BadInputError(f"The mask of “{self.name}” is {what}.")
        if not view.hole[0] < share <= view.hole[1]:
            raise BadInputError(
                f"The mask of “{self.name}” covers {share:.0%}, not {_told(view.hole)}."
            )
        return Case(self.name, image, mask)


class Found(NamedTuple):
    """What a folder holds."""

    pairs: Sequence[Pair]
    unpaired: Mapping[str, str]
    """Name -> why, of pictures without a mask and masks without a picture."""


def find_pairs(
    images: Path, masks: Path | DrawnMasks | None = None, *, left_out: Sequence[Path] = ()
) -> Found:
    """The pictures below a folder with their masks, in the order of their names.

    Args:
        images: The folder.
        masks: A folder in which `beach.png` or `beach_mask.png` belongs to `beach.jpg`, in the
            same subfolders; or masks to be drawn; None: `beach_mask.png` lies beside `beach.jpg`.
        left_out: Folders that are not looked into: where results go, for instance.

    Raises:
        BadInputError: a folder is not there, or no picture in it has a mask.
    """
    others = (*left_out, masks) if isinstance(masks, Path) else left_out
    found = _pictures(images, others)
    if isinstance(masks, DrawnMasks):
        photos, _ = split_masks(found, every=False)
        pairs = [Pair(photo.as_posix(), images / photo, masks) for photo in photos]
        return Found(_some(pairs, images), {})
    if masks is None:
        photos, files = split_masks(found, every=True)
    else:
        photos, files = found, _pictures(masks, left_out)
    index = MaskIndex(files, needs_suffix=masks is None)
    by_photo = {photo: index.find(photo) for photo in photos}
    pairs = [
        Pair(photo.as_posix(), images / photo, (masks or images) / mask)
        for photo, mask in by_photo.items()
        if mask is not None
    ]
    unpaired = {
        photo.as_posix(): "It has no mask." for photo, mask in by_photo.items() if mask is None
    }
    used = set(by_photo.values())
    unpaired |= {
        ((masks / mask) if masks else mask).as_posix(): "This mask belongs to no picture."
        for mask in files
        if mask not in used
    }
    return Found(_some(pairs, images), unpaired)


def _some(pairs: list[Pair], images: Path) -> list[Pair]:
    if not pairs:
        raise BadInputError(
            f"No picture in “{images}” has a mask.",
            "Name masks like the pictures, in a folder of their own, or with _mask added beside "
            "them; or have them drawn: --masks drawn:medium",
        )
    return pairs


def _pictures(root: Path, left_out: Sequence[Path]) -> list[PurePosixPath]:
    """Relative to the folder, in order; neither hidden ones nor what lies in folders left out."""
    if not root.is_dir():
        raise BadInputError(f"There is no folder “{root}”.")
    barred = {folder.resolve() for folder in left_out} - {root.resolve()}
    suffixes = readable_suffixes()
    found: list[PurePosixPath] = []
    for parent, folders, names in os.walk(root):
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and (Path(parent) / each).resolve() not in barred
        ]
        inside = PurePosixPath(Path(parent).relative_to(root).as_posix())
        found += [
            inside / name
            for name in names
            if not name.startswith(".") and PurePosixPath(name).suffix.lower() in suffixes
        ]
    return sorted(found, key=lambda path: path.parts)


def _mask_for(mask: Mask, photo: Size, view: View) -> Mask:
    """The mask at the view's size: 0 and 255 alone.

    Raises:
        MaskSizeError: neither the photo's size nor, where there is a square, square itself.
    """
    own = size_of(mask)
    is_whole = view.side is not None and (view.stretch or own.width == own.height)
    if own != photo and not is_whole:
        raise MaskSizeError(f"The mask is {own} pixels, but the photo is {photo}.")
    fitted = _fitted(mask, view, is_mask=True)
    return np.asarray(fitted >= 128, np.uint8) * np.uint8(255)


def _fitted(pixels: Image | Mask, view: View, *, is_mask: bool) -> Image | Mask:
    """Cut and resized as the view says; masks keep hard edges."""
    if view.side is None:
        return pixels
    from PIL import Image as Pillow

    size = size_of(pixels)
    if not view.stretch:
        short = min(size)
        left, top = (size.width - short) // 2, (size.height - short) // 2
        pixels = pixels[Rect(left, top, left + short, top + short).slices]
    if size_of(pixels) == Size(view.side, view.side):
        return np.ascontiguousarray(pixels)
    method = Pillow.Resampling.NEAREST if is_mask else Pillow.Resampling.BICUBIC
    picture = Pillow.fromarray(np.ascontiguousarray(pixels))
    return np.array(picture.resize((view.side, view.side), method))


def _share(mask: Mask) -> float:
    return float((mask > 0).mean())


def _told(hole: tuple[float, float]) -> str:
    return f"{hole[0]:.0%} to {hole[1]:.0%}"
