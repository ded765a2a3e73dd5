"""Fewer bits: how far the student is from the reference then, and what stays float32."""

from __future__ import annotations

import copy

import pytest
import torch

from moebius_core.network import Student, for_inference, load_student
from moebius_core.network.reduced import Branch, in_reduced_precision
from tests.parity.goldens import golden, recipe_weights, relative_error, shapes, tensors

INPUTS = tensors("moebius_tiny", "latent", "timesteps", "input_ids")
EXPECTED = golden("moebius_tiny")["noise"]


@pytest.fixture(scope="module")
def student() -> Student:
    return for_inference(load_student(recipe_weights(shapes("moebius_tiny"))))


@pytest.mark.parametrize(("dtype", "most"), [(torch.bfloat16, 3.5e-2), (torch.float16, 5e-3)])
def test_it_stays_near_the_reference(student: Student, dtype: torch.dtype, most: float) -> None:
    noise = in_reduced_precision(student, dtype)(*INPUTS)

    assert noise.dtype == torch.float32
    assert relative_error(noise, EXPECTED) <= most


def test_rounding_the_sums_too_is_further_off(student: Student) -> None:
    latent, timesteps, ids = INPUTS
    throughout = copy.deepcopy(student).to(torch.bfloat16)

    branches = in_reduced_precision(student, torch.bfloat16)(*INPUTS)

    off = relative_error(throughout(latent.bfloat16(), timesteps, ids).float(), EXPECTED)
    assert relative_error(branches, EXPECTED) < 0.9 * off


def test_nearly_all_weights_are_reduced_and_the_given_ones_are_not(student: Student) -> None:
    reduced = in_reduced_precision(student, torch.bfloat16).diff_model

    branches = [module for module in reduced.modules() if isinstance(module, Branch)]
    few = sum(weight.numel() for branch in branches for weight in branch.parameters())
    assert few > 0.9 * sum(weight.numel() for weight in reduced.parameters())
    assert {weight.dtype for b in branches for weight in b.parameters()} == {torch.bfloat16}
    assert {weight.dtype for weight in student.parameters()} == {torch.float32}
