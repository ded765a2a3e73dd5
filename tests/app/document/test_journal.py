"""What the journal keeps, what it brings back, and when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from app.document import journal_writer
from app.document.document import Document, Pixels
from app.document.history import Layer
from app.document.journal import FoundJournal, Journal, find_journals
from app.document.step import Step
from moebius_core.errors import MoebiusError
from moebius_core.geometry import Rect
from moebius_core.photo import Photo
from tests.app.document.crash_editor import checksum, edits

RECT = Rect(200, 100, 330, 220)


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / "journals"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(1).integers(0, 256, (300, 400, 3), np.uint8)
    Photo(pixels=pixels).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


@pytest.fixture
def document(source: Path) -> Iterator[Document]:
    document = Document(Photo.open(source))
    yield document
    document.close()


def paint(document: Document, rect: Rect = RECT, value: int = 255) -> None:
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, value)


def fill(seed: int, rect: Rect = RECT) -> list[Pixels]:
    values = np.random.default_rng(seed).integers(0, 256, (rect.height, rect.width, 3), np.uint8)
    return [Pixels(rect, values)]


def take(document: Document) -> Step:
    paint(document)
    taken = document.take_mask("Remove")
    assert taken is not None
    return taken.step


def remove(document: Document, seed: int) -> None:
    document.finish_removal(take(document), fill(seed), "Removed")


def crashed(journal: Journal, folder: Path) -> FoundJournal:
    """What the next start finds when the process ends here."""
    assert journal.wait_for_copy(30)
    journal.leave()
    (found,) = find_journals(folder)
    return found


def assert_same(one: Document, other: Document) -> None:
    assert (one.image.to_array() == other.image.to_array()).all()
    assert (one.mask_array() == other.mask_array()).all()
    assert one.is_modified == other.is_modified
    assert one.history.position == other.history.position
    names = [[(step.id, step.name) for step in d.history.steps] for d in (one, other)]
    assert names[0] == names[1]


def test_the_whole_history_comes_back_and_goes_on(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    remove(document, 1)
    document.amend_last(fill(2), "Removed again")
    document.mark_saved()
    document.amend_last(fill(3), "And again")
    remove(document, 4)
    document.undo()
    paint(document, Rect(0, 0, 60, 60), 90)
    paint(document, Rect(0, 0, 90, 60), 95)
    document.jump(1)
    document.jump(3)
    found = crashed(journal, journals)
    assert (found.name, found.path, found.steps) == ("photo.png", source, 3)
    assert found.is_modified
    source.write_bytes(b"overwritten")

    restored = found.restore()
    assert_same(restored, document)
    assert restored.photo.path == source
    for move in (restored.undo, restored.undo, restored.redo):
        move()
    document.undo()
    document.undo()
    document.redo()
    assert_same(restored, document)

    paint(restored, Rect(5, 5, 9, 200))
    restored.mark_saved()
    paint(document, Rect(5, 5, 9, 200))
    document.mark_saved()
    again = crashed_again(restored, journals).restore()
    assert_same(again, document)
    document.jump(0)
    again.jump(0)
    assert_same(again, document)
    again.close()
    assert not list(journals.iterdir())


def crashed_again(document: Document, folder: Path) -> FoundJournal:
    journal = next(
        listener.__self__
        for listener in document.closed._listeners  # pyright: ignore[reportPrivateUsage]
        if isinstance(getattr(listener, "__self__", None), Journal)
    )
    return crashed(journal, folder)


@pytest.mark.parametrize("seed", range(8))
def test_crash_upon_crash(document: Document, source: Path, journals: Path, seed: int) -> None:
    Journal.start(document, source, journals)
    original = document.image.to_array()
    current = document
    for session in range(4):
        *_, state = islice(edits(current, 10 * seed + session), 25)
        current = crashed_again(current, journals).restore()
        assert checksum(current) == state
        assert not any(step.is_pending for step in current.history.steps)
    current.jump(0)
    assert (current.image.to_array() == original).all()
    assert not current.mask_array().any()
    current.close()


def test_running_removals_come_back_as_painted_masks(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    take(document)
    paint(document, Rect(0, 0, 20, 20))
    restored = crashed(journal, journals).restore()
    assert (restored.mask.read(RECT) == 255).all()
    assert (restored.mask.read(Rect(0, 0, 20, 20)) == 255).all()
    assert not any(step.is_pending for step in restored.history.steps)
    restored.close()


@pytest.mark.parametrize("is_finished", [True, False])
def test_removals_that_ended_apart_from_their_step_are_not_running(
    document: Document, source: Path, journals: Path, is_finished: bool
) -> None:
    journal = Journal.start(document, source, journals)
    step = take(document)
    with document.edit("Restore") as edit:
        edit.write(Layer.IMAGE, Rect(0, 0, 20, 20), 3)
    if is_finished:
        document.finish_removal(step, fill(1), "Removed")
    else:
        document.abandon_removal(step)
        paint(document, RECT, 0)
    restored = crashed(journal, journals).restore()
    assert_same(restored, document)
    assert not restored.mask_array().any()
    restored.close()


@pytest.mark.parametrize("kind", ["pixels", "bytes", "changed file", "16 bit with alpha"])
def test_photos_without_a_file_to_copy_come_back(source: Path, journals: Path, kind: str) -> None:
    photo = Photo.open(source)
    if kind == "16 bit with alpha":
        alpha = np.full((300, 400), 40000, np.uint16)
        photo = Photo(pixels=photo.pixels.astype(np.uint16) * 257, alpha=alpha)
    document = Document(photo)
    given: Path | bytes | None = None
    if kind != "pixels" and photo.path:
        given = source.read_bytes() if kind == "bytes" else source
    journal = Journal.start(document, given, journals)
    source.write_bytes(b"no picture any more")
    remove(document, 1) if photo.pixels.dtype == np.uint8 else paint(document)
    restored = crashed(journal, journals).restore()
    assert_same(restored, document)
    assert restored.image.dtype == document.image.dtype
    assert (restored.photo.alpha is None) == (photo.alpha is None)
    assert photo.alpha is None or np.array_equal(restored.photo.alpha, photo.alpha)
    restored.close()
    document.close()


def test_without_a_copy_an_unchanged_file_will_do(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    remove(document, 1)
    found = crashed(journal, journals)
    (found.folder / "source.bin").unlink()
    (unchanged,) = find_journals(journals)
    assert unchanged.is_restorable
    source.touch()
    (changed,) = find_journals(journals)
    assert not changed.is_restorable
    with pytest.raises(MoebiusError):
        changed.restore()
    assert len(find_journals(journals)) == 1


def test_a_torn_last_line_is_the_edit_that_is_lost(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    remove(document, 1)
    steps = document.history.position
    paint(document, Rect(0, 0, 9, 9))
    found = crashed(journal, journals)
    log = found.folder / "log"
    whole = log.read_bytes()
    start = whole[:-1].rindex(b"\n") + 1
    document.undo()
    for end in (start, start + 1, start + 12, len(whole) - 1):
        log.write_bytes(whole[:end])
        (torn,) = find_journals(journals)
        assert torn.steps == steps
    restored = torn.restore()
    assert (restored.image.to_array() == document.image.to_array()).all()
    assert not restored.mask_array().any()
    paint(restored, Rect(3, 3, 50, 50))
    again = crashed_again(restored, journals).restore()
    assert (again.mask.read(Rect(3, 3, 50, 50)) == 255).all()
    again.close()


def test_damaged_tiles_end_the_history_there(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    paint(document, Rect(0, 0, 50, 50))
    paint(document, Rect(0, 60, 50, 80))
    bad = document.history.last
    assert bad is not None
    paint(document, Rect(100, 60, 150, 80))
    found = crashed(journal, journals)
    file = found.folder / f"{bad.id}-0.tiles"
    file.write_bytes(file.read_bytes().replace(b"x", b"y") + b"z")
    restored = found.restore()
    assert restored.mask.bounds() == (0, 0, 50, 50)
    paint(restored, Rect(0, 0, 70, 50))
    again = crashed_again(restored, journals).restore()
    assert again.mask.bounds() == (0, 0, 70, 50)
    again.close()


def test_edits_after_a_shortened_history_come_back_too(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    paint(document, Rect(0, 0, 50, 50))
    paint(document, Rect(0, 60, 50, 80))
    document.undo()
    paint(document, Rect(100, 60, 150, 80))  # the undone stroke and its tiles are forgotten
    last = document.history.last
    assert last is not None
    found = crashed(journal, journals)
    (found.folder / f"{last.id}-0.tiles").unlink()
    restored = found.restore()
    assert restored.history.position == 1
    paint(restored, Rect(0, 0, 70, 50))
    again = crashed_again(restored, journals).restore()
    assert again.mask.bounds() == (0, 0, 70, 50)
    again.close()


def test_numbers_of_forgotten_steps_are_not_given_out_again(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    document.abandon_removal(take(document))
    restored = crashed(journal, journals).restore()
    paint(restored, Rect(0, 0, 20, 20))
    again = crashed_again(restored, journals).restore()
    assert_same(again, restored)
    again.close()


def test_only_what_can_come_back_takes_space(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    paint(document)
    for seed in range(5):
        document.finish_removal(take(document), fill(seed), "Removed")
        document.amend_last(fill(seed + 10), "Again")
        document.amend_last(fill(seed + 20), "Again")
        document.jump(1)
    (folder,) = (path for path in journals.iterdir() if path.is_dir())
    live = sum(len(step.patches) for step in document.history.steps)
    assert len(list(folder.glob("*.tiles"))) == live
    journal.remove()


def test_nothing_is_written_before_the_first_edit_nor_left_after_closing(
    source: Path, journals: Path
) -> None:
    document = Document(Photo.open(source))
    journal = Journal.start(document, source, journals)
    assert not journals.exists()
    paint(document)
    assert journal.is_writing
    assert find_journals(journals) == []
    document.close()
    assert not list(journals.iterdir())


def test_a_full_disk_ends_the_journal_with_one_note_and_editing_goes_on(
    document: Document, source: Path, journals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.start(document, source, journals)
    notes: list[str] = []
    journal.noted.connect(notes.append)
    paint(document, Rect(0, 0, 40, 40))
    assert journal.wait_for_copy(30)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_writer, "write_tiles", full)
    remove(document, 1)
    remove(document, 2)
    assert len(notes) == 1
    assert document.history.position == 5
    journal.leave()
    (found,) = find_journals(journals)
    assert found.steps == 1


def test_an_unwritable_place_ends_the_journal_with_a_note(
    document: Document, source: Path, journals: Path
) -> None:
    journals.write_text("a file")
    journal = Journal.start(document, source, journals)
    notes: list[str] = []
    journal.noted.connect(notes.append)
    remove(document, 1)
    assert len(notes) == 1
    assert document.history.position == 2
    assert find_journals(journals) == []


def test_one_window_restores_and_discarding_deletes(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    remove(document, 1)
    found = crashed(journal, journals)
    restored = found.restore()
    with pytest.raises(MoebiusError, match="another window"):
        found.restore()
    found.discard()
    assert found.folder.exists()
    crashed_again(restored, journals).discard()
    assert not list(journals.iterdir())
    with pytest.raises(MoebiusError):
        found.restore()


def test_a_journal_without_edits_is_cleared_away(
    document: Document, source: Path, journals: Path
) -> None:
    journal = Journal.start(document, source, journals)
    paint(document)
    document.undo()
    assert journal.wait_for_copy(30)
    journal.leave()
    assert find_journals(journals) == []
    assert not list(journals.iterdir())
