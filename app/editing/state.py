"""What the editor remembers by itself: recent photos, window, last folders, last batch."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias, cast

from app import places
from app.events import Event
from moebius_core.errors import MoebiusError
from moebius_core.system import read_file, write_atomically

log = logging.getLogger(__name__)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

KEPT_RECENT = 50
"""So many recent photos are kept in the file, whatever the menu shows."""


@dataclass(frozen=True)
class WindowGeometry:
    """Where the window stood; in Qt's device-independent pixels."""

    x: int
    y: int
    width: int
    height: int
    is_maximised: bool = False
    layout: str = ""
    """What the window itself wrote down about its panels."""


class State:
    """Values that survive the program. A damaged file is forgotten, an unwritable one tolerated.

    `changed` is emitted by the thread that changes something; whoever listens has `flush` called
    where a slow disk hurts nobody.
    """

    def __init__(self, path: Path | None = None) -> None:
        """
        Args:
            path: The JSON file; None: in the state folder.
        """
        self._path = path
        self._values: dict[str, Json] = {}
        self._lock = threading.Lock()
        self._unwritten: str | None = None
        self.changed: Event[[]] = Event()

    @classmethod
    def load(cls, path: Path | None = None) -> State:
        """What was remembered; empty when there is nothing or it is damaged."""
        state = cls(path or places.state_folder() / "state.json")
        assert state._path is not None
        try:
            values = json.loads(read_file(state._path))
        except (MoebiusError, ValueError, RecursionError) as error:
            log.info("nothing remembered: %s", error)
            return state
        if isinstance(values, dict):
            state._values = cast("dict[str, Json]", values)
        return state

    def get(self, key: str) -> Json:
        """The value of a key; None where there is none."""
        return self._values.get(key)

    def set(self, key: str, value: Json) -> None:
        """Remember a value; None forgets it."""
        if self._values.get(key) == value:
            return
        if value is None:
            del self._values[key]
        else:
            self._values[key] = value
        text = json.dumps(self._values, ensure_ascii=False, indent=1)
        with self._lock:
            self._unwritten = text
        self.changed.emit()

    def flush(self) -> None:
        """Write what is new. Any thread may call it; failing costs a line in the log."""
        with self._lock:
            text, self._unwritten = self._unwritten, None
            if text is None or self._path is None:
                return
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, [text.encode("utf-8", "surrogatepass")])
            except (MoebiusError, OSError) as error:
                log.warning("state not written: %s", error)

    @property
    def recent(self) -> tuple[Path, ...]:
        """Photos opened lately, newest first."""
        return tuple(Path(text) for text in _texts(self.get("recent")))

    def add_recent(self, path: Path) -> None:
        """Put a photo at the top."""
        others = [str(other) for other in self.recent if other != path]
        self.set("recent", [str(path), *others[: KEPT_RECENT - 1]])

    def clear_recent(self) -> None:
        self.set("recent", None)

    @property
    def geometry(self) -> WindowGeometry | None:
        """Where the window stood when it was last closed."""
        values = self.get("window")
        if not isinstance(values, dict):
            return None
        kinds = {"x": int, "y": int, "width": int, "height": int, "is_maximised": bool}
        if any(type(values.get(name)) is not kind for name, kind in kinds.items()):
            return None
        layout = values.get("layout")
        known: dict[str, Any] = {name: values[name] for name in kinds}
        return WindowGeometry(**known, layout=layout if isinstance(layout, str) else "")

    @geometry.setter
    def geometry(self, geometry: WindowGeometry) -> None:
        self.set("window", asdict(geometry))

    def folder(self, purpose: str) -> Path | None:
        """The folder last used for a purpose: "open", "save", "mask"."""
        folders = self.get("folders")
        text = folders.get(purpose) if isinstance(folders, dict) else None
        return Path(text) if isinstance(text, str) else None

    def remember_folder(self, purpose: str, folder: Path) -> None:
        folders = self.get("folders")
        known = folders if isinstance(folders, dict) else {}
        self.set("folders", {**known, purpose: str(folder)})

    @property
    def batch(self) -> Mapping[str, Json]:
        """What the batch dialog was last asked to do, in its own words."""
        values = self.get("batch")
        return values if isinstance(values, dict) else {}

    @batch.setter
    def batch(self, values: Mapping[str, Json]) -> None:
        self.set("batch", dict(values))


def _texts(values: Json) -> list[str]:
    return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []
