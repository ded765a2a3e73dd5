"""`moebius batch` as people and schedulers run it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_core.batch import run as run_module
from moebius_core.cli import batch, main
from tests.core.cli.conftest import ROOT, Run, Terminal
from tests.fakes import FailingOnRed, write_mask, write_photo

posix_only = pytest.mark.skipif(os.name == "nt", reason="signals between processes are POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write_photo(tmp_path / "in" / f"{number}.png", seed=number)
        write_mask(tmp_path / "in" / f"{number}_mask.png")
    return tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole command in this process, with an engine that takes no time."""
    original = run_module.run_batch

    def run_here(plan: object, **options: object) -> object:
        return original(plan, **{**options, "workers": 0, "opener": FailingOnRed})  # pyright: ignore

    monkeypatch.setattr(run_module, "run_batch", run_here)


def made(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.*") if p.name[0] != "."}


@pytest.mark.usefixtures("quick")
class TestQuick:
    def test_does_a_folder_and_tells_it(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 0
        assert made(folder / "out") == {"0.png", "1.png", "2.png"}
        streams = capsys.readouterr()
        assert "3  saved" in streams.out
        assert "photos/s" in streams.out
        assert streams.err == ""  # no bar: this is no terminal

    def test_the_bar_shows_on_a_terminal_and_failures_above_it(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_photo(folder / "in" / "1.png", red=True)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.delenv("TERM", raising=False)
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 1
        drawn = terminal.getvalue()
        assert "photos" in drawn
        assert "%" in drawn
        assert "\r1.png: Moebius stumbled over it: ZeroDivisionError" in drawn
        assert drawn.endswith("\r")

    def test_again_skips_what_is_done(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        command = ["batch", str(folder / "in"), str(folder / "out"), "--json"]
        main(command)
        capsys.readouterr()
        assert main([*command, "--resume"]) == 0
        assert json.loads(capsys.readouterr().out)["counts"]["unchanged"] == 3
        assert main([*command, "--force"]) == 0
        assert json.loads(capsys.readouterr().out)["counts"]["done"] == 3

    def test_some_failed_is_exit_code_1(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_photo(folder / "in" / "1.png", red=True)
        (folder / "in" / "2.png").write_bytes(b"broken")
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 1
        told = capsys.readouterr().out
        assert "2  failed" in told
        assert "dislikes red" in told
        assert made(folder / "out") == {"0.png"}

    def test_a_photo_without_a_mask_is_listed_and_no_failure(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "in" / "1_mask.png").unlink()
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 0
        told = capsys.readouterr().out
        assert "1  without a mask" in told
        assert "1.png: There is no mask 1_mask" in told

    @pytest.mark.parametrize("flags", [[], ["--mask-from-alpha"]], ids=["beside", "alpha"])
    def test_no_photo_with_a_mask_is_bad_input(self, flags: list[str], folder: Path) -> None:
        for number in range(3):
            (folder / "in" / f"{number}_mask.png").unlink()
        assert main(["batch", str(folder / "in"), str(folder / "out"), *flags]) == 3

    def test_a_folder_without_photos_is_bad_input(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "empty").mkdir()
        assert main(["batch", str(tmp_path / "empty"), str(tmp_path / "out")]) == 3
        assert "--recursive" in capsys.readouterr().err

    def test_a_strangers_file_in_the_way_is_exit_code_1(self, folder: Path) -> None:
        (folder / "out").mkdir()
        (folder / "out" / "1.png").write_bytes(b"mine")
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 1
        assert (folder / "out" / "1.png").read_bytes() == b"mine"

    def test_dry_run_lists_and_touches_nothing(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        command = ["batch", str(folder / "in"), str(folder / "out"), "--dry-run"]
        assert main(command) == 0
        assert capsys.readouterr().out.splitlines() == [
            f"remove     {n}.png -> {n}.png  (mask {folder / 'in' / f'{n}_mask.png'})"
            for n in range(3)
        ]
        assert main([*command, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["dry_run"] is True
        assert found["counts"] == {"remove": 3, "unchanged": 0, "no mask": 0, "refused": 0}
        assert main(["help", "batch"]) == 0
        told = capsys.readouterr().out.split("With --dry-run")[1]
        assert all(status in told for status in found["counts"])
        assert not (folder / "out").exists()

    def test_report_and_json_are_the_same_object(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        report = folder / "report.json"
        flags = ["--json", "--report", str(report)]
        assert main(["batch", str(folder / "in"), str(folder / "out"), *flags]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert printed == json.loads(report.read_text())
        main(["batch", "--help"])
        told = capsys.readouterr().out.split("--json prints")[1]
        keys = {*printed, *printed["items"][0], *printed["counts"]}
        assert all(key in told for key in keys)

    def test_all_ways_to_name_masks_and_results(self, folder: Path) -> None:
        logo = write_mask(folder / "logo.png", size=(24, 20), box=(16, 12, 4, 4))
        write_photo(folder / "in" / "sub" / "3.jpg")
        write_mask(folder / "masks" / "sub" / "3.png")
        source, out = str(folder / "in"), str(folder / "out")
        one = ["--mask", str(logo), "--fit", "anchor=bottom-right", "--format", "webp"]
        assert main(["batch", source, out, *one, "-r", "--name-pattern", "{stem}_x"]) == 0
        assert made(folder / "out") == {*(f"{n}_x.webp" for n in range(3)), "sub/3_x.webp"}
        own = ["--masks", str(folder / "masks"), "--recursive"]
        assert main(["batch", source, str(folder / "out2"), *own]) == 0
        assert made(folder / "out2") == {"sub/3.jpg"}

    @pytest.mark.parametrize(
        "flags",
        [
            ["--mask", "a", "--masks", "b"],
            ["--shard", "0/4"],
            ["--workers", "0"],
            ["--name-pattern", "same"],
            ["--force", "--resume"],
            ["--fit", "somehow"],
            ["--grow", "501"],
            ["--report", "no/such/folder/report.json"],
        ],
        ids=" ".join,
    )
    def test_wrong_commands_are_exit_code_2(self, flags: list[str], folder: Path) -> None:
        assert main(["batch", str(folder / "in"), str(folder / "out"), *flags]) == 2
        assert not (folder / "out").exists()

    def test_ctrl_c_ends_after_the_current_photo(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        show = batch._Display.show

        def press(self: batch._Display, event: object) -> None:
            if type(event).__name__ == "ItemStarted":
                signal.raise_signal(signal.SIGINT)
            show(self, event)  # pyright: ignore

        with monkeypatch.context() as patch:
            patch.setattr(batch._Display, "show", press)
            assert main(["batch", str(folder / "in"), str(folder / "out")]) == 130
        assert made(folder / "out") == {"0.png"}
        streams = capsys.readouterr()
        assert "goes on where this one stopped" in streams.err
        assert main(["batch", str(folder / "in"), str(folder / "out"), "--json"]) == 0
        counts = json.loads(capsys.readouterr().out)["counts"]
        assert (counts["unchanged"], counts["done"]) == (1, 2)

    def test_ctrl_c_while_it_is_still_loading_ends_before_the_first_photo(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        check = batch._check_plan

        def press(plan: object) -> None:
            signal.raise_signal(signal.SIGINT)
            check(plan)  # pyright: ignore

        monkeypatch.setattr(batch, "_check_plan", press)
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 130
        assert made(folder / "out") == set()

    def test_a_second_ctrl_c_while_it_is_still_loading_ends_at_once(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press(_plan: object) -> None:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            raise AssertionError("the second signal interrupts at once")

        monkeypatch.setattr(batch, "_check_plan", press)
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 130

    def test_a_second_ctrl_c_ends_at_once(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press(_self: batch._Display, event: object) -> None:
            if type(event).__name__ == "ItemProgress":
                signal.raise_signal(signal.SIGINT)

        monkeypatch.setattr(batch._Display, "show", press)
        assert main(["batch", str(folder / "in"), str(folder / "out")]) == 130
        assert made(folder / "out") == set()


def start(folder: Path, *flags: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", "batch", "in", "out", "-v", "--quality=draft", *flags],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_first_photo(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if line.rstrip().endswith(": done"):
            return
    raise AssertionError(f"it ended with {process.wait()} before a photo was done")


def many(folder: Path, count: int = 16) -> None:
    logo = write_mask(folder / "logo.png", size=(160, 120), box=(60, 40, 40, 30))
    assert logo.exists()
    for number in range(count):
        write_photo(folder / "in" / f"{number:02}.png", size=(160, 120), seed=number)


@posix_only
def test_kill_9_in_the_middle_and_again_redoes_nothing(tmp_path: Path, moebius: Run) -> None:
    many(tmp_path)
    process = start(tmp_path, "--mask", "logo.png", "--workers", "2")
    wait_for_first_photo(process)
    process.kill()
    process.communicate()
    records = (tmp_path / "out" / ".moebius-batch.json").read_text().splitlines()
    done = sum('"event": "done"' in line for line in records)
    assert 1 <= done < 16
    ran = moebius("batch", "in", "out", "--mask", "logo.png", "--quality", "draft", "--json")
    counts = json.loads(ran.stdout)["counts"]
    assert ran.returncode == 0
    assert (counts["unchanged"], counts["done"], counts["refused"]) == (done, 16 - done, 0)
    assert made(tmp_path / "out") == {f"{number:02}.png" for number in range(16)}


@posix_only
def test_ctrl_c_on_the_whole_group_is_quiet_and_leaves_whole_files(tmp_path: Path) -> None:
    many(tmp_path)
    process = start(tmp_path, "--mask", "logo.png", "--workers", "2", "--json")
    wait_for_first_photo(process)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err
    report = json.loads(out)
    assert report["interrupted"] is True
    assert report["counts"]["failed"] == 0
    finished = {item["output"] for item in report["items"] if item["status"] == "done"}
    assert made(tmp_path / "out") == finished
    assert 1 <= len(finished) < 16


@posix_only
def test_shards_running_at_the_same_time_finish_the_folder_together(tmp_path: Path) -> None:
    many(tmp_path, 12)
    shards = [
        start(tmp_path, "--mask=logo.png", "--workers=1", "--json", f"--shard={index}/2")
        for index in (1, 2)
    ]
    reports = []
    for shard in shards:
        out, err = shard.communicate()
        assert shard.returncode == 0, err
        reports.append(json.loads(out))
    assert made(tmp_path / "out") == {f"{number:02}.png" for number in range(12)}
    assert sum(report["counts"]["done"] for report in reports) == 12
    manifests = sorted(path.name for path in (tmp_path / "out").glob(".moebius*"))
    assert manifests == [f".moebius-batch-{index}-of-2.json" for index in (1, 2)]
    again = start(tmp_path, "--mask=logo.png", "--json")  # the whole knows what its parts did
    assert json.loads(again.communicate()[0])["counts"]["unchanged"] == 12


def test_a_name_that_the_terminal_cannot_show_ends_nothing(tmp_path: Path) -> None:
    write_photo(tmp_path / "in" / "plage \u6d77 \U0001f3d6.png")
    write_mask(tmp_path / "in" / "plage \u6d77 \U0001f3d6_mask.png")
    ran = subprocess.run(
        [sys.executable, "-m", "app", "batch", "in", "out", "--dry-run"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert b"\\u6d77" in ran.stdout
