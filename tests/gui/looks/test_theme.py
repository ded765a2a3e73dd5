"""Light, dark, the system's; contrast; the focus ring."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProxyStyle, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.looks import theme
from app.looks.icons import contrast
from app.looks.theme import apply_theme, canvas_surround, is_dark, is_high_contrast, our_palette
from tests.gui.pixels import as_rgba

Role = QPalette.ColorRole
READ = (
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.PlaceholderText, Role.Base),
    (Role.PlaceholderText, Role.Window),
    (Role.HighlightedText, Role.Highlight),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Link, Role.Window),
    (Role.Link, Role.Base),
    (Role.LinkVisited, Role.Base),
    (Role.BrightText, Role.Window),
)
SEEN = ((Role.Accent, Role.Window), (Role.Accent, Role.Base), (Role.Accent, Role.Button))


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.mark.parametrize("dark", [False, True])
def test_texts_can_be_read(dark: bool) -> None:
    palette = our_palette(dark=dark)
    for role, ground in READ:
        assert contrast(palette.color(role), palette.color(ground)) >= 4.5, (role, ground)
    for role, ground in SEEN:
        assert contrast(palette.color(role), palette.color(ground)) >= 3.0, (role, ground)


@pytest.mark.parametrize("dark", [False, True])
def test_disabled_texts_look_different_but_are_there(dark: bool) -> None:
    palette = our_palette(dark=dark)
    disabled = palette.color(QPalette.ColorGroup.Disabled, Role.ButtonText)
    assert disabled != palette.color(QPalette.ColorGroup.Active, Role.ButtonText)
    assert contrast(disabled, palette.color(Role.Button)) >= 2.5


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_themes_change_while_it_runs(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert is_dark(qapp.palette())
    style = qapp.style()
    assert isinstance(style, QProxyStyle)
    assert style.baseStyle().name().lower() == "fusion"
    apply_theme(qapp, "light")
    assert not is_dark(qapp.palette())
    assert len(qapp.findChildren(theme.Theme)) == 1


def test_an_open_window_changes_too(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(20, 20)
    for name, level in (("light", 0xF1), ("dark", 0x2D)):
        apply_theme(qapp, name)
        qtbot.waitUntil(lambda: as_rgba(window.grab().toImage())[10, 10, 0] == level)  # noqa: B023


class _Hints:
    """Style hints of a system that is dark or light, or asks for contrast."""

    def __init__(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        return

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Dark, Qt.ColorScheme.Light])
def test_the_system_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme
) -> None:
    apply_theme(qapp, "system")
    monkeypatch.setattr(QApplication, "styleHints", lambda _app: _Hints(scheme))
    followed = qapp.findChild(theme.Theme)
    with_dark = scheme is Qt.ColorScheme.Dark
    followed._follow()  # what the system's signal is connected to
    assert is_dark(qapp.palette()) == with_dark
    apply_theme(qapp, "light" if with_dark else "dark")
    followed._follow()
    assert is_dark(qapp.palette()) != with_dark


def test_a_palette_made_for_contrast_is_left_alone(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "is_high_contrast", lambda _palette: True)
    apply_theme(qapp, "dark")
    ours = {our_palette(dark=dark).color(Role.Window).name() for dark in (False, True)}
    assert qapp.palette().color(Role.Window).name() not in ours


def test_high_contrast_is_recognised() -> None:
    palette = QPalette()
    palette.setColor(Role.Window, QColor("#000000"))
    palette.setColor(Role.WindowText, QColor("#ffffff"))
    assert is_high_contrast(palette)
    assert not is_high_contrast(our_palette(dark=True))
    assert not is_high_contrast(our_palette(dark=False))


@pytest.mark.parametrize("dark", [False, True])
def test_the_canvas_surround_is_grey(dark: bool) -> None:
    colour = canvas_surround(our_palette(dark=dark))
    assert colour.red() == colour.green() == colour.blue()
    assert (colour.red() < 100) == dark


def test_the_focus_is_ringed_with_the_accent(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "dark")
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    buttons = [QPushButton("One"), QPushButton("Two")]
    for button in buttons:
        row.addWidget(button)
    window.show()
    window.activateWindow()
    accent = qapp.palette().color(Role.Accent)
    for button in buttons:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(button.hasFocus)
        drawn = as_rgba(window.grab().toImage())[..., :3]
        ringed = (drawn == (accent.red(), accent.green(), accent.blue())).all(axis=2)
        columns = ringed.any(axis=0).nonzero()[0]
        assert columns.size
        assert button.geometry().left() - 6 <= columns.min()
        assert columns.max() <= button.geometry().right() + 6


def test_the_ring_outlives_the_window_it_was_in(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    for _ in range(2):
        window = QPushButton("Gone soon")
        window.show()
        window.activateWindow()
        window.setFocus()
        qtbot.waitUntil(window.hasFocus)
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()
