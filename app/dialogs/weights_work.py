"""Downloading, importing, checking and removing weights on a thread of its own. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.dialogs.weights_rows import Overview, WeightsRow, look, size_text
from app.editing.failures import failure_of
from app.i18n import translate
from app.jobs.eta import Eta
from app.jobs.job import Job
from app.jobs.runner import Runner
from app.language.error_texts import translated
from moebius_core.progress import Progress
from moebius_core.weights.receipt import Installed
from moebius_core.weights.registry import WeightsKind
from moebius_core.weights.store import default_store

T = TypeVar("T")


@dataclass(frozen=True)
class Ended:
    """How a piece of work ended, in words."""

    text: str
    is_trouble: bool = False
    chosen: str = ""
    """Id of the set that it was about, or that came with it."""
    goes_on: bool = False
    """A download that was stopped and can be continued."""


class WeightsWork(QObject):
    """One piece of work at a time. All methods belong to the window's thread and return at once.

    The network is asked by `download` alone.

    Args:
        let_go: Closes whatever has files of weights open, then calls what it is given.
    """

    looked = Signal(object)
    """An `Overview`."""
    progressed = Signal(float, str, object)
    """0..1, what is being done, seconds left or None."""
    ended = Signal(object)
    """`Ended`; `looked` follows."""
    running_changed = Signal(bool)

    def __init__(
        self, let_go: Callable[[Callable[[], object]], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._let_go = let_go
        self._runner = Runner("weights", self)
        self._job: Job[object] | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def look(self) -> None:
        """Find out what there is; answered by `looked`."""
        self._runner.submit(Job(_look, done=self.looked.emit))

    def download(self, row: WeightsRow) -> None:
        """Fetch what the set lacks, or all of it; goes on with what has come before."""
        stopped = translate(
            "Weights", "Stopped. What has come is kept; “Continue Download” goes on from there."
        )
        self._run(
            lambda progress: default_store().download(row.fetch, progress),
            lambda _: Ended(
                translate("Weights", "“{set}” is installed; the next removal can use it.").format(
                    set=row.id
                ),
                chosen=row.id,
            ),
            Ended(stopped, chosen=row.id, goes_on=True),
        )

    def import_from(self, path: Path) -> None:
        """Copy weights from a file or folder of this computer."""
        self._run(
            lambda progress: default_store().import_local(path, progress=progress),
            _imported,
            Ended(translate("Weights", "Stopped. Nothing was installed by halves.")),
        )

    def verify(self, row: WeightsRow) -> None:
        """Read every byte of a set."""
        self._run(
            lambda progress: default_store().verify(row.id, progress),
            lambda problems: _verified(row, problems),
            Ended(translate("Weights", "Stopped before everything was checked."), chosen=row.id),
        )

    def remove(self, row: WeightsRow) -> None:
        """Delete a set, and what a download has left of it."""

        def done(freed: int) -> Ended:
            text = translate("Weights", "“{set}” was removed; {size} are free again.")
            return Ended(text.format(set=row.id, size=size_text(freed)), chosen=row.id)

        job = self._made(lambda _progress: default_store().remove(row.id), done, Ended(""))
        self._begin(job)
        self._let_go(lambda: self._runner.submit(job))

    def cancel(self) -> None:
        """Stop what runs; of a download what has come is kept."""
        if self._job is not None:
            self._job.cancel()

    def shut_down(self) -> None:
        """Stop and wait for it. For the program's end."""
        self._runner.shut_down()

    def _run(
        self, work: Callable[[Progress], T], done: Callable[[T], Ended], stopped: Ended
    ) -> None:
        job = self._made(work, done, stopped)
        self._begin(job)
        self._runner.submit(job)

    def _made(
        self, work: Callable[[Progress], T], done: Callable[[T], Ended], stopped: Ended
    ) -> Job[T]:
        eta = Eta()
        return Job(
            work,
            done=lambda result: self._end(done(result)),
            failed=lambda error: self._end(Ended(" ".join(failure_of(error)).strip(), True)),
            cancelled=lambda: self._end(stopped),
            progressed=lambda fraction, text: self.progressed.emit(
                fraction, translated(text), eta.update(fraction)
            ),
        )

    def _begin(self, job: Job[T]) -> None:
        self._job = job  # pyright: ignore[reportAttributeAccessIssue]  - only cancelled here
        self.running_changed.emit(True)

    def _end(self, ended: Ended) -> None:
        self._job = None
        self.running_changed.emit(False)
        self.ended.emit(ended)
        self.look()


def _look(_progress: Progress) -> Overview:
    return look(default_store())


def _imported(came: list[Installed]) -> Ended:
    ids = ", ".join(each.id for each in came)
    networks = [each.id for each in came if each.kind is not WeightsKind.AUTOENCODER]
    text = translate("Weights", "Imported: {sets}.").format(sets=ids)
    return Ended(text, chosen=(*networks, came[0].id)[0])


def _verified(row: WeightsRow, problems: list[str]) -> Ended:
    if not problems:
        text = translate("Weights", "“{set}” is sound, down to the last byte.")
        return Ended(text.format(set=row.id), chosen=row.id)
    told = [translated(problem) for problem in problems]
    told.append(translate("Weights", "Remove it and get it again."))
    return Ended(" ".join(told), True, chosen=row.id)
