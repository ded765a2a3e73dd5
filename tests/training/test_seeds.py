"""Chance from a seed: the same everywhere, and each use by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from moebius_core.training.seeds import Draws, derived


def test_numbers_are_the_same_on_every_computer() -> None:
    draws = Draws(5)

    assert derived(7, "mask", 1, 2) == 11866631580503207777
    assert [draws.below(100) for _ in range(5)] == [62, 74, 79, 94, 73]


def test_uses_differ() -> None:
    seeds = {derived(0), derived(1), derived(0, 0), derived(0, "0"), derived(0, 1, 2, "a")}
    assert len(seeds) == 5


@given(st.integers(0, 2**63), st.integers(-9, 9), st.integers(0, 9))
def test_draws_stay_between_their_bounds(seed: int, low: int, more: int) -> None:
    draws = Draws(seed)
    assert all(low <= draws.between(low, low + more) <= low + more for _ in range(20))
    assert not draws.chance(0)
    assert draws.chance(1)
