"""Shards, result names and which mask belongs to which photo: all from paths alone."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moebius_core.batch.naming import (
    check_pattern,
    name_outputs,
    planned_suffix,
    possible_names,
)
from moebius_core.batch.pairing import MaskIndex, split_masks
from moebius_core.batch.shard import Shard
from moebius_core.errors import BadInputError
from moebius_core.formats.kinds import READABLE, FileKind

names = st.text(st.sampled_from("aAbBéß_ 1."), min_size=1, max_size=4).filter(
    lambda text: text.strip(". ")
)
photos = st.lists(
    st.builds(
        lambda folder, stem, end: PurePosixPath(folder, f"{stem}{end}"),
        st.sampled_from(["", "x", "X/y"]),
        names,
        st.sampled_from([".jpg", ".JPG", ".png", ".heic"]),
    ),
    unique=True,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(photos, st.integers(1, 7))
def test_every_photo_belongs_to_exactly_one_shard(found: list[PurePosixPath], count: int) -> None:
    shards = [Shard(index, count) for index in range(1, count + 1)]
    for photo in found:
        assert sum(shard.owns(photo) for shard in shards) == 1


def test_shards_are_the_same_tomorrow_and_elsewhere() -> None:
    owners = [
        next(i for i in range(1, 5) if Shard(i, 4).owns(PurePosixPath(name)))
        for name in ("a.jpg", "b.jpg", "trip/c.jpg", "trip/é.jpg")
    ]
    assert owners == [2, 3, 2, 2]
    assert Shard(2, 3).owns(PurePosixPath("e\u0301.jpg")) == Shard(2, 3).owns(
        PurePosixPath("\u00e9.jpg")
    )


def test_shards_are_of_similar_size() -> None:
    found = [PurePosixPath(f"IMG_{number:04}.jpg") for number in range(4000)]
    sizes = [sum(Shard(index, 4).owns(photo) for photo in found) for index in range(1, 5)]
    assert all(850 < size < 1150 for size in sizes)


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "-1/2", "1/0", "1/2/3", ""])
def test_shards_that_do_not_exist(text: str) -> None:
    with pytest.raises(BadInputError):
        Shard.parse(text)


def test_shard_text() -> None:
    assert Shard.parse("2/8") == Shard(2, 8)
    assert str(Shard(2, 8)) == "2/8"


@settings(max_examples=150, deadline=None)
@given(
    photos,
    st.sampled_from(["{stem}", "{stem}_removed", "{name}"]),
    st.sampled_from(["keep", "png", "jpg"]),
)
def test_no_two_results_share_a_name(
    found: list[PurePosixPath], pattern: str, format_name: str
) -> None:
    suffixes = [planned_suffix(photo, format_name) for photo in found]
    outputs = name_outputs(found, pattern, suffixes)
    assert len({output.as_posix().casefold() for output in outputs}) == len(found)
    for photo, output, suffix in zip(found, outputs, suffixes, strict=True):
        assert output.parent == photo.parent
        assert output.suffix == suffix


def test_photos_that_share_a_stem_keep_their_extension_in_the_name() -> None:
    found = [PurePosixPath(name) for name in ("a.jpg", "a.png", "b.jpg", "sub/a.jpg")]
    outputs = name_outputs(found, "{stem}_new", [".png"] * 4)
    assert [output.as_posix() for output in outputs] == [
        *("a.jpg_new.png", "a.png_new.png", "b_new.png", "sub/a_new.png")
    ]
    kept = name_outputs(found, "{stem}", [photo.suffix for photo in found])
    assert kept == found


def test_names_that_differ_in_case_alone_are_told_apart() -> None:
    found = [PurePosixPath("A.jpg"), PurePosixPath("a.jpg")]
    outputs = name_outputs(found, "{stem}", [".jpg", ".jpg"])
    assert len({output.name.casefold() for output in outputs}) == 2


@pytest.mark.parametrize("pattern", ["same", "{stem}/x", "{stem}{other}", "{stem}:", "", "{stem"])
def test_patterns_that_cannot_be_names(pattern: str) -> None:
    with pytest.raises(BadInputError):
        check_pattern(pattern)


def test_a_stem_with_braces_is_plain_text() -> None:
    found = [PurePosixPath("{name}.jpg")]
    assert name_outputs(found, "{stem}_x", [".jpg"]) == [PurePosixPath("{name}_x.jpg")]


def test_suffixes_when_the_format_is_kept() -> None:
    only_read = {FileKind.GIF, FileKind.HEIC, FileKind.RAW}
    for kind, suffixes in READABLE.items():
        own = planned_suffix(PurePosixPath(f"a{suffixes[0]}"), "keep")
        assert own == (".png" if kind in only_read else suffixes[0])
    assert planned_suffix(PurePosixPath("a.JPEG"), "keep") == ".JPEG"
    assert planned_suffix(PurePosixPath("a.heic"), "jpg") == ".jpg"


def test_a_result_may_get_another_suffix_only_when_the_format_is_kept() -> None:
    output = PurePosixPath("sub/a.webp")
    assert possible_names(output, keep_format=False) == (output,)
    assert PurePosixPath("sub/a.webp.png") in possible_names(output, keep_format=True)


def paths(*names: str) -> list[PurePosixPath]:
    return [PurePosixPath(name) for name in names]


def test_masks_beside_photos_are_found_and_are_no_photos() -> None:
    found, masks = split_masks(
        paths("a.jpg", "a_mask.png", "b.jpg", "sub/a.jpg", "sub/a_mask.tif"), every=True
    )
    assert found == paths("a.jpg", "b.jpg", "sub/a.jpg")
    index = MaskIndex(masks, needs_suffix=True)
    assert index.find(PurePosixPath("a.jpg")) == PurePosixPath("a_mask.png")
    assert index.find(PurePosixPath("b.jpg")) is None
    assert index.find(PurePosixPath("sub/a.jpg")) == PurePosixPath("sub/a_mask.tif")


def test_a_photo_that_is_called_like_a_mask_stays_a_photo_where_masks_lie_elsewhere() -> None:
    files = paths("carnival_mask.jpg", "a.jpg", "a_mask.png")
    assert split_masks(files, every=False)[0] == paths("carnival_mask.jpg", "a.jpg")
    assert split_masks(files, every=True)[0] == paths("a.jpg")


def test_masks_in_their_own_folder_may_have_the_same_name() -> None:
    index = MaskIndex(paths("a.png", "b_mask.png", "sub/a.png"), needs_suffix=False)
    assert index.find(PurePosixPath("a.jpg")) == PurePosixPath("a.png")
    assert index.find(PurePosixPath("b.jpg")) == PurePosixPath("b_mask.png")
    assert index.find(PurePosixPath("sub/a.jpg")) == PurePosixPath("sub/a.png")
    assert index.find(PurePosixPath("sub/b.jpg")) is None


def test_of_several_masks_the_exact_format_and_the_full_name_win() -> None:
    files = paths("a_mask.jpg", "a_mask.png", "a.tif_mask.png")
    index = MaskIndex(files, needs_suffix=True)
    assert index.find(PurePosixPath("a.jpg")) == PurePosixPath("a_mask.png")
    assert index.find(PurePosixPath("a.tif")) == PurePosixPath("a.tif_mask.png")


def test_case_and_unicode_spelling_do_not_hide_a_mask() -> None:
    index = MaskIndex(paths("cafe\u0301_MASK.png", "img_1_mask.png"), needs_suffix=True)
    assert index.find(PurePosixPath("caf\u00e9.jpg")) is not None
    assert index.find(PurePosixPath("IMG_1.JPG")) is not None
