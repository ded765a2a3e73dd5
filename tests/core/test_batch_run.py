"""Running, resuming and reporting; in this process, with quick engines."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path, PurePosixPath

import numpy as np
import PIL.Image
import pytest

from moebius_core.batch import (
    BatchControl,
    BatchEvent,
    BatchReport,
    BatchRequest,
    ItemDone,
    ItemStarted,
    OneMask,
    Recipe,
    Shard,
    Status,
    TransparentParts,
    plan_batch,
    run_batch,
)
from moebius_core.batch.manifest import Manifest, read_history
from moebius_core.errors import MoebiusError, SaveError, UnreadablePhotoError
from moebius_core.masks import parse_fit
from moebius_core.options import InpaintOptions
from moebius_core.photo import MetadataPolicy, SaveOptions
from tests.fakes import (
    FailingOnRed,
    MeanFill,
    SelfCancellingFill,
    read_pixels,
    write_cutout,
    write_mask,
    write_photo,
)

Request = BatchRequest


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Three photos and one mask for all."""
    for number, name in enumerate(("a.png", "b.png", "sub/c.png")):
        write_photo(tmp_path / "in" / name, seed=number)
    logo = write_mask(tmp_path / "logo.png")
    return BatchRequest(
        source=tmp_path / "in", target=tmp_path / "out", masks=OneMask(logo), recursive=True
    )


def run(request: Request, **options: object) -> BatchReport:
    settings: dict[str, object] = {"workers": 0, "opener": MeanFill, **options}
    return run_batch(plan_batch(request), **settings)  # pyright: ignore


def statuses(report: BatchReport) -> dict[str, str]:
    return {result.photo.as_posix(): result.status.value for result in report.results}


def with_(request: Request, **changes: object) -> Request:
    import dataclasses

    return dataclasses.replace(request, **changes)  # pyright: ignore


ALL_DONE = {"a.png": "done", "b.png": "done", "sub/c.png": "done"}
ALL_UNCHANGED = dict.fromkeys(ALL_DONE, "unchanged")


def test_every_photo_is_done_and_the_tree_mirrored(request_: Request) -> None:
    report = run(request_)
    assert statuses(report) == ALL_DONE
    for name in ALL_DONE:
        before = read_pixels(request_.source / name)
        changed = (before != read_pixels(request_.target / name)).any(axis=2)
        assert changed[16:21, 20:26].any()
        assert not changed[:8].any()
    assert not report.interrupted
    assert not report.has_failures


def test_nothing_is_done_twice(request_: Request) -> None:
    run(request_)
    times = {name: (request_.target / name).stat().st_mtime_ns for name in ALL_DONE}

    def never() -> MeanFill:
        raise AssertionError("no engine is needed")

    assert statuses(run(request_, opener=never)) == ALL_UNCHANGED
    assert times == {name: (request_.target / name).stat().st_mtime_ns for name in ALL_DONE}


def test_force_does_everything_again(request_: Request) -> None:
    run(request_)
    assert statuses(run(with_(request_, force=True))) == ALL_DONE


def test_a_changed_photo_is_done_again(request_: Request) -> None:
    run(request_)
    write_photo(request_.source / "b.png", seed=99)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_new_photo_is_done_and_the_others_are_not(request_: Request) -> None:
    run(request_)
    write_photo(request_.source / "d.png", seed=9)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "d.png": "done"}


def test_a_touched_photo_with_the_same_content_is_not_done_again(request_: Request) -> None:
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


def test_a_changed_mask_is_noticed(request_: Request) -> None:
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
def test_changed_options_are_noticed(recipe: Recipe, request_: Request) -> None:
    run(request_)
    assert statuses(run(with_(request_, recipe=recipe))) == ALL_DONE


def test_a_deleted_result_is_made_again(request_: Request) -> None:
    run(request_)
    (request_.target / "b.png").unlink()
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_result_that_somebody_edited_is_never_replaced(request_: Request) -> None:
    run(request_)
    edited = request_.target / "b.png"
    edited.write_bytes(b"edited by hand")
    changed = with_(request_, recipe=Recipe(options=InpaintOptions(seed=5)))
    assert statuses(run(changed)) == {**ALL_DONE, "b.png": "refused"}
    assert edited.read_bytes() == b"edited by hand"


