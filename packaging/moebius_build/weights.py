"""The network's weights inside the full edition: `build.py --with-weights DIR`.

DIR is a folder as `MOEBIUS_WEIGHTS` names it: filled by `moebius weights download` or `import`.
The program looks for them in its folder `weights` (moebius_core.places) and never writes there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VARIABLE = "MOEBIUS_BUILD_WEIGHTS"
"""Environment variable by which the folder reaches moebius.spec."""

_RECEIPT = "receipt.json"
_STUDENTS = frozenset({"student", "onnx"})


class WeightsFolderError(Exception):
    """What was given as folder of weights is none, or not enough to remove anything."""


def sets_in(folder: Path) -> list[Path]:
    """The sets of weights in a folder, by name; their files have the sizes that were written down.

    Raises:
        WeightsFolderError: there is no set that removes, or a file is missing or cut off.
    """
    found = {path.parent: _read(path) for path in sorted(folder.glob(f"*/{_RECEIPT}"))}
    for place, receipt in found.items():
        for file in receipt["files"]:
            path = place / file["path"]
            if not path.is_file() or path.stat().st_size != file["size"]:
                raise WeightsFolderError(f"{path} is missing or not whole.")
    if not _STUDENTS & {receipt["kind"] for receipt in found.values()}:
        raise WeightsFolderError(
            f"{folder} holds no weights of the network. It has to be a folder that was filled by "
            "MOEBIUS_WEIGHTS=folder moebius weights download places2, or import."
        )
    return list(found)


def rows_from_environment(environ: Mapping[str, str] = os.environ) -> list[tuple[str, str]]:
    """PyInstaller's data (source, folder in the program); none for the light edition."""
    folder = environ.get(VARIABLE)
    if not folder:
        return []
    return [
        (str(path), f"weights/{place.name}/{path.relative_to(place).parent.as_posix()}")
        for place in sets_in(Path(folder))
        for path in sorted(place.rglob("*"))
        if path.is_file()
    ]


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        _ = (found["kind"], [(file["path"], file["size"]) for file in found["files"]])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WeightsFolderError(f"{path} cannot be read.") from error
    return found
