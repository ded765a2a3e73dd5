"""What `moebius train` and `moebius distill` have in common: everything but the task.

The training package needs libraries of its own and is imported by its name, when it is used.
"""

from __future__ import annotations

import argparse
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from moebius_core.cli.graphs import is_installed
from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.terminal import tell, warn
from moebius_core.errors import EngineUnavailableError
from moebius_core.extras import how_to_get

if TYPE_CHECKING:
    from moebius_core.training.settings import Settings

_LIBRARIES = ("torch", "accelerate", "safetensors", "tensorboard")


def add_run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "config", nargs="?", metavar="TOML", help="the run's configuration; see --print-config"
    )
    parser.add_argument("-o", "--output", metavar="RUN", help="folder for all that the run makes")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.KEY=VALUE",
        dest="changes",
        help="set a key on top of the file's; may be given many times",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on from the last checkpoint in RUN, whose settings are taken if no TOML is given",
    )
    parser.add_argument(
        "--print-config",
        action="store_true",
        help="print a TOML of all keys with their meanings, ranges and defaults",
    )


def run_training(args: argparse.Namespace, *, is_distilled: bool) -> ExitCode:
    """Train as the options say.

    Raises:
        UsageError: a file or a folder is missing on the command line.
        EngineUnavailableError: the extra is not installed.
        MoebiusError: as `training.run.train`.
    """
    from moebius_core.training.config import changed, commented
    from moebius_core.training.settings import Settings

    if args.print_config:
        tell(commented(changed(Settings(), args.changes)).rstrip())
        return ExitCode.DONE
    if not args.output:
        raise UsageError("A folder for the run is missing: -o RUN.")
    folder = Path(args.output)
    settings = _settings(args, folder)
    task = _task(settings, is_distilled=is_distilled)
    check_libraries()
    return _train(task, settings, folder, args)


def check_libraries() -> None:
    """Raise EngineUnavailableError where what training needs is not installed."""
    missing = [each for each in _LIBRARIES if not is_installed(each)]
    if missing:
        raise EngineUnavailableError(
            f"Training needs {', '.join(missing)}, which is not installed here.",
            how_to_get("train"),
        )


def _settings(args: argparse.Namespace, folder: Path) -> Settings:
    from moebius_core.training.config import read_settings

    own = folder / "settings.toml"
    if args.config:
        return read_settings(Path(args.config), args.changes)
    if args.resume and own.is_file():
        return read_settings(own, args.changes)
    raise UsageError(
        "The run's configuration is missing.", "Begin with: moebius train --print-config > run.toml"
    )


def _task(settings: Settings, *, is_distilled: bool) -> str:
    if not is_distilled:
        return settings.run.task
    if settings.run.task != "student":
        raise UsageError(f'Only a student can be distilled, not run.task = "{settings.run.task}".')
    return "distill"


def _train(task: str, settings: Settings, folder: Path, args: argparse.Namespace) -> ExitCode:
    run = import_module("moebius_core.training.run")
    stop = threading.Event()
    with on_interrupt(stop.set, _interrupt_now):
        ended = run.train(task, settings, folder, resume=args.resume, is_stopped=stop.is_set)
    if not ended.is_first:
        return ExitCode.DONE if ended.is_complete else ExitCode.INTERRUPTED
    if ended.left_out:
        warn(f"{ended.left_out} pictures were left out, as they cannot be read.")
    if not ended.is_complete:
        warn(f"Interrupted; go on with: moebius {args.subcommand} --resume -o {folder}")
        return ExitCode.INTERRUPTED
    tell(f"Done. To use it: moebius weights import {folder}")
    return ExitCode.DONE


def _interrupt_now() -> None:
    raise KeyboardInterrupt
