"""From a rough hint to the outline of an object: GrabCut on a small copy, then its edge (pure)."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Image, Mask, size_of
from moebius_core.progress import Progress

_WORK_AREA = 240 * 240
"""Pixels on which GrabCut runs; its time grows faster than this."""
_REFINE_AREA = 1_000_000
_ROUNDS = 2
_COLOURS = 5
"""Colours that tell object and surroundings apart at the start."""
_FEW = 0.05
"""A share so small of what looked like the object is no answer."""
_PIECE_SHARE = 0.03
"""Pieces in a box that are smaller than this share of the largest one are dropped."""
_NEARBY_PX = 7
_SIZE_POWER = 0.3
"""Parts of an object often have a clearer outline than the whole: size makes up for that."""
_REACH_WEIGHT = 0.6
"""How much a pixel as far from the stroke as the crop reaches speaks for the background."""
_STEEPER = 3.0
_EDGE_EPSILON = 1e-4
"""Guided filter: contrasts (squared, of 0..1) above this keep the mask's edge."""


class Hint(IntEnum):
    """What is known about a pixel."""

    OUTSIDE = 0
    UNKNOWN = 1
    """To be found out."""
    LIKELY = 2
    """Inside a box drawn around the object."""
    OBJECT = 3
    """Under the stroke."""


class Selection(NamedTuple):
    """What was found."""

    mask: Mask
    """(H, W) uint8 with soft edges."""
    clearness: float
    """How much the colours inside differ from those outside all along the outline, a little more
    for large areas; to be compared with other selections only. 0 for none."""


def select_object(image: Image, hints: NDArray[np.uint8], progress: Progress) -> Selection:
    """Find the object that the hints point at.

    Args:
        image: (H, W, 3) uint8: the object and some of its surroundings.
        hints: (H, W) uint8 of `Hint`.
        progress: Asked between the stages.

    Returns:
        Only what hangs together with the hinted pixels; all 0 where nothing stands out.

    Raises:
        Cancelled: when the progress's token was set.
    """
    import cv2

    if not (hints >= Hint.LIKELY).any():
        return Selection(np.zeros(hints.shape, np.uint8), 0.0)
    size = size_of(image)
    scale = min(1.0, (_WORK_AREA / size.area) ** 0.5)
    small_size = (max(8, round(size.width * scale)), max(8, round(size.height * scale)))
    small = np.asarray(cv2.resize(image, small_size, interpolation=cv2.INTER_AREA), np.uint8)
    small_hints = _small_hints(hints, small_size)
    progress.report(0.1)
    starts = _starts(small, small_hints)
    tries: list[tuple[float, Mask]] = []
    for index, labels in enumerate(starts):
        step = progress.span(0.2 + 0.6 * index / len(starts), 0.2 + 0.6 * (index + 1) / len(starts))
        guess = _inside(labels)
        cut = _cut(small, labels, step)
        if (cut > 0).sum() < _FEW * (guess > 0).sum():
            cut = guess
        found = _connected(cut, small_hints)
        tries.append((_clearness(_lab(small), found), found))
    clearness, found = max(tries, key=lambda one: one[0])
    if not found.any():
        return Selection(np.zeros(hints.shape, np.uint8), 0.0)
    progress.report(0.8)
    return Selection(_refined(image, found, hints), clearness)


