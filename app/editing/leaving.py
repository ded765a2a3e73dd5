"""Whether the photo on the screen may make room: nobody loses anything unasked."""

from __future__ import annotations

from collections.abc import Callable

from app.editing.desk import Desk
from app.editing.open_photo import OpenPhoto
from app.editing.prompts import Unsaved
from app.editing.removal import Removal
from app.editing.saving import Saving
from app.i18n import translate


def _nothing() -> None:
    return


class Leaving:
    """Asks once about the same state of the same photo."""

    def __init__(self, desk: Desk, saving: Saving, photo: Callable[[], OpenPhoto | None]) -> None:
        self._desk = desk
        self._saving = saving
        self._photo = photo
        self._given_up: tuple[OpenPhoto, int] | None = None
        """The photo and the state of its image that the person does not want to keep."""
        self._broken_off: frozenset[Removal] = frozenset()

    def leave(
        self,
        then: Callable[[], object],
        *,
        later: Callable[[], object] | None = None,
        refused: Callable[[], object] = _nothing,
    ) -> bool:
        """Call `then` if the photo may be left: now, or once it has been saved.

        Args:
            later: Called instead of `then` where saving comes first.
            refused: Called where the person stays.

        Returns:
            Whether `then` was called at once.
        """
        photo = self._photo()
        if photo is not None:
            if not self._may_break_off(photo):
                refused()
                return False
            if self.would_lose(photo):
                answer = self._desk.prompts.unsaved(photo.name)
                if answer is Unsaved.CANCEL:
                    refused()
                    return False
                if answer is Unsaved.SAVE:
                    # asks again about what is edited while the file is being written
                    again = later or then
                    self._saving.save(photo, lambda: self.leave(again, refused=refused))
                    return False
                self._given_up = photo, photo.document.history.image_state
        then()
        return True

    def would_lose(self, photo: OpenPhoto) -> bool:
        """Whether there are unsaved changes that the person has not given up."""
        state = photo, photo.document.history.image_state
        return photo.document.is_modified and state != self._given_up

    def _may_break_off(self, photo: OpenPhoto) -> bool:
        pending = frozenset(photo.removals.pending)
        if pending <= self._broken_off:
            return True
        is_meant = self._desk.prompts.busy_quit(translate("Leaving", "A removal is still running."))
        if is_meant:
            self._broken_off = pending
        return is_meant
