"""What does not come with every Moebius: is this one a bundled program, and how to get more."""

from __future__ import annotations

import sys

BUNDLED_HINT = "The installed program comes without it; Moebius run from its source can have it."


def is_bundled() -> bool:
    """Whether this is the program of the installers, into which nothing more can be installed."""
    return bool(getattr(sys, "frozen", False))


def how_to_get(extra: str) -> str:
    """The hint where the packages of an extra are missing."""
    return BUNDLED_HINT if is_bundled() else f'Install it with: pip install "moebius[{extra}]"'
