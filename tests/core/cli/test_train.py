"""`moebius train` and `moebius distill`: what a person types and reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from moebius_core.cli import main, training_run
from moebius_core.training.batches import Batch
from moebius_core.training.checkpoints import Checkpoints
from moebius_core.training.config import checked
from moebius_core.training.history import read_history
from moebius_core.training.objective import Outcome
from moebius_core.training.settings import Settings
from moebius_core.training.student_objective import StudentObjective
from tests.core.cli.conftest import ROOT
from tests.training.pictures import write_png
from tests.training.runs import write_run

COMMANDS = ("train", "distill")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_commented_configuration_is_printed(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--print-config", "--set", "loop.batch=3"]) == 0

    settings = checked(tomllib.loads(capsys.readouterr().out))
    assert settings.loop.batch == 3
    assert settings.optimiser == Settings().optimiser


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["train", "run.toml"], 2, "moebius train: A folder for the run is missing: -o RUN."),
        (["train", "-o", "run"], 2, "The run's configuration is missing."),
        (["train", "none.toml", "-o", "run"], 3, "“none.toml” cannot be read: there is no such"),
        (["train", "run.toml", "-o", "run", "--set", "loop.step=1"], 3, "Did you mean loop.steps?"),
        (["distill", "run.toml", "-o", "run"], 3, "There is no teacher."),
        (
            ["distill", "run.toml", "-o", "run", "--set", "run.task=vae"],
            2,
            'Only a student can be distilled, not run.task = "vae".',
        ),
    ],
)
def test_wrong_commands_are_told_in_a_sentence(
    arguments: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_run(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == code
    assert told in capsys.readouterr().err


def test_without_the_extra_a_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(training_run, "is_installed", lambda name: name != "accelerate")

    assert main(["train", str(write_run(tmp_path)), "-o", str(tmp_path / "run")]) == 1

    told = capsys.readouterr().err
    assert "Training needs accelerate, which is not installed here." in told
    assert 'pip install "moebius[train]"' in told


def test_options_and_configurations_load_no_torch() -> None:
    script = (
        "import contextlib, io, sys\n"
        "from moebius_core.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    codes = [main(['train', '--print-config']), main(['distill', '--help'])]\n"
        "heavy = {'torch', 'numpy', 'cv2', 'onnxruntime', 'accelerate'}\n"
        "print(*map(int, codes), *heavy & set(sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "0 0\n"


def test_ctrl_c_saves_a_checkpoint_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config, run = write_run(tmp_path), tmp_path / "run"
    step, calls = StudentObjective.step, list[int]()

    def interrupted(self: StudentObjective, batch: Batch) -> Outcome:
        calls.append(len(calls))
        if len(calls) == 3:
            os.kill(os.getpid(), signal.SIGINT)
        return step(self, batch)

    monkeypatch.setattr(StudentObjective, "step", interrupted)

    assert main(["train", str(config), "-o", str(run)]) == 130
    told = capsys.readouterr().err
    assert f"Interrupted; go on with: moebius train --resume -o {run}" in told
    assert Checkpoints(run, keep=9).steps() == [2, 3]
    assert main(["train", "--resume", "-o", str(run)]) == 0
    assert "from step 3 on" in capsys.readouterr().err
    assert len(calls) == 4  # nothing was done twice


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    config = write_run(tmp_path)
    arguments = ["train", str(config), "--set", "loop.held_out_every=1"]
    run, whole = tmp_path / "run", tmp_path / "whole"
    command = [sys.executable, "-m", "moebius_core.training", *arguments, "-o", str(run)]
    endless = [*command, "--set", "loop.steps=100000"]
    with subprocess.Popen(
        endless,
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": str(torch.get_num_threads())},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        is_far_enough = any("Step 3:" in line for line in process.stderr)
        process.kill()
    assert is_far_enough
    saved = Checkpoints(run, keep=9).steps()
    assert saved[0] == 2
    arguments += ["--set", f"loop.steps={saved[-1] + 2}"]

    assert main([*arguments, "-o", str(run), "--resume"]) == 0
    assert main([*arguments, "-o", str(whole)]) == 0

    assert read_history(run) == read_history(whole)


def test_a_run_is_imported_with_its_autoencoder_and_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    config, run = write_run(tmp_path), tmp_path / "mine"
    photo = write_png(tmp_path / "photo.png", np.full((96, 100, 3), 90, np.uint8))
    assert main(["train", str(config), "-o", str(run), "--set", "loop.steps=1"]) == 0

    assert main(["weights", "import", str(run)]) == 0
    arguments = ["--engine", "moebius:mine", "--device", "cpu", "--quality", "draft"]
    box = ["--box", "60,60,12,12", "-o", str(tmp_path / "clean.png")]
    assert main(["remove", str(photo), *box, *arguments]) == 0, capsys.readouterr().err

    clean = cv2.imread(str(tmp_path / "clean.png"))
    assert clean is not None
    assert clean.shape == (96, 100, 3)
    assert (clean[:30] == 90).all()
