"""From a file to a network: every kind of file, and the sentences when it is the wrong one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from moebius_core.errors import BadInputError
from moebius_core.network import Student, StudentLayout, load_autoencoder, load_student
from moebius_core.weights.checkpoint import open_checkpoint
from tests.parity.goldens import (
    TOLERANCE,
    golden,
    recipe_weights,
    relative_error,
    shapes,
    tensors,
)

INPUTS = ("latent", "timesteps", "input_ids")
LIMITS = {torch.float32: TOLERANCE, torch.float16: 5e-3, torch.bfloat16: 3e-2}


@pytest.mark.parametrize("dtype", LIMITS)
@pytest.mark.parametrize("ending", ["bin", "safetensors"])
def test_the_student_runs_from_a_file(ending: str, dtype: torch.dtype, tmp_path: Path) -> None:
    weights = {
        key: torch.from_numpy(value).to(dtype) if value.dtype == np.float32 else torch.tensor(0)
        for key, value in recipe_weights(shapes("moebius_tiny")).items()
    }
    path = tmp_path / f"diffusion_pytorch_model.{ending}"
    if ending == "bin":
        torch.save(weights, path)
    else:
        write_safetensors(weights, path)

    student = load_student(open_checkpoint(tmp_path))

    noise = student(*tensors("moebius_tiny", *INPUTS))
    assert relative_error(noise, golden("moebius_tiny")["noise"]) <= LIMITS[dtype]


def write_safetensors(weights: dict[str, torch.Tensor], path: Path) -> None:
    kinds = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
    header: dict[str, object] = {}
    body = bytearray()
    for key, tensor in weights.items():
        start = len(body)
        body += tensor.reshape(-1).view(torch.uint8).numpy().tobytes()
        header[key] = {
            "dtype": kinds[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [start, len(body)],
        }
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


def test_a_file_of_the_other_network_is_told_in_a_sentence(tmp_path: Path) -> None:
    weights = recipe_weights(shapes("vae_tiny"))
    torch.save({key: torch.from_numpy(value) for key, value in weights.items()}, tmp_path / "a.bin")
    checkpoint = open_checkpoint(tmp_path / "a.bin")

    assert load_autoencoder(checkpoint).layout.widths == (32, 32, 64, 64)
    with pytest.raises(BadInputError, match=r"not weights of the Moebius network.*missing"):
        load_student(checkpoint)


def test_a_new_student_can_be_trained() -> None:
    layout = StudentLayout(
        latent_size=8,
        widths=(32, 64),
        layers=1,
        sines=32,
        time_width=32,
        context_width=16,
        embedding_width=16,
    )
    with torch.inference_mode(False):
        torch.manual_seed(0)
        student = Student(layout).train()
        ids = torch.arange(20).view(2, 10)
        prediction = student.predict(torch.randn(2, 9, 8, 8), torch.tensor([5, 900]), ids)

        (prediction.noise.square().sum() + prediction.blocks[1].square().sum()).backward()

        without = [name for name, p in student.named_parameters() if p.grad is None]
        still = [name for name, p in student.named_parameters() if not p.grad.any()]
    assert not without
    assert all(name.endswith(("bias", "to_k.weight")) for name in still), still