def test_another_folders_photo_of_the_same_name_is_refused(
    request_: Request, tmp_path: Path
) -> None:
    run(request_)
    before = (request_.target / "a.png").read_bytes()
    write_photo(tmp_path / "other" / "a.png", seed=50)
    assert statuses(run(with_(request_, source=tmp_path / "other"))) == {"a.png": "refused"}
    assert (request_.target / "a.png").read_bytes() == before


def test_a_copy_of_everything_on_another_machine_goes_on(request_: Request, tmp_path: Path) -> None:
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


def test_one_bad_photo_never_ends_the_run(request_: Request) -> None:
    (request_.source / "b.png").write_bytes(b"not a picture")
    write_photo(request_.source / "red.png", red=True)
    report = run(request_, opener=FailingOnRed)
    assert statuses(report) == {
        "a.png": "done",
        "b.png": "failed",
        "red.png": "failed",
        "sub/c.png": "done",
    }
    reasons = {result.photo.name: result.reason for result in report.results}
    assert "b.png" in reasons["b.png"]
    assert "dislikes red" in reasons["red.png"]
    assert report.has_failures
    assert not (request_.target / "b.png").exists()


def test_a_failed_photo_is_tried_again(request_: Request) -> None:
    good = (request_.source / "b.png").read_bytes()
    (request_.source / "b.png").write_bytes(b"not a picture")
    run(request_)
    (request_.source / "b.png").write_bytes(good)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "b.png": "done"}


def test_a_failed_photo_claims_no_file(request_: Request) -> None:
    (request_.source / "b.png").write_bytes(b"not a picture")
    run(request_)
    (request_.target / "b.png").write_bytes(b"mine")
    write_photo(request_.source / "b.png")
    assert statuses(run(request_))["b.png"] == "refused"
    assert (request_.target / "b.png").read_bytes() == b"mine"


def test_photos_of_other_sizes_fail_unless_a_fit_rule_is_given(request_: Request) -> None:
    write_photo(request_.source / "b.png", size=(60, 50))
    assert statuses(run(request_)) == {**ALL_DONE, "b.png": "failed"}
    fitted = with_(request_, recipe=Recipe(fit=parse_fit("anchor=bottom-right")))
    assert statuses(run(fitted)) == ALL_DONE
    before = read_pixels(request_.source / "b.png")
    changed = (before != read_pixels(request_.target / "b.png")).any(axis=2)
    assert changed[16 + 10 : 21 + 10, 20 + 12 : 26 + 12].all(axis=None)


def test_an_unreadable_mask_for_all_is_one_clear_error(request_: Request) -> None:
    assert isinstance(request_.masks, OneMask)
    request_.masks.path.write_bytes(b"nothing")
    with pytest.raises(MoebiusError):
        run(request_)
    assert not request_.target.exists()


def test_transparent_parts_are_filled_and_opaque_photos_left_out(tmp_path: Path) -> None:
    write_cutout(tmp_path / "in" / "a.png")
    write_photo(tmp_path / "in" / "b.png")
    request = BatchRequest(
        source=tmp_path / "in", target=tmp_path / "out", masks=TransparentParts()
    )
    opaque = np.full((8, 8, 4), 255, np.uint8)
    PIL.Image.fromarray(opaque).save(tmp_path / "in" / "c.png")
    report = run(request)
    assert statuses(report) == {"a.png": "done", "b.png": "no mask", "c.png": "no mask"}
    assert not report.has_failures
    with PIL.Image.open(tmp_path / "out" / "a.png") as saved:
        assert saved.mode == "RGB"
    assert statuses(run(request))["a.png"] == "unchanged"


