"""The engines that are compared, and what is known of their size."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from moebius_core.engines.device import Device
from moebius_core.engines.engine import InpaintEngine
from moebius_core.engines.names import MOEBIUS, PREFIX, network_files
from moebius_core.engines.selection import open_engine
from moebius_core.progress import Progress
from moebius_core.training.evaluation.baselines import PREFIX as BASELINE
from moebius_core.training.evaluation.baselines import open_baseline
from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.sizes import ModelSize, learned, model_size
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.layout import student_layout

_SILENT = Progress()
NO_NETWORK = Missing("it has no network")


@dataclass(frozen=True)
class Contestant:
    """An engine under the name that its row bears."""

    name: str
    engine: InpaintEngine
    size: ModelSize | Missing = NO_NETWORK
    autoencoder_parameters: int | None = None
    notes: tuple[str, ...] = ()
    """Sentences on what opening it tried in vain."""


def open_contestants(
    names: Sequence[str],
    closing: ExitStack,
    *,
    device: Device = Device.AUTO,
    precision: str = "auto",
    progress: Progress = _SILENT,
) -> list[Contestant]:
    """Open the engines of these names, each once.

    Args:
        names: Of `open_engine`, or `baseline:` with one of `BASELINES`.
        closing: Closes them at its end.
        device, precision: As for `open_engine`; baselines run anywhere.
        progress: Reading weights takes seconds.

    Raises:
        BadInputError, WeightsMissingError, EngineUnavailableError: as `open_engine`.
        Cancelled: the token was set.
    """
    opened: list[Contestant] = []
    wanted = list(dict.fromkeys(names))
    for number, name in enumerate(wanted):
        share = progress.span(number / len(wanted), (number + 1) / len(wanted))
        opened.append(_open(name, device, precision, share))
        closing.callback(opened[-1].engine.close)
    return opened


def _open(name: str, device: Device, precision: str, progress: Progress) -> Contestant:
    progress.report(0.0, f"Opening {name}")
    if name.startswith(BASELINE):
        return Contestant(name, open_baseline(name))
    opened = open_engine(name, device, precision=precision, progress=progress)
    runs = opened.engine.info.name
    size, autoencoder = _sizes(runs)
    told = runs if name == "auto" else name
    return Contestant(told, opened.engine, size, autoencoder, opened.notes)


def _sizes(engine: str) -> tuple[ModelSize | Missing, int | None]:
    """Of the network of an engine, and of its autoencoder's learned numbers."""
    if engine != MOEBIUS and not engine.startswith(PREFIX):
        return NO_NETWORK, None
    files = network_files(engine)
    if files.student is None or files.autoencoder is None:
        return Missing("ONNX graphs do not state it"), None
    shapes = open_checkpoint(files.student).shapes
    size = model_size(shapes, student_layout(shapes).latent_size)
    return size, learned(open_checkpoint(files.autoencoder).shapes)
