"""What the two sides of a comparison are, in words over the photo. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel

from app.canvas.view import CanvasView, Compare
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.panels.announce import announce

_MARGIN_PX = 10
_LOOK = (
    "QLabel { color: white; background: rgba(0, 0, 0, 180); border-radius: 4px; padding: 3px 8px; }"
)
_TEXTS = {
    Compare.OFF: ("", ""),
    Compare.ORIGINAL: (QT_TRANSLATE_NOOP("Compare", "Original"), ""),
    Compare.SPLIT: (
        QT_TRANSLATE_NOOP("Compare", "Original"),
        QT_TRANSLATE_NOOP("Compare", "Edited"),
    ),
    Compare.LAST_EDIT: (QT_TRANSLATE_NOOP("Compare", "Before the last edit"), ""),
}
"""In the top left corner and in the top right one."""


class CompareCaptions(QObject):
    """Two small signs on the canvas; each goes where its side becomes too narrow for it."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._shown = Compare.OFF
        self.left, self.right = _sign(canvas), _sign(canvas)
        canvas.compare_changed.connect(self._follow)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _follow(self) -> None:
        if self._canvas.compare is not self._shown:
            self._shown = self._canvas.compare
            for sign, text in zip((self.left, self.right), _TEXTS[self._shown], strict=True):
                sign.setText(translate("Compare", text) if text else "")
                sign.adjustSize()
            if self.left.text() and not self.right.text():
                announce(self._canvas, self.left.text())
        self._place()

    def _place(self) -> None:
        width = self._canvas.width()
        split = self._canvas.split
        edge = width if split is None else round(split * width)
        self.left.move(_MARGIN_PX, _MARGIN_PX)
        self.right.move(width - _MARGIN_PX - self.right.width(), _MARGIN_PX)
        for sign, room in ((self.left, edge), (self.right, width - edge)):
            sign.setVisible(bool(sign.text()) and room >= sign.width() + 2 * _MARGIN_PX)


def _sign(canvas: CanvasView) -> QLabel:
    sign = QLabel(canvas)
    sign.setTextFormat(Qt.TextFormat.PlainText)
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    sign.setStyleSheet(_LOOK)
    sign.hide()
    return sign
