"""From a checkpoint to the file that a deployed graph maps into memory: made once, kept in a cache.

numpy only. An entry of the cache is a folder: the graph, its weights, and `prepared.json`, written
last, which says what it was made of. What does not agree with it is made anew.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import logging
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import MoebiusError
from moebius_core.progress import Progress
from moebius_core.weights.checkpoint import Checkpoint
from moebius_core.weights.claim import claimed
from moebius_core.weights.failures import NoSpaceError, told_size
from moebius_core.weights.prepared import Prepared, slots

log = logging.getLogger(__name__)

GRAPH = "graph.onnx"
WEIGHTS = "graph.weights"
_RECORD = "prepared.json"
_CHUNK = 1 << 22
_SAMPLES = 64
_SILENT = Progress()


@dataclass(frozen=True)
class Recipe:
    """What a graph needs: the graph itself and the tensors that it finds in its weights file."""

    name: str
    """For progress and folder names: student, encoder, decoder."""
    graph: Path
    tensors: Sequence[Prepared]

    @property
    def bytes(self) -> int:
        last = list(slots(self.tensors).values())[-1]
        return last.start + last.length


class _Record(TypedDict):
    source: str
    size: int
    written_ns: int
    samples: list[int]


def prepare(
    checkpoint: Checkpoint,
    recipe: Recipe,
    cache: Path,
    *,
    names: dict[str, str] | None = None,
    progress: Progress = _SILENT,
) -> Path:
    """The graph with its weights beside it, ready for a session.

    Args:
        checkpoint: The weights; they have been found to fit.
        recipe: What to make of them.
        cache: The folder of all entries, `places.prepared_folder()`.
        names: Key that the recipe asks for -> key in the checkpoint, where they differ.
        progress: 0..1; the place to cancel. Nothing half-made counts afterwards.

    Returns:
        The path of the graph.

    Raises:
        NoSpaceError: the cache's disk is full.
        MoebiusError: the cache cannot be written.
        Cancelled: the token was set.
    """
    entry = cache / f"{recipe.name}-{_fingerprint(checkpoint, recipe)}"
    if _is_whole(entry, recipe):
        return entry / GRAPH
    try:
        with claimed(cache / f"{entry.name}.lock", progress):
            if not _is_whole(entry, recipe):
                _forget_others(cache, recipe, checkpoint)
                _make(checkpoint, recipe, entry, names or {}, progress)
    except OSError as error:
        kind = NoSpaceError if error.errno == errno.ENOSPC else MoebiusError
        raise kind(
            f"The weights cannot be prepared in {cache}: {error.strerror or error}.",
            "Make room or set MOEBIUS_HOME to another folder.",
        ) from error
    return entry / GRAPH


def forget(graph: Path) -> None:
    """Remove the entry of this graph: a session found it broken."""
    shutil.rmtree(graph.parent, ignore_errors=True)


def _fingerprint(checkpoint: Checkpoint, recipe: Recipe) -> str:
    """Changes with the file of the checkpoint, with the graph and with what it asks for."""
    found = checkpoint.path.stat()
    told = repr(
        (
            str(checkpoint.path.resolve()),
            found.st_size,
            found.st_mtime_ns,
            [(tensor.name, tensor.shape) for tensor in recipe.tensors],
        )
    )
    digest = hashlib.sha256(told.encode())
    digest.update(recipe.graph.read_bytes())
    return digest.hexdigest()[:20]


def _is_whole(entry: Path, recipe: Recipe) -> bool:
    """Whether the entry is there and its files are what they were when it was made."""
    try:
        record = cast("_Record", json.loads((entry / _RECORD).read_text(encoding="utf-8")))
        if (entry / GRAPH).read_bytes() != recipe.graph.read_bytes():
            return False
        weights = entry / WEIGHTS
        return weights.stat().st_size == record["size"] and _sampled(weights) == record["samples"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sampled(path: Path) -> list[int]:
    """Checksums of blocks spread over the file: a second's look at a gigabyte would be felt."""
    size = path.stat().st_size
    sums: list[int] = []
    with path.open("rb") as file:
        for number in range(_SAMPLES):
            file.seek(size * number // _SAMPLES)
            sums.append(zlib.crc32(file.read(4096)))
    return sums


def _make(
    checkpoint: Checkpoint,
    recipe: Recipe,
    entry: Path,
    names: dict[str, str],
    progress: Progress,
) -> None:
    free = shutil.disk_usage(entry.parent).free
    if free < recipe.bytes:
        raise NoSpaceError(
            f"Preparing the weights takes {told_size(recipe.bytes)} in {entry.parent}, "
            f"where {told_size(free)} are free.",
            "Make room there, or set MOEBIUS_HOME to a folder on another disk.",
        )
    log.info("Preparing the %s of %s", recipe.name, checkpoint.path)
    shutil.rmtree(entry, ignore_errors=True)
    entry.mkdir(parents=True)
    try:
        _write(checkpoint, recipe, entry / WEIGHTS, names, progress)
        shutil.copyfile(recipe.graph, entry / GRAPH)
        weights = entry / WEIGHTS
        record = _Record(
            source=str(checkpoint.path.resolve()),
            size=weights.stat().st_size,
            written_ns=weights.stat().st_mtime_ns,
            samples=_sampled(weights),
        )
        (entry / _RECORD).write_text(json.dumps(record), encoding="utf-8")
    except BaseException:
        shutil.rmtree(entry, ignore_errors=True)
        raise


def _write(
    checkpoint: Checkpoint,
    recipe: Recipe,
    target: Path,
    names: dict[str, str],
    progress: Progress,
) -> None:
    places, total = slots(recipe.tensors), recipe.bytes

    def source(key: str) -> NDArray[np.float32]:
        return checkpoint.float32(names.get(key, key))

    with target.open("wb") as file:
        for tensor in recipe.tensors:
            start = places[tensor.name].start
            progress.report(start / total, "Preparing the weights, once for this computer")
            file.seek(start)
            for chunk in _chunks(tensor.made(source)):
                file.write(chunk)
                progress.report(file.tell() / total)
        file.flush()
        os.fsync(file.fileno())


def _chunks(numbers: NDArray[np.float32]) -> Iterator[memoryview]:
    raw = numbers.reshape(-1).view(np.uint8).data
    for start in range(0, len(raw), _CHUNK):
        yield raw[start : start + _CHUNK]


def _forget_others(cache: Path, recipe: Recipe, checkpoint: Checkpoint) -> None:
    """Remove entries of this kind whose checkpoint is gone or is this one in an older state."""
    own = str(checkpoint.path.resolve())
    for entry in cache.glob(f"{recipe.name}-*"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            record = cast("_Record", json.loads((entry / _RECORD).read_text(encoding="utf-8")))
            if record["source"] == own or not Path(record["source"]).exists():
                shutil.rmtree(entry, ignore_errors=True)
