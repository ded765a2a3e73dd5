"""Only Python's own libraries are stripped."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_build.strip import strip_python


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc") or not shutil.which("strip"),
    reason="needs a C compiler and binutils on Linux",
)
def test_symbols_for_debuggers_go_from_pythons_libraries_alone(tmp_path: Path) -> None:
    modules = tmp_path / "python3.11" / "lib-dynload"
    modules.mkdir(parents=True)
    (tmp_path / "a.c").write_text("int one(void) { return 1; }")
    words = ["cc", "-g", "-shared", "-fPIC", "-o", "libpython3.11.so.1.0", "a.c"]
    subprocess.run(words, check=True, cwd=tmp_path)
    python = tmp_path / "libpython3.11.so.1.0"
    for path in (modules / "_ssl.so", tmp_path / "libother.so"):
        shutil.copyfile(python, path)
    whole = python.stat().st_size
    (tmp_path / "libpython3.so").symlink_to(python.name)
    (modules / "_ssl.so").chmod(0o444)

    gone = strip_python(tmp_path)

    assert python.stat().st_size == (modules / "_ssl.so").stat().st_size < whole
    assert gone == 2 * (whole - python.stat().st_size)
    assert (tmp_path / "libother.so").stat().st_size == whole
    assert (tmp_path / "libpython3.so").is_symlink()
