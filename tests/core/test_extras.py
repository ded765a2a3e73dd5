"""What a person is told where an extra is missing."""

from __future__ import annotations

import sys

import pytest

from moebius_core.extras import how_to_get, is_bundled


def test_from_source_an_extra_can_be_installed() -> None:
    assert not is_bundled()
    assert how_to_get("heif") == 'Install it with: pip install "moebius[heif]"'


def test_nothing_is_installed_into_the_bundled_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert is_bundled()
    assert "pip" not in how_to_get("heif")
