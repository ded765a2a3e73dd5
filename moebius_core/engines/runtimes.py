"""What can run the network where: onnxruntime and torch on each device, in order of preference.

Neither is imported before it is asked for, and only one module of ours each knows it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from typing import Any

from moebius_core.engines.backend import DiffusionBackend
from moebius_core.engines.device import Device, foreign_to
from moebius_core.engines.processor import this_processor
from moebius_core.errors import EngineUnavailableError
from moebius_core.progress import Progress

ONNX = "onnxruntime"
TORCH = "torch"

PRECISION_NAMES = ("auto", "fp32", "bf16", "fp16")
"""What a person may ask for; auto leaves it to the runtime."""

_MODULES = {
    ONNX: "moebius_core.engines.onnx_backend",
    TORCH: "moebius_core.engines.torch_backend",
}
_INSTALL = {
    ONNX: "onnxruntime is not installed: pip install onnxruntime",
    TORCH: "torch is not installed: pip install 'moebius[cuda]'",
}
_DRIVERS = {"win32": ("nvcuda.dll",), "linux": ("libcuda.so.1",)}
_AMD_DRIVER = Path("/dev/kfd")


@dataclass(frozen=True)
class NetworkFiles:
    """Weights on this computer: a student with its autoencoder, or a folder of ONNX graphs."""

    id: str
    student: Path | None = None
    autoencoder: Path | None = None
    graphs: Path | None = None


@dataclass(frozen=True)
class Runtime:
    """A library on a device."""

    device: Device
    library: str
    precision: str | None = None
    """The only one it is taken for; None: its own choice, and whatever is asked for."""

    def __str__(self) -> str:
        return f"{self.device.title} with {self.library}"

    def why_not(self) -> str:
        """Why it cannot run here; empty where it can. Imports the library when all else is there.

        Never raises.
        """
        reason = foreign_to(self.device) or _without_driver(self.device)
        if reason:
            return reason
        if self.precision == "bf16" and not _may_have_bf16():
            return "this processor has no instructions for bf16"
        if util.find_spec(self.library) is None:
            return _INSTALL[self.library]
        try:
            module = import_module(_MODULES[self.library])
        except (ImportError, OSError) as error:
            return f"{self.library} cannot be loaded ({error})"
        if self.library == TORCH:
            return module.why_not(self.device.value) or self._why_not_precision(module)
        if self.device.value not in module.onnx_devices():
            return f"the installed onnxruntime was built without {self.device.title}"
        return ""

    def takes(self, precision: str | None) -> bool:
        """Whether it is to be tried for this precision; None: any."""
        return self.precision is None or precision in (None, self.precision)

    def open(
        self, files: NetworkFiles, precision: str | None, progress: Progress
    ) -> DiffusionBackend:
        """The network on it.

        Args:
            files: The weights.
            precision: None for the best it has.
            progress: Reading, and preparing what is prepared once.

        Raises:
            BadInputError: the weights are damaged.
            EngineUnavailableError: it cannot run them.
        """
        module = import_module(_MODULES[self.library])
        precision = precision or self.precision
        if files.graphs is not None:
            return self._open_graphs(module, files.graphs, precision, progress)
        where: dict[str, Any] = {
            "device": self.device.value,
            "precision": precision,
            "progress": progress,
        }
        if self.library == TORCH:
            return module.open_torch_backend(files.student, files.autoencoder, **where)
        return module.open_onnx_backend(files.student, files.autoencoder, **where)

    def _open_graphs(
        self, module: Any, folder: Path, precision: str | None, progress: Progress
    ) -> DiffusionBackend:
        if self.library != ONNX:
            raise EngineUnavailableError("These weights are ONNX graphs, which torch does not run.")
        if precision not in (None, "fp32"):
            raise EngineUnavailableError(f"ONNX graphs run in fp32, not in {precision}.")
        return module.open_onnx_folder(folder, device=self.device.value, progress=progress)

    def _why_not_precision(self, module: Any) -> str:
        if self.precision in (None, module.best_precision(self.device.value), "fp32"):
            return ""
        return f"this processor has no instructions for {self.precision}"


RUNTIMES = (
    Runtime(Device.CUDA, TORCH),
    Runtime(Device.CUDA, ONNX),
    Runtime(Device.DIRECTML, ONNX),
    Runtime(Device.MPS, TORCH),
    Runtime(Device.COREML, ONNX),
    Runtime(Device.CPU, TORCH, "bf16"),
    Runtime(Device.CPU, ONNX),
    Runtime(Device.CPU, TORCH, "fp32"),
)
"""The first that works is taken."""


def runtimes_for(device: Device, precision: str | None = None) -> Iterator[Runtime]:
    """Those on the device, or all for AUTO, that are to be tried for this precision."""
    for runtime in RUNTIMES:
        if device in (Device.AUTO, runtime.device) and runtime.takes(precision):
            yield runtime


def card_name() -> str:
    """What the CUDA card is called, where torch can tell; empty otherwise."""
    if Runtime(Device.CUDA, TORCH).why_not():
        return ""
    return import_module(_MODULES[TORCH]).device_name(Device.CUDA.value)


def _without_driver(device: Device) -> str:
    """Found out without torch, which takes seconds to import."""
    if device is not Device.CUDA or _AMD_DRIVER.exists():
        return ""
    for name in _DRIVERS.get(sys.platform, ()):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return ""
    return "no driver for NVIDIA graphics cards was found"


def _may_have_bf16() -> bool:
    """False only where the system says that it has not: then torch need not be asked."""
    return sys.platform != "linux" or "bf16" in this_processor().features
