"""Weights brought in from files: every usual place they lie in, and what is refused."""

from __future__ import annotations

import errno
import inspect
import io
import shutil
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from moebius_core.errors import BadInputError
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights import copying
from moebius_core.weights.candidates import OWN_AUTOENCODER, check_id, find_candidates
from moebius_core.weights.checkpoint import UnreadableWeightsError
from moebius_core.weights.failures import NoSpaceError
from moebius_core.weights.recognise import OtherWeightsError
from moebius_core.weights.registry import WeightsKind
from moebius_core.weights.store import WeightsStore
from tests.core.weights.making import (
    onnx_graph,
    safetensors,
    tiny,
    tiny_file,
    write_graphs,
    write_tiny,
)
from tests.parity.goldens import recipe_weights, shapes

USUAL = "diffusion_pytorch_model.safetensors"


def ids(store: WeightsStore, path: Path, name: str | None = None) -> list[str]:
    return [each.id for each in store.import_local(path, name)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("mine.safetensors", "mine"),
        ("My Weights (v2).safetensors", "my-weights-v2"),
        ("Straße.safetensors", "stra-e"),
        ("猫.safetensors", "custom"),
        ("con.safetensors", "custom-con"),
        ("my_run/student.safetensors", "my_run"),
        ("ft_places2/mine.safetensors", "mine"),
        (f"ft_ffhq/{USUAL}", "ffhq"),
        (f"pretrained/{USUAL}", "pretrained"),
        (f"celebahq/{USUAL}", "celebahq"),
    ],
)
def test_a_file_is_named_after_itself_or_its_folder(
    place: str, expected: str, store: WeightsStore, tmp_path: Path
) -> None:
    path = write_tiny(tmp_path / "from" / place, "student")

    assert ids(store, path) == [expected]
    assert store.student(expected).read_bytes() == path.read_bytes()
    assert store.get(expected).source == str(path)


def test_a_folder_and_a_file_are_the_same(store: WeightsStore, tmp_path: Path) -> None:
    file = write_tiny(tmp_path / "ft_places2" / USUAL, "student")

    assert ids(store, file.parent) == ["places2"]
    assert ids(store, file) == ["places2"]  # again: nothing changes
    assert ids(store, file, "copy") == ["copy"]


def test_pytorch_s_own_files_and_half_precision_are_taken(
    store: WeightsStore, tmp_path: Path
) -> None:
    tensors = {key: torch.from_numpy(value.copy()) for key, value in tiny("autoencoder").items()}
    path = tmp_path / "vae" / "diffusion_pytorch_model.bin"
    path.parent.mkdir()
    torch.save({key: tensor.half() for key, tensor in tensors.items()}, path)
    (path.parent / "config.json").write_text("{}")

    assert ids(store, path.parent) == ["vae"]
    assert store.autoencoder().name == "diffusion_pytorch_model.bin"
    assert (store.root / "vae" / "config.json").read_text() == "{}"
    assert store.verify("vae") == []


def test_old_names_of_the_autoencoder_s_attention_are_taken(
    store: WeightsStore, tmp_path: Path
) -> None:
    new_to_old = {".to_q.": ".query.", ".to_k.": ".key.", ".to_v.": ".value."}
    renamed = {}
    for key, value in tiny("autoencoder").items():
        for new, old in new_to_old.items():
            key = key.replace(new, old)
        renamed[key.replace(".to_out.0.", ".proj_attn.")] = value
    path = tmp_path / "old.safetensors"
    path.write_bytes(safetensors(renamed))

    assert ids(store, path) == ["vae"]
    assert store.verify("vae") == []


def cached(root: Path) -> Path:
    """A cache of the hub with a student and, in another repository, the autoencoder."""
    for repository, place in (
        ("models--hustvl--Moebius", f"ft_places2/{USUAL}"),
        ("models--hustvl--PixelHacker", f"vae/{USUAL}"),
    ):
        snapshot = root / repository / "snapshots" / "abc"
        kind = "autoencoder" if place.startswith("vae") else "student"
        write_tiny(snapshot / place, kind)
        (root / repository / "refs").mkdir()
        (root / repository / "refs" / "main").write_text("abc")
    return root


