"""The sample photos: they open, their masks fit, and their sources are stated."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageFilter

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
SOURCES = SAMPLES / "SOURCES.md"
MAX_TOTAL_BYTES = 8_000_000
FREE_LICENCES = {"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0"}
FIELDS = {"Title", "Author", "Source", "Licence", "Removed", "Changes"}

PHOTOS = sorted(path for path in SAMPLES.glob("*.jpg"))
each_photo = pytest.mark.parametrize("photo", PHOTOS, ids=lambda path: path.stem)


class Section(NamedTuple):
    name: str
    fields: dict[str, str]


def mask_of(photo: Path) -> Path:
    return photo.with_name(f"{photo.stem}_mask.png")


def stated_sources() -> dict[str, dict[str, str]]:
    """File name -> its fields, from the `## name` sections of SOURCES.md."""
    sections: list[Section] = []
    for line in SOURCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            sections.append(Section(line[3:].strip(), {}))
        elif sections and (field := re.fullmatch(r"- (\w+): (.+)", line)):
            sections[-1].fields[field[1]] = field[2]
    return dict(sections)


def test_three_to_five_photos_and_nothing_else() -> None:
    expected = {SOURCES.name} | {p.name for photo in PHOTOS for p in (photo, mask_of(photo))}
    visible = {path.name for path in SAMPLES.iterdir() if not path.name.startswith(".")}
    assert visible == expected
    assert 3 <= len(PHOTOS) <= 5


def test_total_size() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < MAX_TOTAL_BYTES


@each_photo
def test_photo_decodes_and_its_mask_has_the_same_size(photo: Path) -> None:
    with Image.open(photo) as image, Image.open(mask_of(photo)) as drawn:
        image.load()
        assert image.format == "JPEG"
        assert image.mode == "RGB"
        assert drawn.format == "PNG"
        assert drawn.mode == "L"
        assert drawn.size == image.size
        mask = np.asarray(drawn)
    assert set(np.unique(mask).tolist()) == {0, 255}
    assert 0.0005 < float((mask > 0).mean()) < 0.15


@each_photo
def test_mask_covers_its_object(photo: Path) -> None:
    """The object is busier than the rim around the mask; a mirrored mask reaches a ratio of 1.2."""
    with Image.open(photo) as image, Image.open(mask_of(photo)) as drawn:
        image.draft("RGB", (image.width // 2, image.height // 2))
        grey = np.asarray(image.convert("L")).astype(np.float32)
        mask = np.asarray(drawn.resize((grey.shape[1], grey.shape[0]), Image.Resampling.NEAREST))
    near = np.asarray(Image.fromarray(mask).filter(ImageFilter.BoxBlur(8))) > 0
    contrast = local_contrast(grey)
    assert contrast[mask > 0].mean() > 1.4 * contrast[near & (mask == 0)].mean()


def local_contrast(grey: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> np.ndarray:
    """Absolute steps to the next pixel, (H, W)."""
    across = np.abs(np.diff(grey, axis=1, append=grey[:, -1:]))
    down = np.abs(np.diff(grey, axis=0, append=grey[-1:]))
    return across + down


def test_a_large_photo_carries_camera_metadata() -> None:
    sizes: list[int] = []
    for photo in PHOTOS:
        with Image.open(photo) as image:
            if image.getexif() and image.info.get("icc_profile"):
                sizes.append(image.width * image.height)
    assert max(sizes) >= 8_000_000


def test_sources_list_exactly_the_photos() -> None:
    assert set(stated_sources()) == {photo.name for photo in PHOTOS}


@each_photo
def test_source_states_title_author_origin_and_a_free_licence(photo: Path) -> None:
    fields = stated_sources()[photo.name]
    assert set(fields) == FIELDS
    assert fields["Source"].startswith("https://")
    assert fields["Licence"] in FREE_LICENCES


@each_photo
def test_attribution_travels_inside_the_photo_and_no_place_does(photo: Path) -> None:
    fields = stated_sources()[photo.name]
    with Image.open(photo) as image:
        exif = image.getexif()
    assert exif[ExifTags.Base.ImageDescription] == fields["Title"]
    assert exif[ExifTags.Base.Artist] == fields["Author"]
    assert fields["Licence"] in exif[ExifTags.Base.Copyright]
    assert ExifTags.IFD.GPSInfo not in exif
