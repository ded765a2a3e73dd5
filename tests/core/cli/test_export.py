"""`moebius export` from the command line: files, comparisons, refusals, Ctrl+C."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from moebius_core.cli import export, graphs, main
from moebius_core.export import verify as verifying
from moebius_core.progress import Progress
from moebius_core.weights.deployed import own_graphs
from moebius_core.weights.onnx_file import GRAPHS
from moebius_core.weights.store import WeightsStore
from tests.core.cli.conftest import ROOT
from tests.core.weights.making import tiny_file, write_graphs, write_tiny

Output = pytest.CaptureFixture[str]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsStore:
    """With the tiny networks, and no graphs for their size."""
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "weights"))
    store = WeightsStore(tmp_path / "weights")
    store.import_local(write_tiny(tmp_path / "from" / "mine.safetensors", "student"))
    store.import_local(write_tiny(tmp_path / "from" / "model.safetensors", "autoencoder"))
    return store


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "set"


def without(*libraries: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer where these are not installed."""
    for module in (export, graphs):
        monkeypatch.setattr(module, "is_installed", lambda name: name not in libraries)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_files_are_written_and_compared(output: Path, capsys: Output) -> None:
    assert main(["export", "mine", "-o", str(output)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [f"Wrote {output / n}" for n in GRAPHS]
    assert lines[3].startswith("Compared with torch: the largest error is ")
    assert names_in(output) == set(GRAPHS)


def test_as_json(output: Path, capsys: Output) -> None:
    assert main(["export", "mine", "-o", str(output), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(output)
    assert [Path(file["path"]).name for file in told["files"]] == list(GRAPHS)
    assert all(file["bytes"] == Path(file["path"]).stat().st_size for file in told["files"])
    assert len(told["verified"]) == 8
    assert all(0 < each["relative_error"] < 1e-4 for each in told["verified"])


def test_what_was_not_compared_is_told(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    assert main(["export", "mine", "-o", str(output), "--no-verify"]) == 0
    assert "Not compared with torch, as you said." in capsys.readouterr().out

    without("torch", monkeypatch=monkeypatch)
    assert main(["export", "mine", "-o", str(output), "--force"]) == 0
    assert "Not compared with torch, which is not installed." in capsys.readouterr().out
    assert main(["export", "mine", "-o", str(output), "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verified"] is None


def test_files_and_folders_are_taken_too(tmp_path: Path, output: Path, store: WeightsStore) -> None:
    flags = ["-o", str(output), "--no-verify", "--force"]
    run = write_tiny(tmp_path / "run" / "student.safetensors", "student")
    assert main(["export", str(run), *flags]) == 0
    by_file = (output / "vae_decoder.onnx").read_bytes()

    store.remove("vae")
    assert main(["export", str(run), *flags]) == 1  # no autoencoder anywhere
    write_tiny(tmp_path / "other" / "vae.safetensors", "autoencoder")
    assert main(["export", str(run), "--autoencoder", str(tmp_path / "other"), *flags]) == 0
    write_tiny(run.parent / "vae" / "model.safetensors", "autoencoder")
    assert main(["export", str(run.parent), *flags]) == 0  # the run's own

    assert (output / "vae_decoder.onnx").read_bytes() == by_file


def test_what_is_there_is_not_replaced_unasked(output: Path, capsys: Output) -> None:
    output.mkdir()
    (output / "vae_encoder.onnx").write_bytes(b"mine")

    assert main(["export", "mine", "-o", str(output)]) == 2

    assert "vae_encoder.onnx exists already.\n  Give another folder" in capsys.readouterr().err
    assert (output / "vae_encoder.onnx").read_bytes() == b"mine"
    assert names_in(output) == {"vae_encoder.onnx"}


@pytest.mark.parametrize("flags", [[], ["--deployed", "-o", "x"]], ids=["neither", "both"])
def test_one_of_two_things_is_asked_for(flags: list[str], capsys: Output) -> None:
    assert main(["export", "mine", *flags]) == 2
    assert "Either -o DIR" in capsys.readouterr().err


def test_other_weights_are_refused(
    tmp_path: Path, output: Path, store: WeightsStore, capsys: Output
) -> None:
    store.import_local(write_graphs(tmp_path / "graphs"))
    for name, code, told in (
        ("places2", 1, "moebius weights download places2"),
        ("nothing", 1, "There are no weights named “nothing”"),
        ("graphs", 3, "are of the kind onnx, where student is needed"),
        (str(tmp_path / "from" / "model.safetensors"), 3, "not weights of the Moebius network"),
    ):
        assert main(["export", name, "-o", str(output)]) == code
        assert told in capsys.readouterr().err
    assert not output.exists()


def test_without_onnx_the_extra_is_named(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    without("onnx", monkeypatch=monkeypatch)

    for flags in (["-o", str(output)], ["--deployed"]):
        assert main(["export", "mine", *flags]) == 1
        told = capsys.readouterr().err
        assert "needs the package onnx, which is not installed" in told
        assert 'pip install "moebius[export]"' in told


def test_graphs_that_differ_are_not_kept(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(verifying, "TOLERANCE", 1e-9)

    assert main(["export", "mine", "-o", str(output)]) == 1
    assert "The graphs do not compute what torch computes" in capsys.readouterr().err
    assert not output.exists()
    assert main(["export", "mine", "--deployed"]) == 1
    assert not names_in(own_graphs())


def test_a_full_disk_is_a_sentence(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 1, 1))

    assert main(["export", "mine", "-o", str(output)]) == 1

    assert "Free some space or choose another folder." in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize("deployed", [False, True], ids=["browser", "deployed"])
def test_ctrl_c_leaves_nothing(
    deployed: bool, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def interrupted(_graphs: Any, _pair: Any, progress: Progress) -> None:
        signal.raise_signal(signal.SIGINT)
        progress.report(0.5)

    monkeypatch.setattr(verifying, "verify", interrupted)

    flags = ["--deployed"] if deployed else ["-o", str(output)]
    assert main(["export", "mine", *flags]) == 130
    assert "Interrupted; nothing was written." in capsys.readouterr().err
    assert not output.exists()
    assert not list(own_graphs().glob("*"))


def test_deployed_graphs_are_written_once(capsys: Output) -> None:
    assert main(["export", "mine", "--deployed"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("Wrote ")]) == len(names_in(own_graphs()))
    assert lines[-1].startswith("Compared with torch")

    assert main(["export", "mine", "--deployed"]) == 0
    assert "There is nothing to write" in capsys.readouterr().out
    assert main(["export", "mine", "--deployed", "--force", "--no-verify", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["folder"] == str(own_graphs())
    assert {Path(file["path"]).name for file in told["files"]} == names_in(own_graphs())


def test_an_import_of_another_size_writes_its_graphs(
    tmp_path: Path, store: WeightsStore, capsys: Output
) -> None:
    run = tmp_path / "from" / "mine.safetensors"
    store.remove("vae")

    assert main(["weights", "import", str(run), "--id", "again"]) == 0
    assert not own_graphs().exists()  # they need the autoencoder's size, too
    assert main(["weights", "import", str(tmp_path / "from" / "model.safetensors")]) == 0
    assert len(names_in(own_graphs())) == 5

    shutil.rmtree(own_graphs())
    assert main(["weights", "import", str(run), "--id", "third"]) == 0
    assert len(names_in(own_graphs())) == 5
    assert "another size" not in capsys.readouterr().err


def test_an_import_says_what_to_do_without_onnx(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    without("onnx", monkeypatch=monkeypatch)
    run = str(tmp_path / "from" / "mine.safetensors")

    assert main(["weights", "import", run, "--id", "again", "--json"]) == 0

    told = capsys.readouterr()
    assert [row["id"] for row in json.loads(told.out)["weights"]] == ["again"]
    assert (
        "Note: again is of another size than the released weights. To run it without torch: "
        "pip install 'moebius[export]', then moebius export again --deployed"
    ) in told.err


def test_an_import_whose_graphs_cannot_be_written_is_an_import_all_the_same(
    tmp_path: Path, store: WeightsStore, capsys: Output
) -> None:
    own_graphs().parent.parent.mkdir(parents=True, exist_ok=True)
    own_graphs().parent.write_text("in the way")
    run = str(tmp_path / "from" / "mine.safetensors")

    assert main(["weights", "import", run, "--id", "again"]) == 0

    assert "Note: again has no graphs to run without torch." in capsys.readouterr().err
    assert store.student("again").read_bytes() == tiny_file("student")


def test_describing_the_command_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnx", "onnxruntime", "torch", "cv2")
    script = (
        "import sys; from moebius_core.cli import build_parser, export, weights; "
        f"build_parser('export'); print(*[m for m in {heavy} if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert ran.stdout.strip() == ""