def test_format_names_and_colliding_stems(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png", "b.bmp"):
        write_photo(tmp_path / "in" / name)
    request = BatchRequest(
        source=tmp_path / "in",
        target=tmp_path / "out",
        masks=OneMask(write_mask(tmp_path / "m.png")),
        format="jpg",
        name_pattern="{stem}_new",
    )
    assert run(request).counts[Status.DONE] == 3
    made = {path.name for path in (tmp_path / "out").glob("*.jpg")}
    assert made == {"a.jpg_new.jpg", "a.png_new.jpg", "b_new.jpg"}
    for name in made:
        with PIL.Image.open(tmp_path / "out" / name) as saved:
            assert saved.format == "JPEG"


def test_a_photo_with_the_wrong_extension_gets_the_right_one_once(tmp_path: Path) -> None:
    write_photo(tmp_path / "in" / "real.jpg").rename(tmp_path / "in" / "a.png")
    request = BatchRequest(
        source=tmp_path / "in",
        target=tmp_path / "out",
        masks=OneMask(write_mask(tmp_path / "m.png")),
    )
    report = run(request)
    assert report.results[0].output.as_posix() == "a.png.jpg"
    with PIL.Image.open(tmp_path / "out" / "a.png.jpg") as saved:
        assert saved.format == "JPEG"
    assert statuses(run(request)) == {"a.png": "unchanged"}
    assert statuses(run(with_(request, force=True))) == {"a.png": "done"}


def test_metadata_policy_reaches_the_files(tmp_path: Path) -> None:
    exif = PIL.Image.Exif()
    exif[0x010E] = "a day at the sea"
    (tmp_path / "in").mkdir()
    pixels = read_pixels(write_photo(tmp_path / "b.png"))
    PIL.Image.fromarray(pixels).save(tmp_path / "in" / "a.jpg", exif=exif)
    request = BatchRequest(
        source=tmp_path / "in",
        target=tmp_path / "out",
        masks=OneMask(write_mask(tmp_path / "m.png")),
        recipe=Recipe(save=SaveOptions(metadata=MetadataPolicy.STRIP)),
    )
    run(request)
    with PIL.Image.open(tmp_path / "out" / "a.jpg") as saved:
        assert 0x010E not in saved.getexif()


def test_stop_ends_after_the_current_photo_and_the_rest_goes_on_later(request_: Request) -> None:
    control = BatchControl()

    def after_the_first(event: BatchEvent) -> None:
        if isinstance(event, ItemDone):
            control.stop()

    report = run(request_, control=control, on_event=after_the_first)
    assert statuses(report) == {"a.png": "done", "b.png": "not run", "sub/c.png": "not run"}
    assert report.interrupted
    assert statuses(run(request_)) == {**ALL_DONE, "a.png": "unchanged"}


def test_abort_leaves_nothing_of_the_current_photo(request_: Request) -> None:
    control = BatchControl()
    report = run(request_, control=control, opener=lambda: SelfCancellingFill(control.token))
    assert statuses(report) == dict.fromkeys(ALL_DONE, "not run")
    assert report.interrupted
    assert [path.name for path in request_.target.rglob("*")] == [".moebius-batch.json"]


def test_pause_starts_nothing_until_it_is_resumed(request_: Request) -> None:
    control = BatchControl()
    seen: list[str] = []
    running = iter(range(1000))

    class Clock:
        """Resumes when the paused loop comes to rest the third time."""

        def sleep(self, _seconds: float) -> None:
            seen.append("rest")
            if next(running) == 2:
                control.resume()

    def note(event: BatchEvent) -> None:
        if isinstance(event, ItemStarted):
            seen.append(event.item.photo.as_posix())
        if isinstance(event, ItemDone) and event.finished == 1:
            control.pause()

    from moebius_core.batch import run as run_module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module.time, "sleep", Clock().sleep)
        report = run(request_, control=control, on_event=note)
    assert seen == ["a.png", "rest", "rest", "rest", "b.png", "sub/c.png"]
    assert statuses(report) == ALL_DONE


def test_events_tell_how_far_it_is(request_: Request) -> None:
    events: list[BatchEvent] = []
    run(request_, on_event=events.append)
    ends = [event for event in events if isinstance(event, ItemDone)]
    assert [(event.finished, event.total) for event in ends] == [(1, 3), (2, 3), (3, 3)]
    assert [event.overall for event in ends] == pytest.approx([1 / 3, 2 / 3, 1])
    assert ends[-1].remaining_s == 0
    assert all(event.photos_per_second > 0 for event in ends)
    overall = [event.overall for event in events if not isinstance(event, ItemStarted)]
    assert overall == sorted(overall)


def test_the_report_names_every_photo_with_its_reason(request_: Request, tmp_path: Path) -> None:
    (request_.source / "b.png").write_bytes(b"not a picture")
    report = run(request_)
    report.write(tmp_path / "report.json")
    saved = json.loads((tmp_path / "report.json").read_text())
    assert saved == json.loads(json.dumps(report.as_json()))
    assert saved["counts"]["done"] == 2
    assert saved["counts"]["failed"] == 1
    items = {item["photo"]: item for item in saved["items"]}
    assert items["a.png"].keys() == {
        *("photo", "mask", "output", "status", "reason", "hint", "notes", "seconds")
    }
    assert items["b.png"]["reason"]
    table = report.summary()
    assert "2  saved" in table
    assert "1  failed" in table
    assert f"b.png: {items['b.png']['reason']}" in table


