"""Nothing tells anybody that the program is used, not even a library of it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imports_of(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_onnxruntime_is_only_loaded_where_it_is_told_to_keep_quiet() -> None:
    sources = [path for part in ("moebius_core", "app") for path in (ROOT / part).rglob("*.py")]

    found = [path.name for path in sources if "onnxruntime" in imports_of(path.read_text("utf-8"))]

    assert found == []


def test_onnxruntime_leaves_no_identifier_and_no_report_of_its_use(tmp_path: Path) -> None:
    """In a process with an empty home, without the signs of a build server: there it is quiet."""
    signs = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in signs}
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        environment[name] = str(tmp_path)
    script = "from moebius_core.system import load_onnxruntime as load; load().SessionOptions()"

    subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, check=True)

    assert list(tmp_path.rglob("*")) == []
