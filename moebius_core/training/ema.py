"""Averaged weights: steadier than those of the last step, and what is saved."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class AveragedWeights:
    """An exponential moving average of a network's weights and running statistics.

    In step n (from 1) its decay is min(`decay`, (1 + n) / (10 + n)), so that the beginning is
    forgotten. What is no float (a count of batches) is copied.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self._decay = decay
        self._average = {name: each.clone() for name, each in _state(network).items()}

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Count the weights as they are after step `step`."""
        share = 1 - min(self._decay, (1 + step) / (10 + step))
        for name, value in _state(network).items():
            if value.is_floating_point():
                self._average[name].lerp_(value, share)
            else:
                self._average[name].copy_(value)

    def state(self) -> dict[str, Tensor]:
        """The averages under the network's keys; not copied."""
        return dict(self._average)

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Go on from what `state` gave; raises KeyError where a key is missing."""
        for name, value in self._average.items():
            value.copy_(state[name])

    @contextmanager
    def inside(self, network: nn.Module) -> Generator[None]:
        """The network has the averaged weights while the block runs, then its own again."""
        own = {name: each.clone() for name, each in _state(network).items()}
        network.load_state_dict(self._average)
        try:
            yield
        finally:
            network.load_state_dict(own)


def _state(network: nn.Module) -> dict[str, Tensor]:
    return {name: each.detach() for name, each in network.state_dict().items()}
