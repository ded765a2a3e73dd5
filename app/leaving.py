"""Whether the photo on the screen may make room: nobody loses anything unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.desk import Desk
from app.i18n import translate
from app.open_photo import OpenPhoto
from app.prompts import Unsaved
from app.saving import Saving

_Answered: TypeAlias = tuple[OpenPhoto, int, bool]
"""The photo, the state of its image, and whether removals were running when it was given up."""


class Leaving:
    """Asks once about the same state of the same photo."""

    def __init__(self, desk: Desk, saving: Saving, photo: Callable[[], OpenPhoto | None]) -> None:
        self._desk = desk
        self._saving = saving
        self._photo = photo
        self._answered: _Answered | None = None

    def leave(
        self,
        then: Callable[[], object],
        *,
        later: Callable[[], object] | None = None,
        refused: Callable[[], object] = lambda: None,
    ) -> bool:
        """Call `then` if the photo may be left: now, or once it has been saved.

        Args:
            later: Called instead of `then` where saving comes first.
            refused: Called where the person stays.

        Returns:
            Whether `then` was called at once.
        """
        photo = self._photo()
        if photo is not None and self._standing(photo) != self._answered:
            if photo.removals.is_running and not self._desk.prompts.busy_quit(
                translate("Leaving", "A removal is still running.")
            ):
                refused()
                return False
            if photo.document.is_modified:
                answer = self._desk.prompts.unsaved(photo.name)
                if answer is Unsaved.CANCEL:
                    refused()
                    return False
                if answer is Unsaved.SAVE:
                    self._saving.save(photo, later or then)
                    return False
            self._answered = self._standing(photo)
        then()
        return True

    def _standing(self, photo: OpenPhoto) -> _Answered:
        return photo, photo.document.history.image_state, photo.removals.is_running
