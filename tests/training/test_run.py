"""Whole runs of a tiny network: resumed, stopped, gone wrong; and what they leave."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from moebius_core.errors import BadInputError, MoebiusError, SaveError
from moebius_core.network import TeacherLayout, load_autoencoder, load_student, new_teacher
from moebius_core.system import lock_file
from moebius_core.training import student_objective
from moebius_core.training.checkpoints import Checkpoints
from moebius_core.training.config import changed, read_settings
from moebius_core.training.faults import NotFiniteError
from moebius_core.training.history import read_history
from moebius_core.training.objective import Outcome
from moebius_core.training.output import WEIGHTS
from moebius_core.training.run import train
from moebius_core.training.student_objective import StudentObjective
from moebius_core.training.tensor_file import read_tensors, write_tensors
from moebius_core.weights.checkpoint import open_checkpoint
from tests.training.pictures import write_png
from tests.training.runs import tiny_settings


class StopAfter:
    """Says so when it was asked that often."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self) -> bool:
        self.left -= 1
        return self.left <= 0


def last(folder: Path) -> dict[str, Tensor]:
    """Everything in the newest checkpoint."""
    saved = Checkpoints(folder, keep=9).last()
    assert saved is not None
    return {
        f"{part}/{name}": each
        for part, held in saved.tensors.items()
        for name, each in held.items()
    }


