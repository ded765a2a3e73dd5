"""The weights that are published: what they are, where they lie, what they need."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NotRequired, TypedDict, cast

_MANIFEST = Path(__file__).with_name("manifest.toml")


class WeightsKind(StrEnum):
    """What a set of weights is for."""

    STUDENT = "student"
    """The network that fills; needs an autoencoder."""

    AUTOENCODER = "autoencoder"
    ONNX = "onnx"
    """Both as three graphs, `unet.onnx`, `vae_encoder.onnx` and `vae_decoder.onnx`."""


@dataclass(frozen=True)
class WeightsFile:
    """One file of a set."""

    path: str
    """In the repository, or below the set's folder once it is installed; with slashes."""

    size: int
    """Bytes; 0 where it is not known beforehand."""

    sha256: str | None = None
    """In hexadecimal; None where it is not known beforehand."""

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True)
class WeightsSet:
    """Weights that are published under one name."""

    id: str
    title: str
    kind: WeightsKind
    licence: str
    repository: str
    """On the Hugging Face hub, `owner/name`."""

    revision: str
    files: tuple[WeightsFile, ...]
    requires: tuple[str, ...] = ()
    """Ids of other sets without which this one is of no use."""

    @property
    def bytes(self) -> int:
        """The size of all its files, as far as it is known before asking."""
        return sum(file.size for file in self.files)

    @property
    def source(self) -> str:
        """Where it comes from, for a person."""
        return f"huggingface.co/{self.repository}"


@cache
def known_sets() -> dict[str, WeightsSet]:
    """Id -> set, in the manifest's order: what most people want comes first."""
    listed = cast("dict[str, _Entry]", tomllib.loads(_MANIFEST.read_text(encoding="utf-8")))
    return {name: _set(name, entry) for name, entry in listed.items()}


class _FileEntry(TypedDict):
    path: str
    size: int
    sha256: NotRequired[str]


class _Entry(TypedDict):
    title: str
    kind: str
    licence: str
    repository: str
    revision: str
    files: list[_FileEntry]
    requires: NotRequired[list[str]]


def _set(name: str, entry: _Entry) -> WeightsSet:
    return WeightsSet(
        id=name,
        title=entry["title"],
        kind=WeightsKind(entry["kind"]),
        licence=entry["licence"],
        repository=entry["repository"],
        revision=entry["revision"],
        files=tuple(
            WeightsFile(file["path"], file["size"], file.get("sha256")) for file in entry["files"]
        ),
        requires=tuple(entry.get("requires", [])),
    )
