"""What stops a run by itself, and what it leaves to find out why."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import torch

from moebius_core.errors import MoebiusError, SaveError
from moebius_core.training.batches import Batch
from moebius_core.training.tensor_file import write_tensors

log = logging.getLogger(__name__)


class NotFiniteError(MoebiusError):
    """The loss or the gradients are no numbers any more; the weights are those before the step."""


def not_finite(
    folder: Path, batches: Sequence[Batch], *, what: str, step: int, process: int
) -> NotFiniteError:
    """The error to raise, with what made it so kept in `folder`.

    Args:
        folder: The run's.
        batches: What this process took for the step.
        what: "loss" or "gradients".
        step: The one that was not done, from 1.
        process: The number of this one.
    """
    path = folder / f"not_finite-{step:09}-{process}.safetensors.batch"
    hint = 'A smaller learning rate, or precision = "fp32", may help.'
    try:
        write_batches(path, batches)
    except SaveError as error:
        log.warning("%s", error)
    else:
        hint = f"Its pictures, masks and seeds are in {path}. {hint}"
    return NotFiniteError(f"In step {step} the {what} became infinite or no number.", hint)


def write_batches(path: Path, batches: Sequence[Batch]) -> None:
    """Batches as a safetensors file: images, masks, ids; seeds and names beside them."""
    tensors = {
        name: torch.cat([getattr(batch, name) for batch in batches]).cpu()
        for name in ("images", "masks", "ids")
    }
    notes = {
        name: json.dumps([each for batch in batches for each in getattr(batch, name)])
        for name in ("seeds", "names")
    }
    write_tensors(path, tensors, notes)
