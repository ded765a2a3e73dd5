"""Every icon can be drawn, in the palette's colours, at every size and scale."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.looks import icons
from app.looks.theme import apply_theme
from app.places import asset
from tests.gui.pixels import as_rgba

NEEDED = [
    "open",
    "save",
    "save-as",
    "undo",
    "redo",
    "brush",
    "eraser",
    "restore",
    "lasso",
    "polygon",
    "rectangle",
    "ellipse",
    "object",
    "wand",
    "hand",
    "remove",
    "cancel",
    "try-again",
    "previous",
    "next",
    "compare",
    "split",
    "history",
    "batch",
    "settings",
    "help",
    "about",
    "zoom-in",
    "zoom-out",
    "fit",
    "grow",
    "shrink",
    "feather",
    "invert",
    "clear",
    "mask-load",
    "mask-save",
    "overlay",
    "filmstrip",
    "pause",
    "resume",
    "folder",
    "close",
    "recent",
    "copy",
    "paste",
    "warning",
    "ok",
]
SIZE = QSize(20, 20)


def test_all_needed_icons_are_there() -> None:
    assert set(NEEDED) <= set(icons.icon_names())


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_every_icon_is_drawn_at_every_scale(qapp: QApplication, scale: float) -> None:
    for name in icons.icon_names():
        drawn = as_rgba(icons.icon(name).pixmap(SIZE, scale).toImage())
        side = round(20 * scale)
        assert drawn.shape == (side, side, 4), name
        assert 0.02 < (drawn[..., 3] > 128).mean() < 0.8, name
        margin = drawn[[0, -1]][..., 3]
        assert margin.max() < 255, f"{name} touches the edge"


def test_no_two_icons_look_alike(qapp: QApplication) -> None:
    seen: dict[bytes, str] = {}
    for name in icons.icon_names():
        drawn = as_rgba(icons.icon(name).pixmap(SIZE, 1.0).toImage()).tobytes()
        assert seen.setdefault(drawn, name) == name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_palettes_colours_are_taken(qapp: QApplication, theme: str) -> None:
    apply_theme(qapp, theme)  # pyright: ignore[reportArgumentType]
    icon = icons.icon("brush")  # made once: it follows
    for mode, state in (
        (QIcon.Mode.Normal, QIcon.State.Off),
        (QIcon.Mode.Disabled, QIcon.State.Off),
        (QIcon.Mode.Normal, QIcon.State.On),
    ):
        drawn = as_rgba(icon.pixmap(SIZE * 4, 1.0, mode, state).toImage())
        colour = icons.icon_colour(qapp.palette(), mode, state)
        opaque = drawn[drawn[..., 3] == 255][:, :3]
        assert len(opaque)
        off = np.abs(opaque.astype(int) - (colour.red(), colour.green(), colour.blue()))
        assert off.max() <= 2  # where two strokes cross, their edges add up


def test_an_icon_follows_a_change_of_theme_by_itself(qapp: QApplication) -> None:
    icon = icons.icon("save")
    apply_theme(qapp, "light")
    light = as_rgba(icon.pixmap(SIZE, 1.0).toImage())
    apply_theme(qapp, "dark")
    dark = as_rgba(icon.pixmap(SIZE, 1.0).toImage())
    assert (light[..., 3] == dark[..., 3]).all()
    assert dark[..., :3].max() > 200 > 60 > light[light[..., 3] == 255][:, :3].max()


def test_a_checked_icon_takes_the_accent_only_where_it_can_be_seen() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.ButtonText, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Button, QColor("#ffffff"))
    for accent, expected in (("#2560c4", "#2560c4"), ("#ffee88", "#000000")):
        palette.setColor(QPalette.ColorRole.Accent, QColor(accent))
        colour = icons.icon_colour(palette, QIcon.Mode.Normal, QIcon.State.On)
        assert colour.name() == expected


def test_an_unknown_icon_is_told_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no such icon")


def test_icons_may_be_copied_and_added_to(qapp: QApplication) -> None:
    for _ in range(2):
        copy = QIcon(icons.icon("open"))
        copy.addPixmap(QPixmap(3, 3))
        gc.collect()
        assert not copy.pixmap(20, 20).isNull()


def test_drawings_use_only_the_palettes_colour() -> None:
    for path in asset("icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text, path.name
        assert 'stroke="currentColor"' in text, path.name
        assert "#" not in text, path.name


def test_the_apps_icon_is_clear_at_all_sizes(qapp: QApplication, qtbot: QtBot) -> None:
    icon = icons.app_icon()
    for size in icons.APP_ICON_SIZES:
        drawn = as_rgba(icon.pixmap(QSize(size, size), 1.0).toImage())
        assert drawn.shape == (size, size, 4)
        assert drawn[size // 2, size // 2, 3] == 255
        assert drawn[0, 0, 3] == 0
        brightness = drawn[..., :3][drawn[..., 3] == 255].mean(axis=1)
        assert np.ptp(brightness) > 80
