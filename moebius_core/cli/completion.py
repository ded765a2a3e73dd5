"""`moebius completion SHELL`: a completion script, written from the parsers themselves.

No dependency does this for all four shells (shtab, the nearest, knows neither fish nor
PowerShell), and the tree is small: options, their choices, and where a path is expected.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

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
    """As it is typed: `remove`, or `weights list` for one inside another."""

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
    """The program, its subcommands and theirs, read off the parsers."""
    root = build_parser(*SUBCOMMAND_NAMES)
    inside = _commands_inside(root, "")
    names = tuple(command.name for command in inside if " " not in command.name)
    as_words = [replace(c, words=names) if c.name == "help" else c for c in inside]
    return [Command("", "", _options(root), names), *as_words]


def _commands_inside(parser: argparse.ArgumentParser, prefix: str) -> list[Command]:
    """Every command below `parser`, each before those inside it."""
    rows = next((a for a in parser._actions if isinstance(a, argparse._SubParsersAction)), None)  # pyright: ignore[reportPrivateUsage]
    if rows is None:
        return []
    summaries = {row.dest: row.help or "" for row in rows._choices_actions}  # pyright: ignore[reportPrivateUsage]
    commands: list[Command] = []
    for name, child in rows.choices.items():
        whole = prefix + name
        commands.append(Command(whole, summaries[name], _options(child), _words(child)))
        commands += _commands_inside(child, whole + " ")
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
        f'        case "$command $word" in {_bash_names(commands)})',
        '            command="${command:+$command }$word";; esac',
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


def _bash_names(commands: list[Command]) -> str:
    """Patterns for "$command $word": the first word of a command follows an empty one."""
    return "|".join(f'"{name}"' if " " in name else f'" {name}"' for name in _names(commands))


def _zsh(commands: list[Command]) -> str:
    lines = [f"#compdef {_PROGRAM}", "", "_moebius() {", "    local state line"]
    lines.append("    local -a commands=(")
    lines += [
        f"        {_quoted(f'{command.name}:{command.help}')}" for command in _top_level(commands)
    ]
    names = "|".join(command.name for command in _top_level(commands))
    lines += ["    )", "    local command=${words[(r)(" + names + ")]}"]
    lines.append("    if [[ -z $command ]] || (( CURRENT <= ${words[(i)$command]} )); then")
    lines.append("        _arguments -s " + _zsh_options(commands[0]) + " '1:command:->command'")
    lines += ["        [[ $state == command ]] && _describe command commands", "        return"]
    lines += ["    fi"]
    for outer in _top_level(commands):
        lines += _zsh_inside(outer, _inside(commands, outer))
    lines += ["    case $command in"]
    for command in commands[1:]:
        place = f"'*:word:({' '.join(command.words)})'" if command.words else "'*:file:_files'"
        lines.append(
            f"        {_zsh_name(command)}) _arguments -s {_zsh_options(command)} {place};;"
        )
    lines += ["    esac", "}", "", "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then"]
    lines += ['    _moebius "$@"', "else", f"    compdef _moebius {_PROGRAM}", "fi", ""]
    return "\n".join(lines)


def _zsh_inside(outer: Command, inside: list[Command]) -> list[str]:
    """Completes the word after a command that has others in it, or adds it to `$command`."""
    if not inside:
        return []
    rows = [_quoted(f"{each.name.partition(' ')[2]}:{each.help}") for each in inside]
    return [
        f"    if [[ $command == {outer.name} ]]; then",
        f"        integer after=$(( ${{words[(i){outer.name}]}} + 1 ))",
        "        if (( CURRENT <= after )); then",
        f"            local -a inside=({' '.join(rows)})",
        "            _describe command inside",
        "            return",
        "        fi",
        '        command="$command ${words[after]}"',
        "    fi",
    ]


def _zsh_name(command: Command) -> str:
    return command.name.replace(" ", "\\ ")


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
    lines = ["# fish completion for moebius"]
    for command in commands:
        when = f"-n '{_fish_condition(commands, command)}'"
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
        inside = _inside(commands, command) if command.name else _top_level(commands)
        if not inside and command.words:
            words = _fish_quoted(" ".join(command.words))
            lines.append(f"complete -c {_PROGRAM} -f {when} -a {words}")
        for each in inside:
            name = each.name.rpartition(" ")[2]
            told = _fish_quoted(each.help)
            lines.append(f"complete -c {_PROGRAM} -f {when} -a {name} -d {told}")
    return "\n".join([*lines, ""])


def _fish_condition(commands: list[Command], command: Command) -> str:
    """When what belongs to a command is offered: it was typed, and none that goes further."""
    seen = [f"__fish_seen_subcommand_from {word}" for word in command.name.split()]
    deeper = _inside(commands, command) if command.name else _top_level(commands)
    others = [each.name.rpartition(" ")[2] for each in deeper]
    if " " not in command.name:  # its name may also be that of a command inside another
        others += [c.name for c in _top_level(commands) if command.name in _last_words(commands, c)]
    if others:
        seen.append(f"not __fish_seen_subcommand_from {' '.join(others)}")
    return "; and ".join(seen)


def _last_words(commands: list[Command], outer: Command) -> set[str]:
    return {each.name.rpartition(" ")[2] for each in _inside(commands, outer)}


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
        "    $after = [array]::IndexOf($typed, $command) + 1",
        "    if ($after -gt 0 -and $after -lt $typed.Count) {",
        '        $inside = "$command $($typed[$after])"',
        "        if ($words.ContainsKey($inside)) { $command = $inside }",
        "    }",
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


def _top_level(commands: list[Command]) -> list[Command]:
    return [command for command in commands if command.name and " " not in command.name]


def _inside(commands: list[Command], outer: Command) -> list[Command]:
    return [command for command in commands if command.name.startswith(outer.name + " ")]


def _names(commands: list[Command]) -> list[str]:
    return [command.name for command in commands if command.name]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _ps_list(words: list[str] | tuple[str, ...]) -> str:
    return "@(" + ", ".join(f"'{word}'" for word in words) + ")"
