"""Bring the translations up to date: collect every text of the editor, then build what Qt loads.

    python packaging/translations.py

1. Every `translate("Context", "text")` and `QT_TRANSLATE_NOOP("Context", "text")` in app/ goes
   through `pyside6-lupdate` into assets/translations/moebius_LANGUAGE.ts; what is no longer in the
   source is dropped, what is new stands there as "unfinished".
2. `pyside6-lrelease` makes a .qm file of each .ts file. Both are committed: an installation has
   no tools.

To translate, write into the .ts files (a text editor will do, Qt Linguist is nicer), take
`type="unfinished"` away, and run this again. English has only the plural forms.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
LANGUAGES = ("en", "de", "zh_CN")

_FUNCTIONS = frozenset({"translate", "QT_TRANSLATE_NOOP"})


class Text(NamedTuple):
    """One text as it stands in the source."""

    context: str
    text: str
    comment: str = ""
    is_plural: bool = False


def texts() -> list[Text]:
    """Every text of the editor once, in the order of the sources."""
    found: dict[Text, None] = {}
    for path in sorted((ROOT / "app").rglob("*.py")):
        found.update(dict.fromkeys(_texts_in(path.read_text(encoding="utf-8"))))
    return list(found)


def _texts_in(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [a.value for a in node.args[:3] if isinstance(a, ast.Constant)]
            if node.func.id in _FUNCTIONS and len(words) == len(node.args[:3]) >= 2:
                yield Text(*map(str, words), is_plural=len(node.args) > 3)


def update(ts: Path, language: str) -> None:
    """Merge the texts of the source into one .ts file."""
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-silent"]
    heuristics = ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
    plural = ["-pluralonly"] if language == "en" else []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.cpp"
        source.write_text("\n".join(map(_as_cpp, texts())), encoding="utf-8")
        target = ["-target-language", language, "-ts", str(ts)]
        _run("pyside6-lupdate", [str(source), *options, *heuristics, *plural, *target])


def _as_cpp(text: Text) -> str:
    """A call that lupdate reads; its reader of Python misses plurals and calls in f-strings."""
    words = (
        word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for word in text[:3]
    )
    quoted = ", ".join(f'"{word}"' for word in words)
    return f"QCoreApplication::translate({quoted}{', n' if text.is_plural else ''});"


def release(ts: Path) -> Path:
    """Build the .qm file beside a .ts file."""
    qm = ts.with_suffix(".qm")
    _run("pyside6-lrelease", ["-silent", str(ts), "-qm", str(qm)])
    return qm


def unfinished(ts: Path) -> list[str]:
    """The texts that have no translation yet, with their contexts."""
    found: list[str] = []
    for context in ET.parse(ts).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                found.append(f"{name}: {message.findtext('source', '')}")
    return found


def _run(tool: str, arguments: Sequence[str]) -> None:
    path = shutil.which(tool, path=sysconfig.get_path("scripts")) or shutil.which(tool)
    if path is None:
        sys.exit(f"{tool} is missing; it comes with PySide6-Essentials.")
    subprocess.run([path, *arguments], check=True, cwd=ROOT)


def main() -> int:
    """Update and build all languages; tells what is left to translate and returns 1 then."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    left = 0
    for language in LANGUAGES:
        ts = FOLDER / f"moebius_{language}.ts"
        update(ts, language)
        release(ts)
        missing = unfinished(ts)
        left += len(missing)
        print(f"{ts.name}: {len(missing)} unfinished", *missing, sep="\n  ")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
