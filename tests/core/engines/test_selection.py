from __future__ import annotations

import pytest

from moebius_core.engines import selection
from moebius_core.engines.selection import ENGINE_NAMES, Device, list_devices, open_engine
from moebius_core.errors import BadInputError, EngineUnavailableError


@pytest.mark.parametrize("name", ENGINE_NAMES)
def test_every_named_engine_opens_on_this_computer(name: str) -> None:
    opened = open_engine(name)
    assert opened.engine.info.name == "content-fill"
    assert opened.engine.info.device == Device.CPU.value
    assert opened.engine.info.region_px is None
    opened.engine.close()


def test_an_unknown_name_is_refused_with_the_choice() -> None:
    with pytest.raises(BadInputError, match=r"no engine “magic”.*auto, content-fill"):
        open_engine("magic", Device.CPU)


def test_an_engine_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ImportError("libGL.so.1 is missing")

    monkeypatch.setitem(selection.__dict__["_ENGINES"], "content-fill", broken)
    with pytest.raises(EngineUnavailableError, match=r"content-fill.*libGL\.so\.1"):
        open_engine("auto")


def test_devices_name_the_processor_and_what_runs_there() -> None:
    (cpu,) = list_devices()
    assert cpu.device is Device.CPU
    assert "core" in cpu.name
    assert cpu.engines == ("content-fill",)
