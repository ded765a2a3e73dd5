"""The loop: batches into updates, updates into logs, measurements and checkpoints.

Everything that is drawn depends on the seed and the number of the step alone, so that a run that
is resumed goes on exactly as it would have gone on without an interruption.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from moebius_core.training.batches import Batch
from moebius_core.training.checkpoints import Checkpoints, Saved
from moebius_core.training.ema import AveragedWeights
from moebius_core.training.faults import not_finite
from moebius_core.training.journal import Journal
from moebius_core.training.measuring import HeldOut
from moebius_core.training.objective import Objective, Outcome
from moebius_core.training.optim import Optimisers
from moebius_core.training.output import write_weights
from moebius_core.training.painting import in_a_column
from moebius_core.training.processes import Processes, moved
from moebius_core.training.schedule import rate_factor
from moebius_core.training.seeds import derived
from moebius_core.training.settings import Settings
from moebius_core.training.together import averaged

_SEEDS = 2**63
"""torch takes no larger ones everywhere."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a run consists of."""

    objective: Objective
    optimisers: Optimisers
    average: AveragedWeights | None
    processes: Processes
    settings: Settings
    folder: Path
    checkpoints: Checkpoints
    held_out: HeldOut | None
    shown: Batch | None
    """What sample grids show; None: there are none."""

    notes: dict[str, Any]
    """Kept in every checkpoint."""


