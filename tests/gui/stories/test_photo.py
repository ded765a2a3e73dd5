"""From the first start to the saved file: the real engine, the real dialogs, real events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import places
from app.editing.removal import options_of
from app.main_window import MainWindow
from moebius_core.engines.content_fill import ContentFillEngine
from moebius_core.inpaint import edit_zone
from moebius_core.photo import Photo
from tests.fakes import write_photo
from tests.gui.scenes import PATIENCE_MS, settled
from tests.gui.stories.asking import answer, clicking, pressing, real_window, typing
from tests.gui.window.acting import press, shown, stroke

SPOT = (620, 380)


def _sample(folder: Path) -> Path:
    """A part of a sample photo, as a JPEG with a note in its EXIF data."""
    exif = PIL.Image.Exif()
    exif[0x010E] = "A lantern"
    path = folder / "lantern.jpg"
    with PIL.Image.open(places.asset("samples", "paper_lantern.jpg")) as photo:
        photo.crop((600, 300, 1500, 900)).save(path, quality=90, exif=exif)
    return path


def _remove_spot(qtbot: QtBot, window: MainWindow, at: tuple[int, int] = SPOT) -> None:
    stroke(qtbot, window, [at, (at[0] + 30, at[1] + 10)])
    with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
        press(qtbot, window, "Return")


def test_open_paint_remove_undo_redo_save_reopen(qtbot: QtBot, tmp_path: Path) -> None:
    path, target = _sample(tmp_path), tmp_path / "gone.png"
    settings = {"brush_size": 40.0, "quality": "draft"}
    with real_window(qtbot, engine=ContentFillEngine(), **settings) as window:  # type: ignore[arg-type]
        assert "Open" in window.start_page.open_button.text()
        document = shown(qtbot, window, path)
        original = document.image.to_array()
        assert np.array_equal(original, Photo.open(path).pixels)
        stroke(qtbot, window, [SPOT, (SPOT[0] + 30, SPOT[1] + 10)])
        zone = edit_zone(document.mask_array(), options_of(window.editor.settings.value)) > 0
        with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
            press(qtbot, window, "Return")
        removed = document.image.to_array()
        count = np.count_nonzero((removed != original).any(axis=-1))
        assert count > 500
        assert (
            f"{QLocale().toString(int(count))} pixels changed; all others are untouched"
            in window.status.text
        )
        assert "Content fill" in window.status.engine_text
        assert "CPU" in window.status.engine_text
        assert "Draft" in window.status.engine_text
        press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(document.image.to_array(), original)
        assert document.mask.bounds().area > 0
        press(qtbot, window, "Ctrl+Shift+Z")
        assert np.array_equal(document.image.to_array(), removed)
        met = answer(typing(qtbot, str(target.name)))
        press(qtbot, window, "Ctrl+Shift+S")
        settled(qtbot, window.editor)
        assert met == ["Save As"]
        assert window.windowTitle() == "[*]gone.png — Moebius"
        press(qtbot, window, "Ctrl+W")
        assert window.start_page.isVisible()
        again = shown(qtbot, window, target).image.to_array()
    assert np.array_equal(again, removed)
    assert np.array_equal(again[~zone], original[~zone])
    assert path.read_bytes()  # the original is what it was
    assert np.array_equal(Photo.open(path).pixels, original)
    with PIL.Image.open(target) as saved:
        assert saved.getexif()[0x010E] == "A lantern"


def test_the_original_is_replaced_after_one_question_only(qtbot: QtBot, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.png", size=(200, 150))
    before = path.read_bytes()
    with real_window(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, path)
        _remove_spot(qtbot, window, (50, 50))
        met = answer(pressing(qtbot, Qt.Key.Key_Escape))
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
        assert met == ["Replace the original “a.png”?"]
        assert path.read_bytes() == before
        assert window.isWindowModified()
        answer(clicking(qtbot, "Replace"))
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
        assert np.array_equal(Photo.open(path).pixels, document.image.to_array())
        other = write_photo(tmp_path / "b.png", size=(200, 150))
        document = shown(qtbot, window, other)
        _remove_spot(qtbot, window, (50, 50))
        press(qtbot, window, "Ctrl+S")  # a question would wait here for ever
        settled(qtbot, window.editor)
        assert np.array_equal(Photo.open(other).pixels, document.image.to_array())


def _by_key(key: str) -> Callable[[QtBot, MainWindow, Path], None]:
    return lambda qtbot, window, _other: press(qtbot, window, key)


def _open_other(qtbot: QtBot, window: MainWindow, other: Path) -> None:
    QApplication.clipboard().clear()
    window.editor.open_paths([other])


def _drop_other(qtbot: QtBot, window: MainWindow, other: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, data, left, none))


@pytest.mark.parametrize(
    "leave",
    [
        pytest.param(_by_key("Ctrl+W"), id="close"),
        pytest.param(_open_other, id="open"),
        pytest.param(_drop_other, id="drop"),
        pytest.param(_by_key("PgDown"), id="next photo"),
        pytest.param(_by_key("Ctrl+V"), id="paste"),
        pytest.param(_by_key("Ctrl+Q"), id="quit"),
        pytest.param(lambda _qtbot, window, _other: window.close(), id="window's button"),
    ],
)
def test_unsaved_changes_are_asked_about_however_one_leaves(
    qtbot: QtBot, tmp_path: Path, leave: Callable[[QtBot, MainWindow, Path], None]
) -> None:
    path = write_photo(tmp_path / "a.png", size=(200, 150))
    other = write_photo(tmp_path / "b.png", size=(60, 50))
    picture = QImage(31, 17, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(picture)
    with real_window(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, path)
        qtbot.waitUntil(lambda: len(window.editor.filmstrip.paths) == 2, timeout=PATIENCE_MS)
        _remove_spot(qtbot, window, (50, 50))
        removed = document.image.to_array()
        met = answer(pressing(qtbot, Qt.Key.Key_Escape))
        leave(qtbot, window, other)
        qtbot.waitUntil(lambda: bool(met), timeout=PATIENCE_MS)
        settled(qtbot, window.editor)
        assert met == ["Save the changes to “a.png”?"]
        assert window.isVisible()
        assert window.editor.document is document
        assert np.array_equal(document.image.to_array(), removed)
        answer(clicking(qtbot, "Discard"))
        leave(qtbot, window, other)
        qtbot.waitUntil(
            lambda: window.editor.document is not document or not window.isVisible(),
            timeout=PATIENCE_MS,
        )
        assert np.array_equal(Photo.open(path).pixels, document.photo.pixels)


def test_the_copied_photo_has_all_its_pixels_and_its_transparency(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (150, 200, 4), np.uint8)
    path = tmp_path / "a.png"
    PIL.Image.fromarray(pixels).save(path)
    with real_window(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, path)
        _remove_spot(qtbot, window, (50, 50))
        press(qtbot, window, "Ctrl+-")
        QGuiApplication.clipboard().clear()
        press(qtbot, window, "Ctrl+C")
        clipboard = QGuiApplication.clipboard()
        qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=PATIENCE_MS)
        copied = clipboard.image().convertToFormat(QImage.Format.Format_RGBA8888)
        seen = np.frombuffer(copied.constBits(), np.uint8).reshape(150, 200, 4)
        assert np.array_equal(seen[..., :3], document.image.to_array())
        assert np.array_equal(seen[..., 3], pixels[..., 3])


def test_by_keyboard_alone_from_the_first_start_to_the_saved_file(
    qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "without.bmp"
    with real_window(qtbot, brush_size=60.0) as window:
        while QApplication.focusWidget() is not window.start_page.sample_button:
            press(qtbot, window, "Tab")
        press(qtbot, window, "Space")
        qtbot.waitUntil(lambda: window.canvas.is_built, timeout=PATIENCE_MS)
        document = window.editor.document
        assert document is not None
        original = document.image.to_array()
        for key in ("Right", "Shift+Right", "Shift+Down", "Space", "]", "Down", "Space"):
            press(qtbot, window, key)
        zone = edit_zone(document.mask_array(), options_of(window.editor.settings.value)) > 0
        for key in ("Return", "R"):
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, key)
        second = document.image.to_array()
        while QApplication.focusWidget() is not window.variations:
            press(qtbot, window, "Tab")
        press(qtbot, window, "Left")
        assert window.editor.removals is not None
        assert window.editor.removals.shown == 0
        chosen = document.image.to_array()
        assert not np.array_equal(chosen, second)
        met = answer(typing(qtbot, str(target)))
        press(qtbot, window, "Ctrl+S")
        settled(qtbot, window.editor)
        assert met == ["Save As"]
    saved = Photo.open(target).pixels
    assert np.array_equal(saved, chosen)
    assert np.array_equal(saved[~zone], original[~zone])


def test_a_variation_is_chosen_by_click(qtbot: QtBot, tmp_path: Path) -> None:
    with real_window(qtbot, brush_size=10.0) as window:
        document = shown(qtbot, window, write_photo(tmp_path / "a.png", size=(200, 150)))
        _remove_spot(qtbot, window, (50, 50))
        results = [document.image.to_array()]
        for _ in range(2):
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, "R")
            results.append(document.image.to_array())
        strip = window.variations
        for index in (0, 2, 1):
            at = strip.visualItemRect(strip.item(index)).center()
            qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
            assert np.array_equal(document.image.to_array(), results[index])
        press(qtbot, window, "Ctrl+Z")
        assert np.array_equal(document.image.to_array(), document.photo.pixels)


def test_photo_after_photo_with_the_mask_carried_over(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [write_photo(tmp_path / name, size=(200, 150)) for name in ("a.png", "b.png", "c.png")]
    settings = {"brush_size": 10.0, "carry_mask": True, "confirm_overwrite": False}
    with real_window(qtbot, **settings) as window:  # type: ignore[arg-type]
        shown(qtbot, window, paths[0])
        qtbot.waitUntil(lambda: len(window.editor.filmstrip.paths) == 3, timeout=PATIENCE_MS)
        stroke(qtbot, window, [(50, 50), (80, 60)])
        for index, path in enumerate(paths):
            qtbot.waitUntil(lambda path=path: window.editor.path == path, timeout=PATIENCE_MS)
            document = window.editor.document
            assert document is not None
            assert document.mask_array()[50, 50] == 255
            with qtbot.waitSignal(window.editor.removed, timeout=PATIENCE_MS):
                press(qtbot, window, "Return")
            result = document.image.to_array()
            press(qtbot, window, "Ctrl+PgDown" if index < 2 else "Ctrl+S")
            settled(qtbot, window.editor)
            assert np.array_equal(Photo.open(path).pixels, result)
        press(qtbot, window, "PgUp")
        qtbot.waitUntil(lambda: window.editor.path == paths[1], timeout=PATIENCE_MS)


def test_shortcuts_that_were_changed_in_the_preferences_act(qtbot: QtBot, tmp_path: Path) -> None:
    with real_window(qtbot) as window:
        shown(qtbot, window, write_photo(tmp_path / "a.png"))
        press(qtbot, window, "Ctrl+,")
        dialog = window.dialogs.dialog("preferences")
        assert dialog is not None
        window.editor.settings.set("shortcuts", {"tool-lasso": ("K",)})
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        window.activateWindow()
        window.canvas.setFocus()
        press(qtbot, window, "K")
        assert window.editor.settings.value.tool == "lasso"
        press(qtbot, window, "B")
        press(qtbot, window, "L")
        assert window.editor.settings.value.tool == "brush"
