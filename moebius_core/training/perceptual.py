"""How different two latents look: E-LatentLPIPS where it is installed, or a plain stand-in."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Protocol

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

log = logging.getLogger(__name__)


class PerceptualDistance(Protocol):
    """Compares latents without decoding them."""

    @property
    def name(self) -> str:
        """What it is, for the log."""
        ...

    def __call__(self, one: Tensor, other: Tensor) -> Tensor:
        """(B, 4, h, w) each, scaled as the network has them -> the mean over the batch, ()."""
        ...


def open_perceptual(device: torch.device | str = "cpu") -> PerceptualDistance:
    """E-LatentLPIPS, or `LatentGradients` where that is not installed or its weights are not there.

    Which of the two, and why, is logged; `name` says it again.
    """
    try:
        distance = ELatentLpips(device)
    except ImportError:
        log.warning(
            "The perceptual term is %s: the package elatentlpips is not installed.",
            LatentGradients.name,
        )
    except Exception as error:  # it fetches its weights when it is opened: anything can go wrong
        log.warning("The perceptual term is %s: %s", LatentGradients.name, error)
    else:
        log.info("The perceptual term is %s.", distance.name)
        return distance
    return LatentGradients()


class ELatentLpips:
    """E-LatentLPIPS (arXiv 2405.05967), opened and called as github hustvl/Moebius does.

    The package is CC BY-NC, so it is nobody's dependency here: whoever may use it installs it. Its
    augmentations are drawn from torch's global generator.
    """

    name = "E-LatentLPIPS (SDXL)"

    def __init__(self, device: torch.device | str = "cpu") -> None:
        """Raises ImportError where the package is missing, anything where its weights are."""
        package = import_module("elatentlpips")
        network: nn.Module = package.ELatentLPIPS(encoder="sdxl", augment="bg")
        self._network = network.eval().requires_grad_(False).to(device)

    def __call__(self, one: Tensor, other: Tensor) -> Tensor:
        """As `PerceptualDistance`."""
        distances: Tensor = self._network(one, other, normalize=True, ensembling=True)
        return distances.mean()


class LatentGradients:
    """L1 of the latents and of their differences between neighbours, at several scales.

    A stand-in without weights: it sees edges and texture, not what they mean. At each scale, down
    to 4 cells a side, the means of |a - b|, |dx a - dx b| and |dy a - dy b| are added; the result
    is the mean over the scales.
    """

    name = "multi-scale latent gradients (L1)"

    def __call__(self, one: Tensor, other: Tensor) -> Tensor:
        """As `PerceptualDistance`; h and w of 2 or more."""
        difference = one.float() - other.float()  # every step is linear: one pass is enough
        scales = list[Tensor]()
        while True:
            across = difference.diff(dim=3).abs().mean()
            down = difference.diff(dim=2).abs().mean()
            scales.append(difference.abs().mean() + across + down)
            if min(difference.shape[2:]) < 2 * _SMALLEST_SCALE:
                return torch.stack(scales).mean()
            difference = F.avg_pool2d(difference, 2)


_SMALLEST_SCALE = 4
