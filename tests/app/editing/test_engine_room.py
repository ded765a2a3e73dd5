"""One engine, opened late, kept, changed, and closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.editing.engine_room import EngineRoom, weights_behind
from moebius_core.engines.selection import Device, Opened, Rejection
from moebius_core.errors import EngineUnavailableError
from moebius_core.places import WEIGHTS_VARIABLE
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights.store import default_store
from tests.core.weights.making import write_graphs
from tests.fakes import MeanFill


class Counting(MeanFill):
    def __init__(self) -> None:
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


def test_it_opens_once_and_again_when_something_else_is_wanted() -> None:
    opened: list[tuple[str, Device]] = []
    engines: list[Counting] = []

    def opener(name: str, device: Device, **_: object) -> Opened:
        opened.append((name, device))
        engines.append(Counting())
        return Opened(engines[-1], (Rejection("cuda", "no such device"),))

    room = EngineRoom(opener)
    assert room.info is None
    assert room.rejected == ()
    first = room.engine("auto", "auto")
    assert room.engine("auto", "auto") is first
    assert room.info == MeanFill.info
    assert room.rejected[0].what == "cuda"
    assert room.engine("content-fill", "cpu") is not first
    assert opened == [("auto", Device.AUTO), ("content-fill", Device.CPU)]
    room.close()
    room.close()
    assert [engine.closed for engine in engines] == [1, 1]


def test_a_device_of_another_version_means_choose() -> None:
    wanted: list[Device] = []

    def opener(_name: str, device: Device, **_: object) -> Opened:
        wanted.append(device)
        return Opened(MeanFill())

    EngineRoom(opener).engine("auto", "quantum")
    assert wanted == [Device.AUTO]


def test_after_a_failure_the_next_call_tries_again() -> None:
    tries: list[int] = []

    def opener(_name: str, _device: Device, **_: object) -> Opened:
        tries.append(1)
        if len(tries) == 1:
            raise EngineUnavailableError("Not yet.")
        return Opened(MeanFill())

    room = EngineRoom(opener)
    told: list[bool] = []
    room.changed.connect(lambda: told.append(True))
    with pytest.raises(EngineUnavailableError):
        room.engine("auto", "auto")
    room.announce()
    assert told == []
    room.engine("auto", "auto")
    room.announce()
    room.announce()
    assert told == [True]


class Noting(MeanFill):
    """Takes notes while it runs, as the diffusion engine does."""

    def __init__(self) -> None:
        self.notes: tuple[str, ...] = ()


def test_it_opens_again_when_the_weights_behind_it_change() -> None:
    weights = {"auto": 1}
    engines: list[Counting] = []

    def opener(_name: str, _device: Device, **_: object) -> Opened:
        engines.append(Counting())
        return Opened(engines[-1])

    room = EngineRoom(opener, weights.get)
    room.engine("auto", "auto")
    assert room.is_open("auto", "auto")
    weights["content-fill"] = 5
    room.engine("auto", "auto")
    assert len(engines) == 1
    weights["auto"] = 2
    assert not room.is_open("auto", "auto")
    room.engine("auto", "auto")
    assert [engine.closed for engine in engines] == [1, 0]


def test_what_stands_behind_an_engine_follows_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WEIGHTS_VARIABLE, str(tmp_path / "store"))
    assert weights_behind("auto") is None
    assert weights_behind("moebius:mine") is None
    default_store().import_local(write_graphs(tmp_path / "mine"))
    first = weights_behind("auto")
    assert first is not None
    assert first == weights_behind("moebius") == weights_behind("moebius:mine")
    assert weights_behind("content-fill") is None
    default_store().import_local(write_graphs(tmp_path / "another"))
    assert weights_behind("moebius:mine") == first
    default_store().remove("mine")
    assert weights_behind("moebius:mine") is None
    assert weights_behind("auto") not in (None, first)


def test_what_failed_is_told_once() -> None:
    engine = Noting()
    failed = Rejection("CUDA with torch", "not enough memory", is_failure=True)
    absent = Rejection("DirectML", "only on Windows")

    def opener(_name: str, _device: Device, **_: object) -> Opened:
        return Opened(engine, (failed, absent))

    room = EngineRoom(opener, lambda _name: None)
    told: list[str] = []
    room.noted.connect(told.append)
    room.engine("auto", "auto")
    room.announce()
    room.announce()
    assert len(told) == 1
    assert "CUDA with torch failed" in told[0]
    engine.notes = ("CPU in bf16 was given up for CPU in fp32: The fill came out black.",)
    room.announce()
    room.announce()
    assert told[1:] == list(engine.notes)
    assert room.notes == engine.notes


def test_it_tells_how_far_opening_is_and_what_was_asked_for() -> None:
    seen: list[float] = []

    def opener(_name: str, _device: Device, *, progress: Progress) -> Opened:
        progress.report(0.5, "Preparing")
        return Opened(MeanFill())

    room = EngineRoom(opener, lambda _name: None)
    room.engine("auto", "auto", Progress(lambda fraction, _text: seen.append(fraction)))
    assert seen == [0.5]
    assert room.info_of("auto", "auto") is not None
    assert room.info_of("content-fill", "auto") is None


def test_a_cancelled_opening_leaves_nothing_open() -> None:
    token = CancelToken()

    def opener(_name: str, _device: Device, *, progress: Progress) -> Opened:
        token.cancel()
        progress.report(0.5)
        raise AssertionError("the report before this line cancels")

    room = EngineRoom(opener, lambda _name: None)
    with pytest.raises(Cancelled):
        room.engine("auto", "auto", Progress(token=token))
    assert room.info is None
    assert not room.is_open("auto", "auto")
