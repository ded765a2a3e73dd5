"""The batch window: one folder of photos in, the same photos without the objects out. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.batch_form import PREVIEW_PX, RequestForm
from app.dialogs.batch_parts import Leave, ResumeOffer, ask_leave
from app.dialogs.batch_preview import Preview, preview_of, preview_subject
from app.dialogs.batch_request import (
    BatchForm,
    MaskSource,
    current_mask_file,
    first_photo,
    what_is_missing,
)
from app.dialogs.batch_run import RunView
from app.dialogs.batch_texts import counts_line, told
from app.dialogs.batch_work import BatchWork
from app.dialogs.parts import MessageLine, button
from app.dialogs.text_size import resize_for_text
from app.i18n import translate
from app.jobs.job import Job
from app.jobs.runner import Runner
from app.looks.icons import icon

if TYPE_CHECKING:
    from app.editing.engine_shelf import EngineShelf
    from app.editing.state import State
    from app.settings import Settings
    from moebius_core.arrays import Mask
    from moebius_core.batch import BatchPlan, BatchReport
    from moebius_core.batch.work import EngineOpener

_COLUMNS = 173
_LINES = 51
_LEAST_SIZE_PX = (900, 650)
_FORM_PX = 400
_TYPING_PAUSE_MS = 300
_UNFINISHED = "unfinished"


class BatchDialog(QDialog):
    """Not modal: the editor stays usable, and a run goes on while the window is hidden.

    Before the program ends, `is_running` is to be looked at and `shut_down` to be called.
    """

    open_requested = Signal(object)
    """Path of a result that the person wants to see in the editor."""
    running_changed = Signal(bool)
    ended = Signal(str)
    """A sentence on how the run ended, for the status bar."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        settings: Settings,
        state: State,
        engines: EngineShelf,
        current_mask: Mask | None,
        folder: Path | None,
        opener: EngineOpener | None = None,
        workers: int | None = None,
    ) -> None:
        """
        Args:
            engines: Which engines there are.
            current_mask: (H, W) uint8 of the open photo; None where nothing is painted.
            folder: Of the open photo, offered as the folder of the batch.
            opener: As for `run_batch`, for tests.
            workers: As for `run_batch`.
        """
        super().__init__(parent)
        self.setWindowTitle(translate("Batch", "Batch"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setMinimumSize(*_LEAST_SIZE_PX)
        resize_for_text(self, columns=_COLUMNS, lines=_LINES)
        self.ask_leave: Callable[[QWidget], Leave] = ask_leave
        self._state = state
        self._engines = engines
        self._mask = current_mask
        self._default = BatchForm.from_settings(settings)
        self._is_private = settings.private
        self._last = BatchForm.from_json(state.batch, self._default)
        self._seen: tuple[object, ...] = ()
        self._reading: Job[Preview | None] = Job(lambda _progress: None)
        self.work = BatchWork(self, opener=opener, workers=workers)
        self._writer = Runner("batch-state", self)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.form.form = self._first_form(folder)
        self._look_for_unfinished()
        self._update()
        (self.start if self.start.isEnabled() else self.form.source).setFocus()

    @property
    def is_running(self) -> bool:
        return self.work.is_running

    def shut_down(self) -> None:
        """End the run at once and wait until that is done; at most some ten seconds."""
        self._looking.stop()
        self.work.shut_down()
        self._writer.shut_down(self._state.flush)

    def set_current_mask(self, mask: Mask | None) -> None:
        """The mask painted now, when the window is shown again."""
        self._mask = mask
        self.form.offer_current_mask(self._has_mask())
        self._looking.start()
        self._update()

    def set_settings(self, settings: Settings) -> None:
        """The settings have changed since the dialog was made: which engine runs, what is kept."""
        self._is_private = settings.private
        before, self._default = self._default, BatchForm.from_settings(settings)
        if self._is_unfinished() or self.is_running:
            return
        changed = replace(self.form.form, device=settings.device)
        if settings.engine != before.engine:
            changed = replace(changed, engine=settings.engine)
        self.form.form = changed

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self.is_running:
            leave = self.ask_leave(self)
            if leave is Leave.STAY:
                event.ignore()
                return
            if leave is Leave.STOP:
                self.work.abort()
        self._remember(self.form.form)
        event.accept()  # QDialog's own would ask `reject`, which asks here

    def reject(self) -> None:
        """Escape is a close like any other."""
        self.close()

    def _make_widgets(self) -> None:
        self.form = RequestForm(has_current_mask=self._has_mask(), engines=self._engines)
        self.run_view = RunView()
        self.banner = ResumeOffer()
        self.message = MessageLine()
        self.dry_run = button(
            "search",
            translate("Batch", "Dry &run"),
            translate("Batch", "List what would happen to each photo; nothing is written."),
        )
        self.start = button("remove", translate("Batch", "&Start"))
        self.start.setDefault(True)
        self.pause = button("pause", translate("Batch", "&Pause"))
        self.stop = button(
            "stop",
            translate("Batch", "Stop after &these"),
            translate("Batch", "Finish the photos in work, then end the batch."),
        )
        self.cancel = button(
            "cancel",
            translate("Batch", "Cance&l now"),
            translate("Batch", "End at once; nothing of the photos in work is written."),
        )
        self.close_ = button("close", translate("Batch", "Close"))
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(_TYPING_PAUSE_MS)

    def _lay_out(self) -> None:
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.form)
        halves.addWidget(self.run_view)
        halves.setStretchFactor(1, 1)
        form_px = max(_FORM_PX, self.form.wanted_width)
        halves.setSizes([form_px, max(self.width() - form_px, _FORM_PX)])
        buttons = QHBoxLayout()
        buttons.addWidget(self.dry_run)
        buttons.addStretch(1)
        for each in (self.pause, self.stop, self.cancel, self.start, self.close_):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.addWidget(self.banner)
        column.addWidget(halves, 1)
        column.addWidget(self.message)
        column.addLayout(buttons)

    def _connect(self) -> None:
        offer = self.form.offer_engines
        self._engines.changed.connect(offer)
        self.destroyed.connect(lambda: self._engines.changed.disconnect(offer))
        self.form.changed.connect(self._update)
        self.form.changed.connect(self._looking.start)
        self._looking.timeout.connect(self._look)
        self.run_view.open_requested.connect(self.open_requested)
        self.work.planned.connect(self._show_plan)
        self.work.happened.connect(self.run_view.show_events)
        self.work.finished.connect(self._show_report)
        self.work.failed.connect(self._show_failure)
        self.work.running_changed.connect(self._show_running)
        self.dry_run.clicked.connect(self._dry_run)
        self.start.clicked.connect(self._start)
        self.banner.accept.clicked.connect(self._continue)
        self.banner.decline.clicked.connect(self._forget)
        self.pause.clicked.connect(self._pause_or_resume)
        self.stop.clicked.connect(self._stop)
        self.cancel.clicked.connect(self._cancel)
        self.close_.clicked.connect(self.close)

    def _has_mask(self) -> bool:
        """Whether a mask is painted now, or one is kept for the batch that is to go on."""
        return self._mask is not None or (self._is_unfinished() and current_mask_file().is_file())

    def _is_unfinished(self) -> bool:
        return self._state.batch.get(_UNFINISHED) is True

    def _first_form(self, folder: Path | None) -> BatchForm:
        """The last one; the open photo's folder, unless a batch is to go on."""
        form = self._last
        if form.mask_source is MaskSource.CURRENT and not self._has_mask():
            form = replace(form, masks=MaskSource.BESIDE.value)
        if folder is not None and not self._is_unfinished() and form.source != str(folder):
            form = replace(form, source=str(folder), target="")
        if not self._is_unfinished():  # what computes is as in the editor, to begin with
            form = replace(form, engine=self._default.engine, device=self._default.device)
        return replace(form, force=False)

    def _remember(self, form: BatchForm, *, unfinished: bool | None = None) -> None:
        if self._is_private:
            return
        flag = self._is_unfinished() if unfinished is None else unfinished
        if flag and unfinished is None:
            return  # a batch that is to go on is not overwritten by what was filled in since
        self._state.batch = {**form.as_json(), _UNFINISHED: flag}
        self._writer.submit(Job(lambda _progress: self._state.flush()))

    def _look(self) -> None:
        """Show the example's name and the mask over the first photo; reading takes its time."""
        form, mask = self.form.form, self._mask
        subject = (*preview_subject(form), id(mask))
        if subject == self._seen or self.is_running:
            return
        self._seen = subject
        self._reading.cancel()
        if form.source.strip():
            name = Job(lambda _progress: first_photo(form.source), done=self._show_example)
            self._writer.submit(name)
        if what_is_missing(replace(form, target="any"), has_current_mask=self._has_mask()):
            self.form.show_preview("", None)
            return
        self._reading = Job(
            lambda _progress: preview_of(form, mask, PREVIEW_PX),
            done=self._show_preview,
            failed=lambda error: self.form.show_preview("", None, told(error)),
        )
        self._writer.submit(self._reading)

    def _show_example(self, photo: Path | None) -> None:
        self.form.show_example_of(photo.name if photo else "photo.jpg")

    def _show_preview(self, preview: Preview | None) -> None:
        if preview is None:
            self.form.show_preview("", None, translate("Batch", "No photo has a mask."))
        else:
            self.form.show_preview(preview.name, preview.picture)

    def _look_for_unfinished(self) -> None:
        if not self._is_unfinished():
            return
        from app.dialogs.batch_request import checked_plan

        form = replace(self._last, force=False)
        self._writer.submit(Job(lambda _progress: checked_plan(form), done=self._offer))

    def _offer(self, plan: BatchPlan) -> None:
        from moebius_core.batch import Action

        done, left = (len(plan.with_action(a)) for a in (Action.UNCHANGED, Action.REMOVE))
        if not left or self.is_running:
            return
        self.banner.offer(done=done, total=done + left)

    def _continue(self) -> None:
        self.form.form = replace(self._last, force=False)
        self._run(None)

    def _forget(self) -> None:
        self._remember(self.form.form, unfinished=False)
        self.banner.hide()

    def _dry_run(self) -> None:
        self.message.say("")
        self.dry_run.setEnabled(False)
        self.start.setEnabled(False)
        self.work.plan(self.form.form, self._mask_for(self.form.form))

    def _start(self) -> None:
        self._run(self._mask_for(self.form.form))

    def _run(self, mask: Mask | None) -> None:
        self.message.say(translate("Batch", "Looking at the photos and opening the engine…"))
        self.banner.hide()
        self.run_view.show_only_problems(False)
        self._last = self.form.form
        self.work.run(self._last, mask)

    def _mask_for(self, form: BatchForm) -> Mask | None:
        return self._mask if form.mask_source is MaskSource.CURRENT else None

    def _pause_or_resume(self) -> None:
        if self.work.is_paused:
            self.work.resume()
            self.message.say(translate("Batch", "The batch goes on."))
        else:
            self.work.pause()
            self.message.say(translate("Batch", "Paused; the photos in work are finished first."))
        self._update()

    def _stop(self) -> None:
        self.work.stop()
        self.pause.setEnabled(False)
        self.stop.setEnabled(False)
        self.message.say(translate("Batch", "The batch ends after the photos in work."))

    def _cancel(self) -> None:
        self.work.abort()
        for each in (self.pause, self.stop, self.cancel):
            each.setEnabled(False)
        self.message.say(translate("Batch", "Ending the batch…"))

    def _show_plan(self, plan: object) -> None:
        self.run_view.show_plan(cast("BatchPlan", plan))
        self._update()
        if self.is_running:
            self._remember(self._last, unfinished=True)
            self.message.say(translate("Batch", "The batch is running."))
        else:
            self.message.say(translate("Batch", "This would happen; nothing has been written."))
            self.start.setFocus()

    def _show_report(self, report: object) -> None:
        ended = cast("BatchReport", report)
        self.run_view.show_report(ended)
        self._remember(self._last, unfinished=ended.interrupted)
        line = counts_line(self.run_view.table.counts())
        if ended.interrupted:
            text = translate("Batch", "Interrupted; “Start” goes on where it stopped.")
        elif ended.has_failures:
            text = translate("Batch", "Ended with failures; their reasons are listed above.")
        else:
            text = translate("Batch", "Done.")
        self.message.say(text, is_trouble=ended.has_failures)
        if ended.has_failures:
            self.run_view.show_only_problems()
        self.ended.emit(f"{translate('Batch', 'Batch')}: {line}")

    def _show_failure(self, error: object) -> None:
        text = told(cast(BaseException, error))
        self._update()
        self.message.say(text, is_trouble=True)
        self.ended.emit(f"{translate('Batch', 'Batch')}: {text}")

    def _show_running(self, is_running: bool) -> None:
        self._update()
        (self.pause if is_running else self.start).setFocus()
        self.running_changed.emit(is_running)

    def _update(self) -> None:
        """Which buttons are there and can be pressed."""
        running = self.is_running
        for each in (self.pause, self.stop, self.cancel):
            each.setVisible(running)
            each.setEnabled(running)
        for each in (self.start, self.dry_run):
            each.setVisible(not running)
        self.form.setEnabled(not running)
        paused = self.work.is_paused
        self.pause.setIcon(icon("resume" if paused else "pause"))
        self.pause.setText(
            translate("Batch", "&Resume") if paused else translate("Batch", "&Pause")
        )
        if running:
            return
        missing = what_is_missing(self.form.form, has_current_mask=self._has_mask())
        for each in (self.start, self.dry_run):
            each.setEnabled(not missing)
        self.message.say(missing)
