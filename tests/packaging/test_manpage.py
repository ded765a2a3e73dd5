"""The manual page: complete, and clean to man's own formatter."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from moebius_build.manpage import manual_page
from moebius_core.cli.completion import list_commands
from tests.packaging.linux_programs import EPOCH

PAGE = manual_page("1.2.3", EPOCH)


def test_head_and_date() -> None:
    assert PAGE.splitlines()[0] == '.TH MOEBIUS 1 "2023-11-14" "moebius 1.2.3" "User Commands"'
    assert PAGE.splitlines()[2] == r"moebius \- remove objects from photos"


@pytest.mark.parametrize("command", list_commands()[1:], ids=lambda command: command.name)
def test_every_command_has_a_section_with_its_options(command: object) -> None:
    name, options = command.name, command.options  # type: ignore[attr-defined]
    title = f'.SS "moebius {name}"'.replace("-", r"\-")
    assert title in PAGE
    section = PAGE.split(title, 1)[1].split("\n.S")[0]
    common = {"--help", "--verbose", "--debug"}
    for option in options:
        if not common.intersection(option.flags):
            assert option.flags[-1].replace("-", r"\-") in section


def test_no_line_of_text_is_taken_for_a_request() -> None:
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br", ".EX", ".EE"}
    requests = {line.split()[0] for line in PAGE.splitlines() if line.startswith((".", "'"))}
    assert requests <= known


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man-db")
def test_it_is_shown_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "moebius.1"
    path.write_text(PAGE, encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"}

    words = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(path)]
    shown = subprocess.run(words, env=environment, capture_output=True, text=True)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout
