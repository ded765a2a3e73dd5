"""The distance between two clouds of features: what FID is made of (arXiv 1706.08500)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError

Features = NDArray[np.float64]
"""(D,): of one picture."""


class Cloud:
    """The normal distribution that fits features, gathered one by one and not kept."""

    def __init__(self) -> None:
        self.count = 0
        self._mean: NDArray[np.float64] = np.zeros(0)
        self._scatter: NDArray[np.float64] = np.zeros((0, 0))

    def add(self, features: Features) -> None:
        """Take in one more picture, by Welford's update of mean and scatter."""
        if not self.count:
            self._mean = np.zeros(len(features))
            self._scatter = np.zeros((len(features), len(features)))
        self.count += 1
        before = features - self._mean
        self._mean = self._mean + before / self.count
        self._scatter += np.outer(before, features - self._mean)

    @property
    def mean(self) -> NDArray[np.float64]:
        """(D,)."""
        return self._mean

    @property
    def covariance(self) -> NDArray[np.float64]:
        """(D, D), of a sample: divided by N - 1.

        Raises:
            BadInputError: fewer than two pictures.
        """
        if self.count < 2:
            raise BadInputError("A Fréchet distance needs two pictures or more.")
        return self._scatter / (self.count - 1)


def frechet_distance(first: Cloud, second: Cloud) -> float:
    """|m1 - m2|² + tr(C1 + C2 - 2 (C1 C2)^½), not negative.

    The root's trace is the sum of the roots of the eigenvalues of C1^½ C2 C1^½, which is symmetric:
    unlike a root of C1 C2 itself it stays real where there are fewer pictures than dimensions.

    Raises:
        BadInputError: fewer than two pictures.
    """
    one, other = first.covariance, second.covariance
    values, vectors = np.linalg.eigh(one)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    shared = np.linalg.eigvalsh(root @ other @ root)
    apart = float(((first.mean - second.mean) ** 2).sum())
    spread = float(np.trace(one) + np.trace(other))
    return max(0.0, apart + spread - 2 * float(np.sqrt(np.maximum(shared, 0)).sum()))
