"""What the real run came to: held-out curves, figures beside simple fills, a sheet to look at."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import PIL.Image
import torch

from moebius_core.arrays import Image, Mask
from moebius_core.engines.engine import EngineInfo, InpaintEngine
from moebius_core.network import load_autoencoder
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Progress
from moebius_core.training.dataset import Samples
from moebius_core.training.evaluation.contestants import Contestant, open_contestants
from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.metrics import Scores
from moebius_core.training.evaluation.pairs import Case
from moebius_core.training.evaluation.pictures import Sheet
from moebius_core.training.evaluation.results import Results
from moebius_core.training.evaluation.run import evaluate
from moebius_core.training.history import read_history
from moebius_core.training.records import open_records
from moebius_core.training.vae_objective import decibels
from moebius_core.weights.checkpoint import find_checkpoint, open_checkpoint
from tests.benchmarks.measure import verdict
from tests.benchmarks.real_run_photos import HOLES

SIDE = 64
"""Of the pictures that the students fill."""

SIMPLE = ("baseline:noise", "baseline:mean", "baseline:telea", "content-fill")
STUDENTS = (
    "moebius:student",
    "moebius:small-plain",
    "moebius:small-distilled",
    "moebius:student-longer",
)
OPTIONS = InpaintOptions(grow=0, feather=0, quality=Quality.BEST, guidance=1.0)
"""Without guidance: "foreground" was never learnt."""

STRENGTHS = {"": 0.99, " (0.6)": 0.6}
"""What a student's name ends in -> how much noise is put on a smooth continuation of the
surroundings, from which it starts: so much that next to nothing is left of that, or less."""

_SHOWN = ("lomiri-wallpapers-16.04", "scikit-")
"""Photos on the sheet, with a part of each: their licences ask for no more than a name."""

_PART = "@11"
_ROWS = 8
_ENLARGED = 2
_QUALITY = 85

_TABLE = "<!-- figures -->", "<!-- end of figures -->"
"""Around what `report` writes into README.md."""

_LABELS = {
    "student": "student",
    "small-plain": "smaller student by itself",
    "small-distilled": "smaller student, distilled",
    "student-longer": "student for longer",
}


def report(folder: Path, assets: Path) -> int:
    """Write curves.png, sheet.jpg and README.md's figures; the exit status: 0 if all bars hold."""
    histories = {name: held_out(folder / f"run-{name}") for name in ("vae", *_LABELS)}
    draw_curves(histories, assets / "curves.png")
    psnr = reconstruction(folder)
    with ExitStack() as closing:
        simple = open_contestants(SIMPLE, closing)
        students = open_contestants(STUDENTS, closing)
        contestants = [*simple, *(_going(each, end) for each in students for end in STRENGTHS)]
        sheet = Sheet([each.name for each in contestants], rows=_ROWS, cell=SIDE * _ENLARGED)

        def watch(case: Case, made: Mapping[str, Image]) -> None:
            if is_shown(case.name):
                larger = Case(case.name, _enlarged(case.image), _enlarged(case.mask))
                sheet.add(larger, {name: _enlarged(each) for name, each in made.items()})

        results = evaluate(cases(folder), contestants, options=OPTIONS, watch=watch)
    drawn = sheet.drawn()
    assert drawn is not None
    PIL.Image.fromarray(drawn).save(assets / "sheet.jpg", quality=_QUALITY)
    text = "\n\n".join((losses(histories), fills(results), _told(results, psnr)))
    _replace_figures(assets / "README.md", text)
    print(text)
    return _bars(histories, results)


@dataclass(frozen=True)
class _Going:
    """An engine that goes as far as it is told here."""

    engine: InpaintEngine
    strength: float

    @property
    def info(self) -> EngineInfo:
        return self.engine.info

    def fill(self, image: Image, mask: Mask, options: InpaintOptions, progress: Progress) -> Image:
        told = replace(options, strength=self.strength)
        return self.engine.fill(image, mask, told, progress)

    def close(self) -> None:
        """Whoever opened it closes it."""


def _going(contestant: Contestant, end: str) -> Contestant:
    name = contestant.name.removeprefix("moebius:") + end
    return replace(contestant, name=name, engine=_Going(contestant.engine, STRENGTHS[end]))


def held_out(run: Path) -> list[dict[str, Any]]:
    """The measurements of a run on pictures it was not trained on."""
    return [each for each in read_history(run) if each["kind"] == "held out"]


