"""Place names that some cameras write into their own notes, where GPS removal would miss them.

Source: the tag tables of exiftool (Panasonic and Leica; Nikon's LocationInfo).
"""

from __future__ import annotations

from moebius_core.formats.tiff_structure import (
    Entry,
    Layout,
    MalformedError,
    read_directory,
    read_header,
)

_PANASONIC_HEADS = (b"Panasonic\0\0\0", b"LEICA\0\0\0")
_PANASONIC_PLACES = (0x67, 0x69, 0x6B, 0x6D, 0x6F)
"""Location, country, state, city, landmark."""
_NIKON_HEAD, _NIKON_BLOCK_AT, _NIKON_PLACES = b"Nikon\0\2", 10, (0x39,)


def erase_places(data: bytearray, note: Entry, layout: Layout) -> None:
    """Zero the values of place fields inside the maker note, in place; nothing moves.

    Args:
        data: The whole EXIF block.
        note: Its maker note.
        layout: Of the block, which Panasonic's own directory shares; Nikon's has another.
    """
    start, raw = note.value_at, note.value(data)
    found: list[tuple[int, int]] = []
    try:
        for head in _PANASONIC_HEADS:
            if raw.startswith(head):
                found += _values(data, start + len(head), layout, _PANASONIC_PLACES)
        if raw.startswith(_NIKON_HEAD):
            base = start + _NIKON_BLOCK_AT
            own, first = read_header(data[base:])
            places = _values(data[base:], first, own, _NIKON_PLACES)
            found += [(base + at, base + end) for at, end in places]
    except MalformedError:
        return
    for at, end in found:
        if start <= at <= end <= start + note.size:  # a damaged one must not erase anything else
            data[at:end] = bytes(end - at)


def _values(
    block: bytearray, directory_at: int, layout: Layout, tags: tuple[int, ...]
) -> list[tuple[int, int]]:
    """Start and end of the values of `tags`."""
    entries = read_directory(block, directory_at, layout).entries
    chosen = (entries[tag] for tag in tags if tag in entries)
    return [(entry.value_at, entry.value_at + entry.size) for entry in chosen]
