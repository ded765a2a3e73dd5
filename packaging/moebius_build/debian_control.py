"""What a Debian package says about itself: Debian Policy Manual, chapters 4, 5 and 12."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from email.utils import format_datetime

from moebius_build.edition import Edition
from moebius_build.elf import Library, asked_of_the_system, newest_glibc
from moebius_build.file_tree import FileTree
from moebius_build.identity import MAINTAINER, NAME

_LIBC = "libc6"
SYSTEM_PACKAGES: dict[str, str] = {
    **dict.fromkeys(
        (
            *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libdl.so.2"),
            *("libm.so.6", "libmvec.so.1", "libpthread.so.0", "libresolv.so.2", "librt.so.1"),
            "libutil.so.1",
        ),
        _LIBC,
    ),
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}
"""Libraries that may be left to the system, and Debian's packages of them."""

_DATA_PACKAGES = ("fontconfig-config", "xkb-data")
"""Read by libraries inside: where fonts are (and one at least), and what keys mean."""

_RECOMMENDED = ("xdg-utils", "shared-mime-info", "hicolor-icon-theme")
_SUGGESTED = ("fonts-noto-cjk",)
"""For those who speak Chinese, and for names of files."""

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

_SUMMARY = "paint over what should not be in a photo, and it is gone"
_DESCRIPTION = (
    "Moebius removes objects from photos at full resolution, on your own computer: open a photo,"
    " paint over what should go, press Enter. Nothing outside what was painted changes, and the"
    " file keeps its colour depth, colour profile and metadata.",
    "A desktop editor, a command line and batches of whole folders over one engine that works at"
    " once, without a download and without a graphics card. The Moebius network runs in the same"
    " places once its weights are there.",
    "There is no telemetry, and no network use until a download is asked for.",
)
_FULL = "This package brings the weights of the network, for computers without a network."
_LINE_CHARACTERS = 78


def package_name(edition: Edition) -> str:
    return NAME if edition is Edition.LIGHT else f"{NAME}-{edition}"


def debian_version(version: str) -> str:
    """A Python version as Debian orders it: what comes before a release has a tilde.

    "1.2.0rc1" is "1.2.0~rc1-1", "0.2.0.dev3" is "0.2.0~dev3-1" (PEP 440, Debian Policy 5.6.12).
    """
    return re.sub(r"[.-]?(a|b|rc|dev)(\d*)", r"~\1\2", version) + "-1"


def architecture(machine: str = "") -> str:
    """Debian's name of a kind of computer.

    Args:
        machine: As `uname -m` calls it; left out, this computer's.

    Raises:
        ValueError: it has none here.
    """
    machine = machine or platform.machine()
    if machine not in _ARCHITECTURES:
        raise ValueError(f"No Debian package is made for {machine}.")
    return _ARCHITECTURES[machine]


def depends(libraries: Collection[Library]) -> list[str]:
    """Debian packages that the files of the program need, in alphabetical order.

    Raises:
        ValueError: a library is neither inside nor in the table.
    """
    asked = asked_of_the_system(libraries)
    unknown = [
        f"{name} (for {paths[0].name})"
        for name, paths in asked.items()
        if name not in SYSTEM_PACKAGES
    ]
    if unknown:
        raise ValueError(
            f"No Debian package is known for {', '.join(unknown)}. Bundle it, or add it to"
            " SYSTEM_PACKAGES."
        )
    newest = newest_glibc(libraries)
    packages = {SYSTEM_PACKAGES[name] for name in asked} - {_LIBC}
    libc = [f"{_LIBC} (>= {newest[0]}.{newest[1]})"] if newest > (0, 0) else []
    return sorted({*packages, *_DATA_PACKAGES, *libc})


def control(tree: FileTree, libraries: Collection[Library], edition: Edition, version: str) -> str:
    """The control file of the package that holds these files."""
    other = package_name(Edition.FULL if edition is Edition.LIGHT else Edition.LIGHT)
    fields = {
        "Package": package_name(edition),
        "Version": debian_version(version),
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(tree.installed_kib()),
        "Depends": ", ".join(depends(libraries)),
        "Recommends": ", ".join(_RECOMMENDED),
        "Suggests": ", ".join(_SUGGESTED),
        "Conflicts": other,
        "Replaces": other,
        **({"Provides": NAME} if edition is Edition.FULL else {}),
        "Section": "graphics",
        "Priority": "optional",
        "Description": _described(edition),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def checksums(tree: FileTree) -> str:
    """The md5sums file, by which `dpkg --verify` sees what was damaged."""
    return "".join(
        f"{hashlib.md5(entry.read(), usedforsecurity=False).hexdigest()}  {entry.path}\n"
        for entry in tree.entries
        if not entry.link
    )


def changelog(edition: Edition, version: str, epoch: int) -> str:
    """Debian's own, which only says of which version the package is."""
    date = format_datetime(datetime.fromtimestamp(epoch, UTC))
    return (
        f"{package_name(edition)} ({debian_version(version)}) unstable; urgency=medium\n\n"
        f"  * Version {version}; what is new is in changelog.gz.\n\n"
        f" -- {MAINTAINER}  {date}\n"
    )


def _described(edition: Edition) -> str:
    paragraphs = [*_DESCRIPTION, *([_FULL] if edition is Edition.FULL else [])]
    wrapped = ("\n".join(f" {line}" for line in _lines(text)) for text in paragraphs)
    return f"{_SUMMARY}\n" + "\n .\n".join(wrapped)


def _lines(text: str) -> Iterable[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > _LINE_CHARACTERS:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
