"""Where files of the program's own lie: the systems' own places, or one folder for all."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "MOEBIUS_HOME"
"""Environment variable: a folder that takes the place of all others (portable use, tests)."""

WEIGHTS_VARIABLE = "MOEBIUS_WEIGHTS"
"""Environment variable: the folder of the weights alone, for instance on a larger disk."""


def weights_folder() -> Path:
    """Downloaded and imported weights, a folder for each set."""
    chosen = os.environ.get(WEIGHTS_VARIABLE)
    return Path(chosen) if chosen else own_folder("", "user_data_path") / "weights"


def prepared_folder() -> Path:
    """Weights as the engines map them; can be deleted at any time, and is then made anew."""
    return own_folder("cache", "user_cache_path") / "prepared"


def own_folder(name: str, kind: str) -> Path:
    """The folder `name` in `MOEBIUS_HOME`; where that is not set, what `platformdirs.KIND` says."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / name
    import platformdirs

    return Path(getattr(platformdirs, kind)("moebius", appauthor=False))
