"""Samples: shapes and ranges, exact order, crops that keep the mask, damage that is counted."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from moebius_core.errors import BadInputError
from moebius_core.training import dataset
from moebius_core.training.dataset import Sample, Samples
from moebius_core.training.masks import MaskKind
from moebius_core.training.records import open_records
from tests.training.pictures import plain, write_greys, write_lines, write_png

SIDE = 32


def samples_of(*sources: Path, seed: int = 0) -> Samples:
    return Samples(open_records(*sources), side=SIDE, seed=seed)


def same(one: Sample, other: Sample) -> bool:
    arrays = zip(one[:3], other[:3], strict=True)
    return one[3:] == other[3:] and all(np.array_equal(a, b) for a, b in arrays)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_greys(tmp_path / "pictures", 12)


def test_a_sample_is_what_the_network_takes(folder: Path) -> None:
    for sample in samples_of(folder).epoch(0):
        grey = 10 * int(Path(sample.name).stem)
        assert sample.image.shape == (3, SIDE, SIDE)
        assert sample.image.dtype == sample.mask.dtype == np.float32
        assert np.allclose(sample.image, grey / 127.5 - 1, atol=1e-6)
        assert sample.mask.shape == (1, SIDE, SIDE)
        assert set(np.unique(sample.mask)) <= {0, 1}
        assert sample.mask.any()
        assert sample.ids.tolist() == list(range(10))
        assert sample.skipped == ()


def test_black_and_white_are_the_ends_of_the_range(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", plain(0))
    write_png(tmp_path / "b.png", plain(255))
    images = [sample.image for sample in samples_of(tmp_path).epoch(0)]
    assert sorted({float(image.min()) for image in images}) == [-1.0, 1.0]


def test_every_picture_comes_once_an_epoch_in_another_order(folder: Path) -> None:
    samples = samples_of(folder)

    orders = [[sample.name for sample in samples.epoch(epoch)] for epoch in range(3)]

    assert len({tuple(order) for order in orders}) == 3
    assert all(sorted(order) == sorted(orders[0]) for order in orders)
    assert len(set(orders[0])) == len(samples) == 12


def test_a_sample_can_be_made_again_without_those_before_it(folder: Path) -> None:
    whole = list(samples_of(folder).epoch(3))

    resumed = list(samples_of(folder).epoch(3, start=7))

    assert all(same(one, other) for one, other in zip(whole[7:], resumed, strict=True))
    assert same(samples_of(folder).sample(3, 2), whole[2])
    assert not any(
        same(one, other)
        for one, other in zip(whole, samples_of(folder, seed=1).epoch(3), strict=True)
    )


def test_damaged_files_are_left_out_and_counted(folder: Path) -> None:
    (folder / "3.png").write_bytes((folder / "3.png").read_bytes()[:60])
    (folder / "5.png").write_bytes(b"")
    broken = {str(folder / "3.png"), str(folder / "5.png")}
    samples = samples_of(folder)

    seen = list(samples.epoch(0))

    assert len(seen) == 12
    assert not {sample.name for sample in seen} & broken
    assert set(samples.skipped) == broken
    assert {name for sample in seen for name in sample.skipped} == broken
    assert all(reason.endswith(".") for reason in samples.skipped.values())
    again = samples_of(folder)  # that has not met the damaged ones yet
    assert all(same(again.sample(0, index), seen[index]) for index in reversed(range(12)))


def test_a_picture_with_one_damaged_mask_keeps_its_others(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", plain(1))
    write_png(tmp_path / "good.png", spot(48, 40, 24, 20))
    (tmp_path / "bad.png").write_bytes(b"no picture")
    lines = write_lines(
        tmp_path / "train.jsonl",
        *({"image": "a.png", "prompt": "foreground", "mask": m} for m in ("good.png", "bad.png")),
    )
    samples = samples_of(lines)

    assert all(sample.mask.any() for epoch in range(3) for sample in samples.epoch(epoch))
    assert list(samples.skipped) == [str(tmp_path / "a.png")]


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(BadInputError, match="None of the 1 pictures can be read"):
        samples_of(tmp_path).sample(0, 0)


def test_numbers_out_of_range_are_refused(folder: Path) -> None:
    with pytest.raises(IndexError):
        samples_of(folder).sample(0, 12)
    with pytest.raises(BadInputError, match="no pictures to train on"):
        Samples([])
    with pytest.raises(BadInputError, match="not 8"):
        Samples(open_records(folder), side=8)


def gradient(width: int, height: int) -> np.ndarray:
    """Red tells the column, green the row, so that a crop can be found again."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[..., 0] = np.arange(width)[None]
    pixels[..., 1] = np.arange(height)[:, None]
    return pixels


