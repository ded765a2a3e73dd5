"""Two small fields of the batch dialog: a path with its button, and nine anchors to choose from.

[Qt]
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from app.dialogs.batch_request import ANCHORS
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.looks.icons import icon

_ANCHOR_NAMES: Mapping[str, str] = {
    "top-left": QT_TRANSLATE_NOOP("Batch", "Top left"),
    "top": QT_TRANSLATE_NOOP("Batch", "Top"),
    "top-right": QT_TRANSLATE_NOOP("Batch", "Top right"),
    "left": QT_TRANSLATE_NOOP("Batch", "Left"),
    "centre": QT_TRANSLATE_NOOP("Batch", "Centre"),
    "right": QT_TRANSLATE_NOOP("Batch", "Right"),
    "bottom-left": QT_TRANSLATE_NOOP("Batch", "Bottom left"),
    "bottom": QT_TRANSLATE_NOOP("Batch", "Bottom"),
    "bottom-right": QT_TRANSLATE_NOOP("Batch", "Bottom right"),
}
_SIDE_PX = 26
_STEPS: Mapping[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Wanted(Enum):
    """What a path field takes."""

    FOLDER = "folder"
    PICTURE = "picture"


class PathField(QWidget):
    """A path to type, to drop or to choose."""

    changed = Signal(str)

    def __init__(self, name: str, wanted: Wanted, parent: QWidget | None = None) -> None:
        """
        Args:
            name: What the path is, for the dialog that chooses it and for a screen reader.
        """
        super().__init__(parent)
        self._name = name
        self._wanted = wanted
        self.edit = QLineEdit(clearButtonEnabled=True)
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(self.changed)
        self.edit.setAcceptDrops(False)  # its parent takes files; text is pasted
        self.button = QToolButton()
        self.button.setIcon(icon("folder"))
        self.button.setToolTip(translate("Batch", "Choose…"))
        self.button.setAccessibleName(translate("Batch", "Choose: {name}").format(name=name))
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setMinimumSize(_SIDE_PX, _SIDE_PX)
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.edit)
        self.setAcceptDrops(True)

    @property
    def text(self) -> str:
        return self.edit.text()

    @text.setter
    def text(self, text: str) -> None:
        self.edit.setText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if _first_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        path = _first_path(event)
        if path is None:
            return
        wants_folder = self._wanted is Wanted.FOLDER
        self.text = str(path.parent if wants_folder and not path.is_dir() else path)
        event.acceptProposedAction()

    def _choose(self) -> None:
        if self._wanted is Wanted.FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, self._name, self.text)
        else:
            kinds = (
                translate("Batch", "Pictures") + " (*.png *.tif *.tiff *.bmp *.jpg *.jpeg *.webp)"
            )
            chosen, _ = QFileDialog.getOpenFileName(self, self._name, self.text, kinds)
        if chosen:
            self.text = str(Path(chosen))


class AnchorPicker(QWidget):
    """Nine places of a mask in a photo; arrow keys go from one to the next."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, accessibleName=translate("Batch", "Place of the mask"))
        self._group = QButtonGroup(self, exclusive=True)
        self._buttons: dict[str, QToolButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for row, names in enumerate(ANCHORS):
            for column, name in enumerate(names):
                button = self._button(name)
                grid.addWidget(button, row, column)
        grid.setColumnStretch(len(ANCHORS[0]), 1)
        self.choose("bottom-right")

    @property
    def value(self) -> str:
        """A name that `parse_fit` knows: `bottom-right`."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        self._buttons[name].setChecked(True)

    def button(self, name: str) -> QToolButton:
        return self._buttons[name]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._go(*step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, right: int, down: int) -> None:
        row, column = next(
            (row, names.index(self.value))
            for row, names in enumerate(ANCHORS)
            if self.value in names
        )
        name = ANCHORS[min(max(row + down, 0), 2)][min(max(column + right, 0), 2)]
        self.choose(name)
        self._buttons[name].setFocus()

    def _tell(self, name: str, is_on: bool) -> None:
        if is_on:
            self.changed.emit(name)

    def _button(self, name: str) -> QToolButton:
        told = translate("Batch", _ANCHOR_NAMES[name])
        button = QToolButton()
        button.setCheckable(True)
        button.setToolTip(told)
        button.setAccessibleName(told)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setIcon(icon("anchor"))
        button.setFixedSize(_SIDE_PX, _SIDE_PX)
        button.installEventFilter(self)
        button.toggled.connect(partial(self._tell, name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button


def _first_path(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    local = next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
    return Path(local) if local else None
