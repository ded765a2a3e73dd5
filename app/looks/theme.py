"""Light, dark or as the system has it: palettes of our own, changed while the program runs. [Qt]"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from app.looks.focus_ring import FocusRing
from app.looks.icons import contrast
from app.looks.outlines import OutlinedStyle

ThemeName = Literal["system", "light", "dark"]

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup
_Scheme = Qt.ColorScheme

LIGHT: Mapping[QPalette.ColorRole, str] = MappingProxyType(
    {
        _Role.Window: "#f1f1f1",
        _Role.WindowText: "#1c1c1c",
        _Role.Base: "#ffffff",
        _Role.AlternateBase: "#f6f6f6",
        _Role.Text: "#1c1c1c",
        _Role.PlaceholderText: "#6a6a6a",
        _Role.Button: "#f4f4f4",
        _Role.ButtonText: "#1c1c1c",
        _Role.BrightText: "#b3001b",
        _Role.ToolTipBase: "#2b2b2b",
        _Role.ToolTipText: "#f4f4f4",
        _Role.Highlight: "#2560c4",
        _Role.HighlightedText: "#ffffff",
        _Role.Accent: "#2560c4",
        _Role.Link: "#1f56b5",
        _Role.LinkVisited: "#6b3fa0",
        _Role.Light: "#ffffff",
        _Role.Midlight: "#e6e6e6",
        _Role.Mid: "#b9b9b9",
        _Role.Dark: "#8f8f8f",
        _Role.Shadow: "#5f5f5f",
    }
)
DARK: Mapping[QPalette.ColorRole, str] = MappingProxyType(
    {
        _Role.Window: "#2d2d2d",
        _Role.WindowText: "#ececec",
        _Role.Base: "#232323",
        _Role.AlternateBase: "#292929",
        _Role.Text: "#ececec",
        _Role.PlaceholderText: "#a0a0a0",
        _Role.Button: "#3a3a3a",
        _Role.ButtonText: "#ececec",
        _Role.BrightText: "#ff8a8f",
        _Role.ToolTipBase: "#f1f1f1",
        _Role.ToolTipText: "#1c1c1c",
        _Role.Highlight: "#3468cf",
        _Role.HighlightedText: "#ffffff",
        _Role.Accent: "#8fb6ff",
        _Role.Link: "#8fb6ff",
        _Role.LinkVisited: "#c9a6f5",
        _Role.Light: "#4c4c4c",
        _Role.Midlight: "#434343",
        _Role.Mid: "#1f1f1f",
        _Role.Dark: "#191919",
        _Role.Shadow: "#0d0d0d",
    }
)
_DISABLED_TEXT = {False: "#8b8b8b", True: "#7f7f7f"}
_DISABLED_HIGHLIGHT = {False: "#c9c9c9", True: "#4a4a4a"}
_TEXT_ROLES = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)

_LIGHT_SURROUND = 0xC4
_DARK_SURROUND = 0x38
_HIGH_CONTRAST = 20.0
"""Text against window of a palette made for contrast; ordinary ones stay below."""


_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Show everything in this theme, now and (`system`) whenever the system changes.

    A high-contrast palette of the system is left alone, whatever the name.
    """
    theme = app.findChild(Theme) or Theme(app)
    theme.choose(name)


def reduce_motion(app: QApplication, on: bool) -> None:
    """Let nothing fade or move by itself, or do so again; after `apply_theme`."""
    style = app.style()
    if isinstance(style, OutlinedStyle):
        style.reduces_motion = on
    for effect in _EFFECTS:
        app.setEffectEnabled(effect, not on)


def our_palette(*, dark: bool) -> QPalette:
    """The light or the dark palette, with its disabled colours."""
    palette = QPalette()
    for role, colour in (DARK if dark else LIGHT).items():
        palette.setColor(role, QColor(colour))
    for role in _TEXT_ROLES:
        palette.setColor(_Group.Disabled, role, QColor(_DISABLED_TEXT[dark]))
    for role in (_Role.Highlight, _Role.Accent):
        palette.setColor(_Group.Disabled, role, QColor(_DISABLED_HIGHLIGHT[dark]))
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether its windows are darker than their texts."""
    window, text = palette.color(_Role.Window), palette.color(_Role.WindowText)
    return window.lightness() < text.lightness()


def canvas_surround(palette: QPalette) -> QColor:
    """What lies around the photo: a grey without any tint, so that colours are judged rightly."""
    grey = _DARK_SURROUND if is_dark(palette) else _LIGHT_SURROUND
    return QColor(grey, grey, grey)


def is_high_contrast(palette: QPalette) -> bool:
    """Whether a system's palette is one of those made for contrast."""
    return contrast(palette.color(_Role.Window), palette.color(_Role.WindowText)) >= _HIGH_CONTRAST


class Theme(QObject):
    """Keeps the application's palette as it was chosen. A child of the application."""

    changed = Signal()
    """The palette is another one now; icons and widgets follow by themselves."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._name: ThemeName = "system"
        self._is_busy = False
        app.setStyle(OutlinedStyle())  # Fusion takes every palette, on every system
        FocusRing(app)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def choose(self, name: ThemeName) -> None:
        self._name = name
        self._show()

    def _follow(self) -> None:
        if not self._is_busy:
            self._show()

    def _show(self) -> None:
        self._is_busy = True
        try:
            self._app.setPalette(self._wanted())
        finally:
            self._is_busy = False
        self.changed.emit()

    def _wanted(self) -> QPalette:
        hints = self._app.styleHints()
        _ask_for_scheme(hints, _SCHEMES[self._name])
        self._app.setPalette(QPalette())  # uncovers the system's own
        systems = self._app.palette()
        if _wants_contrast(hints) or is_high_contrast(systems):
            return QPalette()
        if self._name != "system":
            return our_palette(dark=self._name == "dark")
        scheme = hints.colorScheme()
        return our_palette(
            dark=is_dark(systems) if scheme is _Scheme.Unknown else scheme is _Scheme.Dark
        )


_SCHEMES: Mapping[str, Qt.ColorScheme] = {
    "system": _Scheme.Unknown,
    "light": _Scheme.Light,
    "dark": _Scheme.Dark,
}


def _ask_for_scheme(hints: QStyleHints, scheme: Qt.ColorScheme) -> None:
    """Title bars and the system's own dialogs follow as well, where the system lets them."""
    hints.setColorScheme(scheme)


def _wants_contrast(hints: QStyleHints) -> bool:
    """What the system says outright; Qt asks it from 6.10 on."""
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    return accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
