"""Reading TIFF: what its fields say."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from moebius_core.formats import exif, exif_from_tiff, photoshop
from moebius_core.formats.metadata import Metadata
from moebius_core.formats.tiff_structure import (
    LONG,
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
_PLAIN_COMPRESSIONS = frozenset({NO_COMPRESSION, 5, 8, 32773, 32946})
"""None, LZW, deflate (two numbers for it) and PackBits."""
_COMPRESSIONS = _PLAIN_COMPRESSIONS | {2, 3, 4, 6, 7, 34925, 50000}
"""What Pillow's libtiff unpacks besides: CCITT, JPEG (two kinds), LZMA and Zstandard."""
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
    def is_packed_strangely(self) -> bool:
        """A compression that is not read here: WebP, JPEG 2000, JBIG, LERC, ..."""
        return self.number(COMPRESSION, NO_COMPRESSION) not in _COMPRESSIONS

    @property
    def is_plain(self) -> bool:
        """Grey or RGB of 8 or 16 bits, with or without further channels: see `tiff_samples`."""
        return (
            set(self.numbers(BITS)) in ({8}, {16})
            and self.photometric in _COLOUR_SAMPLES
            and self.number(COMPRESSION, NO_COMPRESSION) in _PLAIN_COMPRESSIONS
            and self.number(PREDICTOR, 1) in (1, 2)
            and self.number(FILL_ORDER, 1) == 1
        )

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
    return any(part.photometric in _RAW_PHOTOMETRIC for part in _parts(header))


def is_cut_off(header: TiffHeader) -> bool:
    """Whether strips or tiles of the picture, or of the pictures inside it, lie behind the end."""
    for part in (header, *_parts(header)):
        for starts, sizes in ((STRIP_OFFSETS, STRIP_BYTES), (TILE_OFFSETS, TILE_BYTES)):
            pairs = zip(part.numbers(starts), part.numbers(sizes), strict=False)
            if any(at + size > len(header.data) for at, size in pairs):
                return True
    return False


def _parts(header: TiffHeader) -> list[TiffHeader]:
    """The pictures nested in the first one: where camera raw keeps its sensor data."""
    found: list[TiffHeader] = []
    for offset in header.numbers(SUB_IFDS):
        try:
            directory = read_directory(header.data, offset, header.layout)
        except MalformedError:
            continue
        found.append(TiffHeader(header.data, header.layout, directory, 1))
    return found


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
