"""What a Linux program or library asks of the system: System V ABI, "Dynamic Linking".

Only the 64-bit little-endian files of the computers that builds are made for.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"\x7fELF\x02\x01"
_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_NEEDED, _DT_STRTAB, _DT_STRSZ, _DT_SONAME, _DT_RPATH, _DT_RUNPATH = 1, 5, 10, 14, 15, 29
_ROW = struct.Struct("<qQ")
_GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)\b")


class Library(NamedTuple):
    """The dynamic section of one file."""

    path: Path
    needed: tuple[str, ...]
    """Names of the libraries it is linked with."""

    soname: str
    glibc: tuple[int, int]
    """The newest version of the C library that it asks for; (0, 0): none."""


class _Segment(NamedTuple):
    kind: int
    offset: int
    address: int
    size: int


def libraries_in(folder: Path) -> list[Library]:
    """Every program and library of a folder, links left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [found for path in files if (found := library(path)) is not None]


def library(path: Path) -> Library | None:
    """Read one file; None where it is no ELF file or is linked with nothing."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return None
    data = path.read_bytes()
    segments = list(_segments(data))
    dynamic = next((each for each in segments if each.kind == _PT_DYNAMIC), None)
    if dynamic is None:
        return None
    rows = list(_dynamic_rows(data, dynamic))
    values = dict(rows)
    start = _file_offset(values[_DT_STRTAB], segments)
    names = data[start : start + values[_DT_STRSZ]]
    soname = _name(names, values[_DT_SONAME]) if _DT_SONAME in values else path.name
    needed = tuple(_name(names, value) for tag, value in rows if tag == _DT_NEEDED)
    return Library(path, needed, soname, _glibc_in(names))


def asked_of_the_system(libraries: Iterable[Library]) -> dict[str, list[Path]]:
    """Names of libraries that are not in the folder itself, each with the files that want it."""
    known = list(libraries)
    inside = {name for each in known for name in (each.soname, each.path.name)}
    asked: dict[str, list[Path]] = {}
    for each in known:
        for name in each.needed:
            if name not in inside:
                asked.setdefault(name, []).append(each.path)
    return dict(sorted(asked.items()))


def forget_build_folders(folder: Path) -> int:
    """Take out where libraries look for others in folders of the computer that built them.

    Python's do, and would find whatever somebody puts there. Paths from $ORIGIN stay.

    Returns:
        How many files were changed.
    """
    changed = 0
    for each in libraries_in(folder):
        before = each.path.read_bytes()
        after = without_fixed_search_paths(before)
        if after != before:
            each.path.write_bytes(after)
            changed += 1
    return changed


def without_fixed_search_paths(data: bytes) -> bytes:
    """An ELF file without entries of DT_RPATH and DT_RUNPATH that name an absolute folder."""
    segments = list(_segments(data))
    dynamic = next(each for each in segments if each.kind == _PT_DYNAMIC)
    rows = list(_dynamic_rows(data, dynamic))
    values = dict(rows)
    start = _file_offset(values[_DT_STRTAB], segments)
    names = data[start : start + values[_DT_STRSZ]]
    kept = [row for row in rows if not _is_fixed_path(row, names)]
    if len(kept) == len(rows):
        return data
    table = b"".join(_ROW.pack(*row) for row in [*kept, *[(0, 0)] * (len(rows) - len(kept))])
    return data[: dynamic.offset] + table + data[dynamic.offset + len(table) :]


def newest_glibc(libraries: Iterable[Library]) -> tuple[int, int]:
    """The oldest C library on which all of them run; (0, 0) where none needs it."""
    return max((each.glibc for each in libraries), default=(0, 0))


def _segments(data: bytes) -> Iterator[_Segment]:
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for at in range(start, start + size * count, size):
        kind, _, offset, address, _, filesize = struct.unpack_from("<IIQQQQ", data, at)
        yield _Segment(kind, offset, address, filesize)


def _dynamic_rows(data: bytes, dynamic: _Segment) -> Iterator[tuple[int, int]]:
    for at in range(dynamic.offset, dynamic.offset + dynamic.size, _ROW.size):
        tag, value = _ROW.unpack_from(data, at)
        if tag == 0:
            return
        yield tag, value


def _is_fixed_path(row: tuple[int, int], names: bytes) -> bool:
    tag, value = row
    if tag not in (_DT_RPATH, _DT_RUNPATH):
        return False
    return any(folder.startswith("/") for folder in _name(names, value).split(":"))


def _file_offset(address: int, segments: Iterable[_Segment]) -> int:
    for each in segments:
        if each.kind == _PT_LOAD and each.address <= address < each.address + each.size:
            return address - each.address + each.offset
    raise ValueError("The names of an ELF file lie in none of its segments.")


def _name(names: bytes, start: int) -> str:
    return names[start : names.index(b"\0", start)].decode()


def _glibc_in(names: bytes) -> tuple[int, int]:
    found = [(int(major), int(minor)) for major, minor in _GLIBC.findall(names)]
    return max(found, default=(0, 0))
