"""What comes with the program and must be where it looks for it."""

from __future__ import annotations

from pathlib import Path

from app.places import asset
from app.self_test.report import CheckError

_FEWEST_BYTES = 1000


def assets(_folder: Path) -> str:
    """Icons, sample photos with masks, and the licences."""
    from app.support.licences import components, own_licence, samples

    icons = list(asset("icons").glob("*.svg"))
    if not icons or not asset("app_icon.svg").is_file():
        raise CheckError(f"There are no icons in {asset('icons')}.")
    for sample in samples():
        photo = asset("samples", sample.file)
        if not photo.is_file() or not photo.with_name(f"{photo.stem}_mask.png").is_file():
            raise CheckError(f"The sample {photo} or its mask is missing.")
    if not samples() or "Apache License" not in own_licence():
        raise CheckError("The list of the samples or the program's licence is missing.")
    silent = [part.name for part in components() if not part.text()]
    if silent:
        raise CheckError(f"No text of the licence came with: {', '.join(silent)}.")
    return f"{len(icons)} icons, {len(samples())} samples, {len(components())} licences"


def graphs(_folder: Path) -> str:
    """The deployed graphs of the released network."""
    from moebius_core.weights.deployed import graph_files, missing_graphs, shipped_graphs
    from moebius_core.weights.layout import AutoencoderLayout, StudentLayout

    layouts = StudentLayout(), AutoencoderLayout()
    missing = missing_graphs(*layouts)
    if missing:
        raise CheckError(f"{shipped_graphs()} lacks {', '.join(missing)}.")
    sizes = [(shipped_graphs() / name).stat().st_size for name in graph_files(*layouts)]
    if min(sizes) < _FEWEST_BYTES:
        raise CheckError(f"A graph in {shipped_graphs()} is cut off.")
    return f"{len(sizes)} graphs, {sum(sizes) / 1e6:.1f} MB"


def weights(_folder: Path) -> str:
    """The list of what is published, and which of it is bundled here."""
    from moebius_core.engines.names import installed_networks
    from moebius_core.weights.registry import known_sets

    known = known_sets()
    if not known:
        raise CheckError("The list of published weights is empty.")
    bundled = ", ".join(installed_networks()) or "none"
    return f"{len(known)} sets are known, bundled: {bundled}"
