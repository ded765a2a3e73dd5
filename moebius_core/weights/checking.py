"""Whether weights on the disk are still what was installed, told in sentences."""

from __future__ import annotations

from moebius_core.errors import BadInputError
from moebius_core.progress import Progress
from moebius_core.weights.candidates import OWN_AUTOENCODER
from moebius_core.weights.checkpoint import ENDINGS, open_checkpoint
from moebius_core.weights.copying import sha256_of
from moebius_core.weights.failures import told_size
from moebius_core.weights.onnx_file import GRAPHS, check_graph
from moebius_core.weights.receipt import Installed
from moebius_core.weights.recognise import broken_numbers, check_whole
from moebius_core.weights.registry import WeightsFile, WeightsKind


def problems_of(installed: Installed, progress: Progress) -> list[str]:
    """What is wrong with a set; nothing when it is sound. Reads every byte.

    Raises:
        Cancelled: at the next report.
    """
    found: list[str] = []
    done, total = 0, max(installed.bytes, 1)
    for file in installed.files:
        part = progress.span(done / total, (done + file.size) / total)
        part.report(0.0, f"Checking {installed.id}: {file.name}, {told_size(file.size)}")
        found += _problems_of_file(installed, file, part)
        done += file.size
    return found


def problems_of_content(installed: Installed, file: WeightsFile, progress: Progress) -> list[str]:
    """Whether one file holds what its set needs: keys, shapes, numbers; inputs and outputs."""
    path = installed.path(file.path)
    try:
        if file.name in GRAPHS:
            check_graph(path)
        elif path.suffix in ENDINGS:
            checkpoint = open_checkpoint(path)
            check_whole(checkpoint, _kind(installed, file))
            broken = broken_numbers(checkpoint, progress)
            if broken:
                return [
                    f"{file.path} holds values that are not numbers (NaN or infinite) in "
                    f"{len(broken)} of {len(checkpoint)} tensors, first in {broken[0]}."
                ]
    except BadInputError as error:
        return [error.sentence]
    return []


def _problems_of_file(installed: Installed, file: WeightsFile, progress: Progress) -> list[str]:
    path = installed.path(file.path)
    try:
        size = path.stat().st_size
        if size != file.size:
            return [f"{file.path} has {size} bytes instead of {file.size}."]
        if sha256_of(path, progress.span(0.0, 0.6)) != file.sha256:
            return [f"{file.path} has changed since it was {installed.origin.value}."]
    except OSError as error:
        return [f"{file.path} cannot be read: {error.strerror or error}."]
    return problems_of_content(installed, file, progress.span(0.6, 1.0))


def _kind(installed: Installed, file: WeightsFile) -> WeightsKind:
    is_own_autoencoder = file.path.startswith(OWN_AUTOENCODER)
    return WeightsKind.AUTOENCODER if is_own_autoencoder else installed.kind
