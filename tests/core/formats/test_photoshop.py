from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.formats import photoshop
from tests.core.formats import samples


def test_resources_survive_parsing_and_building() -> None:
    named = b"8BIM\x04\x00\x04name\x00\x00\x00\x00\x03abc\x00"
    block = samples.PHOTOSHOP + named
    assert photoshop.build(photoshop.parse(block)) == block
    assert photoshop.parse(named)[0].data == b"abc"


def test_thumbnails_go_and_iptc_stays() -> None:
    found = photoshop.patched(samples.PHOTOSHOP, drop_location=False)
    assert b"OLDTHUMB" not in found
    assert photoshop.iptc_of(found) == samples.IPTC


def test_places_go() -> None:
    block = samples.PHOTOSHOP + samples.resource(0x0425, b"digest-of-iptc!!")
    found = photoshop.patched(block, drop_location=True)
    assert photoshop.iptc_of(found) == samples.iptc((5, b"Title"), (80, b"Author"))
    assert b"digest" not in found
    assert b"digest" in photoshop.patched(block, drop_location=False)


def test_every_place_dataset_goes() -> None:
    for number in (26, 27, 90, 92, 95, 100, 101):
        block = photoshop.from_iptc(samples.iptc((number, b"Secret"), (5, b"T")))
        found = photoshop.patched(block, drop_location=True)
        assert photoshop.iptc_of(found) == samples.iptc((5, b"T"))


def test_a_long_dataset_is_measured_right() -> None:
    long = b"\x1c\x02\x50\x80\x04" + (40_000).to_bytes(4, "big") + b"x" * 40_000
    block = photoshop.from_iptc(long + samples.iptc((90, b"Paris"), (5, b"T")))
    found = photoshop.iptc_of(photoshop.patched(block, drop_location=True))
    assert found == long + samples.iptc((5, b"T"))


def test_hidden_copies_of_exif_and_xmp_go() -> None:
    block = samples.resource(0x0422, b"EXIF GPS") + samples.resource(0x0424, b"XMP GPS")
    assert photoshop.patched(block, drop_location=False) == b""


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=120), st.integers(0, 120))
def test_no_damage_crashes(rubbish: bytes, at: int) -> None:
    block = samples.PHOTOSHOP[:at] + rubbish + samples.PHOTOSHOP[at:]
    found = photoshop.patched(block, drop_location=True)
    assert len(found) <= len(block) + 1
