"""Opens weights: a file, a folder or a Hugging Face snapshot; numpy alone, nothing executed.

Numbers stay in the file until they are asked for, and then come from memory-mapped pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import BadInputError
from moebius_core.weights.layout import Shape
from moebius_core.weights.stored import DamagedFileError, StoredTensor, find_tensors, widened

_NAMES = ("diffusion_pytorch_model", "model", "pytorch_model")
ENDINGS = (".safetensors", ".bin", ".pt", ".pth")
"""Of files with weights, in the order of preference: what needs no care comes first."""

_HINT = "Download it again, or choose another file."


class UnreadableWeightsError(BadInputError):
    """The file is missing, cut off, damaged or holds something else than tensors."""


class Checkpoint(Mapping[str, NDArray[np.generic]]):
    """The tensors of one file by their keys, in the file's order.

    Indexing gives a read-only view of the mapped file in its own type, except that bf16, which
    numpy lacks, comes as a float32 copy with the same values.
    """

    def __init__(self, path: Path, tensors: Mapping[str, StoredTensor]) -> None:
        self.path = path
        self._tensors = tensors

    @property
    def shapes(self) -> dict[str, Shape]:
        """Key -> shape; reads nothing."""
        return {key: tensor.shape for key, tensor in self._tensors.items()}

    def dtype(self, key: str) -> str:
        """How the numbers are stored: F32, F16, BF16, I64 and the like."""
        return self._tensors[key].dtype

    def float32(self, key: str) -> NDArray[np.float32]:
        """The tensor in float32; a view of the file where it is stored so."""
        return self[key].astype(np.float32, copy=False)

    def __getitem__(self, key: str) -> NDArray[np.generic]:
        tensor = self._tensors[key]
        numbers = tensor.view(self._data)
        return widened(numbers.view(np.uint16)) if tensor.dtype == "BF16" else numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._tensors)

    def __len__(self) -> int:
        return len(self._tensors)

    @cached_property
    def _data(self) -> NDArray[np.uint8]:
        return np.memmap(self.path, np.uint8, mode="r")


def open_checkpoint(path: str | Path, part: str = "") -> Checkpoint:
    """The weights at `path`.

    Args:
        path: A `.safetensors` or PyTorch file; a folder that holds one; a downloaded snapshot of a
            repository, or its folder in the Hugging Face cache.
        part: Which of a repository's weights: "vae", "ft_places2" and the like.

    Raises:
        UnreadableWeightsError: there are none, several and no part given, or they are damaged.
    """
    found = find_checkpoint(Path(path), part)
    try:
        tensors = find_tensors(found)
    except DamagedFileError as error:
        raise UnreadableWeightsError(f"{found.name} cannot be read: {error}.", _HINT) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableWeightsError(f"{found.name} cannot be read: {reason}.") from error
    if not tensors:
        raise UnreadableWeightsError(f"{found.name} holds no tensors.", _HINT)
    return Checkpoint(found, tensors)


def find_checkpoint(path: Path, part: str = "") -> Path:
    """The file that `open_checkpoint` reads; see there."""
    if path.is_file():
        return path
    if not path.is_dir():
        raise UnreadableWeightsError(f"There is nothing at {path}.")
    root = current_snapshot(path)
    folder = root / part
    own = _weights_in(folder)
    if own is not None:
        return own
    inside = sorted(f.name for f in root.iterdir() if f.is_dir() and _weights_in(f) is not None)
    if part:
        others = f" It holds {', '.join(inside)}." if inside else ""
        raise UnreadableWeightsError(f"{path} holds no weights named “{part}”.{others}")
    if len(inside) == 1:
        return find_checkpoint(root / inside[0])
    if inside:
        raise UnreadableWeightsError(
            f"{path} holds several sets of weights: {', '.join(inside)}.", "Say which one to use."
        )
    wanted = ", ".join(_NAMES[0] + ending for ending in ENDINGS[:2])
    raise UnreadableWeightsError(f"{path} holds no weights ({wanted} or one of that kind).")


def _weights_in(folder: Path) -> Path | None:
    """The folder's weights under a usual name, or the only file of that kind."""
    for ending in ENDINGS:
        for name in _NAMES:
            if (folder / (name + ending)).is_file():
                return folder / (name + ending)
    for ending in ENDINGS:
        files = [file for file in folder.glob("*" + ending) if file.is_file()]
        if len(files) == 1:
            return files[0]
    return None


def current_snapshot(path: Path) -> Path:
    """The current snapshot in a repository's folder of the Hugging Face cache; else `path`."""
    snapshots = path / "snapshots"
    if not snapshots.is_dir():
        return path
    main = path / "refs" / "main"
    if main.is_file():
        named = snapshots / main.read_text(encoding="ascii", errors="replace").strip()
        if named.is_dir():
            return named
    folders = [folder for folder in snapshots.iterdir() if folder.is_dir()]
    return max(folders, key=lambda folder: folder.stat().st_mtime, default=path)
