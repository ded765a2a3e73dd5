"""Which mask belongs to which photo, from names alone (pure)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

MASK_SUFFIX = "_mask"

_EXACT_FIRST = (".png", ".tif", ".tiff", ".bmp", ".gif", ".webp")
"""Of several masks for one photo, the first of these formats is taken: they blur no edges."""


@dataclass(frozen=True)
class MasksBeside:
    """Each photo's mask lies beside it: `beach.jpg` and `beach_mask.png`."""


@dataclass(frozen=True)
class MaskFolder:
    """Masks lie in a folder of their own, in the photos' tree, with or without `_mask`."""

    folder: Path


@dataclass(frozen=True)
class OneMask:
    """The same mask for every photo."""

    path: Path


@dataclass(frozen=True)
class TransparentParts:
    """What is transparent in a photo is its mask."""


MaskRule: TypeAlias = MasksBeside | MaskFolder | OneMask | TransparentParts


def is_mask_name(path: PurePosixPath) -> bool:
    """Whether the file is named as a mask."""
    return _fold(path.stem).endswith(MASK_SUFFIX)


def split_masks(
    files: Sequence[PurePosixPath], *, every: bool
) -> tuple[list[PurePosixPath], list[PurePosixPath]]:
    """Photos and masks of a folder that may hold both.

    Args:
        files: Pictures, relative to the folder.
        every: True: whatever is named as a mask is one. False: only if its photo is there too,
            so that a photo that happens to be called `carnival_mask.jpg` is not lost.
    """
    stems = {_fold(path.with_suffix("").as_posix()) for path in files}
    names = {_fold(path.as_posix()) for path in files}
    photos: list[PurePosixPath] = []
    masks: list[PurePosixPath] = []
    for path in files:
        owner = _fold(path.with_suffix("").as_posix()).removesuffix(MASK_SUFFIX)
        is_mask = is_mask_name(path) and (every or owner in stems or owner in names)
        (masks if is_mask else photos).append(path)
    return photos, masks


class MaskIndex:
    """Finds a photo's mask among files by name; case and Unicode spelling do not count.

    Args:
        files: Masks, relative to the same root as the photos they belong to.
        needs_suffix: Whether a mask must end in `_mask`, because it lies among the photos.
    """

    def __init__(self, files: Iterable[PurePosixPath], *, needs_suffix: bool) -> None:
        self._ends = (MASK_SUFFIX,) if needs_suffix else ("", MASK_SUFFIX)
        self._by_stem: dict[str, list[PurePosixPath]] = {}
        for path in files:
            self._by_stem.setdefault(_fold(path.with_suffix("").as_posix()), []).append(path)

    def find(self, photo: PurePosixPath) -> PurePosixPath | None:
        """The mask named after the photo's whole name, `a.jpg_mask.png`, or after its stem."""
        for base in (photo.as_posix(), photo.with_suffix("").as_posix()):
            for end in self._ends:
                found = self._by_stem.get(_fold(base) + end)
                if found:
                    return min(found, key=_preference)
        return None


def _preference(path: PurePosixPath) -> tuple[int, str]:
    suffix = path.suffix.lower()
    rank = _EXACT_FIRST.index(suffix) if suffix in _EXACT_FIRST else len(_EXACT_FIRST)
    return rank, path.as_posix()


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
