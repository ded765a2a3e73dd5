"""The installer for Windows: packaging/windows/moebius.iss filled in and compiled by Inno Setup 6.

It installs for one person without an administrator, offers the program under “Open with” and takes
over no kind of file. https://learn.microsoft.com/windows/win32/shell/fa-file-types
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import NamedTuple

from moebius_build import icons, windows_signing
from moebius_build.desktop import kinds_opened_by
from moebius_build.edition import Edition
from moebius_build.tree import BUILD, PACKAGING
from moebius_build.version import epoch, version_numbers
from moebius_build.windows import PRODUCT, PUBLISHER, WINDOW_PROGRAM, check_folder, file_name
from moebius_core.formats.kinds import READABLE, FileKind

COMPILER_VARIABLE = "ISCC"
"""Environment variable: the compiler, where it is not in its usual place."""

PROG_ID = f"{PRODUCT}.Photo"
_CLASSES = r"Software\Classes"
_CAPABILITIES = rf"Software\{PRODUCT}\Capabilities"
_PROGRAM = rf"{{app}}\{WINDOW_PROGRAM}"
_OPEN = rf'"{_PROGRAM}" "%1"'
_CHINESE = "chinese.isl"
_ICON = "moebius.ico"
_SMALL_PX = (55, 83, 110, 138)
_LARGE_PX = ((164, 314), (246, 471), (328, 628))
_GROUND = "#e9e7f6"


class RegistryRow(NamedTuple):
    """One value in the person's own part of the registry (HKEY_CURRENT_USER)."""

    key: str
    name: str = ""
    """Empty for the key's own value."""

    data: str | None = ""
    """None where only the key itself is meant."""

    is_shared: bool = False
    """The key is not ours alone: uninstalling takes out this value, and the key once empty."""


def make(folder: Path, out: Path, edition: Edition, version: str) -> Path:
    """Write the installer into `out`.

    Raises:
        FileNotFoundError: the folder is not whole, or there is no compiler.
        subprocess.CalledProcessError: the compiler found something wrong.
    """
    check_folder(folder)
    windows_signing.sign_folder(folder)
    work = BUILD / "inno"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    name = file_name(version, edition, "setup.exe")
    out.mkdir(parents=True, exist_ok=True)
    text = script(folder.resolve(), out.resolve(), name.removesuffix(".exe"), version)
    path = work / "moebius.iss"
    path.write_text(text, encoding="utf-8-sig")
    shutil.copyfile(PACKAGING / "windows" / _CHINESE, work / _CHINESE)
    _draw_pictures(work)
    subprocess.run([compiler(), "/Qp", *windows_signing.compiler_words(), str(path)], check=True)
    return out / name


def script(folder: Path, out: Path, name: str, version: str) -> str:
    """The text that Inno Setup compiles; icon, pictures and Chinese texts lie beside it.

    Args:
        folder: With the program.
        out: Where the installer goes.
        name: Of the installer, without ".exe".
        version: The project's.
    """
    moment = datetime.fromtimestamp(epoch(), UTC)
    template = (PACKAGING / "windows" / "moebius.iss").read_text(encoding="utf-8")
    return Template(template).substitute(
        chinese=_CHINESE,
        date=f"{moment:%Y-%m-%d}",
        folder=folder,
        icon=_ICON,
        large_pictures=",".join(f"large-{width}.bmp" for width, _ in _LARGE_PX),
        name=name,
        numbers=".".join(map(str, version_numbers(version))),
        out=out,
        publisher=PUBLISHER,
        registry="\n".join(_as_line(row) for row in registry(kinds_opened_by(folder))),
        sign_tool=windows_signing.script_line(),
        small_pictures=",".join(f"small-{size}.bmp" for size in _SMALL_PX),
        time=f"{moment:%H:%M}",
        version=version,
    )


def registry(kinds: Collection[FileKind]) -> list[RegistryRow]:
    """Everything that the installer writes into the registry.

    A photo's own type is untouched: the program stands in the lists that “Open with” and the
    system's page of default apps offer, where the person may choose it.
    """
    suffixes = [suffix for kind in FileKind if kind in kinds for suffix in READABLE[kind]]
    return [*_program_rows(suffixes), *_photo_rows(suffixes), *_capability_rows(suffixes)]


