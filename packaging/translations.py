"""Bring the translations up to date: collect every text of the editor, then build what Qt loads.

    python packaging/translations.py

1. `pyside6-lupdate` reads app/**/*.py into assets/translations/moebius_LANGUAGE.ts; what is no
   longer in the source is dropped, what is new stands there as "unfinished".
2. `pyside6-lrelease` makes a .qm file of each .ts file. Both are committed: an installation has
   no tools.

To translate, write into the .ts files (a text editor will do, Qt Linguist is nicer), take
`type="unfinished"` away, and run this again. English has only the plural forms.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
LANGUAGES = ("de", "zh_CN")


def update(ts: Path, language: str, sources: Sequence[Path]) -> None:
    """Merge the texts of the sources into one .ts file."""
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", "-silent"]
    heuristics = ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
    plural = ["-pluralonly"] if language == "en" else []
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "sources.txt"
        names.write_text("\n".join(str(path) for path in sources), encoding="utf-8")
        target = ["-target-language", language, "-ts", str(ts)]
        _run("pyside6-lupdate", [f"@{names}", *options, *heuristics, *plural, *target])


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
    sources = sorted((ROOT / "app").rglob("*.py"))
    left = 0
    for language in ("en", *LANGUAGES):
        ts = FOLDER / f"moebius_{language}.ts"
        update(ts, language, sources)
        release(ts)
        missing = unfinished(ts)
        left += len(missing)
        print(f"{ts.name}: {len(missing)} unfinished", *missing, sep="\n  ")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
