from __future__ import annotations

import numpy as np

from moebius_core.arrays import to_8_bit


def test_sixteen_bits_become_eight_by_rounding() -> None:
    every = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    np.testing.assert_array_equal(to_8_bit(every), np.rint(every / 257).astype(np.uint8))
    colours = np.repeat(every[..., None], 3, axis=2)
    np.testing.assert_array_equal(to_8_bit(colours)[..., 1], to_8_bit(every))


def test_eight_bits_are_handed_back() -> None:
    eight = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
    assert to_8_bit(eight) is eight
