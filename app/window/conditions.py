"""What the actions' enabled-when asks, read off the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.action import Conditions

if TYPE_CHECKING:
    from app.editing.editor import Editor


def conditions_of(editor: Editor) -> Conditions:
    """Cheap enough for every change of state."""
    document, removals, filmstrip = editor.document, editor.removals, editor.filmstrip
    if document is None:
        return Conditions(
            next_photo=filmstrip.neighbour(1) is not None,
            previous_photo=filmstrip.neighbour(-1) is not None,
        )
    has_mask = bool(document.mask.occupied())
    return Conditions(
        document=True,
        can_undo=document.history.can_undo,
        can_redo=document.history.can_redo,
        mask=has_mask,
        can_save=editor.is_modified,
        can_remove=has_mask,
        running=editor.can_cancel,
        result=removals is not None and removals.can_try_again,
        variations=removals is not None and len(removals.variations) > 1,
        previous_photo=filmstrip.neighbour(-1) is not None,
        next_photo=filmstrip.neighbour(1) is not None,
        last_mask=removals is not None and removals.last_mask is not None,
    )
