"""The browser port's three files as a backend: what others publish, and what `export` writes.

Weights are inside the files; nothing is prepared. What the files take and give is read from them,
so that a fixed batch, another size or another type of the timesteps does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.engines.backend import CELL_PX, Pictures
from moebius_core.engines.graph_ports import GraphPorts, read_ports
from moebius_core.engines.session_profile import PROFILES, open_session
from moebius_core.engines.session_runs import SessionRuns
from moebius_core.errors import BadInputError, EngineUnavailableError
from moebius_core.progress import Progress
from moebius_core.sampling import LATENT_SCALE, Latents
from moebius_core.system import give_back_memory
from moebius_core.weights.onnx_file import GRAPHS, check_graph

_SILENT = Progress()
_UNET, _ENCODER, _DECODER = GRAPHS
_ROWS = {True: (1, 0), False: (0,)}
"""Rows of guidance: ids 0-9 are what to paint, row 0, and 10-19 what to stay away from, row 1."""

_USUAL_LENGTH = 10
"""Ids of a row, where the graph does not say."""

_LATENT, _INPUT, _MOMENTS, _PICTURE = 4, 9, 8, 3
"""Channels."""


def open_onnx_folder(
    folder: Path, *, device: str = "cpu", progress: Progress = _SILENT
) -> OnnxFolderBackend:
    """The networks in a folder with the files of `onnx_file.GRAPHS`.

    Args:
        folder: Of the three files, with their `.data` beside them where they have such.
        device: Value of a `Device` that onnxruntime knows.
        progress: 0..1 of opening.

    Raises:
        BadInputError: a file is missing, damaged or of another network.
        EngineUnavailableError: the device does not run them.
        Cancelled: the token was set.
    """
    profile = PROFILES.get(device)
    if profile is None:
        raise EngineUnavailableError(f"onnxruntime does not compute on {device}.")
    sessions: list[Any] = []
    for index, name in enumerate(GRAPHS):
        progress.report(index / len(GRAPHS), "Reading the network")
        if not (folder / name).is_file():
            raise BadInputError(
                f"{folder} holds no {name}.", f"It needs {', '.join(GRAPHS)}, all three."
            )
        check_graph(folder / name)
        sessions.append(open_session(folder / name, profile, fold_constants=True))
    progress.report(1.0)
    return OnnxFolderBackend(*sessions, device=device)


class OnnxFolderBackend:
    """A `DiffusionBackend` of three sessions of the browser port's graphs.

    Raises:
        BadInputError: a graph takes or gives something else than the port's.
    """

    precision = "fp32"

    def __init__(self, unet: Any, encoder: Any, decoder: Any, *, device: str) -> None:
        self._unet, self._encoder, self._decoder = unet, encoder, decoder
        ports = [
            read_ports(session, name)
            for name, session in zip(GRAPHS, (unet, encoder, decoder), strict=True)
        ]
        self._unet_ports, self._encoder_ports, self._decoder_ports = ports
        self._length = self._unet_ports.side("input_ids", 1) or _USUAL_LENGTH
        self._latent_size = _checked_size(*ports, length=self._length)
        self._device = device
        self._runs = SessionRuns(device)

    @property
    def device(self) -> str:
        return self._device

    @property
    def latent_size(self) -> int:
        return self._latent_size

    def encode(self, pictures: Pictures) -> Latents:
        """(B, 3, S, S) -> (B, 4, s, s), one picture after the other."""
        rows = [
            self._run(self._encoder, self._encoder_ports, {"image": picture[None]})
            for picture in pictures
        ]
        return np.concatenate(rows)[:, :_LATENT] * np.float32(LATENT_SCALE)

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        """(1, 9, s, s) -> unconditional and conditional row, (1, 4, s, s) each."""
        ids = np.array(_ROWS[guided])[:, None] * self._length + np.arange(self._length)
        rows = len(ids)
        feeds = {
            "latent": np.repeat(x, rows, axis=0),
            "timesteps": np.full(rows, timestep),
            "input_ids": ids,
        }
        noise = self._run(self._unet, self._unet_ports, feeds)
        return (noise[:1] if guided else None), noise[-1:]

    def decode(self, latents: Latents) -> Pictures:
        """(1, 4, s, s) -> (1, 3, S, S)."""
        latents = latents / np.float32(LATENT_SCALE)
        return self._run(self._decoder, self._decoder_ports, {"latent": latents})

    def interrupt(self) -> None:
        """Stop the running call."""
        self._runs.interrupt()

    def close(self) -> None:
        """Give back the memory."""
        del self._unet, self._encoder, self._decoder
        give_back_memory()

    def _run(
        self, session: Any, ports: GraphPorts, feeds: Mapping[str, NDArray[np.generic]]
    ) -> NDArray[np.float32]:
        """The graph's output for all rows, in as many runs as its batch makes necessary."""
        rows = len(next(iter(feeds.values())))
        batch = ports.batch or rows
        done: list[NDArray[np.float32]] = []
        for start in range(0, rows, batch):
            taken = np.minimum(np.arange(start, start + batch), rows - 1)  # the last fills up
            result = self._runs(session, ports.fed({key: a[taken] for key, a in feeds.items()}))
            done.append(result[: rows - start])
        return np.concatenate(done)


def _checked_size(
    unet: GraphPorts, encoder: GraphPorts, decoder: GraphPorts, *, length: int
) -> int:
    """Side of the latents; raises BadInputError where the graphs are not the port's."""
    sides = (unet.side("latent", 2), decoder.side("latent", 2), unet.side("noise", 2))
    size = next((side for side in sides if side is not None), None)
    if size is None:
        raise BadInputError(
            f"{unet.file} does not say for which size it was made.",
            "Export it with fixed heights and widths.",
        )
    picture = CELL_PX * size
    numbers = (
        (unet, "latent", (_INPUT, size, size)),
        (unet, "timesteps", ()),
        (unet, "input_ids", (length,)),
        (unet, "noise", (_LATENT, size, size)),
        (encoder, "image", (_PICTURE, picture, picture)),
        (encoder, "moments", (_MOMENTS, size, size)),
        (decoder, "latent", (_LATENT, size, size)),
        (decoder, "image", (_PICTURE, picture, picture)),
    )
    for ports, name, shape in numbers:
        ports.check(name, shape)
    return size
