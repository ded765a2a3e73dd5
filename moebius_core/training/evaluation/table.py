"""The table of an evaluation in Markdown: our rows, and the published ones marked as such."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.protocols import MODELS, Preset, PublishedModel
from moebius_core.training.evaluation.results import EngineResult, Results


class _Column(NamedTuple):
    """Of the Markdown table: its head, our cell and the published one."""

    head: str
    ours: Callable[[EngineResult], str]
    published: Callable[[PublishedModel, Preset | None], str]


def _of_scores(name: str, form: str) -> Callable[[EngineResult], str]:
    def told(engine: EngineResult) -> str:
        means = engine.means
        return "-" if isinstance(means, Missing) else format(getattr(means, name), form)

    return told


def _not_published(_model: PublishedModel, _preset: Preset | None) -> str:
    return ""


def _of_quality(name: str, form: str) -> Callable[[PublishedModel, Preset | None], str]:
    def told(model: PublishedModel, preset: Preset | None) -> str:
        return format(getattr(preset.published[model.name], name), form) if preset else ""

    return told


def _of_model(name: str, unit: float = 1.0) -> Callable[[PublishedModel, Preset | None], str]:
    return lambda model, _: format(getattr(model, name) / unit, "g")


def _of_row(name: str, form: str) -> Callable[[EngineResult], str]:
    return lambda row: number(getattr(row, name), form)


def _of_size(name: str, unit: float) -> Callable[[EngineResult], str]:
    def told(row: EngineResult) -> str:
        return "-" if isinstance(row.size, Missing) else f"{getattr(row.size, name) / unit:.4g}"

    return told


def number(value: float | Missing, form: str) -> str:
    """A figure, or a dash where there is none."""
    return "-" if isinstance(value, Missing) else format(value, form)


_COLUMNS = (
    _Column("PSNR, hole", _of_scores("psnr_hole", ".2f"), _not_published),
    _Column("SSIM, hole", _of_scores("ssim_hole", ".4f"), _not_published),
    _Column("L1, hole", _of_scores("l1_hole", ".4f"), _not_published),
    _Column("PSNR", _of_scores("psnr", ".2f"), _not_published),
    _Column("SSIM", _of_scores("ssim", ".4f"), _not_published),
    _Column("L1", _of_scores("l1", ".4f"), _not_published),
    _Column("LPIPS", _of_row("lpips", ".4f"), _of_quality("lpips", ".3f")),
    _Column("FID", _of_row("fid", ".2f"), _of_quality("fid", ".2f")),
    _Column("s a picture", _of_row("seconds", ".3f"), _of_model("seconds")),
    _Column("s a step", _of_row("step_seconds", ".3f"), _of_model("step_seconds")),
    _Column("steps", _of_row("steps", ".3g"), _of_model("steps")),
    _Column("M parameters", _of_size("parameters", 1e6), _of_model("parameters", 1e6)),
    _Column(
        "T multiply-adds a row",
        _of_size("multiply_adds", 1e12),
        _of_model("multiply_adds", 1e12),
    ),
)


def table(results: Results) -> str:
    """All rows under their head."""
    rows = [
        ["engine", "pictures", *(column.head for column in _COLUMNS)],
        ["---"] + ["---:"] * (len(_COLUMNS) + 1),
    ]
    rows += [
        [
            f"{plain(engine.name)} ({engine.info.device}, {engine.info.precision})",
            str(len(engine.fills)),
            *(column.ours(engine) for column in _COLUMNS),
        ]
        for engine in results.engines
    ]
    rows += [
        [
            f"*{model.name}, published*",
            "",
            *(column.published(model, results.preset) for column in _COLUMNS),
        ]
        for model in MODELS
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def plain(text: str) -> str:
    """A name inside a table: nothing in it steers Markdown or breaks the row."""
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("`", "\\`")
