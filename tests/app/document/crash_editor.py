"""A process that edits a document at random and is killed: run by test_journal_crash.

After each accepted move it prints a checksum of image and mask.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.document.document import Document, Pixels
from app.document.history import Layer
from app.document.journal import Journal
from app.document.step import Step
from moebius_core.geometry import Rect
from moebius_core.photo import Photo


def checksum(document: Document) -> str:
    """Of image and mask, with the masks of running removals painted, as a restore brings them."""
    mask = document.mask_array()
    for step in document.history.steps[: document.history.position]:
        if step.is_pending:
            for key, tile in step.patches[Layer.MASK].before.items():
                area = mask[document.mask.rect_of(key).slices]
                np.maximum(area, tile, out=area)
    return f"{zlib.crc32(document.image.to_array()):08x}{zlib.crc32(mask):08x}"


def edits(document: Document, seed: int) -> Iterator[str]:
    """Edit for ever; the checksum after each move, the first that of the untouched photo."""
    yield checksum(document)
    rng = np.random.default_rng(seed)
    pending: list[Step] = []
    while True:
        left, top = int(rng.integers(0, 500)), int(rng.integers(0, 250))
        rect = Rect(left, top, left + 150, top + 150)
        fill = [Pixels(rect, rng.integers(0, 256, (150, 150, 3), np.uint8))]
        choice = int(rng.integers(0, 10))
        pending = [step for step in pending if document.history.is_done(step)]
        if choice < 4:
            with document.edit("Brush") as edit:
                for shift in range(3):
                    edit.write(Layer.MASK, rect.translated(shift * 9, 0), int(rng.integers(1, 255)))
        elif choice == 4 and (taken := document.take_mask("Remove")):
            pending.append(taken.step)
        elif choice == 5 and pending:
            document.finish_removal(pending.pop(), fill, "Removed")
        elif choice == 6 and pending:
            document.abandon_removal(pending.pop(0))
        elif choice == 7:
            document.undo()
        elif choice == 8:
            document.redo()
        elif (last := document.history.last) and last.touches(Layer.IMAGE):
            document.amend_last(fill, "Again")
        else:
            document.mark_saved()
        yield checksum(document)


def main() -> None:
    photo, journals, seed = sys.argv[1:]
    document = Document(Photo.open(photo))
    journal = Journal.start(document, Path(photo), Path(journals))
    for state in edits(document, int(seed)):
        journal.wait_for_copy()  # the test takes the photo away
        print(state, flush=True)


if __name__ == "__main__":
    main()
