"""What was dropped on the window or lies on the clipboard: files, a picture, or nothing. [Qt]"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_REMOTE = frozenset({"http", "https", "ftp"})


class Dropped(NamedTuple):
    """At most one of these is of use, in this order."""

    paths: tuple[Path, ...] = ()
    """Files and folders of this computer."""
    image: QImage | None = None
    remote: str = ""
    """An address on the network; nothing is fetched from there."""


def read_drop(data: QMimeData | None) -> Dropped:
    """Sort out what it is. A picture dragged from a browser comes with its address: it is taken.

    Args:
        data: An empty clipboard has None.
    """
    if data is None:
        return Dropped()
    urls = data.urls() if data.hasUrls() else []
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if paths:
        return Dropped(paths)
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Dropped(image=image)
    remote = next((url.toString() for url in urls if url.scheme() in _REMOTE), "")
    if not remote and data.hasText():
        text = data.text().strip()
        if text.partition("://")[0] in _REMOTE and "\n" not in text:
            remote = text
    return Dropped(remote=remote)


def is_of_use(data: QMimeData) -> bool:
    """Whether dropping it could do anything; cheap, for the pointer's look while dragging."""
    if data.hasImage():
        return True
    return data.hasUrls() and any(
        url.isLocalFile() or url.scheme() in _REMOTE for url in data.urls()
    )
