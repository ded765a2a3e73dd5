import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.tools.tool import Cursor, Phase, Point
from tests.gui.canvas.bed import LEFT, NO_BUTTON, Bed, Stamp

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_arrows_move_by_a_pixel_and_with_shift_by_ten(bed: Bed, qtbot: QtBot) -> None:
    bed.view.zoom_to(1.0)
    qtbot.keyClick(bed.view, Qt.Key.Key_Right)
    assert bed.view.crosshair == Point(400.5, 300.5)
    qtbot.keyClick(bed.view, Qt.Key.Key_Right)
    qtbot.keyClick(bed.view, Qt.Key.Key_Down, SHIFT)
    assert bed.view.crosshair == Point(401.5, 310.5)
    bed.view.zoom_to(8.0)
    qtbot.keyClick(bed.view, Qt.Key.Key_Left)
    assert bed.view.crosshair == Point(400.5, 310.5)
    bed.view.fit()
    qtbot.keyClick(bed.view, Qt.Key.Key_Left)
    assert bed.view.crosshair == Point(398.5, 310.5)  # one pixel of the screen


def test_space_stamps_and_shift_space_says_so(bed: Bed, qtbot: QtBot) -> None:
    bed.view.move_crosshair(0, 0)
    qtbot.keyClick(bed.view, Qt.Key.Key_Space)
    assert bed.tool.phases == [Phase.PRESS, Phase.RELEASE]
    assert bed.marked() == {(400, 300)}
    bed.view.subtract_switch = True
    qtbot.keyClick(bed.view, Qt.Key.Key_Space)
    assert bed.marked() == set()


def test_space_without_a_crosshair_or_after_panning_stamps_nothing(bed: Bed, qtbot: QtBot) -> None:
    qtbot.keyClick(bed.view, Qt.Key.Key_Space)
    bed.view.move_crosshair(0, 0)
    qtbot.keyPress(bed.view, Qt.Key.Key_Space)
    bed.press(10, 10)
    bed.move(20, 20)
    bed.release(20, 20)
    qtbot.keyRelease(bed.view, Qt.Key.Key_Space)
    assert bed.tool.events == []


def test_a_polygon_can_be_drawn_by_keys_alone(bed: Bed, qtbot: QtBot) -> None:
    tool = bed.use(Stamp(until=Phase.DOUBLE_CLICK, cursor=Cursor.CROSS))
    qtbot.keyClick(bed.view, Qt.Key.Key_Up)
    qtbot.keyClick(bed.view, Qt.Key.Key_Space)
    qtbot.keyClick(bed.view, Qt.Key.Key_Up, SHIFT)
    qtbot.keyClick(bed.view, Qt.Key.Key_Space)
    qtbot.keyClick(bed.view, Qt.Key.Key_Backspace)
    qtbot.keyClick(bed.view, Qt.Key.Key_Return)
    assert tool.phases == [
        Phase.PRESS,
        Phase.RELEASE,
        Phase.MOVE,
        Phase.PRESS,
        Phase.RELEASE,
        Phase.BACK,
        Phase.CONFIRM,
    ]
    assert tool.events[2].at == Point(400.5, 280.5)


def test_the_crosshair_stays_in_the_photo_and_in_view(bed: Bed) -> None:
    bed.view.zoom_to(2.0)
    bed.view.move_crosshair(0, 0)
    for _ in range(60):
        bed.view.move_crosshair(10, 7)
        viewport, at = bed.view.viewport, bed.view.crosshair
        assert viewport is not None
        assert at is not None
        seen = viewport.to_view(at)
        assert 0 <= seen.x <= 400
        assert 0 <= seen.y <= 300
    assert bed.view.crosshair == Point(799.5, 599.5)


def test_the_crosshair_is_seen_on_white_and_on_black_and_goes_with_the_mouse(
    bed: Bed, qtbot: QtBot
) -> None:
    bed.view.zoom_to(1.0)
    plain = bed.grab()
    bed.view.move_crosshair(0, 0)
    qtbot.keyClick(bed.view, Qt.Key.Key_Right)
    changed = np.abs(bed.grab().astype(int) - plain).max(axis=2) > 0
    rows, columns = np.nonzero(changed)
    assert (rows.mean(), columns.mean()) == (
        pytest.approx(150.5, abs=2),
        pytest.approx(201.5, abs=2),
    )
    bed.move(10, 10, NO_BUTTON)
    bed.move(12, 12, NO_BUTTON)
    assert bed.view.crosshair is None


def test_keys_of_the_canvas_win_over_the_windows_shortcuts(bed: Bed, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(bed.view)
    fired: list[str] = []
    for key in ("Esc", "Return", "Space", "Left"):
        action = window.addAction(key)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: fired.append(key))
    window.show()
    window.activateWindow()
    bed.view.setFocus()
    qtbot.waitUntil(bed.view.hasFocus)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(bed.view, key)
    assert fired == ["Esc", "Return"]
    assert len(bed.marked()) == 1
    bed.press(10, 10, LEFT)
    qtbot.keyClick(bed.view, Qt.Key.Key_Escape)
    assert fired == ["Esc", "Return"]
    assert bed.tool.closed == 1
    window.takeCentralWidget()
