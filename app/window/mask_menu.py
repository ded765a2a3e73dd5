"""The menu of all that makes and changes the mask: tools, brush, the mask as a whole."""

from __future__ import annotations

from app.i18n import QT_TRANSLATE_NOOP
from app.tools.toolbox import ROWS as TOOLS
from app.window.action import Action, Menu

_TOOLS = Menu(
    "tools",
    QT_TRANSLATE_NOOP("Actions", "&Tool"),
    tuple(
        Action(
            f"tool-{row.id}",
            row.label,
            "choose_tool",
            (row.shortcut,) if row.shortcut else (),
            icon=row.icon,
            argument=row.id,
            checkable=True,
            group="tool",
            context="Tools",
        )
        for row in TOOLS
    ),
)

MASK = Menu(
    "mask",
    QT_TRANSLATE_NOOP("Actions", "&Mask"),
    (
        _TOOLS,
        Action(
            "subtract",
            QT_TRANSLATE_NOOP("Actions", "Take Awa&y Instead of Adding"),
            "set_subtract",
            ("X",),
            "document",
            checkable=True,
        ),
        Action(
            "brush-smaller",
            QT_TRANSLATE_NOOP("Actions", "Smaller &Brush"),
            "brush_smaller",
            ("[", "-"),
        ),
        Action(
            "brush-larger",
            QT_TRANSLATE_NOOP("Actions", "&Larger Brush"),
            "brush_larger",
            ("]", "+", "="),
        ),
        Action(
            "brush-softer",
            QT_TRANSLATE_NOOP("Actions", "Soft&er Brush"),
            "brush_softer",
            ("Shift+[",),
        ),
        Action(
            "brush-harder",
            QT_TRANSLATE_NOOP("Actions", "&Harder Brush"),
            "brush_harder",
            ("Shift+]",),
        ),
        None,
        Action(
            "grow",
            QT_TRANSLATE_NOOP("Actions", "&Grow"),
            "grow_mask",
            ("Shift+G",),
            "mask",
            icon="grow",
        ),
        Action(
            "shrink",
            QT_TRANSLATE_NOOP("Actions", "&Shrink"),
            "shrink_mask",
            ("Shift+S",),
            "mask",
            icon="shrink",
        ),
        Action(
            "feather",
            QT_TRANSLATE_NOOP("Actions", "&Feather"),
            "feather_mask",
            ("Shift+F", "Shift+F6"),
            "mask",
            icon="feather",
        ),
        Action(
            "invert",
            QT_TRANSLATE_NOOP("Actions", "&Invert"),
            "invert_mask",
            ("Shift+V",),
            "document",
            icon="invert",
        ),
        Action(
            "clear",
            QT_TRANSLATE_NOOP("Actions", "&Clear"),
            "clear_mask",
            ("Ctrl+D",),
            "mask",
            icon="clear",
        ),
        None,
        Action(
            "rectangle-by-numbers",
            QT_TRANSLATE_NOOP("Actions", "Rectangle by &Numbers…"),
            "ask_rectangle",
            ("Shift+M",),
            "document",
            icon="rectangle",
        ),
        Action(
            "load-mask",
            QT_TRANSLATE_NOOP("Actions", "L&oad…"),
            "load_mask",
            (),
            "document",
            icon="mask-load",
        ),
        Action(
            "save-mask",
            QT_TRANSLATE_NOOP("Actions", "Sa&ve…"),
            "save_mask",
            (),
            "mask",
            icon="mask-save",
        ),
        Action(
            "reuse-mask",
            QT_TRANSLATE_NOOP("Actions", "&Reuse Last"),
            "reuse_mask",
            ("Ctrl+Shift+R",),
            "last_mask",
        ),
    ),
)
