"""The program around the window: from a list of paths to an exit code. [Qt]"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

import moebius_core
from app import places
from app.dialogs.prompts import DialogPrompts
from app.editing.editor import Editor
from app.editing.state import State
from app.i18n import translate
from app.jobs.collector import Collector
from app.jobs.later import Later
from app.language.translations import Translations
from app.looks.icons import app_icon
from app.looks.theme import ThemeName, apply_theme, reduce_motion
from app.main_window import MainWindow
from app.settings import Settings, SettingsStore
from app.support.crash_note import CrashNote
from app.support.log_file import LogFile
from app.window.inbox import Inbox
from app.window.interrupts import Interrupts
from app.window.mishaps import Mishaps
from moebius_core.engines.selection import open_engine

if TYPE_CHECKING:
    from app.editing.engine_room import Opener
    from app.start.single_instance import FirstInstance

log = logging.getLogger(__name__)

_LONGEST_WAIT_MS = 1000


class Application(QApplication):
    """Hands over files that the system asks to open, on macOS instead of arguments."""

    file_asked = Signal(object)
    """A Path."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            path = event.file() or event.url().toLocalFile()
            if path:
                self.file_asked.emit(Path(path))
            return True
        return super().event(event)


def run(paths: Sequence[Path] = (), first: FirstInstance | None = None) -> int:
    """Open the window with these photos or folders, and return when it is closed.

    Args:
        paths: Absolute.
        first: Receives the files of later starts; None: those open windows of their own.
    """
    log_file = LogFile()
    note = CrashNote()
    try:
        app = make_application(sys.argv[:1])
        session = Session(app, log_file, first=first, has_crashed=note.has_crashed)
        session.start(paths)
        code = app.exec()
        session.end()
        return code
    finally:
        note.close()
        log_file.close()


def make_application(argv: Sequence[str]) -> Application:
    """The one QApplication, with names, icon and scaling set."""
    Application.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = Application(list(argv))
    app.setApplicationName("Moebius")
    app.setApplicationDisplayName("Moebius")
    app.setApplicationVersion(moebius_core.__version__)
    app.setDesktopFileName(desktop_name())
    app.setWindowIcon(app_icon())
    return app


def desktop_name(environ: Mapping[str, str] = os.environ) -> str:
    """The desktop entry that the windows belong to, without its ending; Flatpak renames it."""
    return environ.get("FLATPAK_ID", "moebius")


class Session(QObject):
    """Everything between the first window and the last: settings, editor, window, and mishaps."""

    def __init__(
        self,
        app: Application,
        log_file: LogFile,
        *,
        opener: Opener = open_engine,
        first: FirstInstance | None = None,
        has_crashed: bool = False,
    ) -> None:
        """
        Args:
            opener: Of engines, for tests.
            first: Receives the files of later starts.
            has_crashed: Whether the program crashed when it ran before; the log says where.
        """
        super().__init__(app)
        self._app = app
        self._log_file = log_file
        self._collector = Collector(self)
        self.store = SettingsStore.load(schedule=Later())
        self._translations = Translations(app)
        self._translations.use(self.store.value.language)
        apply_theme(app, _theme(self.store.value))
        if self.store.value.reduce_motion:
            reduce_motion(app, True)
        self._seen = self.store.value
        self.prompts = DialogPrompts()
        self.editor = Editor(self.store, State.load(), self.prompts, opener=opener)
        self.window = MainWindow(self.editor, self.prompts, log_tail=log_file)
        self.prompts.window = self.window
        self.store.changed.connect(self._settings_changed)
        self._inbox = Inbox(self.window, first)
        app.file_asked.connect(self._inbox.put)
        self._has_crashed = has_crashed
        self._mishaps = Mishaps(self.window.messages.warn, log_file.path)
        self._interrupts = Interrupts(self.window.close)

    def start(self, paths: Sequence[Path]) -> None:
        """Show the window first; everything else comes after it has been painted."""
        FirstPaint(self.window, lambda: self._after_showing(paths))
        self.window.show()

    def end(self) -> None:
        """After the last window."""
        self._interrupts.close()
        self._mishaps.close()
        self.store.changed.disconnect(self._settings_changed)
        self.store.flush()
        self._translations.remove()
        self._collector.stop()

    def _after_showing(self, paths: Sequence[Path]) -> None:
        log.info("the window is shown after %.3f s of processor time", time.process_time())
        self.editor.warm_up()
        self.editor.refresh_recent()
        self.editor.engines.look()
        if self.store.notes:
            self.window.messages.note("\n".join(self.store.notes))
        self._inbox.open(paths)
        if self._has_crashed:
            self.window.restore_bar.tell_of_crash(self._log_file.path or places.log_folder())
        self.editor.find_journals()

    def _settings_changed(self, settings: Settings) -> None:
        before, self._seen = self._seen, settings
        if settings.theme != before.theme:
            apply_theme(self._app, _theme(settings))
        if settings.reduce_motion != before.reduce_motion:
            reduce_motion(self._app, settings.reduce_motion)
        if settings.language != before.language:
            self.window.messages.note(
                translate("Window", "The language changes when Moebius is started again.")
            )


class FirstPaint(QObject):
    """Calls `then` once, after the window has first been painted; soon if that does not come.

    A window that starts minimised, say, is not painted.
    """

    def __init__(self, window: QWidget, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then: Callable[[], object] | None = then
        self._window = window
        window.installEventFilter(self)
        QTimer.singleShot(_LONGEST_WAIT_MS, self, self._now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._now)
        return False

    def _now(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()


def _theme(settings: Settings) -> ThemeName:
    return cast(ThemeName, settings.theme)  # the store lets nothing else in