class Loop:
    """A run from step `done` on.

    Args:
        parts: With the weights and states of `done` steps in them.
        done: Updates that were done.
        journal: Is told everything.
    """

    def __init__(self, parts: Parts, *, done: int, journal: Journal) -> None:
        self._parts = parts
        self._done = done
        self._saved: int | None = None  # by this process: one before may have been killed half-way
        self._journal = journal
        self._stepper = parts.processes.prepared(_Stepper(parts.objective))

    def run(self, batches: Iterator[Batch], is_stopped: Callable[[], bool]) -> bool:
        """Train until the last step or until `is_stopped`, then save.

        Args:
            batches: This process', from the next step's on.
            is_stopped: Asked after each step; when any process says yes, all stop.

        Returns:
            Whether the last step was done.

        Raises:
            NotFiniteError: the last checkpoint stays what it was.
            SaveError: the disk is full, for instance; older checkpoints stay whole.
            MoebiusError: the pictures cannot be read, a term cannot be computed.
        """
        every, steps = self._parts.settings.loop, self._parts.settings.loop.steps
        if self._done == 0:
            self._measure()
        stop = False
        while self._done < steps and not stop:
            stop = self._step(batches, is_stopped)
            if self._done % every.held_out_every == 0 or self._done == steps:
                self._measure()
            if self._done % every.checkpoint_every == 0:
                self._save()
        if self._saved != self._done:
            self._save()
        return self._done == steps

    def _step(self, batches: Iterator[Batch], is_stopped: Callable[[], bool]) -> bool:
        """One update. Whether to stop."""
        parts, settings = self._parts, self._parts.settings
        taken, outcomes = list[Batch](), list[Outcome]()
        self._stepper.train()
        for part in range(settings.loop.accumulate):
            batch = next(batches)
            self._journal.left_out(batch.skipped)
            self._seed(part)
            is_whole = part == settings.loop.accumulate - 1
            with parts.processes.gradients(self._stepper, are_whole=is_whole):
                outcome: Outcome = self._stepper(moved(batch, parts.processes.device))
                parts.processes.backward(outcome.loss / settings.loop.accumulate)
            taken.append(batch)
            outcomes.append(outcome._replace(loss=outcome.loss.detach()))
        norm = parts.processes.clip(parts.optimisers.parameters, settings.optimiser.clip)
        own = torch.stack([each.loss for each in outcomes]).mean()
        stop = torch.full_like(own, float(is_stopped()))
        loss, wish = averaged(torch.stack([own, stop])).tolist()
        self._check(loss, norm, own, taken)
        factor = rate_factor(self._done, settings.loop.steps, settings.schedule)
        parts.optimisers.step(factor)
        parts.optimisers.clear()
        self._done += 1
        if parts.average is not None:
            parts.average.update(parts.objective.network, self._done)
        if self._done % settings.loop.log_every == 0:
            values = {"loss/total": loss, "gradient_norm": norm, "rate_factor": factor}
            self._journal.scalars(self._done, _means(outcomes, own.device) | values)
        self._journal.stepped(self._done, loss)
        return wish > 0

    def _check(self, loss: float, norm: float, own: Tensor, taken: list[Batch]) -> None:
        """Raise NotFiniteError before such numbers reach the weights; in all processes."""
        if math.isfinite(loss) and math.isfinite(norm):
            return
        what = "gradients" if math.isfinite(loss) else "loss"
        number, folder = self._parts.processes.number, self._parts.folder
        is_guilty = what == "gradients" or not bool(torch.isfinite(own))
        raise not_finite(
            folder, taken if is_guilty else (), what=what, step=self._done + 1, process=number
        )

    def _seed(self, part: int) -> None:
        """torch's generators, for objectives that draw from them."""
        seed = self._parts.settings.run.seed
        number = self._parts.processes.number
        torch.manual_seed(derived(seed, "step", self._done, part, number) % _SEEDS)

    @torch.no_grad()
    def _measure(self) -> None:
        """On held-out pictures and for the eye, with the weights that would be saved."""
        parts = self._parts
        samples, steps = parts.settings.samples, parts.settings.loop.steps
        is_shown = parts.shown is not None and (
            self._done == steps or (samples.every and self._done % samples.every == 0)
        )
        network = parts.objective.network
        inside = nullcontext() if parts.average is None else parts.average.inside(network)
        network.eval()
        with inside, parts.processes.autocast():
            self._seed(0)
            if parts.held_out is not None:
                values = parts.held_out.measured(parts.objective, parts.processes)
                self._journal.held_out(self._done, values)
            if is_shown and parts.shown is not None and parts.processes.is_first:
                shown = moved(parts.shown, parts.processes.device)
                self._journal.picture(self._done, in_a_column(parts.objective.samples(shown)))
        network.train()
        parts.processes.wait()

    def _save(self) -> None:
        """A checkpoint and the weights; by the first process, while the others wait."""
        parts = self._parts
        if parts.processes.is_first:
            own = parts.objective.network.state_dict()
            tensors = {"network": own, "optimiser": parts.optimisers.state()}
            if parts.average is not None:
                tensors["average"] = parts.average.state()
            parts.checkpoints.save(self._done, tensors, parts.notes)
            exported = own if parts.average is None else parts.average.state()
            write_weights(parts.folder, parts.objective, exported)
        self._saved = self._done
        parts.processes.wait()


def restore(saved: Saved, parts: Parts) -> None:
    """Put a checkpoint's weights and states into the parts of a run. Raises BadInputError."""
    parts.objective.network.load_state_dict(saved.tensors["network"])
    parts.optimisers.load(saved.tensors.get("optimiser", {}))
    if parts.average is not None:
        parts.average.load(saved.tensors.get("average", saved.tensors["network"]))


class _Stepper(nn.Module):
    """An objective's step as a module, so that gradients of its network are averaged."""

    def __init__(self, objective: Objective) -> None:
        super().__init__()
        self.network = objective.network
        self._step = objective.step

    def forward(self, batch: Batch) -> Outcome:
        return self._step(batch)


def _means(outcomes: list[Outcome], device: torch.device) -> dict[str, float]:
    """The scalars of a step's batches, in all processes."""
    rows = torch.tensor([list(each.scalars.values()) for each in outcomes], device=device)
    means = averaged(rows.mean(dim=0)).tolist()
    return dict(zip(outcomes[0].scalars, means, strict=True))
