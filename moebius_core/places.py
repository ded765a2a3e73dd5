"""Where files of the program's own lie: the systems' own places, or one folder for all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from moebius_core.extras import is_bundled

HOME_VARIABLE = "MOEBIUS_HOME"
"""Environment variable: a folder that takes the place of all others (portable use, tests)."""

PORTABLE_MARKER = "portable.txt"
"""A file of this name beside the bundled program: everything goes into the folder `data` there."""

WEIGHTS_VARIABLE = "MOEBIUS_WEIGHTS"
"""Environment variable: the folder of the weights alone, for instance on a larger disk."""


def weights_folder() -> Path:
    """Downloaded and imported weights, a folder for each set."""
    chosen = os.environ.get(WEIGHTS_VARIABLE)
    return Path(chosen) if chosen else own_folder("", "user_data_path") / "weights"


def bundled_weights_folder() -> Path | None:
    """Weights that came with a bundled program, where nothing is written; None from source.

    The light edition has no such folder.
    """
    if not is_bundled():
        return None
    return Path(__file__).resolve().parent.parent / "weights"


def prepared_folder() -> Path:
    """Weights as the engines map them; can be deleted at any time, and is then made anew."""
    return own_folder("cache", "user_cache_path") / "prepared"


def own_folder(name: str, kind: str) -> Path:
    """The folder `name` in the one that holds all; without one, what `platformdirs.KIND` says.

    All is held by `MOEBIUS_HOME`, or by `data` beside a portable program.
    """
    home = os.environ.get(HOME_VARIABLE) or _beside_program()
    if home:
        return Path(home) / name
    import platformdirs

    return Path(getattr(platformdirs, kind)("moebius", appauthor=False))


def _beside_program() -> Path | None:
    """Where a portable program keeps everything; None for an installed one, or run from source."""
    if not is_bundled():
        return None
    folder = Path(sys.executable).parent
    return folder / "data" if (folder / PORTABLE_MARKER).is_file() else None
