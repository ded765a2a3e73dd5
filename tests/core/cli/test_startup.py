"""What `--help` must not wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("cv2", "PIL", "numpy", "torch", "onnxruntime", "multiprocessing")

_SCRIPT = """
import contextlib, io, sys
from app.__main__ import main
sys.argv = ["moebius", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()) as out:
    code = main()
print(code, bool(out.getvalue().strip()), *(name for name in {heavy} if name in sys.modules))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["remove", "--help"],
        ["batch", "--help"],
        ["help"],
        ["help", "batch"],
        ["completion", "bash"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = _SCRIPT.format(heavy=HEAVY)
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["0", "True"], ran.stdout + ran.stderr


def test_importing_the_core_loads_nothing_heavy() -> None:
    script = f"import moebius_core, moebius_core.cli, sys; print(*set({HEAVY}) & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
