"""What each action does, one method a slot of the table. [Qt]

Thin: the editor knows how, the canvas shows it; here it is only decided whom to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from app import places
from app.canvas.view import Compare
from app.i18n import translate
from app.window.drops import Dropped, read_drop

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.window.update_check import UpdateCheck

_SIZE_STEP = 1.2
_HARDNESS_STEP = 0.1
_LARGEST_PX = 5000.0


class Commands(QObject):
    """The slots of `app.actions`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._canvas = window.canvas
        self._store = window.editor.settings
        self._updates: UpdateCheck | None = None

    def open(self) -> None:
        self._editor.ask_open()

    def open_folder(self) -> None:
        folder = self._window.prompts.open_folder(self._editor.state.folder("open"))
        if folder is not None:
            self._editor.open_paths([folder])

    def open_sample(self) -> None:
        self._editor.open_sample()

    def paste(self) -> None:
        """Edit what lies on the clipboard: copied files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if not self.take(read_drop(data)):
            self._window.messages.note(translate("Window", "There is no picture to paste."))

    def take(self, dropped: Dropped) -> bool:
        """Open what was dropped or pasted; False when there was nothing of use."""
        if dropped.paths:
            self._editor.open_paths(dropped.paths)
        elif dropped.image is not None:
            self._editor.open_image(pixels_of(dropped.image), translate("Window", "Pasted"))
        elif dropped.remote:
            self._window.messages.note(
                translate("Window", "Moebius does not load pictures from the network."),
                translate("Window", "Save the picture to a file first, then open that."),
            )
        else:
            return False
        return True

    def save(self) -> None:
        self._editor.save()

    def save_as(self) -> None:
        self._editor.ask_save_as()

    def export_copy(self) -> None:
        self._editor.ask_export_copy()

    def previous_photo(self) -> None:
        self._editor.previous_photo()

    def next_photo(self) -> None:
        self._editor.next_photo()

    def save_and_next(self) -> None:
        self._editor.save_and_next()

    def open_batch(self) -> None:
        self._window.dialogs.open_batch()

    def close_document(self) -> None:
        self._editor.close_document()

    def quit(self) -> None:
        self._window.close()

    def undo(self) -> None:
        if not self._canvas.cancel_gesture():
            self._editor.undo()

    def redo(self) -> None:
        self._editor.redo()

    def copy_result(self) -> None:
        self._editor.copy_result(_to_clipboard)

    def open_weights(self) -> None:
        self._window.dialogs.open_weights()

    def open_preferences(self) -> None:
        self._window.dialogs.open_preferences()

    def choose_tool(self, tool: str) -> None:
        self._store.set("tool", tool)
        self._canvas.setFocus()

    def set_subtract(self, on: bool) -> None:
        self._canvas.subtract_switch = on

    def brush_smaller(self) -> None:
        self.set_brush_size(self._store.value.brush_size / _SIZE_STEP)

    def brush_larger(self) -> None:
        self.set_brush_size(self._store.value.brush_size * _SIZE_STEP)

    def set_brush_size(self, size: float) -> None:
        """
        Args:
            size: In photo pixels; small ones go up and down by whole pixels.
        """
        now = self._store.value.brush_size
        if abs(size - now) < 1:
            size = now + (1 if size > now else -1)
        self._store.set("brush_size", float(min(max(round(size), 1), _LARGEST_PX)))

    def brush_softer(self) -> None:
        self._step_hardness(-_HARDNESS_STEP)

    def brush_harder(self) -> None:
        self._step_hardness(_HARDNESS_STEP)

    def grow_mask(self) -> None:
        self._editor.grow_mask()

    def shrink_mask(self) -> None:
        self._editor.shrink_mask()

    def feather_mask(self) -> None:
        self._editor.feather_mask()

    def invert_mask(self) -> None:
        self._editor.invert_mask()

    def clear_mask(self) -> None:
        self._editor.clear_mask()

    def ask_rectangle(self) -> None:
        self._window.dialogs.open_rectangle()

    def load_mask(self) -> None:
        self._editor.ask_open_mask()

    def save_mask(self) -> None:
        self._editor.ask_save_mask()

    def reuse_mask(self) -> None:
        self._editor.reuse_last_mask()

    def remove(self) -> None:
        """Enter first closes what is being drawn, a polygon say."""
        if not self._canvas.confirm_gesture():
            self._editor.remove()

    def cancel(self) -> None:
        if not self._canvas.cancel_gesture():
            self._editor.cancel()

    def drop_mask(self) -> None:
        """Take the paint away, and say how it comes back: the key may have been a slip."""
        document = self._editor.document
        if document is not None and document.mask.occupied():
            self._editor.clear_mask()
            self._window.say(translate("Window", "The mask was cleared; Undo brings it back."))

    def try_again(self) -> None:
        self._editor.try_again()

    def previous_variation(self) -> None:
        self._editor.step_variation(-1)

    def next_variation(self) -> None:
        self._editor.step_variation(1)

    def set_after_each_stroke(self, on: bool) -> None:
        self._store.set("remove_after_stroke", on)

    def zoom_in(self) -> None:
        self._canvas.zoom_in()

    def zoom_out(self) -> None:
        self._canvas.zoom_out()

    def zoom_fit(self) -> None:
        self._canvas.fit()

    def zoom_to(self, zoom: str) -> None:
        self._canvas.zoom_to(float(zoom))

    def show_original(self, on: bool) -> None:
        self._compare(Compare.ORIGINAL, on)

    def set_split(self, on: bool) -> None:
        self._compare(Compare.SPLIT, on)

    def set_last_edit(self, on: bool) -> None:
        self._compare(Compare.LAST_EDIT, on)

    def set_overlay_hidden(self, on: bool) -> None:
        self._window.set_overlay_hidden(on)

    def hold_overlay(self, on: bool) -> None:
        self._window.set_overlay_hidden(on)

    def toggle_panel(self, panel: str, on: bool) -> None:
        self._window.workspace.want_panel(panel, on)

    def set_panels_hidden(self, on: bool) -> None:
        self._window.workspace.hide_panels(on)

    def focus_next_area(self) -> None:
        self._window.workspace.focus_next_area()

    def choose_theme(self, theme: str) -> None:
        self._store.set("theme", theme)

    def set_full_screen(self, on: bool) -> None:
        self._window.set_full_screen(on)

    def open_shortcuts(self) -> None:
        self._window.dialogs.open_shortcuts()

    def open_log_folder(self) -> None:
        folder = places.log_folder()
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.messages.note(
                translate("Window", "The log is in “{folder}”.").format(folder=folder)
            )

    def check_for_updates(self) -> None:
        if self._updates is None:
            from app.window.update_check import UpdateCheck

            self._updates = UpdateCheck(self._window)
        self._updates.ask()

    def open_about(self) -> None:
        self._window.dialogs.open_about()

    def _step_hardness(self, step: float) -> None:
        hardness = round(self._store.value.brush_hardness + step, 2)
        self._store.set("brush_hardness", min(max(hardness, 0.0), 1.0))

    def _compare(self, compare: Compare, on: bool) -> None:
        """One comparison at a time; letting one go leads back to the split that was there."""
        actions = self._window.command_actions
        if on:
            for name, other in _COMPARISONS.items():
                if other is not compare and other is not Compare.SPLIT:
                    actions[name].setChecked(False)
            self._canvas.set_compare(compare)
        elif compare is not Compare.SPLIT and actions["split"].isChecked():
            self._canvas.set_compare(Compare.SPLIT)
        else:
            self._canvas.set_compare(Compare.OFF)


_COMPARISONS = {
    "show-original": Compare.ORIGINAL,
    "split": Compare.SPLIT,
    "last-edit": Compare.LAST_EDIT,
}


def pixels_of(image: QImage) -> NDArray[np.uint8]:
    """(H, W, 3|4) uint8 of an image from the clipboard; 4 where it has transparent pixels."""
    has_alpha = image.hasAlphaChannel()
    kind = QImage.Format.Format_RGBA8888 if has_alpha else QImage.Format.Format_RGB888
    image = image.convertToFormat(kind)
    channels = 4 if has_alpha else 3
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : image.width() * channels].reshape(image.height(), image.width(), channels)
    if has_alpha and bool((pixels[..., 3] == 255).all()):
        pixels = pixels[..., :3]
    return np.ascontiguousarray(pixels).copy()


def image_of(pixels: NDArray[Any]) -> QImage:
    """A QImage of its own memory from (H, W, 3|4) uint8."""
    height, width, channels = pixels.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    data = np.ascontiguousarray(pixels, np.uint8)
    return QImage(data.data, width, height, width * channels, kind).copy()


def _to_clipboard(pixels: NDArray[Any]) -> None:
    QGuiApplication.clipboard().setImage(image_of(pixels))
