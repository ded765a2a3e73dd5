from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.formats import xmp
from moebius_core.geometry import Size
from tests.core.formats import samples

SIZE = Size(640, 480)


def _patched(packet: bytes, *, drop_location: bool = False) -> bytes:
    return xmp.patched(packet, size=SIZE, drop_location=drop_location).packet


def test_orientation_and_size_are_put_right_and_the_rest_stays() -> None:
    expected = (
        samples.XMP.replace(b'Orientation="6"', b'Orientation="1"')
        .replace(b"'999'", b"'640'")
        .replace(b">888<", b">480<")
    )
    start, end = expected.index(b"<xmp:Thumbnails>"), expected.index(b"</xmp:Thumbnails>") + 17
    assert _patched(samples.XMP) == expected[:start] + expected[end:]


def test_places_go_whatever_form_they_have() -> None:
    found = _patched(samples.XMP, drop_location=True)
    for word in samples.PLACE_WORDS:
        assert word in samples.XMP
        assert word not in found
    ElementTree.fromstring(found.decode())
    assert b"Someone &amp; Co" in found
    assert b'xmp:Rating="4"' in found


@pytest.mark.parametrize("name", ["lat", "long", "alt"])
@pytest.mark.parametrize("prefix", ["geo", "wgs"])
def test_coordinates_of_the_geo_vocabulary_go(name: str, prefix: str) -> None:
    space = f"xmlns:{prefix}='http://www.w3.org/2003/01/geo/wgs84_pos#'"
    value = f"<{prefix}:{name} {space}>48.85</{prefix}:{name}><dc:creator>".encode()
    packet = samples.XMP.replace(b"<dc:creator>", value)
    assert b"48.85" in _patched(packet)
    found = _patched(packet, drop_location=True)
    assert b"48.85" not in found
    ElementTree.fromstring(found.decode())


def test_places_stay_unless_asked() -> None:
    found = _patched(samples.XMP)
    assert all(word in found for word in samples.PLACE_WORDS)


def test_other_prefixes_do_not_hide_a_place() -> None:
    packet = samples.XMP.replace(b"photoshop:", b"ps:").replace(b"xmlns:photoshop", b"xmlns:ps")
    assert b"France" not in _patched(packet, drop_location=True)


def test_a_value_with_a_bracket_inside_its_quotes() -> None:
    packet = samples.XMP.replace(b'"Paris"', b'"Pa>ris"')
    found = _patched(packet, drop_location=True)
    assert b"ris" not in found
    ElementTree.fromstring(found.decode())


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be", "utf-32"])
def test_other_encodings_hide_no_place(codec: str) -> None:
    text = samples.XMP_TEMPLATE.removeprefix("<?xpacket begin='\ufeff' ")
    packet = ("\ufeff<?xpacket begin='' " + text).encode(codec)
    found = _patched(packet, drop_location=True)
    assert b"Paris" not in found.replace(b"\0", b"")


def test_damaged_packets_are_kept_or_dropped_with_a_note() -> None:
    broken = samples.XMP[:900]
    assert xmp.patched(broken, size=SIZE, drop_location=False) == (broken, (xmp.DAMAGED_NOTE,))
    assert xmp.patched(broken, size=SIZE, drop_location=True) == (b"", (xmp.DROPPED_NOTE,))
    bomb = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    assert xmp.patched(bomb, size=SIZE, drop_location=True).packet == b""


def test_a_damaged_packet_loses_its_thumbnail_promise_openly() -> None:
    assert xmp.patched(b"<a", size=SIZE, drop_location=False).notes


def test_nothing_promises_a_gain_map_or_video_that_is_not_carried() -> None:
    promise = (
        b" xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'"
        b" xmlns:GCamera='http://ns.google.com/photos/1.0/camera/' GCamera:MotionPhoto='1'"
    )
    found = _patched(samples.XMP.replace(b" xmp:Rating", promise + b" xmp:Rating"))
    assert b"hdrgm:Version" not in found
    assert b"MotionPhoto" not in found
    assert b'xmp:Rating="4"' in found
    ElementTree.fromstring(found.decode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(samples.XMP)))
def test_no_damage_crashes(rubbish: bytes, at: int) -> None:
    packet = samples.XMP[:at] + rubbish + samples.XMP[at:]
    result = xmp.patched(packet, size=SIZE, drop_location=True)
    assert result.packet or result.notes
