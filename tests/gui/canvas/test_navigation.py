import math
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.canvas.view import CanvasView
from app.canvas.viewport import MAX_ZOOM, Viewport
from app.document.history import Layer
from app.tools.tool import Cursor, Point
from tests.gui.canvas.bed import LEFT, MIDDLE, NO_BUTTON, Bed, Stamp

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def viewport_of(bed: Bed) -> Viewport:
    viewport = bed.view.viewport
    assert viewport is not None
    return viewport


def moved(bed: Bed, before: Viewport) -> tuple[int, int]:
    now = viewport_of(bed).origin
    return now[0] - before.origin[0], now[1] - before.origin[1]


def test_a_photo_is_fitted_when_it_opens_and_when_the_window_grows(bed: Bed, qtbot: QtBot) -> None:
    assert viewport_of(bed).zoom == 0.5
    bed.view.resize(200, 300)
    qtbot.waitUntil(lambda: viewport_of(bed).zoom == 0.25)
    assert viewport_of(bed).is_fit
    bed.view.zoom_to(2.0)
    bed.view.resize(300, 200)
    qtbot.waitUntil(lambda: viewport_of(bed).view == (300, 200))
    assert viewport_of(bed).zoom == 2.0


def test_ctrl_wheel_zooms_to_the_cursor(bed: Bed, qtbot: QtBot) -> None:
    place = viewport_of(bed).to_image(Point(300, 200))
    with qtbot.waitSignal(bed.view.viewport_changed):
        bed.wheel(300, 200, angle=(0, 120), keys=CTRL)
    assert viewport_of(bed).zoom == pytest.approx(0.625)
    assert viewport_of(bed).to_view(place) == pytest.approx((300, 200), abs=1)
    bed.wheel(300, 200, angle=(0, -120), keys=CTRL)
    assert viewport_of(bed).zoom == pytest.approx(0.5)
    assert bed.tool.events == []


def test_the_plain_wheel_scrolls_or_zooms_as_wanted(bed: Bed) -> None:
    bed.view.zoom_to(1.0)
    before = viewport_of(bed)
    bed.wheel(200, 150, angle=(0, -120))
    assert moved(bed, before) == (0, -80)
    before = viewport_of(bed)
    bed.wheel(200, 150, angle=(0, -120), keys=SHIFT)
    assert moved(bed, before) == (-80, 0)
    bed.view.wheel_zooms = True
    bed.wheel(200, 150, angle=(0, 120))
    assert viewport_of(bed).zoom == 1.25
    before = viewport_of(bed)
    bed.wheel(200, 150, angle=(0, 120), pixels=(3, -7), phase=Qt.ScrollPhase.ScrollUpdate)
    assert viewport_of(bed).zoom == 1.25
    assert moved(bed, before) == (3, -7)


def test_alt_wheel_asks_for_another_brush_size(bed: Bed, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bed.view.brush_size_wanted) as wanted:
        bed.wheel(200, 150, angle=(120, 0), keys=ALT)
    assert wanted.args == [pytest.approx(44)]
    assert viewport_of(bed).zoom == 0.5


@pytest.mark.parametrize("button", [MIDDLE, LEFT])
def test_middle_button_or_space_pans(bed: Bed, button: Qt.MouseButton, qtbot: QtBot) -> None:
    bed.view.zoom_to(1.0)
    before = viewport_of(bed)
    if button is LEFT:
        qtbot.keyPress(bed.view, Qt.Key.Key_Space)
        assert bed.view.cursor().shape() == Qt.CursorShape.OpenHandCursor
    bed.press(100, 100, button)
    assert bed.view.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    bed.move(130, 90, button)
    bed.move(140, 85, button)
    bed.release(140, 85, button)
    qtbot.keyRelease(bed.view, Qt.Key.Key_Space)
    assert moved(bed, before) == (40, -15)
    bed.move(10, 10, NO_BUTTON)
    assert moved(bed, before) == (40, -15)
    assert bed.tool.events == []
    assert bed.view.cursor().shape() == Qt.CursorShape.BlankCursor


def test_the_hand_tool_pans(bed: Bed) -> None:
    bed.view.zoom_to(1.0)
    before = viewport_of(bed)
    tool = bed.use(Stamp(cursor=Cursor.HAND))
    bed.stroke((100, 100), (120, 130))
    assert moved(bed, before) == (20, 30)
    assert tool.events == []


def test_zooming_by_key_goes_to_the_pointer(bed: Bed) -> None:
    bed.move(300, 200, NO_BUTTON)
    place = viewport_of(bed).to_image(Point(300, 200))
    bed.view.zoom_to(2.0)
    assert viewport_of(bed).to_view(place) == pytest.approx((300, 200), abs=1)
    bed.view.zoom_in()
    assert viewport_of(bed).zoom == 3.0
    bed.view.zoom_out()
    bed.view.zoom_out()
    assert viewport_of(bed).zoom == 1.5
    bed.view.fit()
    assert viewport_of(bed).is_fit


