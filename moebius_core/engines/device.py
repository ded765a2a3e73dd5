"""Where an engine computes, and what it is called."""

from __future__ import annotations

import sys
from enum import Enum


class Device(Enum):
    """Where an engine computes."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    DIRECTML = "directml"
    COREML = "coreml"
    MPS = "mps"

    @property
    def title(self) -> str:
        """For a person: DirectML."""
        return _TITLES[self]


_TITLES = {
    Device.AUTO: "Automatic",
    Device.CPU: "CPU",
    Device.CUDA: "CUDA",
    Device.DIRECTML: "DirectML",
    Device.COREML: "CoreML",
    Device.MPS: "MPS",
}

_ONLY_ON = {
    Device.DIRECTML: ("win32", "Windows"),
    Device.COREML: ("darwin", "macOS"),
    Device.MPS: ("darwin", "macOS"),
}


def foreign_to(device: Device, *, platform: str = sys.platform) -> str:
    """Why there is no such device on this system; empty where there may be one."""
    system, name = _ONLY_ON.get(device, (platform, ""))
    if system != platform:
        return f"only on {name}"
    return "not on macOS" if device is Device.CUDA and platform == "darwin" else ""
