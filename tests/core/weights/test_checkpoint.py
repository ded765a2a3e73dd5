"""Weights are read from every usual place and kind of file, and what is wrong is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.weights.checkpoint import (
    UnreadableWeightsError,
    find_checkpoint,
    open_checkpoint,
)

TORCH_TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}


def some_tensors() -> dict[str, torch.Tensor]:
    """One of every type, a scalar, an empty one, a transposed one and two that share numbers."""
    torch.manual_seed(0)
    base = torch.randn(6, 5)
    tensors = {name: (base * 9).abs().to(kind) for name, kind in TORCH_TYPES.items()}
    return tensors | {
        "scalar": torch.tensor(7),
        "empty": torch.zeros(0, 3),
        "transposed": base.t(),
        "row": base[2],
        "column": base[1:, 3],
        "channels last": torch.randn(2, 3, 4, 5).contiguous(memory_format=torch.channels_last),
    }


def save_safetensors(tensors: dict[str, torch.Tensor], path: Path) -> Path:
    """The format as its specification has it, written by hand: the tests need no other library."""
    names = {kind: name for name, kind in TORCH_TYPES.items()}
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for key, tensor in tensors.items():
        numbers = tensor.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        where = [len(body), len(body) + len(numbers)]
        header[key] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape)}
        header[key]["data_offsets"] = where
        body += numbers
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)
    return path


def save_bin(tensors: dict[str, torch.Tensor], path: Path) -> Path:
    torch.save(tensors, path)
    return path


SAVE = {"weights.safetensors": save_safetensors, "weights.bin": save_bin}


@pytest.mark.parametrize("name", SAVE)
def test_every_type_and_shape_comes_back(name: str, tmp_path: Path) -> None:
    tensors = some_tensors()

    checkpoint = open_checkpoint(SAVE[name](tensors, tmp_path / name))

    assert list(checkpoint) == list(tensors)
    assert len(checkpoint) == len(tensors)
    assert checkpoint.shapes == {key: tuple(tensor.shape) for key, tensor in tensors.items()}
    for key, tensor in tensors.items():
        expected = tensor.float() if tensor.dtype == torch.bfloat16 else tensor
        np.testing.assert_array_equal(checkpoint[key], expected.numpy())
        np.testing.assert_array_equal(checkpoint.float32(key), tensor.float().numpy())
        assert checkpoint.float32(key).dtype == np.float32
    assert checkpoint.dtype("BF16") == "BF16"


def test_a_module_s_state_dict_and_its_parameters_are_read(tmp_path: Path) -> None:
    module = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4))
    stored = {"state.bin": module.state_dict(), "raw.bin": dict(module.named_parameters())}
    for name, tensors in stored.items():
        torch.save(tensors, tmp_path / name)

        checkpoint = open_checkpoint(tmp_path / name)

        assert list(checkpoint) == list(tensors)
        np.testing.assert_array_equal(checkpoint["0.weight"], module[0].weight.detach().numpy())


@pytest.mark.parametrize("name", SAVE)
def test_numbers_stay_in_the_file(name: str, tmp_path: Path) -> None:
    checkpoint = open_checkpoint(SAVE[name]({"a": torch.ones(3, 4)}, tmp_path / name))

    array = checkpoint["a"]

    assert not array.flags.writeable
    assert not array.flags.owndata
    assert np.shares_memory(array, checkpoint.float32("a"))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(width=32, allow_nan=False), min_size=1, max_size=20))
def test_bf16_is_widened_exactly(values: list[float]) -> None:
    from moebius_core.weights.stored import widened

    tensor = torch.tensor(values).to(torch.bfloat16)

    numbers = widened(tensor.view(torch.uint16).numpy())

    np.testing.assert_array_equal(numbers, tensor.float().numpy())


def test_a_folder_a_snapshot_and_the_cache_are_searched(tmp_path: Path) -> None:
    cache = tmp_path / "models--hustvl--Moebius"
    old, new = cache / "snapshots" / "aaaa", cache / "snapshots" / "bbbb"
    for snapshot in (old, new):
        for part in ("pretrained", "ft_places2"):
            (snapshot / part).mkdir(parents=True)
            save_bin({"a": torch.ones(1)}, snapshot / part / "diffusion_pytorch_model.bin")
    (cache / "refs").mkdir()
    (cache / "refs" / "main").write_text("aaaa")
    os.utime(new)

    expected = old / "ft_places2" / "diffusion_pytorch_model.bin"
    for place, part in ((cache, "ft_places2"), (old, "ft_places2"), (expected.parent, "")):
        assert find_checkpoint(place, part) == expected
    with pytest.raises(UnreadableWeightsError, match=r"several.*ft_places2, pretrained"):
        find_checkpoint(cache)
    with pytest.raises(UnreadableWeightsError, match=r"named “vae”.*ft_places2, pretrained"):
        find_checkpoint(cache, "vae")


def test_the_only_set_of_weights_needs_no_name_and_safetensors_come_first(tmp_path: Path) -> None:
    (tmp_path / "vae").mkdir()
    (tmp_path / "vae" / "config.json").write_text("{}")
    for ending in ("bin", "safetensors"):
        path = tmp_path / "vae" / f"diffusion_pytorch_model.{ending}"
        SAVE[f"weights.{ending}"]({"a": torch.ones(1)}, path)

    assert find_checkpoint(tmp_path).suffix == ".safetensors"


def test_a_single_file_of_any_name_is_found(tmp_path: Path) -> None:
    save_bin({"a": torch.ones(1)}, tmp_path / "mine.pt")

    assert find_checkpoint(tmp_path).name == "mine.pt"


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWeightsError, match="nothing at"):
        open_checkpoint(tmp_path / "missing.bin")
    with pytest.raises(UnreadableWeightsError, match="holds no weights"):
        open_checkpoint(tmp_path)


WRONG = {
    "empty": b"",
    "a web page": b"<!DOCTYPE html><html>Not found</html>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "git's pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n",
    "an old PyTorch file": b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.",
    "a header longer than the file": (1 << 30).to_bytes(8, "little") + b"{}",
    "a broken header": (5).to_bytes(8, "little") + b"{'a':",
    "a list for a header": (2).to_bytes(8, "little") + b"[]",
    "no tensors": (2).to_bytes(8, "little") + b"{}",
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG.keys())
def test_what_holds_no_weights_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "wrong.bin"
    path.write_bytes(data)

    with pytest.raises(UnreadableWeightsError, match=r"wrong\.bin (cannot be read|holds no)"):
        open_checkpoint(path)


ENTRY = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}


@pytest.mark.parametrize(
    "entry",
    [
        ENTRY | {"dtype": "F33"},
        ENTRY | {"shape": [3]},
        ENTRY | {"shape": [-2]},
        ENTRY | {"shape": [2.0]},
        ENTRY | {"shape": [2**70, 0]},
        ENTRY | {"shape": [1] * 40},
        ENTRY | {"data_offsets": [-8, 0]},
        ENTRY | {"data_offsets": [8, 16]},
        ENTRY | {"data_offsets": [0]},
        {"dtype": "F32"},
        7,
    ],
)
def test_impossible_entries_of_safetensors_are_refused(entry: object, tmp_path: Path) -> None:
    text = json.dumps({"a": entry}).encode()
    path = tmp_path / "wrong.safetensors"
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(8))

    with pytest.raises(UnreadableWeightsError, match="its entry 'a'"):
        open_checkpoint(path)


def test_a_key_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    one = f'"a": {json.dumps(ENTRY)}'
    text = f"{{{one}, {one}}}".encode()
    path = tmp_path / "twice.safetensors"
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(8))

    with pytest.raises(UnreadableWeightsError, match="list of its contents is damaged"):
        open_checkpoint(path)


def whole(name: str, folder: Path) -> bytes:
    path = SAVE[name]({"a": torch.arange(40.0).view(5, 8), "b": torch.ones(7)}, folder / name)
    return path.read_bytes()


@pytest.mark.parametrize("name", SAVE)
def test_a_file_cut_anywhere_is_refused(name: str, tmp_path: Path) -> None:
    data = whole(name, tmp_path)
    path = tmp_path / ("cut_" + name)

    for length in range(0, len(data) - 1, 7):
        path.write_bytes(data[:length])
        with pytest.raises(UnreadableWeightsError):
            open_checkpoint(path)


@pytest.mark.parametrize("name", SAVE)
def test_flipped_bytes_are_refused_or_change_numbers_but_nothing_else(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("flipped")
    data = whole(name, folder)
    path = folder / ("flipped_" + name)

    @settings(deadline=None, max_examples=150)
    @given(st.integers(0, len(data) - 1), st.integers(1, 255))
    def flip(place: int, bits: int) -> None:
        path.write_bytes(data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :])
        try:
            checkpoint = open_checkpoint(path)
        except UnreadableWeightsError:
            return
        assert sum(array.nbytes for array in checkpoint.values()) <= 2 * len(data)

    flip()
