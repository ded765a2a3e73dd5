"""A folder at once from the menu, and breaking a removal off."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.dialogs.batch import BatchDialog
from moebius_core.arrays import Image, Mask
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.options import InpaintOptions
from moebius_core.photo import Photo
from moebius_core.progress import Progress
from tests.fakes import MeanFill, StandingStill, write_photo
from tests.gui.scenes import PATIENCE_MS, settled
from tests.gui.window.acting import press, shown, stroke, window_of

LEFT = Qt.MouseButton.LeftButton


class SteppedFill(MeanFill):
    """Makes one step each time it is let, and counts them."""

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.steps = 0

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        for step in range(50):
            progress.report(step / 50, "Working")
            self.let.acquire()
            self.steps += 1
        return super().fill(image, mask, options, progress)


def test_cancel_acts_within_one_step(qtbot: QtBot, tmp_path: Path) -> None:
    engine = SteppedFill()
    with window_of(qtbot, engine=engine, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(200, 150)))
        before = document.image.to_array()
        stroke(qtbot, window, [(50, 50), (80, 60)])
        mask = document.mask_array()
        press(qtbot, window, "Return")
        engine.let.release(3)
        qtbot.waitUntil(lambda: engine.steps == 3, timeout=PATIENCE_MS)
        assert not document.mask_array().any()
        press(qtbot, window, "Esc")
        engine.let.release(20)
        settled(qtbot, window.editor)
        assert engine.steps <= 4
        assert np.array_equal(document.image.to_array(), before)
        assert np.array_equal(document.mask_array(), mask)
        assert "Cancelled" in window.status.text
        engine.let.release(50)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        assert (document.image.to_array() != before).any()


@pytest.mark.parametrize("at", ["encode", "guided", "decode"])
def test_cancel_stops_a_graph_call_that_runs(at: str, qtbot: QtBot, tmp_path: Path) -> None:
    backend = StandingStill(at)
    with window_of(qtbot, engine=DiffusionEngine("moebius:fake", backend)) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(200, 150)))
        before = document.image.to_array()
        stroke(qtbot, window, [(50, 50), (80, 60)])
        mask = document.mask_array()
        press(qtbot, window, "Return")
        qtbot.waitUntil(backend.began.is_set, timeout=PATIENCE_MS)
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert backend.calls[-1] == at
        assert np.array_equal(document.image.to_array(), before)
        assert np.array_equal(document.mask_array(), mask)
        assert "Cancelled" in window.status.text


def test_a_folder_with_the_painted_mask_and_its_result_opened(qtbot: QtBot, tmp_path: Path) -> None:
    names = ("a.png", "b.png")
    paths = [write_photo(tmp_path / "in" / name, size=(120, 90)) for name in names]
    with window_of(qtbot, brush_size=10.0) as window:
        shown(qtbot, window, paths[0])
        stroke(qtbot, window, [(40, 40), (60, 45)])
        press(qtbot, window, "Ctrl+Shift+B")
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        assert dialog.form.form.source == str(tmp_path / "in")
        dialog.form.masks.setCurrentIndex(dialog.form.masks.findData("current"))
        qtbot.waitUntil(dialog.start.isEnabled, timeout=PATIENCE_MS)
        with qtbot.waitSignal(dialog.ended, timeout=60_000):
            qtbot.mouseClick(dialog.start, LEFT)
        target = Path(dialog.form.form.target)
        for path in paths:
            result, original = Photo.open(target / path.name).pixels, Photo.open(path).pixels
            changed = (result != original).any(axis=-1)
            assert changed[42, 50]
            assert not changed[60:].any()
        dialog.open_requested.emit(target / "b.png")
        qtbot.waitUntil(lambda: window.editor.path == target / "b.png", timeout=PATIENCE_MS)
        dialog.close()
        window.editor.settings.set("engine", "content-fill")
        window.command_actions["batch"].trigger()
        assert dialog.form.form.engine == "content-fill"
