"""How lambda blocks grow with the latent, and fills with the photo: printed tables."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import torch

from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.inpaint import inpaint
from moebius_core.network import for_inference
from moebius_core.network.blocks import Transformer
from moebius_core.options import InpaintOptions
from moebius_core.weights.layout import StudentLayout
from tests.benchmarks.measure import peak_memory, printing_peak_memory
from tests.fakes import FakeDiffusion

SIDES = (16, 32, 64, 128)
ROUNDS = 5
UNEVEN = 1.6
"""How far the cost of a position may differ between 32 and 128; attention's would be 16 times."""


def print_scaling() -> Iterator[tuple[str, bool]]:
    """Both tables, and their bars."""
    print("\na lambda transformer of width 320 over the latent's side")
    each: dict[int, tuple[float, float]] = {}
    for side in SIDES:
        seconds = _seconds(side)
        bytes_ = peak_memory(__name__, f"print_memory_{side}")
        positions = side * side
        each[side] = seconds / positions, bytes_ / positions
        print(
            f"  {side:4}  {seconds * 1e3:8.1f} ms  {seconds / positions * 1e6:6.2f} us a position"
            f"   {bytes_ / 1e6:7.1f} MB  {bytes_ / positions / 1e3:6.1f} kB a position"
        )
    for number, what in enumerate(("time", "memory")):
        ratio = each[128][number] / each[32][number]
        yield f"{what} a position at 128: {ratio:.2f} x that at 32 ({UNEVEN})", ratio <= UNEVEN
    print("\nthe same 200 x 200 hole in photos of different size, a network that costs nothing")
    found: list[float] = []
    for megapixels in (3, 12, 48):
        found.append(_fill_seconds(megapixels))
        print(f"  {megapixels:4} megapixels  {found[-1] * 1e3:6.0f} ms")
    more = found[-1] - found[0]
    yield f"45 megapixels more cost {more * 1e3:.0f} ms (500), not a call more", more <= 0.5


def _transformer(side: int) -> tuple[Transformer, torch.Tensor, torch.Tensor]:
    layout = StudentLayout(latent_size=side)
    torch.manual_seed(0)
    block = for_inference(Transformer(layout, 320, positions=side * side).eval())
    x = torch.randn(1, 320, side, side).contiguous(memory_format=torch.channels_last)
    return block, x, torch.randn(1, layout.context_length, layout.context_width)


def _seconds(side: int) -> float:
    block, x, context = _transformer(side)
    least = float("inf")
    with torch.inference_mode():
        for _ in range(ROUNDS):
            started = time.perf_counter()
            block(x, context)
            least = min(least, time.perf_counter() - started)
    return least


def _print_memory(side: int) -> None:
    block, x, context = _transformer(side)
    with torch.inference_mode():
        block(x, context)
        with printing_peak_memory():
            block(x, context)


def print_memory_16() -> None:
    _print_memory(16)


def print_memory_32() -> None:
    _print_memory(32)


def print_memory_64() -> None:
    _print_memory(64)


def print_memory_128() -> None:
    _print_memory(128)


def _fill_seconds(megapixels: int) -> float:
    height = int((megapixels * 1e6 / 1.5) ** 0.5)
    image = np.random.default_rng(0).integers(0, 256, (height, height * 3 // 2, 3)).astype(np.uint8)
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[height // 2 : height // 2 + 200, height : height + 200] = 255
    least = float("inf")
    for _ in range(3):
        engine = DiffusionEngine("fake", FakeDiffusion())
        started = time.perf_counter()
        inpaint(image, mask, engine, InpaintOptions())
        least = min(least, time.perf_counter() - started)
    return least
