"""The weights window: what the Moebius network computes with, from the hub or from files. [Qt]"""

# ruff: noqa: N802 - event handlers bear the names that Qt calls

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.parts import MessageLine, button
from app.dialogs.text_size import TARGET_PX, resize_for_text
from app.dialogs.weights_parts import WeightsDetails, WeightsList, ask_remove, first_path
from app.dialogs.weights_rows import (
    Overview,
    RowState,
    WeightsRow,
    dependants,
    names,
    size_text,
)
from app.dialogs.weights_work import Ended, WeightsWork
from app.i18n import translate
from app.language.time_left import remaining_text

_COLUMNS = 124
_LINES = 39
_STEPS = 1000


class WeightsDialog(QDialog):
    """Not modal, and alive while it is hidden: a download goes on behind it.

    Before the program ends, `is_running` is to be looked at and `shut_down` to be called.

    Args:
        let_go: Closes the engine, whose files cannot be deleted everywhere, then goes on.
    """

    changed = Signal()
    """Weights have come or gone, or may have."""
    ended = Signal(str)
    """A sentence on how a piece of work ended, for the status bar."""

    def __init__(
        self, parent: QWidget | None, let_go: Callable[[Callable[[], object]], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Weights", "Weights of the Moebius Network"))
        self.ask_remove: Callable[[QWidget, str, str], bool] = ask_remove
        self._overview: Overview | None = None
        self._wanted = ""
        self._stopped = ""
        self.work = WeightsWork(let_go, self)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        resize_for_text(self, columns=_COLUMNS, lines=_LINES)
        self._update()

    @property
    def is_running(self) -> bool:
        return self.work.is_running

    @property
    def row(self) -> WeightsRow | None:
        """The chosen set."""
        chosen = self.list.chosen
        rows = self._overview.rows if self._overview else ()
        return next((row for row in rows if row.id == chosen), None)

    def show_now(self) -> None:
        """Bring it to the front, with what there is now."""
        if not self.is_running:
            self.message.say("")
        self.work.look()
        self.show()
        self.raise_()
        self.activateWindow()

    def choose(self, name: str) -> None:
        """Go to the set of this id, now or as soon as it is listed."""
        self._wanted = "" if self.list.choose(name) else name

    def shut_down(self) -> None:
        """Stop what runs; what has come of a download is kept."""
        self.work.shut_down()

    def reject(self) -> None:
        """Escape and Close hide the window; work that runs goes on."""
        if self.is_running:
            self.ended.emit(translate("Weights", "Goes on behind: “Weights…” shows it again."))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses no button by accident: a gigabyte may hang on it."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_running and first_path(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = first_path(event)
        if path is not None and not self.is_running:
            event.acceptProposedAction()
            self._import(path)

    def _make_widgets(self) -> None:
        self.about = QLabel(
            translate(
                "Weights",
                "The Moebius network knows what things look like and fills large holes better than "
                "content fill. What it has learnt, its weights, is downloaded once from the "
                "Hugging Face hub or imported from files; your photos never leave this computer.",
            ),
            wordWrap=True,
        )
        self.list = WeightsList()
        self.details = WeightsDetails()
        self.download = button("download", translate("Weights", "&Download"))
        self.verify = button(
            "ok",
            translate("Weights", "&Verify"),
            translate("Weights", "Read every byte and tell what is damaged."),
        )
        self.remove = button("clear", translate("Weights", "&Remove…"))
        self.import_file = button("open", translate("Weights", "&Import File…"))
        self.import_folder = button("folder", translate("Weights", "Import &Folder…"))
        self.open_folder = button("search", translate("Weights", "&Show in Folder"))
        self.cancel = button("cancel", translate("Weights", "Cance&l"))
        self.close_ = button("close", translate("Weights", "Close"))
        self.bar = QProgressBar(maximum=_STEPS, textVisible=False)
        self.bar.setAccessibleName(translate("Weights", "Progress"))
        self.doing = QLabel(wordWrap=True)
        self.message = MessageLine()
        self.room = QLabel(wordWrap=True)
        self.room.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        for each in (self.download, self.verify, self.remove):
            self.details.buttons.addWidget(each)
        self.details.buttons.addStretch(1)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.cancel)
        last = QHBoxLayout()
        for each in (self.import_file, self.import_folder, self.open_folder):
            last.addWidget(each)
        last.addStretch(1)
        last.addWidget(self.close_)
        for each in self.findChildren(QPushButton):
            each.setMinimumHeight(TARGET_PX)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addWidget(self.details)
        column.addWidget(self.doing)
        column.addLayout(running)
        column.addWidget(self.message)
        column.addWidget(self.room)
        column.addLayout(last)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._update)
        self.download.clicked.connect(self._download)
        self.verify.clicked.connect(self._verify)
        self.remove.clicked.connect(self._remove)
        self.import_file.clicked.connect(self._import_file)
        self.import_folder.clicked.connect(self._import_folder)
        self.open_folder.clicked.connect(self._show_folder)
        self.cancel.clicked.connect(self._cancel)
        self.close_.clicked.connect(self.reject)
        self.work.looked.connect(self._show)
        self.work.progressed.connect(self._progressed)
        self.work.ended.connect(self._ended)
        self.work.running_changed.connect(self._running_changed)

    def _show(self, overview: object) -> None:
        self._overview = shown = cast(Overview, overview)
        self.list.show_rows(shown.rows, self._wanted or self.list.chosen)
        self._wanted = ""
        if shown.free is not None:
            text = translate("Weights", "{size} are free on the disk of “{folder}”.")
            self.room.setText(text.format(size=size_text(shown.free), folder=shown.folder))
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        """Which buttons there are, and what stands in the details."""
        row, running = self.row, self.is_running
        self.details.show_row(row)
        goes_on = row is not None and (row.came > 0 or row.id == self._stopped)
        self.download.setText(
            translate("Weights", "&Continue Download")
            if goes_on
            else translate("Weights", "&Download")
        )
        self.download.setEnabled(row is not None and bool(row.fetch) and not running)
        self.verify.setEnabled(row is not None and row.is_here and not running)
        left = row is not None and row.state is not RowState.ABSENT
        self.remove.setEnabled(left and not running)
        for each in (self.import_file, self.import_folder):
            each.setEnabled(not running)
        for each in (self.bar, self.cancel, self.doing):
            each.setVisible(running)
        self.cancel.setEnabled(running)

    def _download(self) -> None:
        if self.row is not None:
            self.work.download(self.row)

    def _verify(self) -> None:
        if self.row is not None:
            self.work.verify(self.row)

    def _remove(self) -> None:
        row, overview = self.row, self._overview
        if row is None or overview is None:
            return
        text = translate("Weights", "Remove “{set}” from this computer?").format(set=row.id)
        if self.ask_remove(self, text, _consequence(overview, row)):
            self.work.remove(row)

    def _import_file(self) -> None:
        from moebius_core.weights.checkpoint import ENDINGS

        kinds = translate("Weights", "Weights") + f" ({' '.join('*' + end for end in ENDINGS)})"
        title = translate("Weights", "Import a File of Weights")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self._import(Path(chosen))

    def _import_folder(self) -> None:
        title = translate("Weights", "Import a Folder of Weights")
        chosen = QFileDialog.getExistingDirectory(self, title)
        if chosen:
            self._import(Path(chosen))

    def _import(self, path: Path) -> None:
        self.work.import_from(path)

    def _show_folder(self) -> None:
        if self._overview is not None:
            folder = self._overview.folder
            there = folder if folder.is_dir() else folder.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))

    def _cancel(self) -> None:
        self.work.cancel()
        self.cancel.setEnabled(False)
        self.doing.setText(translate("Weights", "Stopping…"))

    def _progressed(self, fraction: float, text: str, left_s: float | None) -> None:
        self.bar.setValue(round(fraction * _STEPS))
        if self.cancel.isEnabled():
            parts = [text] if text else []
            if left_s is not None:
                parts.append(remaining_text(left_s))
            self.doing.setText(" · ".join(parts))

    def _running_changed(self, is_running: bool) -> None:
        had_focus = self.isActiveWindow()
        if is_running:
            self.message.say("")
            self.bar.setValue(0)
            self.doing.setText("")
        self._update()
        if had_focus:
            (self.cancel if is_running else self.list).setFocus()

    def _ended(self, ended: object) -> None:
        how = cast(Ended, ended)
        self._wanted = how.chosen
        self._stopped = how.chosen if how.goes_on else ""
        self.message.say(how.text, is_trouble=how.is_trouble)
        if how.text:
            self.ended.emit(how.text)


def _consequence(overview: Overview, row: WeightsRow) -> str:
    others = dependants(overview, row)
    if others:
        text = translate("Weights", "Without it these cannot be used: {sets}.")
        return text.format(sets=names(others))
    if row.is_imported:
        return translate("Weights", "The files it was imported from stay as they are.")
    return translate("Weights", "It can be downloaded again.")
