"""Which engines and devices can be chosen, and what is said of those that cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.editing.engine_shelf import REGION_PX, EngineShelf
from moebius_core.engines.engine import EngineInfo
from moebius_core.places import WEIGHTS_VARIABLE
from moebius_core.weights.store import default_store
from tests.app.benches import Bench, shelf_of
from tests.core.weights.making import write_graphs


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of the test's own, and three graphs to import."""
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(tmp_path / "store"))
    return write_graphs(tmp_path / "mine")


def test_what_is_installed_is_found_when_asked_and_told_once(weights: Path) -> None:
    bench = Bench()
    shelf = EngineShelf(bench.submit)
    told: list[tuple[str, ...] | None] = []
    shelf.changed.connect(lambda: told.append(shelf.networks))
    assert shelf.networks is None
    for _ in range(2):
        shelf.look()
        bench.run_all()
    default_store().import_local(weights)
    for _ in range(2):
        shelf.look()
        bench.run_all()
    assert told == [(), ("mine",)]


def test_engines_are_those_that_can_run() -> None:
    assert dict(shelf_of().choices("engine", "auto")) == {
        "auto": "Automatic (the best that runs here)",
        "content-fill": "Content fill",
    }
    assert dict(shelf_of("places2", "mine").choices("engine", "auto")) == {
        "auto": "Automatic (the best that runs here)",
        "content-fill": "Content fill",
        "moebius": "Moebius (automatic)",
        "moebius:places2": "Moebius (places2)",
        "moebius:mine": "Moebius (mine)",
    }


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ("moebius", "Moebius – not installed"),
        ("moebius:ffhq", "Moebius (ffhq) – not installed"),
    ],
)
def test_a_chosen_engine_that_is_gone_is_listed_and_says_so(chosen: str, text: str) -> None:
    assert dict(shelf_of().choices("engine", chosen))[chosen] == text
    not_looked_yet = EngineShelf(lambda _job: None)
    assert "not installed" not in dict(not_looked_yet.choices("engine", chosen))[chosen]


def test_devices_are_those_of_this_computer() -> None:
    here = shelf_of(devices=("cpu", "cuda"))
    assert [value for value, _ in here.choices("device", "auto")] == ["auto", "cpu", "cuda"]
    assert dict(here.choices("device", "mps"))["mps"] == (
        "Apple graphics (MPS) – not on this computer"
    )
    unknown = shelf_of()
    assert dict(unknown.choices("device", "cuda"))["cuda"] == "Graphics card (CUDA)"
    assert [value for value, _ in unknown.choices("device", "auto")] == ["auto", "cpu"]


def test_devices_are_looked_for_once_and_not_on_the_window_s_thread() -> None:
    bench = Bench()
    shelf = EngineShelf(bench.submit)
    shelf.look_for_devices()
    shelf.look_for_devices()
    assert len(bench.jobs) == 1
    assert shelf.devices is None
    bench.run_all()
    assert shelf.devices is not None
    assert "cpu" in shelf.devices


def test_the_shelf_imports_nothing_heavy() -> None:
    code = (
        "import sys; from app.editing.engine_shelf import EngineShelf; jobs = [];"
        "shelf = EngineShelf(jobs.append); shelf.look(); jobs[0].work(None);"
        "shelf.choices('engine', 'auto'); shelf.choices('device', 'cuda');"
        "print(sorted({'torch', 'onnxruntime', 'cv2', 'PySide6', 'huggingface_hub'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("networks", "engine", "px"),
    [
        ((), "auto", None),
        (("places2",), "auto", REGION_PX),
        (("places2",), "content-fill", None),
        ((), "moebius:ffhq", REGION_PX),
    ],
)
def test_the_region_is_known_before_an_engine_is_open(
    networks: tuple[str, ...], engine: str, px: int | None
) -> None:
    shelf = shelf_of(*networks)
    assert shelf.region_px(engine, None) == px
    assert shelf.region_px(engine, EngineInfo("moebius:small", region_px=64)) == 64
