"""`moebius train`: a network or an autoencoder of your own, from nothing or from weights."""

from __future__ import annotations

import argparse

from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.training_run import add_run_options, run_training

_EPILOG = """\
examples:
  moebius train --print-config > run.toml            every key, explained
  moebius train run.toml -o runs/first
  moebius train run.toml -o runs/first --set loop.batch=4 --set loop.steps=50000
  moebius train --resume -o runs/first               after an interruption
  moebius train run.toml -o runs/vae --set run.task=vae
  accelerate launch -m moebius_core.training train run.toml -o runs/first
  moebius weights import runs/first                  then the editor has it

RUN holds settings.toml (what was really set), checkpoints/, history.jsonl, tensorboard/, and the
weights as the program takes them: after every checkpoint RUN can be imported. Ctrl+C saves a
checkpoint first. Several graphics cards or machines: any launcher of accelerate or torch.

Needs: pip install "moebius[train]"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Train or fine-tune the Moebius network, or the autoencoder it works in."
    parser.epilog = _EPILOG
    add_run_options(parser)


def run(args: argparse.Namespace) -> ExitCode:
    return run_training(args, is_distilled=False)
