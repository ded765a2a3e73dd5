"""From a photo to its fill, tiny networks at full size, beside the public pipeline."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from moebius_core.network import (
    Autoencoder,
    Student,
    for_inference,
    load_autoencoder,
    load_student,
)
from moebius_core.sampling import (
    LATENT_SCALE,
    DdimSchedule,
    Latents,
    denoise,
    guided,
    known_latents,
)
from tests.parity.goldens import golden, recipe_weights, relative_error, shapes
from tests.parity.public_paste import compensated, pasted, raw

CELLS = 64
"""Side of the latent: four times that of the tiny student whose shapes are stored."""


@cache
def student() -> Student:
    stored = shapes("moebius_tiny")
    wide = {
        key: (shape[0] * 16, *shape[1:]) if key.endswith("rel_pos_emb") else shape
        for key, shape in stored.items()
    }
    return for_inference(load_student(recipe_weights(wide)))


@cache
def autoencoder() -> Autoencoder:
    return for_inference(load_autoencoder(recipe_weights(shapes("vae_tiny"))))


def predict(x: Latents, timestep: int) -> tuple[Latents, Latents]:
    """Unconditional rows are ids 10-19, conditional ones 0-9."""
    ids = torch.tensor([[*range(10, 20)], [*range(10)]])
    rows = torch.from_numpy(x).expand(2, -1, -1, -1)
    noise = student()(rows, torch.tensor([timestep]), ids).numpy()
    return noise[:1], noise[1:]


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.generic]]:
    return dict(golden("pipeline_tiny"))


@pytest.fixture(scope="module")
def known(reference: dict[str, NDArray[np.generic]]) -> Latents:
    return known_latents(reference["mask"][None] >= 128, reference["masked_latents"])


@pytest.fixture(scope="module")
def steps(reference: dict[str, NDArray[np.generic]], known: Latents) -> list[Latents]:
    """The latents after each step, from the stored start."""
    with torch.inference_mode():
        return list(denoise(predict, reference["initial_latents"], known, DdimSchedule()))


def test_the_student_takes_the_stored_size() -> None:
    assert student().layout.latent_size == CELLS


def test_the_timesteps_and_the_mask_are_the_reference_s(
    reference: dict[str, NDArray[np.generic]], known: Latents
) -> None:
    assert DdimSchedule().timesteps == tuple(reference["timesteps"])
    np.testing.assert_array_equal(known[:, :1], reference["resized_mask"])


def test_latents_stay_the_reference_s_over_all_steps(
    reference: dict[str, NDArray[np.generic]], known: Latents, steps: list[Latents]
) -> None:
    noise = guided(*predict(np.concatenate([steps[-2], known], axis=1), 0), 2.0)
    last = DdimSchedule().step(reference["last_noise_pred"], 0, reference["last_latents"])

    assert relative_error(steps[-2], reference["last_latents"]) <= 1e-4
    assert relative_error(noise, reference["last_noise_pred"]) <= 1e-4
    assert relative_error(steps[-1], last) <= 1e-4


def test_images_are_the_reference_s(
    reference: dict[str, NDArray[np.generic]], steps: list[Latents]
) -> None:
    photo, mask = reference["image"], reference["mask"]
    decoded = autoencoder().decode(torch.from_numpy(steps[-1] / np.float32(LATENT_SCALE)))
    fill = raw(decoded.numpy())

    images = {
        "image_raw": fill,
        "image_paste": pasted(photo, fill, mask),
        "image_compensate": compensated(photo, fill, mask),
    }

    for name, image in images.items():
        difference = np.abs(image.astype(int) - reference[name].astype(int)).max()
        assert difference <= 2, name


def test_encoding_the_masked_photo_gives_latents_near_the_sampled_ones(
    reference: dict[str, NDArray[np.generic]],
) -> None:
    picture = torch.from_numpy(reference["image"]).permute(2, 0, 1)[None] / 127.5 - 1
    hidden = picture * torch.from_numpy(reference["mask"] < 128)

    mean, log_variance = autoencoder().encode(hidden).chunk(2, dim=1)

    away = torch.from_numpy(reference["masked_latents"]) / LATENT_SCALE - mean
    deviation = away / torch.exp(log_variance.clamp(-30, 20) / 2)
    assert abs(float(deviation.mean())) < 0.05
    assert abs(float(deviation.std()) - 1) < 0.05
