"""Documents against a model of plain arrays, in every order hypothesis can think of."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from numpy.typing import NDArray

from app.document.document import Document, Edit, Pixels
from app.document.history import Layer, Step
from app.document.raster import Raster
from moebius_core.geometry import Rect, Size
from moebius_core.photo import Photo

SIZE = Size(530, 300)
LEFTS, TOPS = st.integers(-20, SIZE.width - 1), st.integers(-20, SIZE.height - 1)
RECTS = st.builds(
    lambda left, top, width, height: Rect(left, top, left + width, top + height),
    LEFTS,
    TOPS,
    st.integers(1, 290),
    st.integers(1, 200),
)


def noise(seed: int, *shape: int) -> NDArray[Any]:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


@dataclass
class ModelStep:
    """Whole layers before and after; `token` is the image's identity."""

    step: Step
    layers: dict[Layer, tuple[NDArray[Any], NDArray[Any]]]
    token: object = field(default_factory=object)


class DocumentMachine(RuleBasedStateMachine):
    @initialize(seed=st.integers(0, 9), budget=st.sampled_from([0, 300_000, 1 << 30]))
    def open(self, seed: int, budget: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        pixels = noise(seed, SIZE.height, SIZE.width, 3)
        self.first = pixels.copy()
        self.document = Document(
            Photo(pixels=pixels), undo_budget_bytes=budget, spill_folder=Path(self.folder.name)
        )
        self.now = {Layer.IMAGE: pixels.copy(), Layer.MASK: np.zeros(pixels.shape[:2], np.uint8)}
        self.steps: list[ModelStep] = []
        self.position = 0
        self.start = self.saved = object()
        self.snapshots: list[tuple[Raster, NDArray[Any]]] = []

    def teardown(self) -> None:
        if hasattr(self, "document"):
            self.document.jump(0)
            assert (self.document.image.to_array() == self.first).all()
            assert not self.document.mask_array().any()
            assert (self.document.photo.pixels == self.first).all()
            self.document.close()
            assert not list(Path(self.folder.name).iterdir())
            self.folder.cleanup()

    @property
    def token(self) -> object:
        for step in reversed(self.steps[: self.position]):
            if Layer.IMAGE in step.layers:
                return step.token
        return self.start

    def add(self, changed: dict[Layer, NDArray[Any]]) -> None:
        """The model's own step for layers that the document has just changed."""
        del self.steps[self.position :]
        step = self.document.history.last
        assert step is not None
        layers = {layer: (self.now[layer], after) for layer, after in changed.items()}
        self.steps.append(ModelStep(step, layers))
        self.position += 1
        self.now.update(changed)

    def put(self, layer: Layer, rect: Rect, values: NDArray[Any] | int) -> NDArray[Any]:
        """The layer with values written as the document should."""
        after = self.now[layer].copy()
        seen = rect.intersection(SIZE.rect)
        part = values if isinstance(values, int) else values[seen.relative_to(rect).slices]
        after[seen.slices] = part
        return after

    def values(self, layer: Layer, rect: Rect, seed: int) -> NDArray[Any] | int:
        if seed % 3 == 0:
            return 255 if seed % 2 else 0
        return noise(seed, rect.height, rect.width, *([3] if layer is Layer.IMAGE else []))

    @rule(layer=st.sampled_from(Layer), rect=RECTS, seed=st.integers(0, 20))
    def edit(self, layer: Layer, rect: Rect, seed: int) -> None:
        values = self.values(layer, rect, seed)
        given = values if isinstance(values, int) else values.copy()
        with self.document.edit("Edit") as edit:
            edit.write(layer, rect, values)
        assert np.array_equal(values, given)
        after = self.put(layer, rect, values)
        if not np.array_equal(after, self.now[layer]):
            self.add({layer: after})

    @rule(layer=st.sampled_from(Layer), rect=RECTS, seed=st.integers(1, 20), closes=st.booleans())
    def edit_that_ends_early(self, layer: Layer, rect: Rect, seed: int, closes: bool) -> None:
        def drag() -> Any:
            with self.document.edit("Edit") as edit:
                edit.write(layer, rect, self.values(layer, rect, seed))
                yield
                edit.write(Layer.MASK, rect, 7)

        gesture = drag()
        next(gesture)
        assert self.document.undo() is None
        assert self.document.redo() is None
        if closes:
            gesture.close()
        else:
            with contextlib.suppress(ZeroDivisionError):
                gesture.throw(ZeroDivisionError)
        assert not self.document.is_editing

    @rule(rect=RECTS)
    def restore_brush(self, rect: Rect) -> None:
        seen = rect.intersection(SIZE.rect)
        original = self.document.original.read(seen)
        assert (original == self.first[seen.slices]).all()
        with self.document.edit("Restore") as edit:
            edit.write(Layer.IMAGE, seen, original)
        after = self.put(Layer.IMAGE, seen, original)
        if not np.array_equal(after, self.now[Layer.IMAGE]):
            self.add({Layer.IMAGE: after})

    @rule()
    def take_mask(self) -> None:
        taken = self.document.take_mask("Remove")
        mask = self.now[Layer.MASK]
        assert (taken is None) == (not mask.any())
        if taken is not None:
            assert (taken.mask.to_array() == mask).all()
            rows, columns = np.nonzero(mask)
            tight = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
            assert taken.bounds == tight
            self.snapshots.append((taken.mask, mask))
            self.add({Layer.MASK: np.zeros_like(mask)})
            assert self.steps[-1].step is taken.step

    def pending(self) -> list[ModelStep]:
        return [step for step in self.steps if step.step.is_pending]

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), rect=RECTS, seed=st.integers(0, 20))
    def finish(self, data: st.DataObject, rect: Rect, seed: int) -> None:
        entry = data.draw(st.sampled_from(self.pending()))
        index = self.steps.index(entry)
        is_done = index < self.position
        assert self.document.history.is_done(entry.step) == is_done
        if not is_done:
            return
        values = self.values(Layer.IMAGE, rect, seed)
        result = self.document.finish_removal(entry.step, [Pixels(rect, values)], "Removed")
        assert not entry.step.is_pending
        after = self.put(Layer.IMAGE, rect, values)
        if any(Layer.IMAGE in later.layers for later in self.steps[index + 1 : self.position]):
            assert result is self.document.history.last
            self.add({Layer.IMAGE: after})
        else:
            assert result is entry.step
            entry.layers[Layer.IMAGE] = (self.now[Layer.IMAGE], after)
            entry.token = object()
            self.now[Layer.IMAGE] = after
            self.cut_redo_of_images()

    def cut_redo_of_images(self) -> None:
        for index in range(self.position, len(self.steps)):
            if Layer.IMAGE in self.steps[index].layers:
                del self.steps[index:]
                return

    @precondition(lambda self: self.pending())
    @rule(data=st.data())
    def abandon(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.pending()))
        index = self.steps.index(entry)
        self.document.abandon_removal(entry.step)
        assert not entry.step.is_pending
        back = entry.layers[Layer.MASK][0]
        if index >= self.position:
            del self.steps[index:]
        elif index == self.position - 1:
            del self.steps[index:]
            self.position -= 1
            self.now[Layer.MASK] = back
        else:
            after = np.maximum(self.now[Layer.MASK], back)
            if not np.array_equal(after, self.now[Layer.MASK]):
                self.add({Layer.MASK: after})

    @rule(rect=RECTS, seed=st.integers(0, 20))
    def amend(self, rect: Rect, seed: int) -> None:
        entry = self.steps[self.position - 1] if self.position else None
        values = self.values(Layer.IMAGE, rect, seed)
        if entry is None or Layer.IMAGE not in entry.layers:
            try:
                self.document.amend_last([Pixels(rect, values)], "Again")
            except RuntimeError:
                return
            raise AssertionError("there was nothing to amend")
        self.document.amend_last([Pixels(rect, values)], "Again")
        before = entry.layers[Layer.IMAGE][0]
        self.now[Layer.IMAGE] = before
        after = self.put(Layer.IMAGE, rect, values)
        entry.layers[Layer.IMAGE] = (before, after)
        entry.token = object()
        self.now[Layer.IMAGE] = after
        self.cut_redo_of_images()

    @rule()
    def undo(self) -> None:
        step = self.document.undo()
        assert (step is None) == (self.position == 0)
        self.back()

    @rule()
    def redo(self) -> None:
        step = self.document.redo()
        assert (step is None) == (self.position == len(self.steps))
        self.forth()

    def back(self) -> None:
        if self.position:
            self.position -= 1
            for layer, (before, _) in self.steps[self.position].layers.items():
                self.now[layer] = before

    def forth(self) -> None:
        if self.position < len(self.steps):
            for layer, (_, after) in self.steps[self.position].layers.items():
                self.now[layer] = after
            self.position += 1

    @rule(to=st.integers(-2, 30))
    def jump(self, to: int) -> None:
        self.document.jump(to)
        while self.position > max(to, 0):
            self.back()
        while self.position < min(to, len(self.steps)):
            self.forth()

    @rule()
    def save(self) -> None:
        self.document.mark_saved()
        self.saved = self.token
        assert not self.document.is_modified

    @rule()
    def snapshot(self) -> None:
        self.snapshots.append((self.document.image.snapshot(), self.now[Layer.IMAGE]))
        self.snapshots.append((self.document.mask.snapshot(), self.now[Layer.MASK]))

    @invariant()
    def looks_like_the_model(self) -> None:
        if not hasattr(self, "document"):
            return
        assert (self.document.image.to_array() == self.now[Layer.IMAGE]).all()
        assert (self.document.mask_array() == self.now[Layer.MASK]).all()
        history = self.document.history
        assert [step.step for step in self.steps] == history.steps
        assert self.position == history.position
        is_saved = self.saved is self.token
        assert self.document.is_modified == (not is_saved)

    @invariant()
    def costs_what_it_holds(self) -> None:
        if not hasattr(self, "document"):
            return
        history = self.document.history
        shown = {
            id(r.tile(k))
            for r in (self.document.image, self.document.mask)
            for k in r.keys_in(SIZE.rect)
        }
        held = {id(t): t for s in history.steps if not s.is_away for t in s.tiles()}
        cost = sum(t.nbytes for i, t in held.items() if t.flags.owndata and i not in shown)
        assert history.bytes_in_memory == cost
        if cost > history.budget_bytes:
            near = (history.position - 1, history.position)
            far = [s for i, s in enumerate(history.steps) if i not in near]
            assert all(s.is_away or s.is_pending for s in far)

    @invariant()
    def snapshots_stay(self) -> None:
        for raster, content in getattr(self, "snapshots", [])[-6:]:
            assert (raster.to_array() == content).all()


def test_an_edit_in_the_middle_refuses_removals() -> None:
    document = Document(Photo(pixels=noise(1, 40, 50, 3)))

    def refused(edit: Edit) -> list[str]:
        edit.write(Layer.MASK, Rect(0, 0, 5, 5), 255)
        found: list[str] = []
        for action in (
            lambda: document.take_mask("Remove"),
            lambda: document.amend_last([], "Again"),
            lambda: document.edit("Two").__enter__(),
        ):
            try:
                action()
            except RuntimeError as error:
                found.append(str(error))
        return found

    with document.edit("One") as edit:
        assert len(refused(edit)) == 3
    assert document.history.position == 1


TestDocument = DocumentMachine.TestCase
TestDocument.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
