import numpy as np
import pytest

from app.canvas import sources
from app.canvas.sources import PhotoSource
from app.document.raster import Raster
from moebius_core.geometry import Rect
from tests.app.canvas.pictures import noise


class Negative:
    """A colour transform that counts the pixels that it is given."""

    def __init__(self) -> None:
        self.pixels = 0

    def __call__(self, values: np.ndarray) -> np.ndarray:
        self.pixels += values.shape[0] * values.shape[1]
        return 255 - values


def test_converted_tiles_are_kept_until_they_change() -> None:
    pixels = noise(700, 600)
    raster, convert = Raster.from_array(pixels), Negative()
    source = PhotoSource(raster, None, convert)
    rect = Rect(100, 100, 600, 500)
    np.testing.assert_array_equal(source.read(rect), 255 - pixels[rect.slices])
    once = convert.pixels
    source.read(rect)
    assert convert.pixels == once
    raster.begin()
    raster.write(Rect(300, 300, 310, 310), 0)
    assert (source.read(Rect(300, 300, 310, 310)) == 255).all()
    raster.write(Rect(300, 300, 310, 310), 9)
    assert (source.read(rect)[200:210, 200:210] == 246).all()
    raster.write(Rect(300, 300, 310, 310), 19)
    assert (source.read(rect)[200:210, 200:210] == 236).all()
    raster.commit()
    assert (source.read(rect)[200:210, 200:210] == 236).all()


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sources._CACHED_TILES * 256 * 256 * 3 <= 64 * 2**20
    monkeypatch.setattr(sources, "_CACHED_TILES", 5)
    source = PhotoSource(Raster.from_array(noise(256 * 4, 256 * 3)), None, Negative())
    for _ in range(2):
        np.testing.assert_array_equal(source.read(source.size.rect), 255 - source.raster.to_array())
        assert len(source._converted) == 5


def test_pixels_come_multiplied_by_alpha() -> None:
    pixels, alpha = noise(60, 50), noise(60, 50, channels=1, seed=5)
    source = PhotoSource(Raster.from_array(pixels), alpha, None)
    seen = source.read(Rect(10, 5, 40, 45))
    inner = (slice(5, 45), slice(10, 40))
    wanted = pixels[inner].astype(float) * alpha[inner][..., None] / 255
    assert np.abs(seen[..., :3] - wanted).max() <= 0.51
    np.testing.assert_array_equal(seen[..., 3], alpha[inner])


def test_sparse_pixels_are_the_photos_own() -> None:
    pixels = noise(701, 523)
    source = PhotoSource(Raster.from_array(pixels), None, None)
    found = source.sparse(Rect(8, 16, 704, 528), 8)
    rows = np.minimum(np.arange(16, 528, 8) + 4, 522)
    columns = np.minimum(np.arange(8, 704, 8) + 4, 700)
    np.testing.assert_array_equal(found, pixels[rows][:, columns])
