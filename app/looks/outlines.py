"""Fusion with outlines that can be seen, and controls that are easy to hit. [Qt]

Fusion derives outlines from the window's colour alone; in a dark theme that leaves almost none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QWidget,
)

from app.looks.icons import contrast

_LEAST_CONTRAST = 3.2
"""WCAG 2.2 asks for 3 : 1; a little more, since thin lines blur where the scale is fractional."""
_MIX_STEPS = 50
_DISABLED_SHARE = 0.5
_TARGET_PX = 24
_ROUND = 100.0
_ROUND_PEN = 1.5
"""A curve covers few pixels wholly."""

_Primitive = QStyle.PrimitiveElement
_Complex = QStyle.ComplexControl
_Contents = QStyle.ContentsType
_Control = QStyle.ControlElement
_Sub = QStyle.SubControl
_State = QStyle.StateFlag
_Group = QPalette.ColorGroup
_Role = QPalette.ColorRole

_OUTLINED: Mapping[QStyle.PrimitiveElement, float] = MappingProxyType(
    {
        _Primitive.PE_IndicatorCheckBox: 2.0,
        _Primitive.PE_IndicatorRadioButton: _ROUND,
        _Primitive.PE_FrameLineEdit: 2.0,
        _Primitive.PE_PanelButtonCommand: 2.0,
        _Primitive.PE_PanelButtonTool: 2.0,
    }
)
"""Rounding of the corners, in device-independent pixels."""

_TARGETS = frozenset(
    {
        _Contents.CT_CheckBox,
        _Contents.CT_ComboBox,
        _Contents.CT_LineEdit,
        _Contents.CT_PushButton,
        _Contents.CT_RadioButton,
        _Contents.CT_SpinBox,
        _Contents.CT_TabBarTab,
        _Contents.CT_ToolButton,
    }
)
"""What is clicked, and so high enough."""

_BOXES = frozenset(
    {
        QStyle.PixelMetric.PM_IndicatorWidth,
        QStyle.PixelMetric.PM_IndicatorHeight,
        QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
        QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
    }
)
_BOX_SHARE = 0.8
"""Of the letters' height: boxes grow with large letters."""


class OutlinedStyle(QProxyStyle):
    """Draws what Fusion draws, then the outline over Fusion's own."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.reduces_motion = False
        """Nothing fades or moves by itself."""

    def drawPrimitive(  # noqa: N802 - Qt's name
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is _Primitive.PE_FrameTabWidget:
            _page(option, painter)
            return
        super().drawPrimitive(element, option, painter, widget)
        rounding = _OUTLINED.get(element)
        if rounding is not None:
            _outline(option, painter, option.rect, rounding)

    def drawControl(  # noqa: N802 - Qt's name
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawControl(element, option, painter, widget)
        if element in (_Control.CE_ProgressBarGroove, _Control.CE_ProgressBarContents):
            _outline(option, painter, option.rect, 2.0)

    def drawComplexControl(  # noqa: N802 - Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control in (_Complex.CC_SpinBox, _Complex.CC_ComboBox):
            _outline(option, painter, option.rect, 2.0)
        elif control is _Complex.CC_Slider and widget is not None:
            handle = self.subControlRect(control, option, _Sub.SC_SliderHandle, widget)
            _outline(option, painter, handle, 2.0, is_focusable=False)
            groove = self.subControlRect(control, option, _Sub.SC_SliderGroove, widget)
            _groove(option, painter, groove, handle)

    def sizeFromContents(  # noqa: N802 - Qt's name
        self,
        type: QStyle.ContentsType,  # noqa: A002 - Qt's name
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        natural = super().sizeFromContents(type, option, size, widget)  # pyright: ignore[reportArgumentType]
        if type in _TARGETS:
            natural.setHeight(max(natural.height(), _TARGET_PX))
        return natural

    def pixelMetric(  # noqa: N802 - Qt's name
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        natural = super().pixelMetric(metric, option, widget)
        if metric in _BOXES and widget is not None:
            return max(natural, round(widget.fontMetrics().height() * _BOX_SHARE))
        return natural

    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # below, the widget would cover all of the ring but its edges
        if hint is QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 0  # theirs would be the system's, in colours of its own
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration and self.reduces_motion:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def reduces_motion(widget: QWidget) -> bool:
    """Whether the person wants nothing to move by itself."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) == 0


def outline_colour(palette: QPalette, group: QPalette.ColorGroup = _Group.Active) -> QColor:
    """Between the window's and the text's colour, just far enough from both window and fields.

    Fainter in the disabled group.
    """
    roles = (_Role.Window, _Role.Base, _Role.WindowText)
    window, base, text = (palette.color(_Group.Active, role).rgb() for role in roles)
    share = _share(window, base, text)
    if group == _Group.Disabled:
        share *= _DISABLED_SHARE
    return _mixed(QColor(window), QColor(text), share)


@lru_cache(maxsize=16)
def _share(window: int, base: int, text: int) -> float:
    """How much of the text's colour is needed, 0..1."""
    for step in range(1, _MIX_STEPS):
        mixed = _mixed(QColor(window), QColor(text), step / _MIX_STEPS)
        if all(contrast(mixed, QColor(ground)) >= _LEAST_CONTRAST for ground in (window, base)):
            return step / _MIX_STEPS
    return 1.0


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


def _colour_of(option: QStyleOption, *, is_focusable: bool = True) -> QColor:
    if not option.state & _State.State_Enabled:
        return outline_colour(option.palette, _Group.Disabled)
    is_default = isinstance(option, QStyleOptionButton) and bool(
        option.features & QStyleOptionButton.ButtonFeature.DefaultButton
    )
    if is_default or (is_focusable and option.state & _State.State_HasFocus):
        return option.palette.color(_Group.Active, _Role.Accent)
    return outline_colour(option.palette)


def _outline(
    option: QStyleOption,
    painter: QPainter,
    rect: QRect,
    rounding: float,
    *,
    is_focusable: bool = True,
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = _ROUND_PEN if rounding == _ROUND else 1.0
    painter.setPen(QPen(_colour_of(option, is_focusable=is_focusable), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), rounding, rounding)
    painter.restore()


def _groove(option: QStyleOption, painter: QPainter, groove: QRect, handle: QRect) -> None:
    """Around the part of a horizontal slider that Fusion leaves empty, beyond the handle."""
    if not option.state & _State.State_Horizontal:
        return
    painter.save()
    painter.setPen(QPen(_colour_of(option, is_focusable=False), 1.0))
    left, right = handle.right() + 1, groove.right() - 2
    painter.drawRect(QRect(left, groove.center().y() - 2, max(right - left, 0), 4))
    painter.restore()


def _page(option: QStyleOption, painter: QPainter) -> None:
    """In the window's colour, so that what lies on it has the contrast it has elsewhere."""
    painter.save()
    painter.setPen(QPen(outline_colour(option.palette), 1.0))
    painter.setBrush(option.palette.window())
    painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
