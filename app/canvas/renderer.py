"""The view's picture in memory: which pixels are stale, and how they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from app.canvas.patterns import Colour, OverlayStyle, checkerboard, ink
from app.canvas.pyramid import Pyramid
from app.canvas.sampling import Grid, grid, sample
from app.canvas.viewport import NEAREST_FROM, Viewport
from moebius_core.geometry import Rect

GRID_FROM = 8.0
"""From this zoom on, thin lines separate the photo's pixels."""

_MAX_STALE = 12
_GREYER = ((np.arange(256) * 5 + 128 * 3) // 8).astype(np.uint8)


class Compare(Enum):
    """What of another state of the photo is shown."""

    OFF = auto()
    ORIGINAL = auto()
    """All of the photo as opened."""
    SPLIT = auto()
    """The photo as opened left of a line."""
    LAST_EDIT = auto()
    """The photo before its last change."""


@dataclass
class Scene:
    """What is to be seen; `Renderer.invalidate` tells what of it has changed."""

    viewport: Viewport
    photo: Pyramid
    mask: Pyramid
    style: OverlayStyle = field(default_factory=OverlayStyle)
    busy: Pyramid | None = None
    """The mask of the removals that run."""
    busy_style: OverlayStyle = field(
        default_factory=lambda: OverlayStyle((225, 225, 225), 0.45, "calm")
    )
    other: Pyramid | None = None
    """What the photo is compared with."""
    compare: Compare = Compare.OFF
    split: int = 0
    """View column from which on the photo itself is shown, when comparing by a line."""
    surround: Colour = (64, 64, 64)
    show_grid: bool = True


class Renderer:
    """Keeps a frame of the view's size and draws no more of it anew than has changed.

    `frame` is (height, width, 4) uint8 in the order blue, green, red, unused.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.frame = np.zeros((0, 0, 4), np.uint8)
        self._drawn: Viewport | None = None
        self._stale: list[Rect] = []

    def invalidate(self, rect: Rect | None = None) -> None:
        """These view pixels are to be drawn anew; all of them by default."""
        if rect is None:
            self._drawn = None
        elif not rect.is_empty:
            self._stale.append(rect)
            if len(self._stale) > _MAX_STALE:
                whole = Rect(0, 0, 0, 0)
                for one in self._stale:
                    whole = whole.union(one)
                self._stale = [whole]

    def refresh(self) -> NDArray[np.uint8]:
        """The frame, with everything drawn that was stale."""
        view = self.scene.viewport.view
        if self.frame.shape[:2] != (view.height, view.width):
            self.frame = np.full((view.height, view.width, 4), 255, np.uint8)
            self._drawn = None
        for rect in self._to_draw():
            self._draw(rect.intersection(view.rect))
        self._drawn = self.scene.viewport
        self._stale.clear()
        return self.frame

    def _to_draw(self) -> list[Rect]:
        scene, drawn = self.scene, self._drawn
        view = scene.viewport.view.rect
        if drawn is None:
            return [view]
        if drawn is scene.viewport:
            return self._stale
        dx = scene.viewport.origin[0] - drawn.origin[0]
        dy = scene.viewport.origin[1] - drawn.origin[1]
        is_pan = scene.viewport.zoom == drawn.zoom and scene.viewport.image == drawn.image
        is_far = abs(dx) >= view.width or abs(dy) >= view.height
        if not is_pan or is_far or scene.compare is Compare.SPLIT:
            return [view]
        self._scroll(dx, dy)
        return [
            *(rect.translated(dx, dy) for rect in self._stale),
            *_exposed(view, dx, dy),
        ]

    def _scroll(self, dx: int, dy: int) -> None:
        if not (dx or dy):
            return
        view = self.scene.viewport.view.rect
        goal = view.translated(dx, dy).intersection(view)
        packed = self._packed()
        packed[goal.slices] = packed[goal.translated(-dx, -dy).slices]

    def _packed(self) -> NDArray[np.uint32]:
        """The frame with one little-endian number a pixel, which is quicker to fill and move."""
        return self.frame.view("<u4")[..., 0]

    def _draw(self, rect: Rect) -> None:
        scene = self.scene
        seen = rect.intersection(scene.viewport.frame)
        if seen != rect and not rect.is_empty:
            red, green, blue = scene.surround
            self._packed()[rect.slices] = 255 << 24 | red << 16 | green << 8 | blue
        if seen.is_empty:
            return
        if scene.compare is Compare.SPLIT:
            line = min(max(scene.split, seen.left), seen.right)
            self._draw_part(Rect(seen.left, seen.top, line, seen.bottom), compared=True)
            self._draw_part(Rect(line, seen.top, seen.right, seen.bottom), compared=False)
        else:
            self._draw_part(seen, compared=scene.compare is not Compare.OFF)

    def _draw_part(self, rect: Rect, *, compared: bool) -> None:
        if rect.is_empty:
            return
        import cv2

        scene = self.scene
        photo = scene.other if compared and scene.other is not None else scene.photo
        pixels = self._opaque(photo, rect)
        if not compared:
            if scene.busy is not None:
                pixels = self._with_overlay(pixels, scene.busy, scene.busy_style, rect)
            if scene.style.visible:
                pixels = self._with_overlay(pixels, scene.mask, scene.style, rect)
        goal = self.frame[rect.slices]
        cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA, dst=goal)
        if scene.show_grid and scene.viewport.zoom >= GRID_FROM:
            self._draw_grid(goal, rect)

    def _opaque(self, photo: Pyramid, rect: Rect) -> NDArray[np.uint8]:
        pixels = _sampled(photo, self.scene.viewport, rect)
        if photo.source.channels == 3:
            return pixels
        import cv2

        board = checkerboard(rect, self.scene.viewport.origin)
        under: Any = cv2.multiply(board, cv2.bitwise_not(pixels[..., 3]), scale=1 / 255)
        colours = np.ascontiguousarray(pixels[..., :3])
        return cast("NDArray[np.uint8]", cv2.add(colours, cv2.merge([under, under, under])))

    def _with_overlay(
        self, pixels: NDArray[np.uint8], mask: Pyramid, style: OverlayStyle, rect: Rect
    ) -> NDArray[np.uint8]:
        import cv2

        viewport = self.scene.viewport
        level, places = _places(mask, viewport, rect)
        masked = mask.read(level, places.source)
        box = cv2.boundingRect(masked)
        if not box[2]:
            return pixels
        found = Rect(box[0], box[1], box[0] + box[2], box[1] + box[3])
        part = places.within(found.translated(places.source.left, places.source.top))
        if part.is_empty:
            return pixels
        inner = places.part(part)
        strength = np.ascontiguousarray(
            sample(masked[inner.source.relative_to(places.source).slices], inner)
        )
        over = ink(style, part.translated(rect.left, rect.top), viewport.origin)
        opacity: Any = cv2.multiply(strength, over.opacity, scale=1 / 255)
        kept: Any = cv2.bitwise_not(opacity)
        under: Any = cv2.multiply(
            np.ascontiguousarray(pixels[part.slices]), cv2.merge([kept, kept, kept]), scale=1 / 255
        )
        laid: Any = cv2.multiply(
            np.ascontiguousarray(over.colour),
            cv2.merge([strength, strength, strength]),
            scale=1 / 255,
        )
        out = pixels if pixels.flags.writeable and pixels.base is None else pixels.copy()
        out[part.slices] = cv2.add(under, laid)
        return out

    def _draw_grid(self, goal: NDArray[np.uint8], rect: Rect) -> None:
        viewport = self.scene.viewport
        columns = _edges(rect.left, rect.right, viewport.origin[0], viewport.zoom)
        rows = _edges(rect.top, rect.bottom, viewport.origin[1], viewport.zoom)
        goal[:, columns] = _GREYER[goal[:, columns]]
        goal[rows] = _GREYER[goal[rows]]


def _sampled(pyramid: Pyramid, viewport: Viewport, rect: Rect) -> NDArray[np.uint8]:
    """The view pixels of `rect`, all of them on the photo."""
    level, places = _places(pyramid, viewport, rect)
    return sample(pyramid.read(level, places.source), places)


def _places(pyramid: Pyramid, viewport: Viewport, rect: Rect) -> tuple[int, Grid]:
    level = pyramid.level_for(viewport.zoom)
    scale = viewport.zoom * 2**level
    smooth = scale < NEAREST_FROM
    return level, grid(rect, viewport.origin, scale, pyramid.sizes[level], smooth=smooth)


def _exposed(view: Rect, dx: int, dy: int) -> list[Rect]:
    """What scrolling by (dx, dy) brings into view."""
    strips: list[Rect] = []
    if dx:
        strips.append(view._replace(right=dx) if dx > 0 else view._replace(left=view.right + dx))
    if dy:
        strips.append(view._replace(bottom=dy) if dy > 0 else view._replace(top=view.bottom + dy))
    return strips


def _edges(start: int, stop: int, origin: int, zoom: float) -> NDArray[np.intp]:
    """The view pixels from `start` to `stop` in which a photo pixel begins."""
    index = np.floor((np.arange(start - 1, stop) - origin + 0.5) / zoom)
    return np.flatnonzero(np.diff(index))
