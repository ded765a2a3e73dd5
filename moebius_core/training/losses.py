"""What distillation minimises, all of it in latent space (arXiv 2606.19195).

Four terms: coarse and fine follow the teacher's features and its noise, task and perceptual the
true noise and the picture that it implies. Their sum uses the weights of `adaptive`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from moebius_core.errors import BadInputError
from moebius_core.network import Prediction, Student, Teacher
from moebius_core.training.adaptive import AdaptiveWeights
from moebius_core.training.perceptual import PerceptualDistance


@dataclass(frozen=True, kw_only=True)
class TermScales:
    """The fixed factors; the defaults are the paper's."""

    coarse: float = 0.01
    task: float = 0.5
    fine: float = 0.01
    perceptual: float = 0.5


class Truth(NamedTuple):
    """What was done to the clean latents: `timesteps.Noised` as tensors."""

    latents: Tensor
    """(B, 4, h, w), noisy."""

    noise: Tensor
    """(B, 4, h, w)."""

    signal: Tensor
    """(B,): the clean picture's share of the variance, above 0."""


class Terms(NamedTuple):
    """The four terms before they are weighted: float32 scalars with their graphs."""

    coarse: Tensor
    task: Tensor
    fine: Tensor
    perceptual: Tensor


def coarse_block(network: Student | Teacher) -> int:
    """Which of the network's block outputs the coarse term compares.

    A student's last down block, a teacher's first up block: in the released networks both are
    1280 channels of 16 x 16.
    """
    levels = len(network.layout.widths)
    is_teacher = isinstance(network, Teacher)
    return levels + 1 if is_teacher else levels - 1  # a teacher has a middle block in between


def distillation_terms(
    student: Prediction,
    teacher: Prediction,
    truth: Truth,
    perceptual: PerceptualDistance,
    *,
    blocks: tuple[int, int] | None = (2, 5),
) -> Terms:
    """The four terms of one batch; the teacher gets no gradient.

    Args:
        student: Its prediction on the noisy latents.
        teacher: The same of the teacher.
        truth: What the noisy latents were made of.
        perceptual: Compares the pictures that two noises imply.
        blocks: `coarse_block` of the student and of the teacher; None leaves the coarse term out,
            which is 0 then.

    Raises:
        BadInputError: those blocks differ in shape.
    """
    implied = implied_clean(student.noise, truth)
    coarse = _coarse(student, teacher, blocks) if blocks else student.noise.new_zeros(()).float()
    return Terms(
        coarse=coarse,
        task=_mean_square(student.noise, truth.noise),
        fine=_mean_square(student.noise, teacher.noise.detach()),
        perceptual=perceptual(implied, implied_clean(truth.noise, truth).detach()),
    )


def _coarse(student: Prediction, teacher: Prediction, blocks: tuple[int, int]) -> Tensor:
    taught, teaching = student.blocks[blocks[0]], teacher.blocks[blocks[1]]
    if taught.shape != teaching.shape:
        raise BadInputError(
            f"Block {blocks[0]} of the student gives {tuple(taught.shape)}, but block {blocks[1]} "
            f"of the teacher {tuple(teaching.shape)}.",
            "The student must be as wide there as its teacher, or loss.coarse = 0.",
        )
    return _mean_square(taught, teaching.detach())


def implied_clean(noise: Tensor, truth: Truth) -> Tensor:
    """The clean latents (B, 4, h, w), float32, if `noise` is what is in the noisy ones."""
    signal = truth.signal.float()[:, None, None, None]
    return (truth.latents.float() - (1 - signal).sqrt() * noise.float()) / signal.sqrt()


def combined(terms: Terms, weights: AdaptiveWeights, scales: TermScales = TermScales()) -> Tensor:
    """What is minimised: coarse + w_task (task + w_fine fine + w_perceptual perceptual), scaled."""
    output = (
        scales.task * terms.task
        + scales.fine * weights.fine * terms.fine
        + scales.perceptual * weights.perceptual * terms.perceptual
    )
    return scales.coarse * terms.coarse + weights.task * output


def scalars(total: Tensor, terms: Terms, weights: AdaptiveWeights) -> dict[str, float]:
    """Everything to be logged, under names for TensorBoard; one transfer from the device."""
    named = {"loss/total": total}
    named |= {f"loss/{name}": term for name, term in terms._asdict().items()}
    named |= {f"weight/{name}": weight for name, weight in weights._asdict().items()}
    values: list[float] = torch.stack([each.detach().float() for each in named.values()]).tolist()
    return dict(zip(named, values, strict=True))


def _mean_square(one: Tensor, other: Tensor) -> Tensor:
    """In float32, also of what autocast made of fewer bits."""
    return F.mse_loss(one.float(), other.float())
