"""The Fréchet distance on clouds whose distance can be worked out."""

from __future__ import annotations

import numpy as np
import pytest

from moebius_core.errors import BadInputError
from moebius_core.training.evaluation.frechet import Cloud, frechet_distance


def cloud(rows: np.ndarray) -> Cloud:
    gathered = Cloud()
    for row in rows:
        gathered.add(np.asarray(row, np.float64))
    return gathered


def test_mean_and_covariance_are_numpy_s() -> None:
    rows = np.random.default_rng(0).normal(5, 2, (50, 4))
    gathered = cloud(rows)
    np.testing.assert_allclose(gathered.mean, rows.mean(axis=0))
    np.testing.assert_allclose(gathered.covariance, np.cov(rows, rowvar=False))


def test_in_one_dimension_it_is_the_formula() -> None:
    """(m1 - m2)² + (s1 - s2)²."""
    first = cloud(np.array([[0.0], [2.0]]))  # mean 1, variance 2
    second = cloud(np.array([[1.0], [7.0]]))  # mean 4, variance 18
    assert frechet_distance(first, second) == pytest.approx(9 + (18**0.5 - 2**0.5) ** 2)


def test_independent_dimensions_add_up() -> None:
    corners = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], np.float64)
    variance = 4 / 3
    first, second = cloud(corners), cloud(corners * [3, 1] + [0, 2])
    expected = 4 + (3 - 1) ** 2 * variance
    assert frechet_distance(first, second) == pytest.approx(expected)
    assert frechet_distance(second, first) == pytest.approx(expected)


def test_dimensions_that_hang_together_need_the_root_of_a_product() -> None:
    """C1 = diag(1, 4), C2 = [[2, 1], [1, 2]]: for 2 x 2, tr √M = √(tr M + 2 √det M)."""
    first, second = Cloud(), Cloud()
    wanted = {id(first): np.diag([1.0, 4.0]), id(second): np.array([[2.0, 1.0], [1.0, 2.0]])}
    for one in (first, second):
        root = np.linalg.cholesky(wanted[id(one)])
        for corner in ([1, 1], [1, -1], [-1, 1], [-1, -1]):
            one.add(root @ np.array(corner, np.float64) * (3 / 4) ** 0.5)
        np.testing.assert_allclose(one.covariance, wanted[id(one)], atol=1e-12)
    trace, determinant = 1 * 2 + 4 * 2, 4 * 3
    expected = (1 + 4) + (2 + 2) - 2 * (trace + 2 * determinant**0.5) ** 0.5
    assert frechet_distance(first, second) == pytest.approx(expected)


def test_fewer_pictures_than_dimensions_stay_real() -> None:
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(5, 30))
    assert frechet_distance(cloud(rows), cloud(rows)) == pytest.approx(0, abs=1e-4)
    assert frechet_distance(cloud(rows), cloud(rows + 1)) == pytest.approx(30, abs=1e-4)


def test_one_picture_is_no_cloud() -> None:
    one = cloud(np.ones((1, 3)))
    with pytest.raises(BadInputError, match="two pictures"):
        frechet_distance(one, one)
