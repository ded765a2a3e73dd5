"""The engine of a batch: tried once before the first photo, and part of what decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from moebius_core.batch import (
    BatchControl,
    BatchRequest,
    Recipe,
    Status,
    plan_batch,
    run,
    run_batch,
)
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.selection import Opened
from moebius_core.errors import EngineUnavailableError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress
from moebius_core.weights.failures import WeightsMissingError
from tests.fakes import FakeDiffusion, MeanFill, write_mask, write_photo


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        write_photo(tmp_path / "in" / f"{name}.png")
        write_mask(tmp_path / "in" / f"{name}_mask.png")
    return tmp_path / "in"


def request(source: Path, recipe: Recipe) -> BatchRequest:
    return BatchRequest(source=source, target=source.parent / "out", recipe=recipe)


def test_an_engine_without_weights_ends_the_batch_before_it_begins(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(source.parent / "weights"))
    plan = plan_batch(request(source, Recipe(engine="moebius:places2")))

    with pytest.raises(WeightsMissingError, match="download places2"):
        run_batch(plan)

    assert not (source.parent / "out").exists()


def test_an_engine_that_cannot_run_ends_it_too(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Opened:
        raise EngineUnavailableError("The card was lost.")

    monkeypatch.setattr(run, "open_engine", fail)

    with pytest.raises(EngineUnavailableError, match="card was lost"):
        run_batch(plan_batch(request(source, Recipe())))


def test_nothing_to_do_opens_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = request(source, Recipe())
    run_batch(plan_batch(wanted), workers=0, opener=MeanFill)
    monkeypatch.setattr(run, "open_engine", lambda *_, **__: pytest.fail("opened"))

    report = run_batch(plan_batch(wanted))

    assert report.counts[Status.UNCHANGED] == 2


@pytest.mark.parametrize("ended", [BatchControl.stop, BatchControl.abort])
def test_ending_the_batch_while_its_engine_is_tried_starts_no_photo(
    source: Path, ended: Callable[[BatchControl], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    control = BatchControl()

    def open_(*_: object, progress: Progress, **__: object) -> Opened:
        ended(control)
        progress.report(0.5)
        raise AssertionError("the report before this line cancels")

    monkeypatch.setattr(run, "open_engine", open_)

    report = run_batch(plan_batch(request(source, Recipe())), control=control)

    assert report.interrupted
    assert report.counts[Status.NOT_RUN] == 2


@pytest.mark.parametrize("workers", [0, 1])
def test_the_network_is_tried_and_closed_before_the_photos(
    source: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[FakeDiffusion] = []
    asked: list[tuple[object, ...]] = []

    def open_(name: str, device: object, *, precision: str, progress: Progress) -> Opened:
        progress.report(0.5)
        asked.append((name, precision))
        opened.append(FakeDiffusion())
        return Opened(DiffusionEngine("moebius:fake", opened[-1]))

    monkeypatch.setattr(run, "open_engine", open_)
    plan = plan_batch(request(source, Recipe(engine="moebius", precision="fp32")))
    if workers:
        pools: list[int] = []

        class Pool:
            def __init__(self, count: int, *_: object, **__: object) -> None:
                pools.append(count)
                assert [backend.is_closed for backend in opened] == [True]
                raise EngineUnavailableError("far enough")

        monkeypatch.setattr(run, "ProcessPool", Pool)
        monkeypatch.setattr(run, "default_workers", lambda: 4)
        with pytest.raises(EngineUnavailableError, match="far enough"):
            run_batch(plan)
        assert pools == [1]
    else:
        report = run_batch(plan, workers=0)
        assert report.counts[Status.DONE] == 2
        assert len(opened) == 2
        assert [backend.is_closed for backend in opened] == [True, True]
    assert opened[0].calls == []
    assert set(asked) == {("moebius", "fp32")}


def test_what_is_left_to_the_preset_does_not_make_a_done_photo_undone() -> None:
    recipe = Recipe().as_json()

    assert "precision" not in recipe
    options = recipe["options"]
    assert isinstance(options, dict)
    assert not {"steps", "guidance", "strength"} & set(options)
    changed = Recipe(precision="fp32", options=InpaintOptions(steps=9)).as_json()
    assert changed["precision"] == "fp32"
    assert changed != recipe
