"""What all of the student's folding needs: where its keys begin, and batch normalisation in use."""

from __future__ import annotations

import numpy as np

from moebius_core.weights.prepared import Array, Source

ROOT = "diff_model."

_EPS = 1e-5


def batch_norm(get: Source, key: str) -> tuple[Array, Array]:
    """Gain and bias that a batch normalisation in use amounts to."""
    gain = get(f"{key}.weight") / np.sqrt(get(f"{key}.running_var") + np.float32(_EPS))
    bias = get(f"{key}.bias") - get(f"{key}.running_mean") * gain
    return gain.astype(np.float32), bias.astype(np.float32)
