"""What tells one version of a file from the next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from moebius_core.system import long_path


class Signature(NamedTuple):
    """Of a file on disk."""

    mtime_ns: int
    size: int


def signature_of(path: Path) -> Signature | None:
    """The file as it is now; None where there is none. For worker threads: a drive may be gone."""
    try:
        found = os.stat(long_path(path))  # noqa: PTH116 - the prefixed name is a plain string
    except (OSError, ValueError):
        return None
    return Signature(found.st_mtime_ns, found.st_size)
