"""Which engine runs, on what, and why the others were not taken."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from enum import Enum

from moebius_core.engines.engine import InpaintEngine
from moebius_core.errors import BadInputError, EngineUnavailableError


class Device(Enum):
    """Where an engine computes."""

    AUTO = "auto"
    CPU = "cpu"


@dataclass(frozen=True)
class Rejection:
    """Something that was asked for or tried, and why it was not taken."""

    what: str
    why: str


@dataclass(frozen=True)
class Opened:
    """An engine ready to run."""

    engine: InpaintEngine
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True)
class DeviceReport:
    """One line of `moebius devices`."""

    device: Device
    name: str
    engines: tuple[str, ...]
    """Names of the engines that run there."""


def _open_content_fill() -> InpaintEngine:
    from moebius_core.engines.content_fill import ContentFillEngine

    return ContentFillEngine()


_ENGINES = {"content-fill": _open_content_fill}

ENGINE_NAMES = ("auto", *_ENGINES)


def open_engine(name: str = "auto", device: Device = Device.AUTO) -> Opened:
    """The engine of that name on that device; `auto` takes the best that this computer can run.

    Raises:
        BadInputError: no engine has this name.
        EngineUnavailableError: it cannot run here, with the reason.
    """
    if name not in ENGINE_NAMES:
        raise BadInputError(f"There is no engine “{name}”.", f"Use {', '.join(ENGINE_NAMES)}.")
    chosen = "content-fill" if name == "auto" else name
    try:
        return Opened(_ENGINES[chosen]())
    except ImportError as error:
        raise EngineUnavailableError(
            f"The engine {chosen} cannot start on {device.value}: {error}.",
            "Install Moebius again: a part of it is missing.",
        ) from error


def list_devices() -> list[DeviceReport]:
    """What this computer offers to the engines of this version."""
    cores = os.cpu_count() or 1
    name = platform.processor() or platform.machine() or "unknown processor"
    return [DeviceReport(Device.CPU, f"{name}, {cores} cores", tuple(_ENGINES))]
