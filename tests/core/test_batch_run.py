"""Running and reporting; in this process, with quick engines."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from moebius_core.batch import (
    BatchControl,
    BatchEvent,
    BatchRequest,
    ItemDone,
    ItemProgress,
    ItemStarted,
    OneMask,
    Recipe,
    Status,
    TransparentParts,
    plan_batch,
    run_batch,
)
from moebius_core.batch.pace import Pace
from moebius_core.errors import MoebiusError, UnreadablePhotoError
from moebius_core.masks import parse_fit
from moebius_core.photo import MetadataPolicy, SaveOptions
from tests.core.batch_runs import ALL_DONE, run, statuses, three_photos, with_
from tests.fakes import (
    FailingOnRed,
    MeanFill,
    SelfCancellingFill,
    read_pixels,
    write_cutout,
    write_mask,
    write_photo,
)


@pytest.fixture
def request_(tmp_path: Path) -> BatchRequest:
    return three_photos(tmp_path)


def test_every_photo_is_done_and_the_tree_mirrored(request_: BatchRequest) -> None:
    report = run(request_)
    assert statuses(report) == ALL_DONE
    for name in ALL_DONE:
        before = read_pixels(request_.source / name)
        changed = (before != read_pixels(request_.target / name)).any(axis=2)
        assert changed[16:21, 20:26].any()
        assert not changed[:8].any()
    assert not report.interrupted
    assert not report.has_failures


def test_one_bad_photo_never_ends_the_run(request_: BatchRequest) -> None:
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


def test_photos_of_other_sizes_fail_unless_a_fit_rule_is_given(request_: BatchRequest) -> None:
    write_photo(request_.source / "b.png", size=(60, 50))
    assert statuses(run(request_)) == {**ALL_DONE, "b.png": "failed"}
    fitted = with_(request_, recipe=Recipe(fit=parse_fit("anchor=bottom-right")))
    assert statuses(run(fitted)) == ALL_DONE
    before = read_pixels(request_.source / "b.png")
    changed = (before != read_pixels(request_.target / "b.png")).any(axis=2)
    assert changed[16 + 10 : 21 + 10, 20 + 12 : 26 + 12].all(axis=None)


def test_an_unreadable_mask_for_all_is_one_clear_error(request_: BatchRequest) -> None:
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


def test_stop_ends_after_the_current_photo_and_the_rest_goes_on_later(
    request_: BatchRequest,
) -> None:
    control = BatchControl()

    def after_the_first(event: BatchEvent) -> None:
        if isinstance(event, ItemDone):
            control.stop()

    report = run(request_, control=control, on_event=after_the_first)
    assert statuses(report) == {"a.png": "done", "b.png": "not run", "sub/c.png": "not run"}
    assert report.interrupted
    assert statuses(run(request_)) == {**ALL_DONE, "a.png": "unchanged"}


def test_abort_leaves_nothing_of_the_current_photo(request_: BatchRequest) -> None:
    control = BatchControl()
    report = run(request_, control=control, opener=lambda: SelfCancellingFill(control.token))
    assert statuses(report) == dict.fromkeys(ALL_DONE, "not run")
    assert report.interrupted
    assert [path.name for path in request_.target.rglob("*")] == [".moebius-batch.json"]


def test_pause_starts_nothing_until_it_is_resumed(request_: BatchRequest) -> None:
    control = BatchControl()
    seen: list[str] = []
    running = iter(range(1000))
    hours = [time.monotonic()]

    class Clock:
        """Resumes when the paused loop comes to rest the third time."""

        def sleep(self, _seconds: float) -> None:
            seen.append("rest")
            hours.append(3600.0)
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
        patch.setattr(run_module, "Pace", lambda: Pace(lambda: sum(hours)))
        report = run(request_, control=control, on_event=note)
    assert report.seconds < 1000  # a pause is no work
    assert seen == ["a.png", "rest", "rest", "rest", "b.png", "sub/c.png"]
    assert statuses(report) == ALL_DONE


def test_events_tell_how_far_it_is(request_: BatchRequest) -> None:
    events: list[BatchEvent] = []
    run(request_, on_event=events.append)
    ends = [event for event in events if isinstance(event, ItemDone)]
    assert [(event.finished, event.total) for event in ends] == [(1, 3), (2, 3), (3, 3)]
    assert [event.overall for event in ends] == pytest.approx([1 / 3, 2 / 3, 1])
    assert ends[-1].remaining_s == 0
    moves = [event for event in events if isinstance(event, ItemProgress) and event.overall]
    assert moves
    assert all(event.remaining_s and event.remaining_s > 0 for event in moves if event.overall < 1)
    assert all(event.photos_per_second > 0 for event in ends)
    overall = [event.overall for event in events if not isinstance(event, ItemStarted)]
    assert overall == sorted(overall)


def test_the_report_names_every_photo_with_its_reason(
    request_: BatchRequest, tmp_path: Path
) -> None:
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


def test_an_output_folder_that_cannot_be_made_is_a_clear_error(
    request_: BatchRequest, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MoebiusError):
        run(with_(request_, target=tmp_path / "file" / "out"))


def test_a_photo_that_vanishes_before_its_turn_fails_alone(request_: BatchRequest) -> None:
    plan = plan_batch(request_)
    (request_.source / "a.png").unlink()
    report = run_batch(plan, workers=0, opener=MeanFill)
    assert statuses(report) == {**ALL_DONE, "a.png": "failed"}
    assert UnreadablePhotoError.__name__ not in report.results[0].reason


def test_an_empty_mask_saves_the_photo_and_says_so(request_: BatchRequest) -> None:
    assert isinstance(request_.masks, OneMask)
    write_mask(request_.masks.path, box=(0, 0, 0, 0))
    report = run(request_)
    assert statuses(report) == ALL_DONE
    assert report.notes() == [("The mask is empty, so nothing was removed.", 3)]


def test_a_hint_that_many_photos_share_is_printed_once(request_: BatchRequest) -> None:
    for number, name in enumerate(ALL_DONE):
        write_photo(request_.source / name, size=(60 + number, 50))
    table = run(request_).summary()
    assert table.count("The mask is 48") == 3
    assert table.count("Give a fit rule") == 1


def test_each_hint_stands_below_the_photos_it_is_for(request_: BatchRequest) -> None:
    write_photo(request_.source / "a.png", size=(60, 50))
    (request_.source / "b.png").write_bytes(b"not a picture")
    request_.target.mkdir()
    (request_.target / "sub").mkdir()
    (request_.target / "sub" / "c.png").write_bytes(b"mine")
    lines = run(request_).summary().splitlines()
    for photo, hint in (("a.png", "Give a fit rule"), ("b.png", "Known are"), ("c.png", "--force")):
        place = next(number for number, line in enumerate(lines) if f"{photo}:" in line)
        assert hint in lines[place + 1]


def test_a_long_list_of_reasons_is_cut(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number:02}.png").write_bytes(b"broken")
    mask = OneMask(write_mask(tmp_path / "m.png"))
    report = run(BatchRequest(source=tmp_path / "in", target=tmp_path / "out", masks=mask))
    assert "and 5 more" in report.summary()
    assert "24.png" not in report.summary()


def test_a_file_that_appears_while_the_batch_runs_is_not_replaced(request_: BatchRequest) -> None:
    plan = plan_batch(request_)
    request_.target.mkdir()
    (request_.target / "b.png").write_bytes(b"mine")
    report = run_batch(plan, workers=0, opener=MeanFill)
    assert statuses(report) == {**ALL_DONE, "b.png": "failed"}
    assert (request_.target / "b.png").read_bytes() == b"mine"


def test_a_mask_that_changes_while_the_batch_runs_is_read_again(request_: BatchRequest) -> None:
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
