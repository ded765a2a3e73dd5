"""Writes the deployed graphs, those that ship and those for weights of other sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onnx import ModelProto

from moebius_core.errors import SaveError
from moebius_core.export.autoencoder_graph import decoder_graph, encoder_graph
from moebius_core.export.student_graph import student_graph
from moebius_core.system import write_atomically
from moebius_core.weights.deployed import autoencoder_file, student_file
from moebius_core.weights.fold_autoencoder import ConvForm
from moebius_core.weights.layout import AutoencoderLayout, StudentLayout
from moebius_core.weights.prepare import WEIGHTS


def deployed_graphs(
    student: StudentLayout, autoencoder: AutoencoderLayout
) -> Iterator[tuple[str, ModelProto]]:
    """File name and graph of all that `weights.deployed.graph_files` names."""
    yield student_file(student), student_graph(student, WEIGHTS)
    side = student.latent_size
    for form in ConvForm:
        for part, graph in (("encoder", encoder_graph), ("decoder", decoder_graph)):
            name = autoencoder_file(part, autoencoder, side, form)
            yield name, graph(autoencoder, side, form, WEIGHTS)


def write_deployed_graphs(
    folder: Path, student: StudentLayout, autoencoder: AutoencoderLayout
) -> list[Path]:
    """Write them into `folder`, and tell their paths. Raises SaveError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            f"The folder {folder} cannot be made: {error.strerror or error}."
        ) from error
    written: list[Path] = []
    for name, graph in deployed_graphs(student, autoencoder):
        write_atomically(folder / name, [graph.SerializeToString(deterministic=True)])
        written.append(folder / name)
    return written
