"""What goes into the program: as much of Qt as is imported, and all that is read at run time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from moebius_build import contents
from moebius_build.tree import ROOT


def test_the_modules_of_qt_are_those_that_the_editor_imports() -> None:
    imported: set[str] = set()
    for path in (ROOT / "app").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        imported.update(re.findall(r"^\s*from PySide6\.(\w+) import", source, re.MULTILINE))
        for names in re.findall(r"^\s*from PySide6 import (.+)$", source, re.MULTILINE):
            imported.update(name.strip() for name in names.split(","))

    assert imported == set(contents.QT_MODULES)


def test_own_data_is_there_and_takes_in_all_of_the_assets_that_are_read() -> None:
    for source, _ in contents.own_data(ROOT):
        folder, pattern = Path(source).parent, Path(source).name
        assert list(folder.glob(pattern)), source
    named = {Path(source).parts[1] for source, _ in contents.OWN_DATA if "assets" in source}
    for_developers = {"readme", "training"}

    there = {path.name for path in (ROOT / "assets").iterdir()}

    assert there - for_developers <= named | {"readme"}


@pytest.mark.parametrize(
    "name",
    [
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
        "onnxruntime/capi/libonnxruntime.1.32.0.dylib",
        "cv2/data/haarcascade_eye.xml",
        r"cv2\opencv_videoio_ffmpeg500_64.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/Resources/Info.plist",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/QtNetwork.pyd",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/platforms/qminimal.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/translations/assistant_de.qm",
        "numpy/_core/tests/data/a.csv",
        "tqdm-4.70.1.dist-info/RECORD",
        "moebius-0.1.0.dist-info/direct_url.json",
    ],
)
def test_what_is_left_out(name: str) -> None:
    assert contents.is_left_out(name)


@pytest.mark.parametrize(
    "name",
    [
        "onnxruntime/capi/onnxruntime_pybind11_state.cpython-311-x86_64-linux-gnu.so",
        "onnxruntime/capi/onnxruntime_providers_shared.dll",
        "onnxruntime/capi/DirectML.dll",
        "cv2/cv2.abi3.so",
        "tqdm-4.70.1.dist-info/METADATA",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt6Svg.dll",
        "PySide6/Qt/lib/QtDBus.framework/Versions/A/QtDBus",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/Resources/Info.plist",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtGui.pyd",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qtbase_zh_CN.qm",
        "libQt6Core.so.6",
    ],
)
def test_what_stays(name: str) -> None:
    assert not contents.is_left_out(name)


def test_libraries_of_this_linux_stay_with_it_but_for_pythons_and_what_a_desktop_may_lack() -> None:
    rows = [
        ("libstdc++.so.6", "/usr/lib/libstdc++.so.6", "BINARY"),
        ("libX11.so.6", "/usr/lib/libX11.so.6", "BINARY"),
        ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
        ("libssl.so.3", "/usr/lib/libssl.so.3", "BINARY"),
        ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", "BINARY"),
        ("libpython3.11.so.1.0", "/python/lib/libpython3.11.so.1.0", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("numpy.libs/libquadmath.so.0", "/venv/libquadmath.so.0", "BINARY"),
    ]
    left = {"libstdc++.so.6", "libX11.so.6", "libgtk-3.so.0"}

    assert {name for name, _, _ in contents.kept(rows, "linux")} == {r[0] for r in rows} - left
    assert contents.kept(rows, "darwin") == sorted(rows)


def test_rows_are_in_one_order() -> None:
    rows = [("b", "2", "DATA"), ("a", "1", "DATA")]

    assert contents.kept(rows) == contents.kept(rows[::-1]) == [rows[1], rows[0]]


def test_modules_that_need_torch_stay_out_and_the_command_line_does_not() -> None:
    assert not contents.is_module_wanted("moebius_core.network.unet")
    assert not contents.is_module_wanted("moebius_core.export")
    assert contents.is_module_wanted("moebius_core.cli.remove")
    assert contents.is_module_wanted("moebius_core.engines.onnx_backend")
    assert "torch" in contents.EXCLUDED_MODULES
