"""Tensors in a file: found without reading them, mapped into memory, copied only on request."""

from __future__ import annotations

import io
import json
import math
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from moebius_core.weights.layout import Shape
from moebius_core.weights.tensor_pickle import TensorView, UnsafePickleError, read_tensors

_MOST_HEADER_BYTES = 64 << 20
_MOST_AXES = 8
_LONGEST_SIDE = 1 << 31
_NUMPY = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U8": "u1", "BOOL": "?",
}  # fmt: skip
"""What numpy calls a type of the safetensors format; bf16, which it lacks, by its bits."""

_TORCH_KINDS = {
    "DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16", "BFloat16Storage": "BF16",
    "LongStorage": "I64", "IntStorage": "I32", "ShortStorage": "I16", "CharStorage": "I8",
    "ByteStorage": "U8", "BoolStorage": "BOOL",
}  # fmt: skip


class DamagedFileError(ValueError):
    """The file is not what its kind promises; the text says where, without naming the file."""


@dataclass(frozen=True)
class StoredTensor:
    """Where one tensor lies in the file, checked to lie inside it."""

    dtype: str
    """A name of the safetensors format: F32, BF16, ..."""

    shape: Shape
    start: int
    """Of the first number, in bytes from the file's beginning."""

    strides: Shape
    """In bytes."""

    def view(self, data: NDArray[np.uint8]) -> NDArray[np.generic]:
        """The tensor in the mapped file `data`, read-only; bf16 as uint16 with its bits."""
        kind = np.dtype(_NUMPY[self.dtype])
        numbers = np.ndarray(self.shape, kind, data.data, self.start, self.strides)
        numbers.flags.writeable = False
        return numbers


def widened(bits: NDArray[np.uint16]) -> NDArray[np.float32]:
    """bf16, given as its bits, in float32: exactly the same numbers."""
    return (bits.astype(np.uint32) << np.uint32(16)).view(np.float32)


