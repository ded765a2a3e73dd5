"""The keys that are derived without torch are those of the released weights and of our modules."""

from __future__ import annotations

import pytest
import torch

from moebius_core.network import Autoencoder, Student
from moebius_core.weights.keys import autoencoder_names, autoencoder_shapes, student_shapes
from moebius_core.weights.layout import (
    AutoencoderLayout,
    Shape,
    StudentLayout,
    autoencoder_layout,
    student_layout,
)
from tests.parity.goldens import shapes


@pytest.mark.parametrize("name", ["moebius", "moebius_tiny"])
def test_a_student_s_keys_are_the_reference_s_in_their_order(name: str) -> None:
    expected = shapes(name)

    assert list(student_shapes(student_layout(expected)).items()) == list(expected.items())


@pytest.mark.parametrize("name", ["vae", "vae_tiny"])
def test_an_autoencoder_s_keys_are_the_reference_s_in_their_order(name: str) -> None:
    expected = shapes(name)

    assert list(autoencoder_shapes(autoencoder_layout(expected)).items()) == list(expected.items())


def state_of(module: torch.nn.Module) -> dict[str, Shape]:
    return {key: tuple(tensor.shape) for key, tensor in module.state_dict().items()}


STUDENTS = {
    "two levels": StudentLayout(widths=(32, 96), latent_size=16, heads=4, embedding_width=8),
    "four levels of three": StudentLayout(
        widths=(32, 32, 64, 64), layers=3, latent_size=16, window=7, ffn_ratio=1.5, context_length=3
    ),
    "one level": StudentLayout(widths=(32,), layers=1, latent_size=8, in_channels=5, sines=16),
}


@pytest.mark.parametrize("layout", STUDENTS.values(), ids=STUDENTS.keys())
def test_other_students_have_the_keys_of_our_module(layout: StudentLayout) -> None:
    with torch.device("meta"):
        module = Student(layout)

    assert student_shapes(layout) == state_of(module)


AUTOENCODERS = {
    "two levels": AutoencoderLayout(widths=(32, 64), layers=1),
    "three channels more": AutoencoderLayout(widths=(32, 96, 32), latent_channels=7, layers=3),
}


@pytest.mark.parametrize("layout", AUTOENCODERS.values(), ids=AUTOENCODERS.keys())
def test_other_autoencoders_have_the_keys_of_our_module(layout: AutoencoderLayout) -> None:
    with torch.device("meta"):
        module = Autoencoder(layout)

    assert autoencoder_shapes(layout) == state_of(module)


def test_old_names_of_an_autoencoder_s_attention_are_known() -> None:
    stored = ["encoder.mid_block.attentions.0.query.weight", "quant_conv.bias"]

    assert autoencoder_names(stored) == {
        "encoder.mid_block.attentions.0.to_q.weight": stored[0],
        "quant_conv.bias": "quant_conv.bias",
    }
