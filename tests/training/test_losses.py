"""Terms and weights of distillation against cases worked out by hand and in numpy."""

from __future__ import annotations

import math
from functools import partial
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import Tensor

from moebius_core.errors import BadInputError
from moebius_core.network import Prediction, load_student, load_teacher
from moebius_core.training.adaptive import AdaptiveWeights, Anchors, adaptive_weights, anchors
from moebius_core.training.losses import (
    Terms,
    TermScales,
    Truth,
    coarse_block,
    combined,
    distillation_terms,
    implied_clean,
    scalars,
)
from moebius_core.training.perceptual import LatentGradients
from tests.parity.goldens import recipe_weights, shapes, tensors

exactly = partial(pytest.approx, rel=1e-6)


class MeanDistance:
    """|a - b| on average."""

    name = "mean"

    def __call__(self, one: Tensor, other: Tensor) -> Tensor:
        return (one - other).abs().mean()


def scalar(value: float) -> Tensor:
    return torch.full((1, 1, 1, 1), float(value))


def by_hand() -> tuple[Terms, Anchors]:
    """A student of two weights: features 3 · 2 = 6 and noise ½ · 6 = 3.

    The teacher says 4 and 1; the true noise is 2, and the clean share of the variance ¼.
    """
    at = Anchors(torch.tensor(3.0, requires_grad=True), torch.tensor(0.5, requires_grad=True))
    features = at.middle * scalar(2)
    student = Prediction(at.out * features, [features])
    teacher = Prediction(scalar(1).requires_grad_(), [scalar(4).requires_grad_()])
    truth = Truth(scalar(7), scalar(2), torch.tensor([0.25]))
    return distillation_terms(student, teacher, truth, MeanDistance(), blocks=(0, 0)), at


def test_the_terms_by_hand() -> None:
    terms, _ = by_hand()

    assert terms.coarse.item() == exactly((6 - 4) ** 2)
    assert terms.task.item() == exactly((3 - 2) ** 2)
    assert terms.fine.item() == exactly((3 - 1) ** 2)
    # sqrt(1 - 1/4) of noise 3 instead of 2 was taken away, then divided by sqrt(1/4)
    assert terms.perceptual.item() == exactly(math.sqrt(0.75) / 0.5 * (3 - 2))


def test_the_adaptive_weights_by_hand() -> None:
    terms, at = by_hand()

    weights = adaptive_weights(terms, at)

    # d coarse / d middle = 2 (6 - 4) 2 = 8; d task / d middle = 2 (3 - 2) ½ · 2 = 2
    assert weights.task.item() == exactly(8 / (2 + 1e-4))
    # d task / d out = 2 (3 - 2) 6 = 12; d fine / d out = 2 (3 - 1) 6 = 24
    assert weights.fine.item() == exactly(12 / (24 + 1e-6))
    # d perceptual / d out = √3 · 6
    assert weights.perceptual.item() == exactly(12 / (math.sqrt(3) * 6 + 1e-6))
    assert not any(weight.requires_grad for weight in weights)


def test_the_sum_and_its_gradient_by_hand() -> None:
    terms, at = by_hand()
    weights = AdaptiveWeights(*(torch.tensor(value) for value in (4.0, 0.5, 2 / math.sqrt(3))))

    total = combined(terms, weights)
    total.backward()

    # 0.01 · 4 + 4 (0.5 · 1 + 0.01 · 0.5 · 4 + 0.5 · 2/√3 · √3)
    assert total.item() == exactly(0.04 + 4 * (0.5 + 0.02 + 1.0))
    # the weights count as constants: 4 (0.5 · 12 + 0.01 · 0.5 · 24 + 0.5 · 2/√3 · 6√3)
    assert at.out.grad is not None
    assert at.out.grad.item() == exactly(4 * (6 + 0.12 + 6))
    # 0.01 · 8 + 4 (0.5 · 2 + 0.01 · 0.5 · 4 + 0.5 · 2/√3 · √3)
    assert at.middle.grad is not None
    assert at.middle.grad.item() == exactly(0.08 + 4 * (1 + 0.02 + 1))


def test_the_scales_can_be_changed() -> None:
    terms, _ = by_hand()
    ones = AdaptiveWeights(*(torch.tensor(1.0),) * 3)

    only_task = combined(terms, ones, TermScales(coarse=0, task=1, fine=0, perceptual=0))

    assert only_task.item() == exactly(terms.task.item())


def test_weights_stay_finite() -> None:
    terms, at = by_hand()
    nothing = (at.middle + at.out) * 0

    weights = adaptive_weights(terms._replace(task=terms.task * 1e9, fine=nothing), at)
    assert weights.fine.item() == 1e6
    weights = adaptive_weights(terms._replace(coarse=terms.coarse * 1e9, task=nothing), at)
    assert weights.task.item() == 1e4
    assert weights.fine.item() == 0


