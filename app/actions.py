"""One table of everything the editor can be told to do: texts, keys, slots, and when they apply."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction

from app.i18n import QT_TRANSLATE_NOOP
from app.window.action import Action, Menu, rows_of
from app.window.mask_menu import MASK

_Role = QAction.MenuRole

_FILE = Menu(
    "file",
    QT_TRANSLATE_NOOP("Actions", "&File"),
    (
        Action("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), "open", ("Ctrl+O",), icon="open"),
        Action(
            "open-folder",
            QT_TRANSLATE_NOOP("Actions", "Open &Folder…"),
            "open_folder",
            ("Ctrl+Shift+O",),
            icon="folder",
        ),
        Menu("recent", QT_TRANSLATE_NOOP("Actions", "Open &Recent")),
        Action(
            "paste-new",
            QT_TRANSLATE_NOOP("Actions", "&New from Clipboard"),
            "paste",
            ("Ctrl+Shift+N",),
        ),
        Action("open-sample", QT_TRANSLATE_NOOP("Actions", "Open Sam&ple Photo"), "open_sample"),
        None,
        Action(
            "save",
            QT_TRANSLATE_NOOP("Actions", "&Save"),
            "save",
            ("Ctrl+S",),
            "can_save",
            icon="save",
        ),
        Action(
            "save-as",
            QT_TRANSLATE_NOOP("Actions", "Save &As…"),
            "save_as",
            ("Ctrl+Shift+S",),
            "document",
            icon="save-as",
        ),
        Action(
            "export-copy",
            QT_TRANSLATE_NOOP("Actions", "&Export Copy…"),
            "export_copy",
            ("Ctrl+E",),
            "document",
        ),
        None,
        Action(
            "previous-photo",
            QT_TRANSLATE_NOOP("Actions", "Pre&vious Photo"),
            "previous_photo",
            ("PgUp",),
            "previous_photo",
        ),
        Action(
            "next-photo",
            QT_TRANSLATE_NOOP("Actions", "Ne&xt Photo"),
            "next_photo",
            ("PgDown",),
            "next_photo",
        ),
        Action(
            "save-and-next",
            QT_TRANSLATE_NOOP("Actions", "Save and Nex&t"),
            "save_and_next",
            ("Ctrl+PgDown",),
            "next_photo",
        ),
        None,
        Action(
            "batch",
            QT_TRANSLATE_NOOP("Actions", "&Batch…"),
            "open_batch",
            ("Ctrl+Shift+B",),
            icon="batch",
        ),
        None,
        Action(
            "close",
            QT_TRANSLATE_NOOP("Actions", "&Close"),
            "close_document",
            ("Ctrl+W",),
            "document",
            icon="close",
        ),
        Action(
            "quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "quit", ("Ctrl+Q",), role=_Role.QuitRole
        ),
    ),
)

_EDIT = Menu(
    "edit",
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    (
        Action(
            "undo",
            QT_TRANSLATE_NOOP("Actions", "&Undo"),
            "undo",
            ("Ctrl+Z",),
            "can_undo",
            icon="undo",
        ),
        Action(
            "redo",
            QT_TRANSLATE_NOOP("Actions", "&Redo"),
            "redo",
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "can_redo",
            icon="redo",
        ),
        None,
        Action(
            "copy-result",
            QT_TRANSLATE_NOOP("Actions", "&Copy Photo"),
            "copy_result",
            ("Ctrl+C",),
            "document",
            icon="copy",
        ),
        Action("paste", QT_TRANSLATE_NOOP("Actions", "&Paste"), "paste", ("Ctrl+V",), icon="paste"),
        None,
        Action(
            "weights",
            QT_TRANSLATE_NOOP("Actions", "&Weights…"),
            "open_weights",
            icon="download",
        ),
        Action(
            "preferences",
            QT_TRANSLATE_NOOP("Actions", "Prefere&nces…"),
            "open_preferences",
            ("Ctrl+,",),
            icon="settings",
            role=_Role.PreferencesRole,
        ),
    ),
)

_REMOVE = Menu(
    "remove",
    QT_TRANSLATE_NOOP("Actions", "&Remove"),
    (
        Action(
            "remove",
            QT_TRANSLATE_NOOP("Actions", "&Remove What Is Painted"),
            "remove",
            ("Return", "Enter", "Ctrl+Return", "Ctrl+Enter"),
            "can_remove",
            icon="remove",
        ),
        Action(
            "cancel",
            QT_TRANSLATE_NOOP("Actions", "&Cancel"),
            "cancel",
            ("Esc", "Ctrl+."),
            "running",
            icon="cancel",
        ),
        None,
        Action(
            "try-again",
            QT_TRANSLATE_NOOP("Actions", "&Try Again"),
            "try_again",
            ("R",),
            "result",
            icon="try-again",
        ),
        Action(
            "previous-variation",
            QT_TRANSLATE_NOOP("Actions", "&Previous Variation"),
            "previous_variation",
            (",",),
            "variations",
            icon="previous",
        ),
        Action(
            "next-variation",
            QT_TRANSLATE_NOOP("Actions", "&Next Variation"),
            "next_variation",
            (".",),
            "variations",
            icon="next",
        ),
        None,
        Action(
            "after-each-stroke",
            QT_TRANSLATE_NOOP("Actions", "Remove After &Each Stroke"),
            "set_after_each_stroke",
            checkable=True,
        ),
    ),
)

_THEME = Menu(
    "theme",
    QT_TRANSLATE_NOOP("Actions", "Th&eme"),
    tuple(
        Action(f"theme-{name}", text, "choose_theme", argument=name, checkable=True, group="theme")
        for name, text in (
            ("system", QT_TRANSLATE_NOOP("Actions", "Like the &System")),
            ("light", QT_TRANSLATE_NOOP("Actions", "&Light")),
            ("dark", QT_TRANSLATE_NOOP("Actions", "&Dark")),
        )
    ),
)

_VIEW = Menu(
    "view",
    QT_TRANSLATE_NOOP("Actions", "&View"),
    (
        Action(
            "zoom-in",
            QT_TRANSLATE_NOOP("Actions", "Zoom &In"),
            "zoom_in",
            ("Ctrl++", "Ctrl+="),
            "document",
            icon="zoom-in",
        ),
        Action(
            "zoom-out",
            QT_TRANSLATE_NOOP("Actions", "Zoom &Out"),
            "zoom_out",
            ("Ctrl+-",),
            "document",
            icon="zoom-out",
        ),
        Action(
            "zoom-fit",
            QT_TRANSLATE_NOOP("Actions", "&Fit in Window"),
            "zoom_fit",
            ("Ctrl+0",),
            "document",
            icon="fit",
        ),
        Action(
            "zoom-100",
            QT_TRANSLATE_NOOP("Actions", "&100 %"),
            "zoom_to",
            ("Ctrl+1",),
            "document",
            argument="1",
        ),
        Action(
            "zoom-200",
            QT_TRANSLATE_NOOP("Actions", "&200 %"),
            "zoom_to",
            ("Ctrl+2",),
            "document",
            argument="2",
        ),
        None,
        Action(
            "show-original",
            QT_TRANSLATE_NOOP("Actions", "Sho&w Original (Hold)"),
            "show_original",
            ("\\",),
            "document",
            icon="compare",
            checkable=True,
            is_hold=True,
        ),
        Action(
            "split",
            QT_TRANSLATE_NOOP("Actions", "Split &Compare"),
            "set_split",
            ("Y",),
            "document",
            icon="split",
            checkable=True,
        ),
        Action(
            "last-edit",
            QT_TRANSLATE_NOOP("Actions", "Only the &Last Edit"),
            "set_last_edit",
            ("Shift+Y",),
            "document",
            checkable=True,
        ),
        Action(
            "hide-overlay",
            QT_TRANSLATE_NOOP("Actions", "&Hide Mask"),
            "set_overlay_hidden",
            ("Ctrl+Shift+H", "Ctrl+H"),
            "document",
            icon="overlay",
            checkable=True,
        ),
        Action(
            "hold-overlay",
            QT_TRANSLATE_NOOP("Actions", "Hide Mask (Hold)"),
            "hold_overlay",
            ("O",),
            "document",
            checkable=True,
            is_hold=True,
        ),
        None,
        Action(
            "show-history",
            QT_TRANSLATE_NOOP("Actions", "Histor&y"),
            "toggle_panel",
            argument="history",
            checkable=True,
        ),
        Action(
            "show-variations",
            QT_TRANSLATE_NOOP("Actions", "&Variations"),
            "toggle_panel",
            argument="variations",
            checkable=True,
        ),
        Action(
            "show-filmstrip",
            QT_TRANSLATE_NOOP("Actions", "Films&trip"),
            "toggle_panel",
            argument="filmstrip",
            checkable=True,
        ),
        Action(
            "hide-panels",
            QT_TRANSLATE_NOOP("Actions", "Hide All &Panels"),
            "set_panels_hidden",
            ("Ctrl+Shift+P",),
            checkable=True,
        ),
        Action(
            "next-area",
            QT_TRANSLATE_NOOP("Actions", "&Next Part of the Window"),
            "focus_next_area",
            ("Ctrl+Tab", "F6"),
        ),
        None,
        _THEME,
        Action(
            "full-screen",
            QT_TRANSLATE_NOOP("Actions", "F&ull Screen"),
            "set_full_screen",
            ("F11", "Meta+Ctrl+F"),
            checkable=True,
        ),
    ),
)

_HELP = Menu(
    "help",
    QT_TRANSLATE_NOOP("Actions", "&Help"),
    (
        Action(
            "shortcuts",
            QT_TRANSLATE_NOOP("Actions", "&Keyboard Shortcuts"),
            "open_shortcuts",
            ("F1", "Ctrl+?"),
            icon="help",
        ),
        Action("open-log", QT_TRANSLATE_NOOP("Actions", "Open &Log Folder"), "open_log_folder"),
        Action(
            "check-updates",
            QT_TRANSLATE_NOOP("Actions", "Check for &Updates"),
            "check_for_updates",
        ),
        None,
        Action(
            "about",
            QT_TRANSLATE_NOOP("Actions", "&About Moebius"),
            "open_about",
            icon="about",
            role=_Role.AboutRole,
        ),
    ),
)

MENUS = (_FILE, _EDIT, MASK, _REMOVE, _VIEW, _HELP)


ROWS: tuple[Action, ...] = tuple(row for menu in MENUS for row in rows_of(menu))

ACTIONS: Mapping[str, Action] = {row.id: row for row in ROWS}
"""Every row by its id."""
