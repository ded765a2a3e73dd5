"""The manual page, written from the command line's own parsers: man(7), groff_man_style(7)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from moebius_build.identity import NAME
from moebius_core.cli import SUBCOMMAND_NAMES, build_parser
from moebius_core.cli.outcome import EXIT_CODES

_SPECIAL = str.maketrans({"\\": r"\e", "-": r"\-", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga"})
_PLACES = (
    ("~/.config/moebius/settings.toml", "what was set in the preferences"),
    ("~/.local/share/moebius/weights", "weights that were downloaded or imported"),
    ("~/.local/state/moebius", "recent files, the journal that restores edits after a crash, logs"),
    ("~/.cache/moebius", "what can be deleted at any time"),
)
_VARIABLES = (
    ("MOEBIUS_HOME", "a folder that takes the place of all the files below"),
    ("MOEBIUS_WEIGHTS", "the folder of the weights alone"),
    ("MOEBIUS_LOG", "how much the editor writes into its log: debug, info or warning"),
    ("HF_ENDPOINT, HF_TOKEN, HF_HUB_OFFLINE", "where weights are downloaded from, and whether"),
)
_EXAMPLES = re.compile(r"^examples:\n((?:(?: .*)?\n)+)", re.MULTILINE)


def manual_page(version: str, epoch: int) -> str:
    """moebius.1: the program, every command and every option.

    Args:
        epoch: The page's date, in seconds since 1970.
    """
    parser = build_parser(*SUBCOMMAND_NAMES)
    date = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    lines = [
        f'.TH MOEBIUS 1 "{date}" "moebius {_text(version)}" "User Commands"',
        ".SH NAME",
        r"moebius \- remove objects from photos",
        ".SH SYNOPSIS",
        r".B moebius",
        r"[\fIPHOTO\fR|\fIFOLDER\fR]...",
        ".br",
        r".B moebius",
        r"\fICOMMAND\fR [\fIOPTION\fR]...",
        ".SH DESCRIPTION",
        *_paragraphs(parser.description or ""),
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *_commands(parser, NAME),
        ".SH EXIT STATUS",
        *_exit_codes(),
        ".SH ENVIRONMENT",
        *_terms(_VARIABLES),
        ".SH FILES",
        *_terms(_PLACES),
        ".SH EXAMPLES",
        *_verbatim(_examples(parser)),
    ]
    return "\n".join([*lines, ""])


def _commands(parser: argparse.ArgumentParser, prefix: str) -> Iterator[str]:
    """A section for each command, those inside another after it."""
    for action in parser._actions:  # pyright: ignore[reportPrivateUsage]
        if not isinstance(action, argparse._SubParsersAction):  # pyright: ignore[reportPrivateUsage]
            continue
        for name, child in action.choices.items():
            whole = f"{prefix} {name}"
            yield f'.SS "{_text(whole)}"'
            yield from _usage(child, whole)
            yield from _paragraphs(child.description or "")
            yield from _options(child)
            if child.epilog:
                yield from _verbatim(child.epilog)
            yield from _commands(child, whole)


def _usage(parser: argparse.ArgumentParser, whole: str) -> Iterator[str]:
    words = " ".join(parser.format_usage().removeprefix("usage:").split())
    yield rf"\fB{_text(whole)}\fR {_text(words.removeprefix(whole).strip())}".rstrip()
    yield ".PP"


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Arguments in the groups that the help shows; what every command has only once, at the top."""
    common = "when something goes wrong"
    for group in parser._action_groups:  # pyright: ignore[reportPrivateUsage]
        actions = [a for a in group._group_actions if _is_told(a, parser)]  # pyright: ignore[reportPrivateUsage]
        if not actions or (group.title == common and parser.prog != NAME):
            continue
        if group.title not in ("options", "positional arguments"):
            yield ".PP"
            yield _sentence(group.title or "")
        yield from _paragraphs(group.description or "")
        yield from _terms((_term(a), _help_of(a, parser)) for a in actions)


def _is_told(action: argparse.Action, parser: argparse.ArgumentParser) -> bool:
    """Not the commands, which have sections of their own, nor every command's --help."""
    if isinstance(action, argparse._SubParsersAction):  # pyright: ignore[reportPrivateUsage]
        return False
    is_help = isinstance(action, argparse._HelpAction)  # pyright: ignore[reportPrivateUsage]
    return action.help is not argparse.SUPPRESS and not (is_help and parser.prog != NAME)


def _term(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    if action.nargs == 0:
        return ", ".join(action.option_strings)
    value = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
    return ", ".join(f"{flag} {value}" for flag in action.option_strings)


def _help_of(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    values = {"prog": parser.prog, **vars(action)}
    return " ".join(((action.help or "") % values).split())


def _exit_codes() -> Iterator[str]:
    rows = (line.split(None, 1) for line in EXIT_CODES.splitlines()[1:] if line.strip())
    return _terms((code, told) for code, told in rows)


def _examples(parser: argparse.ArgumentParser) -> str:
    found = _EXAMPLES.search(parser.epilog or "")
    return found[1] if found else ""


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, told in rows:
        yield ".TP"
        yield rf"\fB{_text(term)}\fR"
        yield _line(told)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        if paragraph:
            yield _line(" ".join(paragraph.split()))
            yield ".PP"


def _verbatim(text: str) -> Iterator[str]:
    yield ".PP"
    yield ".EX"
    yield from (_line(line) for line in text.rstrip().splitlines())
    yield ".EE"


def _sentence(title: str) -> str:
    return f"{_line(title[:1].upper() + title[1:])}:"


def _line(text: str) -> str:
    """One line of text; a dot or quote at its start would be a request."""
    return (r"\&" if text[:1] in (".", "'") else "") + _text(text)


def _text(text: str) -> str:
    return text.translate(_SPECIAL)
