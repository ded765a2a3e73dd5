"""The whole program in its own process: killed and restored, and silent towards the network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from moebius_core.photo import Photo
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, settled
from tests.gui.stories.asking import real_window
from tests.gui.window.acting import press

ROOT = Path(__file__).parents[3]


def _session(what: str, photo: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.gui.stories.session", what, str(photo)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _killed(what: str, photo: Path) -> None:
    """Run it until it says that it is ready, then kill it as nothing can be caught."""
    with _session(what, photo) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = []
        for line in process.stdout:
            said.append(line.strip())
            if said[-1] == "ready":
                break
        process.kill()
        assert said[-1:] == ["ready"], process.stderr.read()


@pytest.mark.parametrize(
    ("what", "steps"),
    [
        ("killed in a stroke", ["Brush", "Remove", "Brush"]),
        ("killed while it runs", ["Brush"]),
    ],
)
def test_after_a_kill_everything_but_the_stroke_in_hand_comes_back(
    qtbot: QtBot, tmp_path: Path, what: str, steps: list[str]
) -> None:
    path = write_photo(tmp_path / "a.png", size=(200, 150))
    original = Photo.open(path).pixels
    _killed(what, path)
    assert np.array_equal(Photo.open(path).pixels, original)
    with real_window(qtbot, journal=True, confirm_overwrite=False) as window:
        window.editor.find_journals()
        qtbot.waitUntil(window.restore_bar.isVisible, timeout=PATIENCE_MS)
        assert "a.png" in window.restore_bar.text
        button = next(
            b
            for b in window.restore_bar.findChildren(QPushButton)
            if b.text().replace("&", "") == "Restore"
        )
        button.click()
        qtbot.waitUntil(lambda: window.canvas.is_built, timeout=PATIENCE_MS)
        document = window.editor.document
        assert document is not None
        assert [step.name for step in document.history.steps][: len(steps)] == steps
        assert document.mask_array().any()
        removed = (document.image.to_array() != original).any(axis=-1)
        assert removed.any() == ("Remove" in steps)
        assert window.isWindowModified() == ("Remove" in steps)
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            window.canvas.setFocus()
            press(qtbot, window, "Return")
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
        result = document.image.to_array()
    assert np.array_equal(Photo.open(path).pixels, result)


def test_a_session_asks_for_no_network(tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png", size=(200, 150))
    before = path.read_bytes()
    with _session("saved", path) as process:
        out, err = process.communicate(timeout=60)
    assert "network socket" not in out, out
    assert "network urllib" not in out, out
    assert out.splitlines()[-2:] == ["qt network False", "code 0"], out + err
    assert path.read_bytes() != before
