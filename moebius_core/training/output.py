"""A run's folder as weights: what `moebius weights import RUN` takes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from moebius_core.errors import SaveError
from moebius_core.system import write_atomically
from moebius_core.training.objective import Objective
from moebius_core.training.tensor_file import write_tensors

WEIGHTS = "diffusion_pytorch_model.safetensors"
"""The released layout's name, in the format that needs no care."""

_PIECE = 1 << 20


def write_weights(folder: Path, objective: Objective, state: Mapping[str, Tensor]) -> None:
    """The weights in their released layout, with what belongs beside them.

    Args:
        folder: The run's.
        objective: Knows the layout.
        state: The network's own or averaged state dict.

    Raises:
        SaveError: what was there before is there still.
    """
    for place, source in objective.beside().items():
        target = folder / place
        if not target.exists():
            _copy(source, target)
    write_tensors(folder / WEIGHTS, objective.exported(state), {"format": "pt"})


def _copy(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as file:
            write_atomically(target, iter(lambda: file.read(_PIECE), b""))
    except OSError as error:
        raise SaveError(f"“{source}” cannot be copied: {error.strerror or error}.") from error
