"""Samples as batches of torch tensors, from any number of worker processes.

A run counts its samples through all epochs: sample number n is sample n mod len of epoch
n div len. A run that is resumed at a batch therefore needs that batch's number and nothing else.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from itertools import count
from multiprocessing import get_all_start_methods
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from moebius_core.errors import BadInputError, MoebiusError
from moebius_core.training.dataset import Sample, Samples


class Batch(NamedTuple):
    """B samples."""

    images: Tensor
    """(B, 3, S, S) float32, -1..1."""

    masks: Tensor
    """(B, 1, S, S) float32; 1 = to be filled, else 0."""

    ids: Tensor
    """(B, 10) int64."""

    seeds: tuple[int, ...]
    """For `timesteps.noised`."""

    names: tuple[str, ...]
    skipped: tuple[str, ...]
    """Records that were to be in this batch and cannot be read; each once."""


class NumberedSamples(Dataset[Sample | MoebiusError]):
    """Samples by their number in the run; the reason where there is none.

    As a value: torch would raise it again in the main process with a traceback for a sentence.
    """

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def __len__(self) -> int:
        """In an epoch; numbers go beyond."""
        return len(self._samples)

    def __getitem__(self, number: int) -> Sample | MoebiusError:
        epoch, index = divmod(number, len(self._samples))
        try:
            return self._samples.sample(epoch, index)
        except MoebiusError as error:
            return error


class BatchNumbers(Sampler[list[int]]):
    """The numbers of the samples in each batch of one process, without end.

    The batches of all processes together are those of one process with a batch as large as all.

    Args:
        batch: Samples in a batch of each process.
        start: Batches that were done before.
        process: Which one this is, from 0.
        processes: How many there are.
    """

    def __init__(self, batch: int, *, start: int = 0, process: int = 0, processes: int = 1) -> None:
        if batch < 1 or start < 0 or not 0 <= process < processes:
            raise BadInputError(
                f"Process {process} of {processes} cannot take batches of {batch} from {start} on."
            )
        self._batch, self._start = batch, start
        self._process, self._processes = process, processes

    def __iter__(self) -> Iterator[list[int]]:
        for number in count(self._start):
            first = (number * self._processes + self._process) * self._batch
            yield list(range(first, first + self._batch))


def load_batches(samples: Samples, numbers: BatchNumbers, *, workers: int = 0) -> Iterator[Batch]:
    """Batches without end; their order does not depend on `workers`.

    Args:
        samples: What there is.
        numbers: Which of them this process takes.
        workers: Processes that read ahead; 0 reads in this one.

    Raises:
        BadInputError: no picture at all can be read.
    """
    loader = DataLoader(
        NumberedSamples(samples),
        batch_sampler=numbers,
        collate_fn=_collated_or_error,
        num_workers=workers,
        worker_init_fn=_set_up,
        multiprocessing_context=_start_method() if workers else None,
    )
    made: Iterator[Batch | MoebiusError] = iter(loader)  # pyright: ignore[reportAssignmentType]
    for batch in made:
        if isinstance(batch, MoebiusError):
            raise batch
        yield batch


def collated(samples: Sequence[Sample]) -> Batch:
    """The samples as one batch."""
    skipped = dict.fromkeys(name for sample in samples for name in sample.skipped)
    return Batch(
        images=torch.from_numpy(np.stack([sample.image for sample in samples])),
        masks=torch.from_numpy(np.stack([sample.mask for sample in samples])),
        ids=torch.from_numpy(np.stack([sample.ids for sample in samples])),
        seeds=tuple(sample.seed for sample in samples),
        names=tuple(sample.name for sample in samples),
        skipped=tuple(skipped),
    )


def _collated_or_error(samples: Sequence[Sample | MoebiusError]) -> Batch | MoebiusError:
    errors = [each for each in samples if isinstance(each, MoebiusError)]
    return errors[0] if errors else collated([each for each in samples if isinstance(each, Sample)])


def _start_method() -> str:
    """How workers begin: never as a fork of a process in which OpenCV has run.

    Such a fork waits for ever for threads of OpenCV's that it does not have. Spawned ones may abort
    as they end, in the thread that still hands over a tensor; those of a fork server do not.
    """
    return "forkserver" if "forkserver" in get_all_start_methods() else "spawn"


def _set_up(worker: int) -> None:  # noqa: ARG001 - torch tells which one it is
    """Workers are many already; and Ctrl+C, which they are sent as well, is the main process's."""
    cv2.setNumThreads(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
