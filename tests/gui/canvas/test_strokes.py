from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from pytestqt.qtbot import QtBot

from app.tools.tool import Cursor, Modifier, Phase, Point
from app.tools.toolbox import TOOLS
from tests.gui.canvas.bed import LEFT, MIDDLE, NO_BUTTON, RIGHT, Bed, Stamp


def test_a_drag_is_pressed_moved_and_released_in_photo_pixels(bed: Bed, qtbot: QtBot) -> None:
    with qtbot.waitSignals([bed.view.gesture_started, bed.view.gesture_finished]):
        bed.stroke((100, 50), (110, 60), (120, 70))
    assert bed.tool.phases == [Phase.PRESS, Phase.MOVE, Phase.MOVE, Phase.RELEASE]
    assert [event.at for event in bed.tool.events][:2] == [Point(200, 100), Point(220, 120)]
    assert bed.marked() == {(200, 100), (220, 120), (240, 140)}
    assert bed.tool.events[0].image_px == 2.0
    assert bed.document.history.position == 1


def test_gesture_finished_tells_whether_something_changed(bed: Bed, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bed.view.gesture_finished) as painted:
        bed.stroke((100, 50), (110, 60))
    assert painted.args == [True]
    bed.press(100, 50)
    with qtbot.waitSignal(bed.view.gesture_finished) as dropped:
        bed.view.cancel_gesture()
    assert dropped.args == [False]


def test_every_move_reaches_the_tool(bed: Bed) -> None:
    bed.stroke(*((x, 20) for x in range(10, 200)))
    assert len(bed.tool.events) == 191


def test_right_button_alt_and_switch_take_away(bed: Bed) -> None:
    bed.stroke((100, 50), (110, 60))
    bed.stroke((100, 50), (100, 50), button=RIGHT)
    assert bed.marked() == {(220, 120)}
    bed.stroke((110, 60), (110, 60), keys=Qt.KeyboardModifier.AltModifier)
    assert bed.marked() == set()
    bed.stroke((50, 50), (50, 50))
    bed.view.subtract_switch = True
    bed.stroke((50, 50), (50, 50))
    assert bed.marked() == set()
    bed.view.subtract_switch = False
    bed.stroke((50, 50), (50, 50))
    assert bed.marked() == {(100, 100)}


def test_shift_and_ctrl_are_passed_on(bed: Bed) -> None:
    bed.stroke((10, 10), keys=Qt.KeyboardModifier.ShiftModifier)
    assert bed.tool.events[0].modifiers == Modifier.SHIFT


def test_escape_takes_the_stroke_back(bed: Bed, qtbot: QtBot) -> None:
    bed.view.setFocus()
    bed.press(100, 50)
    bed.move(110, 60)
    assert bed.marked()
    qtbot.keyClick(bed.view, Qt.Key.Key_Escape)
    assert bed.tool.closed == 1
    bed.move(120, 70)
    bed.release(120, 70)
    assert bed.marked() == set()
    assert bed.document.history.position == 0
    bed.stroke((10, 10), (20, 20))
    assert bed.marked()


def test_escape_without_a_stroke_is_left_to_the_window(bed: Bed) -> None:
    assert not bed.view.cancel_gesture()
    assert not bed.view.confirm_gesture()


def test_a_gesture_may_outlast_the_release(bed: Bed, qtbot: QtBot) -> None:
    tool = bed.use(Stamp(until=Phase.DOUBLE_CLICK, cursor=Cursor.CROSS))
    bed.stroke((10, 10))
    bed.move(15, 15, NO_BUTTON)
    bed.stroke((20, 20))
    assert bed.view.in_gesture
    bed.press(20, 20)
    bed.release(20, 20)
    bed.mouse(QEvent.Type.MouseButtonDblClick, 30, 30)
    assert not bed.view.in_gesture
    bed.release(30, 30)
    assert tool.phases[:4] == [Phase.PRESS, Phase.RELEASE, Phase.MOVE, Phase.PRESS]
    assert tool.phases[-1] is Phase.DOUBLE_CLICK
    assert bed.document.history.position == 1


def test_enter_confirms_a_gesture_that_lasts(bed: Bed, qtbot: QtBot) -> None:
    tool = bed.use(Stamp(until=Phase.DOUBLE_CLICK, cursor=Cursor.CROSS))
    bed.stroke((10, 10))
    qtbot.keyClick(bed.view, Qt.Key.Key_Return)
    assert tool.phases[-1] is Phase.CONFIRM
    assert not bed.view.in_gesture


