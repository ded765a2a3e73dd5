"""PNG chunks: what a file says besides its pixels, and how to say it again."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from moebius_core.formats import exif, photoshop, xmp
from moebius_core.formats.metadata import PNG_COLOUR_CHUNKS, Chunk, Metadata

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_RAW_PROFILE = b"Raw profile type "
_INCH_M = 0.0254
_CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
_ADAM7 = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""First column, first row and both steps of each interlacing pass."""
_INFLATE_STEP = 1 << 20
_MAX_TEXT = 64 * 1024 * 1024
"""Decompressed size up to which a compressed text or profile is read."""


class PngHeader(NamedTuple):
    """What the chunks say."""

    width: int
    height: int
    bits: int
    colour_type: int
    transparent: bytes
    """The colour or palette entries that are transparent (tRNS); empty: none."""
    is_animated: bool
    is_interlaced: bool
    is_complete: bool
    """The end chunk is there and every checksum is right."""
    metadata: Metadata


def chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, bool]]:
    """Type, content and whether the checksum is right; ends where the file is cut off."""
    view = memoryview(data)
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            return
        content = view[at + 8 : at + 8 + length]
        stated = struct.unpack_from(">I", data, at + 8 + length)[0]
        yield kind, content, zlib.crc32(content, zlib.crc32(kind)) == stated
        if kind == b"IEND":
            return
        at += 12 + length


def read_header(data: bytes) -> PngHeader:
    """Walk through all chunks. A missing header gives a size of 0 x 0."""
    width = height = bits = colour = 0
    animated = is_interlaced = ended = False
    transparent = b""
    is_sound = True
    icc = block = packet = resources = b""
    dpi: tuple[float, float] | None = None
    others: list[Chunk] = []
    for kind, view, is_right in chunks(data):
        is_sound = is_sound and is_right
        ended = ended or kind == b"IEND"
        if kind == b"IDAT" or not is_right:
            continue
        if kind in (b"fdAT", b"IEND"):
            continue
        content = bytes(view)
        if kind == b"IHDR" and len(content) == 13:
            width, height, bits, colour = struct.unpack_from(">IIBB", content)
            is_interlaced = content[12] == 1
        elif kind == b"tRNS":
            transparent = content
        elif kind == b"acTL":
            animated = True
        elif kind == b"iCCP":
            icc = _inflated(content.split(b"\0", 1)[-1][1:])
        elif kind == b"eXIf":
            block = exif.without_prefix(content)
        elif kind == b"pHYs" and len(content) == 9:
            dpi = _density(content)
        elif kind in PNG_COLOUR_CHUNKS:
            others.append(Chunk(kind, content))
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, text = _text(kind, content)
            profile = _raw_profile(text) if keyword.startswith(_RAW_PROFILE) else b""
            if keyword == _XMP_KEYWORD:
                packet = text
            elif profile.startswith(b"Exif\0\0"):
                block = block or exif.without_prefix(profile)
            elif profile.startswith(xmp.JPEG_MARK) or (
                keyword == _RAW_PROFILE + b"xmp" and profile
            ):
                packet = packet or profile.removeprefix(xmp.JPEG_MARK)
            elif keyword in (_RAW_PROFILE + b"icc", _RAW_PROFILE + b"icm") and profile:
                icc = icc or profile
            elif keyword in (_RAW_PROFILE + b"iptc", _RAW_PROFILE + b"8bim") and profile:
                resources = _resources(profile)
            else:
                others.append(Chunk(kind, content))
    metadata = Metadata(
        icc=icc, exif=block, xmp=packet, photoshop=resources, dpi=dpi, png_chunks=tuple(others)
    )
    return PngHeader(
        width=width,
        height=height,
        bits=bits,
        colour_type=colour,
        transparent=transparent,
        is_animated=animated,
        is_interlaced=is_interlaced,
        is_complete=ended and is_sound,
        metadata=metadata,
    )


