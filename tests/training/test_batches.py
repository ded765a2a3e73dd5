"""Batches: numbers through epochs and processes, and the loader that reads them."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import torch

from moebius_core.errors import BadInputError
from moebius_core.training.batches import Batch, BatchNumbers, load_batches
from moebius_core.training.dataset import Samples
from moebius_core.training.records import open_records
from tests.training.pictures import write_greys


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    return Samples(open_records(write_greys(tmp_path / "pictures", 5)), side=32)


def first(samples: Samples, numbers: BatchNumbers, count: int) -> list[Batch]:
    return list(islice(load_batches(samples, numbers), count))


def test_a_batch_is_tensors(samples: Samples) -> None:
    (batch,) = first(samples, BatchNumbers(2), 1)

    assert batch.images.shape == (2, 3, 32, 32)
    assert batch.masks.shape == (2, 1, 32, 32)
    assert batch.ids.shape == (2, 10)
    assert (batch.images.dtype, batch.ids.dtype) == (torch.float32, torch.int64)
    assert len(set(batch.seeds)) == len(set(batch.names)) == 2


def test_epochs_follow_each_other_and_a_run_can_be_resumed(samples: Samples) -> None:
    whole = first(samples, BatchNumbers(2), 10)

    resumed = first(samples, BatchNumbers(2, start=6), 4)

    names = [name for batch in whole for name in batch.names]
    assert all(len(set(names[epoch : epoch + 5])) == 5 for epoch in range(0, 20, 5))
    for one, other in zip(whole[6:], resumed, strict=True):
        assert one.seeds == other.seeds
        assert torch.equal(one.images, other.images)
        assert torch.equal(one.masks, other.masks)


def test_processes_share_what_one_would_take() -> None:
    alone = list(islice(BatchNumbers(4, start=3), 5))
    both = [list(islice(BatchNumbers(2, start=3, process=p, processes=2), 5)) for p in range(2)]

    assert [left + right for left, right in zip(*both, strict=True)] == alone


def test_what_was_left_out_is_in_the_batch(tmp_path: Path) -> None:
    folder = write_greys(tmp_path / "pictures", 5)
    (folder / "2.png").write_bytes(b"")
    samples = Samples(open_records(folder), side=32)

    (batch,) = first(samples, BatchNumbers(10), 1)

    assert batch.skipped == (str(folder / "2.png"),)


def test_a_worker_process_reads_the_same(samples: Samples) -> None:
    here = first(samples, BatchNumbers(2), 2)  # OpenCV has run: a forked worker would hang

    ahead = load_batches(samples, BatchNumbers(2), workers=1)
    there = [next(ahead) for _ in here]

    for one, other in zip(here, there, strict=True):
        assert one.names == other.names
        assert torch.equal(one.images, other.images)
        assert torch.equal(one.masks, other.masks)


def test_impossible_batches_are_refused() -> None:
    with pytest.raises(BadInputError, match="Process 2 of 2 cannot take batches of 1 from 0 on"):
        BatchNumbers(1, process=2, processes=2)
    with pytest.raises(BadInputError, match="batches of 0"):
        BatchNumbers(0)
