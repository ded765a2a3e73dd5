"""Two processes give the update that one gives with a batch as large as theirs together."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from moebius_core.training import norms
from moebius_core.training.checkpoints import Checkpoints
from moebius_core.training.config import changed
from moebius_core.training.history import read_history
from moebius_core.training.run import train
from tests.training.runs import tiny_settings

ROOT = Path(__file__).parents[2]

CHANGES = (
    "network.widths=[64, 64]",
    "loop.accumulate=2",
    "loop.steps=1",
    "loop.ema=0",
    "schedule.warm_up=0",
)
"""With 32 channels the groups of 32 hold one each, and many gradients would be rounding alone."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def start(folder: Path, run: Path, rank: int, port: int, *changes: str) -> subprocess.Popen[str]:
    """One of two processes, as torchrun starts them."""
    told = [word for change in changes for word in ("--set", change)]
    command = [sys.executable, "-W", "error::FutureWarning", "-m", "moebius_core.training"]
    launched = {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "WORLD_SIZE": "2",
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [*command, "distill", str(folder / "run.toml"), "-o", str(run), *told],
        env=os.environ | launched,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def moments(run: Path) -> dict[str, Tensor]:
    """The optimisers' first moments after one step: the gradients, after clipping, times a number.

    The weights themselves have moved by gradients divided by their size, where rounding counts as
    much as anything else in gradients that are 0 but for rounding.
    """
    saved = Checkpoints(run, keep=9).last()
    assert saved is not None
    state = saved.tensors["optimiser"]
    return {
        name: each.double()
        for name, each in state.items()
        if name.endswith(("/exp_avg", "/momentum_buffer"))
    }


def test_two_processes_make_the_update_of_one(tmp_path: Path) -> None:
    settings = tiny_settings(tmp_path, *CHANGES, "loop.batch=4")
    train("student", settings, tmp_path / "large")
    teacher = f"teacher.weights={tmp_path / 'large'}"
    both, port = tmp_path / "both", free_port()
    started = [
        start(tmp_path, both, rank, port, *CHANGES, "loop.batch=2", teacher) for rank in (0, 1)
    ]
    one = tmp_path / "one"
    train("distill", changed(settings, [teacher]), one)
    told = [process.communicate(timeout=600) for process in started]

    assert [process.returncode for process in started] == [0, 0], told
    assert "2 processes" in told[0][1]
    assert told[1] == ("", "")  # one of them tells
    for mine, theirs in zip(read_history(one)[:2], read_history(both)[:2], strict=True):
        assert mine.pop("kind") == theirs.pop("kind")
        assert mine == pytest.approx(theirs, rel=1e-3)
    expected, given = moments(one), moments(both)
    assert expected.keys() == given.keys()
    whole = torch.cat([each.flatten() for each in expected.values()]).norm()
    for name, gradient in expected.items():
        difference = (gradient - given[name]).norm()
        assert difference <= 3e-3 * gradient.norm() + 1e-5 * whole, name


def test_alone_shared_statistics_are_torchs_own() -> None:
    torch.manual_seed(0)
    theirs, mine = nn.Sequential(nn.BatchNorm2d(3)), nn.Sequential(nn.BatchNorm2d(3))
    norms.share_statistics(mine)
    assert isinstance(mine[0], norms.SharedBatchNorm)
    assert mine.state_dict().keys() == theirs.state_dict().keys()
    x = torch.randn(4, 3, 5, 6) * 3 + 7
    one, other = x.clone().requires_grad_(), x.clone().requires_grad_()

    for _ in range(2):
        for network, given in ((theirs, one), (mine, other)):
            network(given).pow(3).sum().backward()

    torch.testing.assert_close(other.grad, one.grad, rtol=1e-4, atol=1e-4)
    for name, value in theirs.state_dict().items():
        torch.testing.assert_close(mine.state_dict()[name], value, rtol=1e-5, atol=1e-5)
    for (name, a), (_, b) in zip(mine.named_parameters(), theirs.named_parameters(), strict=True):
        torch.testing.assert_close(a.grad, b.grad, rtol=1e-4, atol=1e-3, msg=name)
    torch.testing.assert_close(mine.eval()(x), theirs.eval()(x), rtol=1e-5, atol=1e-5)


def test_a_network_that_is_shared_keeps_its_parameters() -> None:
    network = nn.Sequential(nn.Conv2d(1, 2, 1), nn.BatchNorm2d(2))
    weights = dict(network.named_parameters())

    norms.share_statistics(network)

    assert {name: id(each) for name, each in network.named_parameters()} == {
        name: id(each) for name, each in weights.items()
    }
