"""The real run: a whole model from nothing on a processor, and a smaller one distilled from it.

    python -m tests.benchmarks.real_run all DIR       everything: about an hour on two idle cores
    python -m tests.benchmarks.real_run data DIR      photos (from Debian's packages) into DIR
    python -m tests.benchmarks.real_run train DIR     what is not trained yet, or resumed
    python -m tests.benchmarks.real_run report DIR    figures, curves and a sheet of what there is

Settings and results lie in assets/training. It shows that the training module learns; the weights
are far from any that are worth shipping.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from moebius_core.places import WEIGHTS_VARIABLE
from moebius_core.training.history import read_history
from tests.benchmarks.real_run_photos import prepare

ASSETS = Path(__file__).parents[2] / "assets" / "training"


class Run(NamedTuple):
    """One training run; its settings are `<name>.toml`, its folder `run-<name>`."""

    name: str
    command: str
    """Of `python -m moebius_core.training`."""

    steps: int
    """As in its TOML."""


RUNS = (
    Run("vae", "train", 2200),
    Run("student", "train", 1000),
    Run("small-plain", "train", 600),
    Run("small-distilled", "distill", 600),
    Run("student-longer", "train", 1200),
)
"""Those from `student` on need the autoencoder, the last two the student as well."""

STUDENTS = tuple(run.name for run in RUNS[1:])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stage", choices=("data", "train", "report", "all"))
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    stage, folder = arguments.stage, arguments.folder.absolute()
    if stage in ("data", "all"):
        folder.mkdir(parents=True, exist_ok=True)
        for part, names in prepare(folder).items():
            print(f"{part}: {len(names)} photos")
    if stage in ("train", "all"):
        for run in RUNS:
            train(run, folder)
    if stage in ("report", "all"):
        os.environ[WEIGHTS_VARIABLE] = str(folder / "weights")
        install(folder)
        # it opens engines, which must find the folder of weights
        from tests.benchmarks.real_run_report import report

        return report(folder, ASSETS)
    return 0


def train(run: Run, folder: Path) -> None:
    """Do the run, or what is left of it. Raises CalledProcessError where it fails."""
    settings, target = folder / f"{run.name}.toml", folder / f"run-{run.name}"
    shutil.copyfile(ASSETS / settings.name, settings)
    if finished(target, run.steps):
        return
    command = ["-m", "moebius_core.training", run.command, settings, "-o", target]
    subprocess.run([sys.executable, *command, "--resume"], check=True)


def finished(target: Path, steps: int) -> bool:
    """Whether a run's folder holds that many steps."""
    history = read_history(target)
    return bool(history) and history[-1]["step"] >= steps


def install(folder: Path) -> None:
    """Every student as weights of the product, anew, in a folder of their own."""
    shutil.rmtree(folder / "weights", ignore_errors=True)
    for name in STUDENTS:
        command = ["-m", "moebius_core.cli", "weights", "import", folder / f"run-{name}"]
        subprocess.run([sys.executable, *command, "--id", name], check=True)


if __name__ == "__main__":
    sys.exit(main())
