"""Importing the core costs nothing, and the default path never needs torch."""

from __future__ import annotations

import subprocess
import sys

import pytest

import moebius_core

HEAVY = ("cv2", "torch", "onnxruntime", "huggingface_hub", "PIL", "PySide6")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["moebius_core", "moebius_core.cli", "app", "app.__main__"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") == set()


def test_naming_engines_loads_no_library_that_runs_them() -> None:
    named = "from moebius_core.engines import selection\nselection.engine_names()"
    assert loaded_by(named) == set()


def test_every_public_name_exists_and_none_needs_torch() -> None:
    everything = "import moebius_core\nfor n in moebius_core.__all__: getattr(moebius_core, n)"
    assert not loaded_by(everything) & {"torch", "onnxruntime", "PySide6"}


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = moebius_core.nothing
