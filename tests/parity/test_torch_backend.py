"""The torch backend: the public pipeline's numbers through the engine, and devices that are not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from moebius_core.engines import torch_backend
from moebius_core.engines.diffusion import DiffusionEngine, DiffusionSettings, self_test
from moebius_core.engines.diffusion import engine as diffusion_engine
from moebius_core.engines.diffusion.colour import colour_difference
from moebius_core.engines.diffusion.settings import PUBLIC_COMPENSATION, Start
from moebius_core.engines.torch_backend import TorchBackend, open_torch_backend
from moebius_core.errors import EngineUnavailableError
from moebius_core.network import load_autoencoder, load_student
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, Progress
from moebius_core.sampling import DdimSchedule, Latents, known_latents, seeded_noise
from moebius_core.weights.layout import Shape
from tests.parity.goldens import golden, recipe_weights, relative_error, shapes
from tests.parity.public_paste import pasted

CELLS = 64
SMALL = 16
"""Latent cells of the tiny student as it is stored."""


def student_shapes(cells: int) -> dict[str, Shape]:
    """The tiny student's for another latent."""
    times = (cells // SMALL) ** 2
    return {
        key: (shape[0] * times, *shape[1:]) if key.endswith("rel_pos_emb") else shape
        for key, shape in shapes("moebius_tiny").items()
    }


@cache
def backend(cells: int = SMALL, precision: str = "fp32") -> TorchBackend:
    return TorchBackend(
        load_student(recipe_weights(student_shapes(cells))),
        load_autoencoder(recipe_weights(shapes("vae_tiny"))),
        precision=precision,
    )


@pytest.fixture(scope="module")
def reference() -> dict[str, NDArray[np.generic]]:
    return dict(golden("pipeline_tiny"))


@pytest.fixture
def small_input() -> Latents:
    known = known_latents(
        np.arange(SMALL * 8)[None, None] * np.ones((1, SMALL * 8, 1)) > 60,
        seeded_noise(1, (1, 4, SMALL, SMALL)),
    )
    return np.concatenate([seeded_noise(0, (1, 4, SMALL, SMALL)), known], axis=1)


class StoredEncodings:
    """The backend, but for the encoder's sampled posterior, which is the reference's."""

    def __init__(self, inner: TorchBackend, latents: Latents) -> None:
        self._inner = inner
        self._latents = latents
        self.encoded: list[NDArray[np.float32]] = []
        self.decoded: list[Latents] = []
        self.device, self.precision = inner.device, inner.precision
        self.latent_size = inner.latent_size
        self.predict_noise = inner.predict_noise
        self.interrupt = inner.interrupt

    def encode(self, pictures: NDArray[np.float32]) -> Latents:
        self.encoded.append(pictures)
        return self._latents

    def decode(self, latents: Latents) -> NDArray[np.float32]:
        self.decoded.append(latents)
        return self._inner.decode(latents)

    def close(self) -> None:
        self._inner.close()


def test_the_engine_gives_the_reference_s_latents_and_pictures(
    reference: dict[str, NDArray[np.generic]], monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, mask = reference["image"], reference["mask"]
    stored = StoredEncodings(backend(CELLS), reference["masked_latents"])
    monkeypatch.setattr(
        diffusion_engine, "seeded_noise", lambda *_, **__: reference["initial_latents"]
    )
    engine = DiffusionEngine("tiny", stored, settings=DiffusionSettings(start=Start.NOTHING))

    fill = engine.fill(photo, mask, InpaintOptions(), Progress())

    (seen,), (final,) = stored.encoded, stored.decoded
    masked = np.where(mask[..., None] > 0, 0, photo / 127.5 - 1).transpose(2, 0, 1)
    np.testing.assert_allclose(seen[0], masked, atol=1e-6)
    last = DdimSchedule().step(reference["last_noise_pred"], 0, reference["last_latents"])
    assert relative_error(final, last) <= 1e-4
    for result, expected in (
        (fill[mask > 0], reference["image_raw"][mask > 0]),
        (pasted(photo, fill.astype(np.float64), mask), reference["image_paste"]),
    ):
        assert np.abs(result.astype(int) - expected.astype(int)).max() <= 2


def test_the_compensation_is_the_reference_s(reference: dict[str, NDArray[np.generic]]) -> None:
    photo, mask, raw = (reference[name] for name in ("image", "mask", "image_raw"))

    shift = PUBLIC_COMPENSATION * colour_difference(raw.astype(np.float32), photo, mask > 0)

    result = pasted(photo, raw + shift.astype(np.float64), mask)
    difference = np.abs(result.astype(int) - reference["image_compensate"].astype(int))
    assert difference.max() <= 2


def test_rows_are_the_unconditional_and_the_conditional_one(small_input: Latents) -> None:
    ids = torch.tensor([[*range(10, 20)], [*range(10)]])
    student = load_student(recipe_weights(student_shapes(SMALL)))
    expected = student(torch.from_numpy(small_input).expand(2, -1, -1, -1), torch.tensor([7]), ids)

    away, towards = backend().predict_noise(small_input, 7)
    none, alone = backend().predict_noise(small_input, 7, guided=False)

    assert away is not None
    assert relative_error(away, expected[:1].numpy()) <= 1e-5
    assert relative_error(towards, expected[1:].numpy()) <= 1e-5
    assert none is None
    assert relative_error(alone, expected[1:].numpy()) <= 1e-5


def test_there_and_back_is_the_autoencoder(small_input: Latents) -> None:
    stored = golden("vae_tiny")
    mean = stored["moments"][:, :4]

    latents = backend().encode(stored["image"])
    decoded = backend().decode(latents)

    assert latents.dtype == decoded.dtype == np.float32
    assert relative_error(latents, mean * 0.13025) <= 1e-5
    assert relative_error(decoded, stored["decoded"]) <= 1e-5


def test_reduced_precision_stays_near(small_input: Latents) -> None:
    exact, reduced = backend(), backend(precision="bf16")
    assert reduced.precision == "bf16"

    _, expected = exact.predict_noise(small_input, 500)
    _, noise = reduced.predict_noise(small_input, 500)

    assert 1e-3 < relative_error(noise, expected) <= 4e-2  # wider layers average more out
    self_test(exact)


def test_the_networks_handed_in_stay_as_they_are() -> None:
    student = load_student(recipe_weights(student_shapes(SMALL)))
    autoencoder = load_autoencoder(recipe_weights(shapes("vae_tiny")))

    TorchBackend(student, autoencoder, precision="bf16").close()

    for network in (student, autoencoder):
        assert {weight.dtype for weight in network.parameters()} == {torch.float32}


def test_it_opens_from_files(tmp_path: Path, small_input: Latents) -> None:
    files: list[Path] = []
    for name, like in (("student", student_shapes(SMALL)), ("vae", shapes("vae_tiny"))):
        files.append(tmp_path / f"{name}.bin")
        weights = recipe_weights(like)
        torch.save({key: torch.from_numpy(value) for key, value in weights.items()}, files[-1])
    told: list[float] = []
    progress = Progress(lambda fraction, _text: told.append(fraction))

    opened = open_torch_backend(*files, device="cpu", precision="fp32", progress=progress)

    assert (opened.device, opened.precision, opened.latent_size) == ("cpu", "fp32", SMALL)
    assert told == sorted(told)
    assert told[-1] == 1
    np.testing.assert_array_equal(
        opened.predict_noise(small_input, 3)[1], backend().predict_noise(small_input, 3)[1]
    )
    opened.close()


def test_a_call_that_runs_is_stopped_and_the_next_one_is_not(
    small_input: Latents, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = TorchBackend(
        load_student(recipe_weights(student_shapes(SMALL))),
        load_autoencoder(recipe_weights(shapes("vae_tiny"))),
        precision="fp32",
    )
    expected = stopped.predict_noise(small_input, 5)[1]
    eager = stopped.__dict__["_call"]

    def interrupted(*given: torch.Tensor) -> torch.Tensor:
        stopped.interrupt()
        return eager(*given)

    with monkeypatch.context() as patch:
        patch.setattr(stopped, "_call", interrupted)
        with pytest.raises(Cancelled):
            stopped.predict_noise(small_input, 5)

    np.testing.assert_array_equal(stopped.predict_noise(small_input, 5)[1], expected)


@pytest.mark.parametrize("device", ["cuda", "mps", "tpu"])
def test_a_device_that_is_not_there_says_why(
    device: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.version, "cuda", None)
    monkeypatch.setattr(torch.version, "hip", None)
    monkeypatch.setattr(torch.backends.mps, "is_built", lambda: False)

    with pytest.raises(EngineUnavailableError, match=f"{device}: .*(without it|not know it)"):
        open_torch_backend(tmp_path, tmp_path, device=device)


def test_a_precision_that_the_device_lacks_is_refused() -> None:
    with pytest.raises(EngineUnavailableError, match=r"CPU does not compute in fp16.*fp32"):
        TorchBackend(
            load_student(recipe_weights(student_shapes(SMALL))),
            load_autoencoder(recipe_weights(shapes("vae_tiny"))),
            precision="fp16",
        )


@pytest.mark.parametrize(
    ("has_amx", "has_bf16", "best"),
    [(False, False, "fp32"), (True, False, "bf16"), (False, True, "bf16")],
)
def test_a_processor_computes_in_bf16_where_it_has_the_instructions(
    has_amx: bool, has_bf16: bool, best: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: has_amx)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: has_bf16)

    assert torch_backend.best_precision("cpu") == best


@pytest.mark.parametrize("has_bf16", [True, False])
def test_a_card_computes_in_the_best_type_it_has(
    has_bf16: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_backend, "why_not", lambda _device: "")
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: has_bf16)

    assert torch_backend.best_precision("cuda") == ("bf16" if has_bf16 else "fp16")
    assert torch_backend.precisions("cuda")[-1] == "fp32"


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (lambda: torch.OutOfMemoryError("CUDA out of memory. Tried ..."), "too little memory"),
        (lambda: RuntimeError("CUDA error: device lost\nCompile with ..."), "device lost"),
    ],
)
def test_failures_of_the_device_are_told_in_a_sentence(
    failure: Callable[[], Exception],
    sentence: str,
    small_input: Latents,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fails = TorchBackend(
        load_student(recipe_weights(student_shapes(SMALL))),
        load_autoencoder(recipe_weights(shapes("vae_tiny"))),
        precision="fp32",
    )

    def call(*_: object) -> torch.Tensor:
        raise failure()

    monkeypatch.setattr(fails, "_call", call)

    with pytest.raises(EngineUnavailableError, match=sentence):
        fails.predict_noise(small_input, 1)


def test_a_captured_student_gives_each_call_its_own_result(
    small_input: Latents, monkeypatch: pytest.MonkeyPatch
) -> None:
    captured: list[int] = []

    class Recorded:
        """Stands in for `_Replayed`: static inputs, and one output that is overwritten."""

        def __init__(self, call, x, timestep) -> None:  # type: ignore[no-untyped-def]
            captured.append(x.shape[0])
            self._call, self._x, self._timestep = call, x.clone(), timestep.clone()
            self._noise = call(x, timestep)

        def __call__(self, x, timestep):  # type: ignore[no-untyped-def]
            self._x.copy_(x)
            self._timestep.copy_(timestep)
            self._noise.copy_(self._call(self._x, self._timestep))
            return self._noise

    monkeypatch.setattr(torch_backend, "_Replayed", Recorded)
    graphs = TorchBackend(
        load_student(recipe_weights(student_shapes(SMALL))),
        load_autoencoder(recipe_weights(shapes("vae_tiny"))),
        precision="fp32",
    )
    monkeypatch.setattr(graphs, "_graphs", True)

    for timestep, guided in ((900, True), (400, False), (100, True), (0, False)):
        expected = backend().predict_noise(small_input, timestep, guided=guided)
        result = graphs.predict_noise(small_input, timestep, guided=guided)
        np.testing.assert_array_equal(result[1], expected[1])
    assert captured == [2, 1]


def test_what_cannot_be_captured_runs_as_it_is(
    small_input: Latents, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("operation not permitted when stream is capturing")

    monkeypatch.setattr(torch_backend, "_Replayed", refuse)
    graphs = TorchBackend(
        load_student(recipe_weights(student_shapes(SMALL))),
        load_autoencoder(recipe_weights(shapes("vae_tiny"))),
        precision="fp32",
    )
    monkeypatch.setattr(graphs, "_graphs", True)

    _, noise = graphs.predict_noise(small_input, 5)

    np.testing.assert_array_equal(noise, backend().predict_noise(small_input, 5)[1])
    assert "No CUDA graph" in caplog.text
