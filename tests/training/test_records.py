"""Folders, JSON lines and shards as records: what is found, in which order, and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from moebius_core.errors import BadInputError, UnreadablePhotoError
from moebius_core.training.records import Record, Stored, open_records
from tests.training.pictures import plain, png, write_greys, write_lines, write_png, write_shard


def names(records: list[Record], root: Path) -> list[str]:
    return [Path(record.name).relative_to(root).as_posix() for record in records]


def test_a_folder_is_searched_through(tmp_path: Path) -> None:
    for name in ("b.png", "a/2.png", "a/1.png", "a/1_mask.png", "c_mask.png", ".hidden/x.png"):
        write_png(tmp_path / name, plain(1))
    (tmp_path / "notes.txt").write_text("no picture")

    records = open_records(tmp_path)

    assert names(records, tmp_path) == ["a/1.png", "a/2.png", "b.png", "c_mask.png"]
    assert {(record.prompt, record.mask) for record in records} == {("background", None)}
    assert records[0].image.read() == png(plain(1))


def test_lines_are_the_public_code_s(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", plain(1))
    lines = write_lines(
        tmp_path / "train.jsonl",
        {"image": "a.png", "prompt": "background"},
        {"image": "b.png", "prompt": "foreground", "mask": "m.png"},
        ["id", {"image": "c.png", "prompt": "background", "mask": str(tmp_path / "n.png")}],
    )

    assert open_records(lines) == [
        Record(str(tmp_path / "a.png"), Stored(tmp_path / "a.png")),
        Record(
            str(tmp_path / "b.png"),
            Stored(tmp_path / "b.png"),
            "foreground",
            Stored(tmp_path / "m.png"),
        ),
        Record(
            str(tmp_path / "c.png"),
            Stored(tmp_path / "c.png"),
            "background",
            Stored(tmp_path / "n.png"),
        ),
    ]


def test_lines_may_be_relative_to_where_the_training_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_png(tmp_path / "data" / "images" / "a.png", plain(1))
    lines = write_lines(tmp_path / "data" / "train.jsonl", {"image": "data/images/a.png"})
    monkeypatch.chdir(tmp_path)

    (record,) = open_records(lines)

    assert record.image.read() == png(plain(1))


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"image": "a.png", "prompt": "sky"}, "Line 2 of .* is not understood"),
        ({"prompt": "background"}, "Line 2 of .* is not understood"),
        ({"image": "a.png", "mask": 3}, "Line 2 of .* is not understood"),
        ("a.png", "Line 2 of .* is not understood"),
        ({"image": "a.png", "prompt": "foreground"}, "Line 2 of .* has no mask"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, item: object, told: str) -> None:
    lines = write_lines(tmp_path / "train.jsonl", {"image": "a.png"}, item)
    with pytest.raises(BadInputError, match=told):
        open_records(lines)


def test_files_of_one_name_in_a_shard_belong_together(tmp_path: Path) -> None:
    foreground = json.dumps({"prompt": "foreground"}).encode()
    write_shard(
        tmp_path / "1.tar",
        {
            "a/0001.png": png(plain(1)),
            "a/0001.txt": b"a caption",
            "b/0001.png": png(plain(2)),
            "b/0001.mask.png": b"mask",
            "b/0001.json": foreground,
            "c.json": foreground,
            "d.png": png(plain(3)),
            "d.json": foreground,  # without a mask there is nothing to paint
        },
    )
    write_shard(tmp_path / "0.tar", {"first.v2.png": png(plain(0))})

    records = open_records(tmp_path)

    assert names(records, tmp_path) == ["0.tar/first", "1.tar/a/0001", "1.tar/b/0001"]
    assert [record.image.read() for record in records] == [png(plain(each)) for each in range(3)]
    assert [record.prompt for record in records] == ["background", "background", "foreground"]
    assert records[2].mask is not None
    assert records[2].mask.read() == b"mask"
    assert open_records(tmp_path / "1.tar") == records[1:]


def test_a_shard_that_was_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    pictures = {f"{each}.png": png(plain(each)) for each in range(3)}
    shard = write_shard(tmp_path / "0.tar", pictures)
    last = open_records(shard)[2].image
    assert last.span is not None
    shard.write_bytes(shard.read_bytes()[: last.span[0] + 5])

    records = open_records(shard)

    assert [record.image.read() for record in records[:2]] == list(pictures.values())[:2]
    assert len(records) > 2
    for record in records[2:]:
        with pytest.raises(UnreadablePhotoError, match="is cut off"):
            record.image.read()


def test_damage_inside_a_shard_is_one_record_that_cannot_be_read(tmp_path: Path) -> None:
    shard = write_shard(tmp_path / "0.tar", {f"{each}.png": png(plain(each)) for each in range(3)})
    second = open_records(shard)[1].image
    assert second.span is not None
    data = bytearray(shard.read_bytes())
    data[second.span[0] - 512 : second.span[0] - 500] = b"not a header"
    shard.write_bytes(data)

    first, lost = open_records(shard)

    assert first.image.read() == png(plain(0))
    with pytest.raises(UnreadablePhotoError, match="is cut off"):
        lost.image.read()


def test_sources_add_up(tmp_path: Path) -> None:
    write_greys(tmp_path / "one", 2)
    shard = write_shard(tmp_path / "two.tar", {"x.png": png(plain(9))})
    assert len(open_records(shard, tmp_path / "one")) == 3


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("image")
    (tmp_path / "z.tar").write_bytes(gzip.compress(b"0" * 2000))
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe")
    (tmp_path / "empty").mkdir()
    for name, told in {
        "none": "does not exist",
        "a.csv": "is no source of pictures",
        "z.tar": "is no uncompressed tar file",
        "b.jsonl": "is not UTF-8 text",
        "empty": "There are no pictures in",
    }.items():
        with pytest.raises(BadInputError, match=told):
            open_records(tmp_path / name)
