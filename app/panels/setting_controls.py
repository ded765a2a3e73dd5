"""Sliders, check boxes and choices that show one setting and change it. [Qt]"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.looks.choices import refill
from app.settings import Settings, SettingsStore

_STEPS = 1000
_TAB_ONLY = Qt.FocusPolicy.TabFocus
"""A click leaves the focus on the canvas, where the keys act."""


class Scale(NamedTuple):
    """What a slider's two ends stand for, and how its number is written."""

    low: float
    high: float
    suffix: str = ""
    decimals: int = 0
    factor: float = 1.0
    """The number shown is the setting times this: 100 for percent."""
    is_logarithmic: bool = False

    def position(self, value: float) -> int:
        """0 .. 1000 on the slider."""
        if self.is_logarithmic:
            value = max(value, self.low)
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * _STEPS)

    def value(self, position: int) -> float:
        """The setting at a slider position, rounded to what the number shows."""
        share = position / _STEPS
        if self.is_logarithmic:
            value = self.low * (self.high / self.low) ** share
        else:
            value = self.low + (self.high - self.low) * share
        digits = 10.0**self.decimals
        return round(value * self.factor * digits) / digits / self.factor


class SettingSlider(QWidget):
    """Label, slider and number field for one numeric setting."""

    dragging = Signal(bool)
    """The slider is held, or let go."""
    confirmed = Signal()
    """Enter in the number field."""
    edited = Signal(float)
    """The person has set this value here."""

    def __init__(
        self,
        store: SettingsStore,
        key: str,
        label: str,
        scale: Scale,
        *,
        stacked: bool = False,
        tip: str = "",
    ) -> None:
        """
        Args:
            label: With a mnemonic, translated.
            stacked: The slider below its label instead of beside it.
            tip: What it does, for tool tip and screen reader.
        """
        super().__init__()
        self._store = store
        self._key = key
        self._scale = scale
        self._is_whole = isinstance(getattr(store.value, key), int)
        name = label.replace("&", "")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setSingleStep(_STEPS // 100)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setMinimumWidth(80)
        self.slider.setMinimumHeight(24)
        self.slider.setFocusPolicy(_TAB_ONLY)
        self.field = QDoubleSpinBox()
        self.field.setRange(scale.low * scale.factor, scale.high * scale.factor)
        self.field.setDecimals(scale.decimals)
        self.field.setSuffix(scale.suffix)
        self.field.setKeyboardTracking(False)
        self.field.setMinimumHeight(24)
        for control in (self.slider, self.field):
            control.setAccessibleName(name)
            control.setAccessibleDescription(tip)
            control.setToolTip(tip)
        text = QLabel(label)
        text.setBuddy(self.field)
        text.setToolTip(tip)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(text, 1 if stacked else 0)
        if stacked:
            line.addWidget(self.field)
            outer = QVBoxLayout(self)
            outer.setSpacing(2)
            outer.addLayout(line)
            outer.addWidget(self.slider)
        else:
            line.addWidget(self.slider, 1)
            line.addWidget(self.field)
            outer = QHBoxLayout(self)
            outer.addLayout(line)
        outer.setContentsMargins(0, 0, 0, 0)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderPressed.connect(lambda: self.dragging.emit(True))
        self.slider.sliderReleased.connect(lambda: self.dragging.emit(False))
        self.field.valueChanged.connect(self._typed)
        self.field.lineEdit().returnPressed.connect(self.confirmed)
        self.show_value(store.value)
        store.changed.connect(self.show_value)
        self.destroyed.connect(lambda: store.changed.disconnect(self.show_value))

    def show_value(self, settings: Settings) -> None:
        """Follow the setting, whoever changed it."""
        value = float(getattr(settings, self._key))
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            if self._scale.value(self.slider.value()) != value:
                self.slider.setValue(self._scale.position(value))
            self.field.setValue(value * self._scale.factor)

    def _slid(self, position: int) -> None:
        self._set(self._scale.value(position))

    def _typed(self, shown: float) -> None:
        self._set(shown / self._scale.factor)

    def _set(self, value: float) -> None:
        self._store.set(self._key, round(value) if self._is_whole else value)
        self.edited.emit(value)


class SettingCheck(QCheckBox):
    """A check box for one setting that is on or off."""

    def __init__(self, store: SettingsStore, key: str, label: str, *, tip: str = "") -> None:
        super().__init__(label)
        self._key = key
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setMinimumHeight(24)
        self.setFocusPolicy(_TAB_ONLY)
        self.toggled.connect(partial(store.set, key))
        self.show_value(store.value)
        store.changed.connect(self.show_value)
        self.destroyed.connect(lambda: store.changed.disconnect(self.show_value))

    def show_value(self, settings: Settings) -> None:
        with QSignalBlocker(self):
            self.setChecked(bool(getattr(settings, self._key)))


class SettingChoice(QComboBox):
    """A choice between named values of one setting."""

    def __init__(
        self, store: SettingsStore, key: str, name: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        """
        Args:
            name: For screen readers.
            choices: (value of the setting, text), translated.
        """
        super().__init__()
        self._store = store
        self._key = key
        self.setAccessibleName(name)
        self.setMinimumHeight(26)
        self.setFocusPolicy(_TAB_ONLY)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._choose)
        store.changed.connect(self.show_value)
        self.destroyed.connect(lambda: store.changed.disconnect(self.show_value))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (value, text), one of which is in force."""
        refill(self, choices, getattr(self._store.value, self._key))

    def show_value(self, settings: Settings) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(getattr(settings, self._key)))

    def _choose(self) -> None:
        self._store.set(self._key, self.currentData())