def test_zoom_has_limits(bed: Bed) -> None:
    for _ in range(60):
        bed.wheel(200, 150, angle=(0, 120), keys=CTRL)
    assert viewport_of(bed).zoom == MAX_ZOOM
    for _ in range(90):
        bed.wheel(200, 150, angle=(0, -120), keys=CTRL)
    assert viewport_of(bed).zoom == pytest.approx(0.5 / 8)


@pytest.fixture(scope="session")
def touch_device(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def native(bed: Bed, kind: Qt.NativeGestureType, value: float) -> None:
    at = QPointF(300, 200)
    event = QNativeGestureEvent(
        kind, QPointingDevice.primaryPointingDevice(), 2, at, at, at, value, QPointF()
    )
    QApplication.sendEvent(bed.view, event)


def test_a_pinch_on_the_trackpad_zooms(bed: Bed) -> None:
    place = viewport_of(bed).to_image(Point(300, 200))
    native(bed, Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert viewport_of(bed).zoom == pytest.approx(0.75)
    assert viewport_of(bed).to_view(place) == pytest.approx((300, 200), abs=1)
    native(bed, Qt.NativeGestureType.ZoomNativeGesture, -0.9999)
    assert viewport_of(bed).zoom == pytest.approx(0.075)
    native(bed, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert viewport_of(bed).is_fit
    native(bed, Qt.NativeGestureType.SmartZoomNativeGesture, 0)
    assert viewport_of(bed).zoom == 1.0


def test_fingers_on_the_screen_pan_and_pinch(bed: Bed, touch_device: QPointingDevice) -> None:
    bed.view.zoom_to(1.0)
    before = viewport_of(bed)
    touch = QTest.touchEvent(bed.view, touch_device, False)
    touch.press(0, bed.view.rect().center())
    touch.commit()
    touch.move(0, bed.view.rect().center() + QPointF(20, -10).toPoint())
    touch.commit()
    assert moved(bed, before) == (20, -10)
    touch.release(0, bed.view.rect().center() + QPointF(20, -10).toPoint())
    touch.commit()
    places = [QPointF(100, 150).toPoint(), QPointF(300, 150).toPoint()]
    for number, place in enumerate(places):
        touch.press(number, place)
    touch.commit()
    touch.move(0, QPointF(50, 150).toPoint())
    touch.move(1, QPointF(350, 150).toPoint())
    touch.commit()
    assert viewport_of(bed).zoom == pytest.approx(1.5)
    touch.release(0, QPointF(50, 150).toPoint())
    touch.release(1, QPointF(350, 150).toPoint())
    touch.commit()
    assert bed.tool.events == []


def test_hovering_tells_the_photos_place(bed: Bed, qtbot: QtBot) -> None:
    bed.move(10, 10, NO_BUTTON)
    with qtbot.waitSignal(bed.view.hovered) as over:
        bed.move(100, 50, NO_BUTTON)
    assert over.args == [Point(200, 100)]
    with qtbot.waitSignal(bed.view.hovered) as gone:
        QApplication.sendEvent(bed.view, QEvent(QEvent.Type.Leave))
    assert gone.args == [None]


def test_an_empty_canvas_ignores_everything(qtbot: QtBot) -> None:
    view = CanvasView()
    qtbot.addWidget(view)
    view.show()
    for act in (view.fit, view.zoom_in, view.zoom_out, view.stamp):
        act()
    view.zoom_to(1.0)
    view.move_crosshair(1, 0)
    view.set_context_frame(None)
    qtbot.mouseClick(view, LEFT)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.viewport is None
    assert "No photo" in view.accessibleDescription()


def test_the_description_follows_photo_mask_and_zoom(
    bench: Callable[..., Bed], qtbot: QtBot
) -> None:
    bed = bench()
    assert bed.view.accessibleName() == "Canvas"
    assert (
        bed.view.accessibleDescription()
        == "Photo 800 \N{MULTIPLICATION SIGN} 600, mask 0.0 %, zoom 50 %"
    )
    mask = bed.document.mask_array()
    mask[: math.ceil(600 * 0.25)] = 255
    with bed.document.edit("Mask") as edit:
        edit.write(Layer.MASK, bed.document.size.rect, mask)
    bed.view.zoom_to(2.0)
    qtbot.waitUntil(lambda: "zoom 200 %" in bed.view.accessibleDescription())
    assert "mask 25.0 %" in bed.view.accessibleDescription()
