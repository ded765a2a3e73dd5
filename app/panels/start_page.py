"""What an empty window shows: what to do, in three lines, and where to begin. [Qt]"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import QT_TRANSLATE_NOOP, translate
from app.looks.icons import icon
from app.panels.primary_button import PrimaryButton

_STEPS = (
    ("open", QT_TRANSLATE_NOOP("StartPage", "Open a photo, or drop one here.")),
    ("brush", QT_TRANSLATE_NOOP("StartPage", "Paint over what should go.")),
    ("remove", QT_TRANSLATE_NOOP("StartPage", "Press Enter: it is gone, the rest untouched.")),
)
_WIDTH_PX = 460
_COLUMNS = 66
_SHOWN_RECENT = 6
_ROW_PX = 28
_PATH = Qt.ItemDataRole.UserRole


class StartPage(QScrollArea):
    """Shown instead of the canvas while no photo is open."""

    chosen = Signal(object)
    """A recent photo's Path."""

    def __init__(self, *, open_action: QAction, sample_action: QAction, offer: QWidget) -> None:
        """
        Args:
            offer: Stands below everything, as long as it shows itself.
        """
        super().__init__()
        self.setObjectName("start-page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        title = QLabel(translate("StartPage", "Remove anything from a photo"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        title.setWordWrap(True)
        self.open_button = PrimaryButton(open_action, translate("StartPage", "Open a photo"))
        self.sample_button = QToolButton()
        sample_action.setIconText(translate("StartPage", "Try a sample photo"))
        self.sample_button.setDefaultAction(sample_action)
        self.sample_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.sample_button.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding
        )
        self.sample_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button, 1)
        buttons.addWidget(self.sample_button, 1)
        self._heading = QLabel(translate("StartPage", "Recent &photos"))
        self.recent = QListWidget()
        self.recent.setObjectName("recent-list")
        self.recent.setAccessibleName(translate("StartPage", "Recent photos"))
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.itemActivated.connect(self._activated)
        self.recent.itemClicked.connect(self._activated)
        self._heading.setBuddy(self.recent)
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(title)
        column.addLayout(_steps())
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self.recent)
        column.addWidget(offer)
        column.addStretch(3)
        inside = QWidget()
        inside.setLayout(column)
        inside.setMaximumWidth(max(_WIDTH_PX, _COLUMNS * self.fontMetrics().averageCharWidth()))
        page = QWidget()
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        self.setWidget(page)
        self.set_recent(())

    def set_recent(self, recent: Sequence[tuple[Path, bool]]) -> None:
        """
        Args:
            recent: (photo, whether it is there), newest first; missing ones are greyed.
        """
        self.recent.clear()
        for path, is_there in recent[:_SHOWN_RECENT]:
            item = QListWidgetItem(f"{path.name}  –  {path.parent}")
            item.setData(_PATH, path)
            item.setToolTip(str(path))
            if not is_there:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setToolTip(translate("StartPage", "No longer there: {path}").format(path=path))
            item.setSizeHint(QSize(0, max(_ROW_PX, self.fontMetrics().height() + 8)))
            self.recent.addItem(item)
        self._heading.setVisible(bool(recent))
        self.recent.setVisible(bool(recent))
        rows = sum(self.recent.sizeHintForRow(row) for row in range(self.recent.count()))
        self.recent.setFixedHeight(rows + 2 * self.recent.frameWidth())

    def _activated(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.chosen.emit(item.data(_PATH))


def _steps() -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(12)
    for row, (sign, text) in enumerate(_STEPS):
        picture = QLabel()
        picture.setPixmap(icon(sign).pixmap(QSize(24, 24)))
        words = QLabel(translate("StartPage", text))
        words.setWordWrap(True)
        grid.addWidget(picture, row, 0)
        grid.addWidget(words, row, 1)
    return grid
