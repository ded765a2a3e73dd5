"""What the tool in hand can be told: size, hardness, tolerance. [Qt]"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from app.i18n import QT_TRANSLATE_NOOP, translate
from app.panels.announce import announce
from app.panels.setting_controls import Scale, SettingCheck, SettingSlider
from app.settings import Settings, SettingsStore
from app.tools.toolbox import ROWS


class _Option(NamedTuple):
    """How one of the tools' options is shown; without a scale it is a check box."""

    setting: str
    label: str
    tip: str
    scale: Scale | None = None


_OPTIONS: Mapping[str, _Option] = MappingProxyType(
    {
        "size": _Option(
            "brush_size",
            QT_TRANSLATE_NOOP("OptionBar", "&Size"),
            QT_TRANSLATE_NOOP("OptionBar", "Diameter in photo pixels. Keys [ and ], or Alt+wheel."),
            Scale(1, 5000, " px", is_logarithmic=True),
        ),
        "hardness": _Option(
            "brush_hardness",
            QT_TRANSLATE_NOOP("OptionBar", "Hard&ness"),
            QT_TRANSLATE_NOOP("OptionBar", "100 % has a hard edge, 0 % falls off from the centre."),
            Scale(0, 1, " %", factor=100),
        ),
        "pressure_to_size": _Option(
            "pressure_to_size",
            QT_TRANSLATE_NOOP("OptionBar", "Pen &pressure"),
            QT_TRANSLATE_NOOP("OptionBar", "A pen's pressure changes the size."),
        ),
        "fill_loops": _Option(
            "fill_loops",
            QT_TRANSLATE_NOOP("OptionBar", "Fill l&oops"),
            QT_TRANSLATE_NOOP("OptionBar", "Circle an object with the brush: the inside is taken."),
        ),
        "wand_tolerance": _Option(
            "wand_tolerance",
            QT_TRANSLATE_NOOP("OptionBar", "&Tolerance"),
            QT_TRANSLATE_NOOP("OptionBar", "How far a colour may differ from the one clicked."),
            Scale(0, 255),
        ),
        "wand_contiguous": _Option(
            "wand_contiguous",
            QT_TRANSLATE_NOOP("OptionBar", "Only &connected"),
            QT_TRANSLATE_NOOP("OptionBar", "Take only pixels that touch each other."),
        ),
    }
)

_SLIDER_PX = 220
_LEAST_PX = 120


class OptionBar(QWidget):
    """The options of the tool that the settings name."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self.setObjectName("option-bar")
        self._controls: dict[str, QWidget] = {}
        self._told = ""
        self._tool = QLabel()
        self._tool.setObjectName("tool-name")
        self._hint = QLabel()
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(14)
        row.addWidget(self._tool)
        for name, option in _OPTIONS.items():
            control = _control(store, option)
            self._controls[name] = control
            row.addWidget(control)
        row.addWidget(self._hint)
        row.addStretch(1)
        self.show_tool(store.value)
        store.changed.connect(self.show_tool)
        self.destroyed.connect(lambda: store.changed.disconnect(self.show_tool))

    def show_tool(self, settings: Settings) -> None:
        """Show what matters to the tool in hand, and hide the rest."""
        tool = next((row for row in ROWS if row.id == settings.tool), ROWS[0])
        self._tool.setText(translate("Tools", tool.label))
        for name, control in self._controls.items():
            control.setVisible(name in tool.options)
        hint = _HINTS.get(tool.id, "")
        self._hint.setVisible(bool(hint))
        self._hint.setText(translate("OptionBar", hint) if hint else "")
        if tool.id != self._told and self.isVisible():
            announce(
                self, " – ".join(part for part in (self._tool.text(), self._hint.text()) if part)
            )
        self._told = tool.id

    def control(self, name: str) -> QWidget:
        """The control of one option, by its name in `ToolOptions`."""
        return self._controls[name]


class OptionStrip(QScrollArea):
    """The option bar in a narrow window or with large letters: it scrolls sideways."""

    def __init__(self, bar: OptionBar) -> None:
        super().__init__()
        self._bar = bar
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(_LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWidget(bar)
        for layer in (self.viewport(), bar):
            layer.setAutoFillBackground(False)  # the tool bar's own ground shows
        bar.installEventFilter(self)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self._fit()

    def resizeEvent(self, arg__1: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(arg__1)
        self._fitting.start()

    def eventFilter(self, arg__1: QObject, arg__2: QEvent) -> bool:  # noqa: N802 - Qt's name
        if arg__2.type() == QEvent.Type.LayoutRequest:
            self._fitting.start()  # later: in the middle of a layout its parts would be misplaced
        return super().eventFilter(arg__1, arg__2)

    def _fit(self) -> None:
        """As high as its content, and the scroll bar where that is needed."""
        needed = self._bar.sizeHint().expandedTo(self._bar.minimumSizeHint())
        bar_px = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(
            needed.height() + (bar_px if self._bar.minimumSizeHint().width() > self.width() else 0)
        )


def _control(store: SettingsStore, option: _Option) -> QWidget:
    label = translate("OptionBar", option.label)
    tip = translate("OptionBar", option.tip)
    if option.scale is None:
        return SettingCheck(store, option.setting, label, tip=tip)
    slider = SettingSlider(store, option.setting, label, option.scale, tip=tip)
    slider.setMaximumWidth(_SLIDER_PX + slider.field.sizeHint().width())
    return slider


_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "restore": QT_TRANSLATE_NOOP("OptionBar", "Paints the original back."),
        "lasso": QT_TRANSLATE_NOOP("OptionBar", "Draw around what should go."),
        "polygon": QT_TRANSLATE_NOOP(
            "OptionBar", "Click the corners; Enter or a double click closes."
        ),
        "rectangle": QT_TRANSLATE_NOOP(
            "OptionBar", "Shift: square. Alt or the right button takes away."
        ),
        "ellipse": QT_TRANSLATE_NOOP(
            "OptionBar", "Shift: circle. Alt or the right button takes away."
        ),
        "object": QT_TRANSLATE_NOOP(
            "OptionBar", "Scribble over an object, or draw around it: the mask snaps to it."
        ),
        "hand": QT_TRANSLATE_NOOP(
            "OptionBar", "Drag to move the photo; Space does it with any tool."
        ),
    }
)
