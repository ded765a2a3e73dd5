"""Crash recovery: every accepted edit goes to disk at once, to be done again after a crash.

A folder per document holds what it was (about.json), a copy of the photo as opened, the list of
moves (log) and a file of tiles for each step. It dies with the document, but not with the process.
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Mapping
from pathlib import Path

from app.document.claim import ClaimedFolder
from app.document.document import Document
from app.document.history import Layer, Move, Step
from app.document.journal_about import LOG, About, journals_folder
from app.document.journal_log import Log, Record
from app.document.replay import SAVED
from app.document.source_copy import SourceCopy, Stamp
from app.document.tile_file import write_tiles
from app.events import Event
from app.i18n import translate

_LAYERS: Mapping[Move, tuple[Layer, ...]] = {
    Move.DONE: (Layer.IMAGE, Layer.MASK),
    Move.REVISED: (Layer.IMAGE,),
}
"""Whose tiles a move puts in place for the first time."""


class Journal:
    """Writes down what happens to a document; the first accepted edit makes its folder."""

    def __init__(
        self,
        document: Document,
        source: Path | bytes | None,
        parent: Path | None,
        *,
        name: str = "",
    ) -> None:
        self.noted: Event[[str]] = Event()
        """A sentence for the person: nothing is written down any more. At most once."""
        self._document = document
        self._source = source
        self._stamp = Stamp.of(source) if isinstance(source, Path) else None
        self._parent = parent
        self._name = name
        self._claimed: ClaimedFolder | None = None
        self._log: Log | None = None
        self._copy: SourceCopy | None = None
        self._files: dict[int, list[str]] = {}
        self._cut: list[int] = []
        self._settled: list[int] = []
        document.history.moved.connect(self._moved)
        document.saved.connect(self._saved)
        document.closed.connect(self.remove)
        document.left.connect(self.leave)

    @classmethod
    def start(
        cls,
        document: Document,
        source: Path | bytes | None,
        folder: Path | None = None,
        *,
        name: str = "",
    ) -> Journal:
        """Begin, right after the photo was opened. `Document.close` removes the journal.

        Args:
            source: The photo's file, or its bytes; None: only its pixels are known.
            folder: Where journals are kept; None: in the state folder.
            name: What to call a photo that has no file.
        """
        return cls(document, source, folder, name=name)

    @classmethod
    def resume(
        cls, document: Document, claimed: ClaimedFolder, log: Log, files: dict[int, list[str]]
    ) -> Journal:
        """Go on with the journal that a document was restored from."""
        journal = cls(document, None, claimed.path.parent)
        journal._claimed, journal._log, journal._files = claimed, log, files
        return journal

    @property
    def is_writing(self) -> bool:
        """Whether edits are on disk by now."""
        return self._log is not None

    def wait_for_copy(self, seconds: float | None = None) -> bool:
        """Whether the photo's copy has been made or given up, after at most so many seconds."""
        return self._copy is None or self._copy.wait(seconds)

    def remove(self) -> None:
        """End and delete the journal: the person has closed the document."""
        self._stop()
        if self._claimed is not None:
            self._claimed.remove()
            self._claimed = None

    def leave(self) -> None:
        """End without deleting: `find_journals` will offer it."""
        self._stop()
        if self._claimed is not None:
            self._claimed.release()
            self._claimed = None

    def _stop(self) -> None:
        self._document.closed.disconnect(self.remove)
        self._document.left.disconnect(self.leave)
        self._stop_writing()
        if self._copy is not None:
            self._copy.cancel()

    def _stop_writing(self) -> None:
        self._document.history.moved.disconnect(self._moved)
        self._document.saved.disconnect(self._saved)
        if self._log is not None:
            self._log.close()
            self._log = None

    def _moved(self, move: Move, step: Step) -> None:
        if move is Move.CUT:
            self._cut.append(step.id)
            return
        if move is Move.REVISED and not step.touches(Layer.IMAGE):
            # Told with the step that follows: a crash between the two finds the removal running.
            self._settled.append(step.id)
            return
        with self._giving_up_on_errors():
            log = self._log or self._begin()
            tiles = self._store(move, step)
            record = Record(
                move=move.name,
                id=step.id,
                state=step.image_state,
                name=step.name,
                is_pending=step.is_pending,
                tiles=tiles,
                cut=tuple(self._cut),
                settled=tuple(self._settled),
            )
            log.append(record)
            self._settled.clear()
            self._delete_replaced(record)

    def _saved(self) -> None:
        if self._log is not None:
            with self._giving_up_on_errors():
                self._log.append(Record(move=SAVED, state=self._document.saved_state))

    def _begin(self) -> Log:
        self._claimed = ClaimedFolder.create(self._parent or journals_folder())
        folder = self._claimed.path
        photo = self._document.photo
        path = self._source if isinstance(self._source, Path) else photo.path
        shape = (*photo.pixels.shape, photo.pixels.itemsize)
        about = About(path.absolute() if path else None, self._stamp, shape, self._name)
        about.write(folder)
        log = self._log = Log(folder / LOG)
        self._copy = SourceCopy(self._source, self._stamp, photo, folder)
        if self._document.saved_state:
            log.append(Record(move=SAVED, state=self._document.saved_state))
        return log

    def _store(self, move: Move, step: Step) -> str:
        """Write the tiles that a step has put in place; the file's name, empty when there are none.

        Raises:
            OSError: the disk is full or cannot be written to.
        """
        layers = _LAYERS.get(move, ())
        tiles = {layer: step.patches[layer].after for layer in layers if step.touches(layer)}
        if self._claimed is None or not any(tiles.values()):
            return ""
        name = f"{step.id}-{step.image_state}.tiles"
        write_tiles(self._claimed.path / name, tiles)
        return name

    def _delete_replaced(self, record: Record) -> None:
        """Delete the tiles of forgotten steps and of variations that are not shown any more."""
        files = [name for step in self._cut for name in self._files.pop(step, ())]
        self._cut.clear()
        own = self._files.setdefault(record.id, [])
        if record.tiles:
            if record.move == Move.REVISED.name:
                files += own[1:]
                del own[1:]
            own.append(record.tiles)
        if self._claimed is not None:
            for name in files:
                with contextlib.suppress(OSError):
                    (self._claimed.path / name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _giving_up_on_errors(self) -> Generator[None]:
        try:
            yield
        except OSError:
            self._stop_writing()
            self.noted.emit(
                translate(
                    "Journal",
                    "The disk is full or cannot be written to: "
                    "from here on nothing can be restored after a crash.",
                )
            )
