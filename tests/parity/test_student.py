"""The student says what the public code's says, block by block."""

from __future__ import annotations

from functools import cache

import pytest
import torch
from torch import Tensor, nn

from moebius_core.errors import BadInputError
from moebius_core.network import Student, StudentLayout, for_inference, load_student
from moebius_core.network.deploy import DeployedUpsampler, doubled_kernel
from moebius_core.weights.layout import student_layout
from tests.parity.goldens import (
    TOLERANCE,
    golden,
    recipe_weights,
    relative_error,
    shapes,
    tensors,
)
from tests.parity.literal import literal

FORMS = {"plain": lambda student: student, "deployed": for_inference, "literal": literal}
INPUTS = ("latent", "timesteps", "input_ids")


@cache
def tiny() -> Student:
    return load_student(recipe_weights(shapes("moebius_tiny")))


def image(tokens: Tensor) -> Tensor:
    """(B, N, C) -> (B, C, H, W) of a square image."""
    side = int(tokens.shape[1] ** 0.5)
    return tokens.unflatten(1, (side, side)).permute(0, 3, 1, 2)


def tokens(image: Tensor) -> Tensor:
    return image.flatten(2).transpose(1, 2)


@pytest.mark.parametrize("form", FORMS)
def test_noise_and_every_block_are_the_reference_s(form: str) -> None:
    prediction = FORMS[form](tiny()).predict(*tensors("moebius_tiny", *INPUTS))

    reference = golden("moebius_tiny")
    assert relative_error(prediction.noise, reference["noise"]) <= TOLERANCE
    assert len(prediction.blocks) == 6
    for number, block in enumerate(prediction.blocks):
        assert relative_error(block, reference[f"block_{number}"]) <= TOLERANCE


@pytest.mark.parametrize("form", FORMS)
def test_the_transformer_is_the_reference_s(form: str) -> None:
    transformer = FORMS[form](tiny()).diff_model.down_blocks[0].attentions[0]

    out = transformer(*tensors("moebius_tiny_block", "hidden", "encoder_hidden_states"))

    assert relative_error(out, golden("moebius_tiny_block")["transformer_out"]) <= TOLERANCE


@pytest.mark.parametrize("deployed", [False, True])
def test_the_parts_of_a_transformer_block_are_the_reference_s(deployed: bool) -> None:
    student = for_inference(tiny()) if deployed else tiny()
    block = student.diff_model.down_blocks[0].attentions[0].transformer_blocks[0]
    given, context = tensors("moebius_tiny_block", "tokens", "encoder_hidden_states")

    outputs = {
        "local_lambda_out": block.attn1(image(given)),
        "interactive_lambda_out": block.attn2(image(given), context),
        "mix_ffn_out": block.ff(image(given)),
    }

    for name, output in outputs.items():
        error = relative_error(tokens(output), golden("moebius_tiny_block")[name])
        assert error <= TOLERANCE, name


def test_the_released_network_is_the_reference_s() -> None:
    weights = recipe_weights(shapes("moebius"))
    student = for_inference(load_student(weights))
    latent, timesteps, input_ids = tensors("moebius", *INPUTS)

    noise = student(latent.expand(2, -1, -1, -1), timesteps, input_ids)

    assert relative_error(noise, golden("moebius")["noise"]) <= TOLERANCE


@pytest.mark.parametrize("name", ["moebius", "moebius_tiny"])
def test_keys_and_shapes_are_the_released_ones_in_their_order(name: str) -> None:
    with torch.device("meta"):
        student = Student(student_layout(shapes(name)))

    own = {key: tuple(tensor.shape) for key, tensor in student.state_dict().items()}
    assert list(own.items()) == list(shapes(name).items())


def test_the_default_layout_is_the_released_network_s() -> None:
    assert student_layout(shapes("moebius")) == StudentLayout()


HELD_OUT = StudentLayout(
    latent_size=12,
    in_channels=7,
    out_channels=5,
    widths=(32, 96),
    layers=1,
    heads=4,
    window=7,
    ffn_ratio=1.5,
    sines=48,
    time_width=56,
    context_width=20,
    context_length=6,
    embeddings=12,
    embedding_width=28,
)
FOUR_LEVELS = StudentLayout(
    latent_size=24,
    widths=(32, 64, 64, 128),
    layers=3,
    sines=32,
    time_width=64,
    context_width=16,
    embedding_width=24,
)


