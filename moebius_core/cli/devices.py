"""`moebius devices`: what this computer offers, and which engines run there."""

from __future__ import annotations

import argparse
import json

from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.terminal import tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "List what this computer offers to the engines."
    parser.epilog = (
        'With --json: {"devices": [{"device": "cpu", "name": "...", "engines": ["..."]}]}'
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(args: argparse.Namespace) -> ExitCode:
    from moebius_core.engines.selection import list_devices

    found = list_devices()
    if args.json:
        rows = [
            {"device": row.device.value, "name": row.name, "engines": list(row.engines)}
            for row in found
        ]
        tell(json.dumps({"devices": rows}))
        return ExitCode.DONE
    for row in found:
        tell(f"{row.device.value:6} {row.name}; runs {', '.join(row.engines)}")
    tell("No engine of this version uses a graphics card.")
    return ExitCode.DONE
