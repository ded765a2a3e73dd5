"""The benchmarks of the papers: how pictures are prepared, and what was published on them.

The rows are those of tables 1, 3 and 4 of the Moebius paper (arXiv 2606.19195); what the pictures
and masks are is told in the papers and README of github hustvl/PixelHacker (arXiv 2504.20438), and
how they are resized is `infer/utils_dataset.py` of github hustvl/Moebius. None of them publishes
code that computes the figures: what is not settled here is said in `open_points`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from moebius_core.errors import BadInputError
from moebius_core.training.evaluation.pairs import View


class Quality(NamedTuple):
    """Published for one model on one benchmark; lower is better."""

    fid: float
    lpips: float


@dataclass(frozen=True)
class PublishedModel:
    """What a model costs according to table 1, on a graphics card that it does not name."""

    name: str
    parameters: float
    """Numbers."""
    multiply_adds: float
    """Of a step; the table says TFLOPs, see `sizes.ModelSize`."""
    step_seconds: float
    steps: int
    seconds: float
    """Of a whole picture."""


MODELS = (
    PublishedModel("Moebius", 0.226e9, 0.154e12, 0.02601, 20, 0.52),
    PublishedModel("PixelHacker", 0.862e9, 0.338e12, 0.04689, 20, 0.94),
    PublishedModel("SD3.5 Large-Inpainting", 8.057e9, 8.657e12, 0.15102, 28, 4.23),
    PublishedModel("FLUX.1-Fill-Dev", 11.902e9, 9.927e12, 0.16101, 50, 8.05),
)


@dataclass(frozen=True)
class Preset:
    """One benchmark."""

    name: str
    pictures: str
    """Which, for people; nothing is ever downloaded."""
    masks: str
    view: View
    published: Mapping[str, Quality]
    """By the names in `MODELS`."""


OPEN_POINTS = (
    "which pictures and masks you give: the published figures hold for the authors' own",
    "with what LPIPS and FID see: AlexNet, unless another is asked for, and the Inception network "
    "of 2015, as in MAT's public code; the papers' code is not public",
    "the public script guides with 2.5 (its README with 2.0), and here --quality, --guidance and "
    "--steps decide: --quality best is nearest to it",
)
"""What no preset settles."""

_AUTHORS_MASKS = "the authors' files, linked in the README of hustvl/Moebius"


def _rows(*values: float) -> Mapping[str, Quality]:
    """FID and LPIPS by turns, in the order of `MODELS`."""
    pairs = zip(values[::2], values[1::2], strict=True)
    return {model.name: Quality(*pair) for model, pair in zip(MODELS, pairs, strict=True)}


def _square(side: int, *, hole: tuple[float, float] = (0.0, 1.0)) -> View:
    return View(side, stretch=True, hole=hole)


_ALL = (
    Preset(
        "places2-small",
        "Places2, 36,500 of the validation set",
        f"small ones; {_AUTHORS_MASKS}",
        _square(512),
        _rows(0.92, 0.091, 0.82, 0.088, 3.02, 0.105, 0.94, 0.099),
    ),
    Preset(
        "places2-large",
        "Places2, 36,500 of the validation set",
        f"large ones; {_AUTHORS_MASKS}",
        _square(512),
        _rows(2.35, 0.173, 2.05, 0.169, 10.94, 0.202, 1.86, 0.179),
    ),
    Preset(
        "places2-test",
        "Places2, 10,000 of the test set",
        f"40 to 50 % of the picture; {_AUTHORS_MASKS}",
        _square(512, hole=(0.4, 0.5)),
        _rows(9.48, 0.207, 8.59, 0.203, 37.33, 0.237, 8.02, 0.279),
    ),
    Preset(
        "places2-256",
        "Places2, validation set",
        f"strokes and boxes of any share; {_AUTHORS_MASKS}",
        _square(256),
        _rows(14.13, 0.470, 9.25, 0.367, 74.29, 0.595, 10.44, 0.391),
    ),
    Preset(
        "celebahq-512",
        "CelebA-HQ",
        _AUTHORS_MASKS,
        _square(512),
        _rows(5.39, 0.122, 4.75, 0.115, 11.80, 0.134, 10.13, 0.141),
    ),
    Preset(
        "ffhq-256",
        "FFHQ",
        _AUTHORS_MASKS,
        _square(256),
        _rows(8.15, 0.231, 6.35, 0.229, 109.42, 0.402, 11.19, 0.268),
    ),
)
PRESETS = {preset.name: preset for preset in _ALL}


def preset_named(name: str) -> Preset:
    """The benchmark of that name.

    Raises:
        BadInputError: there is none.
    """
    if name not in PRESETS:
        raise BadInputError(f"There is no preset “{name}”.", f"Presets are {', '.join(PRESETS)}.")
    return PRESETS[name]
