"""Checksums are looked up for the systems that each package is for."""

from __future__ import annotations

from moebius_build.environment import CONSTRAINTS
from moebius_build.pins import SYSTEMS, System, refreshed


def test_rows_keep_their_markers_and_get_each_wheel_once() -> None:
    asked: list[tuple[str, str]] = []

    def find(wanted: str, system: System) -> str:
        asked.append((wanted, system.tags[-1]))
        return "same" if wanted == "b==2" else system.platform_machine

    text = '# words\nB==1; sys_platform == "darwin" \\\n    --hash=sha256:old\nb==2\n'

    assert refreshed(text, find) == (
        '# words\nB==1; sys_platform == "darwin" \\\n    --hash=sha256:arm64 \\\n'
        "    --hash=sha256:x86_64\nb==2 \\\n    --hash=sha256:same\n"
    )
    assert [tag for wanted, tag in asked if wanted == "B==1"] == [
        "macosx_14_0_arm64",
        "macosx_14_0_x86_64",
    ]
    assert len([wanted for wanted, _ in asked if wanted == "b==2"]) == len(SYSTEMS)


def test_the_file_is_as_the_tool_writes_it() -> None:
    text = CONSTRAINTS.read_text(encoding="utf-8")
    written = refreshed(text, lambda wanted, system: "x")

    assert [line.split(" --")[0] for line in written.splitlines() if line[-1] != "x"] == [
        line for line in text.splitlines() if not line.startswith("    --hash")
    ]
