"""What cannot be done to a document in the middle of a stroke is done right after it."""

from __future__ import annotations

from collections.abc import Callable

from app.document.document import Document


class AfterEdits:
    """Call it with an action: it runs now, or when the open edit has ended; in order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._late: list[Callable[[], object]] = []
        document.edit_ended.connect(self._catch_up)

    def __call__(self, action: Callable[[], object]) -> None:
        self._late.append(action)
        self._catch_up()

    def _catch_up(self) -> None:
        while self._late and not self._document.is_editing:
            self._late.pop(0)()