def test_a_snapshot_a_repository_s_cache_and_the_whole_cache_are_searched(
    store: WeightsStore, tmp_path: Path
) -> None:
    cache = cached(tmp_path / "hub")
    moebius = cache / "models--hustvl--Moebius"

    assert ids(store, moebius / "snapshots" / "abc") == ["places2"]
    assert ids(store, moebius) == ["places2"]
    assert ids(store, cache) == ["places2", "vae"]
    assert store.autoencoder_for("places2") == store.root / "vae" / USUAL


def test_what_else_a_cache_holds_is_passed_over(store: WeightsStore, tmp_path: Path) -> None:
    cache = cached(tmp_path / "hub")
    for number, data in enumerate((b"\x10\0\0\0\0\0\0\0{broken", tiny_other())):
        other = cache / f"models--someone--other{number}" / "snapshots" / "abc"
        other.mkdir(parents=True)
        (other / "model.safetensors").write_bytes(data)
    (cache / "models--someone--empty").mkdir()

    assert ids(store, cache) == ["places2", "vae"]


def tiny_other() -> bytes:
    return safetensors({"text_model.weight": np.zeros(3, np.float32)})


def test_a_repository_with_one_student_in_its_root_gives_it_its_name(
    store: WeightsStore, tmp_path: Path
) -> None:
    write_tiny(tmp_path / "models--someone--My-Moebius" / "snapshots" / "abc" / USUAL, "student")

    assert ids(store, tmp_path / "models--someone--My-Moebius") == ["my-moebius"]


def test_a_training_run_keeps_its_own_autoencoder_and_leaves_the_rest(
    store: WeightsStore, tmp_path: Path
) -> None:
    run = tmp_path / "run_7"
    write_tiny(run / "student.safetensors", "student")
    write_tiny(run / "vae" / USUAL, "autoencoder")
    torch.save({"step": 3, "optimizer": [1, 2]}, run / "optimizer.pt")
    (run / "log.txt").write_text("loss 1.0")

    assert ids(store, run) == ["run_7"]

    assert [file.path for file in store.get("run_7").files] == [
        "diffusion_pytorch_model.safetensors",
        OWN_AUTOENCODER + USUAL,
    ]
    assert store.verify("run_7") == []
    assert [each.id for each in store.installed()] == ["run_7"]


def test_three_graphs_are_one_set(store: WeightsStore, tmp_path: Path) -> None:
    folder = write_graphs(tmp_path / "Moebius-ONNX")
    (folder / "unet.onnx.data").write_bytes(b"numbers")
    (folder / "README.md").write_text("hello")

    assert ids(store, folder) == ["onnx-places2"]
    assert ids(store, folder, "own") == ["own"]

    assert sorted(file.path for file in store.get("own").files) == [
        "unet.onnx",
        "unet.onnx.data",
        "vae_decoder.onnx",
        "vae_encoder.onnx",
    ]
    assert store.verify("own") == []
    with pytest.raises(BadInputError, match="one of three graphs"):
        store.import_local(folder / "unet.onnx")


GRAPH = onnx_graph("unet.onnx")
BAD_GRAPHS = {
    "cut": GRAPH[:-1],
    "cut early": GRAPH[:300],
    "empty": b"",
    "a page": b"<!DOCTYPE html><html>Not found</html>",
    "a pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "another graph": onnx_graph("vae_decoder.onnx"),
}


@pytest.mark.parametrize("data", BAD_GRAPHS.values(), ids=BAD_GRAPHS.keys())
def test_graphs_that_are_not_are_refused(data: bytes, store: WeightsStore, tmp_path: Path) -> None:
    folder = write_graphs(tmp_path / "graphs")
    (folder / "unet.onnx").write_bytes(data)

    with pytest.raises(BadInputError, match=r"unet\.onnx (is no ONNX graph|takes latent)"):
        store.import_local(folder)

    assert store.installed() == []