@pytest.mark.parametrize("layout", [HELD_OUT, FOUR_LEVELS], ids=["two levels", "four levels"])
def test_other_sizes_load_from_their_shapes_alone(layout: StudentLayout) -> None:
    torch.manual_seed(0)
    weights = Student(layout).state_dict()

    student = load_student(weights)

    assert student.layout == layout
    side = layout.latent_size
    latent = torch.randn(2, layout.in_channels, side, side)
    ids = torch.arange(2 * layout.context_length).view(2, -1) % layout.embeddings
    timesteps = torch.tensor([3, 977])
    expected = literal(student)(latent, timesteps, ids).numpy()
    assert relative_error(student(latent, timesteps, ids), expected) <= TOLERANCE
    assert relative_error(for_inference(student)(latent, timesteps, ids), expected) <= TOLERANCE


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_half_and_double_weights_become_float32(dtype: torch.dtype) -> None:
    weights = {
        key: tensor.to(dtype) if tensor.is_floating_point() else tensor
        for key, tensor in tiny().state_dict().items()
    }

    student = load_student(weights)

    assert {tensor.dtype for tensor in student.parameters()} == {torch.float32}


def test_loading_leaves_the_given_weights_alone_and_returns_an_eval_module() -> None:
    weights = recipe_weights(shapes("moebius_tiny"))
    student = load_student(weights)

    key = "diff_model.conv_norm_out.weight"
    student.state_dict()[key].zero_()

    assert weights[key].any()
    assert not student.training
    assert not any(module.training for module in student.modules())


def test_one_timestep_serves_the_whole_batch() -> None:
    latent, _, input_ids = tensors("moebius_tiny", *INPUTS)

    one = tiny()(latent, torch.tensor([500]), input_ids)

    torch.testing.assert_close(one, tiny()(latent, torch.tensor([500, 500]), input_ids))


def test_deploying_leaves_the_network_as_it_was() -> None:
    before = {key: tensor.clone() for key, tensor in tiny().state_dict().items()}

    deployed = for_inference(tiny())

    after = tiny().state_dict()
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert not any(isinstance(m, nn.BatchNorm1d | nn.BatchNorm2d) for m in deployed.modules())
    assert sum(isinstance(m, DeployedUpsampler) for m in deployed.modules()) == 2


def test_doubling_and_a_convolution_are_one_transposed_convolution() -> None:
    x, weight = torch.randn(2, 3, 5, 4), torch.randn(6, 3, 3, 3)
    doubled = nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")

    once = nn.functional.conv_transpose2d(x, doubled_kernel(weight), stride=2, padding=1)

    torch.testing.assert_close(once, nn.functional.conv2d(doubled, weight, padding=1))


@pytest.mark.parametrize("missing", ["diff_model.conv_in.conv_dw.weight", "embedding_layer.weight"])
def test_what_says_how_large_the_network_is_must_be_there(missing: str) -> None:
    weights = recipe_weights(shapes("moebius_tiny"))
    del weights[missing]

    with pytest.raises(BadInputError, match=f"{missing} is missing"):
        load_student(weights)


def test_keys_that_do_not_fit_are_named() -> None:
    weights = recipe_weights(shapes("moebius_tiny"))
    del weights["diff_model.conv_norm_out.bias"]
    weights["diff_model.extra.weight"] = weights["diff_model.conv_norm_out.weight"]
    weights["diff_model.conv_norm_out.weight"] = weights["embedding_layer.weight"]

    with pytest.raises(BadInputError) as caught:
        load_student(weights)

    for part in (
        "1 missing (diff_model.conv_norm_out.bias)",
        "1 unexpected (diff_model.extra.weight)",
        "1 of another shape (diff_model.conv_norm_out.weight is (20, 48), not (32,))",
    ):
        assert part in str(caught.value)


def test_the_autoencoder_s_weights_are_not_taken_for_the_student_s() -> None:
    with pytest.raises(BadInputError, match="not weights of the Moebius network"):
        load_student(recipe_weights(shapes("vae_tiny")))
