from __future__ import annotations

import numpy as np
import pytest

from moebius_core.engines.content_fill import blend
from moebius_core.engines.content_fill.blend import seam_correction


@pytest.mark.parametrize("gap", [1, 2, 3, 5])
def test_a_thin_known_strip_between_two_holes_does_not_blow_the_solution_up(
    gap: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(gap)
    hole = np.zeros((400, 400), np.bool_)
    for row in range(20, 380):
        left = 100 + row // 3
        hole[row, left : left + 50] = True
        hole[row, left + 50 + gap : left + 110] = True
    image = rng.normal(128, 4, (400, 400, 3)).astype(np.float32)
    step = np.zeros_like(image)
    step[:, 150:260] = 12
    wanted = (step, np.zeros_like(step))
    ours = seam_correction(image, wanted, hole, np.ones_like(hole), lambda: None)
    monkeypatch.setattr(blend, "CYCLES", 40)
    converged = seam_correction(image, wanted, hole, np.ones_like(hole), lambda: None)
    assert not ours[~hole].any()
    assert np.abs(converged).max() < 200
    assert np.abs(ours - converged).max() < 1
