"""Empty libraries in place of large ones that no code of ours ever enters. Linux only.

The wheel of OpenCV is linked with FFmpeg (video) and OpenBLAS (its `gemm`, `solve` and the like on
large matrices), libheif's with x265 (encoding HEIC). The editor uses none of it; yet a library that
is missing keeps the one that names it from loading. So each is replaced by one of the same name
with the same entries: a hundred megabytes less, and no library under the GPL. An entry that is
called after all ends the program at once, by an illegal instruction: never a wrong result.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from moebius_build.elf import Library, libraries_in

REPLACED = (
    "opencv_python_headless.libs/libavcodec-*.so*",
    "opencv_python_headless.libs/libavformat-*.so*",
    "opencv_python_headless.libs/libavutil-*.so*",
    "opencv_python_headless.libs/libswscale-*.so*",
    "opencv_python_headless.libs/libopenblas*.so*",
    "pillow_heif.libs/libx265-*.so*",
)
"""Where they are, as patterns inside the program."""

BUNDLED_BY_WHEELS = "*.libs/*.so*"
"""Libraries that wheels bring along: one that nothing is linked with any more goes, too."""

_NOTHING = "void NAME(void) {}"
_HARMLESS = (
    # libheif asks for x265's version when it lists its encoders, and cleans up at its end.
    (
        re.compile(r"x265_api_get_\d+"),
        """\
static const char version[] = "none";
static const void *const api[512] = {[0 ... 511] = version};
const void *NAME(int depth) { (void)depth; return api; }""",
    ),
    (re.compile(r"x265_cleanup"), _NOTHING),
    # Of GCC's own, which the library in question happened to offer to the others.
    (re.compile(r"_ZSt21ios_base_library_initv"), _NOTHING),
)
"""Entries that are called all the same, and what to do then."""

_ENDS_THE_PROGRAM = "void NAME(void) { __builtin_trap(); }"
_OPTIONS = ("-shared", "-nostdlib", "-fPIC", "-O1", "-fno-builtin", "-w")
_LINKER = ("--build-id=none", "--strip-all", "-z,noexecstack", "-z,relro", "-z,now")


class Entry(NamedTuple):
    """A name that one library takes from another."""

    name: str
    version: str
    """As in av_malloc@LIBAVUTIL_60; empty: none."""


def replace_unused(folder: Path) -> list[str]:
    """Put empty libraries in the place of `REPLACED`, and delete what only those needed.

    Returns:
        The names of what is gone or empty now.

    Raises:
        FileNotFoundError: there is no C compiler, or no nm (binutils).
        subprocess.CalledProcessError: it did not compile.
    """
    replaced = [path for pattern in REPLACED for path in sorted(folder.rglob(pattern))]
    replaced = [path for path in replaced if not path.is_symlink()]
    if not replaced:
        return []
    libraries = libraries_in(folder)
    for path in replaced:
        users = [each.path for each in libraries if path.name in each.needed]
        users = [user for user in users if user not in replaced]
        write_stand_in(path, entries_wanted(path, users))
    return [path.name for path in replaced] + delete_unneeded(folder)


def entries_wanted(path: Path, users: Iterable[Path]) -> list[Entry]:
    """What `users` take from the library at `path`, by name."""
    offered = {entry.name for entry in _symbols(path, "--defined-only")}
    wanted = {entry for user in users for entry in _symbols(user, "--undefined-only")}
    return sorted(entry for entry in wanted if entry.name in offered)


def write_stand_in(path: Path, entries: Iterable[Entry]) -> None:
    """Write a library with these entries and the name of the file at `path` in its place."""
    known = list(entries)
    linker = [*_LINKER, f"-soname,{path.name}"]
    with tempfile.TemporaryDirectory() as folder:
        source, versions = Path(folder) / "empty.c", Path(folder) / "versions.map"
        source.write_text(c_source(known), encoding="ascii")
        versions.write_text(version_script(known), encoding="ascii")
        if versions.stat().st_size:
            linker.append(f"--version-script={versions}")
        options = [*_OPTIONS, *(f"-Wl,{word}" for word in linker)]
        words = ["cc", *options, "-o", str(Path(folder) / "empty.so"), "empty.c"]
        subprocess.run(words, check=True, cwd=folder)
        path.write_bytes((Path(folder) / "empty.so").read_bytes())


def c_source(entries: Iterable[Entry]) -> str:
    """Functions that end the program when they are called, but for those known to be harmless."""
    return "".join(f"{_function(entry.name)}\n" for entry in entries)


def _function(name: str) -> str:
    known = (source for pattern, source in _HARMLESS if pattern.fullmatch(name))
    return next(known, _ENDS_THE_PROGRAM).replace("NAME", name)


def version_script(entries: Iterable[Entry]) -> str:
    """The versions of the entries in the linker's words; empty where they have none."""
    versions: dict[str, list[str]] = {}
    for entry in entries:
        if entry.version:
            versions.setdefault(entry.version, []).append(entry.name)
    return "".join(f"{name} {{ global: {'; '.join(n)}; }};\n" for name, n in versions.items())


def delete_unneeded(folder: Path) -> list[str]:
    """Delete the wheels' libraries that nothing is linked with, and links that lead nowhere now."""
    gone: list[str] = []
    while True:
        libraries = libraries_in(folder)
        needed = {name for each in libraries for name in each.needed}
        idle = [each.path for each in libraries if _is_idle(each, folder, needed)]
        if not idle:
            break
        for path in idle:
            path.unlink()
            gone.append(path.name)
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink() and not path.exists():
            path.unlink()
    return gone


def _is_idle(library: Library, folder: Path, needed: Iterable[str]) -> bool:
    is_bundled = any(library.path.match(pattern) for pattern in (BUNDLED_BY_WHEELS,))
    is_inside = library.path.is_relative_to(folder)
    return is_bundled and is_inside and library.soname not in needed


def _symbols(path: Path, which: str) -> list[Entry]:
    words = ["nm", "--dynamic", "--with-symbol-versions", "--format=posix", which, str(path)]
    lines = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
    names = (line.split(" ", 1)[0].replace("@@", "@").partition("@") for line in lines)
    return [Entry(name, version) for name, _, version in names]
