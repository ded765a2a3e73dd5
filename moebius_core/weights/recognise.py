"""What network a file of weights belongs to, and whether it is whole. numpy alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from moebius_core.errors import BadInputError
from moebius_core.progress import Progress
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.keys import autoencoder_names, autoencoder_shapes, student_shapes
from moebius_core.weights.layout import Shape, Shapes, autoencoder_layout, student_layout
from moebius_core.weights.mismatch import check_shapes
from moebius_core.weights.registry import WeightsKind

_FIRST = "diff_model.down_blocks.0.attentions.0.transformer_blocks.0.attn1"
_SIGNS = {
    WeightsKind.STUDENT: f"{_FIRST}.pos_conv.weight",
    WeightsKind.AUTOENCODER: "post_quant_conv.weight",
}
_TEACHER_SIGN = f"{_FIRST}.gk_proj.0.weight"
_FLOATS = {"F64", "F32", "F16", "BF16"}


class OtherWeightsError(BadInputError):
    """Sound weights, but of some other network."""


def recognise(checkpoint: Checkpoint) -> WeightsKind:
    """What the weights are for; looks at keys only.

    Raises:
        OtherWeightsError: neither the Moebius network nor its autoencoder.
    """
    for kind, key in _SIGNS.items():
        if key in checkpoint:
            return kind
    name = checkpoint.path.name
    if _TEACHER_SIGN in checkpoint:
        raise OtherWeightsError(
            f"{name} holds the teacher (PixelHacker), which serves training and fills nothing "
            "here.",
            "Choose the weights of a Moebius network.",
        )
    first = next(iter(checkpoint))
    raise OtherWeightsError(
        f"{name} holds neither a Moebius network nor its autoencoder: its first entry is "
        f"{first[:80]}.",
        "Choose the weights of a Moebius network.",
    )


def check_whole(checkpoint: Checkpoint, kind: WeightsKind) -> None:
    """Raise BadInputError unless every key and shape of the network is there and no other."""
    _CHECKS[kind](checkpoint.shapes)


def broken_numbers(checkpoint: Checkpoint, progress: Progress) -> list[str]:
    """Keys of tensors that hold NaN or infinity, in the file's order."""
    found: list[str] = []
    total = max(len(checkpoint), 1)
    for index, key in enumerate(checkpoint):
        progress.report(index / total)
        if checkpoint.dtype(key) in _FLOATS and not np.isfinite(checkpoint[key]).all():
            found.append(key)
    return found


def _check_student(shapes: Shapes) -> None:
    check_shapes(student_shapes(student_layout(shapes)), shapes, "the Moebius network")


def _check_autoencoder(shapes: Shapes) -> None:
    named: Mapping[str, Shape] = {
        name: shapes[key] for name, key in autoencoder_names(shapes).items()
    }
    check_shapes(autoencoder_shapes(autoencoder_layout(named)), named, "the autoencoder (VAE)")


_CHECKS: dict[WeightsKind, Callable[[Shapes], None]] = {
    WeightsKind.STUDENT: _check_student,
    WeightsKind.AUTOENCODER: _check_autoencoder,
}
