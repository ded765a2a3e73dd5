"""The form of the batch dialog: which photos, which masks, how they are saved. [Qt]"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.batch_fields import AnchorPicker, PathField, Wanted
from app.dialogs.batch_request import (
    EFFORTS,
    FITS,
    FORMATS,
    METADATA,
    BatchForm,
    MaskSource,
    example_name,
    suggested_target,
)
from app.dialogs.batch_texts import reason_and_hint
from app.editing.engine_shelf import EngineShelf
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.looks.choices import refill
from moebius_core.errors import BadInputError

if TYPE_CHECKING:
    from moebius_core.arrays import Image

PREVIEW_PX = 220
"""The longer side of the picture of the first photo."""

_WORDS: Mapping[str, str] = {
    MaskSource.BESIDE.value: QT_TRANSLATE_NOOP("Batch", "Beside each photo (name_mask.png)"),
    MaskSource.FOLDER.value: QT_TRANSLATE_NOOP("Batch", "In a folder of their own"),
    MaskSource.ONE.value: QT_TRANSLATE_NOOP("Batch", "One mask for all photos"),
    MaskSource.CURRENT.value: QT_TRANSLATE_NOOP("Batch", "The mask painted now, for all photos"),
    MaskSource.ALPHA.value: QT_TRANSLATE_NOOP("Batch", "Transparent parts of each photo"),
    "exact": QT_TRANSLATE_NOOP("Batch", "Leave the photo out"),
    "scale": QT_TRANSLATE_NOOP("Batch", "Stretch the mask to the photo"),
    "anchor": QT_TRANSLATE_NOOP("Batch", "Keep the mask's size and place it"),
    "jpg": "JPEG",
    "png": "PNG",
    "tiff": "TIFF",
    "webp": "WebP",
    "no-location": QT_TRANSLATE_NOOP("Batch", "Without location"),
    "strip": QT_TRANSLATE_NOOP("Batch", "Remove all"),
    "draft": QT_TRANSLATE_NOOP("Batch", "Draft"),
    "balanced": QT_TRANSLATE_NOOP("Batch", "Balanced"),
    "best": QT_TRANSLATE_NOOP("Batch", "Best"),
}
_KEEP_FORMAT = QT_TRANSLATE_NOOP("Batch", "As the photo")
_KEEP_METADATA = QT_TRANSLATE_NOOP("Batch", "Keep all")


class RequestForm(QScrollArea):
    """Shows a BatchForm and gives it back as it was changed."""

    changed = Signal()

    def __init__(
        self, *, has_current_mask: bool, engines: EngineShelf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, widgetResizable=True)
        self._engines = engines
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._basis = BatchForm()
        self._example_photo = "photo.jpg"
        self._suggested_target = ""
        self._make_fields(has_current_mask=has_current_mask)
        inside = QWidget()
        column = QVBoxLayout(inside)
        for group in (self._photos(), self._masks(), self._results(), self._removal()):
            column.addWidget(group)
        column.addStretch(1)
        self.setWidget(inside)
        self._inside = inside
        self._connect()
        self._show_what_matters()

    @property
    def wanted_width(self) -> int:
        """So wide that nothing of it has to be scrolled sideways, in device-independent pixels."""
        bar = self.verticalScrollBar().sizeHint().width()
        return self._inside.sizeHint().width() + bar + 2 * self.frameWidth()

    @property
    def form(self) -> BatchForm:
        """What is filled in now."""
        return replace(
            self._basis,
            source=self.source.text,
            target=self.target.text,
            recursive=self.recursive.isChecked(),
            masks=self.masks.currentData(),
            mask_folder=self.mask_folder.text,
            mask_file=self.mask_file.text,
            fit=self.fit.currentData(),
            anchor=self.anchor.value,
            name_pattern=self.name_pattern.text(),
            format=self.format.currentData(),
            quality=self.quality.value(),
            metadata=self.metadata.currentData(),
            force=self.force.isChecked(),
            engine=self.engine.currentData(),
            effort=self.effort.currentData(),
            grow=self.grow.value(),
            feather=self.feather.value(),
            context=self.look_around.value(),
        )

    @form.setter
    def form(self, form: BatchForm) -> None:
        self._basis = form
        self._suggested_target = suggested_target(form.source)
        self.source.text = form.source
        self.target.text = form.target or self._suggested_target
        self.mask_folder.text, self.mask_file.text = form.mask_folder, form.mask_file
        self.recursive.setChecked(form.recursive)
        self.force.setChecked(form.force)
        self.anchor.choose(form.anchor)
        self.name_pattern.setText(form.name_pattern)
        chosen = (
            (self.masks, form.masks),
            (self.fit, form.fit),
            (self.format, form.format),
            (self.metadata, form.metadata),
            (self.effort, form.effort),
        )
        for box, value in chosen:
            box.setCurrentIndex(box.findData(value))
        refill(self.engine, self._engines.choices("engine", form.engine), form.engine)
        self.quality.setValue(form.quality)
        self.grow.setValue(form.grow)
        self.feather.setValue(form.feather)
        self.look_around.setValue(form.context)

    def _make_fields(self, *, has_current_mask: bool) -> None:
        self.source = PathField(translate("Batch", "Folder with the photos"), Wanted.FOLDER)
        self.recursive = QCheckBox(translate("Batch", "Also folders inside"))
        self.target = PathField(translate("Batch", "Folder for the results"), Wanted.FOLDER)
        self.masks = _box([source.value for source in MaskSource])
        self.offer_current_mask(has_current_mask)
        self.mask_folder = PathField(translate("Batch", "Folder with the masks"), Wanted.FOLDER)
        self.mask_file = PathField(translate("Batch", "Mask for all photos"), Wanted.PICTURE)
        self.preview = QLabel()
        self.preview.setMinimumHeight(PREVIEW_PX * 2 // 3)
        self.preview.setWordWrap(True)
        self.fit = _box(FITS)
        self.anchor = AnchorPicker()
        self.name_pattern = QLineEdit()
        self.name_pattern.setToolTip(
            translate("Batch", "{stem} is the photo's name, {name} the name with its extension.")
        )
        self.example = QLabel(wordWrap=True)
        self.format = _box(FORMATS, _KEEP_FORMAT)
        self.quality = QSpinBox(minimum=0, maximum=100)
        self.quality.setSpecialValueText(translate("Batch", "As the photo"))
        self.metadata = _box(METADATA, _KEEP_METADATA)
        self.force = QCheckBox(translate("Batch", "Do all again and replace files"))
        self.engine = _box(())
        refill(self.engine, self._engines.choices("engine", self._basis.engine), self._basis.engine)
        self.effort = _box(EFFORTS)
        self.grow = QSpinBox(minimum=0, maximum=500, suffix=" px")
        self.feather = QSpinBox(minimum=0, maximum=500, suffix=" px")
        self.look_around = QDoubleSpinBox(
            minimum=0.25, maximum=4.0, singleStep=0.25, decimals=2, suffix=" ×"
        )

    def _photos(self) -> QGroupBox:
        group, rows = _group(translate("Batch", "Photos"))
        rows.addRow(translate("Batch", "&From folder"), self.source)
        rows.addRow("", self.recursive)
        rows.addRow(translate("Batch", "&Into folder"), self.target)
        return group

    def _masks(self) -> QGroupBox:
        group, rows = _group(translate("Batch", "What to remove"))
        rows.addRow(translate("Batch", "&Masks"), self.masks)
        rows.addRow(translate("Batch", "Mas&k folder"), self.mask_folder)
        rows.addRow(translate("Batch", "Mas&k file"), self.mask_file)
        rows.addRow(translate("Batch", "If si&zes differ"), self.fit)
        rows.addRow(translate("Batch", "Place"), self.anchor)
        rows.addRow(translate("Batch", "First photo"), self.preview)
        self._mask_rows = rows
        return group

    def _results(self) -> QGroupBox:
        group, rows = _group(translate("Batch", "Results"))
        rows.addRow(translate("Batch", "&Name"), self.name_pattern)
        rows.addRow("", self.example)
        rows.addRow(translate("Batch", "F&ormat"), self.format)
        rows.addRow(translate("Batch", "Save &quality"), self.quality)
        rows.addRow(translate("Batch", "Metadat&a"), self.metadata)
        rows.addRow("", self.force)
        return group

    def _removal(self) -> QGroupBox:
        group, rows = _group(translate("Batch", "Removing"))
        rows.addRow(translate("Batch", "En&gine"), self.engine)
        rows.addRow(translate("Batch", "&Effort"), self.effort)
        rows.addRow(translate("Batch", "&Widen the mask by"), self.grow)
        rows.addRow(translate("Batch", "Sof&t edge"), self.feather)
        rows.addRow(translate("Batch", "&Look around"), self.look_around)
        return group

    def _connect(self) -> None:
        for path in (self.source, self.target, self.mask_folder, self.mask_file):
            path.changed.connect(self.changed)
        for check in (self.recursive, self.force):
            check.toggled.connect(self.changed)
        for box in (self.masks, self.fit, self.format, self.metadata, self.engine, self.effort):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.quality, self.grow, self.feather, self.look_around):
            spin.valueChanged.connect(self.changed)
        self.anchor.changed.connect(self.changed)
        self.name_pattern.textChanged.connect(self.changed)
        self.source.changed.connect(self._suggest_target)
        self.changed.connect(self._show_what_matters)

    def _suggest_target(self, source: str) -> None:
        """Beside the photos, as long as the person has not chosen a place."""
        if self.target.text in ("", self._suggested_target):
            self.target.text = self._suggested_target = suggested_target(source)

    def _show_what_matters(self) -> None:
        form = self.form
        shown = {
            self.mask_folder: form.mask_source is MaskSource.FOLDER,
            self.mask_file: form.mask_source is MaskSource.ONE,
            self.fit: form.mask_source is not MaskSource.ALPHA,
            self.anchor: form.mask_source is not MaskSource.ALPHA and form.fit == "anchor",
        }
        for field, is_shown in shown.items():
            self._mask_rows.setRowVisible(field, is_shown)
        self._show_example(form)

    def offer_engines(self) -> None:
        """Weights have come or gone."""
        chosen = self.engine.currentData()
        refill(self.engine, self._engines.choices("engine", chosen), chosen)

    def offer_current_mask(self, is_there: bool) -> None:
        """Whether the mask painted now is among the choices."""
        place = self.masks.findData(MaskSource.CURRENT.value)
        if place >= 0 and not is_there:
            self.masks.removeItem(place)
        elif place < 0 and is_there:
            value = MaskSource.CURRENT.value
            self.masks.insertItem(len(MaskSource) - 2, translate("Batch", _WORDS[value]), value)

    def show_example_of(self, photo: str) -> None:
        """Show what a photo of this name becomes."""
        self._example_photo = photo
        self._show_example(self.form)

    def show_preview(self, name: str, picture: Image | None, text: str = "") -> None:
        """Show a photo with its mask over it, or a sentence why there is none.

        Args:
            picture: (H, W, 3) uint8.
        """
        self.preview.setAccessibleName(
            translate("Batch", "{photo} with its mask").format(photo=name) if name else text
        )
        if picture is None:
            self.preview.setText(text)
            return
        height, width = picture.shape[:2]
        shown = QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self.preview.setPixmap(QPixmap.fromImage(shown))
        self.preview.setToolTip(name)

    def _show_example(self, form: BatchForm) -> None:
        try:
            text = translate("Batch", "{photo} becomes {result}").format(
                photo=self._example_photo, result=example_name(form, self._example_photo)
            )
        except BadInputError as error:
            text = reason_and_hint(error.sentence, error.hint)
        self.example.setText(text)


def _box(values: Sequence[str], keep: str = "") -> QComboBox:
    """A box of values with their words; `keep` is what the value of that name is called."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    for value in values:
        box.addItem(translate("Batch", keep if value == "keep" else _WORDS[value]), value)
    return box


def _group(title: str) -> tuple[QGroupBox, QFormLayout]:
    group = QGroupBox(title)
    rows = QFormLayout(group)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    return group, rows
