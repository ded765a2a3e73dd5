"""Which engine runs, on what, and why the others were not taken."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from moebius_core.engines.device import Device
from moebius_core.engines.engine import InpaintEngine
from moebius_core.engines.names import (
    AUTO,
    CONTENT_FILL,
    ENGINE_NAMES,
    MOEBIUS,
    PREFIX,
    check_engine_name,
    engine_names,
    installed_networks,
    network_files,
)
from moebius_core.errors import EngineUnavailableError
from moebius_core.progress import Progress

__all__ = [
    "ENGINE_NAMES",
    "Device",
    "DeviceReport",
    "Opened",
    "Rejection",
    "check_engine_name",
    "engine_names",
    "list_devices",
    "open_engine",
    "rejected_devices",
]

log = logging.getLogger(__name__)

_SILENT = Progress()
_AUTO_PRECISION = "auto"


@dataclass(frozen=True)
class Rejection:
    """Something that was asked for or tried, and why it was not taken."""

    what: str
    why: str
    is_failure: bool = False
    """It should have worked: the person is told, and not only when they look for it."""

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


@dataclass(frozen=True)
class Opened:
    """An engine ready to run."""

    engine: InpaintEngine
    rejected: tuple[Rejection, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each thing that failed before this engine was taken."""
        return tuple(
            f"{rejection.what} failed, so it was not used: {rejection.why}"
            for rejection in self.rejected
            if rejection.is_failure
        )


@dataclass(frozen=True)
class DeviceReport:
    """One line of `moebius devices`."""

    device: Device
    name: str
    engines: tuple[str, ...]
    """Names of the engines that run there."""
    runtimes: tuple[str, ...] = ()
    """Libraries that would run the network there, the one that is taken first."""


def open_engine(
    name: str = AUTO,
    device: Device = Device.AUTO,
    *,
    precision: str = _AUTO_PRECISION,
    progress: Progress = _SILENT,
) -> Opened:
    """The engine of that name on that device.

    Args:
        name: `auto` takes the Moebius network where its weights are installed and content fill
            elsewhere; the others are in `engine_names()`.
        device: AUTO takes the first that passes a test; any other has to work.
        precision: One of `runtimes.PRECISION_NAMES`; for the network.
        progress: Reading weights takes seconds, and preparing them the first time longer.

    Raises:
        BadInputError: no engine has this name, or its weights are damaged.
        WeightsMissingError: its weights are not installed.
        EngineUnavailableError: it cannot run here, with the reason.
        Cancelled: the token was set.
    """
    check_engine_name(name)
    if name == CONTENT_FILL:
        return _open_content_fill(device)
    if name != AUTO:
        return _open_network(name, device, precision, progress)
    if not installed_networks():
        return _open_content_fill(device)
    if device is not Device.AUTO:
        return _open_network(MOEBIUS, device, precision, progress)
    try:
        return _open_network(MOEBIUS, device, precision, progress)
    except EngineUnavailableError as error:
        log.warning("The network cannot run: %s", error)
        failed = Rejection("The Moebius network", error.sentence, is_failure=True)
        return Opened(_open_content_fill(device).engine, (failed,))


def _open_content_fill(device: Device) -> Opened:
    if device not in (Device.AUTO, Device.CPU):
        raise EngineUnavailableError(
            f"The engine {CONTENT_FILL} runs on the CPU only, not on {device.title}.",
            "Use the device auto, or get the network: moebius weights download places2",
        )
    try:
        from moebius_core.engines.content_fill import ContentFillEngine

        return Opened(ContentFillEngine())
    except ImportError as error:
        raise EngineUnavailableError(
            f"The engine {CONTENT_FILL} cannot start on {device.value}: {error}.",
            "Install Moebius again: a part of it is missing.",
        ) from error


def _open_network(name: str, device: Device, precision: str, progress: Progress) -> Opened:
    from moebius_core.engines.opening import open_network

    wanted = None if precision == _AUTO_PRECISION else precision
    return open_network(network_files(name), device, wanted, progress)


def list_devices() -> list[DeviceReport]:
    """What this computer offers to the engines of this version."""
    from moebius_core.engines.processor import this_processor
    from moebius_core.engines.runtimes import RUNTIMES, card_name

    usable = [runtime for runtime in RUNTIMES if not runtime.why_not()]
    networks = tuple(PREFIX + name for name in installed_networks())
    reports: list[DeviceReport] = []
    for device in Device:
        libraries = dict.fromkeys(r.library for r in usable if r.device is device)
        engines = networks if libraries else ()
        if device is Device.CPU:
            engines = (CONTENT_FILL, *engines)
            reports.append(DeviceReport(device, str(this_processor()), engines, (*libraries,)))
        elif libraries:
            name = card_name() if device is Device.CUDA else ""
            reports.append(DeviceReport(device, name or device.title, engines, (*libraries,)))
    return reports


def rejected_devices() -> list[Rejection]:
    """The devices that the network cannot use here, each with the reasons of its libraries."""
    from moebius_core.engines.runtimes import runtimes_for

    rejected: list[Rejection] = []
    for device in list(Device)[1:]:
        reasons = [runtime.why_not() for runtime in runtimes_for(device)]
        if all(reasons):
            rejected.append(Rejection(device.title, "; ".join(dict.fromkeys(reasons))))
    return rejected
