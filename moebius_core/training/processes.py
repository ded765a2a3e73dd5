"""This process and the others of a run: accelerate's device, precision and gradient averaging.

Launchers are accelerate's and torch's own: `accelerate launch -m moebius_core.training train ...`,
`torchrun -m moebius_core.training train ...`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

import torch
from accelerate import Accelerator, DistributedType
from accelerate.state import AcceleratorState
from torch import Tensor, nn

from moebius_core.errors import EngineUnavailableError
from moebius_core.training.batches import Batch
from moebius_core.training.settings import LoopSettings

_REPLICATED = {
    DistributedType.NO,
    DistributedType.MULTI_CPU,
    DistributedType.MULTI_GPU,
    DistributedType.MULTI_NPU,
    DistributedType.MULTI_XPU,
}
_PRECISIONS = {"fp32": "no", "bf16": "bf16"}


class Processes:
    """How many processes there are, which one this is, and what they do together.

    Raises:
        EngineUnavailableError: the launcher was told to split the network itself.
    """

    def __init__(self, settings: LoopSettings) -> None:
        AcceleratorState._reset_state()  # pyright: ignore[reportPrivateUsage] # of a run before
        self._accelerator = Accelerator(
            mixed_precision=_PRECISIONS[settings.precision],
            cpu=settings.device == "cpu",
        )
        kind = self._accelerator.distributed_type
        if kind not in _REPLICATED:
            raise EngineUnavailableError(
                f"Training does not run under accelerate's {kind.value}.",
                "Choose several processes with a whole network each (multi-GPU).",
            )
        if self.count > 1:  # about speed, for depthwise convolutions, in every step
            warnings.filterwarnings("ignore", message="Grad strides do not match bucket view")
        if not self.is_first:  # what all processes find, one tells
            logging.getLogger("moebius_core").setLevel(logging.ERROR)

    @property
    def device(self) -> torch.device:
        return self._accelerator.device

    @property
    def number(self) -> int:
        """Of this process, from 0."""
        return self._accelerator.process_index

    @property
    def count(self) -> int:
        return self._accelerator.num_processes

    @property
    def is_first(self) -> bool:
        """Whether this process writes and tells."""
        return self._accelerator.is_main_process

    def prepared(self, network: nn.Module) -> nn.Module:
        """The network for steps: its gradients are averaged, its forward pass under autocast."""
        return self._accelerator.prepare_model(network)

    def backward(self, loss: Tensor) -> None:
        self._accelerator.backward(loss)

    def gradients(self, network: nn.Module, *, are_whole: bool) -> AbstractContextManager[None]:
        """Around a backward pass; its gradients are exchanged only once they are whole."""
        return nullcontext() if are_whole else self._accelerator.no_sync(network)

    def autocast(self) -> AbstractContextManager[None]:
        return self._accelerator.autocast()

    def clip(self, parameters: Sequence[nn.Parameter], most: float) -> float:
        """Scale gradients down to a norm of `most` (0: do not); their norm before."""
        limit = most or float("inf")
        return float(self._accelerator.clip_grad_norm_(parameters, limit) or 0.0)

    def wait(self) -> None:
        """Until all processes are here."""
        self._accelerator.wait_for_everyone()

    def close(self) -> None:
        """Leave the others."""
        self._accelerator.end_training()


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch with its tensors on `device`."""
    return batch._replace(
        images=batch.images.to(device, non_blocking=True),
        masks=batch.masks.to(device, non_blocking=True),
        ids=batch.ids.to(device, non_blocking=True),
    )
