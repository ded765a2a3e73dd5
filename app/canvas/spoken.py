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
    return translate("Canvas", "Photo {size}, mask {mask} %, zoom {zoom} %").format(
        size=size, mask=_percent(mask_share), zoom=_percent(zoom)
    )


def _percent(share: float) -> str:
    """As the person writes numbers."""
    percent = share * 100
    return QLocale().toString(percent, "f", 0 if percent >= 10 else 1)
