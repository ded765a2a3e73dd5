"""`moebius evaluate`: what it writes, what it refuses, and that it needs no torch."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from moebius_core.cli import evaluate as command
from moebius_core.cli import main
from moebius_core.photo import Photo
from moebius_core.training.evaluation.baselines import BASELINES, PREFIX
from moebius_core.training.evaluation.learned import LPIPS_NETS
from moebius_core.training.evaluation.protocols import PRESETS
from moebius_core.training.masks import MaskKind
from tests.core.cli.conftest import ROOT
from tests.fakes import read_pixels, write_mask, write_photo

TELEA = ["--engine", "baseline:telea"]
MEAN = ["--engine", "baseline:mean"]


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Three photos, of which one is damaged and one has no mask; four files."""
    folder = tmp_path / "photos"
    for name in ("a", "b"):
        write_photo(folder / f"{name}.png", seed=ord(name))
        write_mask(folder / f"{name}_mask.png")
    (folder / "b.png").write_bytes(b"torn")
    write_photo(folder / "c.png")
    return folder


def run(photos: Path, output: Path, *words: str) -> int:
    return main(["evaluate", "--images", str(photos), "-o", str(output), *words])


def test_results_sheet_and_summary(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out" / "deep"

    assert run(photos, output, *TELEA, *MEAN) == 0

    told = capsys.readouterr()
    assert told.out.startswith("1 of 2 pictures compared; on the hole alone:\n  baseline:telea ")
    assert told.out.rstrip().endswith(f"Saved {output / 'results.md'}.")
    assert "Left out c.png: It has no mask." in told.err
    assert "Left out b.png: " in told.err
    read = json.loads((output / "results.json").read_text("utf-8"))
    assert [engine["name"] for engine in read["engines"]] == ["baseline:telea", "baseline:mean"]
    assert read["compared"] == ["a.png"]
    assert set(read["skipped"]) == {"b.png", "c.png"}
    assert (read["options"]["grow"], read["options"]["feather"]) == (0, 0)
    assert Photo.open(output / "sheet.png").pixels.shape[1] == 8 + 4 * (256 + 8)
    assert sorted(file.name for file in output.iterdir()) == [
        "results.json",
        "results.md",
        "sheet.png",
    ]


def test_json_goes_to_standard_output_and_pictures_are_kept(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    options = ["--json", "--keep-pictures", "--masks", "drawn:thin", "--size", "40"]
    assert run(photos, output, *MEAN, *options) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["compared"] == ["a.png", "c.png"]
    assert (read["side"], read["masks"]) == (40, "drawn:thin")
    truth = read_pixels(output / "pictures" / "truth" / "a.png.png")
    fill = read_pixels(output / "pictures" / "baseline-mean" / "a.png.png")
    assert truth.shape == fill.shape == (40, 40, 3)
    assert 0 < (truth != fill).any(axis=2).mean() < 1
    np.testing.assert_array_equal(truth, read_pixels(photos / "a.png")[:, 4:44])


def test_a_preset_prints_its_published_rows(photos: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(photos, output, *MEAN, "--preset", "ffhq-256", "--limit", "1") == 0
    read = json.loads((output / "results.json").read_text("utf-8"))
    assert (read["preset"], read["side"], read["asked"]) == ("ffhq-256", 256, 1)
    assert [row["fid"] for row in read["published"]] == [8.15, 6.35, 109.42, 11.19]
    assert "*Moebius, published*" in (output / "results.md").read_text("utf-8")


def test_results_are_kept_unless_forced(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "results.json").write_text("mine")
    assert run(photos, output, *MEAN) == 2
    assert "holds results already" in capsys.readouterr().err
    assert (output / "results.json").read_text() == "mine"
    assert run(photos, output, *MEAN, "--force") == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "--engine"),
        (["--engine", "baseline:best"], 2, "There is no engine"),
        (["--engine", "moebius:nobody"], 2, "There is no engine"),
        ([*MEAN, "--masks", "drawn:huge"], 2, "drawn:thin"),
        ([*MEAN, "--masks", "nowhere"], 3, "There is no folder"),
        ([*MEAN, "--preset", "ffhq-256", "--size", "64"], 2, "contradict"),
        ([*MEAN, "--size", "16"], 2, "32 to 4096"),
    ],
)
def test_what_cannot_be_done_is_refused(
    words: list[str],
    code: int,
    told: str,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    assert run(photos, tmp_path / "out", *words) == code
    assert told in capsys.readouterr().err


def test_pictures_that_are_all_damaged_are_bad_input(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.png", "c.png"):
        (photos / name).unlink()
    assert run(photos, tmp_path / "out", *MEAN) == 3
    assert "0 of 1 pictures compared" in capsys.readouterr().out
    assert not (tmp_path / "out" / "sheet.png").exists()


def test_weights_that_are_not_installed_are_told_how_to_get(
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    assert run(photos, tmp_path / "out", "--engine", "moebius:places2") == 1
    assert "moebius weights download places2" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_ctrl_c_leaves_what_was_finished(
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls: list[int] = []

    def interrupted(image: np.ndarray, mask: np.ndarray, seed: int) -> np.ndarray:
        calls.append(seed)
        if len(calls) == 2:
            signal.raise_signal(signal.SIGINT)
        return image

    monkeypatch.setitem(BASELINES, "mean", interrupted)
    output = tmp_path / "out"
    assert run(photos, output, *MEAN, "--masks", "drawn:medium") == 130
    assert "Interrupted" in capsys.readouterr().err
    read = json.loads((output / "results.json").read_text("utf-8"))
    assert read["interrupted"] is True
    assert read["compared"] == ["a.png"]


def test_the_choices_are_those_of_the_evaluation() -> None:
    assert tuple(PREFIX + each for each in BASELINES) == command.BASELINE_CHOICES
    assert tuple(PRESETS) == command.PRESET_CHOICES
    assert tuple(f"drawn:{kind.value}" for kind in MaskKind) == command.DRAWN_CHOICES
    assert command.LPIPS_CHOICES == LPIPS_NETS


def test_no_torch_is_needed(photos: Path, tmp_path: Path) -> None:
    words = [
        "--images",
        str(photos),
        *MEAN,
        "--engine",
        "content-fill",
        "-o",
        str(tmp_path / "out"),
    ]
    code = (
        "import sys\n"
        "for name in ('torch', 'torchvision', 'onnx', 'skimage', 'scipy'):\n"
        "    sys.modules[name] = None\n"
        "from moebius_core.cli import main\n"
        f"assert main(['evaluate', *{words!r}]) == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    text = (tmp_path / "out" / "results.md").read_text("utf-8")
    assert "LPIPS: not available: the package torch is not installed." in text
