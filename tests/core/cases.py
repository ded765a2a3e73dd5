"""Photos, masks and an ill-behaved engine that the property tests share; see fakes.py too."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from moebius_core.arrays import DeepImage, Image, Mask
from moebius_core.engines.engine import EngineInfo
from moebius_core.options import InpaintOptions
from moebius_core.progress import Progress


class RudeEngine:
    """Fills with noise of the seed, and spoils every pixel it was asked to keep."""

    def __init__(self, region_px: int | None = None) -> None:
        self.info = EngineInfo("rude", region_px=region_px)
        self.seen: list[tuple[Image, Mask]] = []

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        self.seen.append((image.copy(), mask.copy()))
        assert (mask == 0).any(), "an engine must be given something to copy from"
        progress.report(0.5)
        noise = np.random.default_rng(options.seed).integers(0, 256, image.shape, np.uint8)
        return np.where(mask[..., None] > 0, noise, 255 - image)

    def close(self) -> None:
        self.seen.clear()


def noise_photo(width: int, height: int, seed: int = 0, *, deep: bool = False) -> DeepImage:
    """(H, W, 3) of random pixels, 8 or 16 bit."""
    top = 65536 if deep else 256
    rng = np.random.default_rng(seed)
    return rng.integers(0, top, (height, width, 3), np.uint16 if deep else np.uint8)


@st.composite
def masks(draw: st.DrawFn, *, most: int = 220) -> Mask:
    """Masks of up to `most` px a side: boxes, lines, specks and soft edges, also at the borders."""
    width, height = draw(st.integers(1, most)), draw(st.integers(1, most))
    mask = np.zeros((height, width), np.uint8)
    for _ in range(draw(st.integers(0, 4))):
        x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        w = draw(st.sampled_from([1, 2, 9, 40, width]))
        h = draw(st.sampled_from([1, 3, 12, 50, height]))
        mask[y : y + h, x : x + w] = draw(st.sampled_from([1, 100, 128, 200, 255]))
    specks = draw(st.integers(0, 30))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    mask[rng.integers(0, height, specks), rng.integers(0, width, specks)] = 255
    return mask


options = st.builds(
    InpaintOptions,
    seed=st.integers(0, 3),
    grow=st.integers(0, 12),
    feather=st.integers(0, 12),
    colour_match=st.booleans(),
    context=st.sampled_from([0.25, 1.0, 3.0]),
)
