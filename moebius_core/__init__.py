"""Moebius, headless: open a photo, fill the masked part, save it with everything else untouched.

Names are imported on first use, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moebius_core.arrays import DeepImage, Image, Mask
    from moebius_core.engines.engine import EngineInfo, InpaintEngine
    from moebius_core.engines.selection import open_engine
    from moebius_core.errors import MoebiusError
    from moebius_core.inpaint import inpaint, inpaint_photo
    from moebius_core.options import InpaintOptions, Quality
    from moebius_core.photo import Photo
    from moebius_core.progress import Cancelled, CancelToken, Progress

__version__ = "0.1.0"

_HOMES = {
    "CancelToken": "progress",
    "Cancelled": "progress",
    "DeepImage": "arrays",
    "EngineInfo": "engines.engine",
    "Image": "arrays",
    "InpaintEngine": "engines.engine",
    "InpaintOptions": "options",
    "Mask": "arrays",
    "MoebiusError": "errors",
    "Photo": "photo",
    "Progress": "progress",
    "Quality": "options",
    "inpaint": "inpaint",
    "inpaint_photo": "inpaint",
    "open_engine": "engines.selection",
}

__all__ = [
    "CancelToken",
    "Cancelled",
    "DeepImage",
    "EngineInfo",
    "Image",
    "InpaintEngine",
    "InpaintOptions",
    "Mask",
    "MoebiusError",
    "Photo",
    "Progress",
    "Quality",
    "inpaint",
    "inpaint_photo",
    "open_engine",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