def cases(folder: Path) -> list[Case]:
    """The middle square of every held-out picture, with the mask of the list."""
    made = list[Case]()
    for path in sorted((folder / "held_out").iterdir()):
        image = np.asarray(PIL.Image.open(path).convert("RGB"))
        height, width = image.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        square = image[top : top + side, left : left + side]
        small = cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        mask = np.asarray(PIL.Image.open(folder / "masks" / f"{path.stem}.png"))
        step = len(mask) // SIDE
        made.append(Case(path.stem, np.asarray(small, np.uint8), mask[::step, ::step].copy()))
    return made


@torch.no_grad()
def reconstruction(folder: Path) -> float:
    """Mean PSNR in dB of held-out pictures through the autoencoder."""
    weights = find_checkpoint(folder / "run-vae")
    network = load_autoencoder(open_checkpoint(weights))
    samples = Samples(open_records(folder / "held_out"), side=SIDE)
    ratios = list[float]()
    for sample in samples.epoch(0):
        image = torch.from_numpy(sample.image)[None]
        mean, _ = network.encode(image).chunk(2, dim=1)
        ratios += decibels(network.decode(mean), image).tolist()
    return float(np.mean(ratios))


def draw_curves(histories: dict[str, list[dict[str, Any]]], target: Path) -> None:
    """Held-out losses over steps: the autoencoder's, and the students' in one panel."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
    vae = histories["vae"]
    left.plot([e["step"] for e in vae], [e["loss"] for e in vae], color="black")
    left.set_title("autoencoder: pixels and edges, held out")
    for name, label in _LABELS.items():
        history = histories[name]
        right.plot([e["step"] for e in history], [e["loss"] for e in history], label=label)
    right.set_title("students: error of the noise, held out")
    right.legend()
    for axes in (left, right):
        axes.set_xlabel("steps")
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
    figure.savefig(target, dpi=90)
    pyplot.close(figure)


def losses(histories: dict[str, list[dict[str, Any]]]) -> str:
    """First and last held-out loss of each run, as Markdown."""
    rows = ["| run | steps | held-out loss before | after |", "| --- | ---: | ---: | ---: |"]
    for name, history in histories.items():
        first, last = history[0], history[-1]
        rows.append(f"| {name} | {last['step']} | {first['loss']:.4f} | {last['loss']:.4f} |")
    return "\n".join(rows)


def fills(results: Results) -> str:
    """Each engine's means, as Markdown."""
    rows = [
        "| engine | parameters | PSNR in the hole | SSIM in the hole | L1 in the hole |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for engine in results.engines:
        means, size = _means(results, engine.name), engine.size
        count = "" if isinstance(size, Missing) else f"{size.parameters / 1e6:.2f} M"
        rows.append(
            f"| {engine.name} | {count} | {means.psnr_hole:.2f} dB | {means.ssim_hole:.4f} | "
            f"{means.l1_hole:.4f} |"
        )
    return "\n".join(rows)


def _told(results: Results, psnr: float) -> str:
    return (
        f"{len(results.compared)} held-out pictures of {SIDE} px, holes of "
        f"{HOLES[0]:.0%} to {HOLES[1]:.0%}. The autoencoder alone gives them back with "
        f"{psnr:.2f} dB, about the best that a student can reach."
    )


def _means(results: Results, name: str) -> Scores:
    (engine,) = (each for each in results.engines if each.name == name)
    means = engine.means
    assert isinstance(means, Scores)
    return means


def is_shown(name: str) -> bool:
    """Whether a picture is one for the sheet."""
    return name.startswith(_SHOWN) and ("@" not in name or name.endswith(_PART))


def _enlarged(pixels: Image) -> Image:
    """Each pixel as a square."""
    return pixels.repeat(_ENLARGED, axis=0).repeat(_ENLARGED, axis=1)


def _replace_figures(readme: Path, text: str) -> None:
    begin, end = _TABLE
    before, _, rest = readme.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    readme.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", "utf-8")


def _bars(histories: dict[str, list[dict[str, Any]]], results: Results) -> int:
    shares = [history[-1]["loss"] / history[0]["loss"] for history in histories.values()]
    fell = max(shares[:-1])  # the last run goes on from what was learnt before
    plain, taught = (histories[name][-1]["loss"] for name in ("small-plain", "small-distilled"))
    noise, ours = (_means(results, name) for name in ("baseline:noise", "student"))
    return verdict(
        (f"held-out losses fell to {fell:.2f} or less of what they were (0.7)", fell <= 0.7),
        (f"distilled {taught:.4f}, plain {plain:.4f} at equal steps", taught < plain),
        (
            f"student {ours.psnr_hole:.2f} dB, noise {noise.psnr_hole:.2f} dB in the hole",
            ours.psnr_hole > noise.psnr_hole and ours.ssim_hole > noise.ssim_hole,
        ),
    )
