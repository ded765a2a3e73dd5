"""Small parts of the batch window: what it offers, what it asks. [Qt]"""

from __future__ import annotations

from enum import Enum
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from app.dialogs.parts import button
from app.i18n import translate

_RING_ROOM_PX = 4


class Leave(Enum):
    """What closing the window means for a batch that is running."""

    GO_ON = "go on"
    STOP = "stop"
    STAY = "stay"


class ResumeOffer(QWidget):
    """Says how far the last batch came; hidden until there is one to go on with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(wordWrap=True)
        self.accept = button("resume", translate("Batch", "&Continue"))
        self.decline = button("close", translate("Batch", "Not any more"))
        row = QHBoxLayout(self)
        row.setContentsMargins(_RING_ROOM_PX, _RING_ROOM_PX, _RING_ROOM_PX, _RING_ROOM_PX)
        row.addWidget(self._label, 1)
        row.addWidget(self.accept)
        row.addWidget(self.decline)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def offer(self, *, done: int, total: int) -> None:
        text = translate(
            "Batch", "The last batch was not finished: {done} of {total} photos are done."
        )
        self._label.setText(text.format(done=done, total=total))
        self.show()
        self.accept.setFocus()


def ask_leave(parent: QWidget) -> Leave:
    """Ask what is to become of the running batch."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.windowTitle())
    box.setText(translate("Batch", "The batch is still running."))
    go_on = box.addButton(translate("Batch", "Let it go on"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(
        translate("Batch", "Cancel the batch"), QMessageBox.ButtonRole.DestructiveRole
    )
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(go_on)
    box.setEscapeButton(stay)
    box.exec()
    answers = {go_on: Leave.GO_ON, stop: Leave.STOP}
    return answers.get(cast(QPushButton, box.clickedButton()), Leave.STAY)
