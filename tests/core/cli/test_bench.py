"""`moebius bench` prints what each part and each quality takes."""

from __future__ import annotations

import json

import pytest

from moebius_core.cli import main
from moebius_core.engines import selection
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.selection import Opened
from tests.fakes import FakeDiffusion


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> FakeDiffusion:
    """A network that costs nothing, whatever engine is asked for."""
    backend = FakeDiffusion(latent_size=64)
    monkeypatch.setattr(
        selection,
        "open_engine",
        lambda *_, **__: Opened(DiffusionEngine("moebius:fake", backend)),
    )
    return backend


def test_parts_and_qualities_of_the_network_are_measured(
    backend: FakeDiffusion, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "--json", "--rounds", "2"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["engine"] == "moebius:fake"
    assert set(told["parts"]) == {"encode", "guided step", "step without guidance", "decode"}
    assert set(told["removals"]) == {f"removal, {q}" for q in ("draft", "balanced", "best")}
    assert all(seconds >= 0 for seconds in (*told["parts"].values(), *told["removals"].values()))


def test_every_round_encodes_anew(backend: FakeDiffusion) -> None:
    main(["bench", "--rounds", "3"])

    parts = 1 + 3  # once before it counts
    draft, balanced, best = 3 * 1, 3 * 1, 3 * 2
    assert backend.calls.count("encode") == parts + draft + balanced + best


def test_the_embedded_engine_has_no_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--engine", "content-fill"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("content-fill on cpu, fp32")
    assert [line.split()[1] for line in lines[1:]] == ["draft", "balanced", "best"]
