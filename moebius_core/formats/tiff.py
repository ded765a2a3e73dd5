"""Reading TIFF: its fields, and 16-bit pixels at full depth."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moebius_core.formats import exif, exif_from_tiff, photoshop
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.tiff_structure import (
    LONG,
    SHORT,
    Directory,
    Layout,
    MalformedError,
    read_directory,
    read_header,
)

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER = 256, 257, 258, 259, 262, 266
STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP, STRIP_BYTES = 273, 277, 278, 279
X_RESOLUTION, Y_RESOLUTION, PLANAR, RESOLUTION_UNIT, PREDICTOR = 282, 283, 284, 296, 317
TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_BYTES, SUB_IFDS = 322, 323, 324, 325, 330
EXTRA_SAMPLES, SAMPLE_FORMAT, XMP, IPTC, PHOTOSHOP, ICC = 338, 339, 700, 33723, 34377, 34675
_DNG_VERSION, _MAX_PAGES = 50706, 1000

WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, CMYK = 0, 1, 2, 5
_RAW_PHOTOMETRIC = frozenset({32803, 34892})
ASSOCIATED, UNASSOCIATED = 1, 2
NO_COMPRESSION = 1
_COLOUR_SAMPLES = {WHITE_IS_ZERO: 1, BLACK_IS_ZERO: 1, RGB: 3}


@dataclass(frozen=True)
class TiffHeader:
    """The first picture's directory."""

    data: bytes
    layout: Layout
    main: Directory
    pages: int

    def number(self, tag: int, default: int) -> int:
        """The first value of an integer field."""
        values = self.numbers(tag)
        return values[0] if values else default

    def numbers(self, tag: int) -> tuple[int, ...]:
        """All values of an integer field; empty when it is not there."""
        entry = self.main.entries.get(tag)
        return self.layout.ints(entry, self.data) if entry else ()

    def content(self, tag: int) -> bytes:
        """A field's raw bytes; empty when it is not there."""
        entry = self.main.entries.get(tag)
        return entry.value(self.data) if entry else b""

    @property
    def photometric(self) -> int:
        return self.number(PHOTOMETRIC, -1)

    @property
    def is_too_deep(self) -> bool:
        """Samples of more than 16 bits, signed ones or floating-point ones."""
        return max(self.numbers(BITS), default=1) > 16 or any(
            value not in (1, 4) for value in self.numbers(SAMPLE_FORMAT)
        )

    @property
    def is_deep(self) -> bool:
        """16-bit grey or RGB with or without further channels."""
        return set(self.numbers(BITS)) == {16} and self.photometric in _COLOUR_SAMPLES

    @property
    def alpha_kind(self) -> int | None:
        """0 (some channel without a meaning), 1 (associated) or 2 (unassociated); None: none."""
        extra = self.numbers(EXTRA_SAMPLES)
        if extra:
            return extra[0]
        colours = _COLOUR_SAMPLES.get(self.photometric, 0)
        return UNASSOCIATED if colours and self.number(SAMPLES, 1) == colours + 1 else None

    @property
    def extra_channels(self) -> int:
        """Channels beside the colours."""
        colours = _COLOUR_SAMPLES.get(self.photometric, self.number(SAMPLES, 1))
        return max(0, self.number(SAMPLES, 1) - colours)


def parse(data: bytes) -> TiffHeader:
    """The structure of a TIFF file.

    Raises:
        MalformedError: it has none.
    """
    layout, first = read_header(data)
    main = read_directory(data, first, layout)
    seen = {first}
    following = main.next
    while following and following not in seen and len(seen) < _MAX_PAGES:
        seen.add(following)
        try:
            following = read_directory(data, following, layout).next
        except MalformedError:
            break
    return TiffHeader(data, layout, main, len(seen))


def is_raw(header: TiffHeader) -> bool:
    """Whether this TIFF is a camera's raw file: its tags say so, not its name."""
    if header.data[8:12] in (b"IIII", b"MMMM") or _DNG_VERSION in header.main.entries:
        return True
    if header.photometric in _RAW_PHOTOMETRIC:
        return True
    for offset in header.numbers(SUB_IFDS):
        try:
            directory = read_directory(header.data, offset, header.layout)
        except MalformedError:
            continue
        entry = directory.entries.get(PHOTOMETRIC)
        if entry and set(header.layout.ints(entry, header.data)) & _RAW_PHOTOMETRIC:
            return True
    return False


