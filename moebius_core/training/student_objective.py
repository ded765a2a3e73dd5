"""Plain training and fine-tuning of a student: the true noise, and nobody's help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from moebius_core.arrays import Image
from moebius_core.network import Autoencoder, Student
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import (
    LatentSource,
    autoencoder_files,
    open_autoencoder,
    open_latents,
)
from moebius_core.training.lesson import Lesson, lesson
from moebius_core.training.objective import Outcome
from moebius_core.training.painting import painted
from moebius_core.training.settings import Settings
from moebius_core.training.starting import open_student


class StudentObjective:
    """The mean square error of the predicted noise.

    Args:
        network: The student.
        autoencoder: Frozen.
        latents: What `autoencoder` makes of a batch.
        settings: Of the run.
    """

    def __init__(
        self,
        network: Student,
        autoencoder: Autoencoder,
        latents: LatentSource,
        settings: Settings,
    ) -> None:
        self._network = network
        self._autoencoder = autoencoder
        self._latents = latents
        self._settings = settings

    @property
    def network(self) -> Student:
        return self._network

    def step(self, batch: Batch) -> Outcome:
        """As `Objective`."""
        loss = self._task(self.lesson(batch))
        return Outcome(loss, {"loss/task": float(loss.detach())})

    def held_out(self, batch: Batch) -> Mapping[str, Tensor]:
        """As `Objective`: the error of the noise, the same for plain training and distillation."""
        return {"loss": self._task(self.lesson(batch))}

    def samples(self, batch: Batch) -> Sequence[Image]:
        """As `Objective`: picture | mask | fill."""
        return painted(
            self._network, self._autoencoder, batch, self._latents(batch), self._settings.samples
        )

    def exported(self, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """As `Objective`: as they are."""
        return dict(state)

    def beside(self) -> Mapping[str, Path]:
        """As `Objective`: the autoencoder that the student was trained with."""
        return autoencoder_files(self._settings.vae.weights)

    def lesson(self, batch: Batch) -> Lesson:
        """What the network is asked, and the answer."""
        return lesson(batch, self._latents(batch))

    def _task(self, given: Lesson) -> Tensor:
        noise = self._network(given.x, given.timesteps, given.ids)
        return F.mse_loss(noise.float(), given.truth.noise)


def build(settings: Settings, device: torch.device) -> StudentObjective:
    """As `ObjectiveModule`."""
    autoencoder = open_autoencoder(settings.vae.weights, device)
    student = open_student(settings, autoencoder).to(device)
    return StudentObjective(student, autoencoder, open_latents(settings, autoencoder), settings)
