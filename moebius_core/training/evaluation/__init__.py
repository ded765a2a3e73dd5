"""Evaluation: engines side by side on pictures of which the truth is known.

    pairs = find_pairs(Path("images"), Path("masks")).pairs
    with ExitStack() as closing:
        results = evaluate(pairs, open_contestants(["content-fill"], closing))
    write_results(results, folder)

No torch is needed but for LPIPS and FID, which are used where they and their weights are there.
"""

from moebius_core.training.evaluation.baselines import Baseline, open_baseline
from moebius_core.training.evaluation.contestants import Contestant, open_contestants
from moebius_core.training.evaluation.json_form import as_json
from moebius_core.training.evaluation.learned import Missing, open_inception, open_lpips
from moebius_core.training.evaluation.metrics import Scores, scores
from moebius_core.training.evaluation.pairs import Case, DrawnMasks, Pair, View, find_pairs
from moebius_core.training.evaluation.pictures import Sheet
from moebius_core.training.evaluation.protocols import PRESETS, Preset, preset_named
from moebius_core.training.evaluation.report import (
    MARKDOWN_NAME,
    SHEET_NAME,
    as_markdown,
    mean_line,
    write_results,
)
from moebius_core.training.evaluation.results import EngineResult, Fill, Results
from moebius_core.training.evaluation.run import Judges, evaluate
from moebius_core.training.evaluation.sizes import ModelSize, model_size

__all__ = [
    "MARKDOWN_NAME",
    "PRESETS",
    "SHEET_NAME",
    "Baseline",
    "Case",
    "Contestant",
    "DrawnMasks",
    "EngineResult",
    "Fill",
    "Judges",
    "Missing",
    "ModelSize",
    "Pair",
    "Preset",
    "Results",
    "Scores",
    "Sheet",
    "View",
    "as_json",
    "as_markdown",
    "evaluate",
    "find_pairs",
    "mean_line",
    "model_size",
    "open_baseline",
    "open_contestants",
    "open_inception",
    "open_lpips",
    "preset_named",
    "scores",
    "write_results",
]
