"""Hand: moves the view; the view itself does so, the tool only says that nothing else happens."""

from __future__ import annotations

from dataclasses import dataclass

from app.tools.tool import Cursor, Drag, Phase, PointerEvent, ToolContext


@dataclass(frozen=True)
class Hand:
    """Changes nothing in the document."""

    id: str = "hand"
    cursor: Cursor = Cursor.HAND

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:  # noqa: ARG002 - the protocol's
        event = press
        while event.phase is not Phase.RELEASE:
            event = yield
