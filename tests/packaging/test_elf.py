"""What programs and libraries ask of the system, against files of this one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from moebius_build.elf import Library, asked_of_the_system, libraries_in, library

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ELF files are Linux's")


def test_a_library_of_this_environment_needs_the_c_library() -> None:
    import numpy as np

    path = next(Path(np.__file__).parent.rglob("_multiarray_umath*.so"))
    found = library(path)

    assert found is not None
    assert "libc.so.6" in found.needed
    assert found.soname == path.name
    assert (2, 3) <= found.glibc <= (2, 99)


def test_what_is_no_program_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "text.so").write_text("hello")
    (tmp_path / "empty.so").touch()
    shutil.copy(Path("/bin/true").resolve(), tmp_path / "true")
    (tmp_path / "link").symlink_to("true")

    assert [each.path.name for each in libraries_in(tmp_path)] == ["true"]


def test_only_what_is_not_inside_is_asked_of_the_system() -> None:
    one = Library(Path("moebius"), ("libone.so.1", "libc.so.6"), "moebius", (2, 34))
    other = Library(Path("libone.so.1"), ("libc.so.6", "libEGL.so.1"), "libone.so.1", (2, 36))

    asked = asked_of_the_system([one, other])

    assert asked == {
        "libEGL.so.1": [Path("libone.so.1")],
        "libc.so.6": [Path("moebius"), Path("libone.so.1")],
    }
