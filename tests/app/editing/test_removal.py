"""Removals: the queue, results as one step, variations, and pixels equal to the core's."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.document.document import Document
from app.document.history import Layer
from app.editing.engine_room import EngineRoom
from app.editing.removal import Outcome, Removals, options_of
from app.settings import Settings
from moebius_core.arrays import DeepImage, Image, Mask
from moebius_core.engines.content_fill import ContentFillEngine
from moebius_core.engines.engine import EngineInfo, InpaintEngine
from moebius_core.engines.selection import Opened
from moebius_core.errors import EngineUnavailableError
from moebius_core.geometry import Rect
from moebius_core.inpaint import edit_zone, inpaint, inpaint_photo
from moebius_core.options import InpaintOptions, Quality
from moebius_core.photo import Photo
from moebius_core.progress import Progress
from tests.app.benches import Bench
from tests.fakes import FailingFill, MeanFill

SPOT = Rect(20, 16, 26, 21)


class SeededFill(MeanFill):
    """Fills with a colour of its own for each seed."""

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        progress.report(0.5, "Filling")
        filled = image.copy()
        filled[mask > 0] = (10 + options.seed, 20, 30)
        return filled


def _noise(height: int = 60, width: int = 80, dtype: type = np.uint8, seed: int = 0) -> DeepImage:
    top = np.iinfo(dtype).max
    return np.random.default_rng(seed).integers(top // 4, top // 2, (height, width, 3), dtype)


class Table:
    """A document with its removals, and what they told."""

    def __init__(
        self,
        photo: Photo | None = None,
        engine: InpaintEngine | None = None,
        *,
        settings: Settings | None = None,
        room: EngineRoom | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.document = Document(photo or Photo(pixels=_noise()))
        self.bench = Bench()
        chosen = engine or SeededFill()
        self.room = room or EngineRoom(lambda *_, **__: Opened(chosen))
        self.removals = Removals(self.document, self.room, self.bench.submit, lambda: self.settings)
        self.outcomes: list[Outcome] = []
        self.failures: list[tuple[str, str]] = []
        self.cancelled = 0
        self.removals.finished.connect(self.outcomes.append)
        self.removals.failed.connect(lambda *told: self.failures.append(told))
        self.removals.cancelled.connect(self._count)

    def _count(self) -> None:
        self.cancelled += 1

    def paint(self, rect: Rect = SPOT, value: int = 255) -> None:
        with self.document.edit("Brush") as edit:
            edit.write(Layer.MASK, rect, value)

    def remove(self, rect: Rect = SPOT) -> None:
        self.paint(rect)
        assert self.removals.remove()

    @property
    def pixels(self) -> DeepImage:
        return self.document.image.to_array()

    @property
    def mask(self) -> Mask:
        return self.document.mask_array()

    @property
    def step_names(self) -> list[str]:
        return [step.name for step in self.document.history.steps]


def _mask(*rects: Rect, shape: tuple[int, int] = (60, 80)) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for rect in rects:
        mask[rect.slices] = 255
    return mask


def _deep(rng: np.random.Generator) -> Photo:
    return Photo(pixels=_noise(420, 640, np.uint16))


def _grey(rng: np.random.Generator) -> Photo:
    plane = rng.integers(40, 90, (420, 640, 1), np.uint8)
    return Photo(pixels=np.ascontiguousarray(np.repeat(plane, 3, axis=2)))


def _see_through(rng: np.random.Generator) -> Photo:
    alpha = np.full((420, 640), 255, np.uint8)
    alpha[90:160, 60:330] = 0
    alpha[200:220] = 128
    return Photo(pixels=_noise(420, 640), alpha=alpha)


def _plain(rng: np.random.Generator) -> Photo:
    return Photo(pixels=_noise(420, 640))


@pytest.mark.parametrize("make", [_plain, _deep, _grey, _see_through])
def test_the_result_is_what_the_core_makes_of_the_whole_photo(
    make: Callable[[np.random.Generator], Photo],
) -> None:
    rng = np.random.default_rng(3)
    photo = make(rng)
    settings = Settings(grow=2, feather=4, context=1.5, quality="draft")
    table = Table(photo, ContentFillEngine(), settings=settings)
    # three holes in two regions across the borders of tiles, one of them soft
    rects = (Rect(250, 150, 270, 170), Rect(300, 150, 312, 190), Rect(600, 400, 640, 420))
    mask = _mask(*rects, shape=(420, 640))
    mask[152:156, 200:220] = 90
    with table.document.edit("Brush") as edit:
        edit.write(Layer.MASK, photo.size.rect, mask)
    original = photo.pixels.copy()
    table.removals.remove()
    table.bench.run_all()
    options = options_of(settings)
    expected = inpaint_photo(photo, mask, ContentFillEngine(), options).pixels
    assert np.array_equal(table.pixels, expected)
    assert np.array_equal(photo.pixels, original)
    changed = (expected != original).any(axis=-1)
    (outcome,) = table.outcomes
    assert outcome.pixels_changed == np.count_nonzero(changed) > 0
    assert not (changed & (edit_zone(mask, options) == 0)).any()
    ys, xs = np.nonzero(changed)
    assert outcome.rect.contains(
        Rect(int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1)
    )
    assert outcome.quality is Quality.DRAFT
    assert outcome.info == ContentFillEngine().info


def test_one_undo_takes_back_the_removal_and_returns_the_mask() -> None:
    table = Table()
    before = table.pixels
    table.remove()
    assert table.mask.max() == 0
    table.bench.run_all()
    assert table.step_names == ["Brush", "Remove"]
    after = table.pixels
    table.document.undo()
    assert np.array_equal(table.pixels, before)
    assert np.array_equal(table.mask, _mask(SPOT))
    table.document.redo()
    assert np.array_equal(table.pixels, after)
    assert table.mask.max() == 0


def test_the_next_removal_starts_from_the_image_with_the_earlier_results() -> None:
    class Spy(SeededFill):
        seen: list[Image]

        def fill(
            self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress
        ) -> Image:
            self.seen.append(image.copy())
            return super().fill(image, mask, options, progress)

    spy = Spy()
    spy.seen = []
    table = Table(engine=spy)
    first, second = Rect(20, 16, 26, 21), Rect(40, 30, 50, 40)
    table.remove(first)
    table.remove(second)
    assert len(table.bench.jobs) == 1
    assert (table.removals.is_running, table.removals.waiting) == (True, 1)
    table.bench.run_all()
    expected = inpaint(_noise(), _mask(first), SeededFill())
    assert np.array_equal(spy.seen[1], expected)
    assert np.array_equal(table.pixels, inpaint(expected, _mask(second), SeededFill()))
    assert not table.removals.is_running


def test_a_queued_removal_is_cancelled_by_itself() -> None:
    table = Table()
    first, second, third = Rect(2, 2, 8, 8), Rect(30, 30, 36, 36), Rect(60, 40, 66, 46)
    for rect in (first, second, third):
        table.remove(rect)
    waiting = table.removals.pending[1]
    assert waiting.bounds == second
    assert table.removals.cancel(waiting)
    assert not table.removals.cancel(waiting)
    assert np.array_equal(table.mask, _mask(second))
    table.bench.run_all()
    assert len(table.outcomes) == 2
    assert table.cancelled == 1
    changed = (table.pixels != _noise()).any(axis=-1)
    assert not changed[second.slices].any()
    assert changed[first.slices].any()
    assert changed[third.slices].any()


def test_cancelling_the_running_one_gives_its_mask_back_and_starts_the_next() -> None:
    table = Table()
    first, second = Rect(2, 2, 8, 8), Rect(50, 40, 56, 46)
    table.remove(first)
    table.remove(second)
    table.paint(Rect(70, 2, 74, 6))
    assert table.removals.cancel()
    table.bench.run_all()
    assert np.array_equal(table.mask, _mask(first, Rect(70, 2, 74, 6)))
    assert len(table.outcomes) == 1
    assert table.cancelled == 1


def test_cancel_all_leaves_nothing_running_and_loses_no_paint() -> None:
    table = Table()
    first, second = Rect(2, 2, 8, 8), Rect(50, 40, 56, 46)
    table.remove(first)
    table.remove(second)
    assert table.removals.cancel_all()
    table.bench.run_all()
    assert not table.removals.pending
    assert np.array_equal(table.mask, _mask(first, second))
    assert np.array_equal(table.pixels, _noise())
    assert not table.removals.cancel_all()
    assert not table.removals.cancel()


def test_undoing_a_pending_removal_cancels_it_and_there_is_nothing_to_redo() -> None:
    table = Table()
    table.remove()
    table.document.undo()
    assert np.array_equal(table.mask, _mask(SPOT))
    table.bench.run_all()
    assert np.array_equal(table.pixels, _noise())
    assert np.array_equal(table.mask, _mask(SPOT))
    assert not table.outcomes
    assert not table.document.history.can_redo
    assert table.removals.remove()
    table.bench.run_all()
    assert len(table.outcomes) == 1


def test_a_failed_removal_gives_its_mask_back_and_says_why() -> None:
    table = Table(engine=FailingFill())
    table.remove()
    table.bench.run_all()
    assert np.array_equal(table.mask, _mask(SPOT))
    assert np.array_equal(table.pixels, _noise())
    ((sentence, hint),) = table.failures
    assert "ZeroDivisionError" in sentence
    assert hint
    assert table.step_names == ["Brush"]


def test_an_engine_that_does_not_open_is_told_in_a_sentence() -> None:
    def refuse(_name: str, _device: object, **_: object) -> Opened:
        raise EngineUnavailableError("No engine today.", "Come back tomorrow.")

    table = Table(room=EngineRoom(refuse))
    table.remove()
    table.bench.run_all()
    assert table.failures == [("No engine today.", "Come back tomorrow.")]
    assert np.array_equal(table.mask, _mask(SPOT))


def test_nothing_painted_and_a_stroke_in_progress_start_nothing() -> None:
    table = Table()
    assert not table.removals.remove()
    with table.document.edit("Brush") as edit:
        edit.write(Layer.MASK, SPOT, 255)
        assert not table.removals.remove()
    assert not table.bench.jobs


def test_a_result_waits_for_the_end_of_the_stroke() -> None:
    table = Table()
    table.remove()
    with table.document.edit("Brush") as edit:
        edit.write(Layer.MASK, Rect(60, 40, 66, 46), 255)
        table.bench.run_all()
        assert np.array_equal(table.pixels, _noise())
        assert not table.outcomes
    assert len(table.outcomes) == 1
    assert np.array_equal(table.pixels, inpaint(_noise(), _mask(SPOT), SeededFill()))
    assert np.array_equal(table.mask, _mask(Rect(60, 40, 66, 46)))


def test_what_was_edited_during_the_run_stays() -> None:
    table = Table()
    table.remove()
    beside = Rect(50, 40, 60, 50)
    with table.document.edit("Restore") as edit:
        edit.write(Layer.IMAGE, beside, 7)
    table.bench.run_all()
    expected = inpaint(_noise(), _mask(SPOT), SeededFill())
    expected[beside.slices] = 7
    assert np.array_equal(table.pixels, expected)
    table.removals.try_again()
    table.bench.run_all()
    with_other = inpaint(_noise(), _mask(SPOT), SeededFill(), InpaintOptions(seed=1))
    with_other[beside.slices] = 7
    assert np.array_equal(table.pixels, with_other)


def _with_seed(seed: int) -> DeepImage:
    return inpaint(_noise(), _mask(SPOT), SeededFill(), InpaintOptions(seed=seed))


def test_trying_again_amends_the_step_and_one_undo_takes_all_back() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    assert table.removals.can_try_again
    assert table.removals.try_again()
    table.bench.run_all()
    assert np.array_equal(table.pixels, _with_seed(1))
    assert table.step_names == ["Brush", "Remove"]
    assert [v.outcome.seed for v in table.removals.variations] == [0, 1]
    assert table.removals.shown == 1
    table.document.undo()
    assert np.array_equal(table.pixels, _noise())
    assert table.removals.variations == ()
    assert table.removals.shown == -1
    assert not table.removals.try_again()
    table.document.redo()
    assert np.array_equal(table.pixels, _with_seed(1))
    assert len(table.removals.variations) == 2


def test_going_through_the_variations() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    for _ in range(2):
        table.removals.try_again()
    table.bench.run_all()
    assert [v.outcome.seed for v in table.removals.variations] == [0, 1, 2]
    table.removals.step_variation(-1)
    assert np.array_equal(table.pixels, _with_seed(1))
    table.removals.show(0)
    assert np.array_equal(table.pixels, _with_seed(0))
    table.removals.step_variation(-1)
    table.removals.show(99)
    assert table.removals.shown == 0
    for index, variation in enumerate(table.removals.variations):
        inside = table.removals.picture(index, SPOT)
        assert np.array_equal(inside, _with_seed(variation.outcome.seed)[SPOT.slices])
    table.document.undo()
    assert np.array_equal(table.pixels, _noise())
    table.document.redo()
    assert np.array_equal(table.pixels, _with_seed(0))


def test_a_variation_with_a_smaller_edge_leaves_no_rim_of_the_larger_one() -> None:
    table = Table()
    table.settings = Settings(grow=9, feather=9)
    table.remove()
    table.bench.run_all()
    table.settings = Settings(grow=0, feather=0)
    table.removals.try_again()
    table.bench.run_all()
    small = InpaintOptions(seed=1, grow=0, feather=0)
    assert np.array_equal(table.pixels, inpaint(_noise(), _mask(SPOT), SeededFill(), small))
    table.removals.show(0)
    large = InpaintOptions(grow=9, feather=9)
    assert np.array_equal(table.pixels, inpaint(_noise(), _mask(SPOT), SeededFill(), large))


def test_so_many_variations_are_kept_and_the_shown_one_always() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    for _ in range(11):
        table.removals.try_again()
        table.bench.run_all()
    seeds = [v.outcome.seed for v in table.removals.variations]
    assert seeds == list(range(4, 12))
    assert table.removals.shown == 7
    assert np.array_equal(table.pixels, _with_seed(11))


def test_a_new_removal_begins_its_own_variations() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    table.removals.try_again()
    table.bench.run_all()
    table.remove(Rect(50, 40, 56, 46))
    assert table.removals.variations == ()
    table.bench.run_all()
    assert [v.outcome.seed for v in table.removals.variations] == [0]


def test_a_variation_that_comes_late_is_kept_but_not_shown() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    table.removals.try_again()
    table.paint(Rect(60, 40, 66, 46))
    table.bench.run_all()
    assert not table.outcomes[-1].is_shown
    assert np.array_equal(table.pixels, _with_seed(0))
    table.document.undo()
    assert [v.outcome.seed for v in table.removals.variations] == [0, 1]
    assert table.removals.shown == 0
    table.removals.step_variation(1)
    assert np.array_equal(table.pixels, _with_seed(1))


def test_a_cancelled_or_undone_second_try_leaves_the_first_result() -> None:
    table = Table()
    table.remove()
    table.bench.run_all()
    table.removals.try_again()
    table.removals.cancel()
    table.bench.run_all()
    assert np.array_equal(table.pixels, _with_seed(0))
    assert len(table.removals.variations) == 1
    table.removals.try_again()
    table.document.undo()
    table.bench.run_all()
    assert np.array_equal(table.pixels, _noise())
    table.document.redo()
    assert np.array_equal(table.pixels, _with_seed(0))


def test_the_options_are_those_of_the_moment_of_asking() -> None:
    table = Table()
    table.settings = replace(table.settings, grow=1)
    table.remove()
    table.settings = replace(table.settings, grow=9)
    table.bench.run_all()
    options = InpaintOptions(grow=1)
    assert np.array_equal(table.pixels, inpaint(_noise(), _mask(SPOT), SeededFill(), options))


def test_progress_is_passed_on_with_its_text() -> None:
    table = Table()
    told: list[tuple[float, str, float | None]] = []
    table.removals.progressed.connect(lambda *report: told.append(report))
    table.remove()
    table.bench.run_all()
    assert ("Filling") in [text for _, text, _ in told]
    assert told[0][2] is None
    assert [fraction for fraction, _, _ in told] == sorted(fraction for fraction, _, _ in told)


def test_a_closed_document_takes_no_late_result() -> None:
    table = Table()
    table.remove()
    table.remove(Rect(50, 40, 56, 46))
    table.removals.close()
    table.document.close()
    table.bench.run_all()
    assert not table.removals.pending
    assert not table.outcomes
    assert np.array_equal(table.pixels, _noise())


def test_the_engine_is_announced_once() -> None:
    table = Table()
    told: list[EngineInfo | None] = []
    table.room.changed.connect(lambda: told.append(table.room.info))
    for _ in range(2):
        table.remove()
        table.bench.run_all()
    assert told == [SeededFill.info]


def test_the_work_holds_no_second_photo() -> None:
    photo = Photo(pixels=_noise(1500, 2000))
    table = Table(photo)
    for left in range(100, 1900, 300):
        table.paint(Rect(left, 700, left + 30, 730))
    table.removals.remove()
    job = table.bench.jobs[0]
    tracemalloc.start()
    job.work(Progress())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < photo.pixels.nbytes
