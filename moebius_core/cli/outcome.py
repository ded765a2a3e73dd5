"""How a command ends: the exit codes, and which failure gives which."""

from __future__ import annotations

from enum import IntEnum

from moebius_core.errors import BadInputError, MoebiusError


class ExitCode(IntEnum):
    """What the shell sees; documented in `moebius --help` by `EXIT_CODES`."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    BAD_INPUT = 3
    INTERRUPTED = 130


EXIT_CODES = """\
exit codes:
  0    done
  1    failed: something could not be saved or run, or some photos of a batch failed
  2    the command itself is wrong: an unknown option, or a file it would overwrite
  3    bad input: a photo, a mask or an option's value that cannot be used
  130  interrupted with Ctrl+C (or the terminate signal); nothing half-written is left
"""


class UsageError(MoebiusError):
    """The command as it was typed cannot be carried out."""


def exit_code_for(error: MoebiusError) -> ExitCode:
    """The exit code of a failure that was told in a sentence."""
    if isinstance(error, UsageError):
        return ExitCode.USAGE
    return ExitCode.BAD_INPUT if isinstance(error, BadInputError) else ExitCode.FAILED
