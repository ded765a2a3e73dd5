"""The benchmark's own arithmetic, and what it says where there is no graphics card."""

from __future__ import annotations

import pytest
import torch

from tests.benchmarks import bench_training


def test_without_a_graphics_card_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    assert bench_training.main(["gpu"]) == 0
    assert capsys.readouterr().out == "not available: no CUDA device\n"


def test_the_worst_gradient_is_found_and_those_that_are_nothing_are_left_out() -> None:
    reference = {
        "a": torch.tensor([3.0, 4.0]),
        "b": torch.tensor([1.0]),
        "nothing": torch.tensor([1e-12]),
    }
    ours = {
        "a": torch.tensor([3.0, 4.5]),
        "b": torch.tensor([1.01]),
        "nothing": torch.tensor([-1e-12]),
    }

    error, where = bench_training.worst_error(ours, reference)

    assert (round(error, 6), where) == (0.1, "a")
