"""`moebius help [COMMAND]`: the same as `--help`, where people look for it first."""

from __future__ import annotations

import argparse
import contextlib

from moebius_core.cli import SUBCOMMANDS, build_parser
from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.parser import unknown_command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Show what a command does and all its options."
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="the command to explain")


def run(args: argparse.Namespace) -> ExitCode:
    name: str | None = args.command
    if name is None:
        build_parser().print_help()
        return ExitCode.DONE
    known = [row.name for row in SUBCOMMANDS]
    if name not in known:
        raise unknown_command(name, known)
    with contextlib.suppress(SystemExit):  # argparse leaves after it printed the help
        build_parser(name).parse_args([name, "--help"])
    return ExitCode.DONE
