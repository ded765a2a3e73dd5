"""The network on this processor: steps, autoencoder and whole removals against the literal form.

The literal form is the reference's equations written out (tests/parity/literal.py) on torch, as the
public code computes them; forms take turns in one run, and the least time of each counts. Weights
are the recipe's: speed does not depend on them. Writes 4 GB into a temporary folder.
Run as `python -m tests.benchmarks.bench_moebius [step] [autoencoder] [removal] [scaling] [memory]`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.onnx_backend import OnnxBackend, open_onnx_backend
from moebius_core.engines.session_profile import PROFILES, open_session
from moebius_core.engines.torch_backend import TorchBackend, precisions
from moebius_core.network import (
    Autoencoder,
    Student,
    for_inference,
    load_autoencoder,
    load_student,
)
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Progress
from moebius_core.sampling import DdimSchedule
from tests.benchmarks.measure import peak_memory, printing_peak_memory, verdict
from tests.benchmarks.scaling import print_scaling
from tests.parity.goldens import golden, recipe_weights, relative_error, shapes, tensors
from tests.parity.literal import literal

Bar = tuple[str, bool]

STUDENT = "student.bin"
AUTOENCODER = "vae.bin"
MEMORY_BAR = 4e9
HOME_VARIABLE = "MOEBIUS_HOME"


@dataclass
class Bench:
    """What the parts share, made when it is first needed."""

    folder: Path
    rounds: int

    @cached_property
    def student(self) -> Student:
        return load_student(recipe_weights(shapes("moebius")))

    @cached_property
    def autoencoder(self) -> Autoencoder:
        return load_autoencoder(recipe_weights(shapes("vae")))

    @cached_property
    def backend(self) -> OnnxBackend:
        return open_onnx_backend(self.folder / STUDENT, self.folder / AUTOENCODER)

    @cached_property
    def latent(self) -> NDArray[np.float32]:
        return golden("moebius")["latent"].astype(np.float32)

    @cached_property
    def literal_step(self) -> Callable[[], torch.Tensor]:
        """A guided step, both rows."""
        form = literal(self.student)
        latent, timesteps, input_ids = tensors("moebius", "latent", "timesteps", "input_ids")
        rows = latent.expand(2, -1, -1, -1).contiguous()
        return lambda: form(rows, timesteps, input_ids)

    @cached_property
    def times(self) -> dict[str, float]:
        """Literal parts, for the parts that follow."""
        return {}

    def least(self, **forms: Callable[[], object]) -> dict[str, float]:
        """Seconds of each form, the least of all rounds; they take turns."""
        found = dict.fromkeys(forms, float("inf"))
        for _ in range(self.rounds):
            for name, form in forms.items():
                started = time.perf_counter()
                form()
                found[name] = min(found[name], time.perf_counter() - started)
        return found


def step(bench: Bench) -> Iterator[Bar]:
    """One step, torch and onnxruntime, literal and deployed."""
    reference = golden("moebius")["noise"]
    fast = for_inference(bench.student)
    latent, timesteps, input_ids = tensors("moebius", "latent", "timesteps", "input_ids")
    rows = latent.expand(2, -1, -1, -1).contiguous()
    session, feeds = literal_session(bench, rows, timesteps, input_ids)
    backend, x = bench.backend, bench.latent
    forms: dict[str, Callable[[], object]] = {
        "torch_literal": bench.literal_step,
        "torch_deployed": lambda: fast(rows, timesteps, input_ids),
        "onnx_literal": lambda: session.run(None, feeds),
        "onnx_deployed": lambda: backend.predict_noise(x, 500),
        "onnx_one_row": lambda: backend.predict_noise(x, 500, guided=False),
    }
    bf16 = bf16_backend(bench)
    if bf16 is not None:
        forms["torch_bf16"] = lambda: bf16.predict_noise(x, 500)
    seconds = bench.least(**forms)
    bench.times["step"] = seconds["torch_literal"]
    print(f"\none guided step at 512 x 512, least of {bench.rounds}")
    for name, value in seconds.items():
        told = f"{seconds['torch_literal'] / value:5.2f} x torch's literal form"
        print(
            f"  {name:15} {value:6.2f} s  {told}, {seconds['onnx_literal'] / value:5.2f} x ONNX's"
        )
    torch_ratio = seconds["torch_literal"] / min(
        seconds["torch_deployed"], seconds["onnx_deployed"]
    )
    yield f"exact step {torch_ratio:.2f} x as fast as torch's literal (1.6)", torch_ratio >= 1.6
    onnx_ratio = seconds["onnx_literal"] / seconds["onnx_deployed"]
    yield f"exact step {onnx_ratio:.2f} x as fast as ONNX's literal (1.5)", onnx_ratio >= 1.5
    away, towards = backend.predict_noise(x, 500)
    found = np.concatenate([towards, away] if input_ids[0, 0] < 10 else [away, towards])
    error = relative_error(found, reference)
    yield f"relative error {error:.1e} (1e-4)", error <= 1e-4
    if bf16 is None:
        print("  this processor has no bf16: reduced precision is not taken, nothing to measure")
        return
    away, towards = bf16.predict_noise(x, 500)
    found = np.concatenate([towards, away] if input_ids[0, 0] < 10 else [away, towards])
    error = relative_error(found, reference)
    ratio = seconds["torch_literal"] / seconds["torch_bf16"]
    yield f"bf16 step {ratio:.2f} x as fast as torch's literal (3)", ratio >= 3
    yield f"relative error in bf16 {error:.1e} (3e-2)", error <= 3e-2


def literal_session(
    bench: Bench, rows: torch.Tensor, timesteps: torch.Tensor, input_ids: torch.Tensor
) -> tuple[object, dict[str, NDArray[np.generic]]]:
    """torch's own export of the literal form on onnxruntime."""
    path = bench.folder / "literal.onnx"
    both = timesteps.expand(2).contiguous()
    names = ["latent", "timesteps", "input_ids"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            literal(bench.student),
            (rows, both, input_ids),
            str(path),
            dynamo=False,
            opset_version=17,
            input_names=names,
        )
    feeds = dict(zip(names, (rows.numpy(), both.numpy(), input_ids.numpy()), strict=True))
    session = open_session(path, PROFILES["cpu"])
    return session, feeds


