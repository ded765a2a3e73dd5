"""The part of the window with the photo: canvas in the middle, tools and panels around it. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.action_set import ActionSet
from app.i18n import translate
from app.icons import icon
from app.tools.toolbox import ROWS as TOOLS

_ICON_PX = 22
_SIDE_PX = 250
_LAYOUT_VERSION = 1


class Workspace(QMainWindow):
    """Toolbars and docks around the canvas; nested in the window, so that an empty one hides all.

    Args:
        canvas: What stands in the middle.
    """

    def __init__(
        self,
        *,
        actions: ActionSet,
        canvas: QWidget,
        option_bar: QWidget,
        remove_panel: QWidget,
        variations: QWidget,
        history: QWidget,
        filmstrip: QWidget,
        compare: Callable[[bool], object],
    ) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._actions = actions
        self._canvas = canvas
        self.setCentralWidget(canvas)
        self._top = self._bar("main-bar", translate("Workspace", "Photo"))
        for name in ("open", "save", None, "undo", "redo", None):
            if name is None:
                self._top.addSeparator()
            else:
                self._top.addAction(actions[name])
        option_bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._top.addWidget(option_bar)
        self._top.addSeparator()
        for name in ("hide-overlay", "split"):
            self._top.addAction(actions[name])
        self._top.addWidget(_hold_button(compare))
        self._tools = self._bar("tool-bar", translate("Workspace", "Tools"))
        self._tools.setOrientation(Qt.Orientation.Vertical)
        for row in TOOLS:
            self._tools.addAction(actions[f"tool-{row.id}"])
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._top)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._tools)
        for bar in (self._top, self._tools):
            for button in bar.findChildren(QToolButton):
                button.setMinimumSize(QSize(28, 28))
                if not button.accessibleName():
                    button.setAccessibleName(button.text().replace("&", ""))
        side, below = (
            Qt.DockWidgetArea.RightDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self._docks = MappingProxyType(
            {
                "remove": self._dock("remove", translate("Workspace", "Remove"), side),
                "variations": self._dock("variations", translate("Workspace", "Variations"), side),
                "history": self._dock("history", translate("Workspace", "History"), side),
                "filmstrip": self._dock("filmstrip", translate("Workspace", "Filmstrip"), below),
            }
        )
        self._docks["remove"].setWidget(_scrolled(remove_panel))
        self._docks["variations"].setWidget(variations)
        self._docks["history"].setWidget(history)
        self._docks["filmstrip"].setWidget(filmstrip)
        for name in ("remove", "filmstrip"):
            self._docks[name].setTitleBarWidget(QWidget())
            self._docks[name].setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setCorner(Qt.Corner.BottomRightCorner, side)
        self.resizeDocks([self._docks["history"]], [_SIDE_PX], Qt.Orientation.Horizontal)
        self._wanted = {"variations": True, "history": True, "filmstrip": True}
        self._useful = {"variations": False, "history": True, "filmstrip": False}
        self._hidden = False
        self._areas = (canvas, self._tools, self._top, remove_panel, variations, history, filmstrip)
        self._show_panels()

    def want_panel(self, name: str, on: bool) -> None:
        """The person wants to see a panel, or not; an empty one stays away all the same."""
        self._wanted[name] = on
        self._show_panels()

    def set_useful(self, name: str, on: bool) -> None:
        """Whether a panel has anything to show."""
        if self._useful[name] != on:
            self._useful[name] = on
            self._show_panels()

    def hide_panels(self, on: bool) -> None:
        """Only the photo, or everything around it again."""
        self._hidden = on
        self._actions["hide-panels"].setChecked(on)
        self._show_panels()

    def panel(self, name: str) -> QDockWidget:
        return self._docks[name]

    def focus_next_area(self) -> None:
        """Go on from the canvas to the tools, the panels, and back."""
        focus = QApplication.focusWidget()
        areas = [area for area in self._areas if area.isVisible()]
        if not areas:
            return
        at = next(
            (
                i
                for i, area in enumerate(areas)
                if focus and (area is focus or area.isAncestorOf(focus))
            ),
            -1,
        )
        for step in range(1, len(areas) + 1):
            goal = _first_control(areas[(at + step) % len(areas)])
            if goal is not None and goal is not focus:
                goal.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def layout_text(self) -> str:
        """What `restore_layout` takes: where the panels are, and which are wanted."""
        wanted = ",".join(name for name, on in self._wanted.items() if on)
        state = bytes(self.saveState(_LAYOUT_VERSION).toBase64().data()).decode("ascii")
        return f"{wanted};{state}"

    def restore_layout(self, text: str) -> None:
        """Put the panels where they were; nonsense changes nothing."""
        wanted, separator, state = text.partition(";")
        if separator:
            self.restoreState(QByteArray.fromBase64(state.encode("ascii")), _LAYOUT_VERSION)
            self._wanted = {name: name in wanted.split(",") for name in self._wanted}
        self._show_panels()

    def _show_panels(self) -> None:
        for name, dock in self._docks.items():
            is_wanted = self._wanted.get(name, True) and self._useful.get(name, True)
            dock.setVisible(is_wanted and not self._hidden)
            if name in self._wanted:
                self._actions[f"show-{name}"].setChecked(self._wanted[name])
        for bar in (self._top, self._tools):
            bar.setVisible(not self._hidden)

    def _bar(self, name: str, title: str) -> QToolBar:
        bar = QToolBar(title)
        bar.setObjectName(name)
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setIconSize(QSize(_ICON_PX, _ICON_PX))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        return bar

    def _dock(self, name: str, title: str, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(f"{name}-dock")
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.addDockWidget(area, dock)
        return dock


def _scrolled(panel: QWidget) -> QScrollArea:
    """In a low window, or with large letters, the panel scrolls instead of being cut off."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(panel)
    column.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setMinimumWidth(inside.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
    area.setMaximumHeight(inside.sizeHint().height() + 8)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _hold_button(compare: Callable[[bool], object]) -> QToolButton:
    """Shows the original as long as it is pressed: for those whose keyboard hides the key."""
    button = QToolButton()
    button.setIcon(icon("compare"))
    button.setAccessibleName(translate("Workspace", "Show the original while held"))
    button.setToolTip(translate("Workspace", "Hold to see the original (\\)"))
    button.pressed.connect(lambda: compare(True))
    button.released.connect(lambda: compare(False))
    return button


def _first_control(area: QWidget) -> QWidget | None:
    """Where the focus goes within an area."""
    candidates = [area, *area.findChildren(QWidget)]
    return next(
        (
            widget
            for widget in candidates
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and widget.isEnabled()
        ),
        None,
    )
