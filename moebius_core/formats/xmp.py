"""XMP packets changed in place: single values and elements are cut out, the rest stays verbatim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from moebius_core.geometry import Size

TIFF = "http://ns.adobe.com/tiff/1.0/"
EXIF = "http://ns.adobe.com/exif/1.0/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP_BASIC = "http://ns.adobe.com/xap/1.0/"
XMP_NOTE = "http://ns.adobe.com/xmp/note/"
GAIN_MAP = "http://ns.adobe.com/hdr-gain-map/1.0/"
CONTAINER = "http://ns.google.com/photos/1.0/container/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
MEDIA_PRO = "http://ns.iview-multimedia.com/mediapro/1.0/"
CAMERA = "http://ns.google.com/photos/1.0/camera/"

JPEG_MARK = b"http://ns.adobe.com/xap/1.0/\0"
"""What stands before a packet in a JPEG segment, and in PNG profiles copied from one."""

_PLACES = frozenset(
    {
        (PHOTOSHOP, "City"),
        (PHOTOSHOP, "State"),
        (PHOTOSHOP, "Country"),
        (IPTC_CORE, "Location"),
        (IPTC_CORE, "CountryCode"),
        (GEO, "lat"),
        (GEO, "long"),
        (GEO, "alt"),
        (MEDIA_PRO, "Location"),
    }
)
_STALE = frozenset(
    {
        (XMP_BASIC, "Thumbnails"),  # would still show what was removed
        (XMP_NOTE, "HasExtendedXMP"),  # the extension is not carried
        (CONTAINER, "Directory"),  # motion photo and gain map, which are not carried
        (CAMERA, "MotionPhoto"),
        (CAMERA, "MicroVideo"),
    }
)
_COORDINATE = re.compile(r"gps|latitude|longitude|altitude", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""\s+([\w.\-]+):([\w.\-]+)\s*=\s*("[^"]*"|'[^']*')""")

DAMAGED_NOTE = "The XMP data is damaged and was kept as it is."
DROPPED_NOTE = "The XMP data is damaged, might hold a location, and was not kept."


class PatchedXmp(NamedTuple):
    """A changed packet (empty: not kept) and sentences on what was lost."""

    packet: bytes
    notes: tuple[str, ...]


@dataclass
class _Element:
    name: tuple[str, str]
    start: int
    """Offset of the "<"."""
    inside: int
    """Offset behind the start tag's ">"."""


@dataclass
class _Findings:
    cuts: list[tuple[int, int]] = field(default_factory=list)
    values: list[tuple[int, int, bytes]] = field(default_factory=list)


def patched(packet: bytes, *, size: Size, drop_location: bool) -> PatchedXmp:
    """The packet for upright pixels of `size`; thumbnails go, and places if asked for.

    Args:
        packet: UTF-8 XMP; any other encoding is first read as what its byte order mark says.
        size: Of the saved photo.
        drop_location: Remove GPS values of any namespace and the IPTC and Photoshop place names.
    """
    text = _utf8(packet)
    new_values = {
        (TIFF, "Orientation"): b"1",
        (TIFF, "ImageWidth"): b"%d" % size.width,
        (TIFF, "ImageLength"): b"%d" % size.height,
        (EXIF, "PixelXDimension"): b"%d" % size.width,
        (EXIF, "PixelYDimension"): b"%d" % size.height,
    }
    try:
        findings = _find(text, new_values, drop_location=drop_location)
    except (expat.ExpatError, ValueError):
        return (
            PatchedXmp(b"", (DROPPED_NOTE,))
            if drop_location
            else PatchedXmp(packet, (DAMAGED_NOTE,))
        )
    return PatchedXmp(_apply(text, findings), ())


def _utf8(packet: bytes) -> bytes:
    for mark, codec in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if packet.startswith(mark):
            return packet.decode(codec, "replace").encode()
    return packet.removeprefix(b"\xef\xbb\xbf").rstrip(b"\0")


def _find(
    text: bytes, new_values: dict[tuple[str, str], bytes], *, drop_location: bool
) -> _Findings:
    found = _Findings()
    scopes: list[dict[str, str]] = [{}]
    pending: dict[str, str] = {}
    open_elements: list[_Element] = []
    parser = expat.ParserCreate(namespace_separator="\n")

    def unwanted(name: tuple[str, str]) -> bool:
        is_stale = name in _STALE or name[0] == GAIN_MAP
        return is_stale or (drop_location and _is_place(name))

    def on_namespace(prefix: str | None, uri: str) -> None:
        pending[prefix or ""] = uri

    def on_start(name: str, _attributes: dict[str, str]) -> None:
        scopes.append({**scopes[-1], **pending})
        pending.clear()
        start = parser.CurrentByteIndex
        end = _tag_end(text, start)
        open_elements.append(_Element(_split(name), start, end))
        for match in _ATTRIBUTE.finditer(text, start, end):
            full = (scopes[-1].get(match[1].decode(), ""), match[2].decode())
            if unwanted(full):
                found.cuts.append(match.span())
            elif full in new_values:
                found.values.append((match.start(3) + 1, match.end(3) - 1, new_values[full]))

    def on_end(_name: str) -> None:
        scopes.pop()
        element = open_elements.pop()
        close = parser.CurrentByteIndex
        is_empty = text[element.inside - 2 : element.inside] == b"/>"
        end = element.inside if is_empty else text.index(b">", close) + 1
        if unwanted(element.name):
            found.cuts.append((element.start, end))
        elif (
            element.name in new_values and not is_empty and b"<" not in text[element.inside : close]
        ):
            found.values.append((element.inside, close, new_values[element.name]))

    def on_doctype(*_arguments: object) -> None:
        raise ValueError("XMP has no document type")

    parser.StartNamespaceDeclHandler = on_namespace
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = on_doctype
    parser.Parse(text, True)
    return found


def _is_place(name: tuple[str, str]) -> bool:
    namespace, local = name
    in_ext = namespace == IPTC_EXT and local.startswith("Location")
    return name in _PLACES or in_ext or _COORDINATE.search(local) is not None


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition("\n")
    return namespace, local


def _tag_end(text: bytes, start: int) -> int:
    """Behind the ">" that closes the tag at `start`; quoted ones do not count."""
    quote = 0
    for at in range(start, len(text)):
        byte = text[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 0x3E:
            return at + 1
    raise ValueError("tag is not closed")


def _apply(text: bytes, findings: _Findings) -> bytes:
    """Cuts and replacements from the end on; whatever lies inside a cut element goes with it."""
    changes = [(start, end, b"") for start, end in findings.cuts] + findings.values
    kept: list[tuple[int, int, bytes]] = []
    covered = 0
    for start, end, value in sorted(changes, key=lambda change: (change[0], -change[1])):
        if start < covered:
            continue
        kept.append((start, end, value))
        covered = end
    out = text
    for start, end, value in reversed(kept):
        out = out[:start] + value + out[end:]
    return out
