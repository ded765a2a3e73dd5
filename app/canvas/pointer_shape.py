"""Which pointer stands on the canvas. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.canvas.hand import Hand
from app.tools.tool import Cursor


def pointer_shape(hand: Hand, *, on_split: bool, has_photo: bool) -> Qt.CursorShape:
    """The pointer for what the hand would do now; blank where the brush ring stands for it."""
    if hand.is_panning:
        return Qt.CursorShape.ClosedHandCursor
    if hand.wants_hand:
        return Qt.CursorShape.OpenHandCursor
    if on_split:
        return Qt.CursorShape.SplitHCursor
    if hand.tool is None or not has_photo:
        return Qt.CursorShape.ArrowCursor
    is_ring = hand.tool.cursor is Cursor.BRUSH_RING
    return Qt.CursorShape.BlankCursor if is_ring else Qt.CursorShape.CrossCursor
