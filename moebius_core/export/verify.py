"""Compares ONNX graphs with the torch networks on the same noise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX, DiffusionBackend
from moebius_core.engines.onnx_folder import open_onnx_folder
from moebius_core.errors import MoebiusError
from moebius_core.network import load_autoencoder, load_student
from moebius_core.progress import Progress
from moebius_core.sampling import LATENT_SCALE
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.layout import StudentLayout
from moebius_core.weights.pair import Pair

TOLERANCE = 1e-4
"""Largest relative error, the norm of the difference over that of torch's result."""

_SILENT = Progress()
_TIMESTEPS = (900, 450, 0)
_ROWS = ("away from objects", "background")
_SEED = 0
_OPENING = 0.2

Array = NDArray[np.float32]


class OtherResultError(MoebiusError):
    """The graphs compute something else than the networks."""


class Difference(NamedTuple):
    """One comparison."""

    what: str
    error: float


def verify(
    graphs: Path | DiffusionBackend, pair: Pair, progress: Progress = _SILENT
) -> list[Difference]:
    """How far the graphs are from the networks: both rows at three timesteps, encoder, decoder.

    Args:
        graphs: The folder of the browser port's three files, or any backend with these weights.
        pair: The weights.
        progress: The place to cancel.

    Raises:
        OtherResultError: one of the errors is above `TOLERANCE`, or no number.
        EngineUnavailableError, BadInputError: the graphs do not run.
        Cancelled: the token was set.
    """
    if not isinstance(graphs, Path):
        return _checked(graphs, pair, progress)
    backend = open_onnx_folder(graphs, progress=progress.span(0, _OPENING))
    try:
        return _checked(backend, pair, progress.span(_OPENING, 1))
    finally:
        backend.close()


def _checked(backend: DiffusionBackend, pair: Pair, progress: Progress) -> list[Difference]:
    found: list[Difference] = []
    total = len(_ROWS) * len(_TIMESTEPS) + 2
    progress.report(0.0, "Comparing with torch")
    with torch.inference_mode(), progress.token.calling(backend.interrupt):
        for compare, weights in ((_student, pair.student), (_autoencoder, pair.autoencoder)):
            for each in compare(backend, weights):
                found.append(each)
                progress.report(len(found) / total)
    wrong = [each for each in found if not each.error <= TOLERANCE]
    if wrong:
        told = ", ".join(f"{each.what} by {each.error:.1e}" for each in wrong)
        raise OtherResultError(
            f"The graphs do not compute what torch computes. They differ: {told}; up to "
            f"{TOLERANCE:.0e} is rounding.",
            "Install the newest onnxruntime, and report it if that does not help.",
        )
    return found


def _student(backend: DiffusionBackend, weights: Checkpoint) -> Iterator[Difference]:
    network = load_student(weights)
    layout = network.layout
    x, ids = _latents(layout), _ids(layout)
    rows = torch.from_numpy(x).expand(len(ids), -1, -1, -1)
    for timestep in _TIMESTEPS:
        expected = network(rows, torch.tensor([timestep]), ids).numpy()
        given = backend.predict_noise(x, timestep)
        for number, what in enumerate(_ROWS):
            error = _relative(given[number], expected[number : number + 1])
            yield Difference(f"the noise at t = {timestep}, {what}", error)


def _autoencoder(backend: DiffusionBackend, weights: Checkpoint) -> Iterator[Difference]:
    network = load_autoencoder(weights)
    layout, side = network.layout, CELL_PX * backend.latent_size
    scale, channels = np.float32(LATENT_SCALE), layout.latent_channels
    noise = np.random.default_rng(_SEED)
    picture = noise.uniform(-1, 1, (1, layout.image_channels, side, side)).astype(np.float32)

    mean = network.encode(torch.from_numpy(picture))[:, :channels]
    yield Difference("the encoder", _relative(backend.encode(picture), mean.numpy() * scale))

    latents = noise.standard_normal((1, channels, side // CELL_PX, side // CELL_PX), np.float32)
    decoded = network.decode(torch.from_numpy(latents)).numpy()
    yield Difference("the decoder", _relative(backend.decode(latents * scale), decoded))


def _latents(layout: StudentLayout) -> Array:
    """Noise, a mask and more noise, as the sampler would feed them."""
    size = layout.latent_size
    noise = np.random.default_rng(_SEED)
    x = noise.standard_normal((1, layout.in_channels, size, size), np.float32)
    x[:, layout.out_channels] = x[:, layout.out_channels] > 0
    return x


def _ids(layout: StudentLayout) -> torch.Tensor:
    """(2, M): what to stay away from, then what to paint."""
    length = layout.context_length
    return torch.stack([torch.arange(length, 2 * length), torch.arange(length)])


def _relative(given: Array | None, expected: Array) -> float:
    if given is None or given.shape != expected.shape:
        return float("inf")
    difference = np.linalg.norm(given.astype(np.float64) - expected)
    return float(difference / np.linalg.norm(expected.astype(np.float64)))
