"""LPIPS and FID's features through packages that are there, are not, or fail; with stand-ins."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch

from moebius_core.training.evaluation.learned import Missing, open_inception, open_lpips

ALEX, INCEPTION = "alexnet-owt-7be5be79.pth", "weights-inception-2015-12-05-6726825d.pth"


class Distance(torch.nn.Module):
    """In the place of torchmetrics' LPIPS: tells what it was made with and given."""

    made_in: str

    def __init__(self, net_type: str, normalize: bool) -> None:
        super().__init__()
        assert (net_type, normalize) == ("alex", True)
        Distance.made_in = torch.hub.get_dir()
        torch.load(Path(self.made_in) / "checkpoints" / ALEX, weights_only=True)

    def forward(self, first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
        assert first.dtype == torch.float32
        assert first.shape == (1, 3, 8, 10)
        assert 0 <= first.min() <= first.max() <= 1
        return (first - second).abs().mean()


class Network(torch.nn.Module):
    """In the place of torch-fidelity's."""

    def __init__(self, name: str, layers: list[str], feature_extractor_weights_path: str) -> None:
        super().__init__()
        assert layers == ["2048"]
        self.scale = torch.load(feature_extractor_weights_path, weights_only=True)["scale"]

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor]:
        assert x.dtype == torch.uint8
        return (x.float().mean(dim=(2, 3)) * self.scale,)


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins for what is not installed."""

    def install(name: str, **holds: object) -> None:
        module = ModuleType(name)
        module.__spec__ = ModuleSpec(name, None)
        vars(module).update(holds)
        monkeypatch.setitem(sys.modules, name, module)

    install("torchvision")
    install("torchmetrics")
    install("torchmetrics.image", LearnedPerceptualImagePatchSimilarity=Distance)
    install("torchmetrics.image.lpip", LearnedPerceptualImagePatchSimilarity=Distance)
    install("torch_fidelity")
    install("torch_fidelity.feature_extractor_inceptionv3", FeatureExtractorInceptionV3=Network)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hub" / "checkpoints").mkdir(parents=True)
    return tmp_path / "hub"


@pytest.fixture(autouse=True)
def hub(tmp_path: Path) -> Iterator[None]:
    """torch's own cache is empty."""
    before = torch.hub.get_dir()
    torch.hub.set_dir(str(tmp_path / "cache"))
    yield
    torch.hub.set_dir(before)


def image(value: int) -> np.ndarray:
    return np.full((8, 10, 3), value, np.uint8)


def why(tool: object) -> str:
    assert isinstance(tool, Missing)
    return tool.why


def test_a_package_that_is_not_there_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moebius_core.training.evaluation.learned.find_spec", lambda _: None)
    assert why(open_lpips("alex", folder)) == "the package torch is not installed"
    assert why(open_inception(folder)) == "the package torch is not installed"


@pytest.mark.usefixtures("packages")
def test_weights_that_are_not_there_are_named_and_not_fetched(folder: Path) -> None:
    assert f"checkpoints/{ALEX} in {folder}" in why(open_lpips("alex", folder))
    assert "checkpoints/vgg16-397923af.pth" in why(open_lpips("vgg", folder))
    assert INCEPTION in why(open_inception(folder))
    assert torch.hub.get_dir() in why(open_inception())


@pytest.mark.usefixtures("packages")
def test_lpips_is_torchmetrics_with_the_folder_s_weights(folder: Path) -> None:
    torch.save({"scale": torch.tensor(1.0)}, folder / "checkpoints" / ALEX)
    before = torch.hub.get_dir()
    distance = open_lpips("alex", folder)
    assert not isinstance(distance, Missing)
    assert distance(image(0), image(51)) == pytest.approx(0.2)
    assert Path(Distance.made_in) == folder
    assert torch.hub.get_dir() == before


@pytest.mark.usefixtures("packages")
def test_features_come_from_the_file(folder: Path) -> None:
    torch.save({"scale": torch.tensor(0.5)}, folder / "checkpoints" / INCEPTION)
    features = open_inception(folder)
    assert not isinstance(features, Missing)
    np.testing.assert_allclose(features(image(10)), [5, 5, 5])


@pytest.mark.usefixtures("packages")
def test_a_broken_file_is_a_reason(folder: Path) -> None:
    for name in (ALEX, INCEPTION):
        (folder / "checkpoints" / name).write_bytes(b"no weights")
    assert why(open_lpips("alex", folder)).startswith(f"{ALEX} cannot be used: ")
    assert why(open_inception(folder)).startswith(f"{INCEPTION} cannot be used: ")
