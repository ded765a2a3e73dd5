"""What Windows reads inside the program."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from moebius_build import windows

_SETTINGS = "{{http://schemas.microsoft.com/SMI/{}/WindowsSettings}}{}"


def _text(year: int, name: str) -> str | None:
    return ET.fromstring(windows.manifest()).findtext(f".//{_SETTINGS.format(year, name)}")


def test_the_manifest_asks_for_long_paths_sharp_windows_and_utf8() -> None:
    assert _text(2016, "longPathAware") == "true"
    assert _text(2016, "dpiAwareness") == "PerMonitorV2"
    assert _text(2005, "dpiAware") == "true/pm"
    assert _text(2019, "activeCodePage") == "UTF-8"


def test_the_program_never_asks_for_an_administrator() -> None:
    root = ET.fromstring(windows.manifest())
    levels = [e.attrib for e in root.iter() if e.tag.endswith("}requestedExecutionLevel")]

    assert levels == [{"level": "asInvoker", "uiAccess": "false"}]


def test_pyinstaller_takes_the_manifest_and_keeps_what_it_asks_for() -> None:
    from PyInstaller.utils.win32.winmanifest import create_application_manifest

    written = ET.fromstring(create_application_manifest(windows.manifest()))

    assert written.findtext(f".//{_SETTINGS.format(2019, 'activeCodePage')}") == "UTF-8"
    assert written.findtext(f".//{_SETTINGS.format(2016, 'longPathAware')}") == "true"
    assert sum(e.tag.endswith("}assemblyIdentity") for e in written.iter()) == 1


def _evaluated(source: str) -> Any:
    """The resource with PyInstaller's classes (which need Windows) as plain records."""
    names = {
        "VSVersionInfo": lambda ffi, kids: SimpleNamespace(ffi=ffi, kids=kids),
        "FixedFileInfo": SimpleNamespace,
        "StringFileInfo": lambda tables: tables[0],
        "StringTable": lambda name, rows: (name, dict(rows)),
        "StringStruct": lambda key, text: (key, text),
        "VarFileInfo": lambda rows: rows[0],
        "VarStruct": lambda key, value: (key, value),
    }
    return eval(source, {"__builtins__": {}}, names)


@pytest.mark.parametrize("program", [windows.WINDOW_PROGRAM, windows.CONSOLE_PROGRAM])
def test_the_version_is_stamped_as_numbers_and_as_text(program: str) -> None:
    resource = _evaluated(windows.version_resource("1.2.3rc1", program))

    assert resource.ffi.filevers == resource.ffi.prodvers == (1, 2, 3, 0)
    (table, strings), translation = resource.kids
    assert (table, translation) == ("040904B0", ("Translation", [0x0409, 0x04B0]))
    assert strings["FileVersion"] == strings["ProductVersion"] == "1.2.3rc1"
    assert strings["OriginalFilename"] == program
    assert strings["InternalName"] + ".exe" == program


def test_the_window_program_goes_by_the_products_name() -> None:
    _, strings = _evaluated(windows.version_resource("0.1.0")).kids[0]

    assert strings["FileDescription"] == strings["ProductName"] == "Moebius"


def test_a_folder_without_a_program_or_directml_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"moebius\.exe"):
        windows.check_folder(tmp_path)
    (tmp_path / windows.WINDOW_PROGRAM).touch()
    (tmp_path / windows.CONSOLE_PROGRAM).touch()
    with pytest.raises(FileNotFoundError, match=r"DirectML\.dll"):
        windows.check_folder(tmp_path)
    inside = tmp_path / "_internal" / "onnxruntime" / "capi"
    inside.mkdir(parents=True)
    (inside / "DirectML.dll").touch()

    windows.check_folder(tmp_path)
