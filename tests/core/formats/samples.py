"""Small picture files and metadata blocks, made here so that the tests need no downloads."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LATITUDE = struct.pack("<6I", 48, 1, 8, 1, 1234567, 100000)
MAKER_NOTE_HEAD = b"FAKECAM\0"
XMP_TEMPLATE = """<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'
 xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'
 xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'
 xmlns:xmpGImg='http://ns.adobe.com/xap/1.0/g/img/'
 xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
 xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'
 xmlns:dji='http://www.dji.com/drone-dji/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'
 tiff:Orientation="6" exif:PixelXDimension='999' exif:GPSLatitude="48,8.2N"
 photoshop:City="Paris" Iptc4xmpCore:CountryCode="FRA" dji:GpsLongitude="+2.35" xmp:Rating="4">
<exif:PixelYDimension>888</exif:PixelYDimension><exif:GPSAltitude>35/1</exif:GPSAltitude>
<photoshop:Country>France</photoshop:Country><Iptc4xmpCore:Location>Montmartre</Iptc4xmpCore:Location>
<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City="Lyon"/></rdf:Bag>
</Iptc4xmpExt:LocationShown>
<xmp:Thumbnails><rdf:Alt><rdf:li xmpGImg:image="OLDTHUMB"/></rdf:Alt></xmp:Thumbnails>
<dc:creator>Someone &amp; Co</dc:creator></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"""
XMP = XMP_TEMPLATE.encode()
PLACE_WORDS = (b"Paris", b"FRA", b"France", b"Montmartre", b"Lyon", b"48,8.2N", b"35/1", b"+2.35")


def picture(
    width: int = 64, height: int = 48, *, seed: int = 0, deep: bool = False
) -> NDArray[Any]:
    """(H, W, 3) smooth colours, uint8 or uint16."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(30, 226, (6, 8, 3)).astype(np.uint8))
    smooth = np.asarray(small.resize((width, height), Image.Resampling.BICUBIC))
    if not deep:
        return smooth.copy()
    return (smooth.astype(np.uint16) << 8) | rng.integers(0, 256, smooth.shape).astype(np.uint16)


def noise(shape: tuple[int, ...], *, deep: bool, seed: int = 1) -> NDArray[Any]:
    """Random values over the whole range of the depth."""
    kind = np.uint16 if deep else np.uint8
    return np.random.default_rng(seed).integers(0, np.iinfo(kind).max + 1, shape).astype(kind)


def encoded(pixels: NDArray[Any] | Image.Image, kind: str, **settings: Any) -> bytes:
    """A file written by Pillow."""
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    out = io.BytesIO()
    image.save(out, kind, **settings)
    return out.getvalue()


def jpeg_with(segments: list[tuple[int, bytes]], **settings: Any) -> bytes:
    """A JPEG with further segments behind its JFIF header."""
    data = encoded(settings.pop("pixels", picture()), "JPEG", **({"quality": 90} | settings))
    extra = b"".join(struct.pack(">BBH", 0xFF, m, len(p) + 2) + p for m, p in segments)
    head = 4 + struct.unpack_from(">H", data, 4)[0] if data[2:4] == b"\xff\xe0" else 2
    return data[:head] + extra + data[head:]


def png_chunk(kind: bytes, content: bytes) -> bytes:
    """One PNG chunk."""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png_of(planes: NDArray[Any], colour_type: int, *extra: bytes, rows: int | None = None) -> bytes:
    """A PNG of 8 or 16 bits with unfiltered rows; `rows` cuts the pixels short inside."""
    height, width = planes.shape[:2]
    kind = ">u2" if planes.itemsize == 2 else "u1"
    lines = [b"\0" + planes[y].astype(kind).tobytes() for y in range(rows or height)]
    header = struct.pack(">IIBBBBB", width, height, 8 * planes.itemsize, colour_type, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", header),
            *extra,
            png_chunk(b"IDAT", zlib.compress(b"".join(lines))),
            png_chunk(b"IEND", b""),
        )
    )


