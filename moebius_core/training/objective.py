"""What is trained, and towards what: all that the loop knows of a network and its task.

The loop owns batches, optimisers, averaging, checkpoints and logs; an objective turns a batch into
a loss, measures on pictures that are held out, and shows what the network can do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import torch
from torch import Tensor, nn

from moebius_core.arrays import Image
from moebius_core.training.batches import Batch

if TYPE_CHECKING:
    from moebius_core.training.settings import Settings


class Outcome(NamedTuple):
    """What one batch gave."""

    loss: Tensor
    """The mean over the batch, float32, () with its graph: `loss.backward()` is the step."""

    scalars: dict[str, float]
    """For the log: "loss/task", "weight/fine", ...; numbers of this process alone."""


class Objective(Protocol):
    """A network and what it is to learn.

    Whatever is drawn comes from `batch.seeds`, or from torch's global generator, which the loop
    seeds before each call by the run's seed and the step: so a resumed run draws the same again.
    """

    @property
    def network(self) -> nn.Module:
        """What is trained. Nothing but its parameters gets gradients; the state dict's keys are
        those of released weights. The loop puts it in train and eval mode."""
        ...

    def step(self, batch: Batch) -> Outcome:
        """The loss of a batch, on the device of `build`; under autocast where that is asked for."""
        ...

    def held_out(self, batch: Batch) -> Mapping[str, Tensor]:
        """Means over a batch of held-out pictures, () each; the first is the one that is told.

        Called without gradients, in eval mode, with the weights that would be saved. Comparable
        between runs of the same task: no adaptive weights in it.
        """
        ...

    def samples(self, batch: Batch) -> Sequence[Image]:
        """A picture (H, W, 3) uint8 a sample, all of one size, for people: what was given and what
        the network makes of it, side by side. Called as `held_out` is."""
        ...

    def exported(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """`network.state_dict()` (of the averaged weights, if they are averaged) as it is released.

        Mostly the same; keys and shapes are those that `moebius weights import` knows.
        """
        ...

    def beside(self) -> Mapping[str, Path]:
        """Files that belong beside the weights: place below the run's folder ("vae/config.json")
        -> where to copy it from."""
        ...


class ObjectiveModule(Protocol):
    """What a module named in `OBJECTIVES` offers."""

    def build(self, settings: Settings, device: torch.device) -> Objective:
        """The objective of a run.

        Raises:
            MoebiusError: weights that the settings name are missing or do not fit.
        """
        ...


OBJECTIVES = {
    "student": "student_objective",
    "vae": "vae_objective",
    "distill": "distill_objective",
}
"""What a run trains -> the module that builds it, loaded only then."""


def build_objective(task: str, settings: Settings, device: torch.device) -> Objective:
    """The objective of `OBJECTIVES[task]`; raises as `ObjectiveModule.build`."""
    package = __name__.rpartition(".")[0]
    module: ObjectiveModule = import_module(f"{package}.{OBJECTIVES[task]}")  # pyright: ignore[reportAssignmentType]
    return module.build(settings, device)
