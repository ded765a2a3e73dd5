"""The licences of everything in the program, collected while it is built.

The result is a folder with index.json and the texts; About shows them (app.support.licences).
moebius.spec calls `collect` in the environment that is bundled.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import Distribution, distributions
from pathlib import Path

from moebius_build.contents import EXCLUDED_MODULES
from moebius_build.sbom import NOT_BUNDLED
from moebius_build.tree import ROOT

INDEX = "index.json"

_TEXT = re.compile(
    r"(^|/)(licen[cs]es?|copying|notice|authors|thirdpartynotices|license-3rd-party)\b[^/]*$",
    re.IGNORECASE,
)
_CLASSIFIER = "License :: "
_SOURCE_LABELS = ("source", "source code", "repository", "github")
_WORDS_IN_A_NAME = 8  # some packages put the whole text of their licence where its name belongs
_DEBIAN_TEXTS = Path("/usr/share/doc")

_REPLACE_QT = (
    "Qt and PySide6 are used under the GNU Lesser General Public License, version 3, whose text "
    "follows. They are ordinary shared libraries in the folder PySide6 of this program, and linked "
    "with nothing else: to use another build of them, of the same version series, put its files in "
    "the place of these. Their source code is at https://download.qt.io and "
    "https://code.qt.io/cgit/pyside/pyside-setup.git."
)
_REPLACE_HEIF = (
    "libheif and libde265 in it are used under the GNU Lesser General Public License, version 3, "
    "whose text follows. They are shared libraries in the folder pillow_heif.libs (or beside it) "
    "and may be replaced by other builds. Their source code is at "
    "https://github.com/strukturag. The Linux program holds an empty library in the place of x265."
)


@dataclass(frozen=True)
class Part:
    """One program or library; a row of the index."""

    name: str
    version: str
    licence: str
    url: str = ""
    distribution: str = ""
    """The Python package in its normal form (PEP 503); empty: none."""
    texts: tuple[str, ...] = ()
    """Files below the folder."""
    note: str = ""
    """What its licence wants to be said."""


@dataclass(frozen=True)
class _Known:
    """What a package does not say about itself."""

    name: str = ""
    licence: str = ""
    standard: tuple[str, ...] = ()
    """Texts from assets/licences."""
    note: str = ""


_LGPL = ("LGPL-3.0", "GPL-3.0")
_KNOWN = {
    "flatbuffers": _Known(standard=("Apache-2.0",)),
    "opencv-python-headless": _Known("OpenCV"),
    "pillow-heif": _Known(standard=_LGPL, note=_REPLACE_HEIF),
    "pyside6-essentials": _Known("Qt and PySide6", "LGPL-3.0", _LGPL, _REPLACE_QT),
    "rawpy": _Known("rawpy and LibRaw", "MIT; LGPL-2.1"),
    "shiboken6": _Known("Shiboken", "LGPL-3.0", _LGPL),
}


class MissingLicenceError(Exception):
    """Something is bundled without the text of its licence."""


def collect(rows: Iterable[tuple[str, str, str]], folder: Path) -> Path:
    """Write the folder anew.

    Args:
        rows: PyInstaller's, of the libraries that are bundled: (name inside, source, kind).

    Returns:
        The folder.

    Raises:
        MissingLicenceError: no text was found for something; says for what.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = [
        _python(folder),
        *(_of_distribution(each, folder) for each in bundled(distributions())),
        *_of_debian([source for _, source, kind in rows if kind == "BINARY"], folder),
    ]
    without = [part.name for part in parts if not part.texts]
    if without:
        raise MissingLicenceError(f"No licence's text was found for: {', '.join(without)}.")
    write_index(parts, folder)
    return folder


def bundled(found: Iterable[Distribution]) -> list[Distribution]:
    """Those of the installed packages that are in the program, by name."""
    left_out = (NOT_BUNDLED | set(map(_plain, EXCLUDED_MODULES))) - {"pyinstaller"}
    packages = {_plain(each.metadata["Name"]): each for each in found}
    return [packages[name] for name in sorted(packages) if name not in left_out]


def write_index(parts: Sequence[Part], folder: Path) -> None:
    """Write index.json: what About reads."""
    rows = [asdict(part) for part in parts]
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="\n")


