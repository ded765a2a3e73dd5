"""The engine: opened on the worker thread when it is first needed, kept, and closed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.events import Event
from moebius_core.engines.engine import EngineInfo, InpaintEngine, notes_of
from moebius_core.engines.selection import Device, Opened, Rejection
from moebius_core.errors import MoebiusError
from moebius_core.progress import Progress

_SILENT = Progress()


class Opener(Protocol):
    """`selection.open_engine`, or what stands for it in tests."""

    def __call__(self, name: str, device: Device, /, *, progress: Progress) -> Opened: ...


def weights_behind(name: str) -> object:
    """What the engine of this name computes with, as it lies on the disk now; never raises.

    Another value than before says that weights came, went or were replaced.
    """
    from moebius_core.engines.names import AUTO, CONTENT_FILL, MOEBIUS, network_files

    if name == CONTENT_FILL:
        return None
    try:
        files = network_files(MOEBIUS if name == AUTO else name)
        paths = filter(None, (files.student, files.autoencoder, files.graphs))
        return (files, *(path.stat().st_mtime_ns for path in paths))
    except (MoebiusError, OSError):
        return None


class EngineRoom:
    """Holds at most one engine open.

    `engine`, `is_open` and `close` belong to the worker thread; what is told of the engine may be
    read anywhere.

    Args:
        opener: Opens engines.
        weights: What an engine computes with; when that changes, it is opened again.
    """

    def __init__(self, opener: Opener, weights: Callable[[str], object] = weights_behind) -> None:
        self._opener = opener
        self._weights = weights
        self._opened: Opened | None = None
        self._wanted: tuple[str, Device] | None = None
        self._behind: object = None
        self._announced: Opened | None = None
        self._told: set[str] = set()
        self.changed: Event[[]] = Event()
        """Another engine is open: emitted by `announce`."""
        self.noted: Event[[str]] = Event()
        """Something better failed, and this goes on in its place: emitted by `announce`, once."""

    @property
    def info(self) -> EngineInfo | None:
        """What runs; None before the first removal."""
        opened = self._opened
        return opened.engine.info if opened else None

    @property
    def rejected(self) -> tuple[Rejection, ...]:
        """What was tried before, and why it was not taken."""
        opened = self._opened
        return opened.rejected if opened else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was given up while it ran, one sentence each."""
        opened = self._opened
        return notes_of(opened.engine) if opened else ()

    def info_of(self, name: str, device: str) -> EngineInfo | None:
        """What runs, if it was opened under this name for this device."""
        return self.info if self._wanted == (name, _device(device)) else None

    def is_open(self, name: str, device: str) -> bool:
        """Whether `engine` would answer at once."""
        is_it = self._opened is not None and self._wanted == (name, _device(device))
        return is_it and self._behind == self._weights(name)

    def engine(self, name: str, device: str, progress: Progress = _SILENT) -> InpaintEngine:
        """The engine of that name on that device, opened now if it is not open yet.

        Raises:
            BadInputError, EngineUnavailableError: as `open_engine`; the old one is closed then.
            Cancelled: while it was opened; the old one is closed then.
        """
        if self._opened is None or not self.is_open(name, device):
            self.close()
            self._wanted = (name, _device(device))
            self._behind = self._weights(name)
            self._opened = self._opener(*self._wanted, progress=progress)
        return self._opened.engine

    def close(self) -> None:
        """Give back what the engine holds."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.engine.close()

    def announce(self) -> None:
        """Emit `changed` if another engine is open than at the last call, and what is to be told.

        Belongs to the window's thread.
        """
        opened = self._opened
        if opened is not self._announced:
            self._announced = opened
            self.changed.emit()
        for note in (*(opened.notes if opened else ()), *self.notes):
            if note not in self._told:
                self._told.add(note)
                self.noted.emit(note)


def _device(value: str) -> Device:
    """The device of a setting; one that this version does not know means: choose."""
    try:
        return Device(value)
    except ValueError:
        return Device.AUTO
