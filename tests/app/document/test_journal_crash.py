"""Kill -9 in the middle of anything loses at most the edit that was being made."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from app.document.document import Document
from app.document.journal import find_journals
from moebius_core.photo import Photo
from tests.app.document.crash_editor import checksum, edits


@pytest.mark.parametrize("seed", range(6))
def test_what_was_accepted_comes_back(tmp_path: Path, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (420, 660, 3), np.uint8)
    photo, journals = tmp_path / "photo.png", tmp_path / "journals"
    Photo(pixels=pixels).save(photo)
    command = [sys.executable, "-m", "tests.app.document.crash_editor", photo, journals, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(12 + 9 * seed)]
        assert find_journals(journals) == []
        for _ in range(seed * 5000):  # it dies at another place of its next edit each time
            pass
        process.kill()
        told += process.stdout.readlines()
    photo.unlink()  # the journal has its own copy
    states = [line.strip() for line in told if line.endswith("\n")]

    expected = list(islice(edits(Document(Photo(pixels=pixels)), seed), len(states) + 1))
    assert states == expected[:-1]

    (found,) = find_journals(journals)
    assert found.name == "photo.png"
    assert found.is_restorable
    document = found.restore()
    # accepted, but killed before its line was told: one state further
    assert checksum(document) in expected[-2:]
    assert find_journals(journals) == []
    document.jump(0)
    assert (document.image.to_array() == pixels).all()
    assert not document.mask_array().any()
    document.close()
    assert not list(journals.iterdir())
