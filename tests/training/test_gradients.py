"""Gradients of the student: its parts' are differences, the whole's are the literal form's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.func import functional_call

from moebius_core.network import Student, load_student
from moebius_core.network.blocks import DepthwiseSeparable, Upsampler
from moebius_core.network.doubling import doubled_conv
from moebius_core.network.lambda_layers import InteractiveLambda, LocalLambda
from tests.parity.goldens import recipe_weights, shapes, tensors
from tests.parity.literal import literal

LIMIT = 1e-4
"""Relative, a parameter; in float64 the forms agree far better."""

Part = tuple[nn.Module, tuple[Tensor, ...]]


def drawn(*shape: int) -> Tensor:
    return torch.randn(shape, dtype=torch.float64)


def local() -> Part:
    return LocalLambda(4, heads=2, window=3), (drawn(2, 4, 2, 4),)


def interactive() -> Part:
    layer = InteractiveLambda(4, heads=2, context_width=3, context_length=3, positions=4)
    return layer, (drawn(2, 4, 2, 2), drawn(2, 3, 3))


def separable() -> Part:
    return DepthwiseSeparable(3, 3), (drawn(2, 3, 3, 4),)


def upsampler() -> Part:
    return Upsampler(3), (drawn(2, 3, 3, 2),)


@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
@pytest.mark.parametrize("make", [local, interactive, separable, upsampler])
def test_gradients_are_the_differences(make: Callable[[], Part], training: bool) -> None:
    torch.manual_seed(3)
    part, inputs = make()
    part.double().train(training)
    names, weights = zip(*part.named_parameters(), strict=True)

    def function(*given: Tensor) -> Tensor:
        own = dict(zip(names, given[len(inputs) :], strict=True))
        return functional_call(part, own, given[: len(inputs)])

    given = (*(x.requires_grad_() for x in inputs), *weights)
    assert torch.autograd.gradcheck(function, given)


def test_doubling_and_a_convolution_in_one_are_both() -> None:
    x, weight, bias = drawn(2, 3, 5, 4), drawn(6, 3, 3, 3), drawn(6)
    doubled = F.interpolate(x, scale_factor=2.0, mode="nearest")

    torch.testing.assert_close(
        doubled_conv(x, weight, bias), F.conv2d(doubled, weight, bias, padding=1)
    )


def gradients(network: Student, weights: nn.Module) -> dict[str, Tensor]:
    """Of every weight, for the noise and for the block that distillation compares."""
    weights.zero_grad(set_to_none=True)
    latent, timesteps, ids = tensors("moebius_tiny", "latent", "timesteps", "input_ids")
    noise, blocks = network.predict(latent.double(), timesteps, ids)
    loss = F.mse_loss(noise, latent[:, :4].double()) + blocks[2].square().mean()
    loss.backward()
    return {name: w.grad for name, w in weights.named_parameters() if w.grad is not None}


@pytest.mark.parametrize("training", [True, False], ids=["train", "eval"])
def test_every_weight_of_the_student_has_the_literal_form_s_gradient(training: bool) -> None:
    student = load_student(recipe_weights(shapes("moebius_tiny"))).double().requires_grad_()
    student.train(training)

    reference = gradients(literal(student), student)
    own = gradients(student, student)

    assert own.keys() == reference.keys() == dict(student.named_parameters()).keys()
    largest = max(float(each.norm()) for each in reference.values())
    for name, each in reference.items():
        # Some are exactly zero in train mode, behind a normalisation: rounding is all they are.
        allowed = max(LIMIT * float(each.norm()), 1e-12 * largest)
        assert float((own[name] - each).norm()) <= allowed, name
