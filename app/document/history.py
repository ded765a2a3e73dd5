"""Named steps back and forth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.document.raster import Patch
from app.events import Event


class Layer(Enum):
    """What a step changed."""

    IMAGE = "image"
    MASK = "mask"


@dataclass(eq=False)
class Step:
    """One entry of the history."""

    name: str
    """For people, translated."""
    patches: dict[Layer, Patch] = field(default_factory=dict[Layer, Patch])
    id: int = 0
    """Counts up over the document's life; never used twice."""
    is_pending: bool = False
    """A removal that runs: its mask is taken, its pixels are still to come."""

    def touches(self, layer: Layer) -> bool:
        return layer in self.patches


class History:
    """The steps, and how many of them are done. It moves no pixels: `Document` does."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.position = 0
        """So many steps are done; those from here on can be redone."""
        self.changed: Event[[]] = Event()
        self._next_id = 1

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
        """Id of the last done step that changed the image; 0 for the photo as opened."""
        for step in reversed(self.steps[: self.position]):
            if step.touches(Layer.IMAGE):
                return step.id
        return 0

    def add(self, name: str, patches: Mapping[Layer, Patch], *, is_pending: bool = False) -> Step:
        """Append a step that has just been done; what could have been redone is forgotten."""
        del self.steps[self.position :]
        step = Step(name, dict(patches), self._next_id, is_pending)
        self._next_id += 1
        self.steps.append(step)
        self.position += 1
        self.changed.emit()
        return step

    def is_done(self, step: Step) -> bool:
        """Whether the step is part of the present state."""
        return step in self.steps[: self.position]

    def drop_last(self) -> None:
        """Forget the last done step and all that could be redone; its pixels are taken back."""
        del self.steps[self.position - 1 :]
        self.position -= 1
        self.changed.emit()
