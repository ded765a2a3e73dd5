"""Canvases to work on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.canvas.view import CanvasView
from app.document.document import Document
from moebius_core.photo import Photo
from tests.gui.canvas.bed import Bed, Stamp, photo_of


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bed]:
    """Makes a bed for a photo (by default 800 x 600 of noise, shown at 50 %)."""

    def make(photo: Photo | None = None) -> Bed:
        view = CanvasView()
        qtbot.addWidget(view, before_close_func=lambda widget: widget.set_document(None))
        view.resize(400, 300)
        document = Document(photo or photo_of())
        view.set_document(document)
        view.show()
        qtbot.waitUntil(lambda: view.is_built)
        return Bed(view, document, Stamp())

    return make


@pytest.fixture
def bed(bench: Callable[..., Bed]) -> Bed:
    return bench()
