"""The version and the moment of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

import moebius_core
from moebius_build.version import EPOCH_VARIABLE, epoch, version, version_numbers


def test_the_version_is_read_without_an_import(tmp_path: Path) -> None:
    assert version() == moebius_core.__version__
    (tmp_path / "moebius_core").mkdir()
    module = tmp_path / "moebius_core" / "__init__.py"
    module.write_text('raise SystemExit\n__version__ = "1.2.3rc1"\n')
    assert version(tmp_path) == "1.2.3rc1"
    module.write_text("__version__ = made()\n")
    with pytest.raises(ValueError, match="__version__"):
        version(tmp_path)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0.1.0", (0, 1, 0, 0)),
        ("1.2.3.4", (1, 2, 3, 4)),
        ("1.2.3.4.5", (1, 2, 3, 4)),
        ("1.2rc1", (1, 2, 0, 0)),
        ("2.0.dev3", (2, 0, 0, 0)),
        ("", (0, 0, 0, 0)),
    ],
)
def test_four_numbers_for_windows(text: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(text) == numbers


def test_the_moment_is_the_one_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH_VARIABLE, "1700000000")
    assert epoch() == 1_700_000_000
