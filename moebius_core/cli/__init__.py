"""The `moebius` command: a table of subcommands, each in its own file and imported when asked for.

Nothing here imports numpy, OpenCV or Pillow: `moebius --help` answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import sys
from collections.abc import Generator, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol

from moebius_core import __version__
from moebius_core.cli.outcome import EXIT_CODES, ExitCode, UsageError, exit_code_for
from moebius_core.cli.parser import (
    CommandParser,
    dashed_name_hint,
    joined_boxes,
    unknown_argument,
    unknown_command,
)
from moebius_core.cli.terminal import (
    abandon_output,
    flush_output,
    forgive_encoding,
    open_streams,
    warn,
)
from moebius_core.errors import MoebiusError

log = logging.getLogger(__name__)

_DESCRIPTION = """\
Remove objects from photos. Everything outside the mask stays as it is.

Without a command the editor's window opens; photos and folders named are opened in it."""

_EXAMPLES = """\
examples:
  moebius beach.jpg                                  opens the editor
  moebius remove beach.jpg --mask beach_mask.png     saves beach_removed.jpg
  moebius remove beach.jpg --box 1200,800,300,420    the object is in this box
  moebius batch photos/ cleaned/ --mask logo.png     one mask for a whole folder
  moebius help batch                                 all options of one command

"""

_PROGRAM_OPTIONS = (
    ("--new-window", "open a window of its own, where one is open already"),
    (
        "--self-test",
        "check that this installation works, window included, and print the outcome as JSON; "
        "--json FILE after it writes that to a file",
    ),
)


class Subcommand(NamedTuple):
    """One row of the table: what `moebius NAME` does and which module does it."""

    name: str
    summary: str
    module: str


class SubcommandModule(Protocol):
    """What the module of a subcommand offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Describe the options; called only when this subcommand is used or completed."""
        ...

    def run(self, args: argparse.Namespace) -> ExitCode:
        """Do it. Raises MoebiusError for what a person should read."""
        ...


SUBCOMMANDS = (
    Subcommand("remove", "remove what a mask covers from one photo", "remove"),
    Subcommand("batch", "do it for a folder of photos", "batch"),
    Subcommand("weights", "fetch, bring in and check what the Moebius network needs", "weights"),
    Subcommand("export", "write the network as ONNX graphs, for the browser", "export"),
    Subcommand("train", "train or fine-tune a network or its autoencoder", "train"),
    Subcommand("distill", "train a network that learns from a larger one as well", "distill"),
    Subcommand("evaluate", "measure engines on pictures of which the truth is known", "evaluate"),
    Subcommand("masks", "draw the masks that a network is trained with", "masks"),
    Subcommand("devices", "what this computer offers to the engines", "devices"),
    Subcommand("bench", "measure how fast the engines are here", "bench"),
    Subcommand("completion", "print a shell's completion script", "completion"),
    Subcommand("help", "show the options of a command", "help"),
)

SUBCOMMAND_NAMES = frozenset(row.name for row in SUBCOMMANDS)


