"""The part of the window with the photo: canvas in the middle, tools and panels around it. [Qt]"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.i18n import translate
from app.looks.icons import icon
from app.panels.side_panel import SidePanel
from app.tools.toolbox import ROWS as TOOLS
from app.window.action_set import ActionSet

_ICON_PX = 22
_SIDE_PX = 250
_LAYOUT_VERSION = 2


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
        queue: QWidget,
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
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if not button.accessibleName():
                    button.setAccessibleName(button.text().replace("&", ""))
        self._side = SidePanel(
            remove=remove_panel, queue=queue, variations=variations, history=history
        )
        self._side_dock = self._dock(
            "side-dock", translate("Workspace", "Remove"), Qt.DockWidgetArea.RightDockWidgetArea
        )
        self._side_dock.setWidget(self._side)
        self._strip_dock = self._dock(
            "filmstrip-dock",
            translate("Workspace", "Filmstrip"),
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self._strip_dock.setWidget(filmstrip)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.resizeDocks([self._side_dock], [_SIDE_PX], Qt.Orientation.Horizontal)
        self._wanted = {"variations": True, "history": True, "filmstrip": True}
        self._useful = {
            "queue": False,
            "variations": False,
            "history": True,
            "filmstrip": False,
        }
        self._hidden = False
        self._areas = (
            *(canvas, self._tools, self._top, remove_panel),
            *(queue, variations, history, filmstrip),
        )
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

    def is_panel_shown(self, name: str) -> bool:
        """
        Args:
            name: queue, variations, history or filmstrip.
        """
        if name == "filmstrip":
            return not self._strip_dock.isHidden()
        return self._side.is_shown(name) and not self._side_dock.isHidden()

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
        shown = {name: on and self._useful[name] for name, on in self._wanted.items()}
        self._side.show_section("queue", self._useful["queue"])
        for name in ("variations", "history"):
            self._side.show_section(name, shown[name])
        self._side_dock.setVisible(not self._hidden)
        self._strip_dock.setVisible(shown["filmstrip"] and not self._hidden)
        for name, on in self._wanted.items():
            self._actions[f"show-{name}"].setChecked(on)
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
        """Without a title bar: these stay where they are."""
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        self.addDockWidget(area, dock)
        return dock


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
