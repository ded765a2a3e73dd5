"""What engines are called in front of people."""

from __future__ import annotations

from app.i18n import QT_TRANSLATE_NOOP, translate

_NAMES = {
    "auto": QT_TRANSLATE_NOOP("Status", "Automatic"),
    "content-fill": QT_TRANSLATE_NOOP("Status", "Content fill"),
    "moebius": "Moebius",
}
_NETWORK = "moebius:"


def engine_title(name: str) -> str:
    """The engine's name in the person's language; an unknown one stays as it is."""
    if name.startswith(_NETWORK):
        return f"Moebius ({name.removeprefix(_NETWORK)})"
    return translate("Status", _NAMES[name]) if name in _NAMES else name
