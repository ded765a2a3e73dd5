"""Named steps back and forth."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from app.document.raster import Patch
from app.document.step import Absent, Layer, Step
from app.document.step_storage import StepStorage, TileOf, nothing_shown
from app.events import Event
from app.i18n import translate

__all__ = ["Absent", "History", "Layer", "Move", "Step"]

DEFAULT_BUDGET_BYTES = 1 << 30


class Move(Enum):
    """What has happened to a step."""

    DONE = auto()
    REVISED = auto()
    """Its removal has arrived or was given up, or another variation took its place."""
    DROPPED = auto()
    """Its removal was given up with nothing done since: it is no step any more."""
    UNDONE = auto()
    REDONE = auto()
    CUT = auto()
    """It had been undone and is forgotten; the move that caused it follows."""


class History:
    """The steps, and how many of them are done. It moves no pixels: `Document` does.

    Args:
        budget_bytes: Memory for steps; beyond it those farthest from the present go to disk.
        spill_folder: Where on disk; None: the cache folder.
        tile_of: Gives the tiles of the present image and mask.
    """

    def __init__(
        self,
        *,
        budget_bytes: int = DEFAULT_BUDGET_BYTES,
        spill_folder: Path | None = None,
        tile_of: TileOf = nothing_shown,
    ) -> None:
        self.steps: list[Step] = []
        self.position = 0
        """So many steps are done; those from here on can be redone."""
        self.budget_bytes = budget_bytes
        self.changed: Event[[]] = Event()
        self.moved: Event[[Move, Step]] = Event()
        """What exactly has changed, before `changed`; the step's tiles are in memory."""
        self.noted: Event[[str]] = Event()
        """A sentence for the person: steps had to be forgotten. At most once a document."""
        self._storage = StepStorage(spill_folder, tile_of)
        self._last_id = 0
        self._forgotten_state = 0
        self._outlived: list[Step] = []
        """Pending steps that had to be forgotten: done for good, their pixels are to come."""
        self._has_noted = False

    @property
    def can_undo(self) -> bool:
        return self.position > 0

    @property
    def can_redo(self) -> bool:
        return self.position < len(self.steps)

    @property
    def last(self) -> Step | None:
        """The step that undo would take back."""
        return self.steps[self.position - 1] if self.position else None

    @property
    def image_state(self) -> int:
        """Number of the present image: the same number, the same pixels; 0: as opened."""
        for step in reversed(self.steps[: self.position]):
            if step.touches(Layer.IMAGE):
                return step.image_state
        return self._forgotten_state

    @property
    def bytes_in_memory(self) -> int:
        """What the steps hold beyond the photo as opened and the present image and mask."""
        return self._storage.ledger.bytes

    @property
    def bytes_on_disk(self) -> int:
        return self._storage.spill.bytes_on_disk

    def is_done(self, step: Step) -> bool:
        """Whether the step is part of the present state."""
        return step in self.steps[: self.position] or step in self._outlived

    def add(self, name: str, patches: Mapping[Layer, Patch], *, is_pending: bool = False) -> Step:
        """Append a step that has just been done; what could have been redone is forgotten."""
        state = self.next_id() if Layer.IMAGE in patches else 0
        step = Step(name, dict(patches), self.next_id(), is_pending, state)
        self.append(step)
        return step

    def append(self, step: Step) -> None:
        """`add` for a step that has its numbers already."""
        self.reserve_ids(max(step.id, step.image_state))
        self._cut(self.position)
        self.steps.append(step)
        self.position += 1
        self._storage.added(step)
        self._announce(Move.DONE, step)

    def revise(
        self,
        step: Step,
        *,
        name: str | None = None,
        image: Patch | None = None,
        image_state: int | None = None,
    ) -> None:
        """Change a done step, which is no longer pending from here on.

        Args:
            step: No later done step may have touched the image when `image` is given.
            name: Its new name; None keeps the old one.
            image: The tiles that it changes from now on; they are in place already. Steps that
                could have been redone upon the old image are forgotten.
            image_state: Number of the new image; None: the next one.
        """
        step.is_pending = False
        step.name = step.name if name is None else name
        if image is not None:
            step.image_state = self.next_id() if image_state is None else image_state
            self.reserve_ids(step.image_state)
            self._storage.revised(step, Layer.IMAGE, image)
            undone = range(self.position, len(self.steps))
            clashing = (index for index in undone if self.steps[index].touches(Layer.IMAGE))
            self._cut(next(clashing, len(self.steps)))
        self._announce(Move.REVISED, step)

    def step_back(self) -> None:
        """The last step has just been undone."""
        self.position -= 1
        step = self.steps[self.position]
        self._storage.moved(step, is_done=False)
        self._announce(Move.UNDONE, step)

    def step_forward(self) -> None:
        """The next step has just been done again."""
        step = self.steps[self.position]
        self.position += 1
        self._storage.moved(step, is_done=True)
        self._announce(Move.REDONE, step)

    def drop_last(self) -> None:
        """Forget the last done step and all that could be redone; its pixels are taken back."""
        self.position -= 1
        step = self.steps[self.position]
        self._storage.moved(step, is_done=False)
        self._cut(self.position)
        self._announce(Move.DROPPED, step)

    def drop_undone(self, step: Step) -> None:
        """Forget a step that was undone, and those after it; nothing if it is none of these."""
        if step in self.steps[self.position :]:
            self._cut(self.steps.index(step))
            self._announce(Move.DROPPED, step)

    def next_id(self) -> int:
        """A number that no step and no image has had."""
        self._last_id += 1
        return self._last_id

    def reserve_ids(self, last: int) -> None:
        """Give out no number up to `last`: the journal knows forgotten steps by theirs."""
        self._last_id = max(self._last_id, last)

    def close(self) -> None:
        """Delete what is on disk."""
        self._storage.close()

    def _announce(self, move: Move, step: Step) -> None:
        self.moved.emit(move, step)
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Have the two next moves in memory, and no more than the budget besides."""
        for is_done in (True, False):
            index = self.position - is_done
            if 0 <= index < len(self.steps) and self.steps[index].is_away:
                try:
                    self._storage.bring_back(self.steps[index], is_done=is_done)
                except OSError:
                    self._forget(index)
        while self.bytes_in_memory > self.budget_bytes:
            index = self._farthest()
            if index is None:
                return
            try:
                self._storage.send_away(self.steps[index], is_done=index < self.position)
            except OSError:
                self._forget(index)

    def _farthest(self) -> int | None:
        """Index of the step that can go to disk and will be needed last."""
        first = self._first_movable(range(self.position - 1))
        last = self._first_movable(range(len(self.steps) - 1, self.position, -1))
        if first is None or last is None:
            return last if first is None else first
        return first if self.position - 1 - first >= last - self.position else last

    def _first_movable(self, indices: range) -> int | None:
        steps = ((index, self.steps[index]) for index in indices)
        return next((i for i, step in steps if not (step.is_away or step.is_pending)), None)

    def _forget(self, index: int) -> None:
        """Give up a step that the disk does not take or give back, and all beyond it."""
        if index >= self.position:
            self._cut(index)
        else:
            state = self._forgotten_state
            for step in self.steps[: index + 1]:
                self._storage.dropped(step)
                state = step.image_state if step.touches(Layer.IMAGE) else state
                self._outlived += [step] if step.is_pending else []
            self._forgotten_state = state
            del self.steps[: index + 1]
            self.position -= index + 1
        if not self._has_noted:
            self._has_noted = True
            self.noted.emit(
                translate(
                    "History",
                    "The disk is full or cannot be written to: "
                    "the oldest steps can no longer be undone.",
                )
            )

    def _cut(self, start: int) -> None:
        """Forget the steps from an index on, all of them undone."""
        gone = self.steps[start:]
        del self.steps[start:]
        for step in gone:
            self._storage.dropped(step)
            self.moved.emit(Move.CUT, step)
