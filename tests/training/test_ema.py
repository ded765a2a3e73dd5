"""Averaged weights."""

from __future__ import annotations

import contextlib

import pytest
import torch
from torch import nn

from moebius_core.training.ema import AveragedWeights


def filled(value: float) -> nn.BatchNorm1d:
    network = nn.BatchNorm1d(2)
    for each in (*network.parameters(), network.running_mean, network.running_var):
        assert each is not None
        each.data.fill_(value)
    return network


def test_the_decay_rises_to_its_own() -> None:
    network = filled(0.0)
    average = AveragedWeights(network, 0.25)

    for step in (1, 2):
        network.weight.data.fill_(1.0)
        average.update(network, step)

    # the first step's decay is 2 / 11, the second's 3 / 12 = 0.25
    assert average.state()["weight"][0] == pytest.approx(1 - 2 / 11 * 0.25)


def test_running_statistics_are_averaged_and_counts_copied() -> None:
    network = filled(0.0)
    average = AveragedWeights(network, 0.5)
    assert network.running_mean is not None
    assert network.num_batches_tracked is not None
    network.running_mean.fill_(1.0)
    network.num_batches_tracked.fill_(7)

    average.update(network, 100)

    assert average.state()["running_mean"].tolist() == [0.5, 0.5]
    assert int(average.state()["num_batches_tracked"]) == 7


def test_inside_the_network_has_the_averages_and_afterwards_its_own() -> None:
    network = filled(2.0)
    average = AveragedWeights(network, 0.9)
    network.weight.data.fill_(5.0)

    with contextlib.suppress(ZeroDivisionError), average.inside(network):
        assert network.weight.tolist() == [2.0, 2.0]
        raise ZeroDivisionError  # what fails in there must not leave the averages behind

    assert network.weight.tolist() == [5.0, 5.0]
    assert average.state()["weight"].tolist() == [2.0, 2.0]


def test_a_state_that_is_loaded_is_the_average() -> None:
    network = filled(2.0)
    average = AveragedWeights(network, 0.9)

    average.load({name: torch.full_like(each, 3) for name, each in average.state().items()})

    assert average.state()["bias"].tolist() == [3.0, 3.0]
    assert network.bias.tolist() == [2.0, 2.0]
