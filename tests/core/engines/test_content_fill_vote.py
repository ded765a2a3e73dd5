from __future__ import annotations

import numpy as np

from moebius_core.engines.content_fill.level import build_level
from moebius_core.engines.content_fill.vote import vote, weights


def test_votes_stay_true_where_every_patch_is_far_worse_than_its_neighbourhood() -> None:
    known = np.ones((150, 150), np.bool_)
    known[20:130, 20:130] = False
    level = build_level(known, np.ones_like(known))
    assert level is not None
    bad = (np.abs(level.target_y - 75) < 6) & (np.abs(level.target_x - 75) < 6)
    cost = np.where(bad, 1e6, 1e3).astype(np.float32)
    colour = np.full((*level.shape, 3), 200, np.float32)
    match = np.resize(level.sources, level.target_count)
    votes = vote(level, match, weights(level, cost, 0.006), [colour], lambda: None)
    inside = votes.heard & level.hole[votes.box]
    assert inside.any()
    np.testing.assert_allclose(votes.planes[0][inside], 200, rtol=1e-3)
