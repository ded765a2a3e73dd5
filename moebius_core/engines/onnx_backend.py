"""The networks as onnxruntime sessions: CPU, CUDA, DirectML and CoreML; no torch.

Weights come from a checkpoint through the cache of prepared ones and are mapped into memory.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from moebius_core.engines.backend import Pictures
from moebius_core.engines.onnx_folder import open_onnx_folder
from moebius_core.engines.session_profile import (
    PROFILES,
    SessionProfile,
    offered_profiles,
    open_session,
)
from moebius_core.engines.session_runs import SessionRuns
from moebius_core.errors import EngineUnavailableError
from moebius_core.places import prepared_folder
from moebius_core.progress import Progress
from moebius_core.sampling import Latents
from moebius_core.system import give_back_memory
from moebius_core.weights.checkpoint import Checkpoint, open_checkpoint
from moebius_core.weights.deployed import decoder_recipe, encoder_recipe, student_recipe
from moebius_core.weights.fold_autoencoder import ConvForm
from moebius_core.weights.keys import autoencoder_names, autoencoder_shapes, student_shapes
from moebius_core.weights.layout import autoencoder_layout, student_layout
from moebius_core.weights.mismatch import check_shapes
from moebius_core.weights.prepare import Recipe, forget, prepare

__all__ = ["OnnxBackend", "onnx_devices", "open_onnx_backend", "open_onnx_folder"]

_SILENT = Progress()
_ROWS = {True: (1, 0), False: (0,)}
"""Rows of guidance: 1 is what to stay away from, 0 what to paint."""


def onnx_devices() -> tuple[str, ...]:
    """Values of the devices that the installed onnxruntime has a provider for."""
    return tuple(offered_profiles())


def open_onnx_backend(
    student: Path,
    autoencoder: Path,
    *,
    device: str = "cpu",
    precision: str | None = None,
    threads: int = 0,
    progress: Progress = _SILENT,
) -> OnnxBackend:
    """The networks with these weights on a device.

    Args:
        student, autoencoder: Files or folders, as `open_checkpoint` takes them.
        device: Value of a `Device` that onnxruntime knows.
        precision: Only fp32 is computed here; None takes it.
        threads: Of a processor; 0 for as many as it has cores.
        progress: 0..1; the first time, weights are prepared, which takes seconds.

    Raises:
        BadInputError: the weights are damaged or others.
        EngineUnavailableError: the device, the precision or weights of this size do not run here.
        Cancelled: the token was set.
    """
    if precision not in (None, "fp32"):
        raise EngineUnavailableError(f"onnxruntime computes in fp32 here, not in {precision}.")
    profile = PROFILES.get(device)
    if profile is None:
        raise EngineUnavailableError(f"onnxruntime does not compute on {device}.")
    cache = prepared_folder()
    progress.report(0.0, "Reading the network")
    network = open_checkpoint(student)
    size = student_layout(network.shapes)
    check_shapes(student_shapes(size), network.shapes, "the Moebius network")
    pictures = open_checkpoint(autoencoder)
    names = autoencoder_names(pictures)
    shapes = {name: pictures.shapes[key] for name, key in names.items()}
    picture_size = autoencoder_layout(shapes)
    check_shapes(autoencoder_shapes(picture_size), shapes, "the autoencoder (VAE)")

    side, form = size.latent_size, profile.form
    opened = _Opening(profile, cache, threads)
    sessions = (
        opened(network, student_recipe(size), {}, True, progress.span(0, 0.6)),
        opened(pictures, encoder_recipe(picture_size, side, form), names,
               form is ConvForm.DIRECT, progress.span(0.6, 0.8)),
        opened(pictures, decoder_recipe(picture_size, side, form), names,
               form is ConvForm.DIRECT, progress.span(0.8, 1)),
    )  # fmt: skip
    progress.report(1.0)
    return OnnxBackend(*sessions, device=device, latent_size=side)


class _Opening:
    """From a checkpoint to a session, through the cache; a broken entry is made anew once."""

    def __init__(self, profile: SessionProfile, cache: Path, threads: int) -> None:
        self._open = partial(open_session, profile=profile, threads=threads)
        self._cache = cache

    def __call__(
        self,
        checkpoint: Checkpoint,
        recipe: Recipe,
        names: dict[str, str],
        in_blocks: bool,
        progress: Progress,
    ) -> Any:
        graph = prepare(checkpoint, recipe, self._cache, names=names, progress=progress)
        try:
            return self._open(graph, in_blocks=in_blocks)
        except EngineUnavailableError:
            forget(graph)
            graph = prepare(checkpoint, recipe, self._cache, names=names, progress=progress)
            return self._open(graph, in_blocks=in_blocks)


class OnnxBackend:
    """A `DiffusionBackend` of three sessions of deployed graphs."""

    precision = "fp32"

    def __init__(
        self, student: Any, encoder: Any, decoder: Any, *, device: str, latent_size: int
    ) -> None:
        self._student, self._encoder, self._decoder = student, encoder, decoder
        self._device = device
        self._latent_size = latent_size
        self._runs = SessionRuns(device)

    @property
    def device(self) -> str:
        return self._device

    @property
    def latent_size(self) -> int:
        return self._latent_size

    def encode(self, pictures: Pictures) -> Latents:
        """(B, 3, S, S) -> (B, 4, s, s), one picture after the other."""
        rows = [self._runs(self._encoder, {"image": picture[None]}) for picture in pictures]
        return np.concatenate(rows)

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        """(1, 9, s, s) -> unconditional and conditional row, (1, 4, s, s) each."""
        feeds = {
            "latent": x,
            "timestep": np.array([timestep], np.float32),
            "rows": np.array(_ROWS[guided], np.int64),
        }
        noise = self._runs(self._student, feeds)
        return (noise[:1] if guided else None), noise[-1:]

    def decode(self, latents: Latents) -> Pictures:
        """(1, 4, s, s) -> (1, 3, S, S)."""
        return self._runs(self._decoder, {"latent": latents})

    def interrupt(self) -> None:
        """Stop the running call."""
        self._runs.interrupt()

    def close(self) -> None:
        """Give back the memory."""
        del self._student, self._encoder, self._decoder
        give_back_memory()
