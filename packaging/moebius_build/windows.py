"""What Windows reads inside moebius.exe: the manifest and the version resource.

The manifest asks for paths of any length, for scaling by the screen that a window is on, and for
UTF-8 as the code page, so that libraries in C open photos of any name.
https://learn.microsoft.com/windows/win32/sbscs/application-manifests
"""

from __future__ import annotations

from pathlib import Path

from moebius_build.edition import Edition
from moebius_build.identity import NAME
from moebius_build.tree import PACKAGING
from moebius_build.version import version_numbers

PRODUCT = "Moebius"
PUBLISHER = "Moebius contributors"
WINDOW_PROGRAM = "moebius.exe"
CONSOLE_PROGRAM = "moebius-cli.exe"
DIRECTML = "DirectML.dll"

_DESCRIPTIONS = {WINDOW_PROGRAM: PRODUCT, CONSOLE_PROGRAM: f"{PRODUCT} (command line)"}
_ENGLISH_UNICODE = (0x0409, 0x04B0)
_WINDOWS_NT = 0x40004
_PROGRAM = 1


def manifest() -> str:
    """The manifest that both programs carry, as XML."""
    return (PACKAGING / "windows" / "moebius.manifest").read_text(encoding="utf-8")


def version_resource(version: str, program: str = WINDOW_PROGRAM) -> str:
    """The version resource in the words that PyInstaller evaluates.

    Windows shows the description in its task list and under “Open with”.

    Args:
        version: The project's, as "0.1.0".
        program: The file that carries it.

    Raises:
        KeyError: there is no such program.
    """
    numbers = version_numbers(version)
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": _DESCRIPTIONS[program],
        "FileVersion": version,
        "InternalName": program.removesuffix(".exe"),
        "LegalCopyright": f"{PUBLISHER}. Apache License 2.0.",
        "OriginalFilename": program,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    rows = ",\n".join(f"      StringStruct({key!r}, {text!r})" for key, text in strings.items())
    table = "".join(f"{half:04X}" for half in _ENGLISH_UNICODE)
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,
    OS={_WINDOWS_NT:#x}, fileType={_PROGRAM:#x}, subtype=0x0, date=(0, 0)
  ),
  kids=[
    StringFileInfo([StringTable({table!r}, [
{rows}
    ])]),
    VarFileInfo([VarStruct('Translation', {list(_ENGLISH_UNICODE)})])
  ]
)
"""


def file_name(version: str, edition: Edition, ending: str) -> str:
    """What a package is called: moebius-0.1.0-windows-x64-setup.exe; the full edition says so."""
    full = "-full" if edition is Edition.FULL else ""
    return f"{NAME}-{version}{full}-windows-x64-{ending}"


def check_folder(folder: Path) -> None:
    """Whether a built folder is whole enough to be packed for Windows.

    Raises:
        FileNotFoundError: a program or DirectML is not in it.
    """
    for name in (WINDOW_PROGRAM, CONSOLE_PROGRAM):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder} holds no {name}: build it on Windows first.")
    if not any(folder.rglob(DIRECTML)):
        raise FileNotFoundError(
            f"{folder} holds no {DIRECTML}: onnxruntime-directml was not what the build installed."
        )
