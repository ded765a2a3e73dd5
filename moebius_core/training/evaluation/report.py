"""An evaluation told to people, and saved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from moebius_core.system import write_atomically
from moebius_core.training.evaluation.json_form import as_json
from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.metrics import Scores
from moebius_core.training.evaluation.protocols import OPEN_POINTS
from moebius_core.training.evaluation.results import EngineResult, Results
from moebius_core.training.evaluation.table import number, plain, table

JSON_NAME, MARKDOWN_NAME, SHEET_NAME = "results.json", "results.md", "sheet.png"

_NAMED = 20
"""So many of the files that were left out are named in the Markdown; the JSON names all."""

_ENOUGH_FOR_FID = 10_000
"""Pictures; below that FID is far too high, and not by the same for every engine."""


def write_results(results: Results, folder: Path) -> None:
    """`results.json` and `results.md` in a folder that exists; each whole or not at all.

    Raises:
        SaveError: one could not be written.
    """
    text = json.dumps(as_json(results), indent=2, allow_nan=False, ensure_ascii=False)
    write_atomically(folder / JSON_NAME, [text.encode() + b"\n"])
    write_atomically(folder / MARKDOWN_NAME, [as_markdown(results).encode()])


def as_markdown(results: Results) -> str:
    """The table, what it is about, and what is missing from it."""
    parts = [
        f"# Evaluation{': ' + results.preset.name if results.preset else ''}",
        _head(results),
        table(results),
        _legend(results),
        _bullets("Not available", _unavailable(results)),
        _bullets("Failures", _failures(results)),
        _bullets("Left out", _left_out(results)),
        _bullets("What the preset does not settle", OPEN_POINTS if results.preset else ()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(results: Results) -> str:
    count = len(results.compared)
    told = f"{count} of {results.asked} pictures compared"
    if results.is_interrupted:
        told = f"**Interrupted: {told}.** All rows are of the same pictures."
    else:
        told += "."
    side = results.view.side
    told += f" Pictures {f'resized to {side} x {side}' if side else 'in their own size'}"
    told += f", masks {results.masks}."
    if results.preset:
        told += f" The preset stands for {results.preset.pictures}, masks: {results.preset.masks}."
    options = results.options
    asked = [f"quality {options.quality.value}", f"seed {options.seed}"]
    for name in ("steps", "guidance", "strength"):
        value = getattr(options, name)
        asked += [f"{name} {value:g}"] if value is not None else []
    asked += [f"mask grown by {options.grow} px", f"soft edge {options.feather} px"]
    return f"{told} Asked for: {', '.join(asked)}."


def _legend(results: Results) -> str:
    sentences = [
        "PSNR in decibel, L1 from 0 to 1; means over the pictures, on the hole alone and on the "
        "whole picture. Seconds are medians.",
        "The truth is what a picture shows under its hole: where that is an object that should go, "
        "the figures mean nothing and the sheet has to be looked at.",
        "Rows marked published are from the Moebius paper (arXiv 2606.19195), measured on the "
        "authors' pictures and hardware.",
        "A row of a step is one of guidance's two; its multiply-adds are counted from the "
        "weights in the literal form. The paper calls that count TFLOPs and leaves out "
        "the products inside lambda layers: so counted, a released student has 0.154.",
    ]
    if not results.preset:
        sentences.append("Published FID and LPIPS belong to the benchmarks: see --preset.")
    count = len(results.compared)
    if any(not isinstance(engine.fid, Missing) for engine in results.engines) and (
        count < _ENOUGH_FOR_FID
    ):
        sentences.append(
            f"FID over {count} pictures is biased upwards and not comparable with the published "
            "ones, which are over thousands."
        )
    if any(not isinstance(engine.lpips, Missing) for engine in results.engines):
        sentences.append(f"LPIPS with the network {results.lpips_net}.")
    return " ".join(sentences)


def _unavailable(results: Results) -> list[str]:
    """Each reason once, with the engines that it holds for."""
    reasons: dict[str, list[str]] = {}
    for engine in results.engines:
        figures: dict[str, object] = {
            "LPIPS": engine.lpips,
            "FID": engine.fid,
            "parameters and multiply-adds": engine.size,
            "seconds a step": engine.step_seconds,
            "figures": engine.means,
        }
        for name, value in figures.items():
            if isinstance(value, Missing):
                reasons.setdefault(f"{name}: not available: {value.why}", []).append(engine.name)
    everyone = len(results.engines)
    return [
        f"{reason}." if len(names) == everyone else f"{reason} ({', '.join(map(plain, names))})."
        for reason, names in reasons.items()
    ]


def _failures(results: Results) -> list[str]:
    told: list[str] = []
    for engine in results.engines:
        if engine.given_up:
            told.append(f"{plain(engine.name)} was given up: {plain(engine.given_up)}")
        told += _some(
            [
                f"{plain(engine.name)} on {plain(name)}: {plain(why)}"
                for name, why in engine.failed.items()
            ]
        )
        told += [f"{plain(engine.name)}: {plain(note)}" for note in engine.notes]
    return told


def _left_out(results: Results) -> list[str]:
    return _some([f"{plain(name)}: {plain(why)}" for name, why in results.skipped.items()])


def _some(lines: Sequence[str]) -> list[str]:
    rest = len(lines) - _NAMED
    return [*lines[:_NAMED], *([f"... and {rest} more: see {JSON_NAME}."] if rest > 0 else [])]


def _bullets(title: str, lines: Sequence[str]) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""


def mean_line(name: str, engine: EngineResult) -> str:
    """One engine in a line, for a terminal."""
    means = engine.means
    if not isinstance(means, Scores):
        return f"  {name}: {means.why}"
    return (
        f"  {name:24} PSNR {means.psnr_hole:6.2f} dB  SSIM {means.ssim_hole:.4f}  "
        f"L1 {means.l1_hole:.4f}  LPIPS {number(engine.lpips, '.4f')}  "
        f"FID {number(engine.fid, '.2f')}  {number(engine.seconds, '.2f')} s a picture"
    )
