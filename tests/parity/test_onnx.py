"""The deployed graphs on onnxruntime say what the public code says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from numpy.typing import NDArray

from moebius_core.arrays import Image
from moebius_core.engines.diffusion import DiffusionEngine
from moebius_core.engines.engine import FILL
from moebius_core.engines.onnx_backend import OnnxBackend, open_onnx_backend
from moebius_core.engines.session_profile import PROFILES, open_session
from moebius_core.export.autoencoder_graph import decoder_graph, encoder_graph
from moebius_core.export.deployed import deployed_graphs, write_deployed_graphs
from moebius_core.network import Student, load_autoencoder, load_student
from moebius_core.options import InpaintOptions, Quality
from moebius_core.progress import Progress
from moebius_core.sampling import LATENT_SCALE
from moebius_core.weights.deployed import own_graphs, shipped_graphs
from moebius_core.weights.fold_autoencoder import ConvForm, decoder_tensors, encoder_tensors
from moebius_core.weights.layout import (
    AutoencoderLayout,
    StudentLayout,
    autoencoder_layout,
    student_layout,
)
from moebius_core.weights.prepared import Prepared, slots
from tests.core.cases import noise_photo
from tests.core.weights.making import safetensors, write_tiny
from tests.parity.goldens import TOLERANCE, golden, recipe_weights, relative_error, shapes
from tests.parity.test_student import FOUR_LEVELS, HELD_OUT

Weights = Mapping[str, NDArray[np.generic]]

TINY = student_layout(shapes("moebius_tiny")), autoencoder_layout(shapes("vae_tiny"))


@cache
def released_weights(name: str) -> Weights:
    return recipe_weights(shapes(name))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))


@pytest.fixture
def tiny_backend(tmp_path: Path) -> OnnxBackend:
    write_deployed_graphs(own_graphs(), *TINY)
    return open_onnx_backend(
        write_tiny(tmp_path / "student.safetensors", "student"),
        write_tiny(tmp_path / "vae.safetensors", "autoencoder"),
    )


def test_the_tiny_student_s_noise_is_the_reference_s(tiny_backend: OnnxBackend) -> None:
    reference = golden("moebius_tiny")
    for row in range(2):  # the first is the unconditional one
        x, timestep = reference["latent"][row : row + 1], int(reference["timesteps"][row])
        rows = tiny_backend.predict_noise(x, timestep)
        assert relative_error(rows[row], reference["noise"][row : row + 1]) <= TOLERANCE


@pytest.mark.parametrize("quality", [Quality.DRAFT, Quality.BEST])
def test_the_same_seed_gives_the_same_fill_and_with_other_threads_the_same_but_for_rounding(
    quality: Quality, tmp_path: Path
) -> None:
    """onnxruntime divides its sums by the number of threads."""
    write_deployed_graphs(own_graphs(), *TINY)
    student = write_tiny(tmp_path / "student.safetensors", "student")
    autoencoder = write_tiny(tmp_path / "vae.safetensors", "autoencoder")
    mask = np.zeros((64, 64), np.uint8)
    mask[20:44, 20:44] = FILL
    fills: list[Image] = []
    for threads in (2, 2, 1, 3):
        backend = open_onnx_backend(student, autoencoder, threads=threads)
        engine = DiffusionEngine("moebius:tiny", backend)
        image = noise_photo(64, 64).astype(np.uint8)
        fills.append(engine.fill(image, mask, InpaintOptions(quality=quality), Progress()))
        engine.close()

    np.testing.assert_array_equal(fills[0], fills[1])
    for fill in fills[2:]:
        difference = np.abs(fill.astype(int) - fills[0])
        assert difference.max() <= 1
        assert (difference > 0).mean() < 0.01


def test_one_row_alone_is_the_conditional_one(tiny_backend: OnnxBackend) -> None:
    x = golden("moebius_tiny")["latent"][:1]

    both, alone = tiny_backend.predict_noise(x, 7), tiny_backend.predict_noise(x, 7, guided=False)

    assert alone[0] is None
    assert both[0] is not None
    np.testing.assert_allclose(alone[1], both[1], rtol=0, atol=1e-5)
    assert relative_error(alone[1], both[0]) > 1e-3


def test_the_tiny_autoencoder_is_the_reference_s(tiny_backend: OnnxBackend) -> None:
    reference = golden("vae_tiny")
    mean = reference["moments"][:, :4]

    latents = tiny_backend.encode(reference["image"])
    image = tiny_backend.decode(mean * np.float32(LATENT_SCALE))

    assert relative_error(latents, mean * LATENT_SCALE) <= TOLERANCE
    assert relative_error(image, reference["decoded"]) <= TOLERANCE


def test_the_released_network_is_the_reference_s_with_the_shipped_graph(tmp_path: Path) -> None:
    student = tmp_path / "student.safetensors"
    student.write_bytes(safetensors(released_weights("moebius")))
    autoencoder = tmp_path / "vae.safetensors"
    autoencoder.write_bytes(safetensors(released_weights("vae")))
    backend = open_onnx_backend(student, autoencoder)
    reference = golden("moebius")

    rows = backend.predict_noise(reference["latent"], int(reference["timesteps"][0]))

    backend.close()
    conditional = int(np.argmin(reference["input_ids"][:, 0]))
    for row, number in ((rows[1], conditional), (rows[0], 1 - conditional)):
        assert row is not None
        assert relative_error(row, reference["noise"][number : number + 1]) <= TOLERANCE


@pytest.mark.parametrize("form", ConvForm)
def test_the_released_autoencoder_at_a_quarter_of_its_side_is_torch_s(
    form: ConvForm, tmp_path: Path
) -> None:
    weights, side = released_weights("vae"), 16
    image = np.random.default_rng(0).uniform(-1, 1, (1, 3, 8 * side, 8 * side)).astype(np.float32)
    network = load_autoencoder(weights)
    mean = network.encode(torch.from_numpy(image))[:, :4]
    decoded = network.decode(mean).numpy()
    layout = AutoencoderLayout()

    latents = run(
        encoder_graph(layout, side, form, "w"), encoder_tensors(layout, form), weights, tmp_path,
        {"image": image},
    )  # fmt: skip
    again = run(
        decoder_graph(layout, side, form, "w"), decoder_tensors(layout, form), weights, tmp_path,
        {"latent": mean.numpy() * np.float32(LATENT_SCALE)},
    )  # fmt: skip

    assert relative_error(latents, mean.numpy() * LATENT_SCALE) <= 2e-5
    assert relative_error(again, decoded) <= 2e-5


def run(
    graph: onnx.ModelProto,
    tensors: list[Prepared],
    weights: Weights,
    folder: Path,
    feeds: dict[str, NDArray[np.float32]],
) -> NDArray[np.float32]:
    """The graph's first output with these weights."""
    places = slots(tensors)
    with (folder / "w").open("wb") as file:
        for tensor in tensors:
            file.seek(places[tensor.name].start)
            file.write(tensor.made(lambda key: weights[key].astype(np.float32)).data)
    (folder / "graph.onnx").write_bytes(graph.SerializeToString())
    return open_session(folder / "graph.onnx", PROFILES["cpu"]).run(None, feeds)[0]