def has_all_pixels(data: bytes, header: PngHeader) -> bool:
    """Whether the compressed pixels unpack to at least as many bytes as the picture needs."""
    bits = header.bits * _CHANNELS.get(header.colour_type, 1)
    grid = _ADAM7 if header.is_interlaced else ((0, 0, 1, 1),)
    needed = 0
    for left, top, across, down in grid:
        columns = -(-(header.width - left) // across) if header.width > left else 0
        rows = -(-(header.height - top) // down) if header.height > top else 0
        needed += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    inflate = zlib.decompressobj()
    found = 0
    try:
        for kind, content, _ in chunks(data):
            pending: bytes | memoryview = content if kind == b"IDAT" else b""
            while pending and not inflate.eof:
                found += len(inflate.decompress(pending, _INFLATE_STEP))
                pending = inflate.unconsumed_tail
    except zlib.error:
        return False
    return inflate.eof and found >= needed


def metadata_chunks(metadata: Metadata) -> list[bytes]:
    """The chunks to put between the header and the pixels, in the order the standard asks for."""
    colours = [c for c in metadata.png_chunks if c.type in PNG_COLOUR_CHUNKS]
    texts = [c for c in metadata.png_chunks if c.type not in PNG_COLOUR_CHUNKS]
    out = [chunk(*item) for item in colours if not (metadata.icc and item.type == b"sRGB")]
    if metadata.icc:
        out.append(chunk(b"iCCP", b"ICC Profile\0\0" + zlib.compress(metadata.icc, 9)))
    if metadata.dpi:
        per_metre = (max(1, round(value / _INCH_M)) for value in metadata.dpi)
        out.append(chunk(b"pHYs", struct.pack(">IIB", *per_metre, 1)))
    if metadata.exif:
        out.append(chunk(b"eXIf", metadata.exif))
    if metadata.xmp:
        out.append(chunk(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + metadata.xmp))
    if metadata.photoshop:
        body = metadata.photoshop.hex().encode()
        lines = b"\n".join(body[at : at + 72] for at in range(0, len(body), 72))
        text = b"\niptc\n%8d\n%s\n" % (len(metadata.photoshop), lines)
        out.append(chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(text)))
    out.extend(chunk(*item) for item in texts)
    return out


def with_metadata(encoded: memoryview, metadata: Metadata) -> list[bytes | memoryview]:
    """The parts of a freshly written PNG file with our chunks behind its header."""
    head = len(SIGNATURE) + 25
    return [encoded[:head], *metadata_chunks(metadata), encoded[head:]]


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk with length and checksum."""
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def _density(content: bytes) -> tuple[float, float] | None:
    across, down, unit = struct.unpack(">IIB", content)
    return (across * _INCH_M, down * _INCH_M) if unit == 1 and across and down else None


def _text(kind: bytes, content: bytes) -> tuple[bytes, bytes]:
    keyword, _, rest = content.partition(b"\0")
    if kind == b"tEXt":
        return keyword, rest
    if kind == b"zTXt":
        return keyword, _inflated(rest[1:])
    is_compressed = rest[:1] == b"\1"
    text = rest[2:].split(b"\0", 2)[-1]
    return keyword, _inflated(text) if is_compressed else text


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_TEXT)
    except zlib.error:
        return b""


def _raw_profile(text: bytes) -> bytes:
    """ImageMagick's and exiftool's hexadecimal text: a line of a name, a length, the digits."""
    match = re.match(rb"\s*\S[^\n]*?\s+(\d+)\s+([0-9a-fA-F\s]*)", text)
    if not match:
        return b""
    try:
        return bytes.fromhex(match[2].decode())[: int(match[1])]
    except ValueError:
        return b""


def _resources(profile: bytes) -> bytes:
    body = profile.removeprefix(b"Photoshop 3.0\0")
    return body if body.startswith(b"8BIM") else photoshop.from_iptc(body)
