"""Distillation: a student follows the true noise and a teacher (arXiv 2606.19195)."""

from __future__ import annotations

import torch

from moebius_core.errors import BadInputError
from moebius_core.network import Autoencoder, Student, Teacher, load_student, load_teacher
from moebius_core.training.adaptive import adaptive_weights, anchors, equal_weights
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import (
    LatentSource,
    open_autoencoder,
    open_latents,
    weights_path,
)
from moebius_core.training.losses import (
    TermScales,
    coarse_block,
    combined,
    distillation_terms,
    scalars,
)
from moebius_core.training.objective import Outcome
from moebius_core.training.perceptual import LatentGradients, PerceptualDistance, open_perceptual
from moebius_core.training.settings import Settings
from moebius_core.training.starting import open_student
from moebius_core.training.student_objective import StudentObjective
from moebius_core.weights.checkpoint import open_checkpoint

_TEACHER_SIGN = ".attn1.gk_proj.0.weight"
"""The gate of linear attention, which no student has."""


class DistillObjective(StudentObjective):
    """The four terms of `losses`, weighted by `adaptive`; measured as plain training is.

    Args:
        network: The student.
        teacher: Frozen, on the student's device.
        autoencoder, latents, settings: As for `StudentObjective`.
        perceptual: Compares the pictures that two noises imply.
    """

    def __init__(
        self,
        network: Student,
        teacher: Student | Teacher,
        autoencoder: Autoencoder,
        latents: LatentSource,
        perceptual: PerceptualDistance,
        settings: Settings,
    ) -> None:
        super().__init__(network, autoencoder, latents, settings)
        self._teacher = teacher
        self._perceptual = perceptual
        told = settings.loss
        self._scales = TermScales(
            coarse=told.coarse, task=told.task, fine=told.fine, perceptual=told.perceptual
        )
        self._weighed = adaptive_weights if told.adaptive else equal_weights
        self._blocks = (coarse_block(network), coarse_block(teacher)) if told.coarse else None

    def step(self, batch: Batch) -> Outcome:
        """As `Objective`."""
        given = self.lesson(batch)
        with torch.no_grad():
            teaching = self._teacher.predict(given.x, given.timesteps, given.ids)
        taught = self.network.predict(given.x, given.timesteps, given.ids)
        terms = distillation_terms(
            taught, teaching, given.truth, self._perceptual, blocks=self._blocks
        )
        weights = self._weighed(terms, anchors(self.network))
        loss = combined(terms, weights, self._scales)
        return Outcome(loss, scalars(loss, terms, weights))


def open_teacher(name: str, device: torch.device) -> Student | Teacher:
    """PixelHacker or a Moebius network, whichever the weights are: frozen, in eval mode.

    Raises:
        BadInputError: none is named, or its weights cannot be read.
    """
    if not name:
        raise BadInputError("There is no teacher.", "Name its weights: teacher.weights.")
    checkpoint = open_checkpoint(weights_path(name))
    is_pixelhacker = any(key.endswith(_TEACHER_SIGN) for key in checkpoint)
    return (load_teacher if is_pixelhacker else load_student)(checkpoint).to(device)


def build(settings: Settings, device: torch.device) -> DistillObjective:
    """As `ObjectiveModule`."""
    autoencoder = open_autoencoder(settings.vae.weights, device)
    student = open_student(settings, autoencoder).to(device)
    teacher = open_teacher(settings.teacher.weights, device)
    _check_fit(student, teacher)
    perceptual = open_perceptual(device) if settings.loss.perceptual else LatentGradients()
    latents = open_latents(settings, autoencoder)
    return DistillObjective(student, teacher, autoencoder, latents, perceptual, settings)


def _check_fit(student: Student, teacher: Student | Teacher) -> None:
    """Raise BadInputError unless both read the same latents."""
    mine, its = student.layout, teacher.layout
    for what, one, other in (
        ("channels in", mine.in_channels, its.in_channels),
        ("channels out", mine.out_channels, its.out_channels),
        ("cells a side", mine.latent_size, getattr(its, "latent_size", mine.latent_size)),
    ):
        if one != other:
            raise BadInputError(
                f"The student has {one} {what} and its teacher {other}: they cannot learn from "
                "the same pictures."
            )
