"""What sample grids show."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from moebius_core.network import AutoencoderLayout, StudentLayout, new_autoencoder
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import Encoder
from moebius_core.training.painting import in_a_column, painted
from moebius_core.training.settings import SampleSettings


class Recorder:
    """A network that predicts nothing and remembers what it was asked."""

    layout = StudentLayout()

    def __init__(self) -> None:
        self.asked: list[tuple[Tensor, Tensor, Tensor]] = []

    def __call__(self, x: Tensor, timesteps: Tensor, ids: Tensor) -> Tensor:
        self.asked.append((x, timesteps, ids))
        return torch.zeros(len(x), 4, *x.shape[2:])


def batch() -> Batch:
    torch.manual_seed(0)
    masks = torch.zeros(2, 1, 32, 32)
    masks[0, :, 8:16, 8:24] = 1
    masks[1, :, :, 16:] = 1
    images = torch.rand(2, 3, 32, 32) * 2 - 1
    return Batch(images, masks, torch.zeros(2, 10, dtype=torch.int64), (5, 6), ("a", "b"), ())


def test_each_row_is_picture_mask_and_fill_and_only_the_hole_is_replaced() -> None:
    layout = AutoencoderLayout(widths=(32, 32, 32, 32), layers=1)
    autoencoder = new_autoencoder(layout, seed=1).eval()
    given, network = batch(), Recorder()
    encoded = Encoder(autoencoder)(given)

    rows = painted(network, autoencoder, given, encoded, SampleSettings(steps=2, guidance=2.0))  # pyright: ignore

    assert [row.shape for row in rows] == [(32, 96, 3)] * 2
    assert in_a_column(rows).shape == (64, 96, 3)
    for row, mask in zip(rows, given.masks[:, 0].numpy() > 0.5, strict=True):
        picture, drawn, fill = row[:, :32], row[:, 32:64], row[:, 64:]
        assert np.array_equal(drawn[..., 0], mask * np.uint8(255))
        assert np.array_equal(fill[~mask], picture[~mask])
        assert not np.array_equal(fill[mask], picture[mask])
    x, timesteps, ids = network.asked[0]
    assert [int(t[0]) for _, t, _ in network.asked] == [500, 0]
    assert timesteps.tolist() == [500] * 4
    assert ids[:, 0].tolist() == [10, 10, 0, 0]  # foreground is what to stay away from
    assert torch.equal(x[:2], x[2:])
    assert torch.equal(x[:2, 4:5], given.masks[:, :, ::8, ::8])
    torch.testing.assert_close(x[:2, 5:], encoded.masked)


def test_the_same_seeds_paint_the_same_and_without_guidance_one_row_is_asked() -> None:
    layout = AutoencoderLayout(widths=(32, 32, 32, 32), layers=1)
    autoencoder = new_autoencoder(layout, seed=1).eval()
    given, network = batch(), Recorder()
    encoded = Encoder(autoencoder)(given)
    settings = SampleSettings(steps=1, guidance=1.0)

    first = painted(network, autoencoder, given, encoded, settings)  # pyright: ignore
    again = painted(network, autoencoder, given, encoded, settings)  # pyright: ignore
    other = painted(network, autoencoder, given._replace(seeds=(5, 7)), encoded, settings)  # pyright: ignore

    assert np.array_equal(first, again)
    assert np.array_equal(first[0], other[0])
    assert not np.array_equal(first[1], other[1])
    assert [len(x) for x, _, _ in network.asked] == [2, 2, 2]
