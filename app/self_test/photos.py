"""What a person does with photos, done with the sample photo: remove, save, a whole folder."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.places import asset
from app.self_test.report import CheckError
from moebius_core.arrays import DeepImage, Image, Mask
from moebius_core.engines.names import CONTENT_FILL
from moebius_core.engines.selection import open_engine
from moebius_core.inpaint import edit_zone, inpaint, inpaint_photo
from moebius_core.masks import open_mask
from moebius_core.photo import Photo, SaveOptions, readable_suffixes, writable_suffixes

SAMPLE = "paper_lantern"

_WINDOW = 256
_TO_16_BIT = 257
_LOSSLESS = (".png", ".tif")
_LOSSY = (".jpg", ".webp", ".avif", ".heic")
_WORST_MEAN_ERROR = 6.0
_EXTRAS = (".heic", ".dng")
_BATCH = 2


class Sample(NamedTuple):
    """A photo of the program's own and what is to go from it."""

    photo: Photo
    mask: Mask

    def window(self) -> tuple[Image, Mask]:
        """256 x 256 pixels around the middle of what is masked."""
        rows, columns = np.nonzero(self.mask)
        top, left = (
            int(np.clip(np.median(places) - _WINDOW // 2, 0, side - _WINDOW))
            for places, side in zip((rows, columns), self.mask.shape, strict=True)
        )
        at = np.s_[top : top + _WINDOW, left : left + _WINDOW]
        pixels = np.ascontiguousarray(self.photo.pixels[at]).astype(np.uint8)
        mask = np.zeros((_WINDOW, _WINDOW), np.uint8)
        middle = np.s_[_WINDOW // 3 : _WINDOW // 2]
        mask[middle, middle] = 255
        return pixels, mask


def sample() -> Sample:
    """As the start page's sample: from the program's assets."""
    photo = Photo.open(asset("samples", f"{SAMPLE}.jpg"))
    return Sample(photo, open_mask(asset("samples", f"{SAMPLE}_mask.png")))


def removal(folder: Path) -> str:
    """Remove what the sample's mask covers, save it as a JPEG, and look at what was saved."""
    photo, mask = sample()
    opened = open_engine(CONTENT_FILL)
    result = inpaint_photo(photo, mask, opened.engine)
    opened.engine.close()
    inside, outside = mask > 0, edit_zone(mask) == 0
    if np.array_equal(result.pixels[inside], photo.pixels[inside]):
        raise CheckError("What was to go is still there.")
    if not np.array_equal(result.pixels[outside], photo.pixels[outside]):
        raise CheckError("Pixels outside the edit zone were changed.")
    saved = folder / "gone.jpg"
    result.save(saved)
    if Photo.open(saved).size != photo.size:
        raise CheckError("The saved file has another size.")
    return f"{int(inside.sum())} pixels of {photo.size}"


def bit_identity(folder: Path) -> str:
    """At 8 and at 16 bits, every pixel outside the edit zone is the same in the saved file."""
    pixels, mask = sample().window()
    outside = edit_zone(mask) == 0
    engine = open_engine(CONTENT_FILL).engine
    for image in (pixels, pixels.astype(np.uint16) * _TO_16_BIT):
        result = Photo(pixels=inpaint(image, mask, engine))
        for suffix in _LOSSLESS:
            path = folder / f"{image.dtype}{suffix}"
            result.save(path)
            found = Photo.open(path).pixels
            if found.dtype != image.dtype or not np.array_equal(found[outside], image[outside]):
                raise CheckError(f"{path.name} differs outside the edit zone.")
            if np.array_equal(found[mask > 0], image[mask > 0]):
                raise CheckError(f"In {path.name} nothing was removed.")
    engine.close()
    return f"{int(outside.sum())} pixels, 8 and 16 bits, {' '.join(_LOSSLESS)}"


def formats(folder: Path) -> str:
    """Each kind of file is written and read again."""
    pixels, _ = sample().window()
    photo, kinds = Photo(pixels=pixels), [".jpg", ".webp", *_LOSSLESS]
    kinds += [suffix for suffix in (".avif", ".heic") if suffix in writable_suffixes()]
    for suffix in kinds:
        path = folder / f"a{suffix}"
        photo.save(path, SaveOptions(quality=95) if suffix in _LOSSY else SaveOptions())
        found = Photo.open(path)
        error = _mean_error(found.pixels, pixels)
        if error > (0 if suffix in _LOSSLESS else _WORST_MEAN_ERROR):
            raise CheckError(f"{path.name} comes back with a mean error of {error:.2f}.")
    extras = [suffix for suffix in _EXTRAS if suffix in readable_suffixes()]
    _import_extras(extras)
    return f"written and read: {' '.join(kinds)}; extras: {' '.join(extras) or 'none'}"


def batch(folder: Path) -> str:
    """Two photos, each in a worker process of its own."""
    from moebius_core.batch import BatchRequest, OneMask, Recipe, Status, plan_batch, run_batch

    pixels, mask = sample().window()
    source, target = folder / "in", folder / "out"
    source.mkdir()
    first = source / "0.png"
    Photo(pixels=pixels).save(first)
    for number in range(1, _BATCH):
        shutil.copy(first, source / f"{number}.png")
    covering = folder / "mask.png"
    Photo(pixels=np.repeat(mask[..., None], 3, axis=2)).save(covering)
    recipe = Recipe(engine=CONTENT_FILL)
    request = BatchRequest(source=source, target=target, masks=OneMask(covering), recipe=recipe)
    report = run_batch(plan_batch(request), workers=_BATCH)
    if report.counts[Status.DONE] != _BATCH:
        raise CheckError("; ".join(f"{r.photo}: {r.status} {r.reason}" for r in report.results))
    outside = edit_zone(mask) == 0
    for path in target.glob("*.png"):
        if not np.array_equal(Photo.open(path).pixels[outside], pixels[outside]):
            raise CheckError(f"{path.name} differs outside the edit zone.")
    return f"{_BATCH} photos in {_BATCH} processes"


def _mean_error(found: DeepImage, wanted: Image) -> float:
    if found.shape != wanted.shape or found.dtype != wanted.dtype:
        raise CheckError(f"{found.shape} {found.dtype} in place of {wanted.shape} {wanted.dtype}.")
    return float(np.abs(found.astype(np.int32) - wanted).mean())


def _import_extras(suffixes: list[str]) -> None:
    """A library that lacks a part of its own says so when it is loaded."""
    from importlib import import_module

    for suffix in suffixes:
        import_module({".heic": "pillow_heif", ".dng": "rawpy"}[suffix])
