"""`moebius bench`: how fast the engines are on this computer."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from moebius_core.cli.fill_options import DEVICE_CHOICES, PRECISION_CHOICES, counting_number, device
from moebius_core.cli.outcome import ExitCode, UsageError
from moebius_core.cli.terminal import tell

if TYPE_CHECKING:
    from moebius_core.engines.engine import InpaintEngine

_SIDE = 512
_HOLE = 256
_TIMESTEP = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Measure the engines: a removal of 256 x 256 pixels in a region of 512 x 512 at each "
        "quality, and for the network each of its parts. Takes minutes on a slow computer. "
        "With --gui the editor's window is measured instead."
    )
    parser.add_argument(
        "--engine", default="auto", metavar="NAME", help="which engine (auto: the best there is)"
    )
    parser.add_argument(
        "--device", choices=DEVICE_CHOICES, default="auto", help="where it computes (auto)"
    )
    parser.add_argument(
        "--precision", choices=PRECISION_CHOICES, default="auto", help="of the network (auto)"
    )
    parser.add_argument(
        "--rounds",
        type=counting_number,
        default=1,
        metavar="N",
        help="the least time of so many counts (%(default)s)",
    )
    parser.add_argument("--gui", action="store_true", help="measure the editor's window")
    parser.add_argument("--json", action="store_true", help="print one JSON object for machines")


def run(args: argparse.Namespace) -> ExitCode:
    from moebius_core.engines.selection import open_engine

    if args.gui:  # with the editor installed, `moebius` has answered this before
        raise UsageError("The window is measured by the command moebius, where the editor is.")
    opened = open_engine(args.engine, device(args), precision=args.precision)
    try:
        parts = _parts(opened.engine, args.rounds)
        removals = _removals(opened.engine, args.rounds)
    finally:
        opened.engine.close()
    info = opened.engine.info
    if args.json:
        where = {"engine": info.name, "device": info.device, "precision": info.precision}
        tell(json.dumps({**where, "parts": parts, "removals": removals}))
        return ExitCode.DONE
    tell(f"{info.name} on {info.device}, {info.precision}; seconds, least of {args.rounds}")
    for name, seconds in (*parts.items(), *removals.items()):
        tell(f"  {name:28} {seconds:8.2f}")
    return ExitCode.DONE


def _parts(engine: InpaintEngine, rounds: int) -> dict[str, float]:
    """Seconds of the network's graph calls; nothing for engines without."""
    import numpy as np

    from moebius_core.engines.diffusion import DiffusionEngine

    if not isinstance(engine, DiffusionEngine):
        return {}
    backend = engine.backend
    cells = backend.latent_size
    numbers = np.random.default_rng(0)
    picture = numbers.uniform(-1, 1, (1, 3, 8 * cells, 8 * cells)).astype(np.float32)
    x = numbers.standard_normal((1, 9, cells, cells)).astype(np.float32)
    calls: dict[str, Callable[[], Any]] = {
        "encode": lambda: backend.encode(picture),
        "guided step": lambda: backend.predict_noise(x, _TIMESTEP),
        "step without guidance": lambda: backend.predict_noise(x, _TIMESTEP, guided=False),
        "decode": lambda: backend.decode(x[:, :4]),
    }
    for call in calls.values():
        call()  # the first call of a graph prepares it
    return {name: _least(call, rounds) for name, call in calls.items()}


def _removals(engine: InpaintEngine, rounds: int) -> dict[str, float]:
    """Seconds of a whole fill at each quality."""
    import numpy as np

    from moebius_core.options import InpaintOptions, Quality
    from moebius_core.progress import Progress

    image = np.random.default_rng(0).integers(0, 256, (_SIDE, _SIDE, 3)).astype(np.uint8)
    mask = np.zeros((_SIDE, _SIDE), np.uint8)
    first = (_SIDE - _HOLE) // 2
    mask[first : first + _HOLE, first : first + _HOLE] = 255
    found: dict[str, float] = {}
    for quality in Quality:

        def removal(quality: Quality = quality) -> None:
            image[:] = np.roll(image, 1, axis=1)  # what was seen before may be known still
            engine.fill(image, mask, InpaintOptions(quality=quality), Progress())

        found[f"removal, {quality.value}"] = _least(removal, rounds)
    return found


def _least(call: Callable[[], Any], rounds: int) -> float:
    least = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        least = min(least, time.perf_counter() - started)
    return round(least, 4)
