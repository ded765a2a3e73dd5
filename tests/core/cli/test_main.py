"""The command itself: help, version, exit codes, and how failures are told."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

import moebius_core
from moebius_core import errors
from moebius_core.cli import SUBCOMMANDS, devices, main
from moebius_core.cli.outcome import ExitCode, UsageError, exit_code_for
from tests.core.cli.conftest import ROOT


def raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def run(_args: object) -> ExitCode:
        raise error

    monkeypatch.setattr(devices, "run", run)


def test_no_arguments_print_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    for row in SUBCOMMANDS:
        assert row.name in told
        assert row.summary in told


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"moebius {moebius_core.__version__}\n"


def test_help_documents_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    lines = capsys.readouterr().out.split("exit codes:")[1].splitlines()
    told = {int(line.split()[0]) for line in lines if line.strip()}
    assert told == {code.value for code in ExitCode} == {0, 1, 2, 3, 130}


@pytest.mark.parametrize("name", [row.name for row in SUBCOMMANDS])
def test_help_of_a_command_is_its_help_option(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["help", name]) == 0
    by_word = capsys.readouterr().out
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out == by_word
    assert f"usage: moebius {name}" in by_word


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["paint"], ["remove"], ["help", "paint"], ["remove", "a", "--gro"]],
)
def test_a_wrong_command_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err


def test_a_misspelt_option_is_named_and_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "a.jpg", "--box", "1,1,2,2", "--ouput", "x"]) == 2
    told = capsys.readouterr().err
    assert "“--ouput”" in told
    assert "Did you mean --output?" in told
    assert main(["--verson"]) == 2
    assert "--verson" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence", "hint"),
    [
        (["remov", "a.jpg"], "moebius: There is no command “remov”.", "moebius remove?"),
        (["a.jpg"], "moebius: There is no command “a.jpg”.", "moebius remove a.jpg --mask MASK"),
        (["--mask", "photos"], "moebius: There is no command “photos”.", "batch"),
        (["help", "bach"], "moebius help: There is no command “bach”.", "moebius batch?"),
        (["remove"], "moebius remove: the following arguments are required: PHOTO.", "help remove"),
        (["remove", "a", "b", "--box", "1,1,2,2"], "“b” is one name too many.", "help batch"),
        (["remove", "a", "--grow", "-1"], "moebius remove: --grow: “-1” is not", "help remove"),
        (["batch", "a", "b", "--mask", "c", "--masks", "d"], "moebius batch: --masks: not", "help"),
        (["remove", "", "--box", "1,1,2,2"], "moebius remove: PHOTO: the name is empty.", "help"),
        (["remove", "a", "--mask", ""], "moebius remove: --mask: the name is empty.", "help"),
        (["remove", "a", "-o", ""], "the name is empty.", "help"),
        (["batch", "a", ""], "moebius batch: OUT_DIR: the name is empty.", "help"),
    ],
)
def test_a_wrong_command_is_told_in_a_sentence_and_a_hint(
    arguments: list[str], sentence: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err.splitlines()
    assert sentence in told[0]
    assert hint in told[1]
    assert len(told) == 2


@pytest.mark.parametrize("arguments", [["remove", "-a.png"], ["remove", "b.png", "-a.png"]])
def test_a_name_that_begins_with_a_dash(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-a.png").touch()
    assert main(arguments) == 2
    assert "If you mean the file, write ./-a.png" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (errors.BadInputError("x"), 3),
        (errors.MaskSizeError("x"), 3),
        (errors.UnreadablePhotoError("x"), 3),
        (errors.SaveError("x"), 1),
        (errors.EngineUnavailableError("x"), 1),
    ],
)
def test_each_failure_has_its_exit_code(error: errors.MoebiusError, code: int) -> None:
    assert exit_code_for(error) == code


def test_an_error_is_a_sentence_and_a_hint_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, errors.SaveError("The disk is full.", "Free some space."))
    assert main(["devices"]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err == "moebius devices: The disk is full.\n  Free some space.\n"


def test_debug_shows_where_an_error_came_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, errors.SaveError("The disk is full."))
    assert main(["devices", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_of_ours_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raising(monkeypatch, ZeroDivisionError("division by zero"))
    assert main(["devices"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Moebius stumbled")
    assert "--debug" in told
    assert "Traceback" not in told
    assert main(["--debug", "devices"]) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "word"),
    [(MemoryError(), 1, "memory"), (KeyboardInterrupt(), 130, "Interrupted")],
)
def test_memory_and_ctrl_c_are_told_in_words(
    error: BaseException,
    code: int,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    raising(monkeypatch, error)
    assert main(["devices"]) == code
    assert word in capsys.readouterr().err


def test_logging_is_shown_only_when_asked_for_and_leaves_no_handler(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_args: object) -> ExitCode:
        logging.getLogger("moebius_core.some.part").info("a detail")
        return ExitCode.DONE

    monkeypatch.setattr(devices, "run", run)
    before = list(logging.getLogger("moebius_core").handlers)
    assert main(["devices"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["devices", "-v"]) == 0
    assert capsys.readouterr().err == "a detail\n"
    assert logging.getLogger("moebius_core").handlers == before


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [["--help"], ["completion", "bash"], ["devices"]])
def test_a_reader_that_is_gone_is_no_drama(arguments: list[str], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "app", *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        )
    finally:
        os.close(writing)
    assert ran.stderr == b""
    assert ran.returncode == (0 if arguments == ["--help"] else 1)  # argparse asks for no answer


def test_devices_lists_the_processor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["devices"]) == 0
    assert capsys.readouterr().out.startswith("cpu ")


def test_devices_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert main(["devices", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    found, rejected = told["devices"], told["rejected"]
    assert found[0]["device"] == "cpu"
    assert "content-fill" in found[0]["engines"]
    assert all(each["why"] for each in rejected)
    devices = [each["device"] for each in (*found, *rejected)]
    assert sorted(devices) == ["coreml", "cpu", "cuda", "directml", "mps"]


def test_devices_tell_why_the_rest_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from moebius_core.engines import selection
    from moebius_core.engines.selection import Device, DeviceReport, Rejection

    cpu = DeviceReport(
        Device.CPU, "A processor, 8 cores, avx2", ("content-fill",), ("onnxruntime",)
    )
    monkeypatch.setattr(selection, "list_devices", lambda: [cpu])
    reason = Rejection("CUDA", "torch is not installed: pip install 'moebius[cuda]'")
    monkeypatch.setattr(selection, "rejected_devices", lambda: [reason])

    assert main(["devices"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "cpu       A processor, 8 cores, avx2",
        "          runs content-fill; the network with onnxruntime",
        "cuda      not here: torch is not installed: pip install 'moebius[cuda]'",
        "The network itself is not on this computer: moebius weights download places2",
    ]


def test_the_front_door_passes_commands_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.__main__ import main as front_door

    monkeypatch.setattr(sys, "argv", ["moebius", "devices"])
    assert front_door() == 0
    assert capsys.readouterr().out.startswith("cpu ")


def test_choices_shown_by_the_help_are_those_of_the_core() -> None:
    from moebius_core.cli.fill_options import (
        DEVICE_CHOICES,
        ENGINE_CHOICES,
        METADATA_CHOICES,
        PRECISION_CHOICES,
    )
    from moebius_core.engines.runtimes import PRECISION_NAMES
    from moebius_core.engines.selection import ENGINE_NAMES, Device
    from moebius_core.photo import MetadataPolicy

    assert ENGINE_CHOICES == ENGINE_NAMES
    assert list(DEVICE_CHOICES) == [device.value for device in Device]
    assert PRECISION_CHOICES == PRECISION_NAMES
    assert list(METADATA_CHOICES) == [policy.value for policy in MetadataPolicy]
