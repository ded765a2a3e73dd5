"""The cache of prepared weights: made once, made anew whenever something is not as it was."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from moebius_core.engines import onnx_backend
from moebius_core.errors import EngineUnavailableError, MoebiusError
from moebius_core.export.deployed import write_deployed_graphs
from moebius_core.places import prepared_folder
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights import prepare as preparing
from moebius_core.weights.checkpoint import Checkpoint, open_checkpoint
from moebius_core.weights.deployed import own_graphs
from moebius_core.weights.failures import NoSpaceError
from moebius_core.weights.pair import pair_of
from moebius_core.weights.prepare import GRAPH, WEIGHTS, Recipe, forget, prepare
from moebius_core.weights.prepared import Prepared, slots
from tests.core.weights.making import flip, safetensors, write_tiny

Usage = namedtuple("Usage", "total used free")
Array = NDArray[np.float32]

ROOT = Path(__file__).parents[3]
LARGE = np.random.default_rng(0).normal(size=(400, 300)).astype(np.float32)
SMALL = np.arange(5, dtype=np.float32)


class Kitchen:
    """A checkpoint, a recipe that counts how often it is followed, and a cache."""

    def __init__(self, folder: Path) -> None:
        self.cache = folder / "cache"
        self.graph = folder / "shipped.onnx"
        self.graph.write_bytes(b"a graph")
        self.file = folder / "weights.safetensors"
        self.write({"large": LARGE, "small": SMALL})
        self.made: list[str] = []

    def write(self, tensors: dict[str, NDArray[Any]]) -> None:
        self.file.write_bytes(safetensors(tensors))

    @property
    def checkpoint(self) -> Checkpoint:
        return open_checkpoint(self.file)

    @property
    def recipe(self) -> Recipe:
        def large(get: Callable[[str], Array]) -> Array:
            self.made.append("large")
            return get("large").T * 2

        small = Prepared("b", (5,), lambda get: get("small"))
        return Recipe("student", self.graph, [small, Prepared("a", (300, 400), large)])

    def prepare(self, **options: Any) -> Path:
        return prepare(self.checkpoint, self.recipe, self.cache, **options)

    def entries(self) -> list[str]:
        return sorted(path.name for path in self.cache.iterdir() if path.is_dir())


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def held(graph: Path, recipe: Recipe) -> dict[str, Array]:
    """What a session would find."""
    raw = (graph.parent / WEIGHTS).read_bytes()
    return {
        tensor.name: np.frombuffer(raw, np.float32, tensor.bytes // 4, slot.start).reshape(
            tensor.shape
        )
        for tensor, slot in zip(recipe.tensors, slots(recipe.tensors).values(), strict=True)
    }


def assert_whole(graph: Path, kitchen: Kitchen) -> None:
    numbers = held(graph, kitchen.recipe)
    np.testing.assert_array_equal(numbers["a"], LARGE.T * 2)
    np.testing.assert_array_equal(numbers["b"], SMALL)
    assert graph.read_bytes() == kitchen.graph.read_bytes()


def test_numbers_lie_where_the_graph_looks_and_are_made_once(kitchen: Kitchen) -> None:
    told: list[float] = []

    graph = kitchen.prepare(progress=Progress(lambda fraction, _text: told.append(fraction)))

    assert_whole(graph, kitchen)
    assert graph.name == GRAPH
    assert told == sorted(told)
    assert kitchen.prepare() == graph
    assert kitchen.made == ["large"]


def test_keys_may_have_other_names_in_the_file(kitchen: Kitchen) -> None:
    kitchen.write({"old": LARGE, "small": SMALL})

    assert_whole(kitchen.prepare(names={"large": "old"}), kitchen)


def truncated(entry: Path) -> None:
    weights = entry / WEIGHTS
    weights.write_bytes(weights.read_bytes()[:-4])


def size_of(entry: Path) -> int:
    return (entry / WEIGHTS).stat().st_size


def deleted(name: str) -> Callable[[Path], None]:
    return lambda entry: (entry / name).unlink()


BREAKS: dict[str, Callable[[Path], None]] = {
    "truncated": truncated,
    "the first byte flipped": lambda entry: flip(entry / WEIGHTS, 0),
    "a sampled byte flipped": lambda entry: flip(entry / WEIGHTS, size_of(entry) * 63 // 64),
    "weights gone": deleted(WEIGHTS),
    "graph gone": deleted(GRAPH),
    "graph damaged": lambda entry: flip(entry / GRAPH, 2),
    "record gone": deleted("prepared.json"),
    "record damaged": lambda entry: flip(entry / "prepared.json", 0),
    "record of something else": lambda entry: (entry / "prepared.json").write_text("[]"),
    "record without samples": lambda entry: (entry / "prepared.json").write_text("{}"),
}


@pytest.mark.parametrize("damage", BREAKS)
def test_a_damaged_entry_is_made_anew(damage: str, kitchen: Kitchen) -> None:
    graph = kitchen.prepare()
    BREAKS[damage](graph.parent)

    assert kitchen.prepare() == graph

    assert_whole(graph, kitchen)
    assert kitchen.made == ["large", "large"]


def test_another_checkpoint_in_the_same_place_takes_the_place_of_the_old(kitchen: Kitchen) -> None:
    first = kitchen.prepare()
    kitchen.write({"large": LARGE + 1, "small": SMALL, "more": SMALL})

    second = kitchen.prepare()

    np.testing.assert_array_equal(held(second, kitchen.recipe)["a"], (LARGE + 1).T * 2)
    assert kitchen.entries() == [second.parent.name]
    assert first != second


def test_another_graph_or_other_tensors_make_another_entry(kitchen: Kitchen) -> None:
    first = kitchen.prepare()
    kitchen.graph.write_bytes(b"a newer graph")
    second = kitchen.prepare()
    assert second.read_bytes() == b"a newer graph"
    assert first != second

    wide = Prepared("a", (600, 200), lambda get: get("large").reshape(600, 200))
    third = prepare(kitchen.checkpoint, Recipe("student", kitchen.graph, [wide]), kitchen.cache)
    assert third not in (first, second)
    np.testing.assert_array_equal(
        np.fromfile(third.parent / WEIGHTS, np.float32), LARGE.reshape(-1)
    )


def test_entries_of_checkpoints_that_are_gone_are_given_back_and_others_stay(
    kitchen: Kitchen, tmp_path: Path
) -> None:
    kept = kitchen.prepare().parent.name
    gone = tmp_path / "gone.safetensors"
    shutil.copy(kitchen.file, gone)
    prepare(open_checkpoint(gone), kitchen.recipe, kitchen.cache)
    assert len(kitchen.entries()) == 2
    gone.unlink()

    shutil.copy(kitchen.file, tmp_path / "third.safetensors")
    third = prepare(open_checkpoint(tmp_path / "third.safetensors"), kitchen.recipe, kitchen.cache)

    assert kitchen.entries() == sorted([kept, third.parent.name])


@pytest.mark.parametrize("fraction", [0.0, 0.5, 0.9])
def test_cancel_leaves_nothing_and_the_next_time_it_is_whole(
    fraction: float, kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_CHUNK", 1 << 14)
    token = CancelToken()

    def show(done: float, _text: str) -> None:
        if done >= fraction:
            token.cancel()

    with pytest.raises(Cancelled):
        kitchen.prepare(progress=Progress(show, token))

    assert kitchen.entries() == []
    assert_whole(kitchen.prepare(), kitchen)


def test_too_little_room_is_told_before_starting(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 1, 1))

    with pytest.raises(NoSpaceError, match=r"takes \d+ kB in .*cache, where 1 kB are free"):
        kitchen.prepare()

    assert kitchen.made == []
    assert kitchen.entries() == []


def test_a_disk_that_fills_up_is_told_and_leaves_nothing(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NoSpaceError, match=r"prepared in .*: No space left") as caught:
            kitchen.prepare()

    assert "MOEBIUS_HOME" in caught.value.hint
    assert kitchen.entries() == []
    assert_whole(kitchen.prepare(), kitchen)


def test_a_cache_that_cannot_be_made_is_told(kitchen: Kitchen) -> None:
    kitchen.cache.write_text("in the way")

    with pytest.raises(MoebiusError, match="cannot be prepared in"):
        kitchen.prepare()


def with_type(tensors: dict[str, NDArray[np.generic]], dtype: str) -> bytes:
    """A `.safetensors` file whose tensors are said to be of this type."""
    header: dict[str, object] = {}
    body = b""
    for key, numbers in tensors.items():
        data = numbers.tobytes()
        place = [len(body), len(body) + len(data)]
        header[key] = {"dtype": dtype, "shape": list(numbers.shape), "data_offsets": place}
        body += data
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


@pytest.mark.parametrize("dtype", ["F16", "BF16"])
def test_half_precision_is_prepared_as_the_widened_numbers(dtype: str, kitchen: Kitchen) -> None:
    if dtype == "F16":
        stored = {"large": LARGE.astype(np.float16), "small": SMALL.astype(np.float16)}
        widened = {key: numbers.astype(np.float32) for key, numbers in stored.items()}
    else:
        upper = {"large": LARGE.view(np.uint32) >> 16, "small": SMALL.view(np.uint32) >> 16}
        stored = {key: numbers.astype(np.uint16) for key, numbers in upper.items()}
        widened = {key: (numbers << 16).view(np.float32) for key, numbers in upper.items()}
    kitchen.file.write_bytes(with_type(stored, dtype))

    numbers = held(kitchen.prepare(), kitchen.recipe)

    np.testing.assert_array_equal(numbers["a"], widened["large"].T * 2)
    np.testing.assert_array_equal(numbers["b"], widened["small"])
    assert not np.array_equal(widened["large"], LARGE)


def test_two_threads_at_once_make_it_once(kitchen: Kitchen) -> None:
    inside, waiting = threading.Event(), threading.Event()
    found: list[Path] = []

    def first_waits(_get: Callable[[str], Array]) -> Array:
        kitchen.made.append("a")
        inside.set()
        assert waiting.wait(20)
        return SMALL

    recipe = Recipe("student", kitchen.graph, [Prepared("a", (5,), first_waits)])
    one = threading.Thread(
        target=lambda: found.append(prepare(kitchen.checkpoint, recipe, kitchen.cache))
    )
    one.start()
    assert inside.wait(20)

    def seen(_fraction: float, text: str) -> None:
        if text.startswith("Waiting"):
            waiting.set()

    found.append(prepare(kitchen.checkpoint, recipe, kitchen.cache, progress=Progress(seen)))
    one.join()

    assert kitchen.made == ["a"]
    assert found[0] == found[1]
    np.testing.assert_array_equal(np.fromfile(found[0].parent / WEIGHTS, np.float32), SMALL)


_SCRIPT = """
import sys
from pathlib import Path
from tests.core.weights.test_prepare import Kitchen, held
kitchen = Kitchen.__new__(Kitchen)
folder = Path(sys.argv[1])
kitchen.cache, kitchen.graph = folder / "cache", folder / "shipped.onnx"
kitchen.file, kitchen.made = folder / "weights.safetensors", []
print("ready", flush=True)
sys.stdin.readline()
print(kitchen.prepare(), len(kitchen.made))
"""


def test_two_processes_at_once_make_it_once(kitchen: Kitchen) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(kitchen.file.parent)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()

    told = [process.communicate(timeout=60)[0].split() for process in processes]

    graph = Path(told[0][0])
    assert told[1][0] == str(graph)
    assert sorted(made for _, made in told) == ["0", "1"]
    assert_whole(graph, kitchen)


def test_a_forgotten_entry_is_gone(kitchen: Kitchen) -> None:
    graph = kitchen.prepare()

    forget(graph)
    forget(graph)

    assert kitchen.entries() == []


@pytest.mark.parametrize("failures", [1, 2])
def test_an_entry_that_no_session_takes_is_made_anew_once(
    failures: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    student = write_tiny(tmp_path / "student.safetensors", "student")
    autoencoder = write_tiny(tmp_path / "vae.safetensors", "autoencoder")
    pair = pair_of(open_checkpoint(student), open_checkpoint(autoencoder))
    write_deployed_graphs(own_graphs(), pair.student_layout, pair.autoencoder_layout)
    opened: list[str] = []
    marks: list[bool] = []

    def open_session(graph: Path, *_: Any, **_options: Any) -> object:
        opened.append(graph.parent.name.partition("-")[0])
        marks.append((graph.parent / "seen").exists())
        (graph.parent / "seen").touch()
        if len(opened) <= failures:
            raise EngineUnavailableError("The weights are of no use.")
        return object()

    monkeypatch.setattr(onnx_backend, "open_session", open_session)

    if failures == 2:
        with pytest.raises(EngineUnavailableError, match="of no use"):
            onnx_backend.open_onnx_backend(student, autoencoder)
        assert opened == ["student", "student"]
    else:
        onnx_backend.open_onnx_backend(student, autoencoder)
        assert opened == ["student", "student", "encoder", "decoder"]
    assert not any(marks)  # each session got an entry that was just made
    assert len(list(prepared_folder().glob("student-*/graph.onnx"))) == 1
