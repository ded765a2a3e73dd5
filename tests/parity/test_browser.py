"""The browser port's three files: what we write runs, what others write runs here, both exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from onnx import TensorProto

from moebius_core.cli import main
from moebius_core.engines.onnx_backend import open_onnx_backend, open_onnx_folder
from moebius_core.export import verify as verifying
from moebius_core.export.autoencoder_graph import browser_decoder_graph, browser_encoder_graph
from moebius_core.export.browser import write_browser_files
from moebius_core.export.deployed import write_deployed_graphs
from moebius_core.export.student_graph import browser_student_graph
from moebius_core.export.verify import OtherResultError, verify
from moebius_core.export.whole_file import whole_file, whole_size
from moebius_core.inpaint import edit_zone
from moebius_core.masks import open_mask
from moebius_core.network import Student, StudentLayout, load_autoencoder, load_student
from moebius_core.progress import Progress
from moebius_core.sampling import LATENT_SCALE
from moebius_core.weights.checkpoint import open_checkpoint
from moebius_core.weights.deployed import own_graphs
from moebius_core.weights.fold_autoencoder import ConvForm, decoder_tensors, encoder_tensors
from moebius_core.weights.fold_context import ContextForm
from moebius_core.weights.fold_student import student_tensors
from moebius_core.weights.layout import AutoencoderLayout
from moebius_core.weights.onnx_file import GRAPHS, check_graph
from moebius_core.weights.pair import Pair, pair_of
from tests.core.weights.making import safetensors, tiny, write_tiny
from tests.fakes import read_pixels, write_mask, write_photo
from tests.parity.goldens import TOLERANCE, golden, recipe_weights, relative_error, shapes
from tests.parity.literal import literal
from tests.parity.test_student import FOUR_LEVELS, HELD_OUT

Array = NDArray[np.float32]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("weights")
    return pair_of(
        open_checkpoint(write_tiny(folder / "student.safetensors", "student")),
        open_checkpoint(write_tiny(folder / "vae.safetensors", "autoencoder")),
    )


@pytest.fixture(scope="module")
def published(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny networks' files."""
    folder = tmp_path_factory.mktemp("published")
    write_browser_files(folder, pair)
    return folder


def run(graph: Path | bytes, **feeds: NDArray[np.generic]) -> Array:
    """By onnxruntime as it comes, without our settings."""
    source = graph if isinstance(graph, bytes) else str(graph)
    return onnxruntime.InferenceSession(source).run(None, feeds)[0]


def test_the_files_compute_what_the_public_code_computes(published: Path) -> None:
    student, pictures = golden("moebius_tiny"), golden("vae_tiny")

    feeds = {name: student[name] for name in GRAPHS["unet.onnx"][0]}
    noise = run(published / "unet.onnx", **feeds)
    moments = run(published / "vae_encoder.onnx", image=pictures["image"])
    image = run(published / "vae_decoder.onnx", latent=pictures["moments"][:, :4])

    assert relative_error(noise, student["noise"]) <= TOLERANCE
    assert relative_error(moments, pictures["moments"]) <= TOLERANCE
    assert relative_error(image, pictures["decoded"]) <= TOLERANCE


def test_every_row_of_a_batch_is_computed_by_itself(published: Path) -> None:
    student, image = golden("moebius_tiny"), golden("vae_tiny")["image"]
    feeds = {name: np.repeat(student[name], 2, axis=0)[:3] for name in GRAPHS["unet.onnx"][0]}
    images = np.concatenate([image, image[..., ::-1]])

    noise = run(published / "unet.onnx", **feeds)
    moments = run(published / "vae_encoder.onnx", image=images)
    decoded = run(published / "vae_decoder.onnx", latent=moments[:, :4])

    expected = np.repeat(student["noise"], 2, axis=0)[:3]
    assert relative_error(noise, expected) <= TOLERANCE
    for number in range(2):
        alone = run(published / "vae_encoder.onnx", image=images[number : number + 1])
        assert relative_error(moments[number : number + 1], alone) <= TOLERANCE
        again = run(published / "vae_decoder.onnx", latent=moments[number : number + 1, :4])
        assert relative_error(decoded[number : number + 1], again) <= TOLERANCE


def test_the_files_are_valid_and_hold_their_weights(published: Path) -> None:
    assert {file.name for file in published.iterdir()} == set(GRAPHS)
    for name in GRAPHS:
        check_graph(published / name)  # as the import reads it
        model = onnx.load(published / name, load_external_data=False)
        onnx.checker.check_model(model, full_check=True)
        assert all(each.data_location != TensorProto.EXTERNAL for each in model.graph.initializer)