def test_a_real_exporter_s_graph_is_understood(tmp_path: Path) -> None:
    from onnx import TensorProto, helper

    from moebius_core.weights.onnx_file import GRAPHS, check_graph

    inputs, outputs = GRAPHS["vae_decoder.onnx"]
    value = helper.make_tensor_value_info
    node = helper.make_node("Identity", inputs, outputs)
    graph = helper.make_graph(
        [node],
        "decoder",
        [value(name, TensorProto.FLOAT, [1, 4, "h", "w"]) for name in inputs],
        [value(name, TensorProto.FLOAT, [1, 4, "h", "w"]) for name in outputs],
        [helper.make_tensor("numbers", TensorProto.FLOAT, [300], np.ones(300).tolist())],
    )
    path = tmp_path / "vae_decoder.onnx"
    path.write_bytes(helper.make_model(graph).SerializeToString())

    check_graph(path)

    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(BadInputError, match="cut off"):
        check_graph(path)


def test_other_networks_are_told_apart(store: WeightsStore, tmp_path: Path) -> None:
    teacher = tmp_path / "PixelHacker" / "pretrained" / USUAL
    teacher.parent.mkdir(parents=True)
    teacher.write_bytes(safetensors(recipe_weights(shapes("pixelhacker_tiny"))))
    other = tmp_path / "other.safetensors"
    other.write_bytes(tiny_other())

    with pytest.raises(OtherWeightsError, match="holds the teacher"):
        store.import_local(teacher)
    with pytest.raises(OtherWeightsError, match=r"neither a Moebius.*text_model\.weight"):
        store.import_local(other)
    write_tiny(tmp_path / "PixelHacker" / "vae" / USUAL, "autoencoder")
    assert ids(store, tmp_path / "PixelHacker") == ["vae"]  # the teacher is passed over


def test_damaged_files_are_refused_with_what_is_wrong(store: WeightsStore, tmp_path: Path) -> None:
    whole = tiny("student")
    key = "diff_model.conv_out.conv_pw.weight"
    cases = {
        "cut": (tiny_file("student")[:-1000], "cut off"),
        "missing": (safetensors({k: v for k, v in whole.items() if k != key}), "is missing"),
        "unexpected": (safetensors({**whole, "x": np.zeros(1, np.float32)}), "1 unexpected"),
        "nan": (safetensors({**whole, key: np.full_like(whole[key], np.inf)}), "not numbers"),
    }
    for name, (data, sentence) in cases.items():
        path = tmp_path / f"{name}.safetensors"
        path.write_bytes(data)
        with pytest.raises(BadInputError, match=sentence):
            store.import_local(path)

    with pytest.raises(UnreadableWeightsError, match="nothing at"):
        store.import_local(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableWeightsError, match="holds no weights"):
        store.import_local(tmp_path / "empty")
    assert store.installed() == []
    assert not list(store.root.glob(".partial/*.new"))


def test_other_weights_under_the_same_name_are_refused(store: WeightsStore, tmp_path: Path) -> None:
    store.import_local(write_tiny(tmp_path / "mine.safetensors", "student"))
    changed = {**tiny("student"), "diff_model.conv_in.bn1.bias": np.zeros(9, np.float32)}
    (tmp_path / "mine.safetensors").write_bytes(safetensors(changed))

    with pytest.raises(BadInputError, match=r"named “mine” are installed.*remove mine"):
        store.import_local(tmp_path / "mine.safetensors")
    with pytest.raises(BadInputError, match="“vae” is the name of other weights"):
        store.import_local(tmp_path / "mine.safetensors", "vae")

    assert store.student("mine").read_bytes() == tiny_file("student")


@pytest.mark.parametrize("name", ["", "a/b", "..", "A", ".x", "a b", "x" * 65, "nul", "a."])
def test_names_that_no_folder_has_everywhere_are_refused(name: str) -> None:
    with pytest.raises(BadInputError, match="cannot be the name"):
        check_id(name)


