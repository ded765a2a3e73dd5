"""PSNR, SSIM and L1 against numbers worked out by hand and against scikit-image."""

from __future__ import annotations

import math

import numpy as np
import pytest
from skimage.metrics import structural_similarity

from moebius_core.errors import BadInputError
from moebius_core.training.evaluation.metrics import BEST_PSNR, scores, ssim_map


def pictures(width: int = 40, height: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """A picture with some structure, and one that resembles it."""
    rng = np.random.default_rng(3)
    ramp = np.linspace(0, 200, width)[None, :, None] + np.linspace(0, 40, height)[:, None, None]
    truth = (ramp + rng.integers(0, 15, (height, width, 3))).astype(np.uint8)
    other = np.clip(truth + rng.normal(0, 12, truth.shape), 0, 255).astype(np.uint8)
    return truth, other


def test_the_whole_picture_s_ssim_is_scikit_image_s() -> None:
    truth, other = pictures()
    asked = {"gaussian_weights": True, "sigma": 1.5, "use_sample_covariance": False}
    expected, full = structural_similarity(
        other, truth, data_range=255, channel_axis=2, full=True, **asked
    )

    mask = np.zeros((30, 40), np.uint8)
    mask[7:19, 0:15] = 255
    found = scores(other, truth, mask)

    assert found.ssim == pytest.approx(expected, abs=1e-9)
    assert found.ssim_hole == pytest.approx(full[mask > 0].mean(), abs=1e-9)
    np.testing.assert_allclose(ssim_map(other, truth), full.mean(axis=2), atol=1e-9)


def test_psnr_and_l1_are_what_one_works_out() -> None:
    truth = np.full((20, 20, 3), 100, np.uint8)
    mask = np.zeros((20, 20), np.uint8)
    mask[:10, :10] = 255  # a quarter
    filled = truth.copy()
    filled[:10, :10] = 110

    found = scores(filled, truth, mask)

    assert found.psnr_hole == pytest.approx(10 * math.log10(255**2 / 100))
    assert found.psnr == pytest.approx(10 * math.log10(255**2 / 25))
    assert found.l1_hole == pytest.approx(10 / 255)
    assert found.l1 == pytest.approx(2.5 / 255)


def test_equal_pictures_are_as_good_as_it_gets() -> None:
    truth, _ = pictures()
    mask = np.full(truth.shape[:2], 255, np.uint8)
    found = scores(truth.copy(), truth, mask)
    assert (found.psnr, found.psnr_hole, found.l1) == (BEST_PSNR, BEST_PSNR, 0)
    assert found.ssim == pytest.approx(1)


def test_darker_than_the_truth_is_as_wrong_as_brighter() -> None:
    truth = np.full((16, 16, 3), 5, np.uint8)
    mask = np.full((16, 16), 255, np.uint8)
    darker = scores(np.full_like(truth, 0), truth, mask)  # would wrap round in 8 bits
    assert darker.l1 == pytest.approx(5 / 255)


@pytest.mark.parametrize(
    ("shape", "hole", "told"),
    [((10, 30, 3), 255, "11 pixels"), ((30, 30, 3), 0, "empty")],
)
def test_what_cannot_be_compared_is_refused(
    shape: tuple[int, int, int], hole: int, told: str
) -> None:
    picture = np.zeros(shape, np.uint8)
    with pytest.raises(BadInputError, match=told):
        scores(picture, picture, np.full(shape[:2], hole, np.uint8))
    with pytest.raises(BadInputError, match="cannot be compared"):
        scores(picture, picture[1:], np.full(shape[:2], 255, np.uint8))