@pytest.mark.parametrize("layout", [HELD_OUT, FOUR_LEVELS], ids=["two levels", "four levels"])
def test_other_sizes_are_computed_like_torch_s(layout: StudentLayout, tmp_path: Path) -> None:
    from moebius_core.export.student_graph import student_graph
    from moebius_core.weights.fold_student import student_tensors

    torch.manual_seed(0)
    network = load_student(Student(layout).state_dict())
    weights = {key: tensor.numpy() for key, tensor in network.state_dict().items()}
    x = torch.randn(1, layout.in_channels, layout.latent_size, layout.latent_size)
    length = layout.context_length
    ids = torch.stack([torch.arange(length), torch.arange(length, 2 * length)])
    expected = network(x.expand(2, -1, -1, -1), torch.tensor([421]), ids).numpy()

    noise = run(
        student_graph(layout, "w"),
        student_tensors(layout),
        weights,
        tmp_path,
        {
            "latent": x.numpy(),
            "timestep": np.array([421], np.float32),
            "rows": np.array([0, 1]),
        },
    )

    assert relative_error(noise, expected) <= TOLERANCE


def test_the_shipped_graphs_are_those_that_the_code_writes() -> None:
    """`python -m moebius_core.export` writes them anew."""
    written = dict(deployed_graphs(StudentLayout(), AutoencoderLayout()))

    assert {path.name for path in shipped_graphs().glob("*.onnx")} == set(written)
    for name, graph in written.items():
        shipped = onnx.load(shipped_graphs() / name, load_external_data=False)
        assert shipped == graph, name


def test_the_deployed_graphs_are_small_valid_and_free_of_3_d_convolutions() -> None:
    total = 0
    for path in shipped_graphs().glob("*.onnx"):
        graph = onnx.load(path, load_external_data=False)
        total += path.stat().st_size
        assert [(each.domain, each.version) for each in graph.opset_import] == [("", 17)]
        assert all(len(i.dims) <= 4 for i in graph.graph.initializer)
        kernels = [
            len(attribute.ints)
            for node in graph.graph.node
            for attribute in node.attribute
            if node.op_type.startswith("Conv") and attribute.name == "strides"
        ]
        assert set(kernels) <= {2}
    assert total < 4_000_000