def test_one_name_for_several_sets_is_refused(tmp_path: Path) -> None:
    for name in ("ft_ffhq", "ft_places2"):
        write_tiny(tmp_path / name / USUAL, "student")

    with pytest.raises(BadInputError, match=r"several sets of weights: ffhq, places2"):
        find_candidates(tmp_path, "mine")
    assert [each.kind for each in find_candidates(tmp_path)] == [WeightsKind.STUDENT] * 2


def test_a_full_disk_is_told_before_and_during(
    store: WeightsStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_tiny(tmp_path / "mine.safetensors", "student")
    with monkeypatch.context() as patched:
        patched.setattr(copying, "free_bytes", lambda _folder: 1_000_000)
        with pytest.raises(NoSpaceError, match=r"9 MB are needed"):
            store.import_local(path)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(NoSpaceError, match="is full"):
            store.import_local(path)
    assert store.installed() == []
    assert not list(store.root.glob(".partial/*.new"))


def test_a_source_that_cannot_be_read_is_not_the_store_s_fault(
    store: WeightsStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_tiny(tmp_path / "from" / "mine.safetensors", "student")
    whole_open, whole_iterdir = Path.open, Path.iterdir

    def broken(given: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if given == path and "copy_files" in callers():
            return BrokenDisk(given)
        return whole_open(given, mode, *rest, **named)

    class BrokenDisk(io.FileIO):
        def read(self, size: int = -1) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    def forbidden(given: Path) -> Any:
        if given == path.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole_iterdir(given)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", broken)
        with pytest.raises(
            UnreadableWeightsError, match=r"mine\.safetensors cannot be read: Input"
        ):
            store.import_local(path)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", forbidden)
        with pytest.raises(UnreadableWeightsError, match=r"from cannot be read: Permission"):
            store.import_local(path.parent)
    assert store.installed() == []


def callers() -> set[str]:
    return {frame.function for frame in inspect.stack(context=0)}


def test_cancelled_in_the_middle_nothing_is_left(store: WeightsStore, tmp_path: Path) -> None:
    token = CancelToken()

    def cancel(_fraction: float, text: str) -> None:
        if text.startswith("Copying"):
            token.cancel()

    path = write_tiny(tmp_path / "mine.safetensors", "student")
    with pytest.raises(Cancelled):
        store.import_local(path, progress=Progress(cancel, token))

    assert store.installed() == []
    assert not list(store.root.glob(".partial/*.new"))
    assert path.read_bytes() == tiny_file("student")


def test_what_a_killed_import_left_is_cleared(store: WeightsStore, tmp_path: Path) -> None:
    left = store.root / ".partial" / "mine.new"
    left.mkdir(parents=True)
    (left / "old.bin").write_bytes(b"half")

    assert ids(store, write_tiny(tmp_path / "mine.safetensors", "student")) == ["mine"]

    assert not (store.root / "mine" / "old.bin").exists()
    assert not left.exists()


def test_two_imports_at_once_end_in_one_whole_set(store: WeightsStore, tmp_path: Path) -> None:
    path = write_tiny(tmp_path / "mine.safetensors", "student")
    threads = [threading.Thread(target=store.import_local, args=(path,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.verify("mine") == []


def test_progress_counts_bytes_to_the_end(store: WeightsStore, tmp_path: Path) -> None:
    cache = cached(tmp_path / "hub")
    seen: list[tuple[float, str]] = []

    store.import_local(cache, progress=Progress(lambda done, text: seen.append((done, text))))

    fractions = [done for done, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] > 0.95
    assert any(text == "Copying: 9 MB of 9 MB" for _, text in seen)


def test_the_original_may_go(store: WeightsStore, tmp_path: Path) -> None:
    store.import_local(write_tiny(tmp_path / "from" / "mine.safetensors", "student"))
    shutil.rmtree(tmp_path / "from")

    assert store.verify("mine") == []
