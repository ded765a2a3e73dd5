"""One setting as a person changes it: label, control, help, and the way back. [Qt]"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.text_size import TARGET_PX
from app.i18n import translate
from app.looks.choices import refill
from app.settings import Kind, Row, SettingsStore, default_of

_Changed = Callable[[object], None]


class SettingEditor(QWidget):
    """A row of the preferences; acts at once and follows changes made elsewhere."""

    def __init__(self, row: Row, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._store = store
        label = translate("Settings", row.label)
        help_text = translate("Settings", row.help)
        self._told = f"{label} {help_text}"
        self._words = f"{self._told} {' '.join(_choice_labels(row))}".casefold()

        self.control, self._show = _CONTROLS[row.kind](row, lambda value: store.set(row.key, value))
        self.control.setObjectName(row.key)
        self.control.setMinimumHeight(TARGET_PX)
        self.control.setAccessibleName(label)
        self.control.setAccessibleDescription(help_text)
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.control.installEventFilter(self)
        self.reset_button = QPushButton(translate("Preferences", "Reset"))
        self.reset_button.setMinimumHeight(TARGET_PX)
        self.reset_button.setFlat(True)
        told = translate("Preferences", "Set “{setting}” back to the default")
        self.reset_button.setAccessibleName(told.format(setting=label))
        self.reset_button.setToolTip(self.reset_button.accessibleName())
        self.reset_button.clicked.connect(lambda: store.reset(row.key))
        kept = self.reset_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(kept)

        line = QHBoxLayout()
        if isinstance(self.control, QCheckBox):
            line.addWidget(self.control, 1)
        else:
            name = QLabel(label)
            name.setBuddy(self.control)
            name.setWordWrap(True)
            line.addWidget(name, 1)
            line.addWidget(self.control)
        line.addWidget(self.reset_button)
        explained = QLabel(help_text)
        explained.setWordWrap(True)
        explained.setForegroundRole(explained.palette().ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(explained)
        self.refresh()

    def refresh(self) -> None:
        """Show the value in force."""
        value = getattr(self._store.value, self.row.key)
        with QSignalBlocker(self.control):
            self._show(value)
        self.reset_button.setVisible(value != default_of(self.row.key))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other (value, text) than the row's own; the value in force is among them."""
        if isinstance(self.control, QComboBox):
            refill(self.control, choices, getattr(self._store.value, self.row.key))
            self._words = f"{self._told} {' '.join(text for _, text in choices)}".casefold()

    def commit(self) -> None:
        """Take a number that is typed but not confirmed yet."""
        if isinstance(self.control, QAbstractSpinBox):
            self.control.interpretText()

    def matches(self, words: list[str]) -> bool:
        """Whether label, help and choices contain all words (case-folded)."""
        return all(word in self._words for word in words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The wheel scrolls the page; it changes a control only when that has the focus."""
        if event.type() is QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ColourButton(QPushButton):
    """Shows a colour with its code; a click opens the colour dialog."""

    def __init__(self, title: str, changed: _Changed) -> None:
        super().__init__()
        self._title = title
        self._changed = changed
        self._colour = QColor()

    def show_colour(self, text: str) -> None:
        self._colour = QColor(text)
        self.setText(" " * 6 + text)

    def choose(self) -> None:
        chosen = QColorDialog.getColor(self._colour, self, self._title)
        if chosen.isValid():
            self._changed(chosen.name())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        side = self.fontMetrics().height()
        painter = QPainter(self)
        painter.setPen(self.palette().buttonText().color())
        painter.setBrush(self._colour)
        painter.drawRect(8, (self.height() - side) // 2, side, side - 1)
        painter.end()


def _choice_labels(row: Row) -> list[str]:
    return [translate("Settings", choice.label) for choice in row.choices]


def _switch(row: Row, changed: _Changed) -> tuple[QWidget, _Changed]:
    box = QCheckBox(translate("Settings", row.label))
    box.toggled.connect(changed)
    return box, lambda value: box.setChecked(bool(value))


def _choice(row: Row, changed: _Changed) -> tuple[QWidget, _Changed]:
    box = QComboBox()
    for choice, label in zip(row.choices, _choice_labels(row), strict=True):
        box.addItem(label, choice.value)
    box.currentIndexChanged.connect(lambda: changed(box.currentData()))
    return box, lambda value: box.setCurrentIndex(box.findData(value))


def _whole(row: Row, changed: _Changed) -> tuple[QWidget, _Changed]:
    box = QSpinBox()
    box.setRange(int(row.minimum), int(row.maximum))
    box.setSingleStep(int(row.step))
    _dress(box, row)
    box.valueChanged.connect(changed)
    return box, lambda value: box.setValue(cast(int, value))


def _decimal(row: Row, changed: _Changed) -> tuple[QWidget, _Changed]:
    box = QDoubleSpinBox()
    step = row.step * row.factor
    box.setDecimals(0 if step >= 1 else 2)
    box.setRange(row.minimum * row.factor, row.maximum * row.factor)
    box.setSingleStep(step)
    _dress(box, row)
    box.valueChanged.connect(lambda: changed(box.value() / row.factor))
    return box, lambda value: box.setValue(cast(float, value) * row.factor)


def _dress(box: QSpinBox | QDoubleSpinBox, row: Row) -> None:
    box.setKeyboardTracking(False)  # half-typed numbers are not settings
    if row.unit:
        box.setSuffix("\u2009" + translate("Settings", row.unit))
    if row.zero_label:
        box.setSpecialValueText(translate("Settings", row.zero_label))


def _colour(row: Row, changed: _Changed) -> tuple[QWidget, _Changed]:
    button = ColourButton(translate("Settings", row.label), changed)
    button.clicked.connect(button.choose)
    return button, lambda value: button.show_colour(str(value))


_CONTROLS: Mapping[Kind, Callable[[Row, _Changed], tuple[QWidget, _Changed]]] = MappingProxyType(
    {
        Kind.SWITCH: _switch,
        Kind.CHOICE: _choice,
        Kind.WHOLE: _whole,
        Kind.DECIMAL: _decimal,
        Kind.COLOUR: _colour,
    }
)
