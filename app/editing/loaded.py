"""Reading a photo, on a worker thread: a file, the first of a folder, pasted pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.document.document import Document
from app.document.raster import Raster
from app.editing.filmstrip import photos_in
from app.editing.signature import Signature, signature_of
from app.i18n import translate
from app.settings import Settings
from moebius_core.arrays import Mask
from moebius_core.errors import BadInputError, MoebiusError
from moebius_core.geometry import Size

if TYPE_CHECKING:
    from app.document.journal import FoundJournal
    from moebius_core.formats.preview import Preview
    from moebius_core.photo import Photo

MEBIBYTE = 2**20

PREVIEW_PX = 1200
"""Enough to recognise the photo on any screen for the moment until it is decoded."""

PREVIEW_MOST_BYTES = 64 * MEBIBYTE

MOST_TRIED = 20
"""Of several photos that do not open, so many are tried before giving up."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A photo as it came from the worker."""

    document: Document
    name: str
    path: Path | None = None
    signature: Signature | None = None
    is_writable: bool = False
    """Whether its file can be written in its own kind."""
    strip: Sequence[Path] | None = None
    """The photos to go through; None: those of its folder."""
    mask: Mask | None = None
    """(H, W) uint8: carried over from the photo before, at this photo's size."""
    mask_from: Size | None = None
    """Size that the carried mask was made for."""
    skipped: Sequence[MoebiusError] = ()
    """Why photos before this one were passed by."""


def load(paths: Sequence[Path], settings: Settings, mask: Raster | None = None) -> Loaded:
    """Open the first of these photos; a folder stands for the photos in it.

    Args:
        settings: For the undo budget and the journal.
        mask: To be carried over, scaled where the sizes differ.

    Raises:
        MoebiusError: it cannot be opened, or there is no photo in the folder.
    """
    photos: list[Path] = []
    for path in paths:
        photos += _photos_of(path) if path.is_dir() else [path]
    if not photos:
        raise BadInputError(
            translate("Opening", "There are no photos in “{folder}”.").format(folder=paths[0])
        )
    path, photo, signature, skipped = _first_good(photos)
    carried = None if mask is None else _carried(mask, photo.size)
    return Loaded(
        _document_of(photo, path, settings),
        path.name,
        path,
        signature,
        is_writable=_is_writable(photo, path),
        strip=photos if len(paths) > 1 or paths[0] != path else None,
        mask=carried,
        mask_from=mask.size if mask is not None else None,
        skipped=skipped,
    )


def _first_good(
    photos: Sequence[Path],
) -> tuple[Path, Photo, Signature | None, tuple[MoebiusError, ...]]:
    """The first photo that opens, and why those before it did not."""
    from moebius_core.photo import Photo

    errors: list[MoebiusError] = []
    for path in photos[:MOST_TRIED]:
        signature = signature_of(path)
        try:
            return path, Photo.open(path), signature, tuple(errors)
        except MoebiusError as error:
            errors.append(error)
    raise errors[0]


def preview_of(path: Path) -> Preview | None:
    """A small version of a photo, where one is to be had more quickly than the photo itself."""
    from moebius_core.formats.preview import preview
    from moebius_core.system import read_file

    try:
        if path.stat().st_size > PREVIEW_MOST_BYTES:
            return None
        return preview(read_file(path), PREVIEW_PX)
    except (OSError, MoebiusError):
        return None  # opening it tells what is wrong


def from_pixels(pixels: NDArray[Any], name: str, settings: Settings) -> Loaded:
    """A photo of (H, W, 3 or 4) uint8 pixels; the fourth channel is transparency.

    Raises:
        BadInputError: an array of another kind.
    """
    from moebius_core.arrays import check_image
    from moebius_core.photo import Photo

    check_image(pixels[..., :3])
    alpha = np.ascontiguousarray(pixels[..., 3]) if pixels.shape[2] == 4 else None
    if alpha is not None and (alpha == np.iinfo(alpha.dtype).max).all():
        alpha = None
    photo = Photo(pixels=np.ascontiguousarray(pixels[..., :3]), alpha=alpha)
    return Loaded(_document_of(photo, None, settings, name), name)


def from_bytes(data: bytes, name: str, settings: Settings) -> Loaded:
    """A photo of an encoded picture.

    Raises:
        MoebiusError: as `Photo.open`.
    """
    from moebius_core.photo import Photo

    return Loaded(_document_of(Photo.open(data), data, settings, name), name)


def restored(journal: FoundJournal, settings: Settings) -> Loaded:
    """What a crash has left, with all its steps.

    Raises:
        MoebiusError: as `FoundJournal.restore`.
    """
    document = journal.restore(undo_budget_bytes=settings.undo_budget_mb * MEBIBYTE)
    path = journal.path
    return Loaded(
        document,
        journal.name,
        path,
        signature_of(path) if path else None,
        is_writable=path is not None and _is_writable(document.photo, path),
    )


def _document_of(
    photo: Photo, source: Path | bytes | None, settings: Settings, name: str = ""
) -> Document:
    document = Document(photo, undo_budget_bytes=settings.undo_budget_mb * MEBIBYTE)
    if settings.journal:
        from app.document.journal import Journal

        journal = Journal.start(document, source, name=name)
        journal.noted.connect(document.history.noted.emit)
    return document


def _is_writable(photo: Photo, path: Path) -> bool:
    return photo.writable_suffix() == path.suffix.lower()


def _carried(mask: Raster, size: Size) -> Mask:
    from moebius_core.masks import SCALE, fit_mask

    return fit_mask(mask.to_array(), size, SCALE)


def _photos_of(folder: Path) -> list[Path]:
    from moebius_core.photo import readable_suffixes

    return photos_in(folder, readable_suffixes())


def photos_beside(path: Path) -> list[Path]:
    photos = _photos_of(path.parent)
    return photos if path in photos else [path]


def import_what_photos_need() -> None:
    """Load the modules that the first photo and the first removal will want."""
    for name in ("photo", "inpaint", "engines.content_fill"):
        import_module(f"moebius_core.{name}")
