"""The teacher says what the public code's says, block by block."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from moebius_core.network import Teacher, TeacherLayout, load_teacher
from moebius_core.weights.layout import teacher_layout
from tests.parity.goldens import (
    TOLERANCE,
    golden,
    recipe_weights,
    relative_error,
    shapes,
    tensors,
)

NAME = "pixelhacker_tiny"


@cache
def tiny() -> Teacher:
    return load_teacher(recipe_weights(shapes(NAME)))


def test_noise_and_every_block_are_the_reference_s() -> None:
    prediction = tiny().predict(*tensors(NAME, "latent", "timesteps", "input_ids"))

    assert relative_error(prediction.noise, golden(NAME)["noise"]) <= TOLERANCE
    assert len(prediction.blocks) == 9
    for number, block in enumerate(prediction.blocks):
        assert relative_error(block, golden(NAME)[f"block_{number}"]) <= TOLERANCE


def test_gated_linear_attention_is_the_reference_s() -> None:
    attention = tiny().diff_model.down_blocks[0].attentions[0].transformer_blocks[0].attn1

    out = attention(*tensors(NAME, "gla_tokens"))

    assert relative_error(out, golden(NAME)["gla_out"]) <= TOLERANCE


@pytest.mark.parametrize("name", ["pixelhacker", NAME])
def test_keys_and_shapes_are_the_released_ones_in_their_order(name: str) -> None:
    with torch.device("meta"):
        teacher = Teacher(teacher_layout(shapes(name)))

    own = {key: tuple(tensor.shape) for key, tensor in teacher.state_dict().items()}
    assert list(own.items()) == list(shapes(name).items())


def test_the_default_layout_is_the_released_network_s() -> None:
    assert teacher_layout(shapes("pixelhacker")) == TeacherLayout()
