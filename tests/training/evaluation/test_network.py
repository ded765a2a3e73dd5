"""The tiny network on onnxruntime, evaluated where torch is not installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from moebius_core.export.deployed import write_deployed_graphs
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.deployed import own_graphs
from moebius_core.weights.pair import pair_of
from tests.core.test_without_torch import moebius
from tests.core.weights.making import tiny, write_tiny
from tests.fakes import write_mask, write_photo


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MOEBIUS_WEIGHTS", raising=False)


def test_steps_size_and_seconds_of_installed_weights(tmp_path: Path) -> None:
    files = (
        write_tiny(tmp_path / "from" / "tiny.safetensors", "student"),
        write_tiny(tmp_path / "from" / "model.safetensors", "autoencoder"),
    )
    pair = pair_of(*map(open_checkpoint, files))
    write_deployed_graphs(own_graphs(), pair.student_layout, pair.autoencoder_layout)
    write_photo(tmp_path / "photos" / "a.png", size=(140, 128))
    write_mask(tmp_path / "photos" / "a_mask.png", size=(140, 128), box=(40, 50, 30, 40))
    output = tmp_path / "out"
    words = ["--images", str(tmp_path / "photos"), "--size", "128", "-o", str(output)]
    engines = ["--engine", "moebius:tiny", "--engine", "content-fill", "--quality", "draft"]

    codes, loaded, _, errors = moebius(
        ["weights", "import", *map(str, files)], ["evaluate", *words, *engines]
    )

    assert codes == [0, 0], errors
    assert loaded == []
    network, content_fill = json.loads((output / "results.json").read_text("utf-8"))["engines"]
    assert network["engine"] == "moebius:tiny"
    assert network["steps"] == 4
    assert 0 < network["seconds_per_step"] < network["seconds_per_picture"]
    assert network["counted_at_side"] == 128
    statistics = ("running_mean", "running_var", "num_batches_tracked")
    assert network["parameters"] == sum(
        array.size for key, array in tiny("student").items() if not key.endswith(statistics)
    )
    assert network["multiply_adds_per_row"] > network["multiply_adds_of_layers"] > 0
    assert content_fill["parameters"] is None
    assert network["not_available"]["fid"] == "the package torch is not installed"
