"""The same held-out samples again and again: what is measured on them can be compared."""

from __future__ import annotations

from itertools import islice

import torch
from torch import Tensor

from moebius_core.training.batches import Batch, BatchNumbers, collated, load_batches
from moebius_core.training.dataset import Samples
from moebius_core.training.objective import Objective
from moebius_core.training.processes import Processes, moved
from moebius_core.training.together import averaged


class HeldOut:
    """A fixed list of samples: crops, masks, timesteps and noise follow from their numbers.

    Args:
        samples: Of the held-out pictures, with a seed that no run changes.
        count: How many are measured on; 0: one a picture.
        batch: Samples at once.
    """

    def __init__(self, samples: Samples, *, count: int, batch: int) -> None:
        self._samples = samples
        self._count = count or len(samples)
        self._batch = batch

    def measured(self, objective: Objective, processes: Processes) -> dict[str, float]:
        """The means over all samples, which the processes share among them."""
        starts = range(0, self._count, self._batch)
        # A process without a batch of its own measures one that does not count.
        own = starts[processes.number :: processes.count] or starts[:1]
        is_counted = processes.number < len(starts)
        totals, count = dict[str, Tensor](), 0
        for start in own:
            batch = self._from(start)
            size = len(batch.names) if is_counted else 0
            values = objective.held_out(moved(batch, processes.device))
            for name, value in values.items():
                totals[name] = totals.get(name, value.new_zeros(())) + value * size
            count += size
        return _over_all(totals, count)

    def shown(self, count: int) -> Batch:
        """The first few."""
        return first_samples(self._samples, count)

    def _from(self, start: int) -> Batch:
        """The batch that begins with sample `start`."""
        size, stop = len(self._samples), min(start + self._batch, self._count)
        return collated([self._samples.sample(*divmod(n, size)) for n in range(start, stop)])


def first_samples(samples: Samples, count: int) -> Batch:
    """Samples 0..count - 1 of a run as one batch."""
    return next(islice(load_batches(samples, BatchNumbers(count)), 1))


def _over_all(totals: dict[str, Tensor], count: int) -> dict[str, float]:
    """Sums of this process as means over all."""
    values = list(totals.values())
    packed = averaged(torch.stack([*values, torch.full_like(values[0], count)]))
    means = (packed[:-1] / packed[-1]).tolist()
    return dict(zip(totals, means, strict=True))
