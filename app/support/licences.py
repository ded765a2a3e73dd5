"""What Moebius is made of, and under which terms: for the About window."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.places import asset
from app.support.collected import CollectedPart, collected_parts

_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
_OWN = "moebius"
_COLUMNS = 76


class _Part(NamedTuple):
    distribution: str
    name: str
    licence: str
    url: str


_PARTS = (
    _Part("PySide6-Essentials", "Qt and PySide6", "LGPL-3.0", "https://pyside.org"),
    _Part("numpy", "NumPy", "BSD-3-Clause", "https://numpy.org"),
    _Part("opencv-python-headless", "OpenCV", "Apache-2.0", "https://opencv.org"),
    _Part("pillow", "Pillow", "MIT-CMU", "https://python-pillow.org"),
    _Part("platformdirs", "platformdirs", "MIT", "https://github.com/tox-dev/platformdirs"),
    _Part("onnxruntime", "ONNX Runtime", "MIT", "https://onnxruntime.ai"),
    _Part("pillow-heif", "pillow-heif", "BSD-3-Clause", "https://github.com/bigcat88/pillow_heif"),
    _Part("rawpy", "rawpy and LibRaw", "MIT; LGPL-2.1", "https://github.com/letmaik/rawpy"),
    _Part("torch", "PyTorch", "BSD-3-Clause", "https://pytorch.org"),
)


@dataclass(frozen=True)
class Component:
    """One program that Moebius uses and that is installed here."""

    name: str
    version: str
    licence: str
    """Short name of the licence (SPDX)."""
    url: str
    distribution: str = ""
    """Name of the installed package; empty: none (Python itself)."""

    texts: tuple[Path, ...] = ()
    """Where the build of a bundled program put its licence files."""

    note: str = ""
    """What its licence wants to be said: how it can be replaced, for instance."""

    def text(self) -> str:
        """The licence files that came with it, one after the other; else the licence's own text."""
        if self.texts:
            note = textwrap.fill(self.note, _COLUMNS)  # as the texts that follow are
            return "\n\n\n".join(filter(None, (note, *map(_read, self.texts))))
        found = _licence_text(self.distribution) if self.distribution else _python_licence()
        return found or _standard_text(self.licence)


@dataclass(frozen=True)
class Sample:
    """A sample photo and who made it."""

    file: str
    title: str
    author: str
    licence: str
    source: str


def version_of(distribution: str) -> str | None:
    """The installed version, found without importing the package; None where there is none."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        normal = re.sub(r"[-_.]+", "-", distribution).lower()
        return next((p.version for p in collected_parts() if p.distribution == normal), None)


def components() -> tuple[Component, ...]:
    """Python and every package used that is installed here; touches the disk.

    Of a bundled program, everything that its build has put into it.
    """
    collected = collected_parts()
    if collected:
        return tuple(map(_component, collected))
    python = Component("Python", platform.python_version(), "PSF-2.0", "https://www.python.org")
    found = (
        Component(part.name, version, part.licence, part.url, part.distribution)
        for part in _PARTS
        if (version := version_of(part.distribution))
    )
    return (python, *found)


def _component(part: CollectedPart) -> Component:
    return Component(
        part.name, part.version, part.licence, part.url, texts=part.texts, note=part.note
    )


def own_licence() -> str:
    """The text of this program's own licence."""
    beside = asset().parent / "LICENSE"
    return _read(beside) if beside.is_file() else _licence_text(_OWN)


def samples() -> tuple[Sample, ...]:
    """The sample photos, read from the list that lies beside them."""
    text = _read(asset("samples", "SOURCES.md"))
    return tuple(_sample(section) for section in text.split("\n## ")[1:])


def _sample(section: str) -> Sample:
    head, _, rest = section.partition("\n")
    facts = dict(re.findall(r"^- (\w+): (.+)$", rest, re.MULTILINE))
    source = re.search(r"https://\S+[^\s`),.]", facts.get("Source", ""))
    return Sample(
        head.strip(),
        facts.get("Title", head.strip()),
        facts.get("Author", ""),
        facts.get("Licence", ""),
        source.group() if source else "",
    )


def _licence_text(distribution: str) -> str:
    try:
        files = importlib.metadata.files(distribution) or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    own = [file for file in files if _LICENCE_FILE.search(file.as_posix())]
    in_metadata = [file for file in own if ".dist-info/" in file.as_posix()] or own
    texts = (_read(Path(str(file.locate()))) for file in sorted(in_metadata))
    return "\n\n\n".join(text for text in texts if text)


def _python_licence() -> str:
    return _read(Path(os.__file__).with_name("LICENSE.txt"))


def _standard_text(licence: str) -> str:
    return _read(asset("licences", f"{licence}.txt"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
