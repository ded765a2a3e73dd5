"""What the canvas tells a screen reader about itself. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.i18n import translate
from moebius_core.geometry import Size


def spoken(size: Size, *, mask_share: float, zoom: float) -> str:
    """
    Args:
        size: Of the photo.
        mask_share: How much of it is painted, 0..1.
        zoom: 1.0 is one photo pixel per screen pixel.
    """
    locale, percent = QLocale(), zoom * 100
    return translate("Canvas", "Photo {size}, mask {mask} %, zoom {zoom} %").format(
        size=size,
        mask=locale.toString(mask_share * 100, "f", 1),
        zoom=locale.toString(percent, "f", 0 if percent >= 10 else 1),
    )
