"""Parameters and multiply-adds: against the published figures, and against torch's own count."""

from __future__ import annotations

import json

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from moebius_core.network import load_student, load_teacher
from moebius_core.training.evaluation.sizes import learned, model_size
from moebius_core.weights.layout import Shapes
from tests.core.weights.making import REFERENCE
from tests.parity.literal import literal


def shapes_of(name: str) -> Shapes:
    listed = json.loads((REFERENCE / f"{name}.state_dict.json").read_text())
    return {key: tuple(shape) for key, shape in listed.items()}


def weights_of(name: str) -> dict[str, torch.Tensor]:
    return {key: torch.zeros(shape) for key, shape in shapes_of(name).items()}


def test_the_student_has_the_published_size() -> None:
    size = model_size(shapes_of("moebius"), 64)
    assert size.parameters == 226_041_531
    assert size.side_px == 512
    assert size.multiply_adds / 1e9 == pytest.approx(158, abs=0.5)
    assert round(size.layers_alone / 1e12, 3) == 0.154  # what the paper's table calls TFLOPs


def test_the_teacher_has_the_published_size() -> None:
    size = model_size(shapes_of("pixelhacker"), 64)
    assert size.parameters == 862_251_708
    assert round(size.layers_alone / 1e12, 3) == 0.338


def test_the_autoencoder_s_parameters_are_counted() -> None:
    assert learned(shapes_of("vae")) == 83_653_863


def test_torch_counts_the_same_in_the_literal_student() -> None:
    student = literal(load_student(weights_of("moebius_tiny")))
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        student(torch.zeros(1, 9, 16, 16), torch.tensor([500]), torch.arange(10)[None])
    counted = counter.get_total_flops() / 2  # torch counts multiplication and addition apart
    assert model_size(shapes_of("moebius_tiny"), 16).multiply_adds == counted


def test_torch_counts_the_same_in_the_teacher_s_layers() -> None:
    teacher = load_teacher(weights_of("pixelhacker_tiny"))
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        teacher(torch.zeros(1, 9, 16, 16), torch.tensor([500]), torch.arange(10)[None])
    counted = counter.get_total_flops() / 2
    size = model_size(shapes_of("pixelhacker_tiny"), 16)
    assert size.layers_alone <= counted
    assert size.multiply_adds == pytest.approx(counted, rel=0.05)  # its scan goes in chunks
