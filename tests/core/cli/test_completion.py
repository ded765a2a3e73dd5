"""Completion scripts: read off the parsers, and, for bash, tried in bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_core.cli import SUBCOMMANDS, build_parser, completion, main
from tests.core.cli.conftest import ROOT

SHELLS = ("bash", "zsh", "fish", "powershell")
BASH = shutil.which("bash")


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def complete(script: str, *words: str, cwd: Path) -> set[str]:
    """What bash offers for the last word."""
    assert BASH is not None
    listed = " ".join(f"'{word}'" for word in words)
    asked = (
        f"{script}\nCOMP_WORDS=({listed}); COMP_CWORD={len(words) - 1}\n"
        'complete -p moebius >/dev/null && _moebius && printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        [BASH, "--norc", "-c", asked],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=True,
    )
    assert ran.stderr == ""
    return set(ran.stdout.split())


@pytest.mark.skipif(BASH is None, reason="needs bash")
def test_bash_really_completes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = script("bash", capsys)

    def offers(*words: str) -> set[str]:
        return complete(text, "moebius", *words, cwd=tmp_path)

    assert offers("") == {row.name for row in SUBCOMMANDS}
    assert offers("re") == {"remove"}
    assert offers("--ver") == {"--version", "--verbose"}
    assert offers("remove", "--me") == {"--metadata"}
    assert offers("remove", "--metadata", "") == {"keep", "no-location", "strip"}
    assert offers("remove", "--metadata", "no") == {"no-location"}
    assert offers("batch", "in", "out", "--sh") == {"--shard"}
    assert offers("batch", "in", "out", "--format", "w") == {"webp"}
    assert offers("help", "b") == {"batch", "bench"}
    assert offers("completion", "") == set(SHELLS)
    assert offers("remove", "--mask", "") == set()  # a path: left to bash itself
    assert offers("remove", "x") == set()
    assert "-o default" in text
    assert offers("evaluate", "--preset", "c") == {"celebahq-512"}
    assert offers("evaluate", "--masks", "drawn:t") == {"drawn:thick", "drawn:thin"}
    assert offers("weights", "") == {"list", "download", "import", "verify", "remove"}
    assert offers("weights", "down") == {"download"}
    assert offers("weights", "download", "pl") == {"places2"}
    assert offers("weights", "--debug", "download", "v") == {"vae"}
    assert offers("weights", "remove", "--y") == {"--yes"}
    assert "--mask" not in offers("weights", "remove", "--")  # the other remove
    assert "--mask" in offers("remove", "--")


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="needs bash")
def test_what_the_help_says_for_bash_works_in_an_empty_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert BASH is not None
    main(["help", "completion"])
    lines = capsys.readouterr().out.splitlines()
    told = next(line.removeprefix("bash") for line in lines if line.startswith("bash "))
    command = tmp_path / "moebius"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m moebius_core.cli "$@"\n')
    command.chmod(0o755)
    paths = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": paths, "PYTHONPATH": str(ROOT)}
    script = f"{told.strip()}\n. ~/.bashrc\ncomplete -p moebius"
    ran = subprocess.run(
        [BASH, "--norc", "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "_moebius moebius" in ran.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_knows_every_command_and_option(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(shell, capsys)
    for command in completion.list_commands():
        assert all(word in text for word in command.name.split())
        for option in command.options:
            for flag in option.flags:
                assert (flag.lstrip("-") if shell == "fish" else flag) in text
            assert all(choice in text for choice in option.choices)


def test_the_list_is_what_the_parser_accepts() -> None:
    remove = next(each for each in completion.list_commands() if each.name == "remove")
    told = build_parser("remove").parse_args(["remove", "a.jpg", "--seed", "3", "--force"])
    assert told.seed == 3
    flags = {flag for option in remove.options for flag in option.flags}
    assert {"--seed", "--force", "--box", "-o", "--debug", "-v"} <= flags
    takes = {option.flags[-1]: option.takes_value for option in remove.options}
    assert takes["--seed"] is True
    assert takes["--force"] is False


@pytest.mark.parametrize(("shell", "checker"), [("zsh", "zsh"), ("fish", "fish")])
def test_other_shells_accept_the_script_where_they_are_installed(
    shell: str, checker: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(shell, capsys)
    quotes = text.replace("\\'", "").replace("'\\''", "")
    assert quotes.count("'") % 2 == 0  # holds on every machine, also without the shell
    program = shutil.which(checker)
    if program is not None:
        file = tmp_path / "script"
        file.write_text(text)
        subprocess.run([program, "-n", str(file)], check=True)
