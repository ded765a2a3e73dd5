"""Reference outputs, the weights they were made with, and how far from them one is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tests.parity import recipe

FOLDER = Path(__file__).parents[1] / "data" / "reference"
TOLERANCE = 1e-5


@cache
def golden(name: str) -> Mapping[str, NDArray[np.generic]]:
    """The arrays of one reference file."""
    with np.load(FOLDER / f"{name}.npz") as arrays:
        return dict(arrays)


def tensors(name: str, *keys: str) -> list[Tensor]:
    return [torch.from_numpy(golden(name)[key].copy()) for key in keys]


@cache
def shapes(name: str) -> Mapping[str, tuple[int, ...]]:
    """Key -> shape of one state dict, in its order."""
    listed = json.loads((FOLDER / f"{name}.state_dict.json").read_text())
    return {key: tuple(shape) for key, shape in listed.items()}


def recipe_weights(like: Mapping[str, tuple[int, ...]]) -> dict[str, NDArray[np.generic]]:
    """The weights all references were made with."""
    return {key: recipe.tensor(key, shape) for key, shape in like.items()}


def relative_error(result: Tensor | NDArray[np.generic], reference: NDArray[np.generic]) -> float:
    """The norm of the difference over the norm of the reference."""
    result = np.asarray(result, np.float64)
    assert result.shape == reference.shape
    return float(np.linalg.norm(result - reference) / np.linalg.norm(reference))
