"""The engine: opened on the worker thread when it is first needed, kept, and closed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.events import Event
from moebius_core.engines.engine import EngineInfo, InpaintEngine
from moebius_core.engines.selection import Device, Opened, Rejection

Opener: TypeAlias = Callable[[str, Device], Opened]


class EngineRoom:
    """Holds at most one engine open.

    `engine` and `close` belong to the worker thread; what is told of the engine may be read
    anywhere.
    """

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._opened: Opened | None = None
        self._wanted: tuple[str, Device] | None = None
        self._announced: Opened | None = None
        self.changed: Event[[]] = Event()
        """Another engine is open: emitted by `announce`."""

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

    def engine(self, name: str, device: str) -> InpaintEngine:
        """The engine of that name on that device, opened now if it is not open yet.

        Raises:
            BadInputError, EngineUnavailableError: as `open_engine`; the old one is closed then.
        """
        wanted = (name, _device(device))
        if self._opened is None or self._wanted != wanted:
            self.close()
            self._opened = self._opener(*wanted)
            self._wanted = wanted
        return self._opened.engine

    def close(self) -> None:
        """Give back what the engine holds."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.engine.close()

    def announce(self) -> None:
        """Emit `changed` if another engine is open than at the last call."""
        if self._opened is not self._announced:
            self._announced = self._opened
            self.changed.emit()


def _device(value: str) -> Device:
    """The device of a setting; one that this version does not know means: choose."""
    try:
        return Device(value)
    except ValueError:
        return Device.AUTO
