"""Opening the network: the first runtime that passes its test, with others to fall back to."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial

from moebius_core.engines.backend import DiffusionBackend
from moebius_core.engines.device import Device, foreign_to
from moebius_core.engines.diffusion import DiffusionEngine, Fallback, self_test
from moebius_core.engines.names import PREFIX
from moebius_core.engines.runtimes import NetworkFiles, Runtime, runtimes_for
from moebius_core.engines.selection import Opened, Rejection
from moebius_core.errors import EngineUnavailableError
from moebius_core.progress import Progress

log = logging.getLogger(__name__)

_EXACT = "fp32"
_SILENT = Progress()
_OPENING = 0.9


def open_network(
    files: NetworkFiles, device: Device, precision: str | None, progress: Progress = _SILENT
) -> Opened:
    """The network on the first runtime of the device (any, for AUTO) that works.

    Args:
        files: Its weights.
        device: AUTO, or the one that has to work.
        precision: None for the runtime's own choice.
        progress: Of opening, and of the test where one is made.

    Raises:
        BadInputError: the weights are damaged.
        EngineUnavailableError: no runtime works, with the reason of each.
        Cancelled: the token was set.
    """
    missing: dict[Device, list[str]] = {}
    failed: list[Rejection] = []
    tried = iter(runtimes_for(device, precision))
    for runtime in tried:
        reason = runtime.why_not()
        if reason:
            missing.setdefault(runtime.device, []).append(reason)
            continue
        try:
            backend = _tested(runtime, files, precision, progress)
        except (EngineUnavailableError, MemoryError, ImportError) as error:
            log.warning("%s cannot be used", runtime, exc_info=error)
            failed.append(Rejection(str(runtime), _told(error), is_failure=True))
            continue
        fallbacks = list(_fallbacks(runtime, backend, files))
        engine = DiffusionEngine(PREFIX + files.id, backend, fallbacks=fallbacks)
        return Opened(engine, (*failed, *_worth_telling(missing, runtime.device)))
    reasons = [str(each) for each in failed]
    reasons += [f"{each.title}: {'; '.join(why)}" for each, why in missing.items()]
    raise EngineUnavailableError(
        f"The engine {PREFIX}{files.id} cannot run on {_told_device(device)}: "
        f"{'. '.join(reasons) or 'nothing computes there in ' + str(precision)}.",
        "moebius devices lists what this computer offers.",
    )


def _tested(
    runtime: Runtime, files: NetworkFiles, precision: str | None, progress: Progress
) -> DiffusionBackend:
    """Open, and see that a picture comes out; on a processor each fill's own checks are enough."""
    backend = runtime.open(files, precision, progress.span(0, _OPENING))
    try:
        if runtime.device is not Device.CPU:
            progress.report(_OPENING, f"Testing {runtime.device.title}")
            self_test(backend)
        progress.report(1.0)
    except BaseException:
        backend.close()
        raise
    return backend


def _fallbacks(
    runtime: Runtime, backend: DiffusionBackend, files: NetworkFiles
) -> Iterator[Fallback]:
    """The same runtime in full precision, then the processor in full precision."""
    if backend.precision != _EXACT and runtime.takes(_EXACT):
        yield Fallback(f"{runtime} in {_EXACT}", partial(runtime.open, files, _EXACT, _SILENT))
    for other in runtimes_for(Device.CPU, _EXACT):
        is_same = other == runtime or (other.library, other.device) == (
            runtime.library,
            runtime.device,
        )
        if not is_same and not other.why_not():
            yield Fallback(str(other), partial(other.open, files, _EXACT, _SILENT))


def _worth_telling(missing: dict[Device, list[str]], taken: Device) -> Sequence[Rejection]:
    """Devices that this system may have, that would have come first, and that are not there."""
    return [
        Rejection(device.title, "; ".join(dict.fromkeys(reasons)))
        for device, reasons in missing.items()
        if device is not taken and not foreign_to(device)
    ]


def _told(error: BaseException) -> str:
    if isinstance(error, EngineUnavailableError):
        return error.sentence
    return "not enough memory" if isinstance(error, MemoryError) else str(error)


def _told_device(device: Device) -> str:
    return "this computer" if device is Device.AUTO else device.title
