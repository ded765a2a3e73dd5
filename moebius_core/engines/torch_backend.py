"""The networks as torch modules: CPU, CUDA and MPS. The only part of the engines with torch.

On CUDA the student is captured once as a CUDA graph for each number of rows and replayed: its
kernels are too short to be launched one by one.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from moebius_core.engines.backend import Pictures
from moebius_core.errors import EngineUnavailableError
from moebius_core.network import (
    Autoencoder,
    Student,
    for_inference,
    in_reduced_precision,
    load_autoencoder,
    load_student,
)
from moebius_core.progress import Cancelled, Progress
from moebius_core.sampling import LATENT_SCALE, Latents
from moebius_core.system import give_back_memory
from moebius_core.weights.checkpoint import open_checkpoint

log = logging.getLogger(__name__)

StudentCall = Callable[[Tensor, Tensor], Tensor]
"""(B, 9, s, s) and a timestep (1,) -> noise (B, 4, s, s); B = 2: unconditional row first."""

Network = TypeVar("Network", bound=nn.Module)

_TYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}

_SILENT = Progress()
_WARM_UPS = 3


def open_torch_backend(
    student: Path,
    autoencoder: Path,
    *,
    device: str,
    precision: str | None = None,
    compiled: bool = False,
    progress: Progress = _SILENT,
) -> TorchBackend:
    """The released networks on a device.

    Args:
        student, autoencoder: Files of weights, as `open_checkpoint` takes them.
        device: "cpu", "cuda" or "mps".
        precision: fp32, bf16 or fp16; None takes `best_precision(device)`.
        compiled: As for `TorchBackend`.
        progress: 0..1 over reading both.

    Raises:
        BadInputError: the weights cannot be read or are others.
        EngineUnavailableError: the device is not there, cannot do that, or has too little memory.
    """
    reason = why_not(device)
    if reason:
        raise EngineUnavailableError(f"torch cannot compute on {device}: {reason}.")
    progress.report(0.0, "Reading the network")
    first = load_student(open_checkpoint(student))
    progress.report(0.6, "Reading the autoencoder")
    second = load_autoencoder(open_checkpoint(autoencoder))
    progress.report(0.9, "Preparing the network")
    backend = TorchBackend(first, second, device=device, precision=precision, compiled=compiled)
    progress.report(1.0)
    return backend


def why_not(device: str) -> str:
    """Why torch cannot compute there; empty where it can."""
    match device:
        case "cpu":
            return ""
        case "cuda" if torch.version.cuda is None and torch.version.hip is None:
            return "the installed torch was built without it"
        case "cuda":
            return "" if torch.cuda.is_available() else "torch finds no such graphics card"
        case "mps" if not torch.backends.mps.is_built():
            return "the installed torch was built without it"
        case "mps":
            return "" if torch.backends.mps.is_available() else "this Mac has no such graphics unit"
        case _:
            return "torch does not know it"


def device_name(device: str) -> str:
    """What the card is called, and its memory; empty where torch does not know."""
    if device != "cuda" or why_not(device):
        return ""
    facts = torch.cuda.get_device_properties(0)
    return f"{facts.name}, {facts.total_memory / 2**30:.0f} GiB"


def precisions(device: str) -> tuple[str, ...]:
    """What the device computes faster than fp32, the best first, and fp32."""
    if why_not(device):
        return ()
    if device == "cuda":
        has_bf16 = torch.cuda.is_bf16_supported(including_emulation=False)
        return ("bf16", "fp16", "fp32") if has_bf16 else ("fp16", "fp32")
    if device == "mps":
        return ("fp32", "fp16")
    return ("bf16", "fp32") if _processor_has_bf16() else ("fp32", "bf16")


def best_precision(device: str) -> str:
    """What is taken when nobody says anything else."""
    return precisions(device)[0]


def _processor_has_bf16() -> bool:
    """Whether there are instructions for it; without, bf16 works and is slower than fp32."""
    names = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    checks = [getattr(torch.cpu, name, None) for name in names]
    return any(check() for check in checks if check is not None)


class TorchBackend:
    """A `DiffusionBackend` of torch modules.

    Args:
        student, autoencoder: As `load_student` and `load_autoencoder` give them; not changed.
        device: "cpu", "cuda" or "mps".
        precision: Of the student: fp32, bf16 or fp16; None takes `best_precision(device)`. The
            autoencoder, unstable in fp16, computes in bf16 on processors and in fp32 elsewhere.
        tf32: Whether fp32 products on CUDA may be rounded to TF32, which is no longer exact; None:
            unless `precision` is fp32. Sets torch's own switch, for the whole process.
        graphs: Whether CUDA replays the student from a captured graph.
        compiled: Whether torch compiles the student at first use: a minute, and a C compiler.
    """

    def __init__(
        self,
        student: Student,
        autoencoder: Autoencoder,
        *,
        device: str = "cpu",
        precision: str | None = None,
        tf32: bool | None = None,
        graphs: bool = True,
        compiled: bool = False,
    ) -> None:
        self._device = device
        self._is_interrupted = threading.Event()
        self._precision = precision or best_precision(device)
        if self._precision not in precisions(device):
            raise EngineUnavailableError(
                f"{device.upper()} does not compute in {self._precision}.",
                f"It can do {', '.join(precisions(device))}.",
            )
        is_exact = self._precision == "fp32"
        self._layout = student.layout
        self._graphs = graphs and device == "cuda"
        self._captured: dict[int, StudentCall] = {}
        # On a processor, normalising groups is ten times less exact with the channels last.
        self._picture_format = torch.channels_last if device == "cuda" else torch.contiguous_format
        self._picture_type = _TYPES[self._precision] if device == "cpu" else torch.float32
        length = self._layout.context_length
        ids = torch.tensor([[*range(length, 2 * length)], [*range(length)]])
        with self._failures():
            if device == "cuda":
                _allow_tf32(not is_exact if tf32 is None else tf32)
            deployed = for_inference(student)
            if not is_exact:
                deployed = in_reduced_precision(deployed, _TYPES[self._precision])
            self._student = _moved(deployed, device, None, torch.channels_last)
            self._autoencoder = _moved(
                for_inference(autoencoder), device, self._picture_type, self._picture_format
            )
            self._ids = ids.to(device)
        if device == "cpu":
            self._stop_between_layers()
        self._call: StudentCall = self._eager
        if compiled:
            self._call = cast("StudentCall", torch.compile(self._eager, dynamic=False))

    @property
    def device(self) -> str:
        return self._device

    @property
    def precision(self) -> str:
        return self._precision

    @property
    def latent_size(self) -> int:
        return self._layout.latent_size

    @torch.inference_mode()
    def encode(self, pictures: Pictures) -> Latents:
        """(B, 3, S, S) -> (B, 4, s, s)."""
        with self._failures():
            moments = self._autoencoder.encode(self._sent_to_autoencoder(pictures))
            mean, _ = moments.chunk(2, dim=1)
            return _received(mean * LATENT_SCALE)

    @torch.inference_mode()
    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        """(1, 9, s, s) -> unconditional and conditional row, (1, 4, s, s) each."""
        with self._failures():
            rows = torch.from_numpy(x).to(self._device)
            rows = rows.expand(2 if guided else 1, -1, -1, -1)  # both see the same latents
            rows = rows.contiguous(memory_format=torch.channels_last)
            noise = _received(self._student_call(rows, torch.tensor([timestep])))
        return (noise[:1] if guided else None), noise[-1:]

    @torch.inference_mode()
    def decode(self, latents: Latents) -> Pictures:
        """(1, 4, s, s) -> (1, 3, S, S)."""
        with self._failures():
            unscaled = self._sent_to_autoencoder(latents / np.float32(LATENT_SCALE))
            return _received(self._autoencoder.decode(unscaled))

    def interrupt(self) -> None:
        """Stop the running call at its next layer; on cards it is too short for that."""
        self._is_interrupted.set()

    def close(self) -> None:
        """Give back the memory; the networks that were handed in stay usable."""
        self._captured.clear()
        del self._student, self._autoencoder, self._call
        with suppress(RuntimeError):  # a card that was lost has nothing to give back
            if self._device == "cuda":
                torch.cuda.empty_cache()
            elif self._device == "mps":
                torch.mps.empty_cache()
        give_back_memory()

    def _stop_between_layers(self) -> None:
        def check(*_: object) -> None:
            if self._is_interrupted.is_set():
                raise Cancelled

        for network in (self._student, self._autoencoder):
            for module in network.modules():
                if isinstance(module, nn.Conv2d | nn.Linear):
                    module.register_forward_pre_hook(check)

    def _eager(self, x: Tensor, timestep: Tensor) -> Tensor:
        return self._student(x, timestep, self._ids[-x.shape[0] :])

    def _student_call(self, x: Tensor, timestep: Tensor) -> Tensor:
        timestep = timestep.to(self._device)
        if not self._graphs:
            return self._call(x, timestep)
        rows = x.shape[0]
        if rows not in self._captured:
            self._captured[rows] = self._capture(x, timestep)
        return self._captured[rows](x, timestep)

    def _capture(self, x: Tensor, timestep: Tensor) -> StudentCall:
        """A graph of the call; the call itself where there is anything it cannot capture."""
        try:
            return _Replayed(self._call, x, timestep)
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            log.warning("No CUDA graph, the student runs kernel by kernel: %s", error)
            self._graphs = False
            return self._call

    def _sent_to_autoencoder(self, array: NDArray[np.float32]) -> Tensor:
        tensor = torch.from_numpy(array).to(self._device, self._picture_type)
        return tensor.contiguous(memory_format=self._picture_format)

    @contextmanager
    def _failures(self) -> Generator[None]:
        """Whatever torch says of a device that fails, as `EngineUnavailableError`."""
        self._is_interrupted.clear()
        try:
            yield
        except torch.OutOfMemoryError as error:
            raise EngineUnavailableError(
                f"{self._device.upper()} has too little memory for the network.",
                "Close other programs that use the graphics card, or take --device cpu.",
            ) from error
        except RuntimeError as error:
            first_line = str(error).partition("\n")[0].rstrip(".")
            raise EngineUnavailableError(f"{self._device.upper()} failed: {first_line}.") from error


class _Replayed:
    """A call on CUDA, captured once; later calls copy their inputs in and replay the kernels."""

    def __init__(self, call: StudentCall, x: Tensor, timestep: Tensor) -> None:
        self._x, self._timestep = x.clone(), timestep.clone()
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):  # libraries set themselves up outside the capture
            for _ in range(_WARM_UPS):
                call(self._x, self._timestep)
        torch.cuda.current_stream().wait_stream(aside)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph, capture_error_mode="thread_local"):
            self._noise = call(self._x, self._timestep)

    def __call__(self, x: Tensor, timestep: Tensor) -> Tensor:
        """Overwritten by the next call."""
        self._x.copy_(x)
        self._timestep.copy_(timestep)
        self._graph.replay()
        return self._noise


def _moved(
    network: Network, device: str, dtype: torch.dtype | None, layout: torch.memory_format
) -> Network:
    """`network` on the device, in that type if one is given.

    `Module.to` would change in place the weights that `network` shares with what it is a copy of.
    """
    for module in network.modules():
        for name, weight in list(module.named_parameters(recurse=False)):
            moved = weight.to(device=device, dtype=dtype)
            if moved.dim() == 4:
                moved = moved.contiguous(memory_format=layout)
            setattr(module, name, nn.Parameter(moved, requires_grad=False))
    return network


def _allow_tf32(allowed: bool) -> None:
    """By torch 2.9's switches; setting the older ones beside them is an error."""
    value = "tf32" if allowed else "ieee"
    torch.backends.cuda.matmul.fp32_precision = value
    torch.backends.cudnn.conv.fp32_precision = value  # pyright: ignore[reportAttributeAccessIssue]


def _received(tensor: Tensor) -> NDArray[np.float32]:
    return tensor.float().cpu().contiguous().numpy()
