"""`moebius distill`: a student that learns from a teacher as well."""

from __future__ import annotations

import argparse

from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.training_run import add_run_options, run_training

_EPILOG = """\
examples:
  moebius distill run.toml -o runs/small --set teacher.weights=PixelHacker/pretrained
  moebius distill run.toml -o runs/small --set teacher.weights=runs/large --set loss.coarse=0

The teacher is PixelHacker, as in the paper, or a larger Moebius network. The coarse term compares
features, so both must be equally wide there (PixelHacker's first up block, a student's last down
block); otherwise loss.coarse must be 0, and the task counts with its own weight.

The configuration and the folder are those of `moebius train`; see: moebius help train
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Train the Moebius network towards a teacher's predictions."
    parser.epilog = _EPILOG
    add_run_options(parser)


def run(args: argparse.Namespace) -> ExitCode:
    return run_training(args, is_distilled=True)
