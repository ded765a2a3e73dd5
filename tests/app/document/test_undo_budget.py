"""Undo within a byte budget: what does not fit goes to disk, and comes back."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from app.document import spill
from app.document.claim import ClaimedFolder
from app.document.document import Document, Pixels, TakenMask
from app.document.history import Layer
from app.document.spill import remove_leftovers
from moebius_core.geometry import Rect
from moebius_core.photo import Photo

BUDGET = 4_000_000


def opened(folder: Path, budget: int = BUDGET) -> Document:
    pixels = np.random.default_rng(3).integers(0, 256, (700, 900, 3), np.uint8)
    return Document(Photo(pixels=pixels), undo_budget_bytes=budget, spill_folder=folder)


def begin(document: Document, rect: Rect) -> TakenMask:
    with document.edit("Brush") as edit:
        edit.write(Layer.MASK, rect, 255)
    taken = document.take_mask("Remove")
    assert taken is not None
    return taken


def remove(document: Document, seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, top = int(rng.integers(0, 700)), int(rng.integers(0, 500))
    rect = Rect(left, top, left + 200, top + 200)
    values = rng.integers(0, 256, (200, 200, 3), np.uint8)
    document.finish_removal(begin(document, rect).step, [Pixels(rect, values)], "Removed")


def test_200_removals_stay_within_the_budget_and_all_come_back(tmp_path: Path) -> None:
    document = opened(tmp_path)
    original = document.photo.pixels.copy()
    remove(document, 0)
    gc.collect()
    tracemalloc.start()
    try:
        base = tracemalloc.get_traced_memory()[0]
        for seed in range(1, 200):
            remove(document, seed)
            assert document.history.bytes_in_memory <= BUDGET
        held = tracemalloc.get_traced_memory()[0] - base
    finally:
        tracemalloc.stop()
    shown = document.photo.pixels.nbytes + document.size.area
    assert document.history.bytes_on_disk > 10 * BUDGET
    assert held < BUDGET + shown + 2_000_000  # the last for 400 steps' own bookkeeping
    final = document.image.to_array()

    assert document.history.position == 400
    count = 0
    while document.undo():
        count += 1
        assert document.history.bytes_in_memory <= BUDGET
    assert count == 400
    assert (document.image.to_array() == original).all()
    document.jump(400)
    assert (document.image.to_array() == final).all()
    document.close()
    assert not list(tmp_path.iterdir())


def test_what_the_photo_and_the_present_hold_costs_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path, 1 << 30)
    remove(document, 1)
    masks = document.history.steps[0].patches[Layer.MASK].after
    assert document.history.bytes_in_memory == sum(tile.nbytes for tile in masks.values())


@pytest.mark.parametrize("is_read_only", [True, False])
def test_without_a_usable_folder_the_oldest_steps_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_read_only: bool
) -> None:
    folder = tmp_path / "undo"
    if is_read_only:
        folder.write_text("a file where the folder should be")
    else:
        monkeypatch.setattr(spill, "write_tiles", _full_disk)
    document = opened(folder, 1_500_000)
    notes: list[str] = []
    document.history.noted.connect(notes.append)
    for seed in range(12):
        remove(document, seed)
        document.mark_saved()
    final = document.image.to_array()
    assert len(notes) == 1
    assert document.history.bytes_in_memory <= 1_500_000
    assert 0 < document.history.position < 24
    assert not document.is_modified
    document.undo()
    assert document.is_modified
    document.redo()
    assert (document.image.to_array() == final).all()
    assert not document.is_modified
    document.jump(0)
    assert document.is_modified


@pytest.mark.parametrize("is_saved", [True, False])
def test_forgetting_the_steps_of_an_image_does_not_make_it_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_saved: bool
) -> None:
    monkeypatch.setattr(spill, "write_tiles", _full_disk)
    document = opened(tmp_path, 0)
    remove(document, 1)
    if is_saved:
        document.mark_saved()
    for value in (1, 2, 3, 4):
        with document.edit("Brush") as edit:
            edit.write(Layer.MASK, document.size.rect, np.full((700, 900), value, np.uint8))
    assert not any(step.touches(Layer.IMAGE) for step in document.history.steps)
    assert document.is_modified == (not is_saved)


def test_an_amended_step_does_not_come_back_as_it_was_before(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    for seed in range(3):
        remove(document, seed)
    document.jump(0)
    document.jump(6)
    rect = Rect(0, 0, 300, 300)
    document.amend_last([Pixels(rect, np.zeros((300, 300, 3), np.uint8))], "Again")
    final = document.image.to_array()
    for _ in range(2):
        document.jump(0)
        assert (document.image.to_array() == document.photo.pixels).all()
        document.jump(6)
        assert (document.image.to_array() == final).all()


def test_a_removal_that_runs_survives_that_its_step_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spill, "write_tiles", _full_disk)
    document = opened(tmp_path, 0)
    taken = begin(document, Rect(0, 0, 50, 50))
    for seed in range(5):
        remove(document, seed)
    assert taken.step not in document.history.steps
    assert document.history.is_done(taken.step)
    document.finish_removal(taken.step, [Pixels(Rect(0, 0, 50, 50), 9 * _ones(50))], "Removed")
    assert (document.image.read(Rect(0, 0, 50, 50)) == 9).all()
    assert not taken.step.is_pending


def test_a_step_whose_file_is_gone_is_forgotten_with_those_before_it(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    for seed in range(6):
        remove(document, seed)
    for file in tmp_path.rglob("*.tiles"):
        file.write_bytes(file.read_bytes()[:-9])
    notes: list[str] = []
    document.history.noted.connect(notes.append)
    while document.undo():
        pass
    assert len(notes) == 1
    assert not document.history.can_undo


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    remove(document, 1)
    remove(document, 2)
    crashed = ClaimedFolder.create(tmp_path)
    (crashed.path / "1-before.tiles").write_bytes(b"x")
    crashed.release()
    before = document.photo.pixels.copy()
    remove_leftovers(tmp_path)
    assert not crashed.path.exists()
    assert len(list(tmp_path.iterdir())) == 2
    document.jump(0)
    assert (document.image.to_array() == before).all()


def test_a_document_that_is_dropped_without_close_leaves_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    remove(document, 1)
    remove(document, 2)
    assert list(tmp_path.rglob("*.tiles"))
    del document
    assert not list(tmp_path.iterdir())


def test_mask_tiles_of_one_value_take_neither_memory_nor_disk(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    for value in (255, 128, 255):
        with document.edit("All") as edit:
            edit.write(Layer.MASK, document.size.rect, value)
    assert document.history.bytes_in_memory == 0
    assert document.history.bytes_on_disk == 0
    document.jump(2)
    assert (document.mask_array() == 128).all()


def test_image_tiles_of_one_colour_are_stored_as_one_pixel(tmp_path: Path) -> None:
    document = opened(tmp_path, 0)
    for value in (255, 128, 255):
        with document.edit("All") as edit:
            edit.write(Layer.IMAGE, document.size.rect, value)
    assert 0 < document.history.bytes_on_disk < 1000


def _ones(side: int) -> np.ndarray:
    return np.ones((side, side, 3), np.uint8)


def _full_disk(*_: object) -> int:
    raise OSError(28, "No space left on device")
