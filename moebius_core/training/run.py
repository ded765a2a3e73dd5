"""A whole run: a folder, its settings, and everything the loop needs, from nothing or resumed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, NamedTuple

import torch

from moebius_core.errors import BadInputError, EngineUnavailableError, MoebiusError
from moebius_core.system import lock_file, write_atomically
from moebius_core.training.batches import BatchNumbers, load_batches
from moebius_core.training.checkpoints import Checkpoints, Saved
from moebius_core.training.config import as_tables, commented
from moebius_core.training.dataset import Samples
from moebius_core.training.ema import AveragedWeights
from moebius_core.training.journal import Journal, SilentJournal, WrittenJournal
from moebius_core.training.loop import Loop, Parts, restore
from moebius_core.training.masks import MaskKind
from moebius_core.training.measuring import HeldOut, first_samples
from moebius_core.training.norms import share_statistics
from moebius_core.training.objective import build_objective
from moebius_core.training.optim import Optimisers
from moebius_core.training.processes import Processes
from moebius_core.training.records import open_records
from moebius_core.training.seeds import derived
from moebius_core.training.settings import Settings
from moebius_core.training.together import averaged

SETTINGS = "settings.toml"
"""In the run's folder: what was really set."""

_HELD_OUT_SEED = 0
"""Of every run: what is measured can be compared from one run to another."""

_FREE = {
    "loop.steps", "loop.log_every", "loop.held_out_every", "loop.checkpoint_every", "loop.keep",
    "loop.device", "loop.batch", "loop.accumulate",
    "samples.every", "samples.count", "samples.steps", "samples.guidance",
    "data.workers", "data.held_out", "data.held_out_count",
}  # fmt: skip
"""Keys that may change when a run is resumed; the others would make it another run. Batches may be
cut otherwise, among processes too, as long as a step takes as many samples as before."""


class Finished(NamedTuple):
    """How a run ended."""

    is_complete: bool
    """Whether the last step was done; else it was stopped, and a checkpoint written."""

    left_out: int
    """Records that could not be read."""

    is_first: bool
    """Whether this is the process of the run that tells."""


