"""What can be chosen to compute with: engines whose weights are installed, devices that are there.

Looked for by a worker, since disks may be slow and asking for devices imports large libraries.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.events import Event
from app.i18n import translate
from app.jobs.job import Job
from app.language.engine_names import engine_title
from app.setting_rows import ROWS, Row
from moebius_core.engines.engine import EngineInfo
from moebius_core.engines.names import AUTO, MOEBIUS, PREFIX, installed_networks
from moebius_core.progress import Progress

REGION_PX = 512
"""Side of the region that the published networks work on, as long as none is open that says so."""

_ALWAYS_THERE = ("auto", "cpu")
_ENGINE, _DEVICE = (next(row for row in ROWS if row.key == key) for key in ("engine", "device"))


class EngineShelf:
    """Every method belongs to the window's thread.

    Args:
        submit: Takes jobs for a worker on which nobody waits.
    """

    def __init__(self, submit: Callable[[Job[Any]], object]) -> None:
        self._submit = submit
        self._has_asked_for_devices = False
        self.networks: tuple[str, ...] | None = None
        """Ids of the weights that can run, the one taken first; None before anybody looked."""
        self.devices: tuple[str, ...] | None = None
        """Values of `Device` that can be used here; None before anybody looked."""
        self.changed: Event[[]] = Event()

    def look(self) -> None:
        """Find out which weights are installed now; `changed` follows if that is new."""
        self._submit(Job(work=_networks, done=self._found_networks))

    def look_for_devices(self) -> None:
        """Find out what this computer has, once; `changed` follows."""
        if not self._has_asked_for_devices:
            self._has_asked_for_devices = True
            self._submit(Job(work=_devices, done=self._found_devices))

    def choices(self, key: str, chosen: str) -> tuple[tuple[str, str], ...]:
        """(value, text) of what can be chosen for the setting `key`, "engine" or "device".

        Args:
            chosen: Is among them in any case; where it is not here, its text says so.
        """
        return self._engines(chosen) if key == "engine" else self._devices(chosen)

    def region_px(self, engine: str, info: EngineInfo | None) -> int | None:
        """`EngineInfo.region_px` of the engine of that name, before it is opened as well.

        Args:
            info: Of this engine, if it is open.
        """
        if info is not None:
            return info.region_px
        is_network = engine.startswith(MOEBIUS) or (engine == AUTO and bool(self.networks))
        return REGION_PX if is_network else None

    def _engines(self, chosen: str) -> tuple[tuple[str, str], ...]:
        networks = self.networks or ()
        found = {value: text for value, text in _fixed(_ENGINE) if networks or value != MOEBIUS}
        found |= {PREFIX + name: engine_title(PREFIX + name) for name in networks}
        if chosen not in found:
            text = engine_title(chosen)
            found[chosen] = text if self.networks is None else _not_installed(text)
        return tuple(found.items())

    def _devices(self, chosen: str) -> tuple[tuple[str, str], ...]:
        there = (*_ALWAYS_THERE, *(self.devices or ()))
        found = {value: text for value, text in _fixed(_DEVICE) if value in there}
        if chosen not in found:
            text = dict(_fixed(_DEVICE)).get(chosen, chosen)
            found[chosen] = text if self.devices is None else _not_here(text)
        return tuple(found.items())

    def _found_networks(self, networks: tuple[str, ...]) -> None:
        if networks != self.networks:
            self.networks = networks
            self.changed.emit()

    def _found_devices(self, devices: tuple[str, ...]) -> None:
        self.devices = devices
        self.changed.emit()


def _fixed(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, translate("Settings", choice.label)) for choice in row.choices)


def _networks(_progress: Progress) -> tuple[str, ...]:
    return installed_networks()


def _devices(_progress: Progress) -> tuple[str, ...]:
    from moebius_core.engines.selection import list_devices

    return tuple(report.device.value for report in list_devices())


def _not_installed(engine: str) -> str:
    return translate("Engines", "{engine} – not installed").format(engine=engine)


def _not_here(device: str) -> str:
    return translate("Engines", "{device} – not on this computer").format(device=device)
