"""The line below the photo: what happened, what runs, and how the photo is shown. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from app.i18n import translate
from app.language.time_left import remaining_text
from app.looks.outlines import reduces_motion
from app.panels.announce import announce

_STEPS = 1000
_SHOW_PROGRESS_AFTER_MS = 150
"""Quicker work does not flicker."""


class StatusLine(QStatusBar):
    """Message and progress at the left; photo, engine and zoom at the right.

    Args:
        cancel: The action of the Cancel button.
        zooms: The actions of the zoom menu.
    """

    def __init__(self, *, cancel: QAction, zooms: list[QAction]) -> None:
        super().__init__()
        self.setObjectName("status-line")
        self._text = _Elided()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(translate("StatusLine", "Progress"))
        self._left = QLabel()
        self._cancel = QToolButton()
        cancel.setIconText(translate("StatusLine", "Cancel"))
        self._cancel.setDefaultAction(cancel)
        self._cancel.setAutoRaise(True)
        self._cancel.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._cancel.setIconSize(QSize(16, 16))
        self._cancel.setMinimumHeight(24)
        self._photo = _fact()
        self._engine = _fact()
        self._zoom = _MenuButton()
        self._zoom.setAutoRaise(True)
        self._zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._zoom.setMinimumSize(QSize(64, 24))
        self._zoom.setToolTip(translate("StatusLine", "Zoom"))
        menu = QMenu(self._zoom)
        menu.addActions(zooms)
        self._zoom.setMenu(menu)
        self.addWidget(self._text, 1)
        for widget in (self._left, self._bar, self._cancel):
            self.addWidget(widget)
        for widget in (self._photo, self._engine, self._zoom):
            self.addPermanentWidget(widget)
        self._working: list[QWidget] = [self._left, self._bar, self._cancel]
        self._show_later = QTimer(self)
        self._show_later.setSingleShot(True)
        self._show_later.setInterval(_SHOW_PROGRESS_AFTER_MS)
        self._show_later.timeout.connect(lambda: self._show_working(True))
        self._show_working(False)
        self.set_zoom(None)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def engine_text(self) -> str:
        return self._engine.text()

    @property
    def engine_tip(self) -> str:
        return self._engine.toolTip()

    @property
    def photo_text(self) -> str:
        return self._photo.text()

    @property
    def zoom_text(self) -> str:
        return self._zoom.text()

    @property
    def progress_text(self) -> str:
        """What stands before the bar."""
        return self._left.text()

    @property
    def is_working(self) -> bool:
        """Whether progress is shown, or about to be."""
        return self._bar.isVisible() or self._show_later.isActive()

    def say(self, text: str) -> None:
        """Show a message until the next one, and have it read out."""
        self._text.setText(text)
        self._text.setToolTip(text)
        announce(self, text)

    def set_photo(self, text: str) -> None:
        self._photo.setText(text)
        self._photo.setVisible(bool(text))

    def set_engine(self, text: str, tip: str) -> None:
        self._engine.setText(text)
        self._engine.setToolTip(tip)

    def set_zoom(self, zoom: float | None) -> None:
        """
        Args:
            zoom: 1.0 is one photo pixel per screen pixel; None: no photo.
        """
        self._zoom.setVisible(zoom is not None)
        if zoom is not None:
            percent = zoom * 100
            shown = QLocale().toString(percent, "f", 0 if percent >= 10 else 1)
            self._zoom.setText(translate("StatusLine", "{percent} % ▾").format(percent=shown))
            self._zoom.setAccessibleName(
                translate("StatusLine", "Zoom {percent} %").format(percent=shown)
            )

    def start_working(self, text: str) -> None:
        """Something of unknown length has begun: opening, saving."""
        self._bar.setRange(0, _STEPS if reduces_motion(self) else 0)  # 0 to 0 moves to and fro
        self._bar.setValue(0)
        self._left.setText(text)
        if not self._bar.isVisible():
            self._show_later.start()

    def set_progress(self, fraction: float, text: str, left_s: float | None) -> None:
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(fraction * _STEPS))
        parts = [text] if text else []
        if left_s is not None:
            parts.append(remaining_text(left_s))
        self._left.setText("  ".join(parts))
        if not self._bar.isVisible() and not self._show_later.isActive():
            self._show_later.start()

    def stop_working(self) -> None:
        self._show_later.stop()
        self._show_working(False)

    def _show_working(self, on: bool) -> None:
        if on and self._bar.isHidden():
            self._text.clear()  # what was said before is no longer what happens
        for widget in self._working:
            widget.setVisible(on)
        self._cancel.setVisible(on and self._cancel.isEnabled())


class _Elided(QLabel):
    """A text that ends in an ellipsis where the room does; the whole stands in its tool tip."""

    def paintEvent(self, arg__1: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


class _MenuButton(QToolButton):
    """Without the style's arrow: the text has one.

    A style sheet that hides it would keep the colours of the theme before.
    """

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option)
        option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu  # pyright: ignore[reportAttributeAccessIssue]


def _fact() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(6, 0, 6, 0)
    return label
