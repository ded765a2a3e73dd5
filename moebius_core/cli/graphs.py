"""Graphs for weights of another size than the released ones: onnxruntime needs them.

Writing them takes the extra `onnx`; the writers are imported by name, so that no command loads
them before it has to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module, util
from typing import TYPE_CHECKING

from moebius_core.errors import EngineUnavailableError, MoebiusError
from moebius_core.extras import how_to_get, is_bundled

if TYPE_CHECKING:
    from pathlib import Path

    from moebius_core.weights.pair import Pair
    from moebius_core.weights.receipt import Installed
    from moebius_core.weights.store import WeightsStore

_INSTALL = "pip install 'moebius[export]'"


def is_installed(library: str) -> bool:
    """Whether `import library` would find something; imports nothing."""
    return util.find_spec(library) is not None


def check_onnx() -> None:
    """Raise EngineUnavailableError where graphs cannot be written."""
    if not is_installed("onnx"):
        raise EngineUnavailableError(
            "Writing ONNX graphs needs the package onnx, which is not installed.",
            how_to_get("export"),
        )


def open_pair(student: Path, autoencoder: Path) -> Pair:
    """Both files, found to fit. Raises BadInputError."""
    from moebius_core.weights.checkpoint import open_checkpoint
    from moebius_core.weights.pair import pair_of

    return pair_of(open_checkpoint(student), open_checkpoint(autoencoder))


def are_missing(pair: Pair) -> bool:
    """Whether these weights need graphs that are not there."""
    from moebius_core.weights.deployed import missing_graphs

    return bool(missing_graphs(pair.student_layout, pair.autoencoder_layout))


def write_graphs(pair: Pair) -> list[Path]:
    """Write the graphs beside the installed weights. Raises EngineUnavailableError, SaveError."""
    from moebius_core.weights.deployed import own_graphs

    check_onnx()
    writer = import_module("moebius_core.export.deployed")
    return writer.write_deployed_graphs(own_graphs(), pair.student_layout, pair.autoencoder_layout)


def provide_graphs(store: WeightsStore, came: Sequence[Installed]) -> Iterator[str]:
    """Write what newly installed weights need; a sentence for each that went otherwise."""
    from moebius_core.weights.registry import WeightsKind

    concerned = {each.id for each in came if each.kind is WeightsKind.STUDENT}
    if any(each.kind is WeightsKind.AUTOENCODER for each in came):
        students = (each for each in store.installed() if each.kind is WeightsKind.STUDENT)
        concerned |= {each.id for each in students}
    for name in sorted(concerned):
        note = _provided(store, name)
        if note:
            yield note


def _provided(store: WeightsStore, name: str) -> str:
    """A sentence where the graphs of this student are missing for good."""
    from moebius_core.weights.failures import WeightsMissingError

    try:
        pair = open_pair(store.student(name), store.autoencoder_for(name))
        if are_missing(pair):
            write_graphs(pair)
    except WeightsMissingError:  # it will be asked again when the autoencoder comes
        return ""
    except EngineUnavailableError:
        if is_bundled():
            return f"Note: {name} has no graphs, which only Moebius run from its source can write."
        return (
            f"Note: {name} is of another size than the released weights. To run it without torch: "
            f"{_INSTALL}, then moebius export {name} --deployed"
        )
    except MoebiusError as error:
        return f"Note: {name} has no graphs to run without torch. {error}"
    return ""
