"""Where the editor keeps its files; the operating systems' own places, or one folder for all."""

from __future__ import annotations

from pathlib import Path

from moebius_core.places import HOME_VARIABLE, own_folder

__all__ = [
    "HOME_VARIABLE",
    "asset",
    "cache_folder",
    "log_folder",
    "settings_file",
    "state_folder",
]


def settings_file() -> Path:
    """What the person has set, as TOML."""
    return own_folder("config", "user_config_path") / "settings.toml"


def state_folder() -> Path:
    """What the editor remembers by itself: recent files, window geometry, journals."""
    return own_folder("state", "user_state_path")


def cache_folder() -> Path:
    """What can be deleted at any time: undo steps that went to disk, prepared weights."""
    return own_folder("cache", "user_cache_path")


def log_folder() -> Path:
    return own_folder("log", "user_log_path")


def asset(*parts: str) -> Path:
    """A file or folder that comes with the program: `asset("icons", "brush.svg")`."""
    return Path(__file__).resolve().parent.parent.joinpath("assets", *parts)
