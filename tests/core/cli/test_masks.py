"""`moebius masks`: a contact sheet on disk, and nothing but numpy and OpenCV for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from moebius_core.cli import main
from moebius_core.photo import Photo
from moebius_core.training.masks import MaskKind, random_mask
from tests.core.cli.conftest import ROOT


def test_the_sheet_shows_the_masks_of_the_seeds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.png"
    options = ["--kind", "thick", "--size", "256", "--seed", "5", "--count", "2"]

    assert main(["masks", "--preview", str(sheet), *options]) == 0

    assert capsys.readouterr().out.startswith(f"Saved {sheet}: 2 masks, which cover ")
    pixels = Photo.open(sheet).pixels
    second = random_mask(6, 256, MaskKind.THICK)
    assert np.array_equal(pixels[8:264, 272:528, 0], second)


def test_what_is_there_is_kept_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.png"
    sheet.write_bytes(b"mine")
    small = ["masks", "--preview", str(sheet), "--size", "256", "--count", "1"]

    assert main(small) == 2
    assert "exists already" in capsys.readouterr().err
    assert sheet.read_bytes() == b"mine"
    assert main([*small, "--force"]) == 0
    assert sheet.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 2),
        (["--preview", "a.png", "--kind", "thinner"], 2),
        (["--preview", "a.png", "--count", "401"], 2),
        (["--preview", "a.doc", "--count", "1"], 3),
    ],
)
def test_what_cannot_be_done_is_refused(
    options: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["masks", *options]) == code
    assert list(tmp_path.iterdir()) == []


def test_no_torch_is_needed(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom moebius_core.cli import main\n"
        f"assert main(['masks', '--preview', {str(tmp_path / 'a.png')!r}, '--count', '1']) == 0\n"
        "assert not {'torch', 'onnxruntime', 'huggingface_hub'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
