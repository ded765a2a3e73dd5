"""What a journal belongs to, and where journals are kept."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from app import places
from app.document.source_copy import Stamp
from moebius_core import __version__

LOG = "log"
_ABOUT = "about.json"
_FORMAT = 1


def journals_folder() -> Path:
    """Where documents keep their journals unless told otherwise."""
    return places.state_folder() / "journals"


@dataclass(frozen=True)
class About:
    """What a journal belongs to."""

    path: Path | None
    """The photo's file; None: it was pasted."""
    stamp: Stamp | None
    shape: tuple[int, ...]
    """Height, width, channels, bytes of a channel."""
    name: str = ""
    """What a photo without a file is called."""

    def write(self, folder: Path) -> None:
        """Raises OSError when it cannot be written."""
        values = {
            "format": _FORMAT,
            "program": __version__,
            "process": os.getpid(),
            "path": str(self.path) if self.path else None,
            "stamp": [self.stamp.size, self.stamp.mtime_ns] if self.stamp else None,
            "shape": self.shape,
            "name": self.name,
        }
        (folder / _ABOUT).write_text(json.dumps(values), encoding="ascii")

    @classmethod
    def read(cls, folder: Path) -> About | None:
        """None when it is missing, torn, or of another version's kind."""
        try:
            values = json.loads((folder / _ABOUT).read_text(encoding="ascii"))
            if values["format"] != _FORMAT:
                return None
            path, stamp = values["path"], values["stamp"]
            shape = tuple(int(number) for number in values["shape"])
            return cls(
                Path(path) if path else None,
                Stamp(*stamp) if stamp else None,
                shape,
                str(values.get("name", "")),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
