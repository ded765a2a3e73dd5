"""The table of tools is complete and cheap to import."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

from app.tools.hand import Hand
from app.tools.tool import Cursor, ToolOptions
from app.tools.toolbox import ROWS, TOOLS
from tests.app.tools.gestures import context_of, document_of, stroke


def test_rows_are_the_tools_and_differ_in_all_that_tells_them_apart() -> None:
    assert list(TOOLS) == [
        "brush",
        "eraser",
        "restore",
        "lasso",
        "polygon",
        "rectangle",
        "ellipse",
        "object",
        "wand",
        "hand",
    ]
    for row in ROWS:
        assert row.tool.id == row.id
        assert TOOLS[row.id] is row.tool
    for column in zip(*((row.label, row.shortcut, row.icon) for row in ROWS), strict=True):
        assert len(set(column)) == len(ROWS)


def test_options_are_those_that_exist() -> None:
    known = {field.name for field in fields(ToolOptions)}
    assert {name for row in ROWS for name in row.options} == known


def test_only_round_tips_show_the_ring() -> None:
    ring = {row.id for row in ROWS if row.tool.cursor is Cursor.BRUSH_RING}
    assert ring == {row.id for row in ROWS if "size" in row.options}


def test_the_hand_changes_nothing() -> None:
    document = document_of()
    assert TOOLS["hand"].cursor is Cursor.HAND
    stroke(Hand(), context_of(document), [(10, 10), (60, 60)])
    assert not document.history.steps


def test_importing_the_tools_loads_neither_opencv_nor_qt() -> None:
    code = (
        "import sys, app.tools.toolbox;"
        "print([name for name in ('cv2', 'PySide6', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
