"""The pickle reader takes dictionaries of tensors and nothing else, whatever is thrown at it."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.weights.checkpoint import UnreadableWeightsError, open_checkpoint
from moebius_core.weights.tensor_pickle import (
    Storage,
    TensorView,
    UnsafePickleError,
    read_tensors,
)


def pickled_by_torch(value: object) -> bytes:
    buffer = io.BytesIO()
    torch.save(value, buffer)
    with zipfile.ZipFile(buffer) as archive:
        return archive.read(next(n for n in archive.namelist() if n.endswith("data.pkl")))


GOOD = pickled_by_torch(OrderedDict(a=torch.ones(2, 3), b=torch.ones(6).half()))


def test_tensors_are_found_where_they_lie() -> None:
    assert read_tensors(GOOD) == {
        "a": TensorView(Storage("FloatStorage", "0", 6), 0, (2, 3), (3, 1)),
        "b": TensorView(Storage("HalfStorage", "1", 6), 0, (6,), (1,)),
    }


class Runs:
    """Unpickled by Python, it would call `os.system`."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self._command,)


class Evaluates:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return eval, ("1 + 1",)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_is_executed(protocol: int, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    attack = pickle.dumps({"a": Runs(f"touch {trace}")}, protocol)

    with pytest.raises(UnsafePickleError):
        read_tensors(attack)

    assert not trace.exists()


def test_an_attack_inside_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    torch.save({"a": torch.ones(2), "b": Evaluates()}, path)

    with pytest.raises(UnreadableWeightsError, match=r"not a plain list of tensors.*eval"):
        open_checkpoint(path)


ATTACKS = {
    "a name called with arguments": b"cos\nsystem\n(X\x04\x00\x00\x00truetR.",
    "an old instance": b"(ios\nsystem\n.",
    "an object": b"(cos\nsystem\no.",
    "a new object": b"cbuiltins\nobject\n)\x81.",
    "an extension": b"\x82\x01.",
    "state set on a name": b"ctorch\nFloatStorage\n}X\x01\x00\x00\x00aK\x01sb.",
    "state set on a tensor's builder": b"ctorch._utils\n_rebuild_tensor_v2\nN}\x86b.",
    "a builder without arguments": b"ctorch._utils\n_rebuild_tensor_v2\n)R.",
    "a tuple that is called": b"))R.",
    "a list as a key": b"}]K\x01s.",
    "a tuple as a key": b"})K\x01s.",
    "popping from nothing": b"R.",
    "popping below a mark": b"K\x01(R.",
    "an unknown memory": b"h\x07.",
    "no mark": b"t.",
    "an unfinished name": b"cos",
    "text longer than the file": b"X\xff\xff\xff\xffabc.",
    "a byte array": b"\x96\xff\xff\xff\xff\xff\xff\xff\x7f.",
    "a number": b"K\x01.",
    "a dictionary of numbers": b"}X\x01\x00\x00\x00aK\x01s.",
    "an odd number of items": b"}(K\x01u.",
    "nothing": b"",
}


@pytest.mark.parametrize("data", ATTACKS.values(), ids=ATTACKS.keys())
def test_every_other_program_is_refused(data: bytes) -> None:
    with pytest.raises(UnsafePickleError):
        read_tensors(data)


def test_nested_doubling_costs_nothing() -> None:
    doubled = b"N\x85" + b"q\x00h\x00\x86" * 200  # 2 to the power of 200 elements, were it walked

    for end in (b".", b"}h\x00K\x01s.", b")R.", b"Q."):
        with pytest.raises(UnsafePickleError):
            read_tensors(doubled + end)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
def test_noise_holds_no_tensors(data: bytes) -> None:
    try:
        found = read_tensors(data)
    except UnsafePickleError:
        return

    assert found == {}


@settings(deadline=None, max_examples=500)
@given(st.data())
def test_a_changed_program_finds_tensors_or_is_refused(data: st.DataObject) -> None:
    changed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = read_tensors(bytes(changed))
    except UnsafePickleError:
        return

    assert all(isinstance(tensor, TensorView) for tensor in found.values())


nested = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.binary(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(max_size=5), inner) | st.sets(st.text())
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(nested, st.integers(0, pickle.HIGHEST_PROTOCOL))
def test_plain_values_are_not_weights(value: object, protocol: int) -> None:
    data = pickle.dumps(value, protocol)

    if value == {} and protocol > 0:
        assert read_tensors(data) == {}
    else:
        with pytest.raises(UnsafePickleError):
            read_tensors(data)
