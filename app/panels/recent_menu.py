"""The menu of photos opened lately. [Qt]"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.editing.editor import Editor
from app.i18n import translate


class RecentMenu(QObject):
    """Fills a menu anew whenever it opens; photos that are gone are greyed."""

    def __init__(self, menu: QMenu, editor: Editor) -> None:
        super().__init__(menu)
        self._menu = menu
        self._editor = editor
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        editor.recent_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """An empty list cannot be opened."""
        self._menu.setEnabled(bool(self._editor.recent))
        if self._menu.isVisible():
            self.fill()

    def fill(self) -> None:
        self._menu.clear()
        for number, (path, is_there) in enumerate(self._editor.recent, 1):
            name = path.name.replace("&", "&&")
            action = self._menu.addAction(f"&{number} {name}" if number < 10 else name)
            action.setToolTip(str(path))
            action.setEnabled(is_there)
            action.triggered.connect(partial(self._open, path))
        self._menu.addSeparator()
        clear = self._menu.addAction(translate("Window", "&Clear the List"))
        clear.triggered.connect(self._editor.clear_recent)

    def _open(self, path: Path, _checked: bool) -> None:
        self._editor.open_paths([path])
