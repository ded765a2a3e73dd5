import numpy as np
import pytest

from app.canvas.gesture import Gesture
from app.document.document import Document
from app.document.history import Layer
from app.tools.tool import Cursor, Drag, Phase, Point, PointerEvent, ToolContext
from moebius_core.geometry import Rect
from moebius_core.photo import Photo


class Clicks:
    """Marks a pixel for each event, until a double click or a confirmation."""

    id = "clicks"
    cursor = Cursor.CROSS

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        with context.document.edit("Clicks") as edit:
            event = press
            while event.phase not in (Phase.DOUBLE_CLICK, Phase.CONFIRM):
                x, y = int(event.at.x), int(event.at.y)
                edit.write(Layer.MASK, Rect(x, y, x + 1, y + 1), 255)
                event = yield


class Broken(Clicks):
    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        with context.document.edit("Broken") as edit:
            edit.write(Layer.MASK, Rect(0, 0, 5, 5), 255)
            yield
            raise ValueError("no")


@pytest.fixture
def context() -> ToolContext:
    return ToolContext(Document(Photo(pixels=np.zeros((20, 30, 3), np.uint8))))


def event(phase: Phase, x: float = 1) -> PointerEvent:
    return PointerEvent(phase, Point(x, 1))


def test_a_gesture_lasts_until_its_tool_returns(context: ToolContext) -> None:
    gesture = Gesture(Clicks(), context, event(Phase.PRESS))
    gesture.send(event(Phase.RELEASE, 2))
    gesture.send(event(Phase.MOVE, 3))
    assert not gesture.is_over
    gesture.send(event(Phase.CONFIRM))
    assert gesture.is_over
    assert gesture.has_changed
    gesture.send(event(Phase.MOVE, 9))
    assert np.count_nonzero(context.document.mask_array()) == 3
    assert context.document.history.position == 1


def test_cancelling_takes_back_what_was_done(context: ToolContext) -> None:
    gesture = Gesture(Clicks(), context, event(Phase.PRESS))
    gesture.send(event(Phase.MOVE, 3))
    gesture.cancel()
    assert gesture.is_over
    assert not gesture.has_changed
    assert not context.document.mask_array().any()
    assert not context.document.is_editing


def test_a_tool_that_fails_leaves_nothing_open(context: ToolContext) -> None:
    gesture = Gesture(Broken(), context, event(Phase.PRESS))
    with pytest.raises(ValueError, match="no"):
        gesture.send(event(Phase.MOVE))
    assert gesture.is_over
    assert not context.document.mask_array().any()
    assert not context.document.is_editing
