"""A small program to pack, in the place of the frozen one."""

from __future__ import annotations

from pathlib import Path

EPOCH = 1_700_000_000
"""14 November 2023."""


def make_program(folder: Path, *, opens_raw: bool = True) -> Path:
    """A folder as PyInstaller makes it: a program that can be run, a library, data and a link."""
    program = folder / "moebius"
    inside = program / "_internal"
    (inside / "assets").mkdir(parents=True)
    (program / "moebius").write_text("#!/bin/sh\necho moebius\n")
    (program / "moebius").chmod(0o755)
    (inside / "libone.so.1").write_bytes(b"\x7fnot really")
    (inside / "libone.so.1").chmod(0o755)
    (inside / "libone.so").symlink_to("libone.so.1")
    (inside / "assets" / "Grün 绿.txt").write_text("grün")
    (inside / "_pillow_heif.so").write_bytes(b"heif")
    if opens_raw:
        (inside / "rawpy").mkdir()
        (inside / "rawpy" / "_rawpy.so").write_bytes(b"raw")
    return program
