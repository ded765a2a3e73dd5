"""`moebius devices`: what this computer offers, and which engines run there."""

from __future__ import annotations

import argparse
import json

from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.terminal import tell

_EPILOG = """\
--json prints one object on standard output:
  devices   for each that can be used: device, name, engines, runtimes (libraries that run the
            network there, the one taken first)
  rejected  for each that cannot: device, why
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "List what this computer offers to the engines, and why not the rest."
    parser.epilog = _EPILOG
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(args: argparse.Namespace) -> ExitCode:
    from moebius_core.engines.selection import list_devices, rejected_devices

    found, rejected = list_devices(), rejected_devices()
    if args.json:
        rows = [
            {
                "device": row.device.value,
                "name": row.name,
                "engines": list(row.engines),
                "runtimes": list(row.runtimes),
            }
            for row in found
        ]
        reasons = [{"device": each.what.lower(), "why": each.why} for each in rejected]
        tell(json.dumps({"devices": rows, "rejected": reasons}))
        return ExitCode.DONE
    for row in found:
        tell(f"{row.device.value:9} {row.name}")
        tell(f"{'':9} runs {', '.join(row.engines) or 'no engine yet'}{_with(row.runtimes)}")
    for each in rejected:
        tell(f"{each.what.lower():9} not here: {each.why}")
    if not any(name.startswith("moebius") for row in found for name in row.engines):
        tell("The network itself is not on this computer: moebius weights download places2")
    return ExitCode.DONE


def _with(runtimes: tuple[str, ...]) -> str:
    return f"; the network with {' or '.join(runtimes)}" if runtimes else ""
