"""Going on where a run stopped: nothing is done twice, nothing of others is replaced."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath

import pytest

from moebius_core.batch import (
    BatchRequest,
    OneMask,
    Recipe,
    Shard,
    plan_batch,
    run_batch,
)
from moebius_core.batch.manifest import Manifest, read_history
from moebius_core.errors import SaveError
from moebius_core.masks import parse_fit
from moebius_core.options import InpaintOptions
from moebius_core.photo import MetadataPolicy, SaveOptions
from tests.core.batch_runs import ALL_DONE, ALL_UNCHANGED, run, statuses, three_photos, with_
from tests.fakes import (
    MeanFill,
    write_mask,
    write_photo,
)


@pytest.fixture
def request_(tmp_path: Path) -> BatchRequest:
    return three_photos(tmp_path)


def test_nothing_is_done_twice(request_: BatchRequest) -> None:
    run(request_)
    times = {name: (request_.target / name).stat().st_mtime_ns for name in ALL_DONE}

    def never() -> MeanFill:
        raise AssertionError("no engine is needed")

    assert statuses(run(request_, opener=never)) == ALL_UNCHANGED
    assert times == {name: (request_.target / name).stat().st_mtime_ns for name in ALL_DONE}


def test_force_does_everything_again(request_: BatchRequest) -> None:
    run(request_)
    assert statuses(run(with_(request_, force=True))) == ALL_DONE


def test_a_changed_photo_is_done_again(request_: BatchRequest) -> None:
    run(request_)
    write_photo(request_.source / "b.png", seed=99)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_new_photo_is_done_and_the_others_are_not(request_: BatchRequest) -> None:
    run(request_)
    write_photo(request_.source / "d.png", seed=9)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "d.png": "done"}


def test_a_touched_photo_with_the_same_content_is_not_done_again(request_: BatchRequest) -> None:
    run(request_)
    os.utime(request_.source / "a.png", ns=(1, 1))
    assert statuses(run(request_)) == ALL_UNCHANGED


def test_a_photo_of_the_same_size_and_other_content_is_done_again(tmp_path: Path) -> None:
    photo = tmp_path / "in" / "a.bmp"  # as many bytes whatever it shows
    write_photo(photo, seed=1)
    request = BatchRequest(
        source=photo.parent,
        target=tmp_path / "out",
        masks=OneMask(write_mask(tmp_path / "m.png")),
        format="png",
    )
    run(request)
    write_photo(photo, seed=2)
    os.utime(photo, ns=(1, 1))
    assert statuses(run(request)) == {"a.bmp": "done"}


def test_a_changed_mask_is_noticed(request_: BatchRequest) -> None:
    run(request_)
    assert isinstance(request_.masks, OneMask)
    write_mask(request_.masks.path, box=(4, 4, 9, 3))
    assert statuses(run(request_)) == ALL_DONE


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(options=InpaintOptions(seed=1)),
        Recipe(options=InpaintOptions(grow=9)),
        Recipe(save=SaveOptions(metadata=MetadataPolicy.STRIP)),
        Recipe(save=SaveOptions(quality=50)),
        Recipe(fit=parse_fit("scale")),
        Recipe(engine="content-fill"),
    ],
)
def test_changed_options_are_noticed(recipe: Recipe, request_: BatchRequest) -> None:
    run(request_)
    assert statuses(run(with_(request_, recipe=recipe))) == ALL_DONE


def test_a_deleted_result_is_made_again(request_: BatchRequest) -> None:
    run(request_)
    (request_.target / "b.png").unlink()
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_result_that_somebody_edited_is_never_replaced(request_: BatchRequest) -> None:
    run(request_)
    edited = request_.target / "b.png"
    edited.write_bytes(b"edited by hand")
    changed = with_(request_, recipe=Recipe(options=InpaintOptions(seed=5)))
    assert statuses(run(changed)) == {**ALL_DONE, "b.png": "refused"}
    assert edited.read_bytes() == b"edited by hand"


def test_another_folders_photo_of_the_same_name_is_refused(
    request_: BatchRequest, tmp_path: Path
) -> None:
    run(request_)
    before = (request_.target / "a.png").read_bytes()
    write_photo(tmp_path / "other" / "a.png", seed=50)
    assert statuses(run(with_(request_, source=tmp_path / "other"))) == {"a.png": "refused"}
    assert (request_.target / "a.png").read_bytes() == before


def test_a_copy_of_everything_on_another_machine_goes_on(
    request_: BatchRequest, tmp_path: Path
) -> None:
    run(with_(request_, shard=Shard(1, 2)))
    for name in ("in", "out"):
        shutil.copytree(tmp_path / name, tmp_path / "elsewhere" / name)
    moved = with_(
        request_, source=tmp_path / "elsewhere" / "in", target=tmp_path / "elsewhere" / "out"
    )
    mine = {item.photo.as_posix() for item in plan_batch(with_(request_, shard=Shard(1, 2))).items}
    assert statuses(run(moved)) == {
        name: "unchanged" if name in mine else "done" for name in ALL_DONE
    }


def test_a_failed_photo_is_tried_again(request_: BatchRequest) -> None:
    good = (request_.source / "b.png").read_bytes()
    (request_.source / "b.png").write_bytes(b"not a picture")
    run(request_)
    (request_.source / "b.png").write_bytes(good)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_failed_photo_claims_no_file(request_: BatchRequest) -> None:
    (request_.source / "b.png").write_bytes(b"not a picture")
    run(request_)
    (request_.target / "b.png").write_bytes(b"mine")
    write_photo(request_.source / "b.png")
    assert statuses(run(request_))["b.png"] == "refused"
    assert (request_.target / "b.png").read_bytes() == b"mine"


def test_a_torn_line_spoils_neither_its_neighbours_nor_the_rerun(request_: BatchRequest) -> None:
    run(request_)
    manifest = request_.target / ".moebius-batch.json"
    torn = manifest.read_bytes()[:-40]  # the last photo's record is cut off
    manifest.write_bytes(torn)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "sub/c.png": "done"}
    assert statuses(run(request_)) == ALL_UNCHANGED


def test_lines_of_somebody_else_in_the_manifest_are_passed_over(request_: BatchRequest) -> None:
    run(request_)
    manifest = request_.target / ".moebius-batch.json"
    with manifest.open("ab") as file:
        file.write(b'7\n[]\n{"time": 1}\n{"time": 2, "event": "done"}\n\xff\xfe\n')
    assert statuses(run(request_)) == ALL_UNCHANGED


def test_two_runs_of_one_shard_do_not_write_one_manifest(tmp_path: Path) -> None:
    held = Manifest(tmp_path, Shard(1, 2))
    try:
        with pytest.raises(SaveError, match="Another batch"):
            Manifest(tmp_path, Shard(1, 2))
        Manifest(tmp_path, Shard(2, 2)).close()
    finally:
        held.close()
    Manifest(tmp_path, Shard(1, 2)).close()
    assert read_history(tmp_path).done == {}


def test_runs_that_share_the_folder_out_differently_exclude_each_other(tmp_path: Path) -> None:
    """Photo 5 of 1/2 may be photo 5 of 3/4."""
    for running, starting in (
        (Shard(1, 2), Shard(3, 4)),
        (Shard(1, 2), Shard()),
        (Shard(), Shard(1, 2)),
        (Shard(1, 12), Shard(1, 2)),
    ):
        held = Manifest(tmp_path, running)
        try:
            with pytest.raises(SaveError, match="in other parts"):
                Manifest(tmp_path, starting)
        finally:
            held.close()
        Manifest(tmp_path, starting).close()


def test_a_plan_serves_one_run(request_: BatchRequest) -> None:
    """Also where another run came between plan and run: its results would seem to be strangers'."""
    plan = plan_batch(request_)
    run_batch(plan, workers=0, opener=MeanFill)
    with pytest.raises(SaveError, match="since this one was planned"):
        run_batch(plan, workers=0, opener=MeanFill)
    assert statuses(run(request_)) == ALL_UNCHANGED


