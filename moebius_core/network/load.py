"""From weights to networks: everything about their size is read from keys and shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from moebius_core.network.autoencoder import Autoencoder
from moebius_core.network.teacher import Teacher
from moebius_core.network.unet import Student
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.keys import autoencoder_names
from moebius_core.weights.layout import autoencoder_layout, student_layout, teacher_layout
from moebius_core.weights.mismatch import check_shapes

Weights = Mapping[str, Tensor | NDArray[np.generic]]
Network = TypeVar("Network", bound=nn.Module)


def load_student(state_dict: Weights) -> Student:
    """The student with these weights: eval mode, float32, frozen.

    Args:
        state_dict: Key -> tensor or array of any float type, or a `Checkpoint`; copied.

    Raises:
        BadInputError: keys are missing, unexpected or of another shape, named in the sentence.
    """
    shapes = _shapes(state_dict)
    layout = student_layout(shapes)
    with torch.device("meta"):
        student = Student(layout)
    return _filled(student, state_dict, {key: key for key in shapes}, "the Moebius network")


def load_autoencoder(state_dict: Weights) -> Autoencoder:
    """The autoencoder with these weights; otherwise as `load_student`."""
    names = autoencoder_names(state_dict)
    shapes = _shapes(state_dict)
    layout = autoencoder_layout({name: shapes[key] for name, key in names.items()})
    with torch.device("meta"):
        autoencoder = Autoencoder(layout)
    return _filled(autoencoder, state_dict, names, "the autoencoder (VAE)")


def load_teacher(state_dict: Weights) -> Teacher:
    """The teacher with these weights; otherwise as `load_student`."""
    shapes = _shapes(state_dict)
    layout = teacher_layout(shapes)
    with torch.device("meta"):
        teacher = Teacher(layout)
    return _filled(teacher, state_dict, {key: key for key in shapes}, "the teacher (PixelHacker)")


def _shapes(weights: Weights) -> dict[str, tuple[int, ...]]:
    if isinstance(weights, Checkpoint):
        return weights.shapes
    return {key: tuple(value.shape) for key, value in weights.items()}


def _filled(network: Network, weights: Weights, names: dict[str, str], whose: str) -> Network:
    """`network`, built without memory, in eval mode with the weights in it.

    `names`: its own key -> the key in `weights`.
    """
    expected = network.state_dict()
    given = _shapes(weights)
    check_shapes(_shapes(expected), {name: given[key] for name, key in names.items()}, whose)
    tensors = {key: _tensor(weights[names[key]], like.dtype) for key, like in expected.items()}
    network.load_state_dict(tensors, strict=True, assign=True)
    return network.eval().requires_grad_(False)


def _tensor(value: Tensor | NDArray[np.generic], dtype: torch.dtype) -> Tensor:
    """A contiguous copy."""
    if isinstance(value, Tensor):
        return value.detach().to(dtype=dtype, copy=True).contiguous()
    return torch.from_numpy(np.array(value, order="C")).to(dtype)
