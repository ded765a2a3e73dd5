"""Small pictures, masks and shards on disk to train on."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import PIL.Image


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    PIL.Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def plain(grey: int, *, width: int = 48, height: int = 40) -> np.ndarray:
    """A picture of one grey, by which it is recognised."""
    return np.full((height, width, 3), grey, np.uint8)


def write_png(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(pixels))
    return path


def write_greys(folder: Path, count: int) -> Path:
    """Pictures 0.png, 1.png, ... of grey 0, 10, ..."""
    for number in range(count):
        write_png(folder / f"{number}.png", plain(10 * number))
    return folder


def write_lines(path: Path, *items: object) -> Path:
    path.write_text("\n".join(json.dumps(item) for item in items) + "\n", "utf-8")
    return path


def write_shard(path: Path, files: Mapping[str, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path