def bf16_backend(bench: Bench) -> TorchBackend | None:
    """Where the processor has instructions for it."""
    if precisions("cpu")[0] != "bf16":
        return None
    return TorchBackend(bench.student, bench.autoencoder, device="cpu", precision="bf16")


def autoencoder(bench: Bench) -> Iterator[Bar]:
    """Encoding and decoding of 512 x 512, literal on torch and deployed on onnxruntime."""
    image = np.random.default_rng(0).uniform(-1, 1, (1, 3, 512, 512)).astype(np.float32)
    given = torch.from_numpy(image)
    moments = bench.autoencoder.encode(given)
    latents = bench.backend.encode(image)
    scaled = torch.from_numpy(latents / np.float32(0.13025))
    seconds = bench.least(
        literal_encode=lambda: bench.autoencoder.encode(given),
        encode=lambda: bench.backend.encode(image),
        literal_decode=lambda: bench.autoencoder.decode(scaled),
        decode=lambda: bench.backend.decode(latents),
    )
    bench.times["encode"], bench.times["decode"] = (
        seconds["literal_encode"],
        seconds["literal_decode"],
    )
    print(f"\nthe autoencoder at 512 x 512, least of {bench.rounds}")
    for name, value in seconds.items():
        print(f"  {name:15} {value:6.2f} s")
    decoded = bench.backend.decode(latents)
    away = np.abs(bench.autoencoder.decode(scaled).numpy() - decoded).mean() * 127.5
    ratio = seconds["literal_decode"] / seconds["decode"]
    yield f"decoding {ratio:.2f} x as fast as the literal (2)", ratio >= 2
    yield f"mean difference {away:.4f} of 255 (1)", away <= 1
    error = relative_error(latents, moments[:, :4].numpy() * 0.13025)
    yield f"encoding's relative error {error:.1e} (1e-4)", error <= 1e-4