def assert_same(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> None:
    assert one.keys() == other.keys()
    for name, tensor in one.items():
        assert torch.equal(tensor, other[name]), name


def test_a_run_leaves_weights_history_settings_and_a_few_checkpoints(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.keep=2", "loop.checkpoint_every=1")
    run = tmp_path / "run"

    ended = train("student", settings, run)

    assert ended == (True, 0, True)
    assert Checkpoints(run, keep=9).steps() == [3, 4]
    assert read_settings(run / "settings.toml") == settings
    student = load_student(open_checkpoint(run / WEIGHTS))
    assert_same(student.state_dict(), Checkpoints(run, keep=9).last().tensors["average"])  # pyright: ignore
    load_autoencoder(open_checkpoint(run / "vae"))
    lines = read_history(run)
    assert [each["step"] for each in lines if each["kind"] == "training"] == [1, 2, 3, 4]
    held_out = [each for each in lines if each["kind"] == "held out"]
    assert [each["step"] for each in held_out] == [0, 2, 4]
    assert list((run / "tensorboard").glob("events*"))


@pytest.mark.parametrize("task", ["student", "distill"])
def test_a_resumed_run_is_the_uninterrupted_one_to_the_last_bit(tmp_path: Path, task: str) -> None:
    settings = tiny_settings(tmp_path, "loop.accumulate=2", "loop.checkpoint_every=100")
    if task == "distill":
        train("student", changed(settings, ["loop.steps=1"]), tmp_path / "large")
        settings = changed(settings, [f"teacher.weights={tmp_path / 'large'}"])
    train(task, settings, tmp_path / "whole")

    stopped = train(task, settings, tmp_path / "run", is_stopped=StopAfter(3))
    assert not stopped.is_complete
    assert Checkpoints(tmp_path / "run", keep=9).steps() == [3]
    train(task, settings, tmp_path / "run", resume=True)

    assert read_history(tmp_path / "run") == read_history(tmp_path / "whole")
    assert_same(last(tmp_path / "run"), last(tmp_path / "whole"))
    names = last(tmp_path / "run").keys()
    assert any(name.endswith("/momentum_buffer") for name in names)  # Muon's
    assert any(name.endswith("/exp_avg_sq") for name in names)  # AdamW's
    assert any(name.startswith("average/") for name in names)


def test_what_was_told_after_the_last_checkpoint_is_told_once(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path)
    run = tmp_path / "run"
    train("student", settings, run, is_stopped=StopAfter(2))
    with (run / "history.jsonl").open("a") as file:  # as a process leaves it that is killed
        file.write('{"step": 3, "kind": "training", "loss/total": 9.0}\n{"step": 4, "ki')

    train("student", settings, run, resume=True)

    lines = read_history(run)
    assert [each["step"] for each in lines if each["kind"] == "training"] == [1, 2, 3, 4]
    assert 9.0 not in [each.get("loss/total") for each in lines]


def test_a_run_in_the_folder_is_neither_replaced_nor_resumed_as_another(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=1")
    train("student", settings, tmp_path / "run")

    with pytest.raises(BadInputError, match="holds a run already"):
        train("student", settings, tmp_path / "run")
    other = changed(settings, ["loop.batch=1", "loop.steps=2"])
    with pytest.raises(BadInputError, match=r"otherwise: samples a step was 2, now 1\."):
        train("student", other, tmp_path / "run", resume=True)

    longer = changed(settings, ["loop.steps=2", "loop.keep=1"])
    assert train("student", longer, tmp_path / "run", resume=True).is_complete
    assert Checkpoints(tmp_path / "run", keep=9).steps() == [2]


def test_an_autoencoders_run_goes_on_beside_a_folder_called_as_the_published_one(
    tmp_path: Path,
) -> None:
    small = ["run.task=vae", "vae.widths=[32, 32, 32, 32]", "vae.layers=1", "loop.steps=1"]
    settings = tiny_settings(tmp_path, *small, "vae.weights=vae")
    train("vae", settings, tmp_path / "run")

    named = changed(settings, [f"vae.weights={tmp_path / 'vae'}", "loop.steps=2"])
    assert train("vae", named, tmp_path / "run", resume=True).is_complete


def test_a_run_killed_before_its_weights_were_written_writes_them(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=1")
    train("student", settings, tmp_path / "run")
    before = (tmp_path / "run" / WEIGHTS).read_bytes()
    (tmp_path / "run" / WEIGHTS).unlink()

    assert train("student", settings, tmp_path / "run", resume=True).is_complete

    assert (tmp_path / "run" / WEIGHTS).read_bytes() == before


def test_what_is_no_number_stops_the_run_and_keeps_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tiny_settings(tmp_path)
    step, calls = StudentObjective.step, list[tuple[int, ...]]()

    def broken(self: StudentObjective, batch: object) -> Outcome:
        outcome = step(self, batch)  # pyright: ignore[reportArgumentType]
        calls.append(batch.seeds)  # pyright: ignore[reportAttributeAccessIssue]
        return outcome._replace(loss=outcome.loss * float("nan")) if len(calls) == 3 else outcome

    monkeypatch.setattr(StudentObjective, "step", broken)
    with pytest.raises(NotFiniteError, match="In step 3 the loss became") as caught:
        train("student", settings, tmp_path / "run")

    (path,) = (tmp_path / "run").glob("not_finite*")
    assert path.name in caught.value.hint
    tensors, notes = read_tensors(path)
    assert tensors["images"].shape == (2, 3, 32, 32)
    assert tensors["masks"].shape == (2, 1, 32, 32)
    assert tuple(json.loads(notes["seeds"])) == calls[-1]
    assert Checkpoints(tmp_path / "run", keep=9).steps() == [2]
    assert all(each.isfinite().all() for each in last(tmp_path / "run").values())


def test_a_full_disk_is_a_sentence_and_the_run_goes_on_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tiny_settings(tmp_path)
    train("student", settings, tmp_path / "run", is_stopped=StopAfter(2))
    sync = os.fsync

    def full(handle: int) -> None:
        if os.fstat(handle).st_size > 100_000:  # a checkpoint, and not the settings
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(SaveError, match=r"000000004\.checkpoint.*the disk is full"):
            train("student", settings, tmp_path / "run", resume=True)

    assert Checkpoints(tmp_path / "run", keep=9).steps() == [2]
    assert train("student", settings, tmp_path / "run", resume=True).is_complete


def test_damaged_pictures_are_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tiny_settings(tmp_path)
    broken = write_png(tmp_path / "photos" / "damaged.png", torch.zeros(8, 8, 3).byte().numpy())
    broken.write_bytes(broken.read_bytes()[:40])

    ended = train("student", settings, tmp_path / "run")

    assert ended.left_out == 1
    assert capsys.readouterr().err.count(f"Left out, as it cannot be read: {broken}") == 1


def test_steps_follow_the_rates_and_only_the_trained_network_moves(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.ema=0", "optimiser.decay=0")
    still = replace(settings, optimiser=replace(settings.optimiser, rate=0.0, adamw_rate=0.0))

    train("student", changed(still, ["loop.steps=1"]), tmp_path / "still")
    train("student", changed(settings, ["loop.steps=1"]), tmp_path / "moved")

    before = student_objective.open_student(
        settings, load_autoencoder(open_checkpoint(tmp_path / "vae"))
    )
    weights = [name for name, _ in before.named_parameters()]
    still_now, moved = last(tmp_path / "still"), last(tmp_path / "moved")
    for name in weights:
        assert torch.equal(still_now[f"network/{name}"], before.state_dict()[name]), name
    assert any(not torch.equal(moved[f"network/{n}"], before.state_dict()[n]) for n in weights)
    assert not any(name.startswith("average/") for name in moved)


def test_fine_tuning_begins_with_a_runs_weights(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=2")
    train("student", settings, tmp_path / "first")

    start = changed(settings, [f"network.start={tmp_path / 'first'}", "network.widths=[64, 64]"])
    train("student", start, tmp_path / "second")

    first, second = read_history(tmp_path / "first"), read_history(tmp_path / "second")
    end = next(e["loss"] for e in first if e["kind"] == "held out" and e["step"] == 2)
    assert second[0]["loss"] == pytest.approx(end, rel=1e-6)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("network.widths=[32, 40]", "network.widths: 40 is no multiple of 32 and of the 4 heads."),
        ("network.window=4", "network.window must be odd and network.sines even."),
        ("data.side=40", "data.side must be a multiple of 16 for 2 levels, not 40."),
        ("vae.weights=photos", "holds no weights"),
        ("data.train=[]", "There are no pictures to train on."),
        ("data.train=['nowhere']", "does not exist"),
        ("network.start=nothing", "There are no weights named “nothing”."),
    ],
)
def test_what_does_not_fit_is_told_before_anything_is_trained(
    tmp_path: Path, change: str, sentence: str
) -> None:
    settings = tiny_settings(tmp_path, change)

    with pytest.raises(MoebiusError) as caught:
        train("student", settings, tmp_path / "run")

    assert sentence in caught.value.sentence
    assert not (tmp_path / "run" / "checkpoints").exists()


def test_a_student_of_another_width_is_taught_without_the_coarse_term(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=1")
    wide = changed(settings, ["network.widths=[32, 96]"])
    train("student", wide, tmp_path / "large")
    taught = changed(settings, [f"teacher.weights={tmp_path / 'large'}"])

    with pytest.raises(BadInputError, match=r"or loss\.coarse = 0"):
        train("distill", taught, tmp_path / "coarse")
    train("distill", changed(taught, ["loss.coarse=0"]), tmp_path / "run")

    (line,) = (e for e in read_history(tmp_path / "run") if e["kind"] == "training")
    assert (line["loss/coarse"], line["weight/task"]) == (0.0, 1.0)
    assert line["loss/total"] == pytest.approx(
        0.5 * line["loss/task"]
        + 0.01 * line["weight/fine"] * line["loss/fine"]
        + 0.5 * line["weight/perceptual"] * line["loss/perceptual"],
        rel=1e-5,
    )


@pytest.mark.parametrize(
    "changes",
    [
        ["loop.precision=bf16"],
        ["loop.gradient_checkpointing=true", "loop.batch=4"],
        ["data.workers=1", "samples.every=1", "schedule.kind=cosine"],
    ],
    ids=" ".join,
)
def test_every_way_to_train_makes_steps(tmp_path: Path, changes: list[str]) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=2", *changes)

    assert train("student", settings, tmp_path / "run").is_complete

    steps = [each for each in read_history(tmp_path / "run") if each["kind"] == "training"]
    assert [0 < each["gradient_norm"] < 1e4 for each in steps] == [True, True]


def test_checkpointed_gradients_are_the_plain_ones(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "loop.steps=1")

    train("student", settings, tmp_path / "plain")
    train("student", changed(settings, ["loop.gradient_checkpointing=true"]), tmp_path / "less")

    for mine, theirs in zip(
        read_history(tmp_path / "plain"), read_history(tmp_path / "less"), strict=True
    ):
        assert mine == theirs
    assert_same(last(tmp_path / "plain"), last(tmp_path / "less"))


def test_pixelhacker_teaches(tmp_path: Path) -> None:
    layout = TeacherLayout(
        widths=(32, 64, 64),
        attending=(0, 1),
        layers=1,
        heads=4,
        gate_rank=4,
        sines=16,
        time_width=16,
        context_width=16,
        embedding_width=16,
    )
    settings = tiny_settings(tmp_path, "loop.steps=2", f"teacher.weights={tmp_path / 'teacher'}")
    (tmp_path / "teacher").mkdir()
    teacher = new_teacher(layout, seed=3)
    write_tensors(tmp_path / "teacher" / WEIGHTS, teacher.state_dict())

    train("distill", settings, tmp_path / "run")

    lines = [each for each in read_history(tmp_path / "run") if each["kind"] == "training"]
    assert len(lines) == 2
    for line in lines:
        assert line["loss/coarse"] > 0
        assert line["loss/total"] == pytest.approx(
            0.01 * line["loss/coarse"]
            + line["weight/task"]
            * (
                0.5 * line["loss/task"]
                + 0.01 * line["weight/fine"] * line["loss/fine"]
                + 0.5 * line["weight/perceptual"] * line["loss/perceptual"]
            ),
            rel=1e-5,
        )


def test_when_no_picture_can_be_read_it_is_told_by_workers_too(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, "data.workers=1")
    for file in (tmp_path / "photos").iterdir():
        file.write_bytes(b"nothing")

    with pytest.raises(BadInputError, match=r"^None of the 5 pictures can be read\.") as caught:
        train("student", settings, tmp_path / "run")

    assert "Traceback" not in str(caught.value)


def test_another_process_in_the_folder_is_told(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path)
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / ".lock").open("ab") as file:
        assert lock_file(file)
        with pytest.raises(MoebiusError, match="Another process trains in"):
            train("student", settings, tmp_path / "run")