@pytest.mark.parametrize(("width", "height"), [(120, 32), (32, 120), (32, 32)])
def test_crops_are_squares_from_everywhere(tmp_path: Path, width: int, height: int) -> None:
    write_png(tmp_path / "a.png", gradient(width, height))
    samples = samples_of(tmp_path)

    starts, turned = set[tuple[int, int]](), set[bool]()
    for epoch in range(60):
        pixels = np.rint((samples.sample(epoch, 0).image + 1) * 127.5).astype(int)
        red, green = pixels[0, 0], pixels[1, :, 0]
        turned.add(bool(red[0] > red[-1]))
        starts.add((int(red.min()), int(green[0])))
        assert abs(np.diff(red)).tolist() == [1] * 31
        assert np.diff(green).tolist() == [1] * 31

    assert turned == {False, True}
    assert len(starts) > 20 if width != height else starts == {(0, 0)}


def test_pictures_are_resized_before_they_are_shown(tmp_path: Path) -> None:
    write_png(tmp_path / "large.png", plain(60, width=400, height=300))
    write_png(tmp_path / "small.png", plain(60, width=9, height=7))
    for sample in samples_of(tmp_path).epoch(0):
        assert np.allclose(sample.image, 60 / 127.5 - 1, atol=1e-6)


def spot(width: int, height: int, x: int, y: int) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (x, y), 4, 255, -1)
    return mask


def test_an_object_is_in_its_crop_and_takes_the_other_ids(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", gradient(250, 32))
    write_png(tmp_path / "m.png", spot(250, 32, 200, 16))
    lines = write_lines(
        tmp_path / "train.jsonl", {"image": "a.png", "prompt": "foreground", "mask": "m.png"}
    )
    samples = samples_of(lines)

    for epoch in range(30):
        sample = samples.sample(epoch, 0)
        columns = np.rint((sample.image[0] + 1) * 127.5)[sample.mask[0] > 0]
        assert len(columns)
        assert abs(columns - 200).max() <= 4 + 6  # its radius, and twice 3 grown
        assert sample.ids.tolist() == list(range(10, 20))


def test_half_of_the_background_is_intersected_with_other_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = list[np.ndarray]()

    def noted(mask: np.ndarray, other: np.ndarray) -> np.ndarray:
        calls.append(other)
        return np.minimum(mask, other)

    monkeypatch.setattr(dataset, "intersected", noted)
    write_png(tmp_path / "a.png", plain(1))
    write_png(tmp_path / "b.png", plain(2))
    write_png(tmp_path / "m.png", spot(60, 60, 30, 30))
    lines = write_lines(
        tmp_path / "train.jsonl",
        {"image": "a.png", "prompt": "background"},
        {"image": "b.png", "prompt": "foreground", "mask": "m.png"},
    )
    samples = samples_of(lines)

    for epoch in range(200):
        list(samples.epoch(epoch))

    assert len(calls) / 200 == pytest.approx(0.5, abs=0.1)
    assert all(other.shape == (SIDE, SIDE) and other[16, 16] == 255 for other in calls)


def test_a_scene_s_own_mask_is_taken_for_half_of_its_samples(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", plain(1, width=32, height=32))
    write_png(tmp_path / "m.png", spot(32, 32, 16, 16))
    lines = write_lines(tmp_path / "train.jsonl", {"image": "a.png", "mask": "m.png"})
    samples = Samples(open_records(lines), side=SIDE, kind=MaskKind.THIN)

    own = [
        sample.mask[0, 16, 16] == 1 and sample.mask[0, :4].max() == 0
        for sample in (samples.sample(epoch, 0) for epoch in range(200))
    ]

    assert np.mean(own) == pytest.approx(0.5, abs=0.12)


def test_a_mask_of_another_size_is_stretched(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", plain(1, width=64, height=64))
    write_png(tmp_path / "m.png", spot(32, 32, 8, 8))
    lines = write_lines(
        tmp_path / "train.jsonl", {"image": "a.png", "prompt": "foreground", "mask": "m.png"}
    )
    rows, columns = np.nonzero(samples_of(lines).sample(0, 0).mask[0])
    assert rows.mean() == pytest.approx(8, abs=1)
    assert min(abs(columns.mean() - 8), abs(columns.mean() - 23)) < 1


def test_views_come_in_turn_with_noise_of_their_own(tmp_path: Path) -> None:
    samples = Samples(open_records(write_greys(tmp_path, 3)), side=128, views=2)

    epochs = [{s.name: s for s in samples.epoch(number)} for number in range(4)]

    for name in epochs[0]:
        first, second, third, fourth = (epoch[name] for epoch in epochs)
        assert np.array_equal(first.mask, third.mask)
        assert np.array_equal(second.mask, fourth.mask)
        assert not np.array_equal(first.mask, second.mask)
        assert len({first.seed, second.seed, third.seed, fourth.seed}) == 4
