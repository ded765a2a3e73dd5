"""`moebius help [COMMAND]`: the same as `--help`, where people look for it first."""

from __future__ import annotations

import argparse
import contextlib

from moebius_core.cli import SUBCOMMAND_NAMES, build_parser
from moebius_core.cli.outcome import ExitCode, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Show what a command does and all its options."
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="the command to explain")


def run(args: argparse.Namespace) -> ExitCode:
    name: str | None = args.command
    if name is None:
        build_parser().print_help()
        return ExitCode.DONE
    if name not in SUBCOMMAND_NAMES:
        known = ", ".join(sorted(SUBCOMMAND_NAMES))
        raise UsageError(f"There is no command “{name}”.", f"Commands are: {known}.")
    with contextlib.suppress(SystemExit):  # argparse leaves after it printed the help
        build_parser(name).parse_args([name, "--help"])
    return ExitCode.DONE
