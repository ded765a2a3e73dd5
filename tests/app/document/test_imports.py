"""The first window waits for what it imports: the document must not draw in the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"PIL", "cv2", "PySide6", "moebius_core.photo", "moebius_core.inpaint"}


@pytest.mark.parametrize("module", ["document", "journal", "mask_edits", "spill"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, app.document.{module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert not HEAVY.intersection(done.stdout.split())
