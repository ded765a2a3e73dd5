"""Brush and eraser: a round tip swept over the mask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.document.document import Document, Edit
from app.i18n import translate
from app.tools.dab import Capsule
from app.tools.loops import enclosed
from app.tools.marking import mark
from app.tools.tool import (
    Cursor,
    Drag,
    Modifier,
    Phase,
    Point,
    PointerEvent,
    ToolContext,
    ToolOptions,
)
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect

_STEEP_TAPER = 0.25
"""Radius change per pixel of way from which the tip at the end is painted as a disc as well."""


@dataclass
class Stroke:
    """The way of the tip so far; turns each event into what it newly sweeps."""

    options: ToolOptions
    path: list[Point] = field(default_factory=list[Point])
    """Thinned to what matters for the stroke's shape."""
    radii: list[float] = field(default_factory=list[float])
    end: Point | None = None
    end_radius: float = 0.0

    def to(self, event: PointerEvent) -> Iterator[Capsule]:
        """Move the tip; the areas that this adds to the stroke. The first event makes a dab."""
        radius = tip_radius(self.options, event.pressure)
        start, start_radius = self.end or event.at, self.end_radius if self.end else radius
        if self.end == event.at and start_radius >= radius:
            return
        self.end, self.end_radius = event.at, radius
        self._remember(start, start_radius)
        self._remember(event.at, radius)
        hardness = self.options.hardness
        yield Capsule(start, event.at, start_radius, radius, hardness)
        way = abs(event.at.x - start.x) + abs(event.at.y - start.y)
        if abs(radius - start_radius) > way * _STEEP_TAPER:
            yield Capsule(event.at, event.at, radius, radius, hardness)

    def whole_path(self) -> tuple[Sequence[Point], Sequence[float]]:
        """The way up to the tip's present place, and the radius at each of its points."""
        if self.end is None:
            return (), ()
        return (*self.path, self.end), (*self.radii, self.end_radius)

    def _remember(self, point: Point, radius: float) -> None:
        if self.path:
            last = self.path[-1]
            way = abs(point.x - last.x) + abs(point.y - last.y)
            if way < max(1.0, radius / 8):
                return
        self.path.append(point)
        self.radii.append(radius)


@dataclass(frozen=True)
class Brush:
    """Marks what shall go; with `erases` it always takes away.

    Loops fill themselves when adding only: who trims a mask all the way round wants to keep it.
    """

    id: str = "brush"
    erases: bool = False
    cursor: Cursor = Cursor.BRUSH_RING

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        subtract = self.erases or press.subtract
        name = translate("Tools", "Erase") if subtract else translate("Tools", "Brush")
        document = context.document
        with document.edit(name) as edit:
            stroke = begun(context, press)
            event = press
            while True:
                for capsule in stroke.to(event):
                    _sweep(document, edit, capsule, subtract=subtract)
                if event.phase is Phase.RELEASE:
                    break
                event = yield
            if context.options.fill_loops and not subtract:
                _fill_loops(document, edit, stroke)
        context.last_point = stroke.end


def begun(context: ToolContext, press: PointerEvent) -> Stroke:
    """A stroke that is about to get `press`; with Shift it comes from where the last one ended."""
    stroke = Stroke(context.options)
    start = context.last_point
    if Modifier.SHIFT in press.modifiers and start is not None and start != press.at:
        stroke.end = start
        stroke.end_radius = tip_radius(context.options, press.pressure)
    return stroke


def tip_radius(options: ToolOptions, pressure: float) -> float:
    """Half the tip's diameter in pixels of the photo; never less than half a pixel."""
    share = min(max(pressure, 0.0), 1.0) if options.pressure_to_size else 1.0
    return max(options.size * share, 1.0) / 2


def _sweep(document: Document, edit: Edit, capsule: Capsule, *, subtract: bool) -> None:
    def coverage(rect: Rect) -> Mask | None:
        return None if capsule.misses(rect) else capsule.coverage(rect)

    mark(document, edit, capsule.rect, coverage, subtract=subtract)


def _fill_loops(document: Document, edit: Edit, stroke: Stroke) -> None:
    found = enclosed(*stroke.whole_path())
    if found is not None:
        mark(document, edit, found.rect, found.coverage, subtract=False)
