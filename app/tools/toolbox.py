"""The table of all tools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.i18n import QT_TRANSLATE_NOOP
from app.tools.box import Box, ellipse_outline, rectangle_outline
from app.tools.brush import Brush
from app.tools.hand import Hand
from app.tools.lasso import Lasso
from app.tools.object_tool import ObjectSelect
from app.tools.polygon import Polygon
from app.tools.restore import RestoreBrush
from app.tools.tool import Tool
from app.tools.wand import Wand


class ToolRow(NamedTuple):
    """One tool as the window shows it."""

    id: str
    tool: Tool
    label: str
    """English, of the context "Tools": translated where it is shown."""
    shortcut: str
    """Portable key text, acting while the canvas has the focus; empty for none."""
    icon: str
    """File name in assets/icons, without suffix."""
    options: tuple[str, ...] = ()
    """Names of the `ToolOptions` that matter to it, in the option bar's order."""


_TIP = ("size", "hardness", "pressure_to_size")

ROWS: tuple[ToolRow, ...] = (
    ToolRow(
        "brush",
        Brush(),
        QT_TRANSLATE_NOOP("Tools", "Brush"),
        "B",
        "brush",
        (*_TIP, "fill_loops"),
    ),
    ToolRow(
        "eraser",
        Brush("eraser", erases=True),
        QT_TRANSLATE_NOOP("Tools", "Eraser"),
        "E",
        "eraser",
        _TIP,
    ),
    ToolRow(
        "restore",
        RestoreBrush(),
        QT_TRANSLATE_NOOP("Tools", "Restore Brush"),
        "T",
        "restore",
        _TIP,
    ),
    ToolRow("lasso", Lasso(), QT_TRANSLATE_NOOP("Tools", "Lasso"), "L", "lasso"),
    ToolRow("polygon", Polygon(), QT_TRANSLATE_NOOP("Tools", "Polygon"), "P", "polygon"),
    ToolRow(
        "rectangle",
        Box("rectangle", rectangle_outline),
        QT_TRANSLATE_NOOP("Tools", "Rectangle"),
        "M",
        "rectangle",
    ),
    ToolRow(
        "ellipse",
        Box("ellipse", ellipse_outline),
        QT_TRANSLATE_NOOP("Tools", "Ellipse"),
        "U",
        "ellipse",
    ),
    ToolRow("object", ObjectSelect(), QT_TRANSLATE_NOOP("Tools", "Object Select"), "W", "object"),
    ToolRow(
        "wand",
        Wand(),
        QT_TRANSLATE_NOOP("Tools", "Magic Wand"),
        "G",
        "wand",
        ("wand_tolerance", "wand_contiguous"),
    ),
    ToolRow("hand", Hand(), QT_TRANSLATE_NOOP("Tools", "Hand"), "H", "hand"),
)

TOOLS: Mapping[str, Tool] = {row.id: row.tool for row in ROWS}
"""Every tool by its id."""
