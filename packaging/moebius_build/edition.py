"""The two editions: with and without the network's weights."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """What is in the box; the value is part of file names."""

    LIGHT = "light"
    """Weights are downloaded or imported when the person wants them."""
    FULL = "full"
    """Weights are inside: for computers without a network."""
