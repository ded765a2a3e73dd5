"""A whole model from nothing: autoencoder, student, distilled student, import, removal."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from moebius_core.cli import main
from moebius_core.inpaint import edit_zone
from moebius_core.masks import open_mask
from tests.fakes import read_pixels, write_mask, write_photo
from tests.training.runs import write_run

SIZE = (90, 70)
REGION_PX = 32


def done(*arguments: object) -> None:
    assert main([str(each) for each in arguments]) == 0


def test_what_is_trained_from_nothing_removes_in_the_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "weights"))
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    settings = write_run(tmp_path)
    few = ("--set", "loop.steps=2")
    codec, teacher, student = (tmp_path / name for name in ("codec", "teacher", "student"))
    inside = (
        *few,
        "--set",
        f"vae.weights={codec}",
        "--set",
        f"data.cache_latents={tmp_path / 'l'}",
    )

    sizes = ("--set", "vae.widths=[32, 32, 32, 32]", "--set", "vae.layers=1")
    done("train", settings, "-o", codec, *few, "--set", "run.task=vae", *sizes)
    done("train", settings, "-o", teacher, *inside)
    taught = ("--set", f"teacher.weights={teacher}", "--set", "network.widths=[32, 32]")
    taught += ("--set", "loss.coarse=0", "--set", "loss.perceptual=0")
    done("distill", settings, "-o", student, *inside, *taught)
    done("weights", "import", student, "--id", "mine")

    photo = write_photo(tmp_path / "beach.png", size=SIZE)
    mask = write_mask(tmp_path / "beach_mask.png", size=SIZE, box=(40, 30, 8, 8))
    output = tmp_path / "clean.png"
    flags = ("--engine", "moebius:mine", "--quality", "draft", "--device", "cpu", "--json")
    capsys.readouterr()
    done("remove", photo, "--mask", mask, *flags, "-o", output)

    assert json.loads(capsys.readouterr().out)["engine"] == "moebius:mine"
    zone = edit_zone(open_mask(mask), region_px=REGION_PX) > 0
    before, after = read_pixels(photo), read_pixels(output)
    np.testing.assert_array_equal(after[~zone], before[~zone])
    assert (after != before)[open_mask(mask) > 0].mean() > 0.5
