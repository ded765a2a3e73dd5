"""Every tool on the window's canvas, with real mouse, pen and key events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.canvas.view import Compare
from app.document.document import Document
from app.main_window import MainWindow
from moebius_core.arrays import Mask
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, GatedFill, settled
from tests.gui.window.acting import place, press, shown, stroke, window_of

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SIZE = (240, 180)
PATCH = (slice(60, 110), slice(80, 150))
"""Rows and columns of a red rectangle in the photo of `scene_photo`."""


def scene_photo(folder: Path) -> Path:
    """A red rectangle on a grey ground with a little noise."""
    rng = np.random.default_rng(5)
    pixels = np.clip(rng.normal(150, 3, (SIZE[1], SIZE[0], 3)), 0, 255)
    pixels[PATCH] = rng.normal((40, 30, 200), 3, pixels[PATCH].shape).clip(0, 255)  # BGR
    path = folder / "scene.png"
    cv2.imwrite(str(path), pixels.astype(np.uint8))
    return path


Points = Sequence[tuple[float, float]]


def _painted(mask: Mask, *inside: tuple[int, int]) -> bool:
    return all(mask[y, x] == 255 for x, y in inside)


def _clear(mask: Mask, *outside: tuple[int, int]) -> bool:
    return all(mask[y, x] == 0 for x, y in outside)


@pytest.mark.parametrize(
    ("key", "drawn", "inside", "outside"),
    [
        ("B", [(20, 30), (60, 30)], [(20, 30), (40, 30), (60, 30)], [(40, 45), (90, 30)]),
        ("L", [(20, 20), (90, 20), (90, 90), (20, 90)], [(55, 55), (85, 80)], [(10, 55)]),
        ("M", [(30, 20), (50, 60)], [(30, 20), (49, 59)], [(29, 20), (50, 60)]),
        ("U", [(20, 20), (80, 60)], [(50, 40), (22, 40)], [(22, 22), (78, 58)]),
    ],
)
def test_dragging_marks(
    qtbot: QtBot,
    tmp_path: Path,
    key: str,
    drawn: Points,
    inside: list[tuple[int, int]],
    outside: list[tuple[int, int]],
) -> None:
    with window_of(qtbot, brush_size=12.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        press(qtbot, window, key)
        stroke(qtbot, window, drawn)
        mask = document.mask_array()
        assert _painted(mask, *inside)
        assert _clear(mask, *outside)
        assert mask.any()
        press(qtbot, window, "Ctrl+Z")
        assert not document.mask_array().any()
        press(qtbot, window, "Ctrl+Y")
        assert np.array_equal(document.mask_array(), mask)


def test_a_closed_brush_line_fills_itself(qtbot: QtBot, tmp_path: Path) -> None:
    loop = [(40, 40), (120, 40), (120, 120), (40, 120), (40, 41)]
    with window_of(qtbot, brush_size=8.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        stroke(qtbot, window, loop)
        assert _painted(document.mask_array(), (80, 80))
        press(qtbot, window, "Ctrl+Z")
        window.editor.settings.set("fill_loops", False)
        stroke(qtbot, window, loop)
        assert _painted(document.mask_array(), (80, 40))
        assert _clear(document.mask_array(), (80, 80))


def test_a_polygon_is_clicked_and_closed_by_enter(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        press(qtbot, window, "P")
        for corner in ((20, 20), (120, 20), (20, 120)):
            qtbot.mouseClick(window.canvas, LEFT, pos=place(window, corner))
        assert not document.mask_array().any()
        press(qtbot, window, "Return")
        assert _painted(document.mask_array(), (40, 40))
        assert _clear(document.mask_array(), (110, 110))
        assert not (window.editor.removals and window.editor.removals.is_running)


def _erase_with_tool(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "E")
    stroke(qtbot, window, [(40, 40), (60, 40)])


def _erase_with_switch(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "X")
    stroke(qtbot, window, [(40, 40), (60, 40)])
    press(qtbot, window, "X")


def _erase_with_right_button(qtbot: QtBot, window: MainWindow) -> None:
    stroke(qtbot, window, [(40, 40), (60, 40)], RIGHT)


def _erase_with_alt(qtbot: QtBot, window: MainWindow) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.mousePress(window.canvas, LEFT, alt, place(window, (40, 40)))
    qtbot.mouseRelease(window.canvas, LEFT, alt, place(window, (60, 40)))


_PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    3,
)


def _erase_with_pen(_qtbot: QtBot, window: MainWindow) -> None:
    for kind, at, buttons in (
        (QEvent.Type.TabletPress, (40, 40), LEFT),
        (QEvent.Type.TabletMove, (60, 40), LEFT),
        (QEvent.Type.TabletRelease, (60, 40), Qt.MouseButton.NoButton),
    ):
        local = QPointF(place(window, at))
        event = QTabletEvent(
            kind,
            _PEN,
            local,
            window.canvas.mapToGlobal(local),
            0.7,
            0,
            0,
            0,
            0,
            0,
            Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else LEFT,
            buttons,
        )
        QApplication.sendEvent(window.canvas, event)


@pytest.mark.parametrize(
    "erase",
    [
        _erase_with_tool,
        _erase_with_switch,
        _erase_with_right_button,
        _erase_with_alt,
        _erase_with_pen,
    ],
)
def test_five_ways_to_erase(
    qtbot: QtBot, tmp_path: Path, erase: Callable[[QtBot, MainWindow], None]
) -> None:
    with window_of(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        press(qtbot, window, "M")
        stroke(qtbot, window, [(10, 10), (100, 80)])
        press(qtbot, window, "B")
        erase(qtbot, window)
        mask = document.mask_array()
        assert _clear(mask, (40, 40), (50, 40), (60, 40))
        assert _painted(mask, (50, 60), (12, 12))
        press(qtbot, window, "Ctrl+Z")
        assert _painted(document.mask_array(), (50, 40))


def test_shift_click_draws_straight_on_from_the_last_stroke(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        qtbot.mouseClick(window.canvas, LEFT, pos=place(window, (20, 20)))
        shift = Qt.KeyboardModifier.ShiftModifier
        qtbot.mouseClick(window.canvas, LEFT, shift, place(window, (120, 120)))
        assert _painted(document.mask_array(), (20, 20), (70, 70), (120, 120))
        assert _clear(document.mask_array(), (120, 20))


def _object(document: Document) -> None:
    mask = document.mask_array()
    share = (mask[PATCH] > 127).mean()
    assert share > 0.95
    mask[PATCH] = 0
    assert (mask > 127).sum() < 0.05 * 50 * 70


@pytest.mark.parametrize(
    "drawn",
    [[(95, 75), (135, 95)], [(76, 56), (154, 56), (154, 114), (76, 114), (76, 57)]],
    ids=["through it", "around it"],
)
def test_a_rough_line_becomes_the_object(qtbot: QtBot, tmp_path: Path, drawn: Points) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, scene_photo(tmp_path))
        press(qtbot, window, "W")
        stroke(qtbot, window, drawn)
        settled(qtbot, window.editor)
        _object(document)
        press(qtbot, window, "Ctrl+Z")
        assert not document.mask_array().any()


def test_one_key_takes_the_object_below_the_crosshair(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, scene_photo(tmp_path))
        press(qtbot, window, "W")
        for key in ("Right", "Up"):
            press(qtbot, window, key)
        press(qtbot, window, "Space")
        settled(qtbot, window.editor)
        _object(document)


def test_escape_stops_the_search_for_an_object(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, scene_photo(tmp_path))
        press(qtbot, window, "W")
        stroke(qtbot, window, [(95, 75), (135, 95)])
        assert window.command_actions["cancel"].isEnabled()
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert not document.mask_array().any()
        assert not window.command_actions["cancel"].isEnabled()


def test_the_wand_takes_a_flat_area(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, wand_tolerance=60) as window:
        document = shown(qtbot, window, scene_photo(tmp_path))
        press(qtbot, window, "G")
        qtbot.mouseClick(window.canvas, LEFT, pos=place(window, (100, 80)))
        settled(qtbot, window.editor)
        _object(document)


def test_the_restore_brush_paints_the_original_back(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, scene_photo(tmp_path))
        before = document.image.to_array()
        press(qtbot, window, "M")
        stroke(qtbot, window, [(80, 60), (150, 110)])
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        removed = document.image.to_array()
        assert (removed[85, 100] != before[85, 100]).any()
        press(qtbot, window, "T")
        stroke(qtbot, window, [(100, 85), (110, 85)])
        back = document.image.to_array()
        assert np.array_equal(back[84:87, 99:111], before[84:87, 99:111])
        assert np.array_equal(back[65:70], removed[65:70])
        press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(document.image.to_array(), removed)


def test_the_hand_and_space_and_the_middle_button_move_the_photo(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        canvas = window.canvas
        press(qtbot, window, "Ctrl+2")
        for _ in range(4):
            press(qtbot, window, "Ctrl++")

        def moved_by(button: Qt.MouseButton) -> None:
            assert canvas.viewport is not None
            was, at = canvas.viewport.centre, canvas.rect().center()
            qtbot.mousePress(canvas, button, pos=at)
            qtbot.mouseMove(canvas, at + QPoint(-30, -20))
            qtbot.mouseRelease(canvas, button, pos=at + QPoint(-30, -20))
            assert canvas.viewport.centre != was

        moved_by(Qt.MouseButton.MiddleButton)
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
        moved_by(LEFT)
        qtbot.keyRelease(canvas, Qt.Key.Key_Space)
        press(qtbot, window, "H")
        moved_by(LEFT)
        assert not document.history.steps


def _wheel(window: MainWindow, notches: int, held: Qt.KeyboardModifier, at: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        QPointF(at),
        window.canvas.mapToGlobal(QPointF(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        none,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.canvas, event)


def test_the_wheel_zooms_to_the_cursor_and_sizes_the_brush(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=50.0) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        at = place(window, (60, 50))
        for _ in range(6):
            _wheel(window, 1, Qt.KeyboardModifier.ControlModifier, at)
        assert (place(window, (60, 50)) - at).manhattanLength() <= 2
        assert window.canvas.viewport is not None
        assert window.status.zoom_text.startswith(f"{window.canvas.viewport.zoom * 100:.0f}")
        _wheel(window, 2, Qt.KeyboardModifier.AltModifier, at)
        assert window.editor.settings.value.brush_size > 55
        press(qtbot, window, "Ctrl+1")
        assert window.canvas.viewport.zoom == 1.0
        press(qtbot, window, "Ctrl+0")
        assert window.canvas.viewport.is_fit


def test_brush_keys_for_keyboards_with_and_without_brackets(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot, brush_size=50.0) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        sizes = [window.editor.settings.value.brush_size]
        for key in ("[", "-", "]", "+"):
            press(qtbot, window, key)
            sizes.append(window.editor.settings.value.brush_size)
        assert sizes[0] > sizes[1] > sizes[2] < sizes[3] < sizes[4]
        for key, hardness in (("Shift+[", 0.9), ("Shift+]", 1.0)):
            press(qtbot, window, key)
            assert window.editor.settings.value.brush_hardness == hardness


def test_a_rectangle_by_numbers(qtbot: QtBot, tmp_path: Path) -> None:
    with window_of(qtbot) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        frames: list[object] = []
        window.canvas.set_context_frame = frames.append  # type: ignore[method-assign]
        press(qtbot, window, "Shift+M")
        dialog = window.dialogs.dialog("rectangle")
        assert dialog is not None
        qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)
        for number in ("11", "22", "33", "44"):
            qtbot.keyClick(
                QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier
            )
            qtbot.keyClicks(QApplication.focusWidget(), number)
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert frames[-1] == (11, 22, 44, 66)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert document.mask.bounds() == (11, 22, 44, 66)
        assert frames[-1] is None
        assert document.history.steps[-1].name == "Rectangle"


def test_escape_goes_from_the_stroke_to_the_run_to_the_mask(qtbot: QtBot, tmp_path: Path) -> None:
    engine = GatedFill()
    with window_of(qtbot, engine=engine, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=SIZE))
        stroke(qtbot, window, [(20, 20), (40, 20)])
        press(qtbot, window, "Return")
        qtbot.waitUntil(engine.started.is_set, timeout=PATIENCE_MS)
        stroke(qtbot, window, [(20, 80), (40, 80)])
        qtbot.mousePress(window.canvas, LEFT, pos=place(window, (100, 100)))
        press(qtbot, window, "Esc")
        assert not window.canvas.in_gesture
        assert window.editor.removals is not None
        assert window.editor.removals.is_running
        press(qtbot, window, "Esc")
        settled(qtbot, window.editor)
        assert _painted(document.mask_array(), (30, 20), (30, 80))
        assert _clear(document.mask_array(), (100, 100))
        press(qtbot, window, "Esc")
        assert not document.mask_array().any()
        assert "Undo" in window.status.text
        press(qtbot, window, "Ctrl+Z")
        assert _painted(document.mask_array(), (30, 20), (30, 80))
        window.history.setFocus()
        press(qtbot, window, "Esc")
        assert document.mask_array().any()


def test_compare_with_the_original_with_the_last_edit_and_side_by_side(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with window_of(qtbot) as window:
        shown(qtbot, window, scene_photo(tmp_path))
        for x in (80, 120):
            press(qtbot, window, "M")
            stroke(qtbot, window, [(x, 60), (x + 30, 110)])
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, "Return")

        def is_red(x: int) -> bool:
            at = place(window, (x, 85))
            colour = window.canvas.grab().toImage().pixelColor(at)
            return colour.red() > 170 and colour.green() < 60

        assert (is_red(100), is_red(145)) == (False, False)
        qtbot.keyPress(window.canvas, Qt.Key.Key_Backslash)
        assert (is_red(100), is_red(145)) == (True, True)
        qtbot.keyRelease(window.canvas, Qt.Key.Key_Backslash)
        press(qtbot, window, "Shift+Y")
        assert (is_red(100), is_red(145)) == (False, True)
        press(qtbot, window, "Shift+Y")
        press(qtbot, window, "Y")
        assert window.canvas.compare is Compare.SPLIT
        assert (is_red(90), is_red(145)) == (True, False)
