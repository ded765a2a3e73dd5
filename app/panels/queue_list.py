"""The removals that run and wait, each with a Cancel of its own. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import translate
from app.looks.icons import icon
from app.panels.thumbnails import pixmap_of, shrunk
from moebius_core.geometry import Rect

if TYPE_CHECKING:
    from app.document.document import Document
    from app.editing.removal import Removal

_PICTURE_PX = 32
_LARGEST_PX = 1024
"""So much of a mask's surroundings is shrunk to its picture; more would be felt."""
_BUTTON_PX = 28
_ROWS_SEEN = 4


class QueueList(QScrollArea):
    """One line a removal, the running one first; numbered in the order they were asked for."""

    cancelled = Signal(object)
    """The `Removal` whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue-list")
        self.setAccessibleName(translate("Queue", "Removals in work"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[Removal, ...] = ()
        self._lines: list[_Line] = []
        self._pictures: dict[Removal, QPixmap] = {}

    @property
    def lines(self) -> Sequence[_Line]:
        return tuple(self._lines)

    def show_removals(self, document: Document | None, pending: Sequence[Removal]) -> None:
        """Follow what runs and waits."""
        if tuple(pending) == self._shown:
            return
        self._shown = tuple(pending)
        self._pictures = {
            removal: self._pictures.get(removal) or _picture(document, removal.bounds)
            for removal in pending
            if document is not None
        }
        had_focus = [line.button.hasFocus() for line in self._lines]
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._lines = [
            _Line(number, picture) for number, picture in enumerate(self._pictures.values(), 1)
        ]
        for line, removal in zip(self._lines, self._pictures, strict=True):
            line.button.clicked.connect(partial(self._cancel, removal))
            column.addWidget(line)
        before = cast(QWidget | None, self.takeWidget())
        if before is not None:
            before.deleteLater()  # later: this may be its button's call
        self.setWidget(content)
        rows = min(len(self._lines), _ROWS_SEEN)
        self.setFixedHeight(rows * (max(_BUTTON_PX, _PICTURE_PX) + 2))
        if any(had_focus) and self._lines:
            self._lines[min(had_focus.index(True), len(self._lines) - 1)].button.setFocus()

    def _cancel(self, removal: Removal, _checked: bool = False) -> None:
        self.cancelled.emit(removal)

    def set_progress(self, fraction: float) -> None:
        """How far the running one is, 0..1."""
        if self._lines:
            self._lines[0].set_state(
                translate("Queue", "{percent} %").format(
                    percent=QLocale().toString(fraction * 100, "f", 0)
                )
            )


class _Line(QWidget):
    """Number, picture, state and button of one removal."""

    def __init__(self, number: int, picture: QPixmap) -> None:
        super().__init__()
        self._state = QLabel(
            translate("Queue", "Running") if number == 1 else translate("Queue", "Waiting")
        )
        shown = QLabel()
        shown.setPixmap(picture)
        shown.setFixedWidth(_PICTURE_PX)
        self.button = QToolButton()
        self.button.setIcon(icon("cancel"))
        self.button.setAutoRaise(True)
        self.button.setMinimumSize(QSize(_BUTTON_PX, _BUTTON_PX))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = translate("Queue", "Cancel removal {number}").format(number=number)
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(QLocale().toString(number)))
        row.addWidget(shown)
        row.addWidget(self._state, 1)
        row.addWidget(self.button)

    @property
    def text(self) -> str:
        return self._state.text()

    def set_state(self, text: str) -> None:
        self._state.setText(text)


def _picture(document: Document, bounds: Rect) -> QPixmap:
    """What is being removed, with a little around it."""
    wide = bounds.grown(max(bounds.width, bounds.height) // 6).intersection(document.size.rect)
    left = wide.left + max(0, wide.width - _LARGEST_PX) // 2
    top = wide.top + max(0, wide.height - _LARGEST_PX) // 2
    seen = Rect(left, top, min(wide.right, left + _LARGEST_PX), min(wide.bottom, top + _LARGEST_PX))
    return pixmap_of(shrunk(document.image.read(seen), _PICTURE_PX))
