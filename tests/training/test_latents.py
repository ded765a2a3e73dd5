"""Latents kept on disk: the same as those encoded anew, whatever happens to the files."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from moebius_core.errors import MoebiusError
from moebius_core.network import Autoencoder, AutoencoderLayout, load_autoencoder, new_autoencoder
from moebius_core.training.batches import Batch
from moebius_core.training.encoding import Encoder
from moebius_core.training.history import read_history
from moebius_core.training.latents import KeptLatents, weights_sum
from moebius_core.training.run import train
from tests.training.runs import tiny_settings

LAYOUT = AutoencoderLayout(widths=(32, 32, 32, 32), layers=1)


class Counted(Autoencoder):
    """Counts the pictures that it encodes."""

    encoded = 0

    def encode(self, image: torch.Tensor) -> torch.Tensor:
        self.encoded += len(image)
        return super().encode(image)


@pytest.fixture(scope="module")
def autoencoder() -> Autoencoder:
    return load_autoencoder(new_autoencoder(LAYOUT, seed=1).state_dict())


@pytest.fixture
def counted(autoencoder: Autoencoder) -> Counted:
    copy = Counted(LAYOUT)
    copy.load_state_dict(autoencoder.state_dict())
    return copy.eval().requires_grad_(False)


def some_batch(count: int = 2) -> Batch:
    random = torch.manual_seed(3)
    masks = torch.zeros(count, 1, 32, 32)
    masks[:, :, 8:20, 4:24] = 1
    return Batch(
        images=torch.rand((count, 3, 32, 32), generator=random) * 2 - 1,
        masks=masks,
        ids=torch.zeros(count, 10, dtype=torch.int64),
        seeds=tuple(range(count)),
        names=tuple("abcdef"[:count]),
        skipped=(),
    )


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.latents"))


def test_latents_are_those_that_are_encoded_anew(tmp_path: Path, counted: Counted) -> None:
    batch = some_batch()
    kept = KeptLatents(tmp_path, counted)

    first, second = kept(batch), kept(batch)

    expected = Encoder(counted)(batch)
    assert torch.allclose(first.clean, expected.clean, atol=1e-5)
    assert torch.allclose(first.masked, expected.masked, atol=1e-5)
    assert torch.equal(first.clean, second.clean)
    assert torch.equal(first.masked, second.masked)


def test_nothing_is_encoded_twice_in_another_run_either(tmp_path: Path, counted: Counted) -> None:
    KeptLatents(tmp_path, counted)(some_batch())
    before = counted.encoded

    KeptLatents(tmp_path, counted)(some_batch())

    assert before == 4  # two pictures, with and without their hole
    assert counted.encoded == before


def test_latents_do_not_depend_on_their_neighbours(tmp_path: Path, counted: Counted) -> None:
    both = KeptLatents(tmp_path / "both", counted)(some_batch(2))

    alone = KeptLatents(tmp_path / "alone", counted)(some_batch(1))

    assert not torch.equal(both.clean[0], both.clean[1])
    assert torch.equal(
        alone.clean,
        KeptLatents(tmp_path / "both", counted)(some_batch(1)).clean,
    )


@pytest.mark.parametrize("change", ["image", "mask", "weights"])
def test_whatever_changes_is_encoded_anew(tmp_path: Path, counted: Counted, change: str) -> None:
    batch = some_batch(1)
    before = KeptLatents(tmp_path, counted)(batch)
    if change == "image":
        batch.images[0, 0, 0, 0] += 0.5
    elif change == "mask":
        batch.masks[0, 0, 0, 0] = 1
    else:
        counted.quant_conv.weight.data[0] *= 2

    after = KeptLatents(tmp_path, counted)(batch)

    assert not torch.equal(before.masked, after.masked)
    assert torch.allclose(after.masked, Encoder(counted)(batch).masked, atol=1e-5)


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "longer"])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, counted: Counted, damage: str) -> None:
    kept = KeptLatents(tmp_path, counted)
    batch = some_batch(1)
    expected = kept(batch)
    (path,) = entries(tmp_path)
    data = bytearray(path.read_bytes())
    if damage == "flipped":
        data[-3] ^= 1
    path.write_bytes({"cut": data[:-4], "empty": b"", "longer": data + b"1"}.get(damage, data))

    again = kept(batch)

    assert torch.equal(again.clean, expected.clean)
    assert counted.encoded == 4
    kept(batch)
    assert counted.encoded == 4  # and the new entry is whole


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, counted: Counted) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(MoebiusError, match="cannot be made"):
        KeptLatents(tmp_path / "file", counted)(some_batch(1))


def test_the_sum_is_that_of_the_weights_alone(autoencoder: Autoencoder, counted: Counted) -> None:
    assert weights_sum(autoencoder) == weights_sum(counted)
    counted.post_quant_conv.weight.data[0] += 1
    assert weights_sum(autoencoder) != weights_sum(counted)


def test_a_run_keeps_as_many_views_as_it_is_told(tmp_path: Path) -> None:
    more = ("data.cached_views=1", "loop.steps=5", "data.held_out=[]", "optimiser.muon=false")
    settings = tiny_settings(tmp_path, f"data.cache_latents={tmp_path / 'kept'}", *more)

    train("student", settings, tmp_path / "run")

    # 5 pictures in 10 samples
    assert len(entries(tmp_path / "kept")) == 5
    assert len(read_history(tmp_path / "run")) == 5
