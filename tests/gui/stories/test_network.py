"""Removing with a network that takes its time: steps, Cancel, other seeds, the queue, fallbacks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.jobs import eta
from app.main_window import MainWindow
from moebius_core.engines.content_fill import ContentFillEngine
from moebius_core.engines.diffusion import DiffusionEngine, Fallback
from moebius_core.engines.names import installed_networks
from moebius_core.engines.selection import Device, Opened, open_engine
from moebius_core.geometry import Rect
from moebius_core.sampling import Latents
from moebius_core.weights.store import default_store
from tests.core.weights.making import write_graphs
from tests.fakes import FakeDiffusion, write_photo
from tests.gui.scenes import PATIENCE_MS, paint, pixels_of, removed, settled
from tests.gui.window.acting import press, shown, window_of

SPOT, OTHER = Rect(20, 16, 40, 30), Rect(90, 60, 100, 75)


class SlowDiffusion(FakeDiffusion):
    """Stands still in its third step until the gate opens, deaf meanwhile as a graph call is."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.has_come = threading.Event()

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        if len([call for call in self.calls if call.endswith("guided")]) == 2:
            self.has_come.set()
            assert self.gate.wait(PATIENCE_MS / 1000)
        return super().predict_noise(x, timestep, guided=guided)


class BrokenDiffusion(FakeDiffusion):
    """A device that computes nothing but NaN."""

    device = "cuda"

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        unconditional, conditional = super().predict_noise(x, timestep, guided=guided)
        return unconditional, conditional * np.nan


@pytest.fixture
def slow() -> Iterator[SlowDiffusion]:
    backend = SlowDiffusion()
    yield backend
    backend.gate.set()


def engine_of(backend: FakeDiffusion) -> DiffusionEngine:
    return DiffusionEngine("moebius:fake", backend)


def message(window: MainWindow) -> str:
    return window.messages.text if window.messages.isVisible() else ""


def test_steps_and_the_time_left_are_told_and_esc_gives_the_mask_back(
    qtbot: QtBot, tmp_path: Path, slow: SlowDiffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eta, "LEAST_ELAPSED_S", 0.0)
    with window_of(qtbot, engine=engine_of(slow)) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(150, 120)))
        before = pixels_of(document)
        paint(document, SPOT)
        press(qtbot, window, "Return")
        qtbot.waitUntil(slow.has_come.is_set, timeout=PATIENCE_MS)
        told = lambda: window.status.progress_text  # noqa: E731
        qtbot.waitUntil(lambda: "Step 3 of 8" in told(), timeout=PATIENCE_MS)
        assert " left" in told()
        press(qtbot, window, "Esc")
        qtbot.waitUntil(lambda: told() == "Cancelling", timeout=PATIENCE_MS)
        slow.gate.set()
        settled(qtbot, window.editor)
        assert len([call for call in slow.calls if call.endswith("guided")]) == 3
        assert document.mask.bounds() == SPOT
        assert np.array_equal(pixels_of(document), before)
        assert window.status.text == "Cancelled. The mask is back."


def test_trying_again_takes_another_seed_and_the_queue_goes_on(
    qtbot: QtBot, tmp_path: Path, slow: SlowDiffusion
) -> None:
    with window_of(qtbot, engine=engine_of(slow)) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(150, 120)))
        original = pixels_of(document)
        paint(document, SPOT)
        press(qtbot, window, "Return")
        paint(document, OTHER)
        press(qtbot, window, "Return")
        qtbot.waitUntil(slow.has_come.is_set, timeout=PATIENCE_MS)
        removals = window.editor.removals
        assert removals is not None
        assert removals.waiting == 1
        slow.gate.set()
        settled(qtbot, window.editor)
        once = pixels_of(document)
        for rect in (SPOT, OTHER):
            assert not np.array_equal(once[rect.slices], original[rect.slices])
        press(qtbot, window, "R")
        settled(qtbot, window.editor)
        again = pixels_of(document)
        assert not np.array_equal(again[OTHER.slices], once[OTHER.slices])
        assert np.array_equal(again[SPOT.slices], once[SPOT.slices])
        assert [variation.outcome.seed for variation in removals.variations] == [0, 1]


def test_each_quality_takes_its_own_number_of_steps(qtbot: QtBot, tmp_path: Path) -> None:
    backend = FakeDiffusion()
    steps: dict[str, int] = {}
    with window_of(qtbot, engine=engine_of(backend)) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=(64, 64)))
        choice = window.remove_panel.quality
        for quality in ("draft", "balanced", "best"):
            backend.calls.clear()
            choice.setCurrentIndex(choice.findData(quality))
            removed(qtbot, window.editor, SPOT)
            steps[quality] = len([call for call in backend.calls if call.endswith("guided")])
            window.editor.undo()
    assert steps["draft"] < steps["balanced"] < steps["best"]


