"""A photo: its pixels at their own depth, what the file says about them, opening and saving.

Which library does what: Pillow decodes and encodes everything at 8 bits and 16-bit grey, OpenCV
decodes 16-bit colour and the compressed strips of TIFF, LittleCMS (through Pillow) converts CMYK
and LAB, pillow-heif reads and writes HEIC and rawpy develops camera raw, where those extras are
installed. None of them writes 16-bit PNG and TIFF with their metadata, so that is our own code;
metadata is carried by our own code too, byte for byte, because the libraries rewrite it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from moebius_core.arrays import DeepImage, check_image, size_of
from moebius_core.errors import BadInputError, UnsupportedPhotoError
from moebius_core.formats import heif, reading, writing
from moebius_core.formats.decoded import Facts, Plane, Source
from moebius_core.formats.kinds import KIND_OF_SUFFIX, READABLE, FileKind
from moebius_core.formats.metadata import Metadata, MetadataPolicy, prepare
from moebius_core.geometry import Size
from moebius_core.system import read_file, write_atomically

__all__ = [
    "DEFAULT_MAX_MEGAPIXELS",
    "MetadataPolicy",
    "Photo",
    "SaveOptions",
    "SaveReport",
    "readable_suffixes",
    "writable_suffixes",
]

DEFAULT_MAX_MEGAPIXELS = 500.0
"""Photos with more pixels are refused before they are decoded, unless the caller raises it."""

_EXTRAS = {FileKind.HEIC: "pillow_heif", FileKind.RAW: "rawpy"}


def readable_suffixes() -> frozenset[str]:
    """Extensions (lower case, with dot) of everything this installation opens."""
    return frozenset(
        suffix
        for kind, suffixes in READABLE.items()
        if kind not in _EXTRAS or find_spec(_EXTRAS[kind])
        for suffix in suffixes
    )


def writable_suffixes() -> frozenset[str]:
    """Extensions (lower case, with dot) that a photo can be saved under by this installation.

    HEIC needs the extra, and the bundled program only reads it, as GIF and camera raw always are.
    """
    kinds = writing.WRITTEN - ({FileKind.HEIC} if heif.is_only_read() else set())
    return frozenset(
        suffix
        for kind, suffixes in READABLE.items()
        if kind in kinds and (kind not in _EXTRAS or find_spec(_EXTRAS[kind]))
        for suffix in suffixes
    )


@dataclass(frozen=True, kw_only=True)
class SaveOptions:
    """How a photo is written."""

    metadata: MetadataPolicy = MetadataPolicy.KEEP
    quality: int | None = None
    """1..100; None: the source's own tables where it was a JPEG, else the format's default."""

    def __post_init__(self) -> None:
        if self.quality is not None and not 1 <= self.quality <= 100:
            raise BadInputError(f"quality must be 1 to 100, not {self.quality}.")


@dataclass(frozen=True)
class SaveReport:
    """What was written."""

    path: Path | None
    """None when the bytes were handed back instead."""
    format: str
    size_bytes: int
    notes: tuple[str, ...]
    """Sentences on what was converted or lost."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Photo:
    """Pixels and everything that belongs to them. A value: edits make a new one."""

    pixels: DeepImage = field(repr=False)
    """(H, W, 3) uint8 or uint16 RGB, upright, C-contiguous; grey photos repeat the channel."""
    alpha: Plane | None = field(default=None, repr=False)
    """(H, W) of the same depth; 0 is transparent."""
    notes: tuple[str, ...] = ()
    """Sentences on what opening converted or left behind."""
    facts: Facts = field(default_factory=lambda: Facts(kind=FileKind.PNG))
    """What the source file was like."""
    metadata: Metadata = field(default_factory=Metadata, repr=False)
    """As found; the policy acts when it is written."""
    path: Path | None = None
    """Where it was opened from."""

    @property
    def size(self) -> Size:
        return size_of(self.pixels)

    @property
    def is_grey(self) -> bool:
        """Whether the source was grey (the three channels are the same)."""
        return self.facts.is_grey

    @classmethod
    def open(
        cls,
        source: Path | str | bytes,
        *,
        max_megapixels: float | None = DEFAULT_MAX_MEGAPIXELS,
    ) -> Photo:
        """Open a photo by what it contains, whatever it is called.

        Args:
            source: A path, or a file's content.
            max_megapixels: Refuse larger pictures before decoding them; None: no limit.

        Raises:
            UnreadablePhotoError: missing, locked, empty, no picture, damaged or cut off.
            UnsupportedPhotoError: a kind or depth that is not read here.
            PhotoTooLargeError: above `max_megapixels`.
        """
        path = None if isinstance(source, bytes) else Path(source)
        data = source if isinstance(source, bytes) else read_file(Path(source))
        name = f"“{path}”" if path else "The photo"
        found = reading.decode(Source(data, name, max_megapixels))
        return cls(
            pixels=found.pixels,
            alpha=found.alpha,
            notes=found.notes,
            facts=found.facts,
            metadata=found.metadata,
            path=path,
        )

    def with_pixels(self, pixels: DeepImage) -> Photo:
        """The same photo with other pixels of the same size and depth.

        Raises:
            BadInputError: another shape or dtype.
        """
        check_image(pixels)
        if pixels.shape != self.pixels.shape or pixels.dtype != self.pixels.dtype:
            raise BadInputError(
                f"The pixels must stay {self.size} of {self.pixels.dtype}, "
                f"not {size_of(pixels)} of {pixels.dtype}.",
            )
        return replace(self, pixels=np.ascontiguousarray(pixels))

    def without_alpha(self) -> Photo:
        """The same photo, opaque: for when its transparency was the mask."""
        return replace(self, alpha=None)

    def writable_suffix(self) -> str:
        """The source's own extension if that keeps depth, alpha and colour space, else ".png"."""
        kind = self.facts.kind
        is_deep = self.pixels.dtype == np.uint16
        is_png = kind is FileKind.PNG
        coded = not is_png and any(c.type == b"cICP" for c in self.metadata.png_chunks)
        if coded or not writing.keeps(kind, is_deep=is_deep, has_alpha=self.has_alpha):
            return ".png"
        own = self.path.suffix.lower() if self.path else ""
        return own if KIND_OF_SUFFIX.get(own) is kind else READABLE[kind][0]

    @property
    def has_alpha(self) -> bool:
        return self.alpha is not None

    def encode(self, suffix: str, options: SaveOptions = SaveOptions()) -> tuple[bytes, SaveReport]:
        """The bytes of a file with this extension (".jpg", ".png", ...), and what was lost.

        Raises:
            UnsupportedPhotoError: no such kind, one that is not written here, or too large for it.
        """
        parts, kind, notes = self._parts(suffix, options)
        data = b"".join(parts)
        return data, SaveReport(None, kind.value, len(data), notes)

    def save(self, target: Path | str, options: SaveOptions = SaveOptions()) -> SaveReport:
        """Write the photo as `target`, in the kind its extension names, completely or not at all.

        Raises:
            UnsupportedPhotoError: as for `encode`.
            SaveError: the file could not be written; whatever was there before still is.
        """
        path = Path(target)
        parts, kind, notes = self._parts(path.suffix, options)
        write_atomically(path, parts)
        return SaveReport(path, kind.value, sum(map(len, parts)), notes)

    def _parts(
        self, suffix: str, options: SaveOptions
    ) -> tuple[writing.Parts, FileKind, tuple[str, ...]]:
        kind = KIND_OF_SUFFIX.get(suffix.lower())
        if kind is None:
            raise UnsupportedPhotoError(
                f"“{suffix}” is not a picture extension known here."
                if suffix
                else "The name has no extension, which would say what kind of file to write.",
                "Use .jpg, .png, .tif, .webp, .avif or .bmp.",
            )
        prepared = prepare(self.metadata, self.pixels, options.metadata)
        job = writing.Job(
            pixels=self.pixels,
            alpha=self.alpha,
            facts=self.facts,
            metadata=prepared.metadata,
            quality=options.quality,
            notes=list(prepared.notes),
        )
        parts = writing.encode(job, kind)
        return parts, kind, tuple(dict.fromkeys(job.notes))