def test_a_double_click_with_a_brush_is_two_dabs(bed: Bed) -> None:
    bed.stroke((10, 10))
    bed.mouse(QEvent.Type.MouseButtonDblClick, 30, 30)
    bed.release(30, 30)
    assert bed.tool.phases == [Phase.PRESS, Phase.RELEASE] * 2


def test_panning_in_mid_stroke_does_not_disturb_it(bed: Bed, qtbot: QtBot) -> None:
    bed.view.zoom_to(1.0)
    before = bed.view.viewport
    assert before is not None
    bed.press(100, 100)
    bed.press(100, 100, MIDDLE)
    bed.move(60, 80, LEFT | MIDDLE)
    bed.mouse(QEvent.Type.MouseButtonRelease, 60, 80, MIDDLE, held=LEFT)
    qtbot.keyPress(bed.view, Qt.Key.Key_Space)
    bed.move(50, 70)
    qtbot.keyRelease(bed.view, Qt.Key.Key_Space)
    after = bed.view.viewport
    assert after is not None
    assert [a - b for a, b in zip(after.origin, before.origin, strict=True)] == [-50, -30]
    assert bed.tool.phases == [Phase.PRESS]
    bed.move(51, 71)
    bed.release(51, 71)
    assert bed.tool.phases == [Phase.PRESS, Phase.MOVE, Phase.RELEASE]
    assert bed.tool.events[1].at == after.to_image(Point(51, 71))


def test_other_buttons_in_mid_stroke_are_ignored(bed: Bed) -> None:
    bed.press(10, 10)
    bed.press(10, 10, RIGHT)
    bed.mouse(QEvent.Type.MouseButtonRelease, 10, 10, RIGHT, held=LEFT)
    assert bed.view.in_gesture
    assert not any(event.subtract for event in bed.tool.events)
    bed.release(10, 10)
    assert bed.tool.phases == [Phase.PRESS, Phase.RELEASE]


def test_a_stroke_survives_that_its_release_was_lost(bed: Bed) -> None:
    bed.press(10, 10)
    bed.view.clearFocus()
    bed.move(20, 20)
    assert bed.view.in_gesture
    bed.move(40, 40, NO_BUTTON)
    assert not bed.view.in_gesture
    assert bed.document.history.position == 1


def test_another_tool_or_document_takes_the_stroke_back(bed: Bed) -> None:
    bed.press(10, 10)
    first = bed.tool
    bed.use(Stamp())
    assert first.closed == 1
    assert not bed.document.is_editing
    bed.press(10, 10)
    bed.view.set_document(None)
    assert bed.tool.closed == 1
    assert not bed.document.is_editing
    bed.stroke((10, 10), (20, 20))
    assert len(bed.tool.events) == 1


def test_a_failing_tool_leaves_the_canvas_usable(bed: Bed) -> None:
    class Failing(Stamp):
        def drag(self, context, press):  # type: ignore[no-untyped-def]
            raise ValueError("no")
            yield

    bed.use(Failing())
    with pytest.raises(ValueError, match="no"):
        bed.press(10, 10)
    bed.release(10, 10)
    bed.use(Stamp())
    bed.stroke((10, 10), (20, 20))
    assert bed.marked()


def test_a_pen_paints_with_pressure_and_erases_with_its_other_end(bed: Bed) -> None:
    for is_eraser in (False, True):
        bed.pen(QEvent.Type.TabletPress, 50, 50, pressure=0.25, is_eraser=is_eraser)
        bed.pen(QEvent.Type.TabletMove, 60, 60, pressure=0.75, is_eraser=is_eraser)
        assert len(bed.marked()) == (0 if is_eraser else 2)
        bed.pen(QEvent.Type.TabletRelease, 60, 60, pressure=0.0, is_eraser=is_eraser)
    assert [event.pressure for event in bed.tool.events[:2]] == pytest.approx([0.25, 0.75])
    assert [event.subtract for event in bed.tool.events] == [False] * 3 + [True] * 3


def test_the_real_brush_paints_a_round_dab(bench: Callable[..., Bed], qtbot: QtBot) -> None:
    bed = bench()
    bed.view.set_tool(TOOLS["brush"], bed.context)
    bed.stroke((100, 100))
    columns = [x for x, y in bed.marked() if y == 200]
    assert max(columns) - min(columns) + 1 == pytest.approx(40, abs=2)
    shown = bed.grab().astype(int)
    bed.document.undo()
    plain = bed.grab().astype(int)
    changed = abs(shown - plain).max(axis=2) > 8
    assert changed[92:108, 92:108].any()
    changed[88:112, 88:112] = False
    assert not changed.any()
