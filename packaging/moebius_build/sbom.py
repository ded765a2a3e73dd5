"""A list of what is bundled, for those who look for known holes: CycloneDX 1.6 as JSON.

`python -m moebius_build.sbom FILE` lists what the environment that runs it has installed for the
program; the build's own has little else. https://cyclonedx.org/docs/1.6/json
"""

from __future__ import annotations

import json
import platform
import re
import sys
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from moebius_build.contents import EXCLUDED_MODULES
from moebius_build.identity import NAME
from moebius_build.version import epoch, version

NOT_BUNDLED = frozenset(
    {
        *("altgraph", "macholib", "pefile", "pip", "pyinstaller", "pyinstaller-hooks-contrib"),
        *("pywin32-ctypes", "setuptools", "wheel", NAME),
    }
)
"""What builds the program and is not in it; the program itself is what the list is about."""

_NAMESPACE = uuid.UUID("8966aad8-5719-4ddb-a10c-7aaf2dfa45a2")
_LICENCE_CLASSIFIER = "License :: "
_WORDS_IN_A_NAME = 8  # some packages put the whole text of their licence where its name belongs


def document(found: Iterable[Distribution], release: str, moment: int) -> dict[str, Any]:
    """The list, the same for the same packages.

    Args:
        found: Installed packages; each name counts once.
        release: The program's version.
        moment: When it was made, in seconds since 1970.
    """
    packages = {_plain(each.metadata["Name"]): each for each in found}
    left_out = NOT_BUNDLED | {_plain(name) for name in EXCLUDED_MODULES}
    bundled = [packages[name] for name in sorted(packages) if name not in left_out]
    components = [_python(), *map(_component, bundled)]
    program = {
        "type": "application",
        "bom-ref": NAME,
        "name": NAME,
        "version": release,
        "licenses": [{"expression": "Apache-2.0"}],
    }
    refs = [each["bom-ref"] for each in components]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, ' '.join([release, *refs]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat(),
            "component": program,
        },
        "components": components,
        "dependencies": [{"ref": NAME, "dependsOn": refs}, *({"ref": ref} for ref in refs)],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) != 1:
        print("Usage: python -m moebius_build.sbom FILE", file=sys.stderr)
        return 2
    made = document(distributions(), version(), epoch())
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    Path(words[0]).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made['components'])} components in {words[0]}")
    return 0


def _component(package: Distribution) -> dict[str, Any]:
    name, release = _plain(package.metadata["Name"]), package.version
    ref = f"pkg:pypi/{name}@{release}"
    entry = {"type": "library", "bom-ref": ref, "name": name, "version": release, "purl": ref}
    licences = _licences(package)
    return {**entry, "licenses": licences} if licences else entry


def _licences(package: Distribution) -> list[dict[str, Any]]:
    """The SPDX expression where a package states one (PEP 639), else the names that it gives."""
    expressions = _stated(package, "License-Expression")
    if expressions:
        return [{"expression": expressions[0]}]
    classifiers = _stated(package, "Classifier")
    names = [c.rsplit(" :: ", 1)[-1] for c in classifiers if c.startswith(_LICENCE_CLASSIFIER)]
    stated = " ".join(" ".join(_stated(package, "License")).split())
    if not names and stated and len(stated.split()) <= _WORDS_IN_A_NAME:
        names = [stated]
    return [{"license": {"name": name}} for name in sorted(set(names))]


def _stated(package: Distribution, field: str) -> list[str]:
    return [str(text) for text in package.metadata.get_all(field) or []]


def _python() -> dict[str, Any]:
    release = platform.python_version()
    ref = f"pkg:generic/python@{release}"
    return {
        "type": "platform",
        "bom-ref": ref,
        "name": "python",
        "version": release,
        "purl": ref,
        "licenses": [{"expression": "PSF-2.0"}],
    }


def _plain(name: str) -> str:
    """A package's name in its one normal form: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
