"""Sizes and rectangles in pixels: every rectangle operation of the project."""

from __future__ import annotations

from typing import NamedTuple


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def megapixels(self) -> float:
        return self.area / 1e6

    @property
    def rect(self) -> Rect:
        """The whole picture."""
        return Rect(0, 0, self.width, self.height)

    def __str__(self) -> str:
        return f"{self.width} × {self.height}"


class Rect(NamedTuple):
    """Half-open pixel rectangle: `left <= x < right`, `top <= y < bottom`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return max(0, self.right - self.left)

    @property
    def height(self) -> int:
        return max(0, self.bottom - self.top)

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def is_empty(self) -> bool:
        return self.right <= self.left or self.bottom <= self.top

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array of shape (H, W, ...)."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, pixels: int) -> Rect:
        """Wider by `pixels` on each side; negative shrinks."""
        return Rect(
            self.left - pixels, self.top - pixels, self.right + pixels, self.bottom + pixels
        )

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both; an empty one adds nothing."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def intersection(self, other: Rect) -> Rect:
        """What both share; empty (0, 0, 0, 0) when they do not touch."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(left, top, right, bottom) if left < right and top < bottom else Rect(0, 0, 0, 0)

    def overlaps(self, other: Rect) -> bool:
        return max(self.left, other.left) < min(self.right, other.right) and (
            max(self.top, other.top) < min(self.bottom, other.bottom)
        )

    def contains(self, other: Rect) -> bool:
        """Whether `other` lies wholly inside; an empty one always does."""
        return other.is_empty or self.union(other) == self

    def translated(self, dx: int, dy: int) -> Rect:
        return Rect(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def relative_to(self, outer: Rect) -> Rect:
        """The same pixels in the coordinates of a crop that starts at `outer`'s corner."""
        return self.translated(-outer.left, -outer.top)

    def moved_inside(self, outer: Rect) -> Rect:
        """Shifted, not shrunk, to lie inside `outer`; clipped where it is larger than `outer`."""
        dx = max(outer.left - self.left, 0) or min(outer.right - self.right, 0)
        dy = max(outer.top - self.top, 0) or min(outer.bottom - self.bottom, 0)
        return self.translated(dx, dy).intersection(outer)
