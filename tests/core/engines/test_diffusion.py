"""The diffusion engine as an engine: what it uses, keeps, repeats and reports."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest

from moebius_core.arrays import Image, Mask
from moebius_core.engines.diffusion import DiffusionEngine, DiffusionSettings, settings_for
from moebius_core.engines.diffusion.settings import PRESETS, Solver, Start
from moebius_core.engines.engine import FILL, UNKNOWN
from moebius_core.errors import BadInputError, NothingToKeepError
from moebius_core.inpaint import inpaint
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.sampling import DdimSchedule, MultistepSchedule
from tests.core.cases import noise_photo
from tests.fakes import FakeDiffusion, StandingStill

SIZES = [(64, 64), (150, 150), (40, 40), (64, 30), (200, 90)]


def photo(width: int = 64, height: int = 64) -> Image:
    """Warm grey with some noise."""
    pixels = noise_photo(width, height).astype(np.float32) / 255
    return (np.array([150, 120, 90]) + 20 * pixels).astype(np.uint8)


def hole(width: int = 64, height: int = 64) -> Mask:
    mask = np.zeros((height, width), np.uint8)
    mask[height // 3 : 2 * height // 3, width // 3 : 2 * width // 3] = FILL
    return mask


def fill(
    image: Image,
    mask: Mask,
    *,
    backend: FakeDiffusion | None = None,
    progress: Progress | None = None,
    **options: object,
) -> Image:
    engine = DiffusionEngine("moebius:fake", backend or FakeDiffusion())
    return engine.fill(image, mask, InpaintOptions(**options), progress or Progress())  # type: ignore[arg-type]


def test_it_says_what_it_is() -> None:
    engine = DiffusionEngine("moebius:fake", FakeDiffusion(precision="bf16"))

    assert engine.info.name == "moebius:fake"
    assert (engine.info.device, engine.info.precision) == ("cpu", "bf16")
    assert engine.info.region_px == 64
    assert engine.notes == ()


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_hole_takes_the_colour_of_what_is_around(
    width: int, height: int, quality: Quality
) -> None:
    image, mask = photo(width, height), hole(width, height)
    before = image.copy(), mask.copy()

    result = fill(image, mask, quality=quality)

    assert result.shape == image.shape
    assert result.dtype == np.uint8
    inside = result[mask > 0].astype(float)
    assert np.abs(inside.mean(axis=0) - image[mask == 0].mean(axis=0)).max() < 15
    np.testing.assert_array_equal(image, before[0])
    np.testing.assert_array_equal(mask, before[1])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_away_from_the_hole_stands_the_photo(width: int, height: int) -> None:
    image, mask = photo(width, height), np.zeros((height, width), np.uint8)
    mask[4:9, 3:8] = FILL

    result = fill(image, mask)

    np.testing.assert_array_equal(result[21:], image[21:])
    np.testing.assert_array_equal(result[:, 20:], image[:, 20:])
    assert (result != image).any()


@pytest.mark.parametrize("quality", Quality)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_under_the_mask_has_no_influence(width: int, height: int, quality: Quality) -> None:
    image, mask = photo(width, height), hole(width, height)
    mask[: height // 4, : width // 4] = UNKNOWN
    other = image.copy()
    other[mask > 0] = 255 - other[mask > 0]

    result, result_other = fill(image, mask, quality=quality), fill(other, mask, quality=quality)

    filled = mask != UNKNOWN
    np.testing.assert_array_equal(result[filled], result_other[filled])


@pytest.mark.parametrize("start", Start)
def test_no_start_knows_what_is_under_the_mask(start: Start) -> None:
    settings = DiffusionSettings(start=start, steps=4)
    image, mask = photo(), hole()
    other = np.where(mask[..., None] > 0, 0, image).astype(np.uint8)

    results = [
        DiffusionEngine("fake", FakeDiffusion(), settings=settings).fill(
            given, mask, InpaintOptions(), Progress()
        )
        for given in (image, other)
    ]

    np.testing.assert_array_equal(*results)


def test_a_seed_repeats_itself_and_another_one_does_not() -> None:
    image, mask = photo(), hole()

    results = [fill(image, mask, seed=seed) for seed in (1, 1, 2)]

    np.testing.assert_array_equal(results[0], results[1])
    assert (results[0] != results[2])[mask > 0].mean() > 0.5


@pytest.mark.parametrize("quality", Quality)
def test_another_seed_encodes_nothing_again(quality: Quality) -> None:
    backend = FakeDiffusion()
    engine = DiffusionEngine("moebius:fake", backend)
    image, mask = photo(), hole()

    engine.fill(image, mask, InpaintOptions(quality=quality), Progress())
    encoded = backend.calls.count("encode")
    engine.fill(image, mask, InpaintOptions(quality=quality, seed=1), Progress())

    assert encoded == (2 if quality is Quality.BEST else 1)
    assert backend.calls.count("encode") == encoded
    engine.fill(image // 2, mask, InpaintOptions(quality=quality), Progress())
    assert backend.calls.count("encode") == 2 * encoded


def test_presets_take_few_calls_and_guide_early() -> None:
    calls: dict[Quality, list[str]] = {}
    for quality in Quality:
        backend = FakeDiffusion()
        fill(photo(), hole(), backend=backend, quality=quality)
        calls[quality] = backend.calls

    draft, balanced = PRESETS[Quality.DRAFT], PRESETS[Quality.BALANCED]
    for quality, preset in ((Quality.DRAFT, draft), (Quality.BALANCED, balanced)):
        guided = preset.guided_steps(preset.steps)
        steps = ["guided"] * guided + ["unguided"] * (preset.steps - guided)
        assert calls[quality] == ["encode", *steps, "decode"]
    assert draft.steps < balanced.steps < PRESETS[Quality.BEST].steps
    assert calls[Quality.BEST] == ["encode", "encode", *["guided"] * 19, "decode"]


def test_best_is_the_public_pipeline() -> None:
    best = PRESETS[Quality.BEST]

    assert best == replace(DiffusionSettings(), detail_tiles=best.detail_tiles)
    assert (best.steps, best.strength, best.guidance) == (20, 0.99, 2.0)
    assert best.noise_offset == 0.0357
    assert best.solver is Solver.DDIM
    assert best.schedule() == DdimSchedule(20, 0.99)


def test_what_a_person_sets_replaces_the_preset_s() -> None:
    options = InpaintOptions(quality=Quality.DRAFT, steps=7, guidance=3.5, strength=0.6)

    settings = settings_for(options)

    expected = replace(PRESETS[Quality.DRAFT], steps=7, guidance=3.5, strength=0.6)
    assert settings == expected
    assert settings.schedule() == MultistepSchedule(7, 0.6)
    assert settings_for(InpaintOptions(quality=Quality.DRAFT)) == PRESETS[Quality.DRAFT]


def test_guidance_1_never_asks_for_the_other_row() -> None:
    backend = FakeDiffusion()

    fill(photo(), hole(), backend=backend, guidance=1.0)

    assert "guided" not in backend.calls


@pytest.mark.parametrize(
    ("name", "value"),
    [("steps", 0), ("steps", 1001), ("guidance", -0.1), ("guidance", 21.0), ("strength", 0.0)],
)
def test_impossible_settings_are_refused(name: str, value: float) -> None:
    with pytest.raises(BadInputError, match=f"{name} must be"):
        InpaintOptions(**{name: value})  # type: ignore[arg-type]


def test_nothing_known_is_nothing_to_fill_from() -> None:
    with pytest.raises(NothingToKeepError):
        fill(photo(), np.full((64, 64), FILL, np.uint8))


def test_unknown_pixels_alone_change_nothing() -> None:
    image, backend = photo(), FakeDiffusion()

    result = fill(image, (hole() > 0) * np.uint8(UNKNOWN), backend=backend)

    np.testing.assert_array_equal(result, image)
    assert backend.calls == []


@pytest.mark.parametrize(("width", "height"), [(64, 64), (150, 150)])
@pytest.mark.parametrize("quality", Quality)
def test_progress_rises_to_the_end_and_names_each_step(
    width: int, height: int, quality: Quality
) -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, text: told.append((fraction, text)))

    fill(photo(width, height), hole(width, height), progress=progress, quality=quality)

    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1)
    count = len(PRESETS[quality].schedule().timesteps)
    texts = [text for _, text in told]
    assert [f"Step {n} of {count}" in texts for n in range(1, count + 1)] == [True] * count


@pytest.mark.parametrize("at", ["encode", "guided", "decode"])
def test_cancel_acts_before_the_next_call(at: str) -> None:
    token = CancelToken()

    class Cancelling(FakeDiffusion):
        def _call(self, what: str) -> None:
            super()._call(what)
            if what == at:
                token.cancel()

    backend = Cancelling()
    with pytest.raises(Cancelled):
        fill(photo(), hole(), backend=backend, progress=Progress(token=token))

    assert backend.calls.count(at) == 1
    assert backend.calls[-1] == at


@pytest.mark.parametrize("at", ["encode", "guided", "unguided", "decode"])
def test_cancel_stops_a_call_that_runs(at: str) -> None:
    token, backend = CancelToken(), StandingStill(at)

    def cancel() -> None:
        assert backend.began.wait(20)
        token.cancel()

    other = threading.Thread(target=cancel)
    other.start()
    with pytest.raises(Cancelled):
        fill(photo(), hole(), backend=backend, progress=Progress(token=token))
    other.join()

    assert backend.calls[-1] == at


def test_closing_closes_the_backend() -> None:
    backend = FakeDiffusion()
    engine = DiffusionEngine("moebius:fake", backend)

    engine.close()
    engine.close()

    assert backend.is_closed


@pytest.mark.parametrize(("width", "height"), [(400, 300), (50, 40)])
def test_a_photo_is_changed_in_the_edit_zone_only(width: int, height: int) -> None:
    image, mask = photo(width, height), np.zeros((height, width), np.uint8)
    mask[10:30, 12:36] = 255
    options = InpaintOptions(grow=2, feather=1)

    result = inpaint(image, mask, DiffusionEngine("fake", FakeDiffusion()), options)

    changed = np.argwhere((result != image).any(axis=2))
    assert changed.min(axis=0).tolist() >= [7, 9]
    assert changed.max(axis=0).tolist() <= [32, 38]
    assert (result != image).any()


def test_the_public_code_s_compensation_shifts_the_whole_fill() -> None:
    class Darker(FakeDiffusion):
        def decode(self, latents):  # type: ignore[no-untyped-def]
            return super().decode(latents) - np.float32(0.2)

    image, mask = photo(), hole()
    results = [
        DiffusionEngine(
            "fake", Darker(), settings=replace(DiffusionSettings(), compensation=gain)
        ).fill(image, mask, InpaintOptions(), Progress())
        for gain in (0.0, 1.1)
    ]

    inside = [result[mask > 0].astype(float) for result in results]
    shift = inside[1] - inside[0]
    assert shift.min() > 15
    assert np.ptp(shift, axis=0).max() <= 1
