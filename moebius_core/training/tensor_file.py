"""Files of tensors in the safetensors format, written piece by piece and all or nothing.

The `safetensors` package would need all of a file in memory once more to write it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from moebius_core.errors import BadInputError
from moebius_core.system import long_path, write_atomically

_TYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}
_ALIGNMENT = 8


def write_tensors(
    path: Path, tensors: Mapping[str, Tensor], notes: Mapping[str, str] | None = None
) -> None:
    """Write `tensors` and texts beside them.

    Raises:
        SaveError: what was there before is there still.
    """
    header, offset = dict[str, object](), 0
    if notes:
        header["__metadata__"] = dict(notes)
    for name, tensor in tensors.items():
        size = tensor.numel() * tensor.element_size()
        header[name] = {
            "dtype": _TYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + size],
        }
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    write_atomically(path, _parts(text, tensors))


def read_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors and texts of a file, on the processor.

    Raises:
        BadInputError: it is missing or damaged.
    """
    try:
        with safe_open(long_path(path), framework="pt") as file:
            notes: dict[str, str] = file.metadata() or {}
            return {name: file.get_tensor(name) for name in file.keys()}, notes  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise BadInputError(f"“{path}” cannot be read: {error}.") from error


def _parts(header: bytes, tensors: Mapping[str, Tensor]) -> Iterator[bytes]:
    yield len(header).to_bytes(8, "little") + header
    for tensor in tensors.values():
        if tensor.numel():
            flat = tensor.detach().cpu().contiguous().view(-1)
            yield flat.view(torch.uint8).numpy().tobytes()