def _small_hints(hints: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Hints at another size; thin strokes stay."""
    import cv2

    small = np.array(cv2.resize(hints, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    stroke = (hints == Hint.OBJECT).astype(np.float32)
    covered = np.asarray(cv2.resize(stroke, size, interpolation=cv2.INTER_AREA))
    most = float(covered.max())
    if most:
        small[covered >= min(0.15, most)] = Hint.OBJECT
    return small


def _starts(image: Image, hints: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """GrabCut's labels to start from; the outcome with the clearest outline is taken."""
    import cv2

    box = hints == Hint.LIKELY
    guesses = [_stands_out(image, hints), box] if box.any() else [_looks_like_stroke(image, hints)]
    starts: list[NDArray[np.uint8]] = []
    for guess in guesses:
        labels = np.full(hints.shape, cv2.GC_PR_BGD, np.uint8)
        labels[guess] = cv2.GC_PR_FGD
        labels[hints == Hint.OUTSIDE] = cv2.GC_BGD
        labels[hints == Hint.OBJECT] = cv2.GC_FGD
        starts.append(labels)
    return starts


def _clearness(lab: NDArray[np.float32], found: Mask) -> float:
    """Mean distance of the colours on the two sides of the outline, each averaged nearby."""
    import cv2

    inside = (found > 0).astype(np.float32)
    if not inside.any() or inside.all():
        return 0.0
    window = (_NEARBY_PX, _NEARBY_PX)
    share = np.asarray(cv2.blur(inside, window))
    edge = cv2.morphologyEx(found, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    within = np.asarray(cv2.blur(lab * inside[..., None], window))[edge]
    around = np.asarray(cv2.blur(lab, window))[edge] - within
    share = share[edge][:, None].clip(0.01, 0.99)
    contrast = np.linalg.norm(within / share - around / (1 - share), axis=1).mean()
    return float(contrast * inside.sum() ** _SIZE_POWER)


def _stands_out(image: Image, hints: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Pixels in the box whose colours are not those around it; all of them when few are."""
    import cv2

    inside = hints == Hint.LIKELY
    if not (hints == Hint.OUTSIDE).any():
        return inside
    lab = _lab(image)
    strange = _distance_to_colours(lab, lab[hints == Hint.OUTSIDE])
    levels = np.clip(strange[inside] * 2, 0, 255).astype(np.uint8).reshape(1, -1)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    found = inside & (strange * 2 > threshold)
    return found if found.sum() > _FEW * inside.sum() else inside


def _lab(image: Image) -> NDArray[np.float32]:
    """Colours as the eye tells them apart; lightness counts less, because of shadows."""
    import cv2

    lab = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.float32)
    lab[..., 0] *= 0.7
    return lab


def _looks_like_stroke(image: Image, hints: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Pixels nearer to the stroke's colours than to those of the crop's border, and not far off."""
    import cv2

    lab = _lab(image)
    stroke = hints == Hint.OBJECT
    away = np.asarray(cv2.distanceTransform((~stroke).astype(np.uint8), cv2.DIST_L2, 5))
    away /= max(float(away.max()), 1.0)
    border = hints == Hint.OUTSIDE
    if not border.any():
        border = ~stroke & (away > 0.8)
    if not border.any():
        return stroke
    to_object = _distance_to_colours(lab, lab[stroke])
    to_border = _distance_to_colours(lab, lab[border])
    noise = 4.0
    ratio = (to_border + noise) / (to_object + noise)
    return ratio > 1 + _REACH_WEIGHT * 2 * away


def _distance_to_colours(lab: NDArray[np.float32], sample: NDArray[np.float32]) -> NDArray[Any]:
    """(h, w): how far each pixel is from the nearest of a few typical colours of the sample."""
    import cv2

    sample = np.ascontiguousarray(sample.reshape(-1, 3)[:: max(1, sample.size // 3 // 2000)])
    count = min(_COLOURS, len(sample))
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    empty: Any = None
    cv2.setRNGSeed(1)
    _, _, centres = cv2.kmeans(sample, count, empty, stop, 1, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(lab.shape[:2], np.inf, np.float32)
    for centre in centres:
        difference = lab - centre
        np.minimum(nearest, np.einsum("ijk,ijk->ij", difference, difference), out=nearest)
    return np.sqrt(nearest, out=nearest)


def _cut(image: Image, labels: NDArray[np.uint8], progress: Progress) -> Mask:
    import cv2

    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    empty: Any = None
    cv2.setRNGSeed(1)
    mode = cv2.GC_INIT_WITH_MASK
    for turn in range(_ROUNDS):
        progress.report(turn / _ROUNDS)
        if not _both_present(labels):
            break
        cv2.grabCut(image, labels, empty, background, foreground, 1, mode)
        mode = cv2.GC_EVAL
    return _inside(labels)


def _inside(labels: NDArray[np.uint8]) -> Mask:
    """GrabCut's labels of the object, sure and likely, are the odd ones."""
    return np.where(labels % 2 == 1, 255, 0).astype(np.uint8)


def _both_present(labels: NDArray[np.uint8]) -> bool:
    """GrabCut refuses to learn from nothing."""
    inside = labels % 2 == 1
    return bool(inside.any()) and not bool(inside.all())


def _connected(found: Mask, hints: NDArray[np.uint8]) -> Mask:
    """The components that the stroke touches, or the large ones in a box; small holes closed."""
    import cv2

    count, raw, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    labels = np.asarray(raw, np.int64)
    keep = np.zeros(count, np.bool_)
    stroke = hints == Hint.OBJECT
    if stroke.any():
        keep[np.unique(labels[stroke])] = True
    else:
        areas = np.asarray(stats)[1:, cv2.CC_STAT_AREA]
        if areas.size:
            keep[1:] = areas >= areas.max() * _PIECE_SHARE
    keep[0] = False
    out = np.where(keep[labels], 255, 0).astype(np.uint8)
    count, raw, stats, _ = cv2.connectedComponentsWithStats(255 - out, connectivity=4)
    holes = np.asarray(stats)[:, cv2.CC_STAT_AREA] < 0.02 * (out > 0).sum()
    holes[0] = False
    out[holes[np.asarray(raw, np.int64)]] = 255
    return out


def _refined(image: Image, found: Mask, hints: NDArray[np.uint8]) -> Mask:
    """The mask at the image's size, its edge drawn to the image's by a guided filter."""
    import cv2

    size = size_of(image)
    scale = min(1.0, (_REFINE_AREA / size.area) ** 0.5)
    work = (max(1, round(size.width * scale)), max(1, round(size.height * scale)))
    smaller = cv2.resize(image, work, interpolation=cv2.INTER_AREA)
    guide = cv2.cvtColor(smaller, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    rough = cv2.resize(found, work, interpolation=cv2.INTER_LINEAR).astype(np.float32) / 255
    radius = max(2, round(1.5 * work[0] / found.shape[1]))
    window = (2 * radius + 1, 2 * radius + 1)

    def mean(values: Any) -> Any:
        return cv2.blur(values, window, borderType=cv2.BORDER_REFLECT)

    mean_guide, mean_rough = mean(guide), mean(rough)
    spread = mean(guide * guide) - mean_guide * mean_guide
    slope = (mean(guide * rough) - mean_guide * mean_rough) / (spread + _EDGE_EPSILON)
    offset = mean_rough - slope * mean_guide
    smooth = mean(slope) * guide + mean(offset)
    levels = np.rint(smooth.clip(0, 1) * 255).astype(np.uint8)
    full = cv2.resize(levels, tuple(size), interpolation=cv2.INTER_LINEAR)
    steep = np.clip((np.arange(256) - 127.5) * _STEEPER + 127.5, 0, 255)
    values = np.array(cv2.LUT(full, np.rint(steep).astype(np.uint8)), np.uint8)
    values[hints == Hint.OUTSIDE] = 0
    values[hints == Hint.OBJECT] = 255
    return values
