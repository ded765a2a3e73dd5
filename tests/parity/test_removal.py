"""From files of weights to a photo without its object: the command and the core, small networks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from moebius_core.cli import main
from moebius_core.engines import runtimes
from moebius_core.engines.selection import Device, open_engine
from moebius_core.inpaint import edit_zone, inpaint
from moebius_core.masks import open_mask
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Cancelled, CancelToken, Progress
from tests.fakes import read_pixels, write_mask, write_photo
from tests.parity.goldens import recipe_weights, shapes

SIZE = (220, 180)
REGION_PX = 128
"""Of the tiny student as it is stored: latents of 16 x 16."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights imported as a person would."""
    folder = tmp_path_factory.mktemp("weights")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOEBIUS_WEIGHTS", str(folder / "store"))
        for id_, like in (("tiny", "moebius_tiny"), ("vae", "vae_tiny")):
            file = folder / f"{id_}.bin"
            weights = recipe_weights(shapes(like))
            torch.save({key: torch.from_numpy(value) for key, value in weights.items()}, file)
            assert main(["weights", "import", str(file), "--id", id_]) == 0
    return folder / "store"


@pytest.fixture(autouse=True)
def _weights(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(store))
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    photo = write_photo(tmp_path / "beach.png", size=SIZE)
    return photo, write_mask(tmp_path / "beach_mask.png", size=SIZE, box=(60, 50, 30, 40))


@pytest.mark.parametrize("name", ["moebius:tiny", "moebius", "auto"])
def test_the_command_removes_with_the_network(
    name: str, files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, mask = files
    output = tmp_path / "clean.png"
    flags = ["--engine", name, "--quality", "draft", "--device", "cpu", "--json", "-o", str(output)]

    assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["engine"] == "moebius:tiny"
    assert told["device"] == "cpu"
    zone = edit_zone(open_mask(mask), region_px=REGION_PX) > 0
    before, after = read_pixels(photo), read_pixels(output)
    np.testing.assert_array_equal(after[~zone], before[~zone])
    assert (after != before)[open_mask(mask) > 0].mean() > 0.9


def test_onnxruntime_alone_removes_what_torch_removes(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import wrote the graphs for this size, so each library can do it by itself."""
    photo, mask = files
    results: dict[str, NDArray[np.uint8]] = {}
    for library in (runtimes.ONNX, runtimes.TORCH):
        output = tmp_path / f"{library}.png"
        own = tuple(each for each in runtimes.RUNTIMES if each.library == library)
        flags = ["--engine", "moebius:tiny", "--device", "cpu", "--precision", "fp32"]
        flags += ["--quality", "best", "--steps", "3", "-o", str(output)]
        with monkeypatch.context() as patch:
            patch.setattr(runtimes, "RUNTIMES", own)
            assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 0
        results[library] = read_pixels(output)

    zone = edit_zone(open_mask(mask), region_px=REGION_PX) > 0
    before, after = read_pixels(photo), results[runtimes.ONNX]
    np.testing.assert_array_equal(after[~zone], before[~zone])
    assert (after != before)[open_mask(mask) > 0].mean() > 0.9
    assert np.abs(after.astype(int) - results[runtimes.TORCH]).max() <= 1


def test_devices_name_the_imported_weights(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices", "--json"]) == 0

    cpu = json.loads(capsys.readouterr().out)["devices"][0]
    assert cpu["engines"] == ["content-fill", "moebius:tiny"]
    assert "torch" in cpu["runtimes"]


@pytest.mark.parametrize("quality", [Quality.DRAFT, Quality.BEST])
def test_a_seed_repeats_itself_and_a_second_try_differs(
    quality: Quality, files: tuple[Path, Path]
) -> None:
    image, mask = read_pixels(files[0]), open_mask(files[1])
    engine = open_engine("moebius:tiny", Device.CPU, precision="fp32").engine

    results = [
        inpaint(image, mask, engine, InpaintOptions(seed=seed, quality=quality, steps=3))
        for seed in (4, 4, 5)
    ]

    engine.close()
    np.testing.assert_array_equal(results[0], results[1])
    assert (results[0] != results[2]).any()


def test_cancel_in_the_middle_of_the_steps_leaves_nothing(files: tuple[Path, Path]) -> None:
    image, mask = read_pixels(files[0]), open_mask(files[1])
    before = image.copy()
    engine = open_engine("moebius:tiny", Device.CPU, precision="fp32").engine
    token, told = CancelToken(), list[str]()

    def show(_fraction: float, text: str) -> None:
        told.append(text)
        if text.startswith("Step 2 of"):
            token.cancel()

    with pytest.raises(Cancelled):
        inpaint(image, mask, engine, InpaintOptions(), Progress(show, token))

    np.testing.assert_array_equal(image, before)
    assert told[-1].startswith("Step 2 of")
    result = inpaint(image, mask, engine, InpaintOptions(quality=Quality.DRAFT))
    assert (result != image).any()
    engine.close()
