"""One gesture of a tool, from its first press to its end, whoever sends the events."""

from __future__ import annotations

from app.tools.tool import Drag, PointerEvent, Tool, ToolContext


class Gesture:
    """Runs a tool's generator. It is over when that returns, which may be after the release."""

    def __init__(self, tool: Tool, context: ToolContext, press: PointerEvent) -> None:
        self._history = context.document.history
        self._before = (self._history.last, self._history.position)
        self._drag: Drag | None = tool.drag(context, press)
        self._advance(None)

    @property
    def is_over(self) -> bool:
        return self._drag is None

    @property
    def has_changed(self) -> bool:
        """Whether it has left a step in the history."""
        return (self._history.last, self._history.position) != self._before

    def send(self, event: PointerEvent) -> None:
        """Pass an event on; nothing happens when the gesture is over."""
        if self._drag is not None:
            self._advance(event)

    def cancel(self) -> None:
        """End it and take back what it did."""
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.close()

    def _advance(self, event: PointerEvent | None) -> None:
        drag = self._drag
        assert drag is not None
        try:
            if event is None:
                next(drag)
            else:
                drag.send(event)
        except StopIteration:
            self._drag = None
        except BaseException:
            self._drag = None
            raise
