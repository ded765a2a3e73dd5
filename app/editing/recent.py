"""Recent photos, and which of them are still there: asked of the disk in the background only."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from app.editing.desk import Desk
from app.jobs.job import Job


class RecentPhotos:
    """What the menu shows; a photo counts as there until the disk says otherwise."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        self._desk = desk
        self._changed = changed
        self._missing: frozenset[Path] = frozenset()
        self._paths = desk.state.recent
        desk.state.changed.connect(self._state_changed)

    @property
    def photos(self) -> Sequence[tuple[Path, bool]]:
        """(photo, whether it is there), newest first; none in private mode."""
        settings = self._desk.settings
        if settings.private:
            return ()
        paths = self._paths[: settings.recent_count]
        return tuple((path, path not in self._missing) for path in paths)

    def refresh(self) -> None:
        """Ask the disk."""
        paths = [path for path, _ in self.photos]

        def done(missing: frozenset[Path]) -> None:
            if missing != self._missing:
                self._missing = missing
                self._changed()

        self._desk.submit_aside(
            Job(
                work=lambda _progress: frozenset(
                    path
                    for path in paths
                    if not os.path.exists(path)  # noqa: PTH110 - never raises
                ),
                done=done,
            )
        )

    def _state_changed(self) -> None:
        if self._desk.state.recent != self._paths:
            self._paths = self._desk.state.recent
            self._missing -= {self._paths[0]} if self._paths else set()
            self._changed()
