"""Checkpoints: whole or not there, a few of them, and the last that can be read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from moebius_core.errors import BadInputError, SaveError
from moebius_core.training.checkpoints import FOLDER, Checkpoints
from moebius_core.training.tensor_file import read_tensors, write_tensors

TENSORS = {
    "a": torch.arange(6, dtype=torch.float32).view(2, 3),
    "b": torch.tensor(7),
    "c": torch.tensor([1.5, -2.0], dtype=torch.bfloat16),
    "d": torch.zeros(0, 4),
    "e": torch.tensor([True, False]),
}


def save(checkpoints: Checkpoints, step: int) -> Path:
    tensors = {"network": {"x.weight": torch.full((2,), float(step))}, "optimiser": {}}
    return checkpoints.save(step, tensors, {"task": "student"})


def test_files_are_safetensors(tmp_path: Path) -> None:
    path = tmp_path / "file.safetensors"

    write_tensors(path, TENSORS, {"note": "text"})

    theirs, (ours, notes) = load_file(path), read_tensors(path)
    assert notes == {"note": "text"}
    for name, tensor in TENSORS.items():
        for read in (theirs[name], ours[name]):
            assert read.dtype == tensor.dtype
            assert torch.equal(read, tensor)


def test_transposed_tensors_are_written_as_they_read(tmp_path: Path) -> None:
    write_tensors(tmp_path / "file", {"t": TENSORS["a"].T})

    assert torch.equal(read_tensors(tmp_path / "file")[0]["t"], TENSORS["a"].T)


def test_the_last_few_stay(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path, keep=2)

    for step in (10, 20, 30):
        save(checkpoints, step)

    assert checkpoints.steps() == [20, 30]
    saved = checkpoints.last()
    assert saved is not None
    assert (saved.step, saved.notes) == (30, {"task": "student"})
    assert saved.tensors["network"]["x.weight"].tolist() == [30.0, 30.0]


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    assert Checkpoints(tmp_path, keep=2).last() is None


def test_a_damaged_one_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    checkpoints = Checkpoints(tmp_path, keep=2)
    save(checkpoints, 10)
    path = save(checkpoints, 20)
    path.write_bytes(path.read_bytes()[:-3])

    saved = checkpoints.last()

    assert saved is not None
    assert saved.step == 10
    assert "An older checkpoint is taken." in caplog.text


def test_when_all_are_damaged_it_is_told(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path, keep=2)
    save(checkpoints, 10).write_bytes(b"nothing")

    with pytest.raises(BadInputError, match="cannot be read"):
        checkpoints.last()


def test_a_full_disk_is_a_sentence_and_leaves_the_older_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoints = Checkpoints(tmp_path, keep=1)
    save(checkpoints, 10)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(SaveError, match="the disk is full"):
            save(checkpoints, 20)

    assert checkpoints.steps() == [10]
    assert [each.name for each in (tmp_path / FOLDER).iterdir()] == ["000000010.checkpoint"]
    saved = checkpoints.last()
    assert saved is not None
    assert saved.step == 10


def test_what_a_killed_process_left_half_written_goes_with_the_next(tmp_path: Path) -> None:
    checkpoints = Checkpoints(tmp_path, keep=2)
    save(checkpoints, 10)
    left = tmp_path / FOLDER / ".moebius-0123abcd.tmp"
    left.write_bytes(b"half")

    save(checkpoints, 20)

    assert not left.exists()
    assert checkpoints.steps() == [10, 20]
