"""What engines are called: fixed names, and `moebius:ID` for each set of weights."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from moebius_core.errors import BadInputError

if TYPE_CHECKING:
    from moebius_core.engines.runtimes import NetworkFiles
    from moebius_core.weights.store import WeightsStore

AUTO = "auto"
CONTENT_FILL = "content-fill"
MOEBIUS = "moebius"
"""The network with the first weights that are installed, Places2 before others."""

PREFIX = MOEBIUS + ":"

ENGINE_NAMES = (AUTO, CONTENT_FILL, MOEBIUS)
"""Names that are always there."""


def engine_names() -> tuple[str, ...]:
    """`ENGINE_NAMES`, and `moebius:ID` for everything that is installed and can run."""
    return (*ENGINE_NAMES, *(PREFIX + name for name in installed_networks()))


def installed_networks() -> tuple[str, ...]:
    """Ids of the weights that can run, in the order in which `moebius` takes them."""
    from moebius_core.weights.registry import WeightsKind

    store = _store()
    found = store.installed()
    students = [each.id for each in found if each.kind is WeightsKind.STUDENT]
    graphs = [each.id for each in found if each.kind is WeightsKind.ONNX]
    return (*(name for name in students if _has_autoencoder(store, name)), *graphs)


def check_engine_name(name: str) -> None:
    """Raise BadInputError, with the nearest names, when no engine is called that.

    Weights that are published and not installed have a name all the same.
    """
    if name in ENGINE_NAMES:
        return
    from moebius_core.weights.registry import WeightsKind, known_sets

    kinds = {each.id: each.kind for each in known_sets().values()}
    kinds |= {each.id: each.kind for each in _store().installed()}
    ids = [id_ for id_, kind in kinds.items() if kind is not WeightsKind.AUTOENCODER]
    known = [*ENGINE_NAMES, *(PREFIX + id_ for id_ in ids)]
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Use {', '.join(known)}."
    raise BadInputError(f"There is no engine “{name}”.", hint)


def network_files(name: str) -> NetworkFiles:
    """Where the weights of an engine lie.

    Args:
        name: `moebius` or `moebius:ID`.

    Raises:
        WeightsMissingError: not installed, or without an autoencoder; the hint says how to get it.
    """
    from moebius_core.engines.runtimes import NetworkFiles
    from moebius_core.weights.failures import WeightsMissingError
    from moebius_core.weights.registry import WeightsKind

    id_ = name.removeprefix(PREFIX)
    if name == MOEBIUS:
        installed = installed_networks()
        if not installed:
            raise WeightsMissingError(
                "The weights of the Moebius network are not on this computer.",
                "Get them: moebius weights download places2",
            )
        id_ = installed[0]
    store = _store()
    if store.get(id_).kind is WeightsKind.ONNX:
        return NetworkFiles(id_, graphs=store.onnx(id_))
    return NetworkFiles(id_, store.student(id_), store.autoencoder_for(id_))


def _store() -> WeightsStore:
    from moebius_core.weights.store import default_store

    return default_store()


def _has_autoencoder(store: WeightsStore, name: str) -> bool:
    from moebius_core.errors import MoebiusError

    try:
        store.autoencoder_for(name)
    except MoebiusError:
        return False
    return True
