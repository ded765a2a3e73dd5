"""Whether a window can be opened, on computers of all kinds."""

from __future__ import annotations

import pytest

from app.display import why_no_window


def _all(_name: str) -> object:
    return object()


def _none(name: str) -> object:
    raise OSError(f"{name}: cannot open shared object file")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_one(platform: str) -> None:
    assert why_no_window(platform=platform, environ={}, load=_none) is None


def test_a_computer_without_a_screen_is_told_what_to_do() -> None:
    reason = why_no_window(platform="linux", environ={}, load=_all)
    assert reason is not None
    assert "no screen" in reason[0]
    assert "moebius remove" in reason[1]


@pytest.mark.parametrize(
    "environ",
    [{"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "offscreen"}],
)
def test_only_x11_needs_its_libraries(environ: dict[str, str]) -> None:
    assert why_no_window(platform="linux", environ=environ, load=_none) is None


def test_missing_libraries_are_named_as_packages() -> None:
    def load(name: str) -> object:
        return _none(name) if name in ("libxcb-icccm.so.4", "libxcb-keysyms.so.1") else object()

    reason = why_no_window(platform="linux", environ={"DISPLAY": ":0"}, load=load)
    assert reason is not None
    assert reason[1].endswith("apt install libxcb-icccm4 libxcb-keysyms1")


def test_with_everything_there_nothing_is_said() -> None:
    assert why_no_window(platform="linux", environ={"DISPLAY": ":0"}, load=_all) is None
