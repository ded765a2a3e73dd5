"""The autoencoder's training: its terms by hand, and latents of unit variance in the end."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from torch import Tensor

from moebius_core.errors import BadInputError
from moebius_core.network import Autoencoder, AutoencoderLayout, load_autoencoder, new_autoencoder
from moebius_core.sampling import LATENT_SCALE
from moebius_core.training.batches import Batch
from moebius_core.training.dataset import Samples
from moebius_core.training.history import read_history
from moebius_core.training.output import WEIGHTS
from moebius_core.training.records import open_records
from moebius_core.training.run import train
from moebius_core.training.settings import Settings
from moebius_core.training.vae_objective import (
    VaeObjective,
    build,
    decibels,
    divergence,
    edge_error,
    pixel_error,
    standardised,
)
from moebius_core.weights.checkpoint import open_checkpoint
from tests.training.runs import tiny_settings

LAYOUT = AutoencoderLayout(widths=(32, 32, 32, 32), layers=1)
CPU = torch.device("cpu")


def batch_of(images: Tensor) -> Batch:
    count = len(images)
    return Batch(
        images=images,
        masks=torch.zeros(count, 1, *images.shape[2:]),
        ids=torch.zeros(count, 10, dtype=torch.int64),
        seeds=tuple(range(count)),
        names=("a",) * count,
        skipped=(),
    )


def some_images(count: int, *, seed: int = 3) -> Tensor:
    return torch.rand((count, 3, 32, 32), generator=torch.manual_seed(seed)) * 2 - 1


def latents_of(network: Autoencoder, images: Tensor) -> Tensor:
    with torch.no_grad():
        return network.encode(images).chunk(2, dim=1)[0]


def vae_settings(folder: Path, *changes: str) -> Settings:
    widths = "vae.widths=[32, 32, 32, 32]"
    return tiny_settings(folder, "run.task=vae", widths, "vae.layers=1", *changes)


def test_a_step_in_the_picture_costs_by_its_height_at_every_size() -> None:
    truth = torch.zeros(1, 1, 8, 8)
    image = truth.clone()
    image[..., 4:] = 1  # one edge of height 1, between columns 3 and 4

    assert float(pixel_error(image, truth)) == pytest.approx(1 / 2)
    # one of 7, 3 and 1 differences from column to column, none from row to row
    assert float(edge_error(image, truth)) == pytest.approx((1 / 7 + 1 / 3 + 1) / 3)


def test_the_divergence_of_a_standard_normal_is_nothing() -> None:
    zeros = torch.zeros(2, 4, 2, 2)

    assert float(divergence(zeros, zeros)) == 0
    assert float(divergence(zeros + 2, zeros)) == pytest.approx(2.0)
    assert float(divergence(zeros, zeros + 1)) == pytest.approx((math.e - 2) / 2)


def test_decibels_of_a_grey_that_is_off_by_a_tenth_of_the_range() -> None:
    truth = torch.zeros(2, 3, 4, 4)

    assert decibels(truth + 0.2, truth).tolist() == pytest.approx([20.0, 20.0])
    assert decibels(truth + 7, truth).tolist() == pytest.approx([6.0206] * 2, abs=1e-3)  # clamped


def test_the_loss_is_the_sum_of_its_terms() -> None:
    objective = VaeObjective(new_autoencoder(LAYOUT, seed=0), kl=0.25, edges=0.5)
    torch.manual_seed(5)

    loss, scalars = objective.step(batch_of(some_images(2)))

    expected = scalars["loss/pixels"] + 0.5 * scalars["loss/edges"] + 0.25 * scalars["loss/kl"]
    assert float(loss.detach()) == pytest.approx(expected)


def test_the_posterior_is_sampled_by_the_seed_of_the_step() -> None:
    objective = VaeObjective(new_autoencoder(LAYOUT, seed=0), kl=0.0, edges=0.0)
    batch = batch_of(some_images(2))

    def loss(seed: int) -> float:
        torch.manual_seed(seed)
        return float(objective.step(batch).loss.detach())

    assert loss(1) == loss(1)
    assert loss(1) != loss(2)


def test_standardised_latents_have_unit_variance_once_scaled() -> None:
    network = new_autoencoder(LAYOUT, seed=0)
    images = some_images(4)

    changed = load_autoencoder(standardised(network.state_dict(), images.split(2)))

    latents = latents_of(changed, images) * LATENT_SCALE
    assert latents.mean(dim=(0, 2, 3)).tolist() == pytest.approx([0.0] * 4, abs=1e-4)
    assert latents.std(dim=(0, 2, 3)).tolist() == pytest.approx([1.0] * 4, abs=1e-3)


def test_standardising_changes_no_picture_and_stretches_posteriors_with_their_means() -> None:
    network = new_autoencoder(LAYOUT, seed=0).requires_grad_(False)
    images = some_images(3)
    before = {name: each.clone() for name, each in network.state_dict().items()}

    changed = load_autoencoder(standardised(network.state_dict(), [images]))

    with torch.no_grad():
        expected = network.decode(latents_of(network, images))
        decoded = changed.decode(latents_of(changed, images))
        was, now = network.encode(images), changed.encode(images)
    assert torch.allclose(decoded, expected, atol=1e-5)
    stretched = now[:, :4].std(dim=(0, 2, 3)) / was[:, :4].std(dim=(0, 2, 3))
    widened = torch.exp(0.5 * (now - was)[:, 4:])
    assert torch.allclose(widened, stretched[:, None, None].expand_as(widened), rtol=1e-3)
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name]), name


def test_a_channel_that_says_nothing_is_not_blown_up() -> None:
    state = new_autoencoder(LAYOUT, seed=0).state_dict()
    state["quant_conv.weight"][2] = 0

    changed = load_autoencoder(standardised(state, [some_images(2)]))

    latents = latents_of(changed, some_images(2)) * LATENT_SCALE
    assert float(latents[:, 2].std()) == pytest.approx(0, abs=1e-4)
    assert bool(torch.isfinite(changed.post_quant_conv.weight).all())


def test_an_autoencoder_trained_from_nothing_has_latents_of_the_products_scale(
    tmp_path: Path,
) -> None:
    settings = vae_settings(tmp_path, "samples.every=6", "optimiser.muon=false")

    train("vae", settings, tmp_path / "run")

    measured = [each for each in read_history(tmp_path / "run") if each["kind"] == "held out"]
    assert measured[-1]["loss"] < measured[0]["loss"]
    assert {"loss", "pixels", "psnr"} <= measured[0].keys()
    trained = load_autoencoder(open_checkpoint(tmp_path / "run" / WEIGHTS))
    seen = Samples(open_records(*map(Path, settings.data.train)), side=32).epoch(0)
    pictures = torch.stack([torch.from_numpy(each.image) for each in seen])
    assert float((latents_of(trained, pictures) * LATENT_SCALE).std()) == pytest.approx(1, abs=0.1)


def test_a_new_encoder_begins_with_little_noise(tmp_path: Path) -> None:
    network = build(vae_settings(tmp_path), CPU).network.requires_grad_(False)

    noise = torch.exp(0.5 * network.encode(some_images(2))[:, 4:])

    assert float(noise.max()) < 0.1


def test_an_autoencoder_that_goes_on_keeps_its_scale(tmp_path: Path) -> None:
    start = f"vae.start={tmp_path / 'vae'}"
    objective = build(vae_settings(tmp_path, start), CPU)

    state = objective.network.state_dict()

    exported = objective.exported(state)
    assert all(torch.equal(exported[name], value) for name, value in state.items())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("vae.widths=[32, 48, 32, 32]", "48 is no multiple of 32"),
        ("vae.widths=[32, 32, 32]", "3 levels"),
        ("data.side=36", "36 pixels"),
    ],
)
def test_sizes_that_no_product_can_use_are_refused(
    tmp_path: Path, change: str, sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        build(vae_settings(tmp_path, change), CPU)
