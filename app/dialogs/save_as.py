"""Where and how a photo is saved: name, folder, format, quality and metadata in one. [Qt]"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.i18n import QT_TRANSLATE_NOOP, translate
from app.jobs.job import Job
from app.jobs.runner import Runner

if TYPE_CHECKING:
    from moebius_core.photo import SaveOptions

_DEFAULT_QUALITY = 92


class _Format(NamedTuple):
    suffix: str
    label: str
    has_quality: bool


_FORMATS = (
    _Format(".jpg", QT_TRANSLATE_NOOP("SaveAs", "JPEG – small, for sharing"), True),
    _Format(".png", QT_TRANSLATE_NOOP("SaveAs", "PNG – exact"), False),
    _Format(".tif", QT_TRANSLATE_NOOP("SaveAs", "TIFF – exact, for other editors"), False),
    _Format(".webp", QT_TRANSLATE_NOOP("SaveAs", "WebP – small, for the web"), True),
    _Format(".avif", QT_TRANSLATE_NOOP("SaveAs", "AVIF – smallest"), True),
    _Format(".heic", QT_TRANSLATE_NOOP("SaveAs", "HEIC – small, for Apple devices"), True),
    _Format(".bmp", QT_TRANSLATE_NOOP("SaveAs", "BMP – exact, for old programs"), False),
)

_POLICIES = (
    ("keep", QT_TRANSLATE_NOOP("SaveAs", "Keep everything")),
    ("no-location", QT_TRANSLATE_NOOP("SaveAs", "Keep, but not where it was taken")),
    ("strip", QT_TRANSLATE_NOOP("SaveAs", "Remove")),
)


class SaveAsDialog(QDialog):
    """Asks for a target; accepted only with one that can be used.

    Args:
        suggested: Folder, name and, by its suffix, format to begin with.
        options: Quality and metadata policy to begin with.
    """

    def __init__(self, parent: QWidget | None, suggested: Path, options: SaveOptions) -> None:
        super().__init__(parent)
        from moebius_core.formats.kinds import KIND_OF_SUFFIX
        from moebius_core.photo import writable_suffixes

        self._kind_of_suffix = KIND_OF_SUFFIX
        self._writable = writable_suffixes()
        self._folder = suggested.parent
        self._disk: Runner | None = None
        self._is_waiting = False
        self.setWindowTitle(translate("SaveAs", "Save As"))
        self.name = QLineEdit(suggested.name)
        self.name.setMinimumWidth(340)
        self._folder_label = QLabel()
        self._folder_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._browse = QPushButton(translate("SaveAs", "&Browse…"))
        self._browse.clicked.connect(self._choose_place)
        place = QHBoxLayout()
        place.addWidget(self._folder_label, 1)
        place.addWidget(self._browse)
        self.format = QComboBox()
        for row in _FORMATS:
            if row.suffix in self._writable:
                self.format.addItem(translate("SaveAs", row.label), row)
        self.as_source = QCheckBox(translate("SaveAs", "&As the original"))
        self.as_source.setChecked(options.quality is None)
        self.quality = QSpinBox()
        self.quality.setRange(1, 100)
        self.quality.setAccessibleName(translate("SaveAs", "Quality"))
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(1, 100)
        slider.setAccessibleName(translate("SaveAs", "Quality"))
        slider.valueChanged.connect(self.quality.setValue)
        self.quality.valueChanged.connect(slider.setValue)
        self.quality.setValue(options.quality or _DEFAULT_QUALITY)
        quality = QHBoxLayout()
        for widget in (self.as_source, slider, self.quality):
            quality.addWidget(widget)
        self._quality_parts = (self.as_source, slider, self.quality)
        self.metadata = QComboBox()
        for value, text in _POLICIES:
            self.metadata.addItem(translate("SaveAs", text), value)
        self.metadata.setCurrentIndex(self.metadata.findData(options.metadata.value))
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.hide()
        form = QFormLayout()
        form.addRow(translate("SaveAs", "&Name:"), self.name)
        form.addRow(translate("SaveAs", "Folder:"), place)
        form.addRow(translate("SaveAs", "&Format:"), self.format)
        form.addRow(translate("SaveAs", "Quality:"), quality)
        form.addRow(translate("SaveAs", "&Metadata:"), self.metadata)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        self.name.textChanged.connect(self._follow_name)
        self.format.activated.connect(self._follow_format)
        self.as_source.toggled.connect(self._update)
        self._follow_name()
        self.name.setFocus()
        self.name.setSelection(0, len(suggested.stem))

    @property
    def path(self) -> Path:
        """The target; a name without suffix gets the chosen format's."""
        name = self.name.text().strip()
        if Path(name).suffix.lower() not in self._kind_of_suffix and self._row is not None:
            name += self._row.suffix
        return self._folder / name  # a whole path that was typed takes the folder's place

    @property
    def options(self) -> SaveOptions:
        from moebius_core.photo import MetadataPolicy, SaveOptions

        row = self._row
        with_quality = row is not None and row.has_quality and not self.as_source.isChecked()
        return SaveOptions(
            metadata=MetadataPolicy(self.metadata.currentData()),
            quality=self.quality.value() if with_quality else None,
        )

    def accept(self) -> None:
        """Ask before an existing file is replaced, once a drive that may be slow has answered."""
        path = self.path
        self._disk = self._disk or Runner("save as", self)
        self._is_waiting = True
        self._update()
        self._disk.submit(
            Job(
                work=lambda _progress: os.path.exists(path),  # noqa: PTH110 - never raises
                done=lambda is_there: self._looked(path, is_there=is_there),
            )
        )

    def done(self, result: int) -> None:
        """Leave a drive that does not answer to itself."""
        self._is_waiting = False
        if self._disk is not None:
            self._disk.shut_down(timeout_s=0)
        super().done(result)

    def _looked(self, path: Path, *, is_there: bool) -> None:
        if not self._is_waiting:
            return
        self._is_waiting = False
        self._update()
        if path == self.path and not (is_there and not self._may_replace(path)):
            super().accept()

    @property
    def _row(self) -> _Format | None:
        row = self.format.currentData()
        return row if isinstance(row, _Format) else None

    def _may_replace(self, path: Path) -> bool:
        answer = QMessageBox.question(
            self,
            translate("SaveAs", "Replace?"),
            translate("SaveAs", "“{name}” is there already. Replace it?").format(name=path.name),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _choose_place(self) -> None:
        text, _filter = QFileDialog.getSaveFileName(
            self,
            translate("SaveAs", "Save As"),
            str(self.path),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if text:
            self._folder = Path(text).parent
            self.name.setText(Path(text).name)
            self._update()

    def _follow_name(self) -> None:
        """A suffix that is typed chooses the format."""
        kind = self._kind_of_suffix.get(Path(self.name.text().strip()).suffix.lower())
        for index in range(self.format.count()):
            if (
                kind is not None
                and self._kind_of_suffix[self.format.itemData(index).suffix] is kind
            ):
                self.format.setCurrentIndex(index)
        self._update()

    def _follow_format(self) -> None:
        """A format that is chosen changes the suffix."""
        path = Path(self.name.text().strip() or "photo")
        known = path.suffix.lower() in self._kind_of_suffix
        if self._row is not None:
            self.name.setText((path.stem if known else path.name) + self._row.suffix)

    def _update(self) -> None:
        has_quality = self._row is not None and self._row.has_quality
        for part in self._quality_parts:
            is_number = part is not self.as_source
            part.setEnabled(has_quality and not (is_number and self.as_source.isChecked()))
        metrics = self._folder_label.fontMetrics()
        folder = str(self.path.parent if _is_whole_path(self.name.text()) else self._folder)
        elided = metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, 320)
        self._folder_label.setText(elided)
        self._folder_label.setToolTip(folder)
        problem = self._problem_with(self.name.text().strip())
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.save_button.setEnabled(not problem and not self._is_waiting)

    def _problem_with(self, name: str) -> str:
        if not name or name in (".", ".."):
            return translate("SaveAs", "The photo needs a name.")
        if _is_whole_path(name):
            if Path(name).is_dir() or not Path(name).parent.is_dir():
                return translate("SaveAs", "There is no such folder; Browse chooses one.")
            name = Path(name).name
        if "/" in name or "\\" in name:
            return translate("SaveAs", "A name has no slashes; Browse chooses the folder.")
        suffix = Path(name).suffix.lower()
        if suffix in self._kind_of_suffix and suffix not in self._writable:
            return translate(
                "SaveAs", "Photos can be opened from {suffix} but not saved as it."
            ).format(suffix=suffix)
        return ""


def _is_whole_path(name: str) -> bool:
    return Path(name.strip()).is_absolute()