def metadata_of(header: TiffHeader, *, keep_maker_note: bool = True) -> Metadata:
    """Everything beside the pixels."""
    block = exif_from_tiff.build(
        header.data, header.main, header.layout, keep_maker_note=keep_maker_note
    )
    iptc = header.content(IPTC)
    entry = header.main.entries.get(IPTC)
    if entry and entry.type == LONG and header.layout.order == ">":  # a common writer's mistake
        iptc = (
            iptc
            if iptc[:1] == b"\x1c"
            else struct.pack(f"<{len(iptc) // 4}I", *struct.unpack(f">{len(iptc) // 4}I", iptc))
        )
    resources = photoshop.without_iptc(header.content(PHOTOSHOP))
    if not iptc:
        iptc = photoshop.iptc_of(header.content(PHOTOSHOP))
    return Metadata(
        icc=header.content(ICC),
        exif=block,
        xmp=header.content(XMP),
        photoshop=photoshop.from_iptc(iptc) + resources,
        dpi=exif.dpi_of(block),
    )


def deep_samples(header: TiffHeader) -> NDArray[np.uint16] | None:
    """All 16-bit samples of the first picture, (H, W, samples), not yet upright.

    Pillow reads 16-bit grey at full depth but reduces colour to 8 bits. So it is shown each plane
    as a grey picture (an interleaved one as a picture that is `samples` times as wide), without the
    predictor, which is undone here because it reaches across pixels, not samples.
    """
    width, height = header.number(WIDTH, 0), header.number(HEIGHT, 0)
    samples = header.number(SAMPLES, 1)
    is_planar = header.number(PLANAR, 1) == 2 and samples > 1
    across = 1 if is_planar else samples
    planes = [
        _grey_plane(header, across=across, plane=index if is_planar else None, of=samples)
        for index in range(samples if is_planar else 1)
    ]
    if any(plane is None or plane.shape != (height, width * across) for plane in planes):
        return None
    found = np.dstack(
        [plane.reshape(height, width, across) for plane in planes if plane is not None]
    )
    predictor = header.number(PREDICTOR, 1)
    if predictor == 2 and header.number(COMPRESSION, 1) != NO_COMPRESSION:
        _undo_predictor(found, header.number(TILE_WIDTH, width))
    return found if predictor in (1, 2) else None


def _undo_predictor(values: NDArray[np.uint16], tile_width: int) -> None:
    """Running sums along each row, anew in every tile, in place, modulo 65536."""
    for left in range(0, values.shape[1], tile_width):
        tile = values[:, left : left + tile_width]
        np.cumsum(tile, axis=1, dtype=np.uint16, out=tile)


def _grey_plane(
    header: TiffHeader, *, across: int, plane: int | None, of: int
) -> NDArray[np.uint16] | None:
    import io

    from PIL.TiffImagePlugin import TiffImageFile

    number = header.number
    rows: dict[int, tuple[int, ...]] = {
        WIDTH: (number(WIDTH, 0) * across,),
        HEIGHT: (number(HEIGHT, 0),),
        BITS: (16,),
        COMPRESSION: (number(COMPRESSION, NO_COMPRESSION),),
        PHOTOMETRIC: (BLACK_IS_ZERO,),
        SAMPLES: (1,),
    }
    is_tiled = TILE_OFFSETS in header.main.entries
    if is_tiled:
        rows[TILE_WIDTH] = (number(TILE_WIDTH, 0) * across,)
        rows[TILE_HEIGHT] = (number(TILE_HEIGHT, 0),)
    else:
        rows[ROWS_PER_STRIP] = (min(number(ROWS_PER_STRIP, 1 << 31), number(HEIGHT, 0)),)
    for tag in (TILE_OFFSETS, TILE_BYTES) if is_tiled else (STRIP_OFFSETS, STRIP_BYTES):
        values = header.numbers(tag)
        each = len(values) // of
        rows[tag] = values if plane is None else values[plane * each : (plane + 1) * each]
    with TiffImageFile(io.BytesIO(_with_directory(header, rows))) as image:
        image.load()
        return np.asarray(image).astype(np.uint16)


def _with_directory(header: TiffHeader, rows: dict[int, tuple[int, ...]]) -> bytes:
    """The file with another first directory behind everything else, always as a classic TIFF."""
    order = header.layout.order
    data = bytearray(header.data)
    data.extend(bytes(len(data) & 1))
    table = bytearray(struct.pack(order + "H", len(rows)))
    for tag, values in sorted(rows.items()):
        is_short = tag in (BITS, COMPRESSION, PHOTOMETRIC, SAMPLES)
        raw = struct.pack(f"{order}{len(values)}{'H' if is_short else 'I'}", *values)
        if len(raw) > 4:
            at = len(data)
            data += raw
            raw = struct.pack(order + "I", at)
        head = struct.pack(order + "HHI", tag, SHORT if is_short else LONG, len(values))
        table += head + raw.ljust(4, b"\0")
    data[:8] = struct.pack(order + "2sHI", header.data[:2], 42, len(data))
    return bytes(data + table + bytes(4))
