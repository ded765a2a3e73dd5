"""Outlines of controls, measured on what is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.looks.icons import contrast
from app.looks.outlines import outline_colour
from app.looks.theme import apply_theme, our_palette
from tests.gui.pixels import as_rgba

Role = QPalette.ColorRole
CONTROLS: tuple[Callable[[], QWidget], ...] = (
    lambda: QCheckBox("Box"),
    lambda: QRadioButton("Choice"),
    QSpinBox,
    QDoubleSpinBox,
    QLineEdit,
    QComboBox,
    lambda: QPushButton("Button"),
    lambda: QSlider(Qt.Orientation.Horizontal),
    QProgressBar,
)


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


def grabbed(window: QWidget, control: QWidget) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The control without the focus in a window with room around it, as (H, W, 3)."""
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    column.addWidget(control)
    control.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.show()
    return as_rgba(control.grab().toImage())[..., :3]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("make", CONTROLS)
def test_outlines_can_be_seen(
    qapp: QApplication, qtbot: QtBot, theme: str, make: Callable[[], QWidget]
) -> None:
    apply_theme(qapp, theme)  # type: ignore[arg-type]
    control = make()
    if isinstance(control, QLineEdit):
        control.setMinimumWidth(100)
    if isinstance(control, QProgressBar):
        control.setTextVisible(False)
    window = QWidget()
    qtbot.addWidget(window)
    rows = grabbed(window, control)
    ground = qapp.palette().color(Role.Window)
    box = _drawn_box(control)
    middle = rows[(box[1] + box[3]) // 2, box[0] : box[2]]
    edges = {"left": middle[:3], "right": middle[-4:]}
    for name, pixels in edges.items():
        best = max(contrast(QColor(*map(int, pixel)), ground) for pixel in pixels)
        assert best >= 3, name


def _drawn_box(control: QWidget) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what has the outline."""
    if isinstance(control, (QCheckBox, QRadioButton)):
        size = control.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        top = (control.height() - size) // 2
        return 0, top, size + 1, top + size
    if isinstance(control, QSlider):
        option = QStyleOptionSlider()
        control.initStyleOption(option)
        handle = control.style().subControlRect(
            QStyle.ComplexControl.CC_Slider,
            option,
            QStyle.SubControl.SC_SliderHandle,
            control,
        )
        return handle.left(), handle.top(), handle.right() + 1, handle.bottom()
    return 0, 0, control.width(), control.height()


@pytest.mark.parametrize("dark", [False, True])
def test_the_outline_stands_out_from_window_and_field(dark: bool) -> None:
    palette = our_palette(dark=dark)
    outline = outline_colour(palette)
    for ground in (Role.Window, Role.Base):
        assert contrast(outline, palette.color(ground)) >= 3
    faint = outline_colour(palette, QPalette.ColorGroup.Disabled)
    window = palette.color(Role.Window)
    assert 1.2 < contrast(faint, window) < contrast(outline, window)


def test_other_palettes_get_outlines_of_their_own() -> None:
    palette = QPalette()
    for role in (Role.Window, Role.Base):
        palette.setColor(role, QColor("#000000"))
    palette.setColor(Role.WindowText, QColor("#ffff00"))
    outline = outline_colour(palette)
    assert contrast(outline, QColor("#000000")) >= 3
    assert outline.blue() == 0
    palette.setColor(Role.WindowText, QColor("#202020"))  # nothing would be enough
    assert outline_colour(palette) == QColor("#202020")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tab_pages_are_no_lighter_than_the_window(
    qapp: QApplication, qtbot: QtBot, theme: str
) -> None:
    apply_theme(qapp, theme)  # type: ignore[arg-type]
    tabs = QTabWidget()
    tabs.addTab(QWidget(), "One")
    tabs.setMinimumSize(120, 90)
    window = QWidget()
    qtbot.addWidget(window)
    rows = grabbed(window, tabs)
    page = QColor(*map(int, rows[-20, rows.shape[1] // 2]))
    assert page == qapp.palette().color(Role.Window)


def test_the_default_button_and_the_field_with_the_focus_show_the_accent(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, "dark")
    accent = qapp.palette().color(Role.Accent)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field, button = QLineEdit(), QPushButton("Go")
    button.setDefault(True)
    column.addWidget(field)
    column.addWidget(button)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    pixels = as_rgba(field.grab().toImage())[field.height() // 2, :2, :3]
    assert any(QColor(*map(int, pixel)) == accent for pixel in pixels)
