"""Writing the browser port's files: all or none, on full disks and when cancelled too."""

from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from moebius_core.errors import BadInputError, SaveError
from moebius_core.export.browser import write_browser_files
from moebius_core.export.graph import Graph, Port
from moebius_core.export.whole_file import whole_file, whole_size
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.failures import NoSpaceError
from moebius_core.weights.onnx_file import GRAPHS
from moebius_core.weights.pair import Pair, pair_of
from moebius_core.weights.prepared import Prepared
from tests.core.weights.making import Tensors, safetensors, tiny, write_tiny

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return pair_of(
        open_checkpoint(write_tiny(tmp_path / "from" / "student.safetensors", "student")),
        open_checkpoint(write_tiny(tmp_path / "from" / "vae.safetensors", "autoencoder")),
    )


def small() -> tuple[onnx.ModelProto, list[Prepared]]:
    tensors = [
        Prepared("a", (2, 3), lambda get: get("a") * 2),
        Prepared("b", (3,), lambda get: get("b")),
    ]
    g = Graph(tensors, "weights")
    y = g.op("Add", g.op("MatMul", "x", g.weight("a")), g.weight("b"))
    y = g.op("Mul", y, g.floats("half", np.array(0.5)))
    return g.finished("small", {"x": Port("B", 2)}, {"y": (y, Port("B", 3))}), tensors


def test_a_file_is_the_model_with_its_weights_inside() -> None:
    model, tensors = small()
    numbers = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.ones(3, np.float32)}

    data = b"".join(whole_file(model, tensors, numbers.__getitem__, Progress()))

    assert len(data) == whole_size(model, tensors)
    read = onnx.load_from_string(data)
    onnx.checker.check_model(read, full_check=True)
    held = {each.name: numpy_helper.to_array(each) for each in read.graph.initializer}
    np.testing.assert_array_equal(held["a"], numbers["a"] * 2)
    np.testing.assert_array_equal(held["b"], numbers["b"])
    assert held["half"] == 0.5
    assert read.graph.node == model.graph.node
    assert read.opset_import == model.opset_import


def test_more_than_a_file_can_hold_is_told_before_anything_is_read() -> None:
    model, tensors = small()
    huge = [*tensors, Prepared("c", (1 << 29,), lambda get: get("c"))]

    with pytest.raises(BadInputError, match=r"2\.1 GB, and an ONNX file holds 2\.1 GB at most"):
        whole_size(model, huge)


def test_folders_are_made_and_what_else_is_there_stays(pair: Pair, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "set"

    written = write_browser_files(folder, pair)

    assert written == [folder / name for name in GRAPHS]
    first = [path.read_bytes() for path in written]
    (folder / "notes.txt").write_text("mine")
    (folder / "unet.onnx").write_bytes(b"old")
    assert write_browser_files(folder, pair) == written
    assert [path.read_bytes() for path in written] == first  # the same bytes every time
    assert sorted(path.name for path in folder.iterdir()) == sorted([*GRAPHS, "notes.txt"])


@pytest.mark.parametrize("fraction", [0.0, 0.3, 0.9])
def test_cancel_leaves_nothing(fraction: float, pair: Pair, tmp_path: Path) -> None:
    token = CancelToken()

    def show(done: float, _text: str) -> None:
        if done >= fraction:
            token.cancel()

    with pytest.raises(Cancelled):
        write_browser_files(tmp_path / "set", pair, progress=Progress(show, token))

    assert not (tmp_path / "set").exists()


def test_cancel_keeps_what_was_there(pair: Pair, tmp_path: Path) -> None:
    folder, token = tmp_path / "set", CancelToken()
    folder.mkdir()
    (folder / "unet.onnx").write_bytes(b"old")

    def show(done: float, _text: str) -> None:
        if done > 0.9:
            token.cancel()

    with pytest.raises(Cancelled):
        write_browser_files(folder, pair, progress=Progress(show, token))

    assert [path.name for path in folder.iterdir()] == ["unet.onnx"]
    assert (folder / "unet.onnx").read_bytes() == b"old"


def test_files_that_do_not_pass_the_check_are_not_put_in_place(pair: Pair, tmp_path: Path) -> None:
    seen: list[str] = []

    def check(folder: Path) -> None:
        seen.extend(sorted(path.name for path in folder.iterdir()))
        raise BadInputError("They are wrong.")

    with pytest.raises(BadInputError, match="They are wrong"):
        write_browser_files(tmp_path / "set", pair, check=check)

    assert seen == sorted(GRAPHS)
    assert not (tmp_path / "set").exists()


def test_too_little_room_is_told_before_starting(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9 - 1, 1))

    with pytest.raises(NoSpaceError, match=r"The files take 1\d MB in .*, where 1 kB are free"):
        write_browser_files(tmp_path / "set", pair)

    assert not (tmp_path / "set").exists()


def test_a_disk_that_fills_up_is_told(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(SaveError, match="the disk is full"):
        write_browser_files(tmp_path / "set", pair)

    assert not (tmp_path / "set").exists()


def test_a_file_in_the_folder_s_place_is_told(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "set").write_text("a file")

    with pytest.raises(SaveError, match=r"Nothing can be written to .*set: File exists"):
        write_browser_files(tmp_path / "set", pair)


def test_half_precision_is_written_as_the_widened_numbers(pair: Pair, tmp_path: Path) -> None:
    def cast(given: Tensors, old: type, new: type) -> Tensors:
        return {key: v.astype(new) if v.dtype == old else v for key, v in given.items()}

    halves = cast(tiny("student"), np.float32, np.float16)
    widened = cast(halves, np.float16, np.float32)
    written: list[bytes] = []
    for name, tensors in (("half", halves), ("whole", widened)):
        path = tmp_path / f"{name}.safetensors"
        path.write_bytes(safetensors(tensors))
        changed = pair_of(open_checkpoint(path), pair.autoencoder)
        written.append(write_browser_files(tmp_path / name, changed)[0].read_bytes())

    assert written[0] == written[1]


def test_networks_that_do_not_belong_together_are_refused(pair: Pair, tmp_path: Path) -> None:
    pictures = dict(tiny("autoencoder"))
    for key in ("encoder.conv_out", "quant_conv", "post_quant_conv"):
        for part in ("weight", "bias"):
            numbers = pictures[f"{key}.{part}"]
            pictures[f"{key}.{part}"] = numbers[: len(numbers) // 2].copy()
    for key in ("quant_conv.weight", "post_quant_conv.weight"):
        pictures[key] = pictures[key][:, : len(pictures[key])].copy()
    pictures["decoder.conv_in.weight"] = pictures["decoder.conv_in.weight"][:, :2].copy()
    path = tmp_path / "two.safetensors"
    path.write_bytes(safetensors(pictures))

    with pytest.raises(BadInputError, match="4 channels and the autoencoder's 2: they do not"):
        pair_of(pair.student, open_checkpoint(path))