def train(
    task: str,
    settings: Settings,
    folder: Path,
    *,
    resume: bool = False,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Finished:
    """Train into `folder`: checkpoints, weights, history, TensorBoard's files, settings.

    Args:
        task: One of `OBJECTIVES`.
        settings: Everything else.
        folder: Made if it is not there.
        resume: Go on from its last checkpoint; from the beginning where it has none.
        is_stopped: Asked after each step.

    Raises:
        BadInputError: nothing to train on, weights or sizes that do not fit, a run in the folder
            that was not to be resumed or was set otherwise.
        NotFiniteError, SaveError: as `Loop.run`.
        EngineUnavailableError: the graphics card has too little memory.
    """
    processes = Processes(settings.loop)
    try:
        with _claimed(folder) if processes.is_first else contextlib.nullcontext():
            return _train(task, settings, folder, processes, resume, is_stopped)
    except torch.OutOfMemoryError as error:
        raise EngineUnavailableError(
            f"{processes.device.type.upper()} has too little memory for this run.",
            "Make loop.batch smaller, loop.accumulate larger, or set loop.gradient_checkpointing.",
        ) from error
    finally:
        processes.close()


def _train(
    task: str,
    settings: Settings,
    folder: Path,
    processes: Processes,
    resume: bool,
    is_stopped: Callable[[], bool],
) -> Finished:
    accumulate, batch = settings.loop.accumulate, settings.loop.batch
    per_step = batch * accumulate * processes.count
    notes = {"task": task, "samples a step": per_step, "settings": as_tables(settings)}
    checkpoints = Checkpoints(folder, keep=settings.loop.keep)
    saved = _saved(checkpoints, folder, notes, resume=resume)
    done = saved.step if saved else 0
    _check_agreed(done, processes)
    views = settings.data.cached_views if settings.data.cache_latents else 0
    seed = derived(settings.run.seed, "training")
    samples = _samples(settings, settings.data.train, seed, views=views)
    parts = _parts(task, settings, folder, processes, checkpoints, samples, notes)
    if saved is not None:
        restore(saved, parts)
    del saved
    journal: WrittenJournal | SilentJournal = SilentJournal()
    if processes.is_first:
        write_atomically(folder / SETTINGS, [commented(settings).encode()])
        journal = WrittenJournal(folder, done=done, steps=settings.loop.steps, samples=per_step)
    with contextlib.closing(journal):
        _introduce(journal, parts, samples, done)
        numbers = BatchNumbers(
            batch, start=done * accumulate, process=processes.number, processes=processes.count
        )
        batches = load_batches(samples, numbers, workers=settings.data.workers)
        is_complete = Loop(parts, done=done, journal=journal).run(batches, is_stopped)
    return Finished(is_complete, journal.left_out_count, processes.is_first)


def _parts(
    task: str,
    settings: Settings,
    folder: Path,
    processes: Processes,
    checkpoints: Checkpoints,
    samples: Samples,
    notes: dict[str, Any],
) -> Parts:
    torch.manual_seed(settings.run.seed)
    objective = build_objective(task, settings, processes.device)
    network = objective.network
    if processes.count > 1:
        share_statistics(network)
    held_out = None
    if settings.data.held_out:
        held_out = HeldOut(
            _samples(settings, settings.data.held_out, _HELD_OUT_SEED),
            count=settings.data.held_out_count,
            batch=settings.loop.batch,
        )
    shown = None
    if settings.samples.every:
        count = settings.samples.count
        shown = held_out.shown(count) if held_out else first_samples(samples, count)
    decay = settings.loop.ema
    return Parts(
        objective=objective,
        optimisers=Optimisers(network, settings.optimiser),
        average=AveragedWeights(network, decay) if decay else None,
        processes=processes,
        settings=settings,
        folder=folder,
        checkpoints=checkpoints,
        held_out=held_out,
        shown=shown,
        notes=notes,
    )


def _samples(settings: Settings, sources: tuple[str, ...], seed: int, *, views: int = 0) -> Samples:
    if not sources:
        raise BadInputError(
            "There are no pictures to train on.", "Name folders in data.train of the TOML."
        )
    records = open_records(*map(Path, sources))
    side, kind = settings.data.side, MaskKind(settings.data.masks)
    return Samples(records, side=side, kind=kind, seed=seed, views=views)


def _saved(
    checkpoints: Checkpoints, folder: Path, notes: dict[str, Any], *, resume: bool
) -> Saved | None:
    """The checkpoint to go on from. Raises BadInputError."""
    if not resume:
        if checkpoints.steps():
            raise BadInputError(
                f"“{folder}” holds a run already.",
                "Go on with it by --resume, or give another folder.",
            )
        return None
    saved = checkpoints.last()
    if saved is None:
        return None
    changes = _changes(saved.notes, notes)
    if changes:
        raise BadInputError(
            f"The run in “{folder}” was set otherwise: {', '.join(changes)}.",
            "Set it as it was, or start another run from its weights (network.start).",
        )
    return saved


def _check_agreed(done: int, processes: Processes) -> None:
    """Raise BadInputError, in all processes, where some see another checkpoint than others."""
    if float(averaged(torch.tensor(float(done), device=processes.device))) != done:
        raise BadInputError(
            "Not all processes find the same last checkpoint.",
            "The run's folder must be on a disk that all machines share.",
        )


def _changes(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What may not have changed, in words."""
    old, new = _flat(before), _flat(now)
    # an autoencoder in training needs none: its own folder, once there, may be meant by the name
    free = _FREE | {"vae.weights"} if new["run.task"] == "vae" else _FREE
    return [
        f"{name} was {old[name]}, now {new[name]}"
        for name in new
        if name not in free and name in old and old[name] != new[name]
    ]


def _flat(notes: dict[str, Any]) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = notes["settings"]
    flat = {name: value for name, value in notes.items() if name != "settings"}
    for section, table in tables.items():
        for name, value in table.items():
            flat[f"{section}.{name}"] = list(value) if isinstance(value, tuple) else value
    return flat


def _introduce(journal: Journal, parts: Parts, samples: Samples, done: int) -> None:
    """What is about to happen, in a line."""
    network = parts.objective.network
    count = sum(weight.numel() for weight in network.parameters() if weight.requires_grad)
    where = f"{parts.processes.device}, {parts.settings.loop.precision}"
    if parts.processes.count > 1:
        where += f", {parts.processes.count} processes"
    start = f", from step {done} on" if done else ""
    journal.say(f"Training {count:,} weights on {len(samples):,} pictures ({where}){start}.")


@contextlib.contextmanager
def _claimed(folder: Path) -> Generator[None]:
    """The folder, which is made, for this process alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("ab")
    except OSError as error:
        raise MoebiusError(
            f"“{folder}” cannot be written: {error.strerror}.", "Give another folder with -o."
        ) from error
    with file:
        if not lock_file(file):
            raise MoebiusError(
                f"Another process trains in “{folder}”.", "Wait for it, or give another folder."
            )
        yield
