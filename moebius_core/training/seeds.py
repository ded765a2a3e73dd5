"""Chance that depends on a seed alone: not on the computer, the process or a library's version."""

from __future__ import annotations

import hashlib
import random


def derived(seed: int, *path: int | str) -> int:
    """A seed below 2^64 for one use of `seed`: derived(7, "mask", epoch, index).

    Uses with different paths are independent of each other, so that any sample can be made again
    without those before it.
    """
    named = repr((seed, *path)).encode()
    return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), "little")


class Draws:
    """Draws one after the other.

    Everything is made of `Random.random`, the only method whose numbers Python promises to keep.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, count: int) -> int:
        """0..count - 1."""
        return int(self._random() * count)

    def between(self, low: int, high: int) -> int:
        """low..high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """True in `share` (0..1) of all cases."""
        return self._random() < share
