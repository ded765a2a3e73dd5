"""Which mask belongs to which picture, and how both are brought to size."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from moebius_core.errors import BadInputError, MaskSizeError
from moebius_core.geometry import Size
from moebius_core.training.evaluation.pairs import Case, DrawnMasks, Pair, View, find_pairs
from moebius_core.training.masks import MaskKind
from tests.fakes import write_mask, write_photo

MEDIUM = DrawnMasks(MaskKind.MEDIUM, 7)


def test_masks_lie_beside_the_pictures_or_in_a_folder_of_their_own(tmp_path: Path) -> None:
    for name in ("a.png", "trip/b.jpg"):
        write_photo(tmp_path / "photos" / name)
    write_mask(tmp_path / "photos" / "a_mask.png")
    write_mask(tmp_path / "masks" / "trip" / "b.png")

    beside = find_pairs(tmp_path / "photos")
    apart = find_pairs(tmp_path / "photos", tmp_path / "masks")

    assert [pair.name for pair in beside.pairs] == ["a.png"]
    assert dict(beside.unpaired) == {"trip/b.jpg": "It has no mask."}
    assert [pair.name for pair in apart.pairs] == ["trip/b.jpg"]
    assert set(apart.unpaired) == {"a.png", "a_mask.png"}


def test_masks_and_results_inside_the_pictures_folder_are_no_pictures(tmp_path: Path) -> None:
    write_photo(tmp_path / "a.png")
    write_photo(tmp_path / "out" / "pictures" / "b.png")
    write_mask(tmp_path / "masks" / "a.png")
    apart = find_pairs(tmp_path, tmp_path / "masks", left_out=[tmp_path / "out"])
    drawn = find_pairs(tmp_path, MEDIUM, left_out=[tmp_path / "out", tmp_path / "masks"])
    assert [pair.name for pair in apart.pairs] == [pair.name for pair in drawn.pairs] == ["a.png"]
    assert not apart.unpaired


def test_a_mask_without_a_picture_is_named(tmp_path: Path) -> None:
    write_photo(tmp_path / "a.png")
    write_mask(tmp_path / "a_mask.png")
    write_mask(tmp_path / "gone_mask.png")
    assert dict(find_pairs(tmp_path).unpaired) == {
        "gone_mask.png": "This mask belongs to no picture."
    }


def test_drawn_masks_need_no_files_and_leave_masks_that_are_there_out(tmp_path: Path) -> None:
    write_photo(tmp_path / "a.png")
    write_mask(tmp_path / "a_mask.png")
    found = find_pairs(tmp_path, MEDIUM)
    assert [(pair.name, pair.mask) for pair in found.pairs] == [("a.png", MEDIUM)]


@pytest.mark.parametrize("masks", [None, MEDIUM, Path("nowhere")])
def test_a_folder_without_pairs_is_refused(masks: Path | DrawnMasks | None, tmp_path: Path) -> None:
    with pytest.raises(BadInputError):
        find_pairs(tmp_path, masks)
    with pytest.raises(BadInputError, match="There is no folder"):
        find_pairs(tmp_path / "nowhere", masks)


def test_drawn_masks_depend_on_seed_and_name_alone() -> None:
    size = Size(90, 64)
    mask = MEDIUM.draw("a.png", size, (0.0, 1.0))
    assert mask.shape == (64, 90)
    assert set(np.unique(mask)) == {0, 255}
    np.testing.assert_array_equal(mask, MEDIUM.draw("a.png", size, (0.0, 1.0)))
    for other in (
        MEDIUM.draw("b.png", size, (0, 1)),
        DrawnMasks(MaskKind.MEDIUM).draw("a", size, (0, 1)),
    ):
        assert (mask != other).any()


def test_drawn_masks_cover_what_they_have_to() -> None:
    for name in "abc":
        mask = DrawnMasks(MaskKind.THICK).draw(name, Size(64, 64), (0.4, 0.5))
        assert 0.4 < (mask > 0).mean() <= 0.5
    with pytest.raises(BadInputError, match="covers 99% to 100%"):
        DrawnMasks(MaskKind.THIN).draw("a", Size(64, 64), (0.99, 1.0))


def test_as_they_are(tmp_path: Path) -> None:
    photo, mask = write_photo(tmp_path / "a.png"), write_mask(tmp_path / "m.png")
    case = Pair("a.png", photo, mask).open(View())
    assert case.image.shape == (40, 48, 3)
    assert np.count_nonzero(case.mask) == 6 * 5
    assert case.open(View(16)) is case


def test_the_middle_square_or_the_whole_picture_stretched(tmp_path: Path) -> None:
    pixels = np.zeros((40, 80, 3), np.uint8)
    pixels[:, 20:60] = 200  # the middle square
    (tmp_path / "a.png").write_bytes(b"")
    PIL.Image.fromarray(pixels).save(tmp_path / "a.png")
    mask = write_mask(tmp_path / "m.png", size=(80, 40), box=(40, 0, 40, 40))

    cut = Pair("a.png", tmp_path / "a.png", mask).open(View(20))
    whole = Pair("a.png", tmp_path / "a.png", mask).open(View(20, stretch=True))

    assert cut.image.min() == 200
    assert (cut.mask[:, :10] == 0).all()
    assert (cut.mask[:, 10:] == 255).all()
    assert whole.image[:, 0].max() < 5
    assert (whole.mask[:, 10:] == 255).all()
    assert (whole.mask[:, :10] == 0).all()


def test_a_mask_of_another_size_fits_a_square_alone(tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "a.png", size=(64, 64))
    mask = write_mask(tmp_path / "m.png", size=(32, 32), box=(0, 0, 16, 32))
    case = Pair("a.png", photo, mask).open(View(32))
    assert (case.mask[:, :16] == 255).all()
    assert (case.mask[:, 16:] == 0).all()
    with pytest.raises(MaskSizeError):
        Pair("a.png", photo, mask).open(View())


@pytest.mark.parametrize(
    ("box", "view", "told"),
    [
        ((0, 0, 0, 0), View(), "empty"),
        ((0, 0, 48, 40), View(), "white all over"),
        ((0, 0, 24, 40), View(hole=(0.1, 0.4)), "covers 50%, not 10% to 40%"),
    ],
)
def test_holes_that_do_not_count_are_refused(
    box: tuple[int, int, int, int], view: View, told: str, tmp_path: Path
) -> None:
    photo, mask = write_photo(tmp_path / "a.png"), write_mask(tmp_path / "m.png", box=box)
    with pytest.raises(BadInputError, match=told):
        Pair("a.png", photo, mask).open(view)


def test_too_small_for_ssim_is_refused(tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "a.png", size=(10, 40))
    with pytest.raises(BadInputError, match="smaller than 11 pixels"):
        Pair("a.png", photo, MEDIUM).open(View())


def test_soft_masks_are_cut_at_a_half(tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "a.png")
    grey = np.zeros((40, 48), np.uint8)
    grey[:10], grey[10:20] = 128, 127
    PIL.Image.fromarray(grey).save(tmp_path / "m.png")
    case: Case = Pair("a.png", photo, tmp_path / "m.png").open(View())
    assert (case.mask[:10] == 255).all()
    assert (case.mask[10:] == 0).all()
