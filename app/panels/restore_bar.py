"""Offers the edits that a crash left behind: restore, discard, or decide later. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QAction

from app.i18n import translate
from app.panels.message_bar import Answer, MessageBar

if TYPE_CHECKING:
    from app.document.journal import FoundJournal
    from app.editing.editor import Editor


class RestoreBar(MessageBar):
    """Goes through the found journals one by one.

    Args:
        open_log: Shows the folder of the log.
    """

    def __init__(self, editor: Editor, open_log: QAction) -> None:
        super().__init__()
        self._editor = editor
        self._open_log = open_log
        self._crash_log: Path | None = None
        self._waiting: list[FoundJournal] = []
        editor.journals_found.connect(self.offer)

    def tell_of_crash(self, log: Path) -> None:
        """The program crashed when it ran before: said with the journals, or alone without any.

        Args:
            log: Where the details are.
        """
        self._crash_log = log

    def offer(self, journals: Sequence[FoundJournal]) -> None:
        """Ask about each of them, the newest first."""
        self._waiting = list(journals)
        if not journals and self._crash_log is not None:
            self.ask(
                translate("Restore", "Moebius crashed when it ran before."),
                self._where(),
                (Answer(translate("Restore", "Open the &log folder"), self._open_log.trigger),),
            )
            return
        self._next()

    def _where(self) -> str:
        told = translate("Restore", "The details are in “{file}”.")
        return told.format(file=self._crash_log)

    def _next(self) -> None:
        if not self._waiting:
            self.clear()
            return
        journal = self._waiting.pop(0)
        sentence = translate(
            "Restore", "Moebius ended unexpectedly; edits of “{name}” from {time} are still there."
        ).format(name=journal.name, time=_when(journal.when))
        more = len(self._waiting)
        hints = [self._where()] if self._crash_log is not None else []
        if more:
            hints.append(translate("Restore", "%n more photo(s) after this one.", "", more))
        self.ask(
            sentence,
            "\n".join(hints),
            (
                Answer(translate("Restore", "Res&tore"), lambda: self._restore(journal)),
                Answer(translate("Restore", "&Discard"), lambda: self._discard(journal)),
                Answer(translate("Restore", "L&ater"), self._next),
            ),
        )

    def _restore(self, journal: FoundJournal) -> None:
        """What is left is asked at the next start: one photo is open at a time."""
        self._waiting.clear()
        self._editor.restore(journal)

    def _discard(self, journal: FoundJournal) -> None:
        self._editor.discard(journal)
        self._next()


def _when(moment: datetime) -> str:
    """A time in the person's own format."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
