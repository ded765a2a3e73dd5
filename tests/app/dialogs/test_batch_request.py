"""What is filled in becomes a request; what was remembered comes back, or its default."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from app.dialogs.batch_preview import preview_of, preview_subject
from app.dialogs.batch_request import (
    BatchForm,
    MaskSource,
    checked_plan,
    current_mask_file,
    example_name,
    first_photo,
    suggested_target,
    to_request,
    what_is_missing,
    write_current_mask,
)
from app.dialogs.batch_texts import RowState, counts_line, duration, progress_line, reason_and_hint
from app.settings import Settings
from moebius_core.batch import (
    Action,
    MaskFolder,
    MasksBeside,
    OneMask,
    Status,
    TransparentParts,
)
from moebius_core.batch.pairing import MaskRule
from moebius_core.engines.selection import Device
from moebius_core.errors import BadInputError, MaskSizeError, MoebiusError
from moebius_core.masks import EXACT, SCALE, Fit, open_mask
from moebius_core.options import Quality
from moebius_core.photo import MetadataPolicy
from tests.fakes import read_pixels, write_cutout, write_mask, write_photo

FULL = BatchForm(source="photos", target="out")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (MaskSource.BESIDE, MasksBeside()),
        (MaskSource.FOLDER, MaskFolder(Path("masks"))),
        (MaskSource.ONE, OneMask(Path("logo.png"))),
        (MaskSource.ALPHA, TransparentParts()),
    ],
)
def test_each_place_of_masks_is_a_rule(source: MaskSource, rule: MaskRule) -> None:
    form = replace(FULL, masks=source.value, mask_folder="masks", mask_file="logo.png")
    assert to_request(form).masks == rule


def test_the_canvas_mask_goes_through_a_file_of_the_editor() -> None:
    mask = np.zeros((5, 7), np.uint8)
    mask[2, 3:] = (255, 128, 0, 9)
    path = write_current_mask(mask)
    assert to_request(replace(FULL, masks="current")).masks == OneMask(path)
    assert path == current_mask_file()
    assert (open_mask(path) == mask).all()


def test_a_canvas_mask_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(MoebiusError, match="mask cannot be kept"):
        write_current_mask(np.zeros((5, 7), np.uint8))


@pytest.mark.parametrize(
    ("fit", "anchor", "expected"),
    [
        ("exact", "top", EXACT),
        ("scale", "top", SCALE),
        ("anchor", "top-left", Fit(anchor=(0.0, 0.0))),
        ("anchor", "centre", Fit(anchor=(0.5, 0.5))),
        ("anchor", "bottom-right", Fit(anchor=(1.0, 1.0))),
    ],
)
def test_fit_rules(fit: str, anchor: str, expected: Fit) -> None:
    assert to_request(replace(FULL, fit=fit, anchor=anchor)).recipe.fit == expected


def test_everything_else_arrives_in_the_request() -> None:
    request = to_request(
        replace(
            FULL,
            source=" photos ",
            recursive=True,
            force=True,
            name_pattern="{stem}_clean",
            format="webp",
            quality=81,
            metadata="no-location",
            engine="content-fill",
            device="cpu",
            effort="best",
            grow=9,
            feather=0,
            context=2.5,
        )
    )
    recipe = request.recipe
    assert (request.source, request.target) == (Path("photos"), Path("out"))
    assert (request.recursive, request.force) == (True, True)
    assert (request.name_pattern, request.format) == ("{stem}_clean", "webp")
    assert (recipe.save.quality, recipe.save.metadata) == (81, MetadataPolicy.NO_LOCATION)
    assert (recipe.engine, recipe.device) == ("content-fill", Device.CPU)
    options = recipe.options
    assert (options.quality, options.grow, options.feather) == (Quality.BEST, 9, 0)
    assert options.context == 2.5


def test_the_files_own_quality_and_an_unknown_device() -> None:
    recipe = to_request(replace(FULL, quality=0, device="gone:7")).recipe
    assert recipe.save.quality is None
    assert recipe.device is Device.AUTO


def test_settings_are_the_first_offer() -> None:
    settings = Settings(quality="draft", grow=7, feather=1, context=0.5, metadata="strip")
    form = BatchForm.from_settings(replace(settings, save_quality=70))
    assert (form.effort, form.grow, form.feather, form.context) == ("draft", 7, 1, 0.5)
    assert (form.metadata, form.quality) == ("strip", 70)


def test_a_form_survives_json() -> None:
    form = replace(FULL, masks="one", mask_file="m.png", grow=11, context=2.0, recursive=True)
    assert BatchForm.from_json(form.as_json(), BatchForm()) == form
    assert BatchForm.from_json({**form.as_json(), "context": 2}, BatchForm()) == form


def test_damaged_memory_falls_back_to_the_default_field_by_field() -> None:
    bad = {
        "source": 3,
        "masks": "somewhere",
        "fit": None,
        "quality": 400,
        "grow": True,
        "context": "wide",
        "format": "exe",
        "recursive": "yes",
        "target": "kept",
        "stranger": [],
    }
    default = replace(BatchForm(), grow=5)
    assert BatchForm.from_json(bad, default) == replace(default, target="kept")
    for field in fields(BatchForm):
        assert BatchForm.from_json({field.name: {"a": 1}}, default) == default


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"source": " "}, "photos"),
        ({"target": ""}, "results"),
        ({"masks": "folder"}, "masks"),
        ({"masks": "one"}, "mask"),
        ({"masks": "current"}, "painted"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, str], word: str) -> None:
    assert word in what_is_missing(replace(FULL, **changes), has_current_mask=False)  # pyright: ignore[reportArgumentType]


def test_nothing_is_missing() -> None:
    assert what_is_missing(FULL, has_current_mask=False) == ""
    assert what_is_missing(replace(FULL, masks="current"), has_current_mask=True) == ""


@pytest.mark.parametrize(
    ("pattern", "format_name", "photo", "expected"),
    [
        ("{stem}", "keep", "a.jpg", "a.jpg"),
        ("{stem}_removed", "keep", "a.JPG", "a_removed.JPG"),
        ("x-{name}", "png", "a.jpg", "x-a.jpg.png"),
        ("{stem}", "keep", "raw.nef", "raw.png"),
        ("{stem}", "webp", "what", "photo.webp"),
    ],
)
def test_the_example_is_what_the_batch_would_write(
    pattern: str, format_name: str, photo: str, expected: str
) -> None:
    form = replace(FULL, name_pattern=pattern, format=format_name)
    assert example_name(form, photo) == expected


def test_a_pattern_without_the_photos_name_is_refused() -> None:
    with pytest.raises(BadInputError, match="every result the same"):
        example_name(replace(FULL, name_pattern="same"), "a.jpg")


def test_results_go_beside_the_photos() -> None:
    assert Path(suggested_target(str(Path("/p/holiday")))) == Path("/p/holiday_removed")
    assert suggested_target("") == suggested_target("  ") == ""
    assert suggested_target(str(Path("/"))) == ""


def test_the_first_photo_is_no_mask_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("a_mask.png", ".b.png", "notes.txt"):
        (tmp_path / name).touch()
    assert first_photo(str(tmp_path)) is None
    write_photo(tmp_path / "c.png")
    assert first_photo(str(tmp_path)) == tmp_path / "c.png"
    assert first_photo(str(tmp_path / "nowhere")) is None
    assert first_photo("") is None


def test_a_folder_without_photos_is_one_sentence(tmp_path: Path) -> None:
    form = BatchForm(source=str(tmp_path), target=str(tmp_path / "out"))
    with pytest.raises(BadInputError, match="no photos") as caught:
        checked_plan(form)
    assert "Also folders inside" in caught.value.hint


def test_rows_know_every_state_of_the_core() -> None:
    names = {state.value for state in RowState}
    assert {action.value for action in Action} | {status.value for status in Status} <= names


def test_reasons_speak_of_the_window_instead_of_the_command_line() -> None:
    told = reason_and_hint(
        "A file of that name exists that this batch did not make, or that was edited.",
        "Move it away, choose another output folder, or use --force to replace it.",
    )
    assert told.startswith("A file of that name exists")
    assert "--" not in told
    assert reason_and_hint("Only a reason.", "") == "Only a reason."


def _write_pair(folder: Path, size: tuple[int, int] = (48, 40)) -> None:
    write_photo(folder / "b.png", size=size)
    write_mask(folder / "b_mask.png", size=size)


def test_the_preview_shows_the_mask_over_the_first_photo_that_has_one(tmp_path: Path) -> None:
    write_photo(tmp_path / "a.png")
    _write_pair(tmp_path)
    form = BatchForm(source=str(tmp_path), name_pattern="unusable", target="")
    preview = preview_of(form, None, 48)
    assert preview is not None
    assert preview.name == "b.png"
    pixels = read_pixels(tmp_path / "b.png")
    changed = (preview.picture != pixels).any(axis=2)
    assert changed.any()
    assert set(zip(*changed.nonzero(), strict=True)) <= {
        (y, x) for y in range(16, 21) for x in range(20, 26)
    }
    small = preview_of(form, None, 24)
    assert small is not None
    assert small.picture.shape == (20, 24, 3)


def test_the_preview_takes_the_mask_painted_now_and_its_fit(tmp_path: Path) -> None:
    write_photo(tmp_path / "a.png")
    mask = np.full((5, 5), 255, np.uint8)
    form = BatchForm(source=str(tmp_path), masks="current", fit="anchor", anchor="top-left")
    preview = preview_of(form, mask, 48)
    assert preview is not None
    changed = (preview.picture != read_pixels(tmp_path / "a.png")).any(axis=2)
    assert changed[:5, :5].all()
    assert changed.sum() == 25
    with pytest.raises(MaskSizeError):
        preview_of(replace(form, fit="exact"), mask, 48)


def test_the_preview_of_transparent_parts_and_of_nothing(tmp_path: Path) -> None:
    write_cutout(tmp_path / "a.png")
    form = BatchForm(source=str(tmp_path), masks="alpha")
    assert preview_of(form, None, 48) is not None
    assert preview_of(replace(form, masks="beside"), None, 48) is None


def test_only_what_the_preview_shows_makes_a_new_one() -> None:
    assert preview_subject(FULL) == preview_subject(replace(FULL, grow=9, target="z"))
    for changes in ({"source": "q"}, {"masks": "alpha"}, {"fit": "scale"}, {"anchor": "top"}):
        assert preview_subject(FULL) != preview_subject(replace(FULL, **changes))


def test_times_and_sums_in_words() -> None:
    assert [duration(s) for s in (0.2, 40, 55, 200, 7500)] == [
        "1 s",
        "40 s",
        "1 min",
        "3 min",
        "2 h 5 min",
    ]
    assert (
        progress_line(37, 100, 1.25, 50.4) == "37 of 100 photos · 1.2 per second · about 50 s left"
    )
    assert progress_line(1, 2, 0.05, None) == "1 of 2 photos · 3.0 per minute"
    assert progress_line(2, 2, 0.0, 0.0) == "2 of 2 photos"
    assert counts_line({RowState.FAILED: 1, RowState.DONE: 3}) == "Saved: 3 · Failed: 1"
    assert counts_line({}) == "No photos"
