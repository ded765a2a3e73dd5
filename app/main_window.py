"""The window: builds its parts and connects them. What they do stands elsewhere. [Qt]"""

# ruff: noqa: N802 - event handlers bear the names that Qt calls

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QStyle, QVBoxLayout, QWidget

from app.actions import ACTIONS
from app.canvas.curtain import Curtain
from app.canvas.view import CanvasView, OverlayStyle
from app.editing.prompts import Prompts
from app.editing.state import WindowGeometry
from app.i18n import translate
from app.jobs.runner import Runner
from app.language.error_texts import translated
from app.looks.theme import canvas_surround
from app.panels.announce import announce
from app.panels.busy_mask import BusyMask
from app.panels.compare_captions import CompareCaptions
from app.panels.context_frame import ContextFrame
from app.panels.filmstrip import FilmstripView
from app.panels.history_list import HistoryList
from app.panels.message_bar import MessageBar
from app.panels.option_bar import OptionBar, OptionStrip
from app.panels.queue_list import QueueList
from app.panels.recent_menu import RecentMenu
from app.panels.remove_panel import RemovePanel
from app.panels.restore_bar import RestoreBar
from app.panels.setting_controls import SettingSlider
from app.panels.start_page import StartPage
from app.panels.status_line import StatusLine
from app.panels.thumbnails import Thumbnails
from app.panels.variations import VariationStrip
from app.panels.weights_offer import OFFERED, WeightsOffer
from app.tools.tool import ToolContext, ToolOptions
from app.tools.toolbox import TOOLS
from app.window.action_set import ActionSet
from app.window.commands import Commands
from app.window.conditions import conditions_of
from app.window.dialog_opener import DialogOpener, LogTail
from app.window.drops import is_of_use, read_drop
from app.window.hold_keys import HoldKeys
from app.window.status_texts import engine_text, engine_tip, mask_share, photo_text
from app.window.window_place import first_place, on_a_screen
from app.window.workspace import Workspace
from moebius_core.geometry import Rect

if TYPE_CHECKING:
    from app.editing.editor import Editor
    from app.editing.variations import Outcome
    from app.settings import Settings
    from moebius_core.formats.preview import Preview

_THUMBNAIL_PX = 144
_FACTS_AFTER_MS = 150
_NOT_MASK_TOOLS = ("hand", "restore")


class WindowPrompts(Prompts, Protocol):
    """The editor's questions and the window's own."""

    def open_folder(self, folder: Path | None) -> Path | None:
        """A folder of photos to open, looked for in `folder` first."""
        ...


