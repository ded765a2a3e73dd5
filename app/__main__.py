"""The `moebius` command: the front door that sends each call to where it belongs."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Open the editor's window, or run a subcommand.

    Without arguments, or with photos, masks and folders, the window opens; everything else goes
    to the command line.
    """
    try:
        return _enter(sys.argv[1:])
    except KeyboardInterrupt:
        return 130  # Ctrl+C before anybody was there to answer it


def _enter(arguments: list[str]) -> int:
    from moebius_core.cli import SUBCOMMAND_NAMES
    from moebius_core.cli import main as run_command

    if getattr(sys, "frozen", False):  # a bundled program starts itself for each batch worker
        import multiprocessing

        multiprocessing.freeze_support()
    if "--self-test" in arguments:
        from app.self_test.report import main as test_itself

        return test_itself(arguments)
    if arguments[:1] == ["bench"] and "--gui" in arguments:
        from app.bench.report import run as run_bench

        return run_bench()
    is_for_window = not any(word.startswith("-") for word in arguments)
    if not is_for_window or (arguments and _is_command(arguments[0], SUBCOMMAND_NAMES)):
        return run_command()
    from app.display import why_no_window

    reason = why_no_window(*arguments[:1])
    if reason is not None:
        print(f"moebius: {reason[0]}\n  {reason[1]}", file=sys.stderr)
        return 1
    from moebius_core.system import load_before_qt

    load_before_qt()
    from app.application import run

    return run([Path(word) for word in arguments])


def _is_command(word: str, names: frozenset[str]) -> bool:
    """A subcommand, or something that is more likely a mistyped one than a photo."""
    if word in names:
        return True
    path = Path(word)
    return not path.suffix and path.name == word and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
