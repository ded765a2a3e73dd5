"""Gradient checkpointing changes what is kept, and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from moebius_core.network import Student, Teacher, new_student, new_teacher, with_checkpointing
from moebius_core.network.checkpointing import Checkpointed
from tests.training.test_fresh import STUDENT, TEACHER, inputs

MAKERS: dict[str, Callable[[], Student | Teacher]] = {
    "student": lambda: new_student(STUDENT, seed=3),
    "teacher": lambda: new_teacher(TEACHER, seed=3),
}


def step(network: Student | Teacher) -> tuple[Tensor, int]:
    """The noise and how many bytes were kept for the way back, which is then gone."""
    kept: dict[int, int] = {}

    def keep(tensor: Tensor) -> Tensor:
        kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        prediction = network.predict(*inputs())
    loss = prediction.noise.square().mean() + prediction.blocks[1].square().mean()
    loss.backward()
    return prediction.noise.detach(), sum(kept.values())


@pytest.mark.parametrize("kind", MAKERS)
def test_gradients_statistics_and_output_stay_and_less_is_kept(kind: str) -> None:
    plain = MAKERS[kind]()
    checkpointed = with_checkpointing(copy.deepcopy(plain))

    step(plain)
    step(checkpointed)
    noise, kept = step(plain)
    noise_again, kept_again = step(checkpointed)

    assert torch.equal(noise, noise_again)
    assert kept_again < kept / 2
    gradients = dict(checkpointed.named_parameters())
    for name, weight in plain.named_parameters():
        assert (weight.grad is None) == (gradients[name].grad is None), name
        if weight.grad is not None:
            torch.testing.assert_close(weight.grad, gradients[name].grad, msg=name)
    statistics = dict(checkpointed.named_buffers())
    assert all(torch.equal(buffer, statistics[name]) for name, buffer in plain.named_buffers())


def test_every_batch_counts_once() -> None:
    student = with_checkpointing(new_student(STUDENT, seed=3))
    buffers = dict(student.named_buffers())

    step(student)

    counts = [buffer for name, buffer in buffers.items() if name.endswith("num_batches_tracked")]
    assert counts
    assert all(count == 1 for count in counts)
    assert all(buffer is buffers[name] for name, buffer in student.named_buffers())


def test_statistics_come_back_when_the_second_computation_fails() -> None:
    class Failing(Checkpointed):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.BatchNorm1d(2)
            self.calls = 0

        def forward(self, x: Tensor) -> Tensor:
            self.calls += 1
            if self.calls == 2:
                raise MemoryError
            return self.norm(x).square()

    part = with_checkpointing(Failing())
    mean = part.norm.running_mean

    with pytest.raises(MemoryError):
        part(torch.randn(4, 2, requires_grad=True)).sum().backward()

    assert part.norm.running_mean is mean


def test_it_can_be_turned_off_again() -> None:
    student = with_checkpointing(new_student(STUDENT, seed=3))
    _, few = step(student)

    _, all_of_it = step(with_checkpointing(student, on=False))

    assert few < all_of_it / 2
