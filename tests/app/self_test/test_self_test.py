"""`moebius --self-test`: every check passes here; what fails is told without ending the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.places import settings_file
from app.self_test import parts, report
from app.self_test.report import Check, CheckError, Report, run

_HERE = __name__


def good(folder: Path) -> str:
    assert folder.is_dir()
    assert list(folder.iterdir()) == []
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("theme = 'dark'")
    return "fine"


def bad(_folder: Path) -> str:
    raise CheckError("The picture is blank.")


def broken(_folder: Path) -> str:
    raise ZeroDivisionError("a bug")


def crashing(_folder: Path) -> str:
    os._exit(7)


def hanging(_folder: Path) -> str:
    time.sleep(600)
    return "never"


def test_everything_is_well_here_and_told_as_one_json_object(tmp_path: Path) -> None:
    environment = {**os.environ, "MOEBIUS_HOME": str(tmp_path / "home"), "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "app", "--self-test"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=300,
    )
    told = json.loads(ran.stdout)
    assert [check for check in told["checks"] if not check["ok"]] == [], ran.stderr
    assert {check["name"] for check in told["checks"]} == {check.name for check in report.CHECKS}
    assert (told["ok"], told["frozen"], ran.returncode) == (True, False, 0)
    assert told["versions"]["numpy"]
    assert not (tmp_path / "home").exists()


def test_what_fails_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    names = ("bad", "broken", "good")
    found = run([Check(name, _HERE, name) for name in names])
    assert [(o.name, o.ok, o.message) for o in found.outcomes] == [
        ("bad", False, "The picture is blank."),
        ("broken", False, "ZeroDivisionError: a bug"),
        ("good", True, "fine"),
    ]
    assert not found.ok
    assert found.as_json()["ok"] is False
    assert "a bug" in capsys.readouterr().err
    assert os.environ["MOEBIUS_HOME"] == str(tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_a_check_that_takes_its_process_along_or_hangs_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crashed = run([Check("crashing", _HERE, "crashing", is_apart=True)])
    assert "exit code 7" in crashed.outcomes[0].message
    monkeypatch.setattr(report, "_SLOWEST_PROCESS_S", 0.1)
    hung = run([Check("hanging", _HERE, "hanging", is_apart=True)])
    assert "did not answer" in hung.outcomes[0].message


def test_a_check_in_its_own_process_tells_what_it_found() -> None:
    found = run([Check(name, _HERE, name, is_apart=True) for name in ("good", "bad")])
    assert [outcome.message for outcome in found.outcomes] == ["fine", "The picture is blank."]


def test_missing_parts_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "asset", lambda *names: tmp_path.joinpath(*names))
    with pytest.raises(CheckError, match="no icons"):
        parts.assets(tmp_path)
    monkeypatch.setattr("moebius_core.weights.deployed._SHIPPED", tmp_path)
    with pytest.raises(CheckError, match=r"lacks student-.*\.onnx"):
        parts.graphs(tmp_path)


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 1)])
def test_the_report_goes_to_a_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ok: bool,
    code: int,
) -> None:
    outcome = report.Outcome("window", ok, 0.1, "größer")
    monkeypatch.setattr(report, "run", lambda: Report((outcome,), 0.1))
    file = tmp_path / "report.json"
    assert report.main(["--self-test", "--json", str(file)]) == code
    assert json.loads(file.read_text("utf-8"))["checks"][0]["message"] == "größer"
    assert capsys.readouterr().out == ""


def test_a_wrong_command_or_an_unwritable_file_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "run", lambda: Report((), 0.0))
    assert report.main(["--self-test", "--jsn"]) == 2
    assert report.main(["--self-test", "--json", str(tmp_path / "gone" / "x.json")]) == 1
    assert "the folder does not exist" in capsys.readouterr().err


def test_a_windowed_program_without_streams_writes_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "run", lambda: Report((), 0.0))
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert report.main(["--self-test", "--json", str(tmp_path / "x.json")]) == 0
    assert (tmp_path / "x.json").is_file()
