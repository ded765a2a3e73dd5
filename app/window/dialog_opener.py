"""Opens the editor's dialogs; each is imported when it is first wanted. [Qt]"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from app.i18n import translate
from app.window.status_texts import engine_tip
from moebius_core.geometry import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.dialogs.batch import BatchDialog
    from app.dialogs.weights import WeightsDialog
    from app.editing.editor import Editor
    from app.main_window import MainWindow
    from app.window.action_set import ActionSet
    from moebius_core.geometry import Size


class LogTail(Protocol):
    """Whoever keeps the log."""

    def tail(self) -> list[str]:
        """The last lines."""
        ...


class DialogOpener(QObject):
    """One dialog of each kind at a time; asking again brings it to the front."""

    def __init__(
        self, window: MainWindow, editor: Editor, actions: ActionSet, log: LogTail | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editor = editor
        self._actions = actions
        self._log = log
        self._open: dict[str, QDialog] = {}
        self._batch: BatchDialog | None = None
        self._weights: WeightsDialog | None = None

    def open_preferences(self) -> None:
        from app.dialogs.preferences import PreferencesDialog

        if not self._raise("preferences"):
            rows = self._actions.shortcut_rows()
            editor = self._editor
            self._show(
                "preferences",
                PreferencesDialog(self._window, editor.settings, rows, editor.engines),
            )

    def open_shortcuts(self) -> None:
        from app.dialogs.shortcuts import ShortcutSheet

        if not self._raise("shortcuts"):
            self._show("shortcuts", ShortcutSheet(self._window, self._actions.shortcut_rows()))

    def open_about(self) -> None:
        from app.dialogs.about import AboutDialog, screen_lines
        from app.support.diagnostics import gather

        if self._raise("about"):
            return
        room, devices = self._editor.engine_room, self._editor.engines.devices
        found = [f"devices: {', '.join(devices)}"] if devices is not None else []
        diagnostics = gather(
            settings=self._editor.settings.differing(),
            screens=screen_lines(),
            engine=[*found, *engine_tip(room.info, room.rejected, room.notes).splitlines()],
            log=self._log.tail() if self._log is not None else (),
        )
        open_log = self._actions["open-log"].trigger
        self._show("about", AboutDialog(self._window, diagnostics, open_log))

    def open_rectangle(self) -> None:
        """Its rectangle is framed on the photo as long as it is open."""
        from app.dialogs.rectangle import RectangleDialog

        document, canvas = self._editor.document, self._window.canvas
        if document is None or self._raise("rectangle"):
            return
        painted = document.mask.bounds()
        start = painted if not painted.is_empty else _middle_of(document.size)
        dialog = RectangleDialog(
            self._window, document.size, start, takes_away=canvas.subtract_switch
        )
        canvas.set_context_frame(dialog.chosen)
        dialog.changed.connect(canvas.set_context_frame)
        dialog.finished.connect(lambda: canvas.set_context_frame(None))
        dialog.accepted.connect(
            lambda: self._editor.mark_rectangle(
                dialog.chosen, subtract=dialog.takes_away.isChecked()
            )
        )
        dialog.setModal(True)
        self._show("rectangle", dialog)

    def open_batch(self) -> None:
        """Its window stays alive when it is closed: a run goes on behind it."""
        from app.dialogs.batch import BatchDialog

        document, current = self._editor.document, self._editor.filmstrip.current
        has_mask = document is not None and bool(document.mask.occupied())
        mask = document.mask_array() if document is not None and has_mask else None
        if self._batch is None:
            self._batch = BatchDialog(
                self._window,
                settings=self._editor.settings.value,
                state=self._editor.state,
                engines=self._editor.engines,
                current_mask=mask,
                folder=current.parent if current is not None else None,
            )
            self._batch.open_requested.connect(self._open_result)
            self._batch.ended.connect(self._window.say)
        else:
            self._batch.set_settings(self._editor.settings.value)
            self._batch.set_current_mask(mask)
        self._batch.show()
        self._batch.raise_()
        self._batch.activateWindow()

    def open_weights(self, chosen: str = "") -> None:
        """Its window stays alive when it is closed: a download goes on behind it.

        Args:
            chosen: Id of the set to show first; "" leaves the list as it was.
        """
        from app.dialogs.weights import WeightsDialog

        if self._weights is None:
            self._weights = WeightsDialog(self._window, self._editor.put_engine_away)
            self._weights.changed.connect(self._editor.engines.look)
            self._weights.ended.connect(self._window.say)
        if chosen:
            self._weights.choose(chosen)
        self._weights.show_now()

    @property
    def weights(self) -> WeightsDialog | None:
        """The weights window, once it was opened."""
        return self._weights

    def _open_result(self, path: Path) -> None:
        self._editor.open_paths([path])

    def may_quit(self) -> bool:
        """Whether nothing runs here, or the person lets it be broken off."""
        ask = self._editor.prompts.busy_quit
        if self._batch is not None and self._batch.is_running:
            return ask(translate("Window", "A batch is still running."))
        if self._weights is not None and self._weights.is_running:
            return ask(
                translate(
                    "Window",
                    "Weights are still on their way; what has come of a download is kept.",
                )
            )
        return True

    def shut_down(self) -> None:
        """Close every dialog and end a batch or a download that runs."""
        for lasting in (self._batch, self._weights):
            if lasting is not None:
                lasting.shut_down()
        for dialog in tuple(self._open.values()):
            dialog.close()

    @property
    def open_names(self) -> Sequence[str]:
        """Which are open now."""
        return tuple(self._open)

    def dialog(self, name: str) -> QDialog | None:
        return self._open.get(name)

    def _raise(self, name: str) -> bool:
        dialog = self._open.get(name)
        if dialog is None:
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    def _show(self, name: str, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open[name] = dialog
        dialog.destroyed.connect(lambda: self._open.pop(name, None))
        dialog.show()


def _middle_of(size: Size) -> Rect:
    """The middle third of a photo, never empty."""
    width, height = max(1, size.width // 3), max(1, size.height // 3)
    left, top = (size.width - width) // 2, (size.height - height) // 2
    return Rect(left, top, left + width, top + height)
