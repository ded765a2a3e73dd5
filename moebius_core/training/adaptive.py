"""Weights that keep the terms of distillation in balance, from their gradients (arXiv 2606.19195).

The figures that keep them finite are those of `train_distillation.py` in github hustvl/Moebius.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from moebius_core.network import Student
from moebius_core.training.together import averaged

if TYPE_CHECKING:
    from moebius_core.training.losses import Terms


class _Ratio(NamedTuple):
    """A quotient of norms, kept finite."""

    added: float
    most: float

    def of(self, numerator: Tensor, denominator: Tensor) -> Tensor:
        ratio = torch.linalg.vector_norm(numerator.float()) / (
            torch.linalg.vector_norm(denominator.float()) + self.added
        )
        return ratio.clamp(0.0, self.most).detach()


_AT_OUT = _Ratio(added=1e-6, most=1e6)
_AT_MIDDLE = _Ratio(added=1e-4, most=1e4)


class AdaptiveWeights(NamedTuple):
    """Scalars without a graph."""

    task: Tensor
    fine: Tensor
    perceptual: Tensor


class Anchors(NamedTuple):
    """Two weights of the student at which the terms' gradients are compared."""

    middle: Tensor
    """The last that the coarse term reaches."""

    out: Tensor
    """The last of all."""


def anchors(student: Student) -> Anchors:
    """`down_blocks.2.attentions.1.proj_out.weight` and `conv_out.conv_pw.weight` of the student.

    In students of other depths, the last attention of the last down block.
    """
    unet = student.diff_model
    middle: Tensor = unet.down_blocks[-1].attentions[-1].proj_out.weight  # pyright: ignore
    return Anchors(middle, unet.conv_out.conv_pw.weight)


def adaptive_weights(terms: Terms, at: Anchors) -> AdaptiveWeights:
    """How much each term counts in this step.

    fine and perceptual: the norm of the task's gradient over their own, at the output. task: the
    norm of the coarse term's gradient over the task's, in the middle; 1 where there is no coarse
    term. The graphs are kept for the step itself. Of several processes, gradients are averaged
    first: all take the weights that one would find with a batch as large as all of theirs.

    Args:
        terms: With their graphs.
        at: Weights that require gradients.
    """
    task = _gradient(terms.task, at.out)
    return AdaptiveWeights(
        task=_task_weight(terms, at),
        fine=_AT_OUT.of(task, _gradient(terms.fine, at.out)),
        perceptual=_AT_OUT.of(task, _gradient(terms.perceptual, at.out)),
    )


def equal_weights(terms: Terms, at: Anchors) -> AdaptiveWeights:  # noqa: ARG001 - as above
    """1 for each, whatever the gradients."""
    one = torch.ones_like(terms.task)
    return AdaptiveWeights(one, one, one)


def _task_weight(terms: Terms, at: Anchors) -> Tensor:
    if not terms.coarse.requires_grad:
        return torch.ones_like(terms.task)
    return _AT_MIDDLE.of(_gradient(terms.coarse, at.middle), _gradient(terms.task, at.middle))


def _gradient(term: Tensor, weight: Tensor) -> Tensor:
    (gradient,) = torch.autograd.grad(term, weight, retain_graph=True)
    return averaged(gradient)
