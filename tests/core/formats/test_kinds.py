from __future__ import annotations

import pytest

from moebius_core.formats.kinds import KIND_OF_SUFFIX, READABLE, FileKind, kind_of
from tests.core.formats import samples


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("JPEG", FileKind.JPEG),
        ("PNG", FileKind.PNG),
        ("TIFF", FileKind.TIFF),
        ("WEBP", FileKind.WEBP),
        ("BMP", FileKind.BMP),
        ("GIF", FileKind.GIF),
        ("AVIF", FileKind.AVIF),
    ],
)
def test_what_pillow_writes(name: str, kind: FileKind) -> None:
    assert kind_of(samples.encoded(samples.picture(), name)) is kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FileKind.HEIC),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", FileKind.HEIC),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", FileKind.AVIF),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", FileKind.RAW),
        (b"II*\0\x10\0\0\0CR\2\0", FileKind.RAW),
        (b"FUJIFILMCCD-RAW 0201", FileKind.RAW),
        (b"IIRO\x08\0\0\0", FileKind.RAW),
        (b"IIU\0\x18\0\0\0", FileKind.RAW),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp42", None),
        (b"BM, a text", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_magic(head: bytes, kind: FileKind | None) -> None:
    assert kind_of(head) is kind


def test_suffixes_belong_to_one_kind_and_are_lower_case() -> None:
    assert sum(map(len, READABLE.values())) == len(KIND_OF_SUFFIX)
    assert all(s == s.lower() and s.startswith(".") for s in KIND_OF_SUFFIX)
