"""What is done to the mask as a whole: grow and shrink it, load, save, and use it again."""

from __future__ import annotations

from pathlib import Path

from app.document import mask_edits
from app.document.document import Document
from app.editing.desk import Desk
from app.editing.open_photo import OpenPhoto
from app.i18n import translate
from moebius_core.arrays import Mask, size_of
from moebius_core.geometry import Rect
from moebius_core.progress import Progress

MASK_ENDING = "_mask.png"
"""The batch finds a photo's mask by this ending, too."""


class MaskCommands:
    """Every command is one undo step, or tells why nothing has happened."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def grow(self, photo: OpenPhoto, px: int | None = None) -> None:
        """Make it wider by `px` pixels; None: a little, as fits the photo's size."""
        px = px or _step_px(photo.document)
        photo.after_edits(lambda: self._told(mask_edits.grow(photo.document, px)))

    def shrink(self, photo: OpenPhoto, px: int | None = None) -> None:
        px = px or _step_px(photo.document)
        photo.after_edits(lambda: self._told(mask_edits.shrink(photo.document, px)))

    def feather(self, photo: OpenPhoto, px: int | None = None) -> None:
        px = px or _step_px(photo.document)
        photo.after_edits(lambda: self._told(mask_edits.feather(photo.document, px)))

    def invert(self, photo: OpenPhoto) -> None:
        photo.after_edits(lambda: mask_edits.invert(photo.document))

    def clear(self, photo: OpenPhoto) -> None:
        photo.after_edits(lambda: self._told(mask_edits.clear(photo.document)))

    def rectangle(self, photo: OpenPhoto, rect: Rect, *, subtract: bool) -> None:
        photo.after_edits(lambda: mask_edits.rectangle(photo.document, rect, subtract=subtract))

    def ask_open(self, photo: OpenPhoto) -> None:
        """Ask for a file and load it."""
        folder = photo.path.parent if photo.path else self._desk.state.folder("mask")
        path = self._desk.prompts.mask_file(folder)
        if path is not None:
            self.open(photo, path)

    def open(self, photo: OpenPhoto, path: Path) -> None:
        """Put a file's mask in the place of the painted one, after asking how it should fit."""

        def work(_progress: Progress) -> Mask:
            from moebius_core.masks import open_mask

            return open_mask(path)

        doing = translate("MaskCommands", "Loading the mask “{name}”").format(name=path.name)
        self._desk.run(doing, work, lambda mask: self._fit(photo, mask))

    def ask_save(self, photo: OpenPhoto) -> None:
        """Ask for a name and save the mask under it."""
        if photo.document.mask.bounds().is_empty:
            self._told(is_done=False)
            return
        if photo.path is not None:
            suggested = photo.path.with_name(photo.path.stem + MASK_ENDING)
        else:
            folder = self._desk.state.folder("mask") or Path.home()
            suggested = folder / (photo.name + MASK_ENDING)
        path = self._desk.prompts.mask_target(suggested)
        if path is not None:
            self.save(photo, path)

    def save(self, photo: OpenPhoto, path: Path) -> None:
        """Write the mask as a grey PNG, white where something is to be removed."""
        snapshot = photo.document.mask.snapshot()

        def work(_progress: Progress) -> None:
            import cv2

            from moebius_core.system import write_atomically

            _, data = cv2.imencode(".png", snapshot.to_array())
            write_atomically(path, [data.tobytes()])

        def done(_nothing: None) -> None:
            self._desk.state.remember_folder("mask", path.parent)
            text = translate("MaskCommands", "The mask was saved as “{path}”.")
            self._desk.message(text.format(path=path))

        doing = translate("MaskCommands", "Saving the mask “{name}”").format(name=path.name)
        self._desk.run(doing, work, done)

    def reuse_last(self, photo: OpenPhoto) -> None:
        """Paint again what the last removal had taken, beside what is painted already."""
        last = photo.removals.last_mask
        if last is None:
            self._desk.message(translate("MaskCommands", "Nothing has been removed so far."))
            return
        name = translate("MaskCommands", "Reuse mask")
        mode = mask_edits.FillMode.ADD
        photo.after_edits(
            lambda: mask_edits.fill_from(photo.document, last.to_array(), mode, name=name)
        )

    def carry(self, photo: OpenPhoto, mask: Mask, made_for: object) -> None:
        """Give a photo that has just been opened the mask of the one before."""
        name = translate("MaskCommands", "Carry mask over")
        mask_edits.fill_from(photo.document, mask, name=name)
        text = translate("MaskCommands", "The mask was carried over.")
        if made_for != photo.document.size:
            text = translate(
                "MaskCommands", "The mask was carried over and scaled from {old} to {new} pixels."
            ).format(old=made_for, new=photo.document.size)
        self._desk.message(text)

    def _fit(self, photo: OpenPhoto, mask: Mask) -> None:
        size, wanted = size_of(mask), photo.document.size
        if size == wanted:
            photo.after_edits(lambda: mask_edits.fill_from(photo.document, mask))
            return
        fit = self._desk.prompts.mask_fit(size, wanted)
        if fit is None:
            return

        def work(_progress: Progress) -> Mask:
            from moebius_core.masks import fit_mask

            return fit_mask(mask, wanted, fit)

        self._desk.run(
            translate("MaskCommands", "Fitting the mask"),
            work,
            lambda fitted: photo.after_edits(lambda: mask_edits.fill_from(photo.document, fitted)),
        )

    def _told(self, is_done: bool) -> None:
        if not is_done:
            self._desk.message(translate("MaskCommands", "There is no mask to change."))


def _step_px(document: Document) -> int:
    """A visible step: a thousandth of the longer side, at least 2 pixels."""
    return max(2, round(max(document.size) / 1000))
