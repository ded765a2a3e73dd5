"""Weights to a photo without its object where neither torch nor onnx is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from moebius_core.export.deployed import write_deployed_graphs
from moebius_core.inpaint import edit_zone
from moebius_core.masks import open_mask
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.deployed import own_graphs
from moebius_core.weights.pair import pair_of
from tests.core.weights.making import write_tiny
from tests.fakes import read_pixels, write_mask, write_photo

ROOT = Path(__file__).parents[2]
SIZE = (220, 180)
REGION_PX = 128
"""Of the tiny student as it is stored: latents of 16 x 16."""

ABSENT = (
    "torch", "torchvision", "onnx", "onnxscript", "diffusers", "transformers", "timm", "einops",
    "safetensors", "accelerate", "scipy", "skimage",
)  # fmt: skip

_SCRIPT = f"""
import json, sys
from importlib.machinery import PathFinder

class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.partition(".")[0] in {ABSENT!r}:
            return None
        return PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [Without if each is PathFinder else each for each in sys.meta_path]
from app.__main__ import main
codes = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["moebius", *words]
    codes.append(int(main()))
print(json.dumps({{"codes": codes, "loaded": sorted(sys.modules.keys() & {ABSENT!r})}}))
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MOEBIUS_WEIGHTS", raising=False)
    return tmp_path / "home"


@pytest.fixture
def tiny(tmp_path: Path) -> tuple[Path, Path]:
    """Files of the tiny student and autoencoder."""
    return (
        write_tiny(tmp_path / "from" / "tiny.safetensors", "student"),
        write_tiny(tmp_path / "from" / "model.safetensors", "autoencoder"),
    )


def moebius(*commands: list[str]) -> tuple[list[int], list[str], str, str]:
    """Exit codes of these commands in one process, what it loaded, and all that it said."""
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT, json.dumps(commands)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
        check=True,
    )
    *told, last = ran.stdout.splitlines()
    found = json.loads(last)
    return found["codes"], found["loaded"], "\n".join(told), ran.stderr


def test_imported_weights_remove_an_object(tiny: tuple[Path, Path], tmp_path: Path) -> None:
    pair = pair_of(*map(open_checkpoint, tiny))
    write_deployed_graphs(own_graphs(), pair.student_layout, pair.autoencoder_layout)
    photo = write_photo(tmp_path / "beach.png", size=SIZE)
    mask = write_mask(tmp_path / "beach_mask.png", size=SIZE, box=(60, 50, 30, 40))
    output = tmp_path / "clean.png"
    flags = ["--engine", "moebius:tiny", "--quality", "draft", "-o", str(output)]

    codes, loaded, told, errors = moebius(
        ["weights", "import", *map(str, tiny)],
        ["devices"],
        ["remove", str(photo), "--mask", str(mask), *flags],
    )

    assert codes == [0, 0, 0], errors
    assert loaded == []
    assert "the network with onnxruntime" in told
    assert "torch" not in told.partition("cuda ")[0]
    before, after = read_pixels(photo), read_pixels(output)
    zone = edit_zone(open_mask(mask), region_px=REGION_PX) > 0
    np.testing.assert_array_equal(after[~zone], before[~zone])
    assert (after != before)[open_mask(mask) > 0].mean() > 0.9


def test_weights_of_another_size_say_what_they_need(
    tiny: tuple[Path, Path], tmp_path: Path
) -> None:
    photo = write_photo(tmp_path / "beach.png", size=SIZE)
    output = tmp_path / "clean.png"
    flags = ["--engine", "moebius:tiny", "--box", "60,50,30,40", "-o", str(output)]

    codes, loaded, _, errors = moebius(
        ["weights", "import", *map(str, tiny)],
        ["export", "tiny", "--deployed"],
        ["remove", str(photo), *flags],
    )

    assert codes == [0, 1, 1]
    assert loaded == []
    assert "Note: tiny is of another size than the released weights." in errors
    assert "Writing ONNX graphs needs the package onnx" in errors
    assert "there is no graph for them" in errors
    assert not output.exists()
