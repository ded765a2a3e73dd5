"""The window's tests: off screen, with a home folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state, cache and logs of a test go nowhere else."""
    home = tmp_path / "home"
    monkeypatch.setenv("MOEBIUS_HOME", str(home))
    return home
