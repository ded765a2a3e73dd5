"""What a tool is: a generator that lives as long as the drag, between press and release."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import Any, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from app.document.document import Document
from moebius_core.progress import Progress

T = TypeVar("T")


class Point(NamedTuple):
    """A place in the photo: pixels from its upper left corner, (0.5, 0.5) is a pixel's centre."""

    x: float
    y: float


class Phase(Enum):
    """What the pointer did."""

    PRESS = auto()
    MOVE = auto()
    RELEASE = auto()
    DOUBLE_CLICK = auto()
    CONFIRM = auto()
    """Enter, for gestures that last over several clicks."""
    BACK = auto()
    """Backspace: take back the last click of such a gesture."""


class Modifier(Flag):
    """Keys held while pointing."""

    NONE = 0
    SHIFT = auto()
    CTRL = auto()
    ALT = auto()


@dataclass(frozen=True)
class PointerEvent:
    """One event of mouse, pen or keyboard crosshair, in the photo's coordinates."""

    phase: Phase
    at: Point
    pressure: float = 1.0
    """0..1; a mouse always presses with 1."""
    modifiers: Modifier = Modifier.NONE
    subtract: bool = False
    """Right button, Alt, a pen's eraser end, or the X switch: take away instead of adding."""
    image_px: float = 1.0
    """How many photo pixels one screen pixel covers: the tolerance for hitting things."""


@dataclass(frozen=True)
class ToolOptions:
    """What the tools' option bar sets; sizes in pixels of the photo."""

    size: float = 80.0
    """Brush diameter."""
    hardness: float = 1.0
    """0..1: 1 has a hard edge (one pixel of antialiasing), 0 falls off from the centre."""
    pressure_to_size: bool = False
    fill_loops: bool = True
    """A closed loop of the brush fills itself."""
    wand_tolerance: int = 24
    """0..255 per channel."""
    wand_contiguous: bool = True


@dataclass(frozen=True)
class Preview:
    """What the canvas draws over the photo while a gesture lasts."""

    lines: Sequence[Sequence[Point]] = ()
    """Outlines in photo coordinates, drawn two-tone."""
    closed: bool = False


@dataclass(frozen=True)
class Deferred(Generic[T]):
    """What is left to do when a gesture is over and would take too long for the window's thread."""

    name: str
    """What is being done, for the status bar, translated: "Selecting object"."""
    work: Callable[[Progress], T]
    """Runs on a worker thread; closes over copies and snapshots only."""
    apply: Callable[[T], None]
    """Runs on the window's thread afterwards, within an edit of its own; not when cancelled."""

    def run(self) -> None:
        """Do all of it here and now."""
        self.apply(self.work(Progress()))


@dataclass
class ToolContext:
    """What a tool works on; one for the document's life, handed to each drag."""

    document: Document
    options: ToolOptions = field(default_factory=ToolOptions)
    preview: Preview = field(default_factory=Preview)
    last_point: Point | None = None
    """Where the last stroke ended: Shift+click draws a straight line from there."""
    deferred: Deferred[Any] | None = None
    """Left by a gesture that has just ended: whoever runs the gestures takes it from here."""


Drag: TypeAlias = Generator[None, PointerEvent, None]
"""Receives the events after the press with `send`; returns when the gesture is over.

Its work stands inside `with document.edit(...)`: closing the generator (Escape) rolls it back.
"""


class Cursor(Enum):
    """What the pointer looks like over the canvas."""

    BRUSH_RING = auto()
    CROSS = auto()
    HAND = auto()


class Tool(Protocol):
    """One tool."""

    @property
    def id(self) -> str:
        """Key of the tool in actions and settings: "brush"."""
        ...

    @property
    def cursor(self) -> Cursor: ...

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        """Start a gesture with its first event."""
        ...