def _of_distribution(package: Distribution, folder: Path) -> Part:
    name = _plain(package.metadata["Name"])
    known = _KNOWN.get(name, _Known())
    target = folder / name
    texts = [_copied(path, target, folder) for path in _texts_of(package)]
    texts += [_copied(_standard(each), target, folder) for each in known.standard]
    part = Part(
        known.name or package.metadata["Name"],
        package.version,
        known.licence or licence_of(package),
        url_of(package),
        name,
        tuple(texts),
        known.note,
    )
    if name == "pyinstaller":  # its bootloader is what is started
        return replace(
            part,
            name="PyInstaller's bootloader",
            licence="GPL-2.0-or-later WITH Bootloader-exception",
        )
    return part


def licence_of(package: Distribution) -> str:
    """The SPDX expression where a package states one (PEP 639), else the names that it gives."""
    stated = _stated(package, "License-Expression")
    if stated:
        return stated[0]
    names = [
        text.rsplit(" :: ", 1)[-1]
        for text in _stated(package, "Classifier")
        if text.startswith(_CLASSIFIER)
    ]
    words = " ".join(" ".join(_stated(package, "License")).split())
    is_name = bool(words) and len(words.split()) <= _WORDS_IN_A_NAME
    return ", ".join(dict.fromkeys(names)) or (words if is_name else "see the text")


def url_of(package: Distribution) -> str:
    """The package's home page, else its first address; empty: it names none."""
    named = [text.partition(", ") for text in _stated(package, "Project-URL")]
    home = [url for label, _, url in named if label.lower() in ("homepage", "home")]
    source = [url for label, _, url in named if label.lower() in _SOURCE_LABELS]
    given = [*home, *_stated(package, "Home-page"), *source, *(url for _, _, url in named)]
    return next((url for url in given if url.startswith("http")), "")


def _stated(package: Distribution, field: str) -> list[str]:
    return [str(text) for text in package.metadata.get_all(field) or []]


def _texts_of(package: Distribution) -> list[Path]:
    files = (file for file in package.files or [] if file.suffix not in (".py", ".pyc"))
    found = {Path(str(f.locate())) for f in files if _TEXT.search(f.as_posix())}
    return sorted(path for path in found if path.is_file())


def _python(folder: Path) -> Part:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if not text.is_file():  # the installers for Windows and macOS put it beside the program
        text = Path(sys.base_prefix) / "LICENSE.txt"
    texts = (_copied(text, folder / "python", folder),) if text.is_file() else ()
    url = "https://www.python.org"
    return Part("Python", platform.python_version(), "PSF-2.0", url, texts=texts)


def _of_debian(sources: Iterable[str], folder: Path) -> list[Part]:
    """The libraries that were taken from this system, by the packages they belong to."""
    outside = [Path(source).resolve() for source in sources if _is_systems(Path(source))]
    packages: dict[str, str] = {}
    for path in sorted(set(outside)):
        name, release = _debian_package(path)
        packages[name] = release
    found: list[Part] = []
    for name, release in sorted(packages.items()):
        text = _DEBIAN_TEXTS / name / "copyright"
        texts = (_copied(text, folder / f"debian-{name}", folder),) if text.is_file() else ()
        found.append(Part(name, release, "see the text", texts=texts))
    return found


def _is_systems(source: Path) -> bool:
    python = (Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve())
    return sys.platform == "linux" and not any(map(source.resolve().is_relative_to, python))


def _debian_package(path: Path) -> tuple[str, str]:
    """Name and version of the package that a library belongs to; its own name where none does."""
    tries = [str(path), str(path).removeprefix("/usr")]
    for name in tries:
        words = ["dpkg-query", "--search", name]
        found = subprocess.run(words, check=False, capture_output=True, text=True)
        if found.returncode == 0:
            package = found.stdout.partition(": ")[0]
            words = ["dpkg-query", "--show", "--showformat=${Version}", package]
            shown = subprocess.run(words, check=True, capture_output=True, text=True)
            return package.partition(":")[0], shown.stdout
    return path.name, ""


def _standard(licence: str) -> Path:
    own = ROOT / "LICENSE"
    return own if licence == "Apache-2.0" else ROOT / "assets" / "licences" / f"{licence}.txt"


def _copied(source: Path, target: Path, folder: Path) -> str:
    """Copy a text; returns its place below `folder`. Two of one name are numbered."""
    target.mkdir(parents=True, exist_ok=True)
    place, number = target / source.name, 1
    while place.exists():
        number += 1
        place = target / f"{source.stem}-{number}{source.suffix}"
    shutil.copyfile(source, place)
    return place.relative_to(folder).as_posix()


def _plain(name: str) -> str:
    """A package's name in its one normal form: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()
