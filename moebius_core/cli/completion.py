"""`moebius completion SHELL`: a completion script, written from the parsers themselves.

No dependency does this for all four shells (shtab, the nearest, knows neither fish nor
PowerShell), and the tree is small: options, their choices, and where a path is expected.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from moebius_core.cli import SUBCOMMAND_NAMES, build_parser
from moebius_core.cli.outcome import ExitCode
from moebius_core.cli.terminal import tell

_EPILOG = """\
bash        echo 'eval "$(moebius completion bash)"' >> ~/.bashrc
zsh         echo 'eval "$(moebius completion zsh)"' >> ~/.zshrc     (after compinit)
fish        moebius completion fish > ~/.config/fish/completions/moebius.fish
powershell  moebius completion powershell >> $PROFILE
"""

_PROGRAM = "moebius"


@dataclass(frozen=True)
class Option:
    """One option of a command, as a shell needs to know it."""

    flags: tuple[str, ...]
    help: str
    takes_value: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """One command; the empty name is the program itself."""

    name: str
    help: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    """What may stand in place of a path: choices of a positional argument, or subcommands."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print a script that lets a shell complete this command."
    parser.epilog = _EPILOG
    parser.add_argument(
        "shell",
        metavar="SHELL",
        choices=tuple(_WRITERS),
        help=f"which shell it is for: {_one_of(_WRITERS)}",
    )


def run(args: argparse.Namespace) -> ExitCode:
    tell(_WRITERS[args.shell](list_commands()).removesuffix("\n"))
    return ExitCode.DONE


def list_commands() -> list[Command]:
    """The program and its subcommands, read off the parsers."""
    root = build_parser(*SUBCOMMAND_NAMES)
    rows = next(a for a in root._actions if isinstance(a, argparse._SubParsersAction))  # pyright: ignore[reportPrivateUsage]
    summaries = {row.dest: row.help or "" for row in rows._choices_actions}  # pyright: ignore[reportPrivateUsage]
    commands = [Command("", "", _options(root), tuple(summaries))]
    for name, parser in rows.choices.items():
        words = tuple(summaries) if name == "help" else _words(parser)
        commands.append(Command(name, summaries[name], _options(parser), words))
    return commands


def _options(parser: argparse.ArgumentParser) -> tuple[Option, ...]:
    return tuple(
        Option(
            tuple(action.option_strings),
            " ".join((action.help or "").replace("%(default)s", str(action.default)).split()),
            action.nargs != 0,
            tuple(str(choice) for choice in action.choices or ()),
        )
        for action in parser._actions  # pyright: ignore[reportPrivateUsage]
        if action.option_strings
    )


def _words(parser: argparse.ArgumentParser) -> tuple[str, ...]:
    return tuple(
        str(choice)
        for action in parser._actions  # pyright: ignore[reportPrivateUsage]
        if not action.option_strings
        for choice in action.choices or ()
    )


def _bash(commands: list[Command]) -> str:
    lines = [
        "# bash completion for moebius",
        "_moebius() {",
        "    local current previous command word",
        '    current="${COMP_WORDS[COMP_CWORD]}"',
        '    previous="${COMP_WORDS[COMP_CWORD-1]}"',
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        f'        case "$word" in {"|".join(c.name for c in commands if c.name)})',
        '            command="$word"; break;; esac',
        "    done",
        "    COMPREPLY=()",
        '    case "$command:$previous" in',
    ]
    for command in commands:
        for option in command.options:
            pattern = "|".join(f'"{command.name}:{flag}"' for flag in option.flags)
            if option.choices:
                words = " ".join(option.choices)
                reply = f'COMPREPLY=($(compgen -W "{words}" -- "$current"))'
                lines.append(f"        {pattern}) {reply}; return;;")
            elif option.takes_value:
                lines.append(f"        {pattern}) return;;")
    lines += ["    esac", '    case "$command" in']
    for command in commands:
        flags = " ".join(flag for option in command.options for flag in option.flags)
        words = f'COMPREPLY=($(compgen -W "{flags}" -- "$current"))'
        lines.append(f'        "{command.name}")')
        lines.append(f'            if [[ "$current" == -* ]]; then {words}')
        if command.words:
            words = " ".join(command.words)
            lines.append(f'            else COMPREPLY=($(compgen -W "{words}" -- "$current"))')
        lines.append("            fi;;")
    lines += ["    esac", "}", f"complete -o default -F _moebius {_PROGRAM}", ""]
    return "\n".join(lines)


