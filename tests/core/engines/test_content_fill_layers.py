from __future__ import annotations

import cv2
import numpy as np
import pytest

from moebius_core.engines.content_fill import ContentFillEngine, solve
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress


def test_a_broad_hole_keeps_the_layers_of_a_sky(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gradient that is steep near the ground bulges into the hole unless height counts more."""
    rng = np.random.default_rng(0)
    height = 60 + 180 * np.linspace(0, 1, 640) ** 3
    sky = np.repeat(height[:, None], 640, axis=1)
    noisy = np.clip(sky + rng.normal(0, 1.5, sky.shape), 0, 255).astype(np.uint8)
    photo = np.repeat(noisy[..., None], 3, axis=2)
    mask = np.zeros((640, 640), np.uint8)
    mask[200:560, 180:460] = 255

    def bulge() -> float:
        filled = ContentFillEngine().fill(photo, mask, InpaintOptions(), Progress())[..., 0]
        smooth = cv2.blur(filled.astype(np.float32), (25, 1))
        return float(np.abs(smooth - sky)[mask > 0].mean())

    layered = bulge()
    monkeypatch.setattr(solve, "LAYERS_DOWN", 0)
    monkeypatch.setattr(solve, "LAYERS_ACROSS", 0)
    assert layered < 0.7 * bulge()
