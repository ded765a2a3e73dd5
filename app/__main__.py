"""The `moebius` command: the front door that sends each call to where it belongs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.start.words import Words


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
    if arguments[:1] and arguments[0].startswith("-") and "--self-test" in arguments:
        from app.self_test.report import main as test_itself

        return test_itself(arguments)
    if arguments[:1] == ["bench"] and "--gui" in arguments:
        from app.bench.report import run as run_bench

        return run_bench()
    from app.start.words import read_words

    words = read_words(arguments)
    if words is None or (words.paths and _is_command(words.paths[0], SUBCOMMAND_NAMES)):
        return run_command()
    try:
        return _open_window(words)
    except Exception as error:
        from app.start.breakdown import tell

        tell(error)
        return 1


def _open_window(words: Words) -> int:
    from app.display import why_no_window

    reason = why_no_window(*words.paths[:1])
    if reason is not None:
        print(f"moebius: {reason[0]}\n  {reason[1]}", file=sys.stderr)
        return 1
    from app.start.single_instance import HandedOver, first_or_hand_over
    from app.start.words import paths_of

    paths = paths_of(words.paths)
    first = None if words.is_apart else first_or_hand_over(paths)
    if isinstance(first, HandedOver):
        return 0
    try:
        from moebius_core.system import load_before_qt

        load_before_qt()
        from app.application import run

        return run(paths, first)
    finally:
        if first is not None:
            first.close()


def _is_command(word: str, names: frozenset[str]) -> bool:
    """A subcommand, or something that is more likely a mistyped one than a photo."""
    if word in names:
        return True
    path = Path(word)
    return not path.suffix and path.name == word and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
