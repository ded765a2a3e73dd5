"""LPIPS, and the features of FID, through packages and weights that are there or are not.

Nothing is installed or downloaded: where a part is missing, the answer says which. LPIPS is
torchmetrics' (arXiv 1801.03924), the Inception network of FID torch-fidelity's; both load weights
from torch's cache of downloads, or from another folder of that kind.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np

from moebius_core.arrays import Image
from moebius_core.training.evaluation.frechet import Features

LPIPS_NETS = ("alex", "vgg")
"""What LPIPS looks with; figures of different ones cannot be compared."""

_LPIPS_FILES = {"alex": "alexnet-owt-7be5be79.pth", "vgg": "vgg16-397923af.pth"}
_INCEPTION_FILE = "weights-inception-2015-12-05-6726825d.pth"
_DOWNLOADS = "checkpoints"
"""Where torch's cache keeps files, below its folder."""

_LAYER = "2048"
"""Of the Inception network: the last before its classes."""


@dataclass(frozen=True)
class Missing:
    """A figure that cannot be computed here."""

    why: str


Lpips: TypeAlias = Callable[[Image, Image], float]
"""Distance of two (H, W, 3) images."""

Extractor: TypeAlias = Callable[[Image], Features]
"""(H, W, 3) -> (D,)."""

_Tool = TypeVar("_Tool")


def open_lpips(net: str = "alex", folder: Path | None = None) -> Lpips | Missing:
    """LPIPS as torchmetrics computes it.

    Args:
        net: One of `LPIPS_NETS`.
        folder: With `checkpoints/alexnet-owt-7be5be79.pth` or `checkpoints/vgg16-397923af.pth`;
            None: torch's own cache.
    """

    def opened(file: Path) -> Lpips:
        with _cache_in(file.parents[1]):
            module: Any = import_module("torchmetrics.image.lpip")
            metric = module.LearnedPerceptualImagePatchSimilarity(net_type=net, normalize=True)
        torch: Any = import_module("torch")
        metric = metric.eval().to(_device(torch))

        def distance(first: Image, second: Image) -> float:
            with torch.no_grad():
                pair = [_batch(torch, image).float() / 255 for image in (first, second)]
                return float(metric(*pair))

        return distance

    return _open(opened, ("torchmetrics", "torchvision"), _LPIPS_FILES[net], folder)


def open_inception(folder: Path | None = None) -> Extractor | Missing:
    """The network whose features FID compares, as torch-fidelity has it.

    Args:
        folder: With `checkpoints/weights-inception-2015-12-05-6726825d.pth`; None: torch's cache.
    """

    def opened(file: Path) -> Extractor:
        torch: Any = import_module("torch")
        torch.load(file, map_location="cpu", weights_only=True)  # the package would run a pickle
        module: Any = import_module("torch_fidelity.feature_extractor_inceptionv3")
        network = module.FeatureExtractorInceptionV3(
            "inception", [_LAYER], feature_extractor_weights_path=str(file)
        ).to(_device(torch))

        def features(image: Image) -> Features:
            with torch.no_grad():
                (found,) = network(_batch(torch, image))
            return np.asarray(found[0].cpu().numpy(), np.float64)

        return features

    return _open(opened, ("torch_fidelity", "torchvision"), _INCEPTION_FILE, folder)


def _open(
    opened: Callable[[Path], _Tool], packages: tuple[str, ...], name: str, folder: Path | None
) -> _Tool | Missing:
    """What `opened` makes of the weights' file, if all that it needs is there."""
    for package in ("torch", *packages):
        if find_spec(package) is None:
            return Missing(f"the package {package.replace('_', '-')} is not installed")
    if folder is None:
        torch: Any = import_module("torch")
        folder = Path(torch.hub.get_dir())
    file = folder / _DOWNLOADS / name
    if not file.is_file():
        return Missing(f"its weights are not there: {_DOWNLOADS}/{name} in {folder}")
    try:
        return opened(file)
    except Exception as error:  # whatever a package raises is a reason
        return Missing(f"{name} cannot be used: {type(error).__name__}: {error}")


@contextmanager
def _cache_in(folder: Path) -> Generator[None]:
    """torch looks for downloaded files there."""
    torch: Any = import_module("torch")
    before = torch.hub.get_dir()
    torch.hub.set_dir(str(folder))
    try:
        yield
    finally:
        torch.hub.set_dir(before)


def _batch(torch: Any, image: Image) -> Any:
    """(H, W, 3) uint8 -> (1, 3, H, W) uint8 where the metrics compute."""
    planes = np.ascontiguousarray(image.transpose(2, 0, 1))[None]
    return torch.from_numpy(planes).to(_device(torch))


def _device(torch: Any) -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"