def build_parser(*names: str) -> CommandParser:
    """The parser of the whole command; only the subcommands in `names` get their options."""
    parser = CommandParser(
        prog="moebius",
        description=_DESCRIPTION,
        epilog=_EXAMPLES + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"moebius {__version__}")
    _add_program_options(parser)
    parser.set_defaults(subcommand=None, verbose=0, debug=False)
    rows = parser.add_subparsers(dest="subcommand", metavar="COMMAND", title="commands")
    for row in SUBCOMMANDS:
        child = rows.add_parser(
            row.name,
            help=row.summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if row.name in names:
            _module_of(row.name).add_arguments(child)
            add_common(child)
    add_common(parser)
    return parser


def _add_program_options(parser: argparse.ArgumentParser) -> None:
    """Told and completed here; the program around this command line answers them itself."""
    for flag, told in _PROGRAM_OPTIONS:
        parser.add_argument(flag, action="store_true", default=argparse.SUPPRESS, help=told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: What follows the command's name; None takes them from `sys.argv`.
    """
    argv = joined_boxes(sys.argv[1:] if arguments is None else arguments)
    with open_streams():
        forgive_encoding(sys.stdout, sys.stderr)
        try:
            code = _parse_and_run(argv)
        except KeyboardInterrupt:
            warn("Interrupted.")
            return ExitCode.INTERRUPTED
        except BrokenPipeError:  # the reader of the output is gone
            abandon_output()
            return ExitCode.FAILED
        flush_output()  # argparse leaves what it printed in the buffer
        return code


def _parse_and_run(argv: list[str]) -> int:
    parser = build_parser(*SUBCOMMAND_NAMES.intersection(argv))
    command = next((word for word in argv if not word.startswith("-")), None)
    try:
        args = _parse(parser, argv, command)
    except SystemExit as ended:  # argparse has printed the help or the version
        return ended.code if isinstance(ended.code, int) else ExitCode.USAGE
    except UsageError as error:
        return _explain(error, command if command in SUBCOMMAND_NAMES else None)
    if args.subcommand is None:
        parser.print_help()
        return ExitCode.DONE
    with _logging_to_stderr(2 if args.debug else args.verbose):
        return _run(args)


def _parse(parser: CommandParser, argv: list[str], command: str | None) -> argparse.Namespace:
    """Raises UsageError for what argparse refuses, and SystemExit once the help is printed."""
    try:
        args, unknown = parser.parse_known_args(argv)
    except UsageError as error:
        if command is not None and command not in SUBCOMMAND_NAMES:
            raise unknown_command(command, [row.name for row in SUBCOMMANDS]) from error
        raise UsageError(error.sentence, error.hint or dashed_name_hint(argv)) from error
    if unknown:
        options = CommandParser()
        if args.subcommand:
            _module_of(args.subcommand).add_arguments(options)
        add_common(options)
        raise unknown_argument(unknown[0], options.flags)
    return args


def _run(args: argparse.Namespace) -> int:
    """Carry out a subcommand; whatever goes wrong becomes a sentence and an exit code."""
    try:
        return _module_of(args.subcommand).run(args)
    except MoebiusError as error:
        log.debug("This is where it failed:", exc_info=True)
        return _explain(error, args.subcommand)
    except BrokenPipeError:
        raise
    except MemoryError:
        log.debug("This is where memory ran out:", exc_info=True)
        warn("There is not enough memory for this photo. Close other programs and try again.")
        return ExitCode.FAILED
    except Exception as error:
        log.debug("This is where it went wrong:", exc_info=True)
        told = "" if args.debug else " Run again with --debug to see where."
        warn(f"Moebius stumbled, which is its own fault: {type(error).__name__}: {error}.{told}")
        return ExitCode.FAILED


def _explain(error: MoebiusError, subcommand: str | None) -> ExitCode:
    """Print the sentence and the hint, and tell the exit code."""
    warn(f"{'moebius ' + subcommand if subcommand else 'moebius'}: {error.sentence}")
    if error.hint:
        warn(f"  {error.hint}")
    elif isinstance(error, UsageError):
        warn(f"  See: moebius help {subcommand or ''}".rstrip())
    return exit_code_for(error)


def _module_of(name: str) -> SubcommandModule:
    row = next(row for row in SUBCOMMANDS if row.name == name)
    module: SubcommandModule = import_module(f"{__name__}.{row.module}")  # pyright: ignore[reportAssignmentType]
    return module


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that every command has, and every command inside one."""
    group = parser.add_argument_group("when something goes wrong")
    group.add_argument(
        "-v",
        "--verbose",
        action="count",
        default=argparse.SUPPRESS,
        help="tell what is being done on standard error; twice for more",
    )
    group.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="show where an error came from",
    )


@contextlib.contextmanager
def _logging_to_stderr(verbosity: int) -> Generator[None]:
    """The core only logs; this front end decides who reads it."""
    root = logging.getLogger("moebius_core")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    before = root.level, root.propagate
    root.setLevel((logging.WARNING, logging.INFO, logging.DEBUG)[min(verbosity, 2)])
    root.propagate = False
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.level, root.propagate = before
