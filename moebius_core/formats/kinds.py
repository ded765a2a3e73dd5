"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

from enum import Enum


class FileKind(Enum):
    """Kinds of picture files; the value is what a person calls them."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WebP"
    BMP = "BMP"
    GIF = "GIF"
    AVIF = "AVIF"
    HEIC = "HEIC"
    RAW = "camera raw"


READABLE: dict[FileKind, tuple[str, ...]] = {
    FileKind.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    FileKind.PNG: (".png", ".apng"),
    FileKind.TIFF: (".tif", ".tiff"),
    FileKind.WEBP: (".webp",),
    FileKind.BMP: (".bmp", ".dib"),
    FileKind.GIF: (".gif",),
    FileKind.AVIF: (".avif",),
    FileKind.HEIC: (".heic", ".heif", ".hif"),
    FileKind.RAW: (
        *(".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".sr2", ".srf", ".raf", ".orf"),
        *(".rw2", ".pef", ".srw", ".iiq", ".3fr", ".fff", ".rwl", ".mrw", ".x3f", ".kdc", ".dcr"),
    ),
}
"""Usual extensions of each kind, lower case; the first is the one to write."""

KIND_OF_SUFFIX: dict[str, FileKind] = {
    suffix: kind for kind, suffixes in READABLE.items() for suffix in suffixes
}

_HEAD_BYTES = 64

_PREFIXES: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"FUJIFILMCCD-RAW", FileKind.RAW),
    (b"IIRO", FileKind.RAW),  # Olympus
    (b"IIRS", FileKind.RAW),
    (b"MMOR", FileKind.RAW),
    (b"IIU\x00", FileKind.RAW),  # Panasonic, Leica
    (b"II\x1a\x00\x00\x00HEAPCCDR", FileKind.RAW),  # Canon CRW
    (b"II*\x00\x10\x00\x00\x00CR", FileKind.RAW),  # Canon CR2
    (b"\x00MRM", FileKind.RAW),  # Minolta
    (b"FOVb", FileKind.RAW),  # Sigma
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"II+\x00", FileKind.TIFF),  # BigTIFF
    (b"MM\x00+", FileKind.TIFF),
)

_BRANDS: dict[bytes, FileKind] = {
    b"avif": FileKind.AVIF,
    b"avis": FileKind.AVIF,
    b"heic": FileKind.HEIC,
    b"heix": FileKind.HEIC,
    b"heim": FileKind.HEIC,
    b"heis": FileKind.HEIC,
    b"hevc": FileKind.HEIC,
    b"hevx": FileKind.HEIC,
    b"crx ": FileKind.RAW,  # Canon CR3
}
_GENERAL_BRANDS = (b"mif1", b"msf1", b"miaf")


def kind_of(data: bytes | memoryview) -> FileKind | None:
    """The kind of a file whose content starts with `data`; None when it is no picture we know.

    TIFF-based camera raw looks like TIFF here; `tiff.is_raw` tells it apart by its tags.
    """
    head = bytes(data[:_HEAD_BYTES])
    for prefix, kind in _PREFIXES:
        if head.startswith(prefix):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[:2] == b"BM" and len(head) >= 26 and head[14] in (12, 40, 52, 56, 64, 108, 124):
        return FileKind.BMP
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    return None


def _iso_media(head: bytes) -> FileKind | None:
    major, compatible = head[8:12], [head[at : at + 4] for at in range(16, len(head) - 3, 4)]
    if major in _BRANDS:
        return _BRANDS[major]
    if major in _GENERAL_BRANDS:
        return next((_BRANDS[brand] for brand in compatible if brand in _BRANDS), FileKind.HEIC)
    return None
