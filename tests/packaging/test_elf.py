"""What programs and libraries ask of the system, and where they look for it."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest

from moebius_build.elf import (
    Library,
    asked_of_the_system,
    forget_build_folders,
    libraries_in,
    library,
    newest_glibc,
)

_HEADER, _SEGMENT, _ROW = 64, 56, 16
_BASE = 0x400000
"""Where the file is in memory; addresses in it are not places in the file."""


def make_library(path: Path, *rows: tuple[int, str], also: str = "") -> Path:
    """A file with nothing but a dynamic section: (tag, text) in their order."""
    names = b"\0"
    places: list[tuple[int, int]] = []
    for tag, text in rows:
        places.append((tag, len(names)))
        names += text.encode() + b"\0"
    names += also.encode() + b"\0"
    dynamic_at = _HEADER + 2 * _SEGMENT
    names_at = dynamic_at + _ROW * (len(places) + 3)
    table = [*places, (5, _BASE + names_at), (10, len(names)), (0, 0)]
    dynamic = b"".join(struct.pack("<qQ", *row) for row in table)
    size = names_at + len(names)
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, _HEADER, 0, 0, _HEADER, _SEGMENT, 2, 0, 0, 0)
    for kind, at, length in ((1, 0, size), (2, dynamic_at, len(dynamic))):
        head += struct.pack("<IIQQQQQQ", kind, 4, at, _BASE + at, 0, length, length, 8)
    path.write_bytes(head + dynamic + names)
    return path


def test_names_in_the_dynamic_section_are_read(tmp_path: Path) -> None:
    rows = ((1, "libc.so.6"), (14, "libone.so.1"), (1, "libEGL.so.1"))
    path = make_library(tmp_path / "one", *rows, also="GLIBC_2.4\0GLIBC_2.35\0GLIBC_2.28")

    assert library(path) == Library(path, ("libc.so.6", "libEGL.so.1"), "libone.so.1", (2, 35))


@pytest.mark.skipif(sys.platform != "linux", reason="ELF files are Linux's")
def test_a_real_library_is_read() -> None:
    import numpy as np

    path = next(Path(np.__file__).parent.rglob("_multiarray_umath*.so"))
    found = library(path)

    assert found is not None
    assert "libc.so.6" in found.needed
    assert (2, 3) <= found.glibc <= (2, 99)


def test_what_is_no_program_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "text.so").write_text("hello")
    (tmp_path / "empty.so").touch()
    make_library(tmp_path / "true", (1, "libc.so.6"))
    (tmp_path / "link").symlink_to("true")

    assert [each.path.name for each in libraries_in(tmp_path)] == ["true"]


def test_only_what_is_not_inside_is_asked_of_the_system() -> None:
    one = Library(Path("moebius"), ("libone.so.1", "libc.so.6"), "moebius", (2, 34))
    other = Library(Path("libone.so.1"), ("libc.so.6", "libEGL.so.1"), "libone.so.1", (2, 36))

    assert asked_of_the_system([one, other]) == {
        "libEGL.so.1": [Path("libone.so.1")],
        "libc.so.6": [Path("moebius"), Path("libone.so.1")],
    }
    assert newest_glibc([one, other]) == (2, 36)


@pytest.mark.parametrize("tag", [15, 29], ids=["RPATH", "RUNPATH"])
def test_folders_of_the_build_computer_are_not_searched(tmp_path: Path, tag: int) -> None:
    rows = (tag, "/home/builder/lib"), (1, "libc.so.6"), (14, "libone.so.1")
    path = make_library(tmp_path / "libone.so.1", *rows)
    before = path.stat().st_size

    assert forget_build_folders(tmp_path) == 1

    assert path.stat().st_size == before
    found = library(path)
    assert found is not None
    assert (found.needed, found.soname) == (("libc.so.6",), "libone.so.1")
    data = path.read_bytes()
    assert struct.pack("<qQ", tag, 1) not in data[_HEADER + 2 * _SEGMENT :]
    assert forget_build_folders(tmp_path) == 0


def test_neighbours_are_still_searched(tmp_path: Path) -> None:
    path = make_library(tmp_path / "libone.so.1", (29, "$ORIGIN:$ORIGIN/../lib"), (1, "libc.so.6"))
    before = path.read_bytes()

    assert forget_build_folders(tmp_path) == 0
    assert path.read_bytes() == before
