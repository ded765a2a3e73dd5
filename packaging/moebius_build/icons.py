"""The program's icon as each system wants it, from the one drawing assets/app_icon.svg.

Qt and Pillow draw it: those of the environment that runs this, else the build's own. The same
drawing gives the same bytes.
"""

from __future__ import annotations

import site
import struct
import sysconfig
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from moebius_build.tree import BUILD, ROOT

if TYPE_CHECKING:
    from PIL import Image

DRAWING = ROOT / "assets" / "app_icon.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows shows at 100, 125, 150 and 200 %, and in its large views."""
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)

_PACKED_FROM = 256  # below it, old readers of icons know plain bitmaps only
_MAC_SCALE = 824 / 1024 / (480 / 512)
"""Apple's template draws the plate over 824 of 1024 pixels; in the drawing it covers 480 of 512.

https://developer.apple.com/design/human-interface-guidelines/app-icons
"""


def picture(size: int, *, scale: float = 1.0) -> Image.Image:
    """The icon on a clear ground.

    Args:
        size: Width and height in pixels.
        scale: Of the drawing about its middle; less than 1 leaves a margin.

    Returns:
        RGBA.
    """
    find_drawing_tools()
    from PIL import Image
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(DRAWING))
    if not renderer.isValid():
        raise FileNotFoundError(DRAWING)
    canvas = QImage(size, size, QImage.Format.Format_RGBA8888)
    canvas.fill(Qt.GlobalColor.transparent)
    margin = size * (1 - scale) / 2
    painter = QPainter(canvas)
    renderer.render(painter, QRectF(margin, margin, size * scale, size * scale))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(canvas.constBits()))


def png(size: int) -> bytes:
    """The icon as a PNG file."""
    return _as_png(picture(size))


def write_ico(path: Path) -> Path:
    """Windows' icon file: plain bitmaps, and from 256 pixels on a PNG.

    https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
    """
    bodies = [_ico_body(picture(size)) for size in ICO_SIZES]
    start = 6 + 16 * len(bodies)
    head = struct.pack("<HHH", 0, 1, len(bodies))
    for size, body in zip(ICO_SIZES, bodies, strict=True):
        side = size % 256  # 0 stands for 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(body), start)
        start += len(body)
    path.write_bytes(head + b"".join(bodies))
    return path


def write_icns(path: Path) -> Path:
    """macOS's icon file, with the margin that its icons have."""
    smaller = [picture(size, scale=_MAC_SCALE) for size in ICNS_SIZES]
    largest = smaller.pop()
    with path.open("wb") as file:
        largest.save(file, format="ICNS", append_images=smaller)
    return path


def find_drawing_tools(environment: Path = BUILD / "venv") -> None:
    """Let Qt and Pillow be imported.

    build.py is started by any Python; what it has built from is an environment of that same Python.
    """
    if find_spec("PySide6") is None or find_spec("PIL") is None:
        base = str(environment)
        site.addsitedir(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))


def _ico_body(picture: Image.Image) -> bytes:
    """A PNG, or a BMP without its file header, twice as high: the colours, then an unused mask."""
    size = picture.width
    if size >= _PACKED_FROM:
        return _as_png(picture)
    from PIL.Image import Transpose

    colours = picture.transpose(Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGRA")
    mask_row = -(-size // 32) * 4
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(colours), 0, 0, 0, 0)
    return head + colours + bytes(mask_row * size)


def _as_png(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, format="PNG", optimize=True)
    return stream.getvalue()
