"""`moebius weights` from the command line: every action, its JSON, its failures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_core.cli import main
from moebius_core.weights.registry import known_sets
from moebius_core.weights.store import WeightsStore
from tests.core.cli.conftest import ROOT, Run
from tests.core.weights import conftest as weights_conftest
from tests.core.weights.conftest import AUTOENCODER, STUDENT
from tests.core.weights.hub_server import Hub
from tests.core.weights.making import flip, tiny_file, until, write_tiny

hub = weights_conftest.hub

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsStore:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "weights"))
    return WeightsStore(tmp_path / "weights")


def as_json(capsys: Output) -> dict[str, list[dict[str, object]]]:
    return json.loads(capsys.readouterr().out)


def test_the_list_tells_what_there_is_and_what_is_installed(
    store: WeightsStore, tmp_path: Path, capsys: Output
) -> None:
    store.import_local(write_tiny(tmp_path / "run" / "mine.safetensors", "student"))

    assert main(["weights", "list"]) == 0

    told = capsys.readouterr().out
    for each in known_sets().values():
        assert each.id in told
        assert each.source in told
        assert each.licence in told
    line = next(line for line in told.splitlines() if line.startswith("mine "))
    assert line.split()[1:4] == ["9", "MB", "imported"]
    assert str(store.root) in told


def test_the_list_as_json(store: WeightsStore, tmp_path: Path, capsys: Output) -> None:
    store.import_local(write_tiny(tmp_path / "vae" / "model.safetensors", "autoencoder"))

    assert main(["weights", "list", "--json"]) == 0

    rows = {row["id"]: row for row in as_json(capsys)["weights"]}
    assert list(rows) == list(known_sets())
    assert rows["vae"]["origin"] == "imported"
    assert rows["vae"]["folder"] == str(store.root / "vae")
    assert rows["places2"]["origin"] is None
    assert rows["places2"]["requires"] == ["vae"]


def test_a_download_says_what_came(hub: Hub, store: WeightsStore, capsys: Output) -> None:
    assert main(["weights", "download", "places2"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["Downloaded vae", "Downloaded places2"]
    assert main(["weights", "download", "places2", "vae"]) == 0
    assert "installed already" in capsys.readouterr().out
    assert main(["weights", "download", "vae", "--json"]) == 0
    assert as_json(capsys) == {"weights": []}


def test_unknown_weights_are_a_wrong_command(capsys: Output) -> None:
    assert main(["weights", "download", "placse2"]) == 2
    assert "places2" in capsys.readouterr().err
    assert main(["weights"]) == 2
    assert "moebius help weights" in capsys.readouterr().err
    assert main(["weights", "verify", "nothing"]) == 1
    assert "moebius weights list" in capsys.readouterr().err


def test_a_failed_download_tells_another_way(hub: Hub, capsys: Output) -> None:
    hub.errors["hustvl/PixelHacker/vae/config.json"] = (503, {})

    assert main(["weights", "download", "vae"]) == 1

    told = capsys.readouterr().err
    assert "problem of its own" in told
    assert "moebius weights import PATH" in told


def test_the_library_says_nothing_by_itself(hub: Hub, store: WeightsStore) -> None:
    hub.errors["hustvl/PixelHacker/vae/config.json"] = (503, {"X-HF-Warning": "login; Log in!"})

    _, told = start("download", "vae").communicate(timeout=60)

    sentence, hint = told.decode().splitlines()
    assert sentence.startswith("moebius weights: 127.0.0.1")
    assert hint.startswith("  Try again later")


def test_offline_mode_is_told(moebius: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")

    ran = moebius("weights", "download", "vae")

    assert ran.returncode == 1
    assert b"Nothing is downloaded while HF_HUB_OFFLINE is set." in ran.stderr
    assert b"moebius weights import PATH" in ran.stderr


def test_import_names_and_refuses(store: WeightsStore, tmp_path: Path, capsys: Output) -> None:
    run = write_tiny(tmp_path / "run" / "student.safetensors", "student").parent

    assert main(["weights", "import", str(run), "--id", "mine", "--json"]) == 0
    assert [row["id"] for row in as_json(capsys)["weights"]] == ["mine"]
    assert main(["weights", "import", str(run)]) == 0
    told = capsys.readouterr()
    assert "Imported run: student, 9 MB" in told.out
    assert "Note: run needs an autoencoder too. Get them: moebius weights download vae" in told.err
    assert [each.id for each in store.installed()] == ["mine", "run"]
    assert main(["weights", "import", str(tmp_path / "nothing")]) == 3
    assert "There is nothing at" in capsys.readouterr().err
    assert main(["weights", "import", str(run), "--id", "Not good"]) == 3
    assert main(["weights", "import", str(run), str(run), "--id", "x"]) == 2


def test_verify_finds_a_flipped_byte(store: WeightsStore, tmp_path: Path, capsys: Output) -> None:
    store.import_local(write_tiny(tmp_path / "a.safetensors", "student"))
    store.import_local(write_tiny(tmp_path / "b.safetensors", "student"))
    assert main(["weights", "verify"]) == 0
    assert capsys.readouterr().out == "a: sound.\nb: sound.\n"
    flip(store.student("b"), -1)

    assert main(["weights", "verify", "--json"]) == 1
    rows = as_json(capsys)["weights"]
    assert rows[0] == {"id": "a", "problems": []}
    assert "has changed since it was imported" in str(rows[1]["problems"])
    assert main(["weights", "verify", "b"]) == 1
    assert "moebius weights remove" in capsys.readouterr().err


def test_remove_asks_or_is_told_yes(store: WeightsStore, tmp_path: Path, moebius: Run) -> None:
    store.import_local(write_tiny(tmp_path / "a.safetensors", "student"))

    unasked = moebius("weights", "remove", "a")
    assert unasked.returncode == 2
    assert b"--yes" in unasked.stderr
    assert store.find("a") is not None
    done = moebius("weights", "remove", "a", "--yes")
    assert done.returncode == 0
    assert b"Removed a: 9 MB are free again." in done.stdout
    assert store.find("a") is None
    assert moebius("weights", "remove", "a", "--yes").returncode == 1


def test_remove_is_asked_on_a_terminal(
    store: WeightsStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    store.import_local(write_tiny(tmp_path / "a.safetensors", "student"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["\n", "yes\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers), raising=False)

    assert main(["weights", "remove", "a"]) == 1
    assert store.find("a") is not None
    assert main(["weights", "remove", "a", "--json"]) == 0
    assert store.find("a") is None
    captured = capsys.readouterr()
    assert "Remove a from this computer? [y/N]" in captured.err
    assert json.loads(captured.out)["weights"][0]["id"] == "a"


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", "weights", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_two_processes_at_once_do_not_damage_each_other(hub: Hub, store: WeightsStore) -> None:
    hub.stall_at = len(tiny_file("autoencoder")) // 2
    first = start("download", "vae")
    assert hub.stalled.wait(30)
    second = start("download", "vae", "places2")
    hub.go_on.set()

    for process in (first, second):
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told

    assert hub.sent(AUTOENCODER) == [0]
    assert hub.sent(STUDENT) == [0]
    assert store.verify("vae") == store.verify("places2") == []


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_interrupted_then_continued(hub: Hub, store: WeightsStore) -> None:
    hub.stall_at = len(tiny_file("autoencoder")) // 2
    process = start("download", "vae")
    assert hub.stalled.wait(30)
    until(lambda: any(f.stat().st_size for f in store.root.glob(".partial/vae/diffusion*.part")))
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)

    assert process.returncode == 130
    assert b"what has come is kept" in told
    assert store.installed() == []
    hub.stall_at = None
    hub.go_on.set()
    hub.log.clear()
    assert main(["weights", "download", "vae"]) == 0
    assert len(hub.sent(AUTOENCODER)) == 1
    assert hub.sent(AUTOENCODER)[0] > 0