def find_tensors(path: Path) -> dict[str, StoredTensor]:
    """The tensors of a `.safetensors` file or of a `.bin`, told apart by what they hold.

    Raises:
        DamagedFileError: it is neither, or cut off, or holds something else than tensors.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            return _find_in_zip(file)
        return _find_in_safetensors(file)


def _find_in_safetensors(file: io.BufferedReader) -> dict[str, StoredTensor]:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    prefix = file.read(8)
    length = int.from_bytes(prefix, "little")
    if prefix[:2] == b"\x80\x02":
        raise DamagedFileError("it is of a kind that PyTorch has not written since 2020")
    if len(prefix) < 8 or not 2 <= length <= min(_MOST_HEADER_BYTES, size - 8):
        raise DamagedFileError("it is neither a safetensors file nor one of PyTorch's, or cut off")
    header = _parsed(file.read(length))
    header.pop("__metadata__", None)
    return {key: _described(key, entry, 8 + length, size) for key, entry in header.items()}


def _parsed(text: bytes) -> dict[str, object]:
    try:
        header = json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise DamagedFileError("the list of its contents is damaged") from error
    if not isinstance(header, dict):
        raise DamagedFileError("the list of its contents is damaged")
    return cast("dict[str, object]", header)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _described(key: str, entry: object, begin: int, size: int) -> StoredTensor:
    match entry:
        case {"dtype": str(dtype), "shape": list(shape), "data_offsets": [int(start), int(stop)]}:
            pass
        case _:
            raise DamagedFileError(f"its entry {key[:80]!r} is damaged")
    shape = tuple(cast("list[int]", shape))
    if dtype not in _NUMPY:
        raise DamagedFileError(f"its entry {key[:80]!r} is of the unknown type {dtype[:20]}")
    item = np.dtype(_NUMPY[dtype]).itemsize
    _check_shape(key, shape, item, size)
    if start < 0 or stop - start != math.prod(shape) * item or begin + stop > size:
        raise DamagedFileError(f"its entry {key[:80]!r} lies outside the file: it is cut off")
    return StoredTensor(dtype, shape, begin + start, _packed(shape, item))


def _check_shape(key: str, shape: tuple[object, ...], item: int, size: int) -> None:
    """Refuse what no array can have, and what is larger than the `size` bytes there are."""
    sides = [side for side in shape if type(side) is int and 0 <= side <= _LONGEST_SIDE]
    if len(sides) < len(shape) or len(shape) > _MOST_AXES or math.prod(sides) * item > size:
        raise DamagedFileError(f"its entry {key[:80]!r} has an impossible shape: it is cut off")


def _packed(shape: Shape, item: int) -> Shape:
    """Strides in bytes of an array without gaps."""
    strides = [item]
    for side in reversed(shape[1:]):
        strides.append(strides[-1] * max(side, 1))
    return tuple(reversed(strides))[: len(shape)] if shape else ()


def _find_in_zip(file: io.BufferedReader) -> dict[str, StoredTensor]:
    try:
        with zipfile.ZipFile(file) as archive:
            pickled, entries = _listed(archive)
    except zipfile.BadZipFile as error:
        raise DamagedFileError("its archive is damaged or cut off") from error
    except (RuntimeError, EOFError, OSError, IndexError, struct.error, UnicodeError) as error:
        raise DamagedFileError(f"its archive cannot be read ({error})") from error
    try:
        views = read_tensors(pickled)
    except UnsafePickleError as error:
        raise DamagedFileError(f"it is not a plain list of tensors: {error}") from error
    starts = {name: _data_start(entries.get(name), file) for name in _storages(views)}
    return {
        key: _located(key, view, entries[view.storage.file].file_size, starts[view.storage.file])
        for key, view in views.items()
    }


def _storages(views: Mapping[str, TensorView]) -> set[str]:
    return {view.storage.file for view in views.values()}


def _listed(archive: zipfile.ZipFile) -> tuple[bytes, dict[str, zipfile.ZipInfo]]:
    """The pickle of an archive that PyTorch wrote, and its storages by their names."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    lists = [name for name in entries if name.endswith("/data.pkl")]
    if len(lists) != 1 or entries[lists[0]].file_size > _MOST_HEADER_BYTES:
        raise DamagedFileError("it is a zip archive, but not one that PyTorch wrote")
    folder = lists[0].removesuffix("data.pkl")
    order = entries.get(folder + "byteorder")
    for entry in (entries[lists[0]], order):
        if entry:
            _check_stored(entry)
    if order and order.file_size < 16 and archive.read(order) == b"big":
        raise DamagedFileError("its numbers are in big-endian order")
    inside = folder + "data/"
    storages = {
        name.removeprefix(inside): entry
        for name, entry in entries.items()
        if name.startswith(inside)
    }
    return archive.read(entries[lists[0]]), storages


def _check_stored(entry: zipfile.ZipInfo) -> None:
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
        raise DamagedFileError("its archive is compressed, which PyTorch's never are")


def _data_start(entry: zipfile.ZipInfo | None, file: io.BufferedReader) -> int:
    """Where the bytes of an uncompressed entry begin, after the archive's own header."""
    if entry is None:
        raise DamagedFileError("some of its numbers are missing")
    _check_stored(entry)
    size = file.seek(0, io.SEEK_END)
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise DamagedFileError("its archive is damaged")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name_length + extra_length
    if start + entry.file_size > size:
        raise DamagedFileError("its archive is cut off")
    return start


def _located(key: str, view: TensorView, size: int, start: int) -> StoredTensor:
    """The tensor in the file; its storage has `size` bytes from `start` on."""
    dtype = _TORCH_KINDS.get(view.storage.kind)
    if dtype is None:
        raise DamagedFileError(f"its entry {key[:80]!r} is of the unknown type {view.storage.kind}")
    item = np.dtype(_NUMPY[dtype]).itemsize
    shape, strides = view.shape, view.strides
    _check_shape(key, shape, item, size)
    if not math.prod(shape):
        return StoredTensor(dtype, shape, 0, _packed(shape, item))
    if len(shape) != len(strides) or min((*strides, view.offset)) < 0:
        raise DamagedFileError(f"its entry {key[:80]!r} is damaged")
    last = view.offset + sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True))
    if (last + 1) * item > size:
        raise DamagedFileError(f"its entry {key[:80]!r} is larger than what is stored")
    return StoredTensor(
        dtype, shape, start + view.offset * item, tuple(stride * item for stride in strides)
    )
