"""Keeps constraints.txt whole: `python -m moebius_build.pins` looks its checksums up anew.

To take a newer version of a package: change it in constraints.txt (what a fresh
`pip install .[heif,raw] pyinstaller` brings tells which), run this with PYTHONPATH=packaging in the
development environment, then the tests and a build. pip asks its index for the wheels of every
system; nothing is installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from packaging.markers import Marker

from moebius_build.environment import CONSTRAINTS

PYTHON = "3.11"


class System(NamedTuple):
    """One of the systems that the program is built on."""

    sys_platform: str
    platform_machine: str
    tags: tuple[str, ...]
    """Of wheels that run there: PEP 600 and the like."""


def _linux(machine: str) -> System:
    versions = ("2014", "_2_17", "_2_24", "_2_27", "_2_28", "_2_34", "_2_39")
    return System("linux", machine, tuple(f"manylinux{each}_{machine}" for each in versions))


SYSTEMS = (
    _linux("x86_64"),
    _linux("aarch64"),
    System("win32", "AMD64", ("win_amd64",)),
    System("darwin", "arm64", ("macosx_14_0_arm64",)),
    System("darwin", "x86_64", ("macosx_14_0_x86_64",)),
)

Find = Callable[[str, System], str]
"""The SHA-256 of the wheel of "name==version" for a system."""


def refreshed(text: str, find: Find) -> str:
    """The same rows, sorted, each with the checksums of the wheels that it stands for."""
    lines = text.replace("\\\n", " ").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.partition(" --hash")[0].strip() for line in lines if line and line[0] != "#"]
    rows.sort(key=lambda row: row.partition(";")[0].lower().split("=="))
    return "\n".join([*comments, *(_with_hashes(row, find) for row in rows)]) + "\n"


def _with_hashes(row: str, find: Find) -> str:
    wanted, _, marker = (part.strip() for part in row.partition(";"))
    hashes = sorted({find(wanted, system) for system in _systems_of(marker)})
    return " \\\n    ".join([row, *(f"--hash=sha256:{each}" for each in hashes)])


def _systems_of(marker: str) -> Iterator[System]:
    for system in SYSTEMS:
        about = {
            "sys_platform": system.sys_platform,
            "platform_machine": system.platform_machine,
        }
        if not marker or Marker(marker).evaluate(about):
            yield system


def ask_pip(wanted: str, system: System) -> str:
    """The checksum as the index states it.

    Raises:
        LookupError: there is no such wheel.
    """
    platforms = [word for tag in system.tags for word in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as folder:
        words = [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"),
            *("--ignore-installed", "--only-binary", ":all:", "--python-version", PYTHON),
            *("--target", folder, *platforms, "--report", "-", wanted),
        ]
        done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise LookupError(f"{wanted} has no wheel for {system.sys_platform} {system.tags[-1]}.")
    found = json.loads(done.stdout)["install"][0]["download_info"]
    return found["archive_info"]["hashes"]["sha256"]


def main() -> int:
    text = CONSTRAINTS.read_text(encoding="utf-8")
    CONSTRAINTS.write_text(refreshed(text, ask_pip), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
