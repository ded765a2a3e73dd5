"""What a photo's removals and history tell, passed on as long as the photo is shown. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from app.editing.open_photo import OpenPhoto
from app.editing.variations import Outcome
from app.i18n import translate
from app.language.engine_names import engine_title
from app.language.error_texts import translated

if TYPE_CHECKING:
    from app.editing.editor import Editor


class Announcements:
    """Connects one photo to the editor's signals.

    Args:
        is_shown: Whether it is still the photo on the screen.
    """

    def __init__(self, editor: Editor, photo: OpenPhoto, is_shown: Callable[[], bool]) -> None:
        self._editor = editor
        self._is_shown = is_shown
        photo.document.history.noted.connect(self._message)
        photo.removals.changed.connect(self._changed)
        photo.removals.chosen.connect(self._chosen)
        photo.removals.progressed.connect(self._progressed)
        photo.removals.finished.connect(self._finished)
        photo.removals.failed.connect(self._failed)
        photo.removals.cancelled.connect(self._cancelled)

    def _message(self, text: str) -> None:
        if self._is_shown():
            self._editor.message.emit(text)

    def _changed(self) -> None:
        if self._is_shown():
            self._editor.state_changed.emit()

    def _chosen(self, index: int, count: int) -> None:
        text = translate("Editor", "Variation {number} of {count}")
        self._message(text.format(number=index + 1, count=count))

    def _progressed(self, fraction: float, text: str, remaining_s: float | None) -> None:
        if self._is_shown():
            self._editor.progressed.emit(fraction, translated(text), remaining_s)

    def _finished(self, outcome: Outcome) -> None:
        if self._is_shown():
            self._editor.removed.emit(outcome)
            self._editor.message.emit(outcome_text(outcome))

    def _failed(self, sentence: str, hint: str) -> None:
        if self._is_shown():
            self._editor.failed.emit(sentence, hint)

    def _cancelled(self) -> None:
        self._message(translate("Editor", "Cancelled. The mask is back."))


def outcome_text(outcome: Outcome) -> str:
    """What a removal has done, in words."""
    if not outcome.is_shown:
        return translate(
            "Editor", "Another result is ready: undo what came after the removal to see it."
        )
    locale = QLocale()
    return translate(
        "Editor",
        "Removed in {seconds} s with {engine} on {device}. "
        "{count} pixels changed; all others are untouched.",
    ).format(
        seconds=locale.toString(outcome.seconds, "f", 1),
        engine=engine_title(outcome.info.name),
        device=outcome.info.device.upper(),
        count=locale.toString(outcome.pixels_changed),
    )
