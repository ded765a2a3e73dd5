"""A line above the photo for what went wrong or needs an answer; it never blocks the work. [Qt]"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import translate
from app.looks.icons import icon
from app.panels.announce import announce

_ICON_PX = 24
_KEPT = 5


class Answer(NamedTuple):
    """A button of the bar: what it says and what it does. The bar closes either way."""

    text: str
    act: Callable[[], object]


class _Message(NamedTuple):
    sign: str
    sentence: str
    hint: str
    answers: tuple[Answer, ...] = ()


class MessageBar(QFrame):
    """Shows one message, the newest; those it covered come back when it is dismissed."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._messages: list[_Message] = []
        self._sign = QLabel()
        self._sentence = _text_label()
        self._hint = _text_label()
        self._buttons = QHBoxLayout()
        self._close = QToolButton()
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setMinimumSize(QSize(_ICON_PX, _ICON_PX))
        self._close.setAccessibleName(translate("MessageBar", "Dismiss the message"))
        self._close.setToolTip(self._close.accessibleName())
        self._close.clicked.connect(self.dismiss)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._sentence)
        texts.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What stands there now: sentence and hint."""
        return " ".join(label.text() for label in (self._sentence, self._hint) if label.text())

    def warn(self, sentence: str, hint: str = "") -> None:
        """Something went wrong: say what, and what can be done."""
        self._add(_Message("warning", sentence, hint))

    def note(self, sentence: str, hint: str = "") -> None:
        """Something worth knowing, but nothing wrong."""
        self._add(_Message("about", sentence, hint))

    def ask(self, sentence: str, hint: str, answers: Sequence[Answer]) -> None:
        """A question that can wait; leaving it unanswered is an answer too."""
        self._add(_Message("about", sentence, hint, tuple(answers)))

    def dismiss(self) -> None:
        """The message has been read."""
        if self._messages:
            self._messages.pop()
        if self._messages:
            self._show(self._messages[-1])
            return
        self.hide()
        self.dismissed.emit()

    def clear(self) -> None:
        """Forget all messages: they were about something that is gone."""
        self._messages.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _add(self, message: _Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
        self._messages.append(message)
        del self._messages[:-_KEPT]
        self._show(message)

    def _show(self, message: _Message) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for answer in message.answers:
            button = QPushButton(answer.text)
            button.clicked.connect(self._answered(answer.act))
            self._buttons.addWidget(button)
        self._sign.setPixmap(icon(message.sign).pixmap(QSize(_ICON_PX, _ICON_PX)))
        self._sentence.setText(message.sentence)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self.show()
        announce(self, self.text)

    def _answered(self, act: Callable[[], object]) -> Callable[[], None]:
        def clicked() -> None:
            self.dismiss()
            act()

        return clicked


def _text_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
