"""Where a window stands, on screens that may have changed since it was closed."""

from __future__ import annotations

from collections.abc import Sequence

from moebius_core.geometry import Rect, Size

SMALLEST = Size(480, 360)
_TITLE_PX = 32
"""So much of the top is needed to grab the window."""
_GRIP_PX = 120


def on_a_screen(window: Rect, screens: Sequence[Rect]) -> Rect:
    """The window moved and shrunk as little as needed to be seen and grabbed.

    Args:
        window: As remembered.
        screens: What is usable of each, the main one first; not empty.
    """
    home = max(screens, key=lambda screen: screen.intersection(window).area)
    if home.intersection(window).is_empty:
        home = screens[0]
    width = min(max(window.width, SMALLEST.width), home.width)
    height = min(max(window.height, SMALLEST.height), home.height)
    top_bar = Rect(window.left, window.top, window.right, window.top + _TITLE_PX)
    can_be_grabbed = any(
        (shared := screen.intersection(top_bar)).width >= _GRIP_PX and shared.height >= _TITLE_PX
        for screen in screens
    )
    spans = Rect(window.left, window.top, window.left + width, window.top + height)
    if can_be_grabbed and sum(screen.intersection(spans).area for screen in screens) == spans.area:
        return spans
    left = min(max(window.left, home.left), home.right - width)
    top = min(max(window.top, home.top), home.bottom - height)
    return Rect(left, top, left + width, top + height)


def first_place(screen: Rect) -> Rect:
    """Where a window opens for the first time: most of the screen, in its middle."""
    width = min(max(1000, screen.width * 8 // 10), 1500, screen.width)
    height = min(max(700, screen.height * 85 // 100), 1050, screen.height)
    left = screen.left + (screen.width - width) // 2
    top = screen.top + (screen.height - height) // 2
    return Rect(left, top, left + width, top + height)
