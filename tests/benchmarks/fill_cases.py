"""Photos that scikit-image and scikit-learn ship, and holes at random places in them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import skimage.data
from sklearn.datasets import load_sample_image

from moebius_core.arrays import Image, Mask
from moebius_core.geometry import Rect

PHOTOS = (
    "astronaut",
    "china",
    "grass",
    "coffee",
    "flower",
    "gravel",
    "chelsea",
    "rocket",
    "brick",
    "motorcycle",
    "camera",
    "hubble",
)


@dataclass(frozen=True)
class Case:
    """One hole in one photo, cropped as the engine gets it."""

    name: str
    image: Image
    mask: Mask


def photo(name: str) -> Image:
    """(H, W, 3) uint8; grey ones repeat the channel."""
    match name:
        case "china" | "flower":
            image = load_sample_image(f"{name}.jpg")
        case "motorcycle":
            image = skimage.data.stereo_motorcycle()[0]
        case "hubble":
            image = skimage.data.hubble_deep_field()
        case _:
            image = getattr(skimage.data, name)()
    return np.ascontiguousarray(image if image.ndim == 3 else np.dstack([image] * 3))


def random_cases(count: int, seed: int) -> list[Case]:
    """Blob-shaped holes, 20 to 150 px across, one photo after the other."""
    rng = np.random.default_rng(seed)
    return [_random_case(PHOTOS[index % len(PHOTOS)], rng) for index in range(count)]


def _random_case(name: str, rng: np.random.Generator) -> Case:
    image = photo(name)
    height, width = image.shape[:2]
    radius = float(rng.uniform(10, min(75, 0.2 * min(height, width))))
    x, y = rng.uniform(radius, width - radius), rng.uniform(radius, height - radius)
    mask = blob(height, width, x, y, radius, rng)
    return cropped(f"{name} {x:.0f},{y:.0f} r{radius:.0f}", image, mask)


def blob(
    height: int, width: int, x: float, y: float, radius: float, rng: np.random.Generator
) -> Mask:
    """A smooth closed shape around (x, y), clipped to the photo."""
    angle = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    outline = np.full(angle.shape, radius)
    for wave in (2, 3, 4):
        outline += rng.uniform(0, 0.3 / wave) * radius * np.cos(wave * angle + rng.uniform(0, 6.3))
    points = np.stack([x + outline * np.cos(angle), y + outline * np.sin(angle)], axis=1)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [np.rint(points).astype(np.int32)], 255)
    return mask


def cropped(name: str, image: Image, mask: Mask) -> Case:
    """The hole with as much context as its own size, 64 to 512 px."""
    left, top, width, height = cv2.boundingRect(mask)
    context = min(max(width, height, 64), 512)
    box = Rect(left, top, left + width, top + height).grown(context)
    box = box.intersection(Rect(0, 0, mask.shape[1], mask.shape[0]))
    return Case(name, np.ascontiguousarray(image[box.slices]), mask[box.slices].copy())
