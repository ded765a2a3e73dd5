"""The list of what is in a bundled program, with the licences that its build has collected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from app.places import asset


class CollectedPart(NamedTuple):
    """One program or library, as the build wrote it down (packaging/moebius_build/licences.py)."""

    name: str
    version: str
    licence: str
    url: str
    distribution: str
    """Name of the Python package in its normal form (PEP 503); empty: none."""
    note: str
    """What its licence wants to be said."""
    texts: tuple[Path, ...]


def collected_parts(folder: Path | None = None) -> tuple[CollectedPart, ...]:
    """All parts, in the build's order; empty where the program runs from its source.

    Args:
        folder: Where the list lies; by default beside the bundled assets.
    """
    folder = asset().parent / "licences" if folder is None else folder
    try:
        rows = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        return tuple(_part(row, folder) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _part(row: dict[str, str], folder: Path) -> CollectedPart:
    texts = tuple(folder / name for name in row["texts"])
    rest = ("name", "version", "licence", "url", "distribution", "note")
    return CollectedPart(*(row[key] for key in rest), texts=texts)
