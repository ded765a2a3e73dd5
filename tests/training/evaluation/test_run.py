"""Engines in a race: what counts, what is left out, what an early end leaves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from moebius_core.arrays import Image, Mask
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.engine import InpaintEngine
from moebius_core.errors import BadInputError, EngineUnavailableError
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import CancelToken, Progress
from moebius_core.training.evaluation import (
    Case,
    Contestant,
    Judges,
    Missing,
    View,
    evaluate,
    open_baseline,
)
from tests.fakes import FailingFill, FakeDiffusion, MeanFill


def case(name: str, seed: int = 0) -> Case:
    image = np.random.default_rng(seed).integers(90, 160, (32, 40, 3), np.uint8)
    mask = np.zeros((32, 40), np.uint8)
    mask[8:20, 10:24] = 255
    return Case(name, image, mask)


def racer(name: str, engine: InpaintEngine) -> Contestant:
    return Contestant(name, engine)


MEAN = racer("mean", MeanFill())
NOISE = racer("noise", open_baseline("noise"))


class Damaged:
    """A source that cannot be opened."""

    name = "torn.jpg"

    def open(self, view: View) -> Case:
        raise BadInputError("It is torn.")


class FailingOn(MeanFill):
    """Fails on its fill of that number, counted from 1."""

    def __init__(self, number: int, error: Exception) -> None:
        self._left = number
        self._error = error

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        self._left -= 1
        if not self._left:
            raise self._error
        return super().fill(image, mask, options, progress)


class CancellingOn(FailingOn):
    """Sets the token at its fill of that number."""

    def __init__(self, number: int, token: CancelToken) -> None:
        super().__init__(number, RuntimeError())
        self._token = token

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        if self._left == 1:
            self._token.cancel()
            progress.report(0.5)
        return super().fill(image, mask, options, progress)


def test_each_engine_fills_each_picture_and_only_its_hole() -> None:
    seen: list[tuple[str, Mapping[str, Image]]] = []
    cases = [case("a"), case("b", 1)]
    told: list[float] = []

    results = evaluate(
        cases,
        [MEAN, NOISE],
        progress=Progress(lambda done, _: told.append(done)),
        watch=lambda shown, fills: seen.append((shown.name, fills)),
    )

    assert results.compared == ["a", "b"]
    assert [engine.name for engine in results.engines] == ["mean", "noise"]
    mean, noise = (engine.means for engine in results.engines)
    assert not isinstance(mean, Missing)
    assert not isinstance(noise, Missing)
    assert mean.psnr_hole > noise.psnr_hole + 3
    assert told == sorted(told)
    for (name, fills), each in zip(seen, cases, strict=True):
        assert name == each.name
        for filled in fills.values():
            np.testing.assert_array_equal(filled[each.mask == 0], each.image[each.mask == 0])


def test_what_cannot_be_opened_is_named_and_the_rest_goes_on() -> None:
    results = evaluate([Damaged(), case("a")], [MEAN], skipped={"b.png": "It has no mask."})
    assert results.skipped == {"b.png": "It has no mask.", "torn.jpg": "It is torn."}
    assert results.compared == ["a"]
    assert results.asked == 2


def test_a_picture_counts_only_if_every_engine_has_filled_it() -> None:
    failing = racer("failing", FailingOn(2, ZeroDivisionError("a bug")))
    results = evaluate([case("a"), case("b"), case("c")], [MEAN, failing])
    assert results.compared == ["a", "c"]
    assert [len(engine.fills) for engine in results.engines] == [2, 2]
    assert results.engines[1].failed == {"b": "ZeroDivisionError: a bug"}
    assert results.has_failures


def test_an_engine_whose_device_fails_holds_nobody_up() -> None:
    failing = racer("gone", FailingOn(2, EngineUnavailableError("The card is gone.")))
    results = evaluate([case("a"), case("b"), case("c")], [failing, MEAN])
    gone, mean = results.engines
    assert results.compared == ["a", "b", "c"]
    assert (len(gone.fills), len(mean.fills)) == (1, 3)
    assert gone.given_up == "The card is gone."


def test_an_engine_that_always_fails_has_no_figures() -> None:
    results = evaluate([case("a")], [racer("failing", FailingFill())])
    (engine,) = results.engines
    assert isinstance(engine.means, Missing)
    assert isinstance(engine.seconds, Missing)
    assert results.compared == []


def test_cancelling_leaves_what_all_have_finished() -> None:
    token = CancelToken()
    late = racer("late", CancellingOn(2, token))
    results = evaluate(
        [case("a"), case("b"), case("c")], [MEAN, late], progress=Progress(token=token)
    )
    assert results.is_interrupted
    assert results.compared == ["a"]
    assert [len(engine.fills) for engine in results.engines] == [1, 1]


def test_the_steps_of_a_network_are_counted_and_timed() -> None:
    engine = DiffusionEngine("moebius:fake", FakeDiffusion())
    results = evaluate(
        [case("a")], [racer("network", engine)], options=InpaintOptions(quality=Quality.DRAFT)
    )
    (row,) = results.engines
    assert row.steps == 4
    assert isinstance(row.step_seconds, float)
    assert isinstance(row.seconds, float)
    assert 0 < row.step_seconds < row.seconds
    assert isinstance(evaluate([case("a")], [MEAN]).engines[0].steps, Missing)


def test_lpips_is_of_the_whole_picture_and_fid_of_the_compared_ones() -> None:
    judges = Judges(
        lpips=lambda first, second: float(np.abs(first.astype(int) - second).max()),
        inception=lambda image: image.reshape(-1, 3).mean(axis=0).astype(np.float64),
    )
    results = evaluate([case("a"), case("b", 1), case("c", 2)], [MEAN, NOISE], judges=judges)
    mean, noise = results.engines
    assert isinstance(mean.lpips, float)
    assert isinstance(noise.lpips, float)
    assert mean.lpips < noise.lpips
    assert isinstance(mean.fid, float)
    assert isinstance(noise.fid, float)
    assert 0 < mean.fid < noise.fid

    one = evaluate([case("a")], [MEAN], judges=judges).engines[0]
    assert one.fid == Missing("it needs two pictures or more")


def test_a_judge_that_fails_is_dismissed_with_its_reason() -> None:
    def failing(*_: Image) -> float:
        raise RuntimeError("too small")

    judges = Judges(lpips=failing, inception=lambda _: np.asarray(failing()))
    results = evaluate([case("a"), case("b")], [MEAN], judges=judges)
    (row,) = results.engines
    assert row.lpips == Missing("it failed on a: RuntimeError: too small")
    assert row.fid == Missing("it failed on a: RuntimeError: too small")
    assert results.compared == ["a", "b"]


@pytest.mark.parametrize("contestants", [[], [MEAN, MEAN]])
def test_none_and_two_of_a_name_are_refused(contestants: list[Contestant]) -> None:
    with pytest.raises(BadInputError):
        evaluate([case("a")], contestants)
