"""The drawings on buttons and menus, in the palette's colours at any size and scale. [Qt]"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.places import asset

APP_ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_STATED_WIDTH = 'stroke-width="1.6"'
_CHECKED_WIDTH = 'stroke-width="2"'
_LEAST_CONTRAST = 3.0


def icon(name: str) -> QIcon:
    """The icon `assets/icons/<name>.svg`, drawn in the palette's text colour when it is shown.

    It follows the palette by itself: after a change of theme a repaint is enough.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    _drawing(name)
    return QIcon(_SvgEngine(name))


def app_icon() -> QIcon:
    """The program's own icon, for windows and the task bar."""
    renderer = QSvgRenderer(str(asset("app_icon.svg")))
    whole = QIcon()
    for size in APP_ICON_SIZES:
        pixmap = _clear_pixmap(QSize(size, size))
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        whole.addPixmap(pixmap)
    return whole


def icon_names() -> list[str]:
    """All there are, in alphabetical order."""
    return sorted(path.stem for path in asset("icons").glob("*.svg"))


def icon_colour(palette: QPalette, mode: QIcon.Mode, state: QIcon.State) -> QColor:
    """What an icon is drawn in; a checked one takes the accent where it stands out enough."""
    if mode is QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode is QIcon.Mode.Selected:
        return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
    if state is QIcon.State.Off:
        return text
    accent = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent)
    ground = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Button)
    return accent if contrast(accent, ground) >= _LEAST_CONTRAST else text


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2.2, 1..21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class _SvgEngine(QIconEngine):
    """Draws one SVG; Qt asks it again whenever something is painted."""

    _clones: ClassVar[list[_SvgEngine]] = []

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = icon_colour(QGuiApplication.palette(), mode, state)
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        renderer = _renderer(self._name, colour.name(), state is QIcon.State.On)
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        renderer.render(painter, square)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = _clear_pixmap(size)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        # WORKAROUND: PySide6 frees what `clone` returns while Qt still uses it (segmentation
        # fault in 6.12); a lasting reference prevents that. Qt clones only to add to an icon.
        copy = _SvgEngine(self._name)
        self._clones.append(copy)
        return copy

    def iconName(self) -> str:  # noqa: N802 - Qt's name
        return self._name

    def key(self) -> str:
        return "moebius-svg"


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return asset("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str, is_checked: bool) -> QSvgRenderer:
    text = _drawing(name).replace("currentColor", colour)
    if is_checked:
        text = text.replace(_STATED_WIDTH, _CHECKED_WIDTH)
    return QSvgRenderer(QByteArray(text.encode()))


def _clear_pixmap(size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
