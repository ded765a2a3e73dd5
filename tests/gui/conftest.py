"""The window's tests: off screen, with a home folder of their own."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Generator[None]:
    """As in the program: no worker destroys a Qt object by collecting garbage."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state, cache and logs of a test go nowhere else."""
    home = tmp_path / "home"
    monkeypatch.setenv("MOEBIUS_HOME", str(home))
    return home
