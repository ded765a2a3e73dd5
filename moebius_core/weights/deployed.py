"""The deployed graphs: which there are, where they lie, and what each makes of a checkpoint.

Graphs of the released networks ship with the program. For weights of another size,
`moebius export --deployed` writes them beside the weights, where they are found, too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from moebius_core import __version__
from moebius_core.errors import EngineUnavailableError
from moebius_core.places import weights_folder
from moebius_core.weights.fold_autoencoder import ConvForm, decoder_tensors, encoder_tensors
from moebius_core.weights.fold_student import student_tensors
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout
from moebius_core.weights.prepare import Recipe

_SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "graphs"


def shipped_graphs() -> Path:
    """The folder of those that come with the program."""
    return _SHIPPED


def own_graphs() -> Path:
    """The folder of those that were written for weights of other sizes, by this version."""
    return weights_folder() / ".graphs" / __version__


def graph_files(student: StudentLayout, autoencoder: AutoencoderLayout) -> list[str]:
    """Names of all graphs that weights of these sizes need on one device or another."""
    return [
        student_file(student),
        *(
            autoencoder_file(part, autoencoder, student.latent_size, form)
            for form in ConvForm
            for part in ("encoder", "decoder")
        ),
    ]


def missing_graphs(student: StudentLayout, autoencoder: AutoencoderLayout) -> list[str]:
    """Those of `graph_files` that are not there; the released sizes miss none."""
    return [name for name in graph_files(student, autoencoder) if _path(name) is None]


def student_recipe(layout: StudentLayout) -> Recipe:
    """Raises EngineUnavailableError when there is no graph for this size."""
    return Recipe("student", _found(student_file(layout)), student_tensors(layout))


def encoder_recipe(layout: AutoencoderLayout, latent_size: int, form: ConvForm) -> Recipe:
    """Raises EngineUnavailableError when there is no graph for this size."""
    file = autoencoder_file("encoder", layout, latent_size, form)
    return Recipe("encoder", _found(file), encoder_tensors(layout, form))


def decoder_recipe(layout: AutoencoderLayout, latent_size: int, form: ConvForm) -> Recipe:
    """Raises EngineUnavailableError when there is no graph for this size."""
    file = autoencoder_file("decoder", layout, latent_size, form)
    return Recipe("decoder", _found(file), decoder_tensors(layout, form))


def student_file(layout: StudentLayout) -> str:
    """Name of the graph's file."""
    return f"student-{_digest(layout)}.onnx"


def autoencoder_file(part: str, layout: AutoencoderLayout, latent_size: int, form: ConvForm) -> str:
    """Name of the graph's file; `part` is encoder or decoder."""
    return f"{part}-{form.value}-{_digest(layout, latent_size)}.onnx"


def _digest(*facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:8]


def _path(name: str) -> Path | None:
    found = (folder / name for folder in (_SHIPPED, own_graphs()))
    return next((path for path in found if path.is_file()), None)


def _found(name: str) -> Path:
    path = _path(name)
    if path is not None:
        return path
    raise EngineUnavailableError(
        "These weights are of another size than the released ones, and there is no graph for them.",
        "Write it: moebius export WEIGHTS --deployed (needs pip install 'moebius[export]').",
    )
