"""An evaluation as plain values, for machines. `moebius help evaluate` describes the keys."""

from __future__ import annotations

from dataclasses import asdict

from moebius_core.training.evaluation.learned import Missing
from moebius_core.training.evaluation.protocols import MODELS, Preset, PublishedModel
from moebius_core.training.evaluation.results import EngineResult, Results


def as_json(results: Results) -> dict[str, object]:
    """Everything, as plain values. A figure that is not available is null, with why beside it."""
    options, preset = results.options, results.preset
    return {
        "preset": preset.name if preset else None,
        "side": results.view.side,
        "masks": results.masks,
        "options": {
            "quality": options.quality.value,
            "steps": options.steps,
            "guidance": options.guidance,
            "strength": options.strength,
            "seed": options.seed,
            "grow": options.grow,
            "feather": options.feather,
            "colour_match": options.colour_match,
            "context": options.context,
        },
        "interrupted": results.is_interrupted,
        "seconds": round(results.seconds, 3),
        "asked": results.asked,
        "compared": list(results.compared),
        "skipped": dict(results.skipped),
        "lpips_net": results.lpips_net,
        "engines": [_engine_json(engine) for engine in results.engines],
        "published": [_published_json(model, preset) for model in MODELS],
    }


def _engine_json(engine: EngineResult) -> dict[str, object]:
    size = engine.size
    known = None if isinstance(size, Missing) else size
    figures: dict[str, float | Missing] = {
        "lpips": engine.lpips,
        "fid": engine.fid,
        "seconds_per_picture": engine.seconds,
        "seconds_per_step": engine.step_seconds,
        "steps": engine.steps,
    }
    why = {name: value.why for name, value in figures.items() if isinstance(value, Missing)}
    if isinstance(size, Missing):
        why["parameters"] = why["multiply_adds_per_row"] = size.why
    means = engine.means
    return {
        "name": engine.name,
        "engine": engine.info.name,
        "device": engine.info.device,
        "precision": engine.info.precision,
        "parameters": known and known.parameters,
        "autoencoder_parameters": engine.autoencoder_parameters,
        "multiply_adds_per_row": known and known.multiply_adds,
        "multiply_adds_of_layers": known and known.layers_alone,
        "counted_at_side": known and known.side_px,
        "pictures": len(engine.fills),
        "means": None if isinstance(means, Missing) else asdict(means),
        **{name: None if isinstance(v, Missing) else v for name, v in figures.items()},
        "not_available": why,
        "failed": dict(engine.failed),
        "given_up": engine.given_up or None,
        "notes": list(engine.notes),
        "fills": [asdict(fill) for fill in engine.fills],
    }


def _published_json(model: PublishedModel, preset: Preset | None) -> dict[str, object]:
    quality = preset.published[model.name] if preset else None
    return {
        "name": model.name,
        "parameters": model.parameters,
        "tflops_per_step": model.multiply_adds / 1e12,
        "seconds_per_step": model.step_seconds,
        "steps": model.steps,
        "seconds_per_picture": model.seconds,
        "fid": quality.fid if quality else None,
        "lpips": quality.lpips if quality else None,
    }
