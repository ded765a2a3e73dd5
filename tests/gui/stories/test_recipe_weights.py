"""The reference's recipe weights, imported as a person would, in the editor's Remove."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from moebius_core.cli import main
from moebius_core.engines.onnx_backend import OnnxBackend
from moebius_core.engines.selection import open_engine
from moebius_core.geometry import Rect
from moebius_core.inpaint import edit_zone
from moebius_core.sampling import Latents
from tests.core.weights.making import write_tiny
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, paint, pixels_of, settled
from tests.gui.window.acting import press, shown, window_of

SPOT = Rect(60, 50, 90, 90)
REGION_PX = 128
"""Of the tiny student: latents of 16 x 16."""


@pytest.fixture(autouse=True)
def _imported(tmp_path: Path) -> None:
    for id_, kind in (("tiny", "student"), ("vae", "autoencoder")):
        file = write_tiny(tmp_path / "from" / f"{id_}.safetensors", kind)
        assert main(["weights", "import", str(file), "--id", id_]) == 0


def test_the_editor_removes_with_them_and_changes_nothing_else(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_of(qtbot, opener=open_engine) as window:
        window.editor.settings.set("device", "cpu")
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(220, 180)))
        before = pixels_of(document)
        paint(document, SPOT)
        zone = edit_zone(document.mask.to_array(), region_px=REGION_PX) > 0
        press(qtbot, window, "Return")
        settled(qtbot, window.editor)
        after = pixels_of(document)
        info = window.editor.engine_room.info
        assert info is not None
        assert (info.name, info.device, info.region_px) == ("moebius:tiny", "cpu", REGION_PX)
        assert np.array_equal(after[~zone], before[~zone])
        assert (after != before)[SPOT.slices].mean() > 0.9
        press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(pixels_of(document), before)


def test_cancelling_within_a_step_changes_nothing_at_all(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_come, gate, calls = threading.Event(), threading.Event(), [0]
    predict = OnnxBackend.predict_noise

    def slowly(
        self: OnnxBackend, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        calls[0] += 1
        if calls[0] == 2:
            has_come.set()
            assert gate.wait(PATIENCE_MS / 1000)
        return predict(self, x, timestep, guided=guided)

    monkeypatch.setattr(OnnxBackend, "predict_noise", slowly)
    with window_of(qtbot, opener=open_engine) as window:
        window.editor.settings.set("device", "cpu")
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(220, 180)))
        before = pixels_of(document)
        paint(document, SPOT)
        press(qtbot, window, "Return")
        qtbot.waitUntil(has_come.is_set, timeout=PATIENCE_MS)
        press(qtbot, window, "Esc")
        gate.set()
        settled(qtbot, window.editor)
        assert calls == [2]
        assert np.array_equal(pixels_of(document), before)
        assert document.mask.bounds() == SPOT