class MainWindow(QMainWindow):
    """One editor with its window.

    Args:
        editor: Whose `prompts` is `prompts`.
        prompts: The questions.
        log_tail: For the diagnostics.
    """

    closing = Signal()
    """It is closed in this moment; what else runs is shut down after it."""

    def __init__(
        self, editor: Editor, prompts: WindowPrompts, *, log_tail: LogTail | None = None
    ) -> None:
        super().__init__()
        self.editor = editor
        self.prompts = prompts
        self._outcome: Outcome | None = None
        self._busy_mask = BusyMask()
        self._in_hand: tuple[str, ToolContext | None] = ("", None)
        self._may_close = False
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.canvas = CanvasView()
        self._captions = CompareCaptions(self.canvas)
        self._curtain = Curtain(self.canvas)
        self.commands = Commands(self)
        self.command_actions = ActionSet(self, self.canvas, self.commands)
        self.dialogs = DialogOpener(self, editor, self.command_actions, log_tail)
        self._build_parts()
        self._build_window()
        self._hold_keys = HoldKeys(self.canvas)
        self._context_frame = ContextFrame(editor, self.canvas, self.remove_panel)
        self._facts_later = QTimer(self, singleShot=True, interval=_FACTS_AFTER_MS)
        self._facts_later.timeout.connect(self._show_facts)
        self._connect_editor()
        self._connect_parts()
        self.canvas.set_surround(canvas_surround(self.palette()))
        self._document_changed()
        self._place()

    def set_overlay_hidden(self, hidden: bool) -> None:
        """Show the photo without the mask's colour, or with it again."""
        self.canvas.set_overlay(_overlay(self.editor.settings.value, visible=not hidden))

    def set_full_screen(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def say(self, text: str) -> None:
        """A message in the status line, read out too."""
        self.status.say(text)

    def close_without_asking(self) -> None:
        """Close now, whatever is unsaved or running."""
        self._may_close = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_of_use(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Taken once the drag is over: a question in the middle of it would block the sender."""
        dropped = read_drop(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.commands.take(dropped))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and not self._leave():
            event.ignore()
            return
        self.closing.emit()
        self._remember_place()
        self.dialogs.shut_down()
        self.editor.shut_down()
        self._thumbnail_runner.shut_down(timeout_s=2.0)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nothing else has taken: nothing runs, and nothing is being drawn."""
        if event.key() == Qt.Key.Key_Escape and self.canvas.hasFocus():
            self.commands.drop_mask()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.canvas.set_surround(canvas_surround(self.palette()))
        super().changeEvent(event)

    def _build_parts(self) -> None:
        actions, store = self.command_actions, self.editor.settings
        self._thumbnail_runner = Runner("thumbnails", self)
        self._thumbnails = Thumbnails(self._thumbnail_runner, side_px=_THUMBNAIL_PX, parent=self)
        self.messages = MessageBar()
        self.restore_bar = RestoreBar(self.editor, actions["open-log"])
        self.offer = WeightsOffer(store, self.editor.engines)
        self.start_page = StartPage(
            open_action=actions["open"], sample_action=actions["open-sample"], offer=self.offer
        )
        self.option_bar = OptionBar(store)
        self.remove_panel = RemovePanel(
            store,
            self.editor.engines,
            remove=actions["remove"],
            try_again=actions["try-again"],
            previous=actions["previous-variation"],
            following=actions["next-variation"],
        )
        self.queue = QueueList()
        self.variations = VariationStrip()
        self.history = HistoryList()
        self.filmstrip = FilmstripView(self.editor.filmstrip, self._thumbnails)
        self.status = StatusLine(
            cancel=actions["cancel"],
            zooms=[actions[f"zoom-{name}"] for name in ("fit", "100", "200", "in", "out")],
        )
        self.workspace = Workspace(
            actions=actions,
            canvas=self.canvas,
            option_bar=OptionStrip(self.option_bar),
            remove_panel=self.remove_panel,
            queue=self.queue,
            variations=self.variations,
            history=self.history,
            filmstrip=self.filmstrip,
            compare=self.commands.show_original,
        )

    def _build_window(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.workspace)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.restore_bar, self.messages, self._pages):
            column.addWidget(widget)
        middle = QWidget()
        middle.setLayout(column)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        menus = self.command_actions.fill(self.menuBar())
        self._recent_menu = RecentMenu(menus["recent"], self.editor)

    def _connect_editor(self) -> None:
        editor, status = self.editor, self.status
        editor.document_changed.connect(self._document_changed)
        editor.previewed.connect(self._previewed)
        editor.state_changed.connect(self._state_changed)
        editor.message.connect(status.say)
        editor.failed.connect(self.messages.warn)
        editor.busy.connect(status.start_working)
        editor.idle.connect(self._idle)
        editor.opened_notes.connect(self._show_notes)
        editor.progressed.connect(self._progressed)
        editor.removed.connect(self._removed)
        editor.recent_changed.connect(self._recent_changed)
        editor.settings.changed.connect(self._follow_settings)
        editor.settings.noted.connect(self.messages.note)
        editor.engine_room.noted.connect(lambda note: self.messages.note(translated(note)))
        self._recent_changed()

    def _connect_parts(self) -> None:
        editor, canvas = self.editor, self.canvas
        canvas.gesture_started.connect(self._show_mask_again)
        canvas.gesture_started.connect(self._forget_what_was_said)
        canvas.gesture_finished.connect(self._tell_of_nothing_to_restore)
        canvas.gesture_finished.connect(editor.gesture_finished)
        canvas.gesture_finished.connect(self._facts_later.start)
        canvas.brush_size_wanted.connect(self.commands.set_brush_size)
        canvas.viewport_changed.connect(self._show_zoom)
        self.start_page.chosen.connect(self._open)
        self.offer.wanted.connect(lambda: self.dialogs.open_weights(OFFERED))
        self.history.jumped.connect(editor.jump)
        for slider in self.findChildren(SettingSlider):
            slider.confirmed.connect(canvas.setFocus)
        self.queue.cancelled.connect(editor.cancel)
        self.variations.chosen.connect(editor.show_variation)
        self.filmstrip.chosen.connect(editor.go_to_photo)

    def _document_changed(self) -> None:
        document = self.editor.document
        if document is self.canvas.document and document is not None:
            if self.editor.path is not None:  # saved, perhaps under another name
                self._thumbnails.forget(self.editor.path)
            return
        self.messages.clear()
        self._outcome = None
        for name in ("show-original", "split", "last-edit", "hide-overlay", "hold-overlay"):
            self.command_actions[name].setChecked(False)
        self._pages.setCurrentWidget(self.start_page if document is None else self.workspace)
        self.canvas.set_document(document)
        self._curtain.photo_has_come()
        self.history.set_document(document)
        self._follow_settings(self.editor.settings.value)
        self._state_changed()
        self._show_facts()
        self._show_zoom()
        if document is None:
            self.status.say("")
            self.start_page.open_button.setFocus()
        else:
            announce(self.canvas, self.editor.name)
            self._take_a_tool_of_use()
            self.status.say(_first_hint())
            self.canvas.setFocus()

    def _previewed(self, preview: Preview | None) -> None:
        """The photo that is being opened, or back to what there was."""
        if preview is not None:
            self._pages.setCurrentWidget(self.workspace)
            self._curtain.show_preview(preview)
            return
        self._curtain.take_away()
        if self.editor.document is None:
            self._pages.setCurrentWidget(self.start_page)

    def _state_changed(self) -> None:
        editor, removals = self.editor, self.editor.removals
        self.command_actions.set_conditions(conditions_of(editor))
        self.setWindowTitle(f"[*]{editor.name} — Moebius" if editor.document else "Moebius")
        self.setWindowModified(editor.is_modified)
        self.setWindowFilePath(str(editor.path) if editor.path else "")
        self.variations.show_variations(removals)
        many = removals is not None and len(removals.variations) > 1
        self.workspace.set_useful("variations", many)
        self.workspace.set_useful("filmstrip", len(editor.filmstrip.paths) > 1)
        self._show_busy(0.0)
        self._facts_later.start()
        self._show_engine()

    def _show_mask_again(self) -> None:
        """Whoever paints wants to see what."""
        hide = self.command_actions["hide-overlay"]
        if hide.isChecked() and self.editor.settings.value.tool not in _NOT_MASK_TOOLS:
            hide.trigger()

    def _forget_what_was_said(self) -> None:
        """What is painted next makes the last message old; the first hint still holds."""
        if self.status.text != _first_hint():
            self.status.say("")

    def _tell_of_nothing_to_restore(self, changed: bool) -> None:
        if not changed and self.editor.settings.value.tool == "restore":
            self.status.say(
                translate("Window", "Nothing has been changed here; nothing to restore.")
            )

    def _take_a_tool_of_use(self) -> None:
        """A photo that has just come has nothing to restore, and mostly nothing to erase."""
        document, tool = self.editor.document, self.editor.settings.value.tool
        if document is None or document.history.steps or tool not in ("eraser", "restore"):
            return
        if tool == "restore" or not document.mask.occupied():
            self.editor.settings.set("tool", "brush")

    def _follow_settings(self, settings: Settings) -> None:
        actions, canvas = self.command_actions, self.canvas
        actions.set_keys(_keys(settings))
        self._hold_keys.set_keys(actions.hold_keys())
        tool = settings.tool if settings.tool in TOOLS else "brush"
        if self._in_hand != (tool, self.editor.tool_context):
            self._in_hand = (tool, self.editor.tool_context)
            canvas.set_tool(TOOLS[tool], self.editor.tool_context)
        canvas.set_options(_tool_options(settings))
        canvas.set_pixel_grid(settings.pixel_grid)
        canvas.wheel_zooms = settings.wheel_zooms
        hidden = actions["hide-overlay"].isChecked() or actions["hold-overlay"].isChecked()
        canvas.set_overlay(_overlay(settings, visible=not hidden))
        for name, on in (
            (f"tool-{tool}", True),
            (f"theme-{settings.theme}", True),
            ("after-each-stroke", settings.remove_after_stroke),
        ):
            actions[name].setChecked(on)
        self._show_engine()

    def _open(self, path: Path) -> None:
        self.editor.open_paths([path])

    def _show_notes(self, notes: list[str]) -> None:
        if notes:
            self.messages.note("\n".join(notes))

    def _removed(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._show_engine()

    def _progressed(self, fraction: float, text: str, left_s: float | None) -> None:
        self.status.set_progress(fraction, text, left_s)
        self.queue.set_progress(fraction)
        self._show_busy(fraction)

    def _idle(self) -> None:
        if not self.command_actions["cancel"].isEnabled():
            self.status.stop_working()

    def _show_busy(self, fraction: float) -> None:
        """On the photo, what is being removed; no longer than it is."""
        removals = self.editor.removals
        pending = removals.pending if removals is not None else ()
        self.canvas.set_busy_mask(self._busy_mask.of(pending), fraction)
        self.queue.show_removals(self.editor.document, pending)
        self.workspace.set_useful("queue", len(pending) > 1)
        if not pending and not self.editor.is_busy:
            self.status.stop_working()

    def _show_zoom(self) -> None:
        viewport = self.canvas.viewport
        self.status.set_zoom(viewport.zoom if viewport is not None else None)

    def _show_engine(self) -> None:
        room, settings = self.editor.engine_room, self.editor.settings.value
        info = room.info_of(settings.engine, settings.device)
        last = self._outcome if info is not None else None
        text = engine_text(settings, info, last) if self.editor.document else ""
        tip = engine_tip(info, room.rejected, room.notes) if info is not None else engine_tip(None)
        self.status.set_engine(text, tip)

    def _show_facts(self) -> None:
        document = self.editor.document
        text = photo_text(document.size, mask_share(document.mask)) if document is not None else ""
        self.status.set_photo(text)

    def _recent_changed(self) -> None:
        self.start_page.set_recent(self.editor.recent)

    def _leave(self) -> bool:
        """Ask about whatever would be lost; True when the window may close now."""
        if not self.dialogs.may_quit():
            return False
        return self.editor.may_quit(self.close_without_asking)

    def _place(self) -> None:
        """Where it stood last time, as far as that is still on a screen."""
        screens = _screens(self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
        stood = self.editor.state.geometry
        if stood is None:
            place = first_place(screens[0])
        else:
            corner = (stood.x + stood.width, stood.y + stood.height)
            place = on_a_screen(Rect(stood.x, stood.y, *corner), screens)
        self.setGeometry(place.left, place.top, place.width, place.height)
        if stood is not None:
            self.workspace.restore_layout(stood.layout)
            if stood.is_maximised:
                self.showMaximized()

    def _remember_place(self) -> None:
        place = self.normalGeometry() if self.isMaximized() or self.isFullScreen() else None
        place = place if place is not None and place.isValid() else self.geometry()
        self.editor.state.geometry = WindowGeometry(
            place.x(),
            place.y(),
            place.width(),
            place.height(),
            self.isMaximized(),
            self.workspace.layout_text(),
        )


def _first_hint() -> str:
    return translate("Window", "Paint over what should go, then press Enter.")


def _screens(title_px: int) -> list[Rect]:
    """What is usable of each screen below a title bar, the main one first."""
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    places = [screen.availableGeometry() for screen in (main, *others)]
    return [Rect(p.x(), p.y() + title_px, p.right() + 1, p.bottom() + 1) for p in places]


def _keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The keys the person has changed, and what Tab does where it does not move the focus."""
    keys = dict(settings.shortcuts)
    for is_on, action_id in (
        (settings.tab_hides_panels, "hide-panels"),
        (settings.hold_tab_compares, "show-original"),
    ):
        if is_on:
            keys[action_id] = (*keys.get(action_id, ACTIONS[action_id].keys), "Tab")
    return keys


def _tool_options(settings: Settings) -> ToolOptions:
    return ToolOptions(
        size=settings.brush_size,
        hardness=settings.brush_hardness,
        pressure_to_size=settings.pressure_to_size,
        fill_loops=settings.fill_loops,
        wand_tolerance=settings.wand_tolerance,
        wand_contiguous=settings.wand_contiguous,
    )


def _overlay(settings: Settings, *, visible: bool) -> OverlayStyle:
    colour = QColor(settings.overlay_colour)
    return OverlayStyle(
        (colour.red(), colour.green(), colour.blue()),
        settings.overlay_opacity,
        settings.overlay_pattern,
        visible,
    )
