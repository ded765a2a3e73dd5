"""The preview that hangs over the canvas while a photo is opened."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColorSpace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.canvas.curtain import Curtain
from app.canvas.view import CanvasView
from app.document.document import Document
from moebius_core.formats.preview import Preview
from moebius_core.geometry import Size
from moebius_core.photo import Photo
from tests.gui.canvas.bed import as_array

RED = (220, 30, 40)


@pytest.fixture
def canvas(qtbot: QtBot) -> CanvasView:
    view = CanvasView()
    qtbot.addWidget(view, before_close_func=lambda widget: widget.set_document(None))
    view.resize(400, 300)
    view.show()
    return view


def _preview(icc: bytes = b"") -> Preview:
    return Preview(np.full((50, 75, 3), RED, np.uint8), Size(600, 400), icc)


def test_it_lies_where_the_photo_will_lie(canvas: CanvasView, qtbot: QtBot) -> None:
    curtain = Curtain(canvas)
    curtain.show_preview(_preview())
    shown = (as_array(canvas.grab().toImage())[..., :3] == RED).all(axis=-1)
    canvas.set_document(Document(Photo(pixels=np.full((400, 600, 3), RED, np.uint8))))
    curtain.take_away()
    canvas.grab()
    qtbot.waitUntil(lambda: canvas.is_built)
    photo = (as_array(canvas.grab().toImage())[..., :3] == RED).all(axis=-1)
    np.testing.assert_array_equal(shown, photo)
    assert photo.any()


def test_nothing_below_can_be_painted_until_the_photo_has_come(canvas: CanvasView) -> None:
    document = Document(Photo(pixels=np.full((400, 600, 3), RED, np.uint8)))
    canvas.set_document(document)
    curtain = Curtain(canvas)
    curtain.show_preview(_preview())
    assert canvas.childAt(QPoint(200, 150)) is curtain
    curtain.photo_has_come()
    assert canvas.childAt(QPoint(200, 150)) is None
    assert curtain.isVisible()


def test_the_photo_at_its_best_takes_its_place(canvas: CanvasView, qtbot: QtBot) -> None:
    curtain = Curtain(canvas)
    curtain.show_preview(_preview())
    canvas.set_document(Document(Photo(pixels=np.zeros((400, 600, 3), np.uint8))))
    curtain.photo_has_come()
    with qtbot.waitSignal(canvas.picture_built):
        canvas.grab()
    assert not curtain.isVisible()


def test_zooming_lifts_it(canvas: CanvasView) -> None:
    curtain = Curtain(canvas)
    curtain.show_preview(_preview())
    canvas.set_document(Document(Photo(pixels=np.zeros((400, 600, 3), np.uint8))))
    curtain.photo_has_come()
    assert curtain.isVisible()
    QTest.keyClick(canvas, Qt.Key.Key_Plus)  # no key of the canvas itself
    assert curtain.isVisible()
    canvas.zoom_in()
    assert not curtain.isVisible()


def test_its_colours_are_the_displays(canvas: CanvasView) -> None:
    wide = QColorSpace(QColorSpace.NamedColorSpace.DisplayP3).iccProfile().data()
    curtain = Curtain(canvas)
    curtain.show_preview(_preview(bytes(wide)))
    middle = as_array(canvas.grab().toImage())[150, 200, :3]
    assert middle[0] > RED[0] + 10
