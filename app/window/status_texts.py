"""Sentences of the status line, with numbers as the person writes them. [Qt]"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale

from app.document.raster import uniform_value
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.language.engine_names import engine_title
from app.language.error_texts import translated, translated_part

if TYPE_CHECKING:
    from app.document.raster import Raster
    from app.editing.variations import Outcome
    from app.settings import Settings
    from moebius_core.engines.engine import EngineInfo
    from moebius_core.engines.selection import Rejection
    from moebius_core.geometry import Size

_QUALITIES = {
    "draft": QT_TRANSLATE_NOOP("Status", "Draft"),
    "balanced": QT_TRANSLATE_NOOP("Status", "Balanced"),
    "best": QT_TRANSLATE_NOOP("Status", "Best"),
}


def photo_text(size: Size, mask_share: float) -> str:
    """ "6000 × 4000 · 2.1 % painted"."""
    text = f"{size.width} × {size.height}"
    if mask_share <= 0:
        return text
    percent = mask_share * 100
    shown = _number(percent) if percent >= 0.1 else f"< {_number(0.1)}"
    painted = translate("Status", "{percent} % painted").format(percent=shown)
    return f"{text} · {painted}"


def engine_text(
    settings: Settings, info: EngineInfo | None = None, last: Outcome | None = None
) -> str:
    """What ran, on what, how well and how long; before the first removal what is set."""
    engine, device = settings.engine, settings.device
    if info is not None:
        engine, device = info.name, info.device
    parts = [engine_title(engine), _quality(settings.quality)]
    if device != "auto":
        parts.insert(1, device.upper())
    if last is not None:
        parts.append(translate("Status", "{seconds} s").format(seconds=_number(last.seconds)))
    return " · ".join(parts)


def engine_tip(
    info: EngineInfo | None, rejected: tuple[Rejection, ...] = (), notes: tuple[str, ...] = ()
) -> str:
    """What is computed with, why nothing better, and what was given up on the way."""
    if info is None:
        return translate("Status", "The engine is loaded with the first removal.")
    lines = [
        translate("Status", "{engine} on {device}, {precision}").format(
            engine=engine_title(info.name), device=info.device.upper(), precision=info.precision
        )
    ]
    lines += [translated_part(str(rejection)) for rejection in rejected]
    lines += [translated(note) for note in notes]
    return "\n".join(lines)


def mask_share(mask: Raster) -> float:
    """How much of the photo is painted, 0..1."""
    painted = 0
    for key in mask.occupied():
        tile = mask.tile(key)
        painted += np.count_nonzero(tile) if uniform_value(tile) is None else tile.size
    return painted / mask.size.area


def _number(value: float) -> str:
    return QLocale().toString(value, "f", 1)


def _quality(value: str) -> str:
    return translate("Status", _QUALITIES.get(value, value))
