"""What reading a file yields, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import DeepImage
from moebius_core.errors import PhotoTooLargeError
from moebius_core.formats.kinds import FileKind
from moebius_core.formats.metadata import Metadata
from moebius_core.geometry import Size

Plane: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]
"""(H, W) of the photo's own depth: alpha or grey."""


@dataclass(frozen=True, kw_only=True)
class JpegCoding:
    """How a JPEG was compressed, so that it can be compressed the same way again."""

    tables: tuple[tuple[int, ...], ...]
    """Quantisation table of each component, in natural (row by row) order."""
    sampling: tuple[tuple[int, int], ...]
    """Horizontal and vertical sampling factor of each component."""
    is_progressive: bool = False
    is_rgb: bool = False
    """Stored as RGB instead of YCbCr."""
    restart_blocks: int = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the source file was like, as far as it matters for writing it again."""

    kind: FileKind
    is_grey: bool = False
    was_palette: bool = False
    was_bilevel: bool = False
    is_lossless: bool = True
    is_compressed: bool = True
    jpeg: JpegCoding | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Decoded:
    """A file's content: upright pixels and everything else."""

    pixels: DeepImage
    """(H, W, 3), C-contiguous."""
    alpha: Plane | None
    facts: Facts
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A file's bytes on their way to being decoded."""

    data: bytes
    name: str
    """How to call it in a sentence: “photo.jpg”."""
    max_megapixels: float | None

    def check_size(self, size: Size) -> None:
        """Raise PhotoTooLargeError when the header promises more pixels than allowed."""
        if self.max_megapixels is not None and size.megapixels > self.max_megapixels:
            raise PhotoTooLargeError(
                f"{self.name} has {size} = {size.megapixels:.0f} megapixels, above the limit of "
                f"{self.max_megapixels:g}, which protects against files made to fill the memory.",
                "If you trust the file, raise the limit with --max-megapixels "
                "(0 there and max_megapixels=None in Python: no limit).",
            )