def test_a_torn_line_spoils_neither_its_neighbours_nor_the_rerun(request_: Request) -> None:
    run(request_)
    manifest = request_.target / ".moebius-batch.json"
    torn = manifest.read_bytes()[:-40]  # the last photo's record is cut off
    manifest.write_bytes(torn)
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "sub/c.png": "done"}
    assert statuses(run(request_)) == ALL_UNCHANGED


def test_lines_of_somebody_else_in_the_manifest_are_passed_over(request_: Request) -> None:
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


def test_what_a_crash_left_behind_is_known_as_ours(request_: Request) -> None:
    """Killed between saving and writing it down: the claim is there, the record is not."""
    run(request_)
    manifest = request_.target / ".moebius-batch.json"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:-1]))
    assert b'"start"' in lines[-2]
    assert statuses(run(request_)) == {**ALL_UNCHANGED, "sub/c.png": "done"}


def test_an_output_folder_that_cannot_be_made_is_a_clear_error(
    request_: Request, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MoebiusError):
        run(with_(request_, target=tmp_path / "file" / "out"))


def test_a_photo_that_vanishes_before_its_turn_fails_alone(request_: Request) -> None:
    plan = plan_batch(request_)
    (request_.source / "a.png").unlink()
    report = run_batch(plan, workers=0, opener=MeanFill)
    assert statuses(report) == {**ALL_DONE, "a.png": "failed"}
    assert UnreadablePhotoError.__name__ not in report.results[0].reason


def test_an_empty_mask_saves_the_photo_and_says_so(request_: Request) -> None:
    assert isinstance(request_.masks, OneMask)
    write_mask(request_.masks.path, box=(0, 0, 0, 0))
    report = run(request_)
    assert statuses(report) == ALL_DONE
    assert report.notes() == [("The mask is empty, so nothing was removed.", 3)]


def test_a_hint_that_many_photos_share_is_printed_once(request_: Request) -> None:
    for number, name in enumerate(ALL_DONE):
        write_photo(request_.source / name, size=(60 + number, 50))
    table = run(request_).summary()
    assert table.count("The mask is 48") == 3
    assert table.count("Give a fit rule") == 1


def test_a_long_list_of_reasons_is_cut(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number:02}.png").write_bytes(b"broken")
    mask = OneMask(write_mask(tmp_path / "m.png"))
    report = run(BatchRequest(source=tmp_path / "in", target=tmp_path / "out", masks=mask))
    assert "and 5 more" in report.summary()
    assert "24.png" not in report.summary()


def test_a_file_that_appears_while_the_batch_runs_is_not_replaced(request_: Request) -> None:
    plan = plan_batch(request_)
    request_.target.mkdir()
    (request_.target / "b.png").write_bytes(b"mine")
    report = run_batch(plan, workers=0, opener=MeanFill)
    assert statuses(report) == {**ALL_DONE, "b.png": "failed"}
    assert (request_.target / "b.png").read_bytes() == b"mine"


def test_a_mask_that_changes_while_the_batch_runs_is_read_again(request_: Request) -> None:
    assert isinstance(request_.masks, OneMask)
    path = request_.masks.path

    def change(event: BatchEvent) -> None:
        if isinstance(event, ItemDone) and event.finished == 1:
            write_mask(path, box=(2, 2, 3, 30))

    run(request_, on_event=change)
    before = read_pixels(request_.source / "b.png")
    changed = (before != read_pixels(request_.target / "b.png")).any(axis=2)
    assert changed[2:32, 2:5].any()
    assert not changed[16:21, 20:26].any()


def test_half_a_line_does_not_swallow_the_next_one(tmp_path: Path) -> None:
    (tmp_path / ".moebius-batch.json").write_bytes(b'{"event": "sta')
    manifest = Manifest(tmp_path, Shard())
    manifest.start(PurePosixPath("a.jpg"), PurePosixPath("a.jpg"))
    manifest.close()
    assert read_history(tmp_path).claimed == {"a.jpg"}


def test_the_latest_line_counts_in_whichever_manifest_it_stands(request_: Request) -> None:
    run(request_)
    assert read_history(request_.target).done.keys() == ALL_DONE.keys()
    shard = Manifest(request_.target, Shard(1, 2))  # its file comes first in the folder
    shard.start(PurePosixPath("a.png"), PurePosixPath("a.png"))
    shard.close()
    history = read_history(request_.target)
    assert history.done.keys() == ALL_DONE.keys() - {"a.png"}
    assert history.claimed == {"a.png"}
