"""Which part of the photo the view shows, and how large: pure arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from app.tools.tool import Point
from moebius_core.geometry import Rect, Size

MAX_ZOOM = 32.0
NEAREST_FROM = 2.0
"""From this zoom on, photo pixels are shown as sharp squares."""

STEPS = (
    *(1 / n for n in (128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1.5)),
    *(1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0),
)
"""The zooms that zooming by key or button stops at."""


@dataclass(frozen=True)
class Viewport:
    """How the photo lies in the view.

    View positions are device pixels; zoom 1 shows one photo pixel on one device pixel. The photo's
    corner always falls on a whole device pixel, so at most half a pixel separates what is shown
    from the exact `centre`, and panning shifts the picture by whole pixels.
    """

    image: Size
    view: Size
    zoom: float
    centre: Point
    """The place in the photo that lies in the middle of the view."""

    @classmethod
    def fit(cls, image: Size, view: Size) -> Viewport:
        """The whole photo in the middle of the view, at most at 100 %."""
        centre = Point(image.width / 2, image.height / 2)
        return cls(image, view, fit_zoom(image, view), centre)

    @property
    def min_zoom(self) -> float:
        return min(fit_zoom(self.image, self.view) / 8, 1.0)

    @property
    def origin(self) -> tuple[int, int]:
        """The device pixel on which the photo's upper left corner lies."""
        return (
            math.floor(self.view.width / 2 - self.centre.x * self.zoom + 0.5),
            math.floor(self.view.height / 2 - self.centre.y * self.zoom + 0.5),
        )

    @property
    def is_fit(self) -> bool:
        """Whether it shows what `fitted` would."""
        fit = self.fitted()
        return (
            math.isclose(self.zoom, fit.zoom, rel_tol=1e-9)
            and abs(self.centre.x - fit.centre.x) * self.zoom < 0.5
            and abs(self.centre.y - fit.centre.y) * self.zoom < 0.5
        )

    @property
    def frame(self) -> Rect:
        """The device pixels that the photo covers, also outside the view; at least one."""
        left, top = self.origin
        width = max(1, math.floor(self.image.width * self.zoom + 0.5))
        height = max(1, math.floor(self.image.height * self.zoom + 0.5))
        return Rect(left, top, left + width, top + height)

    def to_image(self, at: Point) -> Point:
        left, top = self.origin
        return Point((at.x - left) / self.zoom, (at.y - top) / self.zoom)

    def to_view(self, at: Point) -> Point:
        left, top = self.origin
        return Point(at.x * self.zoom + left, at.y * self.zoom + top)

    def visible(self) -> Rect:
        """The photo's pixels that are in view, at least in part."""
        first = self.to_image(Point(0, 0))
        last = self.to_image(Point(*self.view))
        return Rect(
            math.floor(first.x), math.floor(first.y), math.ceil(last.x), math.ceil(last.y)
        ).intersection(self.image.rect)

    def on_screen(self, rect: Rect, *, margin: int = 0) -> Rect:
        """The device pixels of the view that show any of the photo's pixels in `rect`.

        Args:
            rect: In photo pixels.
            margin: How far a photo pixel shows beyond its own square, in photo pixels.
        """
        wide = rect.grown(margin)
        left, top = self.origin
        return Rect(
            math.floor(wide.left * self.zoom) + left,
            math.floor(wide.top * self.zoom) + top,
            math.ceil(wide.right * self.zoom) + left,
            math.ceil(wide.bottom * self.zoom) + top,
        ).intersection(self.view.rect)

    def fitted(self) -> Viewport:
        return Viewport.fit(self.image, self.view)

    def at_zoom(self, zoom: float, at: Point | None = None) -> Viewport:
        """With another zoom, within the limits; the photo stays under the view position `at`.

        Args:
            zoom: The zoom wanted.
            at: By default the middle of the view.
        """
        zoom = min(max(zoom, self.min_zoom), max(MAX_ZOOM, self.min_zoom))
        if at is None:
            return replace(self, zoom=zoom)._clamped()
        dx, dy = at.x - self.view.width / 2, at.y - self.view.height / 2
        centre = Point(
            self.centre.x + dx / self.zoom - dx / zoom,
            self.centre.y + dy / self.zoom - dy / zoom,
        )
        return replace(self, zoom=zoom, centre=centre)._clamped()

    def zoomed(self, factor: float, at: Point | None = None) -> Viewport:
        return self.at_zoom(self.zoom * factor, at)

    def stepped(self, direction: int, at: Point | None = None) -> Viewport:
        """At the next zoom of `STEPS`: larger (+1) or smaller (-1)."""
        slack = 1e-6
        if direction > 0:
            larger = [step for step in STEPS if step > self.zoom * (1 + slack)]
            return self.at_zoom(larger[0] if larger else MAX_ZOOM, at)
        smaller = [step for step in STEPS if step < self.zoom * (1 - slack)]
        return self.at_zoom(smaller[-1] if smaller else self.zoom / 2, at)

    def panned(self, dx: float, dy: float) -> Viewport:
        """With the photo moved by device pixels; the view's middle stays on the photo."""
        centre = Point(self.centre.x - dx / self.zoom, self.centre.y - dy / self.zoom)
        return replace(self, centre=centre)._clamped()

    def showing(self, at: Point, *, margin: float = 24.0) -> Viewport:
        """Panned just so far that the photo's place `at` is in view."""
        seen = self.to_view(at)
        dx = max(margin - seen.x, 0) or min(self.view.width - margin - seen.x, 0)
        dy = max(margin - seen.y, 0) or min(self.view.height - margin - seen.y, 0)
        return self.panned(dx, dy) if dx or dy else self

    def resized(self, view: Size) -> Viewport:
        """In a view of another size: still fitted if it was, else about the same middle."""
        if self.is_fit:
            return Viewport.fit(self.image, view)
        moved = replace(self, view=view)
        return moved.at_zoom(self.zoom)

    def _clamped(self) -> Viewport:
        centre = Point(
            min(max(self.centre.x, 0.0), float(self.image.width)),
            min(max(self.centre.y, 0.0), float(self.image.height)),
        )
        return replace(self, centre=centre)


def fit_zoom(image: Size, view: Size) -> float:
    """The zoom at which the whole photo is in view, at most 100 %."""
    if view.width < 1 or view.height < 1:
        return 1.0
    return min(view.width / image.width, view.height / image.height, 1.0)
