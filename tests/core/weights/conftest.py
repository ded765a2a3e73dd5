"""A hub with tiny weights under the published names, and an empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from moebius_core.weights import download
from moebius_core.weights.onnx_file import GRAPHS
from moebius_core.weights.store import WeightsStore
from tests.core.weights.hub_server import Hub, running
from tests.core.weights.making import onnx_graph, tiny_file

STUDENT = "hustvl/Moebius/ft_places2/diffusion_pytorch_model.bin"
AUTOENCODER = "hustvl/PixelHacker/vae/diffusion_pytorch_model.bin"
CONFIG = "hustvl/PixelHacker/vae/config.json"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that the environment names, with `places2`, `vae` and `onnx-places2`."""
    from huggingface_hub.utils import close_session

    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    files = {
        STUDENT: tiny_file("student"),
        AUTOENCODER: tiny_file("autoencoder"),
        CONFIG: b'{"scaling_factor": 0.13025}\n',
        **{f"simonw/Moebius-ONNX/{name}": onnx_graph(name) for name in GRAPHS},
    }
    close_session()  # it keeps the proxies it was made with
    with running(files) as served:
        monkeypatch.setenv("HF_ENDPOINT", served.url)
        monkeypatch.setattr(download, "PAUSES_S", (0.01, 0.01))
        yield served
        close_session()


@pytest.fixture
def store(tmp_path: Path) -> WeightsStore:
    return WeightsStore(tmp_path / "weights")
