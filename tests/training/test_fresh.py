"""Untrained networks: what a seed says, what they need to be trained, and how loud they begin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from moebius_core.network import (
    AutoencoderLayout,
    StudentLayout,
    TeacherLayout,
    load_autoencoder,
    load_student,
    load_teacher,
    new_autoencoder,
    new_student,
    new_teacher,
)
from moebius_core.network.lambda_layers import InteractiveLambda

STUDENT = StudentLayout(
    latent_size=8,
    widths=(32, 64),
    layers=1,
    window=5,
    sines=32,
    time_width=32,
    context_width=16,
    embedding_width=16,
)
TEACHER = TeacherLayout(
    widths=(32, 64),
    attending=(0,),
    layers=1,
    gate_rank=4,
    sines=32,
    time_width=32,
    context_width=16,
    embedding_width=16,
)
AUTOENCODER = AutoencoderLayout(widths=(32, 32), layers=1)

MAKERS: dict[str, Callable[[int], nn.Module]] = {
    "student": lambda seed: new_student(STUDENT, seed=seed),
    "teacher": lambda seed: new_teacher(TEACHER, seed=seed),
    "autoencoder": lambda seed: new_autoencoder(AUTOENCODER, seed=seed),
}
LOADERS = {"student": load_student, "teacher": load_teacher, "autoencoder": load_autoencoder}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_seed_says_every_weight_and_nothing_else_is_drawn_from_it(kind: str) -> None:
    torch.manual_seed(1)
    state = torch.get_rng_state()
    one = MAKERS[kind](7).state_dict()
    torch.manual_seed(2)
    same = MAKERS[kind](7).state_dict()
    other = MAKERS[kind](8).state_dict()
    torch.manual_seed(1)

    assert torch.equal(state, torch.get_rng_state())
    assert all(torch.equal(one[key], same[key]) for key in one)
    assert not all(torch.equal(one[key], other[key]) for key in one)


@pytest.mark.parametrize("kind", MAKERS)
def test_it_can_be_trained_and_loaded_again(kind: str) -> None:
    network = MAKERS[kind](0)

    loaded = LOADERS[kind](network.state_dict())

    assert all(module.training for module in network.modules())
    assert all(weight.requires_grad for weight in network.parameters())
    assert all(torch.isfinite(weight).all() for weight in network.state_dict().values())
    assert (
        loaded.layout
        == {
            "student": STUDENT,
            "teacher": TEACHER,
            "autoencoder": AUTOENCODER,
        }[kind]
    )


def test_interactive_lambdas_begin_as_loud_as_their_input() -> None:
    student = new_student(STUDENT, seed=0)
    outputs: list[Tensor] = []
    for module in student.modules():
        if isinstance(module, InteractiveLambda):
            module.register_forward_hook(lambda _, __, out: outputs.append(out.detach()))

    noise = student(*inputs())

    assert len(outputs) == 6
    assert all(0.5 < out.std() < 2 for out in outputs)
    assert 0.1 < noise.std() < 10


def inputs(side: int = STUDENT.latent_size) -> tuple[Tensor, Tensor, Tensor]:
    """Latents, timesteps and ids of a batch of two."""
    latent = torch.randn(2, 9, side, side, generator=torch.Generator().manual_seed(0))
    return latent, torch.tensor([100, 900]), torch.arange(20).view(2, 10)
