"""After a crash: the journals that were left, and the documents they bring back."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.document.claim import ClaimedFolder, unclaimed
from app.document.document import Document
from app.document.history import DEFAULT_BUDGET_BYTES, Move
from app.document.journal_about import LOG, About, journals_folder
from app.document.journal_log import Log, Logged, Record, read_log
from app.document.journal_writer import Journal
from app.document.replay import SAVED, cut_steps, replay
from app.document.source_copy import has_source, open_source
from app.i18n import translate
from moebius_core.errors import BadInputError, MoebiusError

__all__ = ["FoundJournal", "Journal", "find_journals"]


def find_journals(folder: Path | None = None) -> list[FoundJournal]:
    """What crashed processes have left, the latest first; nothing that a living one is writing.

    Args:
        folder: Where journals are kept; None: in the state folder.
    """
    found = [_found(path) for path in unclaimed(folder or journals_folder())]
    return sorted((f for f in found if f is not None), key=lambda f: f.when, reverse=True)


@dataclass(frozen=True)
class FoundJournal:
    """What a crash has left of one document."""

    folder: Path
    path: Path | None
    """The photo's file; None: it was pasted."""
    when: datetime
    """The last accepted edit, local time."""
    steps: int
    """So many steps are done."""
    is_modified: bool
    """Whether the image had changes that were not saved."""
    is_restorable: bool
    """Whether the photo can still be had."""
    called: str = ""
    """The name of a photo without a file."""

    @property
    def name(self) -> str:
        """For people: the file's name, or what a photo without one was called."""
        if self.path is not None:
            return self.path.name
        return self.called or translate("Journal", "Pasted picture")

    def restore(
        self, *, undo_budget_bytes: int = DEFAULT_BUDGET_BYTES, spill_folder: Path | None = None
    ) -> Document:
        """The document with all its steps; it goes on writing the same journal.

        Removals that were running come back as painted masks. Takes as long as opening the photo
        and reading the steps; any thread may do it.

        Raises:
            MoebiusError: another window has it, or the photo cannot be had any more.
        """
        claimed = self._claim()
        try:
            return _restored(claimed, undo_budget_bytes, spill_folder)
        except BaseException:
            claimed.release()
            raise

    def discard(self) -> None:
        """Delete it; one that another window has restored in the meantime stays."""
        with contextlib.suppress(MoebiusError):
            self._claim().remove()

    def _claim(self) -> ClaimedFolder:
        claimed = None
        with contextlib.suppress(OSError):
            claimed = ClaimedFolder.take(self.folder) if self.folder.exists() else None
        if claimed is None:
            raise MoebiusError(
                translate("Journal", "“{name}” is being edited in another window.").format(
                    name=self.name
                )
            )
        return claimed


def _found(folder: Path) -> FoundJournal | None:
    """None for one that holds no edit, which is deleted, and for one that cannot be read."""
    about, log, when = About.read(folder), list[Logged](), 0.0
    with contextlib.suppress(OSError):
        log = read_log(folder / LOG)
        when = (folder / LOG).stat().st_mtime
    outline = _outline(log)
    if not outline.steps:
        with contextlib.suppress(OSError):
            claimed = ClaimedFolder.take(folder)
            if claimed is not None:
                claimed.remove()
    if about is None or not outline.steps:
        return None
    return FoundJournal(
        folder=folder,
        path=about.path,
        when=datetime.fromtimestamp(when).astimezone(),
        steps=outline.steps,
        is_modified=outline.is_modified,
        is_restorable=has_source(folder, about.path, about.stamp),
        called=about.name,
    )


class _Outline(NamedTuple):
    steps: int
    is_modified: bool


def _outline(log: Sequence[Logged]) -> _Outline:
    """How many steps are done in the end, without doing them."""
    cut = cut_steps(log)
    done: list[int] = []
    states: dict[int, int] = {}
    saved = 0
    for record, _ in log:
        if record.move == SAVED:
            saved = record.state
        elif record.id not in cut:
            states[record.id] = record.state or states.get(record.id, 0)
            if record.move in (Move.DONE.name, Move.REDONE.name):
                done.append(record.id)
            elif record.move == Move.UNDONE.name and done:
                done.pop()
    shown = next((states[step] for step in reversed(done) if states[step]), 0)
    return _Outline(len(done), shown != saved)


def _restored(
    claimed: ClaimedFolder, undo_budget_bytes: int, spill_folder: Path | None
) -> Document:
    folder = claimed.path
    about = About.read(folder)
    try:
        log = read_log(folder / LOG)
    except OSError:
        log = []
    if about is None or not log:
        raise BadInputError(translate("Journal", "The notes on the edits cannot be read."))
    photo = open_source(folder, about.path, about.stamp)
    if (*photo.pixels.shape, photo.pixels.itemsize) != about.shape:
        raise BadInputError(
            translate("Journal", "The photo has changed since: the edits do not fit it any more.")
        )
    document = Document(photo, undo_budget_bytes=undo_budget_bytes, spill_folder=spill_folder)
    used = replay(document, folder, log)
    _resume(document, claimed, log, used)
    for step in reversed(document.history.steps.copy()):
        if step.is_pending:
            document.abandon_removal(step)
    return document


def _resume(
    document: Document, claimed: ClaimedFolder, records: Sequence[Logged], used: int
) -> None:
    """Go on with the same journal, after the records that could be used."""
    files: dict[int, list[str]] = {}
    cut = cut_steps(records)
    for record, _ in records[:used]:
        if record.tiles and record.id not in cut:
            files.setdefault(record.id, []).append(record.tiles)
    with contextlib.suppress(OSError):
        log = Log(claimed.path / LOG, records[used - 1].end if used else 0)
        if used < len(records):
            log.append(Record(move=Move.CUT.name, cut=tuple(cut)))
        journal = Journal.resume(document, claimed, log, files)
        journal.noted.connect(document.history.noted.emit)
        return
    claimed.release()
