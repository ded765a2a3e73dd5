"""How long something will still take, in words."""

from __future__ import annotations

from app.i18n import translate


def remaining_text(seconds: float) -> str:
    """ "12 s left", "3 min left", "2 h 5 min left"."""
    if seconds < 90:
        return translate("StatusLine", "{seconds} s left").format(seconds=max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 90:
        return translate("StatusLine", "{minutes} min left").format(minutes=minutes)
    return translate("StatusLine", "{hours} h {minutes} min left").format(
        hours=minutes // 60, minutes=minutes % 60
    )
