"""Gradient checkpointing (arXiv 1604.06174): memory for time.

Only what goes into a part is kept for the way back, where the part is computed a second time. That
second time must not count for the running statistics of batch normalisations.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

Network = TypeVar("Network", bound=nn.Module)


class Checkpointed(nn.Module):
    """A part that can be computed again: a function of tensors that draws nothing at random."""

    checkpointing = False

    def __call__(self, *inputs: Tensor) -> Tensor:
        if not (self.checkpointing and torch.is_grad_enabled()):
            return super().__call__(*inputs)
        output = checkpoint(
            super().__call__,
            *inputs,
            use_reentrant=False,
            preserve_rng_state=False,
            context_fn=self._contexts,
        )
        assert isinstance(output, Tensor)
        return output

    def _contexts(self) -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
        """What surrounds the first computation, and the second."""
        return nullcontext(), _without_statistics(self)


def with_checkpointing(network: Network, *, on: bool = True) -> Network:
    """`network` itself, which from now on keeps only the inputs of its residual blocks and
    transformers while it is trained. Gradients and running statistics stay what they were."""
    for module in network.modules():
        if isinstance(module, Checkpointed):
            module.checkpointing = on
    return network


@contextmanager
def _without_statistics(part: nn.Module) -> Generator[None]:
    """Batch normalisations count into copies; theirs come back afterwards, untouched.

    Exchanged and not overwritten: autograd would take overwriting for a change of saved values.
    """
    kept = [
        (module, name, buffer)
        for module in part.modules()
        if hasattr(module, "running_mean")
        for name, buffer in module.named_buffers(recurse=False)
    ]
    for module, name, buffer in kept:
        setattr(module, name, buffer.clone())
    try:
        yield
    finally:
        for module, name, buffer in kept:
            setattr(module, name, buffer)