def test_larger_terms_are_numpy_s() -> None:
    numbers = np.random.default_rng(0)
    drawn = [numbers.normal(size=(2, 4, 8, 8)) for _ in range(4)]
    noise, teaching, noisy, true = (torch.from_numpy(each).float() for each in drawn)
    blocks = [torch.from_numpy(numbers.normal(size=(2, 16, 4, 4))).float() for _ in range(2)]
    signal = np.array([0.9, 0.1])
    truth = Truth(noisy, true, torch.from_numpy(signal))

    terms = distillation_terms(
        Prediction(noise, [blocks[0]]),
        Prediction(teaching, [blocks[1]]),
        truth,
        MeanDistance(),
        blocks=(0, 0),
    )

    share = signal[:, None, None, None]
    clean = [(drawn[2] - np.sqrt(1 - share) * each) / np.sqrt(share) for each in drawn[::3]]
    assert np.allclose(implied_clean(noise, truth).numpy(), clean[0], rtol=1e-4, atol=1e-5)
    assert terms.task.item() == pytest.approx(((drawn[0] - drawn[3]) ** 2).mean(), rel=1e-5)
    assert terms.fine.item() == pytest.approx(((drawn[0] - drawn[1]) ** 2).mean(), rel=1e-5)
    assert terms.perceptual.item() == pytest.approx(abs(clean[0] - clean[1]).mean(), rel=1e-5)
    difference = (blocks[0] - blocks[1]).double().numpy()
    assert terms.coarse.item() == pytest.approx((difference**2).mean(), rel=1e-5)


def test_few_bits_are_compared_in_float32() -> None:
    terms, at = by_hand()
    features = (at.middle * scalar(2)).bfloat16()
    student = Prediction((at.out * features).bfloat16(), [features])
    teacher = Prediction(scalar(1).bfloat16(), [scalar(4).bfloat16()])
    truth = Truth(scalar(7), scalar(2), torch.tensor([0.25]))

    fewer = distillation_terms(student, teacher, truth, MeanDistance(), blocks=(0, 0))

    assert all(term.dtype == torch.float32 for term in fewer)
    assert fewer.coarse.item() == exactly(terms.coarse.item())


def test_blocks_of_different_shape_are_refused() -> None:
    student = Prediction(scalar(1), [scalar(1)])
    teacher = Prediction(scalar(1), [torch.zeros(1, 2, 1, 1)])
    with pytest.raises(BadInputError, match="Block 0 of the student gives"):
        distillation_terms(
            student,
            teacher,
            Truth(scalar(1), scalar(1), torch.ones(1)),
            MeanDistance(),
            blocks=(0, 0),
        )


def test_everything_is_logged() -> None:
    terms, at = by_hand()
    weights = adaptive_weights(terms, at)

    told = scalars(combined(terms, weights), terms, weights)

    assert list(told) == [
        "loss/total",
        "loss/coarse",
        "loss/task",
        "loss/fine",
        "loss/perceptual",
        "weight/task",
        "weight/fine",
        "weight/perceptual",
    ]
    assert told["loss/coarse"] == exactly(4)
    assert told["weight/fine"] == exactly(0.5)


def test_the_whole_on_the_tiny_networks() -> None:
    student = load_student(recipe_weights(shapes("moebius_tiny"))).requires_grad_(True)
    teacher = load_teacher(recipe_weights(shapes("pixelhacker_tiny")))
    latent, timesteps, ids = tensors("moebius_tiny", "latent", "timesteps", "input_ids")
    truth = Truth(latent[:, :4], latent[:, 4:8], torch.tensor([0.5, 0.2]))
    at = anchors(student)

    blocks = coarse_block(student), coarse_block(teacher)
    terms = distillation_terms(
        student.predict(latent, timesteps, ids),
        teacher.predict(latent, timesteps, ids),
        truth,
        LatentGradients(),
        blocks=blocks,
    )
    weights = adaptive_weights(terms, at)
    combined(terms, weights).backward()

    named = {id(weight): name for name, weight in student.named_parameters()}
    assert blocks == (2, 5)
    assert named[id(at.middle)] == "diff_model.down_blocks.2.attentions.1.proj_out.weight"
    assert named[id(at.out)] == "diff_model.conv_out.conv_pw.weight"
    assert all(torch.isfinite(weight) and weight > 0 for weight in weights)
    assert all(
        weight.grad is not None and torch.isfinite(weight.grad).all()
        for weight in student.parameters()
    )
    assert all(weight.grad is None for weight in teacher.parameters())


def test_a_student_can_teach() -> None:
    network = SimpleNamespace(layout=SimpleNamespace(widths=(8, 16)))
    assert coarse_block(network) == 1  # pyright: ignore
