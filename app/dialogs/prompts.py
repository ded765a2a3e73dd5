"""The editor's questions as dialogs. [Qt]"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget

from app.editing.prompts import Unsaved
from app.i18n import translate

if TYPE_CHECKING:
    from moebius_core.geometry import Size
    from moebius_core.masks import Fit
    from moebius_core.photo import SaveOptions

_Role = QMessageBox.ButtonRole
_COLUMNS = 54
"""Qt would wrap the smaller text at the width of a short question."""


class DialogPrompts:
    """Asks in modal dialogs over `window`, which is set once it is there."""

    def __init__(self) -> None:
        self.window: QWidget | None = None

    def unsaved(self, name: str) -> Unsaved:
        box = self._box(
            translate("Prompts", "Save the changes to “{name}”?").format(name=name),
            translate("Prompts", "Without saving they are lost."),
        )
        box.setStandardButtons(
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel
        )
        box.setDefaultButton(QMessageBox.StandardButton.Save)
        answers = {
            QMessageBox.StandardButton.Save: Unsaved.SAVE,
            QMessageBox.StandardButton.Discard: Unsaved.DISCARD,
        }
        return answers.get(QMessageBox.StandardButton(box.exec()), Unsaved.CANCEL)

    def confirm_overwrite(self, path: Path) -> bool:
        return self._choose(
            translate("Prompts", "Replace the original “{name}”?").format(name=path.name),
            translate(
                "Prompts",
                "It is overwritten with the edited photo. File > Save As keeps the original. "
                "This is asked only once.",
            ),
            translate("Prompts", "&Replace"),
        )

    def overwrite_changed(self, path: Path) -> bool:
        return self._choose(
            translate("Prompts", "Another program has changed “{name}”.").format(name=path.name),
            translate("Prompts", "Saving replaces what the other program has written."),
            translate("Prompts", "&Save all the same"),
        )

    def busy_quit(self, what: str) -> bool:
        return self._choose(
            what,
            translate("Prompts", "It would be broken off."),
            translate("Prompts", "&Leave all the same"),
        )

    def save_target(self, suggested: Path, options: SaveOptions) -> tuple[Path, SaveOptions] | None:
        from app.dialogs.save_as import SaveAsDialog

        dialog = SaveAsDialog(self.window, suggested, options)
        try:
            return (dialog.path, dialog.options) if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def open_files(self, folder: Path | None) -> list[Path]:
        from moebius_core.photo import readable_suffixes

        names, _filter = QFileDialog.getOpenFileNames(
            self.window,
            translate("Prompts", "Open Photos"),
            str(folder or ""),
            f"{_photos(readable_suffixes())};;{translate('Prompts', 'All files (*)')}",
        )
        return [Path(name) for name in names]

    def open_folder(self, folder: Path | None) -> Path | None:
        """A folder whose photos are to be gone through."""
        name = QFileDialog.getExistingDirectory(
            self.window, translate("Prompts", "Open a Folder of Photos"), str(folder or "")
        )
        return Path(name) if name else None

    def mask_file(self, folder: Path | None) -> Path | None:
        from moebius_core.photo import readable_suffixes

        name, _filter = QFileDialog.getOpenFileName(
            self.window,
            translate("Prompts", "Load a Mask"),
            str(folder or ""),
            f"{_photos(readable_suffixes())};;{translate('Prompts', 'All files (*)')}",
        )
        return Path(name) if name else None

    def mask_target(self, suggested: Path) -> Path | None:
        name, _filter = QFileDialog.getSaveFileName(
            self.window,
            translate("Prompts", "Save the Mask"),
            str(suggested),
            translate("Prompts", "PNG pictures (*.png)"),
        )
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_name(path.name + ".png")

    def mask_fit(self, mask: Size, photo: Size) -> Fit | None:
        from moebius_core.masks import SCALE, Fit

        box = self._box(
            translate(
                "Prompts", "The mask has {mask} pixels, the photo {photo}. How should it fit?"
            ).format(mask=mask, photo=photo),
            "",
        )
        scale = box.addButton(translate("Prompts", "&Stretch to the photo"), _Role.AcceptRole)
        corner = box.addButton(translate("Prompts", "&Top left corner"), _Role.AcceptRole)
        centre = box.addButton(translate("Prompts", "&Centre"), _Role.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(scale)
        box.exec()
        fits = {scale: SCALE, corner: Fit(anchor=(0, 0)), centre: Fit(anchor=(0.5, 0.5))}
        return next((fit for button, fit in fits.items() if button is box.clickedButton()), None)

    def _choose(self, question: str, detail: str, yes: str) -> bool:
        """A question whose safe answer, Cancel, is what Escape and Enter give."""
        box = self._box(question, detail)
        button = box.addButton(yes, _Role.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is button

    def _box(self, question: str, detail: str) -> QMessageBox:
        box = QMessageBox(self.window)
        box.setWindowTitle(translate("Prompts", "Moebius"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(question)
        box.setInformativeText(detail)
        for label in box.findChildren(QLabel, "qt_msgbox_informativelabel"):
            label.setMinimumWidth(_COLUMNS * label.fontMetrics().averageCharWidth())
        return box


def _photos(suffixes: frozenset[str]) -> str:
    """The filter of a file dialog; both cases, since some systems tell them apart."""
    patterns = " ".join(f"*{form}" for s in sorted(suffixes) for form in (s, s.upper()))
    return f"{translate('Prompts', 'Photos')} ({patterns})"