def test_the_released_size_has_the_port_s_names_types_and_shapes() -> None:
    student, autoencoder = StudentLayout(), AutoencoderLayout()
    graphs = {
        "unet.onnx": browser_student_graph(student, "w"),
        "vae_encoder.onnx": browser_encoder_graph(autoencoder, 64, "w"),
        "vae_decoder.onnx": browser_decoder_graph(autoencoder, 64, "w"),
    }
    floats, integers = TensorProto.FLOAT, TensorProto.INT64

    assert {name: described(graph) for name, graph in graphs.items()} == {
        "unet.onnx": {
            "latent": (floats, "B", 9, 64, 64),
            "timesteps": (integers, "B"),
            "input_ids": (integers, "B", 10),
            "noise": (floats, "B", 4, 64, 64),
        },
        "vae_encoder.onnx": {
            "image": (floats, "B", 3, 512, 512),
            "moments": (floats, "B", 8, 64, 64),
        },
        "vae_decoder.onnx": {
            "latent": (floats, "B", 4, 64, 64),
            "image": (floats, "B", 3, 512, 512),
        },
    }
    for graph in graphs.values():
        assert [(each.domain, each.version) for each in graph.opset_import] == [("", 17)]
        assert strides_of_convolutions(graph) <= {2}
    tensors = (
        student_tensors(student, ContextForm.COMPUTED),
        encoder_tensors(autoencoder, ConvForm.DIRECT, moments=True),
        decoder_tensors(autoencoder, ConvForm.DIRECT, unscaled=True),
    )
    for graph, weights in zip(graphs.values(), tensors, strict=True):
        assert whole_size(graph, weights) < 1_000_000_000


def described(model: onnx.ModelProto) -> dict[str, tuple[int | str, ...]]:
    ports = (*model.graph.input, *model.graph.output)
    return {
        port.name: (
            port.type.tensor_type.elem_type,
            *(side.dim_param or side.dim_value for side in port.type.tensor_type.shape.dim),
        )
        for port in ports
    }


def strides_of_convolutions(model: onnx.ModelProto) -> set[int]:
    """Over how many axes the convolutions go."""
    return {
        len(attribute.ints)
        for node in model.graph.node
        for attribute in node.attribute
        if node.op_type.startswith("Conv") and attribute.name == "strides"
    }


@pytest.mark.parametrize("layout", [HELD_OUT, FOUR_LEVELS], ids=["two levels", "four levels"])
def test_students_of_other_sizes_are_torch_s(layout: StudentLayout) -> None:
    torch.manual_seed(0)
    network = load_student(Student(layout).state_dict())
    weights = {key: tensor.numpy() for key, tensor in network.state_dict().items()}
    side, length = layout.latent_size, layout.context_length
    latent = torch.randn(2, layout.in_channels, side, side)
    timesteps, ids = torch.tensor([3, 977]), torch.randint(layout.embeddings, (2, length))
    tensors = student_tensors(layout, ContextForm.COMPUTED)
    graph = browser_student_graph(layout, "w")

    parts = list(
        whole_file(graph, tensors, lambda key: weights[key].astype(np.float32), Progress())
    )
    noise = run(
        b"".join(parts),
        latent=latent.numpy(),
        timesteps=timesteps.numpy(),
        input_ids=ids.numpy(),
    )

    expected = network(latent, timesteps, ids).numpy()
    assert relative_error(noise, expected) <= TOLERANCE
    assert sum(len(part) for part in parts) == whole_size(graph, tensors)


