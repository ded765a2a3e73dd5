"""At 100 % a photo's pixel is a pixel of the screen, whatever the display's scale."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCALES = ("1", "1.25", "1.5", "1.75", "2")

PROGRAM = """
import sys
import numpy as np
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from app.canvas.view import CanvasView
from app.document.document import Document
from moebius_core.photo import Photo
from tests.gui.canvas.bed import as_array

app = QApplication([])
window = QWidget()
row = QHBoxLayout(window)
row.setContentsMargins(7, 3, 5, 1)
label = QLabel("x")
label.setFixedWidth(33)
row.addWidget(label)
view = CanvasView()
row.addWidget(view)
window.resize(431, 317)
pixels = np.random.default_rng(0).integers(0, 256, (1200, 1500, 3), np.uint8)
view.set_document(Document(Photo(pixels=pixels)))
window.show()
while not view.is_built:
    app.processEvents()
view.zoom_to(1.0)
view.pan_by(13, -7)
app.processEvents()
scale = view.devicePixelRatioF()
assert scale == float(sys.argv[1]), scale
shown = as_array(window.grab().toImage())
corner = view.mapTo(window, view.rect().topLeft())
left, top = round(corner.x() * scale), round(corner.y() * scale)
viewport = view.viewport
rows = min(viewport.view.height, shown.shape[0] - top) - 2
columns = min(viewport.view.width, shown.shape[1] - left) - 2
x, y = -viewport.origin[0], -viewport.origin[1]
part = shown[top + 2 : top + rows, left + 2 : left + columns]
wanted = pixels[y + 2 : y + rows, x + 2 : x + columns]
print(part.shape, np.mean(np.any(part != wanted, axis=2)))
assert part.shape[0] > 200
assert (part == wanted).all()
view.set_document(None)
window.close()
"""


@pytest.mark.parametrize("scale", SCALES)
def test_one_photo_pixel_is_one_device_pixel(scale: str) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, scale],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
