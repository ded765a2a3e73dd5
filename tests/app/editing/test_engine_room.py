"""One engine, opened late, kept, changed, and closed."""

from __future__ import annotations

import pytest

from app.editing.engine_room import EngineRoom
from moebius_core.engines.selection import Device, Opened, Rejection
from moebius_core.errors import EngineUnavailableError
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
