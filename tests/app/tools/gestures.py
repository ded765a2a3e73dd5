"""Drives tools over documents as the view does, without a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from app.document.document import Document
from app.tools.tool import Modifier, Phase, Point, PointerEvent, Tool, ToolContext, ToolOptions
from moebius_core.arrays import DeepImage
from moebius_core.photo import Photo


def document_of(width: int = 120, height: int = 90, *, pixels: DeepImage | None = None) -> Document:
    """A document of `pixels`, or of a plain grey photo."""
    if pixels is None:
        pixels = np.full((height, width, 3), 120, np.uint8)
    return Document(Photo(pixels=pixels))


def context_of(document: Document, **options: object) -> ToolContext:
    """What the view hands to a tool."""
    return ToolContext(document, ToolOptions(**options))  # type: ignore[arg-type]


def drag_events(
    points: Sequence[tuple[float, float]],
    *,
    modifiers: Modifier = Modifier.NONE,
    subtract: bool = False,
    pressures: Sequence[float] | None = None,
) -> list[PointerEvent]:
    """Press at the first point, move through the others, release at the last one."""
    pressures = pressures or [1.0] * len(points)
    phases = [Phase.PRESS, *[Phase.MOVE] * (len(points) - 1), Phase.RELEASE]
    places = [*zip(points, pressures, strict=True), (points[-1], pressures[-1])]
    return [
        PointerEvent(phase, Point(*at), pressure, modifiers, subtract)
        for phase, (at, pressure) in zip(phases, places, strict=True)
    ]


def perform(tool: Tool, context: ToolContext, events: Iterable[PointerEvent]) -> bool:
    """Send the events; whether the gesture came to its end. What it deferred is done at once."""
    events = iter(events)
    drag = tool.drag(context, next(events))
    try:
        next(drag)
        for event in events:
            drag.send(event)
    except StopIteration:
        deferred, context.deferred = context.deferred, None
        if deferred is not None:
            deferred.run()
        return True
    return False


def stroke(
    tool: Tool,
    context: ToolContext,
    points: Sequence[tuple[float, float]],
    *,
    modifiers: Modifier = Modifier.NONE,
    subtract: bool = False,
    pressures: Sequence[float] | None = None,
) -> None:
    """One whole drag."""
    events = drag_events(points, modifiers=modifiers, subtract=subtract, pressures=pressures)
    assert perform(tool, context, events), "the gesture did not end at the release"
