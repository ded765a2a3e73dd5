"""Where the editor keeps its files; the operating systems' own places, or one folder for all."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "MOEBIUS_HOME"
"""Environment variable: a folder that takes the place of all others (portable use, tests)."""


def settings_file() -> Path:
    """What the person has set, as TOML."""
    return _own("config", "user_config_path") / "settings.toml"


def state_folder() -> Path:
    """What the editor remembers by itself: recent files, window geometry, journals."""
    return _own("state", "user_state_path")


def cache_folder() -> Path:
    """What can be deleted at any time: undo steps that went to disk."""
    return _own("cache", "user_cache_path")


def log_folder() -> Path:
    return _own("log", "user_log_path")


def asset(*parts: str) -> Path:
    """A file or folder that comes with the program: `asset("icons", "brush.svg")`."""
    return Path(__file__).resolve().parent.parent.joinpath("assets", *parts)


def _own(name: str, kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / name
    import platformdirs

    return Path(getattr(platformdirs, kind)("moebius", appauthor=False))
