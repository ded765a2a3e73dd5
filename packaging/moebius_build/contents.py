"""What goes into the program and what stays out: tables, read by moebius.spec.

Names of modules are Python's; paths are those inside the folder, with forward slashes, and match by
`fnmatch`, where a star also crosses slashes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

QT_MODULES = ("QtCore", "QtGui", "QtSvg", "QtWidgets")
"""All of Qt that the editor imports; a test compares them with its sources."""

PACKAGES = ("app", "moebius_core")
"""Collected whole: subcommands and engines are imported by name."""

LOADED_BY_NAME = ("onnxruntime",)
"""Packages of others that no import statement names."""

NEEDS_TORCH = (
    "moebius_core.engines.torch_backend",
    "moebius_core.export",
    "moebius_core.network",
)
"""Of those packages, what the program has no use for without torch and onnx."""

OWN_DATA = (
    ("LICENSE", "."),
    ("assets/app_icon.svg", "assets"),
    ("assets/graphs", "assets/graphs"),
    ("assets/icons", "assets/icons"),
    ("assets/licences", "assets/licences"),
    ("assets/samples", "assets/samples"),
    ("assets/translations/*.qm", "assets/translations"),
    ("moebius_core/weights/manifest.toml", "moebius_core/weights"),
)
"""(path in the source tree, folder in the program)."""

EXCLUDED_MODULES = (
    "IPython",
    "PIL.ImageQt",
    "PIL.ImageShow",
    "PIL.ImageTk",
    "_tkinter",
    "accelerate",
    "_curses",
    "_dbm",
    "_gdbm",
    "_sqlite3",
    "crypt",
    "curses",
    "dbm",
    "ensurepip",
    "hf_xet",
    "idlelib",
    "lib2to3",
    "matplotlib",
    "nis",
    "numpy.f2py",
    "numpy.testing",
    "numpy.tests",
    "onnx",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "ossaudiodev",
    "pip",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "sqlite3",
    "sympy",
    "tensorboard",
    "tkinter",
    "torch",
    "turtledemo",
    "unittest",
    "wheel",
)
"""Some optional import leads to each of them. hf_xet: the download is a loop of our own."""

EXCLUDED_FILES = (
    "*/tests/*",
    "*.pdb",
    "*.pyi",
    "*/py.typed",
    # What pip writes down for itself: where and how it installed, on the computer of the build.
    "*.dist-info/INSTALLER",
    "*.dist-info/RECORD",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
    # OpenCV: trained cascades, and on Windows the video reader.
    "cv2/data/*",
    "*opencv_videoio_ffmpeg*",
    # onnxruntime: the library for programs in C; Python's has all of it inside.
    "onnxruntime/capi/libonnxruntime.so*",
    "onnxruntime/capi/libonnxruntime.*dylib",
    "onnxruntime/capi/onnxruntime.lib",
    # Qt: what only other modules, developers, embedded devices or a network need.
    "PySide6/*plugins/egldeviceintegrations/*",
    "PySide6/*plugins/generic/*",
    "PySide6/*plugins/imageformats/*qgif*",
    "PySide6/*plugins/imageformats/*qicns*",
    "PySide6/*plugins/imageformats/*qpdf*",
    "PySide6/*plugins/imageformats/*qtga*",
    "PySide6/*plugins/imageformats/*qtiff*",
    "PySide6/*plugins/imageformats/*qwbmp*",
    "PySide6/*plugins/imageformats/*qwebp*",
    "PySide6/*plugins/networkinformation/*",
    "PySide6/*plugins/platforminputcontexts/*virtualkeyboard*",
    "PySide6/*plugins/platformthemes/*qgtk3*",  # GTK would come with it; the portal's dialogs do
    "PySide6/*plugins/platforms/*eglfs*",
    "PySide6/*plugins/platforms/*linuxfb*",
    "PySide6/*plugins/platforms/*qminimal*",
    "PySide6/*plugins/platforms/*qvkkhrdisplay*",
    "PySide6/*plugins/platforms/*qvnc*",
    "PySide6/*plugins/tls/*",
    "PySide6/*plugins/wayland-graphics-integration-server/*",
    "PySide6/opengl32sw.dll",
)

SYSTEM_LIBRARIES = (
    "libbz2.so*",
    "libcrypto.so*",
    "libffi.so*",
    "liblzma.so*",
    "libpython3*.so*",
    "libssl.so*",
    "libxcb-*.so*",
    "libxkbcommon*.so*",
    "libzstd.so*",
)
"""What a Linux build takes along from its system: Python's own, and what a desktop may lack.

The rest (C and C++ library, X11, fonts, GLib, D-Bus) belongs to the system that the program runs
on, whose graphics drivers and settings want their own versions.
"""

_QT_TEXTS = re.compile(r"PySide6/(Qt/)?translations/(?P<name>[^/]+)$")
_QT_LANGUAGES = ("qtbase_de.qm", "qtbase_en.qm", "qtbase_zh_CN.qm")

_QT_LIBRARY = re.compile(
    r"(^|/)(lib)?Qt(6?)(?P<module>[A-Z]\w*?)(\.so\b.*|\.dll|\.abi3\..*|\.pyd)?$"
)
_QT_FRAMEWORK = re.compile(r"/Qt(?P<module>\w+)\.framework/")
"""macOS: a library with files of its own."""

_QT_LIBRARIES = frozenset(
    {
        *(name.removeprefix("Qt") for name in QT_MODULES),
        "DBus",  # QtGui's, on Linux and macOS
        "OpenGL",  # the xcb and wayland plugins'
        "WaylandClient",
        "WaylandEglClientHwIntegration",
        "WlShellIntegration",
        "XcbQpa",
    }
)


def own_data(root: Path) -> list[tuple[str, str]]:
    """`OWN_DATA` with whole paths."""
    return [(str(root / source), target) for source, target in OWN_DATA]


def is_module_wanted(name: str) -> bool:
    """Whether a module of `PACKAGES` can be imported without torch and onnx."""
    return not any(name == each or name.startswith(f"{each}.") for each in NEEDS_TORCH)


def is_left_out(name: str) -> bool:
    """Whether the file with this path inside the program is not needed there."""
    path = name.replace("\\", "/")
    if any(fnmatchcase(path, pattern) for pattern in EXCLUDED_FILES):
        return True
    texts = _QT_TEXTS.search(path)
    if texts is not None:
        return texts["name"] not in _QT_LANGUAGES
    library = _QT_FRAMEWORK.search(path)
    if library is None and "/plugins/" not in path:
        library = _QT_LIBRARY.search(path)
    return library is not None and library["module"] not in _QT_LIBRARIES


def is_systems(name: str) -> bool:
    """Whether a library taken from this Linux system, by its name, is better left to the other."""
    is_library = name.startswith("lib") and ".so" in name and "/" not in name
    return is_library and not any(fnmatchcase(name, each) for each in SYSTEM_LIBRARIES)


def kept(
    rows: Iterable[tuple[str, str, str]], platform: str = sys.platform
) -> list[tuple[str, str, str]]:
    """PyInstaller's rows (name inside, source, kind) without what is left out, by name."""
    return sorted(
        (name, source, kind)
        for name, source, kind in rows
        if not is_left_out(name)
        and not (platform == "linux" and kind == "BINARY" and is_systems(name))
    )
