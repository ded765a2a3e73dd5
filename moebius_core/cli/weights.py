"""`moebius weights`: lists, fetches, brings in, checks and deletes what the network needs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from moebius_core.cli import add_common
from moebius_core.cli.cancellable import cancellable
from moebius_core.cli.graphs import provide_graphs
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.terminal import tell, warn
from moebius_core.progress import Cancelled

if TYPE_CHECKING:
    from moebius_core.weights.receipt import Installed
    from moebius_core.weights.registry import WeightsSet
    from moebius_core.weights.store import WeightsStore

_EPILOG = """\
examples:
  moebius weights list                           what there is, and what is installed
  moebius weights download places2               the network for most photos, and its autoencoder
  moebius weights import /media/stick/ft_places2 the same from files, without a network
  moebius weights import run/ --id mine          what was trained here, under a name of its own
  moebius weights verify                         whether all that is installed is still whole
  moebius weights remove ffhq                    gives the disk its room back

The weights lie where the system wants an application's data, or in the folder that the environment
variable MOEBIUS_WEIGHTS names. Downloads come from the Hugging Face hub; HF_ENDPOINT names a
mirror, HF_TOKEN a token, HF_HUB_OFFLINE=1 forbids them. One that was interrupted goes on where it
stopped.
"""


class _Action(NamedTuple):
    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], ExitCode]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Manage the weights of the Moebius network on this computer."
    parser.epilog = _EPILOG
    rows = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="what to do")
    for row in _ACTIONS:
        child = rows.add_parser(
            row.name,
            help=row.summary,
            description=row.summary[:1].upper() + row.summary[1:] + ".",
            allow_abbrev=False,
        )
        row.add_arguments(child)
        child.add_argument("--json", action="store_true", help="print one JSON object for machines")
        add_common(child)


def run(args: argparse.Namespace) -> ExitCode:
    row = next(row for row in _ACTIONS if row.name == args.action)
    try:
        return row.run(args)
    except Cancelled:
        return ExitCode.INTERRUPTED


def _nothing_more(_parser: argparse.ArgumentParser) -> None:
    """`list` takes no arguments of its own."""


def _add_download(parser: argparse.ArgumentParser) -> None:
    from moebius_core.weights.registry import known_sets

    parser.add_argument(
        "ids", nargs="+", metavar="ID", choices=tuple(known_sets()), help="as the list names them"
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file of weights; a folder with one, with three ONNX graphs or of a training run; a "
        "snapshot or the cache of the Hugging Face hub",
    )
    parser.add_argument("--id", metavar="NAME", help="what to call them; left out, the known name")


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", metavar="ID", help="left out, all that is installed")


def _add_remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="as the list names them")
    parser.add_argument("--yes", "-y", action="store_true", help="do not ask")


def _list(args: argparse.Namespace) -> ExitCode:
    from moebius_core.weights.registry import known_sets
    from moebius_core.weights.store import default_store

    store = default_store()
    installed = {each.id: each for each in store.installed()}
    rows = [_published_row(each, installed.get(each.id)) for each in known_sets().values()]
    rows += [_own_row(each) for each in installed.values() if each.id not in known_sets()]
    if args.json:
        tell(json.dumps({"folder": str(store.root), "weights": rows}))
        return ExitCode.DONE
    for row in rows:
        state = row["origin"] or "not installed"
        tell(f"{row['id']:13} {_told(row['bytes']):>8}  {state:14} {row['title']}")
        tell(f"{'':23}  from {row['source']}; licence: {row['licence']}")
    tell(f"They lie in {store.root}.")
    return ExitCode.DONE


def _download(args: argparse.Namespace) -> ExitCode:
    from moebius_core.weights.store import default_store

    store = default_store()
    came: list[Installed] = []
    with cancellable(
        "Interrupted; what has come is kept, and the same command goes on."
    ) as progress:
        for index, name in enumerate(args.ids):
            part = progress.span(index / len(args.ids), (index + 1) / len(args.ids))
            came += store.download(name, part)
    return _tell_installed(args, came, "Downloaded", "All of it is installed already.")


def _import(args: argparse.Namespace) -> ExitCode:
    from moebius_core.weights.store import default_store

    if args.id and len(args.paths) > 1:
        raise UsageError("--id names one set of weights, not several.", "Import them one by one.")
    store = default_store()
    came: list[Installed] = []
    with cancellable("Interrupted; nothing was installed half.") as progress:
        for index, path in enumerate(args.paths):
            part = progress.span(index / len(args.paths), (index + 1) / len(args.paths))
            came += store.import_local(path, args.id, part)
    code = _tell_installed(args, came, "Imported", "")
    for each in came:
        _note_missing(store, each)
    for note in provide_graphs(store, came):
        warn(note)
    return code


def _verify(args: argparse.Namespace) -> ExitCode:
    from moebius_core.weights.store import default_store

    store = default_store()
    names: list[str] = args.ids or [each.id for each in store.installed()]
    found: dict[str, list[str]] = {}
    with cancellable("Interrupted.") as progress:
        for index, name in enumerate(names):
            part = progress.span(index / len(names), (index + 1) / len(names))
            found[name] = store.verify(name, part)
    if args.json:
        rows = [{"id": name, "problems": problems} for name, problems in found.items()]
        tell(json.dumps({"weights": rows}))
    elif not found:
        tell("No weights are installed.")
    for name, problems in found.items() if not args.json else ():
        tell(f"{name}: {' '.join(problems) or 'sound.'}")
    if any(found.values()) and not args.json:
        warn("  Remove what is damaged and get it again: moebius weights remove ID")
    return ExitCode.FAILED if any(found.values()) else ExitCode.DONE


def _remove(args: argparse.Namespace) -> ExitCode:
    from moebius_core.weights.store import default_store

    store = default_store()
    if not args.yes and not _agreed(args.ids):
        warn("Nothing was removed.")
        return ExitCode.FAILED
    freed = {name: store.remove(name) for name in args.ids}
    if args.json:
        tell(json.dumps({"weights": [{"id": n, "freed_bytes": size} for n, size in freed.items()]}))
        return ExitCode.DONE
    for name, size in freed.items():
        tell(f"Removed {name}: {_told(size)} are free again.")
    return ExitCode.DONE


def _agreed(names: list[str]) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("Nobody can be asked here whether to remove them.", "Say --yes.")
    warn(f"Remove {', '.join(names)} from this computer? [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _tell_installed(
    args: argparse.Namespace, came: list[Installed], done: str, nothing: str
) -> ExitCode:
    if args.json:
        tell(json.dumps({"weights": [_own_row(each) for each in came]}))
        return ExitCode.DONE
    for each in came:
        tell(f"{done} {each.id}: {each.kind.value}, {_told(each.bytes)}, in {each.folder}.")
    if not came:
        tell(nothing)
    return ExitCode.DONE


def _note_missing(store: WeightsStore, installed: Installed) -> None:
    """A student alone does nothing yet."""
    from moebius_core.weights.failures import WeightsMissingError
    from moebius_core.weights.registry import WeightsKind

    if installed.kind is WeightsKind.STUDENT:
        try:
            store.autoencoder_for(installed.id)
        except WeightsMissingError as error:
            warn(f"Note: {installed.id} needs an autoencoder too. {error.hint}")


class _Row(TypedDict):
    """A set of weights in the list and in the JSON objects."""

    id: str
    title: str
    kind: str
    bytes: int
    origin: str | None
    folder: str | None
    source: str
    licence: str
    requires: list[str]


def _published_row(published: WeightsSet, installed: Installed | None) -> _Row:
    return _Row(
        id=published.id,
        title=published.title,
        kind=published.kind.value,
        bytes=installed.bytes if installed else published.bytes,
        origin=installed.origin.value if installed else None,
        folder=str(installed.folder) if installed else None,
        source=installed.source if installed else published.source,
        licence=published.licence,
        requires=list(published.requires),
    )


def _own_row(installed: Installed) -> _Row:
    return _Row(
        id=installed.id,
        title=installed.title,
        kind=installed.kind.value,
        bytes=installed.bytes,
        origin=installed.origin.value,
        folder=str(installed.folder),
        source=installed.source,
        licence=installed.licence,
        requires=[],
    )


def _told(size: int) -> str:
    from moebius_core.weights.failures import told_size

    return told_size(size)


_ACTIONS = (
    _Action("list", "what there is, what it weighs, what is installed", _nothing_more, _list),
    _Action("download", "fetch weights with all they need", _add_download, _download),
    _Action("import", "copy weights from files on this computer", _add_import, _import),
    _Action("verify", "read every byte and tell what is damaged", _add_verify, _verify),
    _Action("remove", "delete weights from this computer", _add_remove, _remove),
)
