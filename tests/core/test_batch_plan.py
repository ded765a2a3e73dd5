"""What a batch is going to do, seen before it does it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from moebius_core.batch import (
    Action,
    BatchRequest,
    MaskFolder,
    OneMask,
    Shard,
    TransparentParts,
    plan_batch,
    run_batch,
)
from moebius_core.errors import BadInputError, UnreadablePhotoError
from tests.fakes import MeanFill, write_mask, write_photo


def actions(request: BatchRequest) -> dict[str, str]:
    return {item.photo.as_posix(): item.action.value for item in plan_batch(request).items}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    source = tmp_path / "in"
    write_photo(source / "a.jpg")
    write_mask(source / "a_mask.png")
    write_photo(source / "b.png")
    write_photo(source / "sub" / "c.png")
    write_mask(source / "sub" / "c_mask.png")
    (source / "notes.txt").write_text("no photo")
    (source / ".hidden.jpg").write_bytes(b"no photo")
    return source, tmp_path / "out"


def test_masks_beside_the_photos(places: tuple[Path, Path]) -> None:
    source, target = places
    plan = plan_batch(BatchRequest(source=source, target=target))
    assert [item.photo.as_posix() for item in plan.items] == ["a.jpg", "b.png"]
    first, second = plan.items
    assert (first.action, first.mask) == (Action.REMOVE, source / "a_mask.png")
    assert second.action is Action.NO_MASK
    assert "b_mask" in second.reason
    assert not target.exists()  # planning writes nothing


def test_folders_inside_only_when_asked_for(places: tuple[Path, Path]) -> None:
    source, target = places
    plan = plan_batch(BatchRequest(source=source, target=target, recursive=True))
    assert [item.output.as_posix() for item in plan.items] == ["a.jpg", "b.png", "sub/c.png"]


def test_a_mask_without_its_photo_is_pointed_out(places: tuple[Path, Path]) -> None:
    source, target = places
    write_mask(source / "beech_mask.png")
    plan = plan_batch(BatchRequest(source=source, target=target))
    assert [mask.as_posix() for mask in plan.unused_masks] == ["beech_mask.png"]


def test_a_mask_folder_inside_the_photos_is_no_photo_folder(places: tuple[Path, Path]) -> None:
    source, target = places
    write_mask(source / "masks" / "b.png")
    write_mask(source / "masks" / "sub" / "c_mask.png")
    rule = MaskFolder(source / "masks")
    found = actions(BatchRequest(source=source, target=target, masks=rule, recursive=True))
    assert found == {"a.jpg": "no mask", "b.png": "remove", "sub/c.png": "remove"}


def test_one_mask_inside_the_photos_is_no_photo(places: tuple[Path, Path]) -> None:
    source, target = places
    logo = write_mask(source / "logo.png")
    found = actions(BatchRequest(source=source, target=target, masks=OneMask(logo)))
    assert found == {"a.jpg": "remove", "b.png": "remove"}


def test_results_inside_the_photos_are_no_photos(places: tuple[Path, Path]) -> None:
    source, _ = places
    target = source / "done"
    logo = write_mask(source / "logo.png")
    request = BatchRequest(source=source, target=target, masks=OneMask(logo), recursive=True)
    before = actions(request)
    run_batch(plan_batch(request), workers=0, opener=MeanFill)
    assert (target / "sub" / "c.png").exists()
    assert actions(request) == dict.fromkeys(before, "unchanged")


def test_transparent_parts_need_no_mask_files(places: tuple[Path, Path]) -> None:
    source, target = places
    found = actions(BatchRequest(source=source, target=target, masks=TransparentParts()))
    assert found == {"a.jpg": "remove", "b.png": "remove"}


def test_a_strangers_file_is_not_replaced(places: tuple[Path, Path]) -> None:
    source, target = places
    target.mkdir()
    (target / "a.jpg").write_bytes(b"mine")
    request = BatchRequest(source=source, target=target)
    assert actions(request)["a.jpg"] == "refused"
    run_batch(plan_batch(request), workers=0, opener=MeanFill)
    assert (target / "a.jpg").read_bytes() == b"mine"
    assert actions(BatchRequest(source=source, target=target, force=True))["a.jpg"] == "remove"


def test_a_result_never_takes_the_place_of_a_photo(tmp_path: Path) -> None:
    source = tmp_path / "trip" / "trip"
    write_photo(source / "a.png")
    write_photo(source / "trip" / "a.png")
    logo = write_mask(tmp_path / "logo.png")
    request = BatchRequest(
        source=source, target=tmp_path / "trip", masks=OneMask(logo), recursive=True, force=True
    )
    assert actions(request) == {"a.png": "remove", "trip/a.png": "refused"}


def test_shards_share_the_photos_out(places: tuple[Path, Path]) -> None:
    source, target = places
    logo = write_mask(source / "logo.png")
    shared: list[str] = []
    for index in (1, 2, 3):
        request = BatchRequest(
            source=source,
            target=target,
            masks=OneMask(logo),
            recursive=True,
            shard=Shard(index, 3),
        )
        plan = plan_batch(request)
        assert plan.photos_in_all == 3
        shared += [item.photo.as_posix() for item in plan.items]
    assert sorted(shared) == ["a.jpg", "b.png", "sub/c.png"]


def test_names_do_not_depend_on_the_shard(tmp_path: Path) -> None:
    source, logo = tmp_path / "in", write_mask(tmp_path / "logo.png")
    for name in ("a.jpg", "a.png", "a.bmp", "b.jpg"):
        write_photo(source / name)
    outputs: list[str] = []
    for index in (1, 2):
        request = BatchRequest(
            source=source,
            target=tmp_path / "out",
            masks=OneMask(logo),
            format="png",
            shard=Shard(index, 2),
        )
        outputs += [item.output.as_posix() for item in plan_batch(request).items]
    assert sorted(outputs) == ["a.bmp.png", "a.jpg.png", "a.png.png", "b.png"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"source": Path("missing")}, UnreadablePhotoError),
        ({"masks": OneMask(Path("missing.png"))}, UnreadablePhotoError),
        ({"masks": MaskFolder(Path("missing"))}, UnreadablePhotoError),
        ({"name_pattern": "same"}, BadInputError),
        ({"format": "psd"}, BadInputError),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_done(
    change: dict[str, object], error: type[Exception], places: tuple[Path, Path]
) -> None:
    source, target = places
    with pytest.raises(error):
        plan_batch(BatchRequest(**{"source": source, "target": target, **change}))  # pyright: ignore
    assert not target.exists()


def test_folders_that_are_one_and_the_same_are_refused(places: tuple[Path, Path]) -> None:
    source, target = places
    with pytest.raises(BadInputError, match="folder of the photos"):
        plan_batch(BatchRequest(source=source, target=source / "sub" / ".."))
    with pytest.raises(BadInputError, match="masks lie"):
        plan_batch(BatchRequest(source=source, target=target, masks=MaskFolder(source)))


@pytest.mark.skipif(os.name == "nt", reason="links and raw bytes in names are POSIX")
def test_odd_files_fail_alone(places: tuple[Path, Path]) -> None:
    source, target = places
    logo = write_mask(source / "logo.png")
    (source / "dangling.png").symlink_to(source / "nothing.png")
    (source / "folder.png").mkdir()
    odd = os.fsdecode(b"odd \xff.png")
    write_photo(source / "odd.png").rename(source / odd)
    request = BatchRequest(source=source, target=target, masks=OneMask(logo))
    report = run_batch(plan_batch(request), workers=0, opener=MeanFill)
    found = {result.photo.name: result.status.value for result in report.results}
    assert found == {"a.jpg": "done", "b.png": "done", "dangling.png": "failed", odd: "done"}
    assert actions(request)[odd] == "unchanged"


def test_planning_changes_nothing_on_disk(places: tuple[Path, Path], tmp_path: Path) -> None:
    source, target = places
    before = tree(tmp_path)
    plan_batch(BatchRequest(source=source, target=target, recursive=True, force=True))
    assert tree(tmp_path) == before
