"""Broken output and failing devices: found, told, and done again elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from moebius_core.engines.backend import Pictures
from moebius_core.engines.diffusion import (
    BrokenOutputError,
    DiffusionEngine,
    Fallback,
    self_test,
)
from moebius_core.engines.diffusion.guard import check_fill
from moebius_core.engines.diffusion.view import Seen
from moebius_core.engines.engine import FILL
from moebius_core.errors import EngineUnavailableError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.sampling import Latents
from tests.core.cases import noise_photo
from tests.fakes import FakeDiffusion

IMAGE = noise_photo(64, 64).astype(np.uint8)
MASK = np.zeros((64, 64), np.uint8)
MASK[20:44, 20:44] = FILL


class Ill(FakeDiffusion):
    """Fails in one of the ways that devices have."""

    device = "cuda"

    def __init__(self, illness: str) -> None:
        super().__init__(precision="fp16")
        self._illness = illness

    def encode(self, pictures: Pictures) -> Latents:
        latents = super().encode(pictures)
        return latents * np.float32(np.nan) if self._illness == "nan latents" else latents

    def predict_noise(
        self, x: Latents, timestep: int, *, guided: bool = True
    ) -> tuple[Latents | None, Latents]:
        if self._illness == "lost":
            raise EngineUnavailableError("The graphics card was lost.")
        if self._illness == "memory":
            raise MemoryError
        away, towards = super().predict_noise(x, timestep, guided=guided)
        if self._illness == "inf noise":
            towards[0, 0, 0, 0] = np.inf
        return away, towards

    def decode(self, latents: Latents) -> Pictures:
        pictures = super().decode(latents)
        match self._illness:
            case "nan picture":
                pictures[0, :, 30, 30] = np.nan
            case "black":
                pictures[:] = -1
            case "blank":
                pictures[:] = 0.5
            case _:
                pass
        return pictures


ILLNESSES = {
    "nan latents": "NaN",
    "inf noise": "Step 1.*NaN",
    "nan picture": "NaN",
    "black": "black",
    "blank": "blank",
    "lost": "card was lost",
    "memory": "memory",
}


@pytest.mark.parametrize("illness", ILLNESSES)
def test_a_broken_fill_is_an_error(illness: str) -> None:
    engine = DiffusionEngine("moebius:fake", Ill(illness))

    with pytest.raises(EngineUnavailableError, match=ILLNESSES[illness]):
        engine.fill(IMAGE, MASK, InpaintOptions(), Progress())


@pytest.mark.parametrize("illness", ILLNESSES)
def test_the_next_backend_takes_over_and_stays(illness: str) -> None:
    ill, well = Ill(illness), FakeDiffusion()
    opened: list[str] = []

    def open_well() -> FakeDiffusion:
        opened.append("cpu")
        return well

    engine = DiffusionEngine("moebius:fake", ill, fallbacks=[Fallback("CPU", open_well)])
    assert engine.info.device == "cuda"

    results = [engine.fill(IMAGE, MASK, InpaintOptions(), Progress()) for _ in range(2)]

    expected = DiffusionEngine("x", FakeDiffusion()).fill(IMAGE, MASK, InpaintOptions(), Progress())
    np.testing.assert_array_equal(results[0], expected)
    np.testing.assert_array_equal(results[1], expected)
    assert opened == ["cpu"]
    assert ill.is_closed
    assert (engine.info.device, engine.info.precision) == ("cpu", "fp32")
    (note,) = engine.notes
    assert note.startswith("CUDA in fp16 was given up for CPU: ")


def test_fallbacks_are_tried_in_order_and_those_that_do_not_open_are_passed_by() -> None:
    def refuse() -> FakeDiffusion:
        raise EngineUnavailableError("There is no such device.")

    engine = DiffusionEngine(
        "moebius:fake",
        Ill("lost"),
        fallbacks=[
            Fallback("CUDA in fp32", refuse),
            Fallback("DirectML", lambda: Ill("black")),
            Fallback("CPU", FakeDiffusion),
        ],
    )

    engine.fill(IMAGE, MASK, InpaintOptions(), Progress())

    assert [note.partition(": ")[0] for note in engine.notes] == [
        "CUDA in fp16 was given up for CUDA in fp32",
        "CUDA in fp32 was given up for DirectML",
        "CUDA in fp16 was given up for CPU",
    ]
    assert engine.info.device == "cpu"


def test_when_all_have_failed_the_last_reason_is_told_again_and_again() -> None:
    engine = DiffusionEngine(
        "moebius:fake", Ill("black"), fallbacks=[Fallback("CPU", lambda: Ill("lost"))]
    )

    for _ in range(2):
        with pytest.raises(EngineUnavailableError, match="card was lost"):
            engine.fill(IMAGE, MASK, InpaintOptions(), Progress())


def test_the_last_backend_is_tried_again() -> None:
    class Short(FakeDiffusion):
        def _call(self, what: str) -> None:
            super()._call(what)
            if len(self.calls) == 1:
                raise MemoryError

    backend = Short()
    engine = DiffusionEngine("moebius:fake", backend)
    with pytest.raises(EngineUnavailableError, match="more memory than there is"):
        engine.fill(IMAGE, MASK, InpaintOptions(), Progress())

    engine.fill(IMAGE, MASK, InpaintOptions(), Progress())

    assert not backend.is_closed
    assert engine.notes == ()


def test_a_fallback_that_does_not_open_is_tried_again() -> None:
    attempts: list[int] = []

    def late() -> FakeDiffusion:
        attempts.append(1)
        if len(attempts) == 1:
            raise EngineUnavailableError("The file is in use.")
        return FakeDiffusion()

    engine = DiffusionEngine("moebius:fake", Ill("lost"), fallbacks=[Fallback("CPU", late)])
    with pytest.raises(EngineUnavailableError, match="file is in use"):
        engine.fill(IMAGE, MASK, InpaintOptions(), Progress())

    engine.fill(IMAGE, MASK, InpaintOptions(), Progress())

    assert engine.info.device == "cpu"


def test_cancel_is_no_failure() -> None:
    token = CancelToken()

    class Cancelling(FakeDiffusion):
        def _call(self, what: str) -> None:
            super()._call(what)
            token.cancel()

    engine = DiffusionEngine(
        "moebius:fake", Cancelling(), fallbacks=[Fallback("CPU", FakeDiffusion)]
    )

    with pytest.raises(Cancelled):
        engine.fill(IMAGE, MASK, InpaintOptions(), Progress(token=token))

    assert engine.notes == ()


def flat(value: float, spread: float = 0, side: int = 64) -> NDArray[np.float32]:
    values = value + spread * np.random.default_rng(0).standard_normal((side, side, 3))
    return values.astype(np.float32)


def half_dark() -> NDArray[np.float32]:
    picture = flat(200, 30)
    picture[:, :32] = 1
    return picture


@pytest.mark.parametrize(
    ("fill", "photo"),
    [
        (flat(0), flat(1)),
        (flat(0, 0.5), half_dark()),
        (flat(200), flat(180, 2)),
        (flat(90, 2), flat(200, 30)),
        (flat(3), flat(2)),
    ],
)
def test_dark_and_plain_fills_are_fine_where_the_photo_is(
    fill: NDArray[np.float32], photo: NDArray[np.float32]
) -> None:
    check_fill(fill, Seen(photo, MASK > 0))


@pytest.mark.parametrize(
    ("fill", "photo", "told"),
    [
        (flat(0, 0.5), flat(60, 2), "black"),
        (flat(-3), flat(200, 30), "black"),
        (flat(120), half_dark(), "blank"),
    ],
)
def test_black_and_blank_fills_are_not_where_the_photo_is_neither(
    fill: NDArray[np.float32], photo: NDArray[np.float32], told: str
) -> None:
    with pytest.raises(BrokenOutputError, match=told):
        check_fill(fill, Seen(photo, MASK > 0))


def test_a_healthy_backend_passes_the_self_test() -> None:
    backend = FakeDiffusion()

    self_test(backend)
    assert backend.calls == ["unguided", "encode", "decode"]

    backend.calls.clear()
    self_test(backend, pictures=False)
    assert backend.calls == ["unguided"]


@pytest.mark.parametrize("illness", ["inf noise", "nan latents", "black", "nan picture", "blank"])
def test_an_ill_one_does_not(illness: str) -> None:
    with pytest.raises(BrokenOutputError):
        self_test(Ill(illness))