def test_what_a_crash_left_behind_is_known_as_ours(request_: BatchRequest) -> None:
    """Killed between saving and writing it down: the claim is there, the record is not."""
    run(request_)
    manifest = request_.target / ".moebius-batch.json"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:-1]))
    assert b'"start"' in lines[-2]
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "sub/c.png": "done"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_under_the_manifest_is_one_clear_error(request_: BatchRequest) -> None:
    plan = plan_batch(request_)
    request_.target.mkdir()
    (request_.target / ".moebius-batch.json").symlink_to("/dev/full")
    with pytest.raises(SaveError, match=r"finished photos.*cannot be written: No space"):
        run_batch(plan, workers=0, opener=MeanFill)


def test_half_a_line_does_not_swallow_the_next_one(tmp_path: Path) -> None:
    (tmp_path / ".moebius-batch.json").write_bytes(b'{"event": "sta')
    manifest = Manifest(tmp_path, Shard())
    manifest.start(PurePosixPath("a.jpg"), PurePosixPath("a.jpg"))
    manifest.close()
    assert read_history(tmp_path).claimed == {"a.jpg"}


def test_the_latest_line_counts_in_whichever_manifest_it_stands(request_: BatchRequest) -> None:
    run(request_)
    assert read_history(request_.target).done.keys() == ALL_DONE.keys()
    shard = Manifest(request_.target, Shard(1, 2))  # its file comes first in the folder
    shard.start(PurePosixPath("a.png"), PurePosixPath("a.png"))
    shard.close()
    history = read_history(request_.target)
    assert history.done.keys() == ALL_DONE.keys() - {"a.png"}
    assert history.claimed == {"a.png"}
