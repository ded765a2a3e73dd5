"""Help ▸ Check for Updates: one question to the release feed, and its answer as a message. [Qt]"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.editing.failures import failure_of
from app.i18n import translate
from app.jobs.job import Job
from app.jobs.runner import Runner
from app.panels.message_bar import Answer
from app.support.updates import is_newer, newest_release, release_feed
from moebius_core import __version__

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.support.updates import Release


class UpdateCheck(QObject):
    """Downloads nothing and installs nothing: it shows the page where a person can."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._runner = Runner("updates", self)
        window.closing.connect(self._stop)

    def ask(self) -> None:
        """Ask the feed, unless it is being asked; the message follows."""
        feed = release_feed()
        if not feed:
            self._window.messages.note(
                translate(
                    "Updates", "This copy of Moebius does not know where versions are published."
                ),
                translate(
                    "Updates", "It is version {version}; look for a newer one where you got it."
                ).format(version=__version__),
            )
        elif not self._runner.is_busy:
            self._window.say(translate("Updates", "Looking for a newer version…"))
            self._runner.submit(
                Job(work=lambda _progress: newest_release(feed), done=self._tell, failed=self._fail)
            )

    def _tell(self, release: Release) -> None:
        self._window.say("")
        if not is_newer(release.version, __version__):
            newest = translate("Updates", "This is the newest version ({version}).")
            self._window.messages.note(newest.format(version=__version__))
            return
        sentence = translate("Updates", "Moebius {version} is available; this is {present}.")
        self._window.messages.ask(
            sentence.format(version=release.version, present=__version__),
            release.page,
            (Answer(translate("Updates", "Open the &page"), lambda: _open(release.page)),),
        )

    def _fail(self, error: BaseException) -> None:
        self._window.say("")
        self._window.messages.warn(*failure_of(error))

    def _stop(self) -> None:
        self._runner.shut_down(timeout_s=0.0)  # nobody waits for an answer any more


def _open(page: str) -> None:
    QDesktopServices.openUrl(QUrl(page))