def test_a_fallback_is_told_once_and_stands_in_the_tip(qtbot: QtBot, tmp_path: Path) -> None:
    engine = DiffusionEngine(
        "moebius:fake", BrokenDiffusion(), fallbacks=[Fallback("CPU", FakeDiffusion)]
    )
    with window_of(qtbot, engine=engine) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=(150, 120)))
        removed(qtbot, window.editor, SPOT)
        settled(qtbot, window.editor)
        assert "was given up for CPU" in message(window)
        assert "Moebius (fake)" in window.status.engine_text
        assert "CPU" in window.status.engine_text
        assert "Moebius (fake) on CPU, fp32" in window.status.engine_tip
        assert "was given up for CPU" in window.status.engine_tip
        window.messages.dismiss()
        removed(qtbot, window.editor, OTHER)
        settled(qtbot, window.editor)
        assert message(window) == ""


def test_weights_that_come_and_go_are_used_without_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    def opener(_name: str, _device: Device, **_: object) -> Opened:
        found = installed_networks()
        return Opened(
            DiffusionEngine(f"moebius:{found[0]}", FakeDiffusion())
            if found
            else ContentFillEngine()
        )

    with window_of(qtbot, opener=opener) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=(150, 120)))
        panel = window.remove_panel
        engines = lambda: [panel.engine.itemText(i) for i in range(panel.engine.count())]  # noqa: E731
        removed(qtbot, window.editor, SPOT)
        assert "Content fill" in window.status.engine_text
        assert not panel.engine.isVisible()
        window.dialogs.open_weights()
        weights = window.dialogs.weights
        assert weights is not None
        weights.work.import_from(write_graphs(tmp_path / "mine"))
        qtbot.waitUntil(panel.engine.isVisible, timeout=PATIENCE_MS)
        assert "Moebius (mine)" in engines()
        removed(qtbot, window.editor, OTHER)
        assert "Moebius (mine)" in window.status.engine_text
        qtbot.waitUntil(lambda: weights.row is not None, timeout=PATIENCE_MS)
        weights.choose("mine")
        weights.ask_remove = lambda *_: True
        weights.remove.click()
        qtbot.waitUntil(lambda: not panel.engine.isVisible(), timeout=PATIENCE_MS)
        removed(qtbot, window.editor, SPOT)
        assert "Content fill" in window.status.engine_text


def test_weights_that_are_gone_are_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, opener=open_engine) as window:
        window.editor.settings.set("engine", "moebius:ffhq")
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(150, 120)))
        assert window.remove_panel.engine.isVisible()
        paint(document, SPOT)
        press(qtbot, window, "Return")
        qtbot.waitUntil(lambda: bool(message(window)), timeout=PATIENCE_MS)
        assert message(window).startswith("The weights “ffhq” are not on this computer.")
        assert "Edit > Weights…" in message(window)
        assert document.mask.bounds() == SPOT
        window.editor.settings.set("engine", "content-fill")
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")


def test_the_context_frame_is_the_network_s_square(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, engine=engine_of(FakeDiffusion(latent_size=64))) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(1300, 900)))
        paint(document, Rect(600, 400, 640, 420))
        editor = window.editor
        content_fill = editor.context_frame()
        assert content_fill is not None
        assert content_fill.width < 512
        editor.engines.networks = ("mine",)
        square = editor.context_frame()
        assert square == Rect(364, 154, 876, 666)
        window.editor.remove()
        settled(qtbot, editor)
        editor.undo()
        assert editor.engine_room.info is not None
        assert editor.engine_room.info.region_px == 512
        paint(document, Rect(600, 400, 640, 420))
        assert editor.context_frame() == square
        editor.settings.set("engine", "content-fill")
        assert editor.context_frame() == content_fill


def test_leaving_asks_while_weights_are_on_their_way(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    store = type(default_store())
    monkeypatch.setattr(store, "verify", lambda *_: gate.wait(20) and [])
    with window_of(qtbot) as window:
        window.dialogs.open_weights()
        weights = window.dialogs.weights
        assert weights is not None
        weights.work.import_from(write_graphs(tmp_path / "mine"))
        qtbot.waitUntil(
            lambda: weights.row is not None and weights.row.id == "mine", timeout=PATIENCE_MS
        )
        qtbot.waitUntil(weights.verify.isEnabled, timeout=PATIENCE_MS)
        weights.verify.click()
        assert weights.is_running
        assert window.dialogs.may_quit()
        assert window.prompts.asked[-1].startswith("Weights are still on their way")  # type: ignore[attr-defined]
        gate.set()
        qtbot.waitUntil(lambda: not weights.is_running, timeout=PATIENCE_MS)
        assert window.dialogs.may_quit()
        assert len(window.prompts.asked) == 1  # type: ignore[attr-defined]
