"""The photo as it was opened, kept beside the journal: the file itself may be overwritten."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from app.i18n import translate
from moebius_core.errors import UnreadablePhotoError
from moebius_core.system import read_file

if TYPE_CHECKING:
    from moebius_core.photo import Photo

_CHUNK_BYTES = 4 << 20
_COPY, _PIXELS, _ALPHA = "source.bin", "pixels.npy", "alpha.npy"


@dataclass(frozen=True)
class Stamp:
    """What tells whether a file is still the one that was opened."""

    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """None when there is no such file."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns)


class SourceCopy:
    """Copies the source on a thread of its own.

    Args:
        source: The file that was opened, or its bytes; None: only the pixels are known.
        stamp: Of the file when it was opened. If it has changed since, the pixels are kept instead.
        folder: Where the copy goes.
    """

    def __init__(
        self, source: Path | bytes | None, stamp: Stamp | None, photo: Photo, folder: Path
    ) -> None:
        self._cancelled = threading.Event()
        arguments = (source, stamp, photo, folder)
        self._thread = threading.Thread(
            target=self._run, args=arguments, name="journal: copy of the source", daemon=True
        )
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has come to its end, after at most so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """Stop; a source on a drive that hangs is waited for only briefly."""
        self._cancelled.set()
        self.wait(2)

    def _run(
        self, source: Path | bytes | None, stamp: Stamp | None, photo: Photo, folder: Path
    ) -> None:
        with contextlib.suppress(OSError):  # without a copy the journal relies on the file itself
            if isinstance(source, bytes):
                self._store(folder / _COPY, [source])
            elif source is None or not self._copy_file(source, stamp, folder):
                if photo.alpha is not None:
                    self._store(folder / _ALPHA, _npy(photo.alpha))
                self._store(folder / _PIXELS, _npy(photo.pixels))

    def _copy_file(self, source: Path, stamp: Stamp | None, folder: Path) -> bool:
        if stamp is None or Stamp.of(source) != stamp:
            return False
        target = folder / _COPY
        try:
            with source.open("rb") as file:
                self._store(target, iter(lambda: file.read(_CHUNK_BYTES), b""))
        except OSError:
            return False
        if Stamp.of(source) != stamp:
            target.unlink(missing_ok=True)
            return False
        return True

    def _store(self, target: Path, chunks: Iterable[bytes]) -> None:
        """A file of that name appears when it is complete; not at all after `cancel`."""
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            for chunk in chunks:
                if self._cancelled.is_set():
                    return
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)


def has_source(folder: Path, path: Path | None, stamp: Stamp | None) -> bool:
    """Whether `open_source` has something to open."""
    copies = (folder / _COPY, folder / _PIXELS)
    return any(copy.exists() for copy in copies) or _is_unchanged(path, stamp)


def open_source(folder: Path, path: Path | None, stamp: Stamp | None) -> Photo:
    """The photo as it was when the journal began, from the copy or else the file itself.

    Raises:
        MoebiusError: neither is there, or it cannot be opened.
    """
    from moebius_core.photo import Photo

    copy, pixels, alpha = folder / _COPY, folder / _PIXELS, folder / _ALPHA
    if copy.exists():
        photo = Photo.open(read_file(copy), max_megapixels=None)
        return replace(photo, path=path)
    if pixels.exists():
        plane = np.load(alpha) if alpha.exists() else None
        return Photo(pixels=np.load(pixels), alpha=plane, path=path)
    if path is not None and _is_unchanged(path, stamp):
        return Photo.open(path, max_megapixels=None)
    raise UnreadablePhotoError(
        translate("Journal", "The photo that was edited is missing or has changed since."),
        translate("Journal", "Put it back where it was and try again."),
    )


def _is_unchanged(path: Path | None, stamp: Stamp | None) -> bool:
    return path is not None and stamp is not None and Stamp.of(path) == stamp


def _npy(array: NDArray[Any]) -> Iterator[bytes]:
    """The bytes of a .npy file, some rows at a time."""
    head = io.BytesIO()
    contiguous = {"descr": array.dtype.str, "fortran_order": False, "shape": array.shape}
    np.lib.format.write_array_header_1_0(head, contiguous)
    yield head.getvalue()
    rows = max(1, _CHUNK_BYTES // max(1, array[0].nbytes))
    for top in range(0, len(array), rows):
        yield array[top : top + rows].tobytes()
