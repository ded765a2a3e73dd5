from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.formats import exif
from moebius_core.geometry import Size


def _block(order: str, note: bytes) -> bytes:
    """An EXIF block with nothing but a maker note, at offset 44."""
    head = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 8)
    main = struct.pack(order + "HHHIII", 1, 0x8769, 4, 1, 26, 0)
    inner = struct.pack(order + "HHHIII", 1, 0x927C, 7, len(note), 44, 0)
    return head + main + inner + note


def _directory(order: str, tag: int, text: bytes, at: int) -> bytes:
    """A lens name and a place, whose values lie behind the directory at offset `at`."""
    rows = struct.pack(order + "H", 2)
    rows += struct.pack(order + "HHII", tag, 2, len(text), at + 30)
    rows += struct.pack(order + "HHII", 0xFF00, 2, 8, at + 30 + len(text))
    return rows + bytes(4) + text + b"a lens!\0"


def _panasonic(order: str, tag: int, head: bytes) -> bytes:
    return _block(order, head + _directory(order, tag, b"Montmartre\0\0", 44 + len(head)))


def _nikon(order: str) -> bytes:
    own = struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, 8)
    note = b"Nikon\0\2\x10\0\0" + own + _directory(order, 0x39, b"Montmartre\0\0", 8)
    return _block("<", note)


def _patched(block: bytes, *, drop_location: bool) -> bytes:
    return exif.patched(
        block, size=Size(4, 3), thumbnail_source=None, drop_location=drop_location
    ).block


CASES = [
    *(
        _panasonic(order, tag, head)
        for order in "<>"
        for tag in (0x67, 0x69, 0x6B, 0x6D, 0x6F)
        for head in (b"Panasonic\0\0\0", b"LEICA\0\0\0")
    ),
    *(_nikon(order) for order in "<>"),
]


@pytest.mark.parametrize("block", CASES)
def test_place_names_go_and_everything_else_stays_where_it_was(block: bytes) -> None:
    assert _patched(block, drop_location=False) == block
    assert _patched(block, drop_location=True) == block.replace(b"Montmartre", bytes(10))


def test_the_notes_of_other_makers_are_left_alone() -> None:
    block = _panasonic("<", 0x6D, b"SomeoneElse\0")
    assert _patched(block, drop_location=True) == block


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(CASES), at=st.integers(44, 110), value=st.integers(0, 255))
def test_no_damage_crashes_or_changes_the_length(case: bytes, at: int, value: int) -> None:
    data = bytearray(case)
    data[min(at, len(data) - 1)] = value
    assert len(_patched(bytes(data), drop_location=True)) == len(data)