def png_with(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with further chunks behind its header."""
    return data[:33] + b"".join(chunks) + data[33:]


def exif_block(
    *,
    order: str = "<",
    orientation: int = 1,
    gps: bool = True,
    thumbnail: bytes = b"",
    size: tuple[int, int] = (64, 48),
    note_extra: bytes = b"",
) -> bytes:
    """An EXIF block as cameras write it, with a maker note that points to itself absolutely."""
    data = bytearray((b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8))
    rows = {
        0x010F: (2, b"Maker of cameras\0"),
        0x0112: (3, struct.pack(order + "H", orientation)),
        0x011A: (5, struct.pack(order + "II", 300, 1)),
        0x011B: (5, struct.pack(order + "II", 300, 1)),
        0x0128: (3, struct.pack(order + "H", 2)),
        0x8769: (4, bytes(4)),
    }
    if gps:
        rows[0x8825] = (4, bytes(4))
    main = _directory(data, rows, order)
    if thumbnail:
        _link(data, main["next"], len(data), order)
        second = _directory(
            data,
            {
                0x0103: (3, struct.pack(order + "H", 6)),
                0x0112: (3, struct.pack(order + "H", orientation)),
                0x0201: (4, bytes(4)),
                0x0202: (4, struct.pack(order + "I", len(thumbnail))),
            },
            order,
        )
        _link(data, second[0x0201], len(data), order)
        data += thumbnail + bytes(len(thumbnail) & 1)
    _link(data, main[0x8769], len(data), order)
    note = MAKER_NOTE_HEAD + bytes(4) + b"camera's secret" + note_extra
    exif = _directory(
        data,
        {
            0x9003: (2, b"2024:05:06 07:08:09\0"),
            0x927C: (7, note),
            0xA001: (3, struct.pack(order + "H", 0xFFFF)),
            0xA002: (4, struct.pack(order + "I", size[0])),
            0xA003: (3, struct.pack(order + "H", size[1])),
        },
        order,
    )
    at = struct.unpack_from(order + "I", data, exif[0x927C])[0]
    struct.pack_into(order + "I", data, at + 8, at)
    if gps:
        _link(data, main[0x8825], len(data), order)
        latitude = struct.pack(order + "6I", *struct.unpack("<6I", LATITUDE))
        _directory(
            data,
            {0: (1, b"\2\3\0\0"), 1: (2, b"N\0"), 2: (5, latitude), 3: (2, b"E\0")},
            order,
        )
    return bytes(data)


def _link(data: bytearray, at: int, offset: int, order: str) -> None:
    struct.pack_into(order + "I", data, at, offset)


def _directory(
    data: bytearray, rows: dict[int, tuple[int, bytes]], order: str
) -> dict[int | str, int]:
    """Append a directory with its values; returns where each value field lies."""
    widths = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
    start = len(data)
    values_at = start + 2 + 12 * len(rows) + 4
    table = bytearray(struct.pack(order + "H", len(rows)))
    values = bytearray()
    fields: dict[int | str, int] = {}
    for tag, (kind, raw) in sorted(rows.items()):
        fields[tag] = start + len(table) + 8
        field = raw.ljust(4, b"\0")
        if len(raw) > 4:
            field = struct.pack(order + "I", values_at + len(values))
            values += raw + bytes(len(raw) & 1)
        table += struct.pack(order + "HHI", tag, kind, len(raw) // widths[kind]) + field
    fields["next"] = start + len(table)
    data += table + bytes(4) + values
    return fields


def iptc(*records: tuple[int, bytes]) -> bytes:
    """IPTC datasets of record 2."""
    return b"".join(struct.pack(">BBBH", 0x1C, 2, n, len(d)) + d for n, d in records)


def resource(number: int, data: bytes) -> bytes:
    """One Photoshop image resource."""
    return (
        b"8BIM"
        + struct.pack(">HH", number, 0)
        + struct.pack(">I", len(data))
        + data
        + bytes(len(data) & 1)
    )


IPTC = iptc((5, b"Title"), (90, b"Paris"), (101, b"France"), (27, b"Rome"), (80, b"Author"))
PHOTOSHOP = resource(0x0404, IPTC) + resource(0x040C, b"OLDTHUMB") + resource(0x03ED, b"\0" * 16)


def cmyk_profile() -> bytes:
    """An ICC profile in which paper is white and every ink alone is the same middle grey."""
    lut = bytearray(b"mft1" + bytes(4) + bytes((4, 3, 2, 0)))
    lut += struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut += bytes(range(256)) * 4
    for corner in range(16):
        lightness = {0: 255, 1: 128}.get(corner.bit_count(), 0)
        lut += bytes((lightness, 128, 128))
    lut += bytes(range(256)) * 3
    text = b"desc" + bytes(4) + struct.pack(">I", 5) + b"inks\0" + bytes(78)
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"desc": text, b"wtpt": white, b"A2B0": bytes(lut)}
    at = 128 + 4 + 12 * len(tags)
    table, body = bytearray(struct.pack(">I", len(tags))), bytearray()
    for name, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", at + len(body), len(content))
        body += padded
    head = bytearray(128)
    struct.pack_into(">I", head, 0, at + len(body))
    head[8:12] = b"\x02\x40\0\0"
    head[12:24] = b"prtrCMYKLab "
    head[36:40] = b"acsp"
    struct.pack_into(">3i", head, 68, 63190, 65536, 54061)
    return bytes(head + table + body)


def dng(width: int = 64, height: int = 48) -> bytes:
    """A minimal raw file: one grey sensor area of 16 bits."""
    import tifffile

    out = io.BytesIO()
    tags = [
        (50706, "B", 4, (1, 4, 0, 0)),
        (33421, "H", 2, (2, 2)),
        (33422, "B", 4, (0, 1, 1, 2)),
        (50708, "s", 0, "Made Up Camera"),
        (271, "s", 0, "Maker"),
        (272, "s", 0, "Camera"),
        (50717, "H", 1, 65535),
        (50721, "2i", 9, (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)),
        (50728, "2I", 3, (1, 1, 1, 1, 1, 1)),
    ]
    ramp = np.linspace(1000, 60000, width).astype(np.uint16) * np.ones((height, 1), np.uint16)
    tifffile.imwrite(out, ramp, photometric=32803, extratags=tags)
    return out.getvalue()