def compiler() -> str:
    """Inno Setup's compiler.

    Raises:
        FileNotFoundError: it is not installed.
    """
    usual = [Path(root) / "Inno Setup 6" / "ISCC.exe" for root in _program_folders()]
    named = os.environ.get(COMPILER_VARIABLE) or shutil.which("ISCC")
    found = named or next((str(path) for path in usual if path.is_file()), None)
    if found is None:
        raise FileNotFoundError(
            f"Inno Setup 6 is not installed; install it, or name its ISCC.exe in "
            f"{COMPILER_VARIABLE}."
        )
    return found


def _program_folders() -> list[str]:
    names = ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA")
    roots = [os.environ[name] for name in names if name in os.environ]
    return [*roots, *(str(Path(root) / "Programs") for root in roots[-1:])]


def _program_rows(suffixes: Collection[str]) -> Iterator[RegistryRow]:
    """The program itself: its name under “Open with”, and `moebius` in the Run box."""
    key = rf"{_CLASSES}\Applications\{WINDOW_PROGRAM}"
    yield RegistryRow(rf"{_CLASSES}\Applications", data=None, is_shared=True)
    yield RegistryRow(key, "FriendlyAppName", PRODUCT)
    yield RegistryRow(rf"{key}\DefaultIcon", data=f"{_PROGRAM},0")
    yield RegistryRow(rf"{key}\shell\open\command", data=_OPEN)
    for suffix in suffixes:
        yield RegistryRow(rf"{key}\SupportedTypes", suffix)
    paths = rf"Software\Microsoft\Windows\CurrentVersion\App Paths\{WINDOW_PROGRAM}"
    yield RegistryRow(paths, data=_PROGRAM)


def _photo_rows(suffixes: Collection[str]) -> Iterator[RegistryRow]:
    """A type of file of our own, offered beside the one that each suffix has."""
    key = rf"{_CLASSES}\{PROG_ID}"
    yield RegistryRow(key, data="{cm:Photo}")
    yield RegistryRow(rf"{key}\DefaultIcon", data=f"{_PROGRAM},0")
    yield RegistryRow(rf"{key}\shell\open\command", data=_OPEN)
    for suffix in suffixes:
        yield RegistryRow(rf"{_CLASSES}\{suffix}", data=None, is_shared=True)
        yield RegistryRow(rf"{_CLASSES}\{suffix}\OpenWithProgids", PROG_ID, is_shared=True)


def _capability_rows(suffixes: Collection[str]) -> Iterator[RegistryRow]:
    """What the system's page of default apps shows."""
    yield RegistryRow(rf"Software\{PRODUCT}", data=None)
    yield RegistryRow(_CAPABILITIES, "ApplicationName", PRODUCT)
    yield RegistryRow(_CAPABILITIES, "ApplicationDescription", "{cm:About}")
    yield RegistryRow(_CAPABILITIES, "ApplicationIcon", f"{_PROGRAM},0")
    for suffix in suffixes:
        yield RegistryRow(rf"{_CAPABILITIES}\FileAssociations", suffix, PROG_ID)
    yield RegistryRow(r"Software\RegisteredApplications", PRODUCT, _CAPABILITIES, is_shared=True)


def _as_line(row: RegistryRow) -> str:
    flags = "uninsdeletekeyifempty" if row.is_shared else "uninsdeletekey"
    if row.data is None:
        value = "ValueType: none"
    else:
        value = f'ValueType: string; ValueName: "{row.name}"; ValueData: "{_doubled(row.data)}"'
        flags = f"uninsdeletevalue {flags}" if row.is_shared else flags
    return f'Root: HKCU; Subkey: "{row.key}"; {value}; Flags: {flags}'


def _doubled(text: str) -> str:
    """Quotes inside quotes, as Inno Setup has them."""
    return text.replace('"', '""')


def _draw_pictures(work: Path) -> None:
    """The icon, and what the wizard shows beside its texts, at each scale of the screen."""
    icons.find_drawing_tools()
    from PIL import Image

    icons.write_ico(work / _ICON)
    for size in _SMALL_PX:
        page = Image.new("RGB", (size, size), "white")
        drawing = icons.picture(size)
        page.paste(drawing, mask=drawing)
        page.save(work / f"small-{size}.bmp")
    for width, height in _LARGE_PX:
        page = Image.new("RGB", (width, height), _GROUND)
        drawing = icons.picture(width * 3 // 4)
        page.paste(drawing, (width // 8, height // 4), mask=drawing)
        page.save(work / f"large-{width}.bmp")
