"""The `moebius` command: the front door that sends each call to where it belongs."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; a bare picture is answered with how to remove something from it."""
    try:
        return _enter()
    except KeyboardInterrupt:
        return 130  # Ctrl+C before the command line was there to answer it


def _enter() -> int:
    from pathlib import Path

    from moebius_core.cli import SUBCOMMAND_NAMES
    from moebius_core.cli import main as run_command
    from moebius_core.cli.outcome import ExitCode

    if getattr(sys, "frozen", False):  # a bundled program starts itself for each batch worker
        import multiprocessing

        multiprocessing.freeze_support()
    first = sys.argv[1] if len(sys.argv) > 1 else ""
    if first and first not in SUBCOMMAND_NAMES and Path(first).is_file():
        print(
            "moebius: The editor's window is not part of this version; to remove something "
            f'from this photo, run: moebius remove "{first}" --mask MASK',
            file=sys.stderr,
        )
        return ExitCode.USAGE
    return run_command()


if __name__ == "__main__":
    sys.exit(main())
