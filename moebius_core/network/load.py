"""From weights to networks: everything about their size is read from keys and shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.unet import Student
from moebius_core.weights.layout import autoencoder_layout, student_layout
from moebius_core.weights.mismatch import check_shapes

Weights = Mapping[str, Tensor | NDArray[np.generic]]
Network = TypeVar("Network", bound=nn.Module)

_OLD_NAMES = {
    ".query.": ".to_q.",
    ".key.": ".to_k.",
    ".value.": ".to_v.",
    ".proj_attn.": ".to_out.0.",
}
"""Autoencoders saved before 2023 name the middle attention's layers differently."""


def load_student(state_dict: Weights) -> Student:
    """The student with these weights, in eval mode, float32.

    Args:
        state_dict: Key -> tensor or array, any float type; copied.

    Raises:
        BadInputError: keys are missing, unexpected or of another shape, named in the sentence.
    """
    layout = student_layout(_shapes(state_dict))
    with torch.device("meta"):
        student = Student(layout)
    return _filled(student, state_dict, "the Moebius network")


def load_autoencoder(state_dict: Weights) -> Autoencoder:
    """The autoencoder with these weights, in eval mode, float32. As `load_student`."""
    renamed = {_new_name(key): value for key, value in state_dict.items()}
    layout = autoencoder_layout(_shapes(renamed))
    with torch.device("meta"):
        autoencoder = Autoencoder(layout)
    return _filled(autoencoder, renamed, "the autoencoder (VAE)")


def _new_name(key: str) -> str:
    for old, new in _OLD_NAMES.items():
        key = key.replace(old, new)
    return key


def _shapes(state_dict: Weights) -> dict[str, tuple[int, ...]]:
    return {key: tuple(value.shape) for key, value in state_dict.items()}


def _filled(network: Network, state_dict: Weights, whose: str) -> Network:
    """`network`, built without memory, with the weights in it and in eval mode."""
    expected = network.state_dict()
    check_shapes(_shapes(expected), _shapes(state_dict), whose)
    tensors = {key: _tensor(state_dict[key], like) for key, like in expected.items()}
    network.load_state_dict(tensors, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def _tensor(value: Tensor | NDArray[np.generic], like: Tensor) -> Tensor:
    given = value if isinstance(value, Tensor) else torch.from_numpy(np.array(value))
    return given.detach().to(dtype=like.dtype, copy=True).contiguous()
