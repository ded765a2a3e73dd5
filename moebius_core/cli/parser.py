"""The parser's ways with wrong commands: one sentence and a hint, like every other failure."""

from __future__ import annotations

import argparse
import difflib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from moebius_core.cli.outcome import UsageError

_NEGATIVE_NUMBERS = re.compile(r"-\d[-\d,]*")


class CommandParser(argparse.ArgumentParser):
    """argparse that raises UsageError where it would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message.removeprefix("argument ").rstrip(".") + ".")

    @property
    def flags(self) -> list[str]:
        """Every option as it is typed."""
        return [flag for action in self._actions for flag in action.option_strings]


def unknown_command(name: str, known: Sequence[str]) -> UsageError:
    """There is none of that name; perhaps it was misspelt, or a photo was meant."""
    meant = difflib.get_close_matches(name, known, n=1)
    if meant:
        hint = f"Did you mean: moebius {meant[0]}?"
    elif Path(name).suffix:
        hint = f"For a photo: moebius remove {name} --mask MASK"
    else:
        hint = f"Commands are: {', '.join(known)}."
    return UsageError(f"There is no command “{name}”.", hint)


def unknown_argument(word: str, flags: Iterable[str]) -> UsageError:
    """It is no option of this command, or one name too many."""
    if not word.startswith("-"):
        hint = "For many photos there is: moebius help batch"
        return UsageError(f"“{word}” is one name too many.", hint)
    meant = difflib.get_close_matches(word.partition("=")[0], list(flags), n=1)
    guess = f" Did you mean {meant[0]}?" if meant else ""
    return UsageError(f"“{word}” is not understood here.{guess}", dashed_name_hint([word]))


def dashed_name_hint(words: Iterable[str]) -> str:
    """What to do where a file's name was taken for an option; empty if no such file is there."""
    name = next((word for word in words if word[:1] == "-" and os.path.lexists(word)), None)
    return f"If you mean the file, write ./{name}" if name and name != "-" else ""


def joined_boxes(words: Sequence[str]) -> list[str]:
    """`--box -5,0,9,9` as `--box=-5,0,9,9`: argparse takes the former for an option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--box" and _NEGATIVE_NUMBERS.fullmatch(word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined
