"""Which perceptual distance is taken, how the package is called, and the stand-in by hand."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from moebius_core.training.perceptual import ELatentLpips, LatentGradients, open_perceptual


class PackageNetwork(nn.Module):
    """What `elatentlpips.ELatentLPIPS` takes and gives."""

    def __init__(self, encoder: str, augment: str) -> None:
        super().__init__()
        self.told: dict[str, Any] = {"encoder": encoder, "augment": augment}
        self.weight = nn.Parameter(torch.tensor(2.0))

    def forward(self, one: Tensor, other: Tensor, normalize: bool, ensembling: bool) -> Tensor:
        self.told |= {"normalize": normalize, "ensembling": ensembling}
        return self.weight * (one - other).square().mean(dim=(1, 2, 3), keepdim=True)


def install(monkeypatch: pytest.MonkeyPatch, network: Any) -> None:
    monkeypatch.setitem(sys.modules, "elatentlpips", SimpleNamespace(ELatentLPIPS=network))  # pyright: ignore


def test_the_package_is_called_as_the_public_code_does(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, PackageNetwork)

    distance = open_perceptual()
    one = torch.zeros(2, 4, 8, 8, requires_grad=True)
    result = distance(one, torch.stack([torch.ones(4, 8, 8), 3 * torch.ones(4, 8, 8)]))
    result.backward()

    assert isinstance(distance, ELatentLpips)
    assert distance.name == "E-LatentLPIPS (SDXL)"
    assert result.item() == pytest.approx(2 * (1 + 9) / 2)
    assert one.grad is not None
    network = distance._network
    assert network.told == {
        "encoder": "sdxl",
        "augment": "bg",
        "normalize": True,
        "ensembling": True,
    }
    assert not network.training
    assert not network.weight.requires_grad


def test_without_the_package_the_stand_in_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "elatentlpips", None)

    with caplog.at_level(logging.WARNING):
        distance = open_perceptual()

    assert distance.name == "multi-scale latent gradients (L1)"
    assert "multi-scale latent gradients (L1): the package elatentlpips is not" in caplog.text


def test_without_the_package_s_weights_too(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def cannot_fetch(**_: str) -> None:
        raise OSError("no route to host")

    install(monkeypatch, cannot_fetch)
    with caplog.at_level(logging.WARNING):
        distance = open_perceptual()

    assert isinstance(distance, LatentGradients)
    assert "no route to host" in caplog.text


def test_the_stand_in_by_hand() -> None:
    one, other = torch.zeros(1, 1, 8, 8), torch.zeros(1, 1, 8, 8)
    one[..., 4:] = 2  # an edge in the middle
    one += 1

    # At 8 x 8: |a - b| = 1 and 3, 2 on average; across, 1 of 7 differences is 2; down, none.
    # At 4 x 4 the edge is between cells 1 and 2: 2, and 1 of 3 differences.
    fine, coarse = 2 + 2 / 7, 2 + 2 / 3
    assert LatentGradients()(one, other).item() == pytest.approx((fine + coarse) / 2)
    assert LatentGradients()(other, one).item() == pytest.approx((fine + coarse) / 2)
    assert LatentGradients()(one, one).item() == 0


def test_the_stand_in_has_gradients() -> None:
    one = torch.randn(2, 4, 16, 16, requires_grad=True)
    LatentGradients()(one, torch.randn(2, 4, 16, 16)).backward()
    assert one.grad is not None
    assert torch.isfinite(one.grad).all()