def test_the_backend_of_a_folder_says_what_the_checkpoint_s_says(
    pair: Pair, published: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    write_deployed_graphs(own_graphs(), pair.student_layout, pair.autoencoder_layout)
    own = open_onnx_backend(pair.student.path, pair.autoencoder.path)
    theirs = open_onnx_folder(published)
    x, image = golden("moebius_tiny")["latent"][:1], golden("vae_tiny")["image"]

    assert theirs.latent_size == own.latent_size
    for guided in (True, False):
        rows = own.predict_noise(x, 450, guided=guided), theirs.predict_noise(x, 450, guided=guided)
        assert (rows[0][0] is None) == (rows[1][0] is None) == (not guided)
        for a, b in zip(*rows, strict=True):
            assert b is None or relative_error(b, a) <= TOLERANCE
    latents = own.encode(image)
    assert relative_error(theirs.encode(image), latents) <= TOLERANCE
    assert relative_error(theirs.decode(latents), own.decode(latents)) <= TOLERANCE


@pytest.mark.filterwarnings("ignore")  # torch's exporter deprecates itself and warns of traces
def test_files_that_torch_wrote_run_here(tmp_path: Path) -> None:
    """As the port's published ones were made: the literal form, traced, a batch of 1 or any."""
    student = literal(load_student(recipe_weights(shapes("moebius_tiny"))))
    autoencoder = load_autoencoder(recipe_weights(shapes("vae_tiny")))
    reference, pictures = golden("moebius_tiny"), golden("vae_tiny")
    latents = pictures["moments"][:, :4].copy()

    class Part(torch.nn.Module):
        def __init__(self, name: str) -> None:
            super().__init__()
            self.autoencoder, self.name = autoencoder, name

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return getattr(self.autoencoder, self.name)(x)

    feeds = [reference[name] for name in GRAPHS["unet.onnx"][0]]
    for name, module, arguments in (
        ("unet.onnx", student, feeds),
        ("vae_encoder.onnx", Part("encode"), [pictures["image"]]),
        ("vae_decoder.onnx", Part("decode"), [latents]),
    ):
        inputs, outputs = GRAPHS[name]
        varying = [*inputs, *outputs] if name == "unet.onnx" else []
        torch.onnx.export(
            module,
            tuple(torch.from_numpy(each.copy()) for each in arguments),
            str(tmp_path / name),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={port: {0: "batch"} for port in varying},
            opset_version=17,
            dynamo=False,
        )

    backend = open_onnx_folder(tmp_path)

    noise = backend.predict_noise(reference["latent"][:1], int(reference["timesteps"][0]))
    number = int(reference["input_ids"][0, 0] < 10)  # which row of guidance the first one is
    assert relative_error(noise[number], reference["noise"][:1]) <= TOLERANCE
    scale = np.float32(LATENT_SCALE)
    assert relative_error(backend.encode(pictures["image"]), latents * scale) <= TOLERANCE
    assert relative_error(backend.decode(latents * scale), pictures["decoded"]) <= TOLERANCE


def test_verify_names_every_comparison(pair: Pair, published: Path) -> None:
    told: list[float] = []

    found = verify(published, pair, Progress(lambda fraction, _text: told.append(fraction)))

    assert [each.what for each in found[-2:]] == ["the encoder", "the decoder"]
    assert len(found) == 8
    assert all(0 <= each.error <= TOLERANCE for each in found)
    assert told == sorted(told)
    assert told[-1] == 1


def test_verify_finds_other_weights_in_each_part(
    pair: Pair, published: Path, tmp_path: Path
) -> None:
    other = dict(tiny("student"))
    key = "diff_model.up_blocks.2.attentions.1.transformer_blocks.0.attn2.to_v.weight"
    other[key] = other[key] * np.float32(1.01)
    path = tmp_path / "other.safetensors"
    path.write_bytes(safetensors(other))
    changed = pair_of(open_checkpoint(path), pair.autoencoder)
    with pytest.raises(OtherResultError, match="the noise at t = 900, background by") as caught:
        verify(published, changed)
    assert "coder" not in caught.value.sentence

    pictures = dict(tiny("autoencoder"))
    pictures["decoder.conv_out.bias"] = pictures["decoder.conv_out.bias"] * np.float32(np.nan)
    path.write_bytes(safetensors(pictures))
    changed = pair_of(pair.student, open_checkpoint(path))
    with pytest.raises(OtherResultError, match=r"They differ: the decoder by nan; up to 1e-04"):
        verify(published, changed)


def test_the_bar_of_verify_is_what_the_issue_asks() -> None:
    assert verifying.TOLERANCE == 1e-4


def test_a_published_set_removes_what_the_checkpoint_removes(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exported, imported again under a name of its own, and used: the same picture."""
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path / "home"))
    photo = write_photo(tmp_path / "beach.png", size=(220, 180))
    mask = write_mask(tmp_path / "beach_mask.png", size=(220, 180), box=(60, 50, 30, 40))
    for path, name in ((pair.student.path, "tiny"), (pair.autoencoder.path, "vae")):
        assert main(["weights", "import", str(path), "--id", name]) == 0
    assert main(["export", "tiny", "-o", str(tmp_path / "set"), "--no-verify"]) == 0
    assert main(["weights", "import", str(tmp_path / "set"), "--id", "mine"]) == 0
    capsys.readouterr()

    results: dict[str, NDArray[np.uint8]] = {}
    for name in ("mine", "tiny"):
        output = tmp_path / f"{name}.png"
        flags = ["--engine", f"moebius:{name}", "--device", "cpu", "--precision", "fp32"]
        flags += ["--quality", "best", "--steps", "3", "--seed", "5", "-o", str(output)]
        assert main(["remove", str(photo), "--mask", str(mask), *flags]) == 0
        results[name] = read_pixels(output)

    before, hole = read_pixels(photo), open_mask(mask) > 0
    zone = edit_zone(open_mask(mask), region_px=128) > 0
    np.testing.assert_array_equal(results["mine"][~zone], before[~zone])
    assert (results["mine"] != before)[hole].mean() > 0.9
    difference = np.abs(results["mine"].astype(int) - results["tiny"])
    assert difference.max() <= 1