def _zsh(commands: list[Command]) -> str:
    lines = [f"#compdef {_PROGRAM}", "", "_moebius() {", "    local state line"]
    lines.append("    local -a commands=(")
    lines += [
        f"        {_quoted(f'{command.name}:{command.help}')}"
        for command in commands
        if command.name
    ]
    lines += ["    )", "    local command=${words[(r)(" + "|".join(_names(commands)) + ")]}"]
    lines.append("    if [[ -z $command ]] || (( CURRENT <= ${words[(i)$command]} )); then")
    lines.append("        _arguments -s " + _zsh_options(commands[0]) + " '1:command:->command'")
    lines += ["        [[ $state == command ]] && _describe command commands", "        return"]
    lines += ["    fi", "    case $command in"]
    for command in commands[1:]:
        place = f"'*:word:({' '.join(command.words)})'" if command.words else "'*:file:_files'"
        lines.append(f"        {command.name}) _arguments -s {_zsh_options(command)} {place};;")
    lines += ["    esac", "}", "", "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then"]
    lines += ['    _moebius "$@"', "else", f"    compdef _moebius {_PROGRAM}", "fi", ""]
    return "\n".join(lines)


def _zsh_options(command: Command) -> str:
    parts: list[str] = []
    for option in command.options:
        told = option.help.replace("[", "(").replace("]", ")").replace(":", ",")
        value = ""
        if option.takes_value:
            value = f":value:({' '.join(option.choices)})" if option.choices else ":value:_files"
        parts += [_quoted(f"*{flag}[{told}]{value}") for flag in option.flags]
    return " ".join(parts)


def _fish(commands: list[Command]) -> str:
    names = " ".join(_names(commands))
    lines = ["# fish completion for moebius"]
    for command in commands:
        seen = f"__fish_seen_subcommand_from {command.name or names}"
        when = f"-n '{seen if command.name else f'not {seen}'}'"
        for option in command.options:
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
                for flag in option.flags
            )
            value = ""
            if option.choices:
                value = f" -x -a {_fish_quoted(' '.join(option.choices))}"
            elif option.takes_value:
                value = " -r"
            told = _fish_quoted(option.help)
            lines.append(f"complete -c {_PROGRAM} {when} {flags}{value} -d {told}")
        if command.name and command.words:
            words = _fish_quoted(" ".join(command.words))
            lines.append(f"complete -c {_PROGRAM} -f {when} -a {words}")
        elif command.name == "":
            lines += [
                f"complete -c {_PROGRAM} -f {when} -a {each.name} -d {_fish_quoted(each.help)}"
                for each in commands[1:]
            ]
    return "\n".join([*lines, ""])


def _powershell(commands: list[Command]) -> str:
    lines = [
        "# PowerShell completion for moebius",
        f"Register-ArgumentCompleter -Native -CommandName {_PROGRAM} -ScriptBlock {{",
        "    param($word, $ast, $position)",
        "    $words = @{",
    ]
    for command in commands:
        flags = [flag for option in command.options for flag in option.flags]
        lines.append(f"        '{command.name}' = {_ps_list([*command.words, *flags])}")
    lines += ["    }", "    $values = @{"]
    for command in commands:
        for option in command.options:
            for flag in option.flags if option.choices else ():
                lines.append(f"        '{command.name} {flag}' = {_ps_list(option.choices)}")
    lines += [
        "    }",
        '    $typed = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })',
        "    if ($word -ne '' -and $typed.Count -gt 0) {",
        "        $typed = @($typed | Select-Object -SkipLast 1)",
        "    }",
        "    $command = [string]($typed | Where-Object { $_ -and $words.ContainsKey($_) } |",
        "        Select-Object -First 1)",
        "    $previous = if ($typed.Count -gt 0) { $typed[-1] } else { '' }",
        '    $offered = $values["$command $previous"]',
        "    if (-not $offered) { $offered = $words[$command] }",
        '    $offered | Where-Object { $_ -like "$word*" } | ForEach-Object {',
        "        [System.Management.Automation.CompletionResult]::new($_)",
        "    }",
        "}",
        "",
    ]
    return "\n".join(lines)


_WRITERS: dict[str, Callable[[list[Command]], str]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}


def _one_of(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


def _names(commands: list[Command]) -> list[str]:
    return [command.name for command in commands if command.name]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _ps_list(words: list[str] | tuple[str, ...]) -> str:
    return "@(" + ", ".join(f"'{word}'" for word in words) + ")"
