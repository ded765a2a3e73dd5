"""A student with its autoencoder: whether both are whole and belong together, and their sizes."""

from __future__ import annotations

from dataclasses import dataclass

from moebius_core.errors import BadInputError
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.keys import autoencoder_names, autoencoder_shapes, student_shapes
from moebius_core.weights.layout import (
    AutoencoderLayout,
    StudentLayout,
    autoencoder_layout,
    student_layout,
)
from moebius_core.weights.mismatch import check_shapes


@dataclass(frozen=True)
class Pair:
    """What a removal needs."""

    student: Checkpoint
    autoencoder: Checkpoint
    student_layout: StudentLayout
    autoencoder_layout: AutoencoderLayout
    names: dict[str, str]
    """Today's name of each of the autoencoder's keys -> the key in its file."""


def pair_of(student: Checkpoint, autoencoder: Checkpoint) -> Pair:
    """Both, with all that follows from keys and shapes.

    Raises:
        BadInputError: they are of other networks, not whole, or do not belong together.
    """
    size = student_layout(student.shapes)
    check_shapes(student_shapes(size), student.shapes, "the Moebius network")
    names = autoencoder_names(autoencoder)
    shapes = {name: autoencoder.shapes[key] for name, key in names.items()}
    pictures = autoencoder_layout(shapes)
    check_shapes(autoencoder_shapes(pictures), shapes, "the autoencoder (VAE)")
    if size.out_channels != pictures.latent_channels:
        raise BadInputError(
            f"The network's latents have {size.out_channels} channels and the autoencoder's "
            f"{pictures.latent_channels}: they do not belong together.",
            "Choose the autoencoder that the network was trained with.",
        )
    return Pair(student, autoencoder, size, pictures, names)