def removal(bench: Bench) -> Iterator[Bar]:
    """Whole fills of a 256 x 256 hole in a 512 x 512 region, against the literal pipeline.

    The literal pipeline is 19 guided steps, two encodings and a decoding: the sum of its parts.
    """
    if "step" not in bench.times:
        bench.times["step"] = bench.least(step=bench.literal_step)["step"]
    if "decode" not in bench.times:
        list(autoencoder(bench))
    times = bench.times
    steps = len(DdimSchedule().timesteps)
    whole = steps * times["step"] + 2 * times["encode"] + times["decode"]
    image = np.random.default_rng(1).integers(0, 256, (512, 512, 3)).astype(np.uint8)
    mask = np.zeros((512, 512), np.uint8)
    mask[128:384, 128:384] = 255
    print(f"\na whole removal; literal: {whole:.0f} s ({steps} guided steps)")
    for quality, bar in ((Quality.DRAFT, 8), (Quality.BALANCED, 4)):
        engine = DiffusionEngine("moebius", bench.backend)
        found = float("inf")
        for seed in range(bench.rounds):
            engine._encodings.clear()  # pyright: ignore[reportPrivateUsage]
            started = time.perf_counter()
            engine.fill(image, mask, InpaintOptions(quality=quality, seed=seed), Progress())
            found = min(found, time.perf_counter() - started)
        ratio = whole / found
        print(f"  {quality.value:10} {found:6.1f} s  {ratio:.1f} x")
        yield f"{quality.value} {ratio:.1f} x as fast as the literal pipeline ({bar})", ratio >= bar


def scaling(_: Bench) -> Iterator[Bar]:
    """Lambda blocks are linear in pixels; a fill does not depend on the photo's size."""
    yield from print_scaling()


def memory(bench: Bench) -> Iterator[Bar]:
    """The peak of a whole fill in a fresh process."""
    os.environ["MOEBIUS_BENCH_FOLDER"] = str(bench.folder)
    peak = peak_memory("tests.benchmarks.bench_moebius", "print_fill_memory")
    print(f"\npeak memory of a removal on the processor: {peak / 1e9:.2f} GB")
    yield f"{peak / 1e9:.2f} GB beyond what Python takes (4)", peak <= MEMORY_BAR


def print_fill_memory() -> None:
    """Bytes that opening the network and one fill took at most."""
    folder = Path(os.environ["MOEBIUS_BENCH_FOLDER"])
    image = np.random.default_rng(1).integers(0, 256, (512, 512, 3)).astype(np.uint8)
    mask = np.zeros((512, 512), np.uint8)
    mask[128:384, 128:384] = 255
    with printing_peak_memory():
        backend = open_onnx_backend(folder / STUDENT, folder / AUTOENCODER)
        engine = DiffusionEngine("moebius", backend)
        engine.fill(image, mask, InpaintOptions(quality=Quality.DRAFT), Progress())


PARTS = {part.__name__: part for part in (step, autoencoder, removal, scaling, memory)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with weights() as folder, torch.inference_mode():
        bench = Bench(folder, arguments.rounds)
        bars = [bar for name in arguments.parts or PARTS for bar in PARTS[name](bench)]
        return verdict(*bars)


@contextmanager
def weights() -> Iterator[Path]:
    """A folder with the recipe's weights in files, which is Moebius' home meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[HOME_VARIABLE] = str(folder / "home")
        for file, like in ((STUDENT, "moebius"), (AUTOENCODER, "vae")):
            made = recipe_weights(shapes(like))
            torch.save({key: torch.from_numpy(value) for key, value in made.items()}, folder / file)
        yield folder


if __name__ == "__main__":
    raise SystemExit(main())
