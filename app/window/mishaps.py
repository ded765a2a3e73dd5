"""What nobody caught: into the log, and one sentence to the person, who can go on working. [Qt]"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from app.i18n import translate

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Mishaps(QObject):
    """Exceptions that nobody caught, and what Qt complains about: into the log, and one sentence.

    Args:
        tell: Shows (sentence, hint) to the person; called on the window's thread.
        log_path: Where the details are; None: nowhere on the disk.
    """

    _told = Signal(str, str)

    def __init__(self, tell: Callable[[str, str], object], log_path: Path | None = None) -> None:
        super().__init__()
        self._log_path = log_path
        self._told.connect(tell, Qt.ConnectionType.QueuedConnection)
        self._hook = sys.excepthook
        sys.excepthook = self._uncaught
        self._handler = qInstallMessageHandler(self._from_qt)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._hook(kind, error, trace)  # the log's
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        hints = [
            translate("Window", "Your photo is still here; save it under another name to be safe.")
        ]
        if self._log_path is not None:
            where = translate("Window", "The details are in “{file}”.")
            hints.append(where.format(file=self._log_path))
        self._told.emit(
            translate("Window", "Something went wrong inside Moebius ({kind}).").format(
                kind=kind.__name__
            ),
            "\n".join(hints),
        )

    def _from_qt(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        level = _LEVELS.get(kind, logging.INFO)
        logging.getLogger("app.qt").log(level, "%s", text)
