"""Published graphs as a backend: what is fed to them, what is read from them, what is refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from moebius_core.engines.onnx_backend import open_onnx_folder
from moebius_core.engines.onnx_folder import OnnxFolderBackend
from moebius_core.errors import BadInputError, EngineUnavailableError
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.sampling import LATENT_SCALE
from moebius_core.weights.onnx_file import GRAPHS
from tests.core.weights.making import until, write_graphs

Side = int | str | None
Feeds = Mapping[str, NDArray[Any]]

SIDE = 8


@dataclass(frozen=True)
class Port:
    name: str
    type: str
    shape: list[Side]


@dataclass
class Session:
    """A session that computes something simple and remembers what it was fed."""

    inputs: list[Port]
    outputs: list[Port]
    compute: Callable[[Feeds], NDArray[np.float32]]
    fed: list[Feeds] = field(default_factory=list)

    def get_inputs(self) -> list[Port]:
        return self.inputs

    def get_outputs(self) -> list[Port]:
        return self.outputs

    def run(self, names: None, feeds: Feeds, options: Any) -> list[NDArray[np.float32]]:
        self.fed.append(feeds)
        for port in self.inputs:
            shape = feeds[port.name].shape
            for given, wanted in zip(shape, port.shape, strict=True):
                assert not isinstance(wanted, int) or given == wanted, (port, shape)
        return [self.compute(feeds)]

    def with_port(self, name: str, /, **changes: Any) -> Session:
        def changed(ports: list[Port]) -> list[Port]:
            return [replace(p, **changes) if p.name == name else p for p in ports]

        return Session(changed(self.inputs), changed(self.outputs), self.compute)


def noise_of_row(feeds: Feeds) -> NDArray[np.float32]:
    """The latent's first channels, plus the row's first id, plus the timestep."""
    told = feeds["input_ids"][:, 0] + feeds["timesteps"]
    return feeds["latent"][:, :4] + told.astype(np.float32)[:, None, None, None]


def unet(batch: Side = "B", side: Side = SIDE, time: str = "tensor(int64)") -> Session:
    return Session(
        [
            Port("latent", "tensor(float)", [batch, 9, side, side]),
            Port("timesteps", time, [batch]),
            Port("input_ids", "tensor(int64)", [batch, 10]),
        ],
        [Port("noise", "tensor(float)", [batch, 4, side, side])],
        noise_of_row,
    )


def encoder(batch: Side = "B", side: Side = 8 * SIDE) -> Session:
    latent = side // 8 if isinstance(side, int) else side
    return Session(
        [Port("image", "tensor(float)", [batch, 3, side, side])],
        [Port("moments", "tensor(float)", [batch, 8, latent, latent])],
        lambda feeds: np.repeat(
            feeds["image"][:, :1, ::8, ::8], 8, axis=1
        ) * np.arange(1, 9, dtype=np.float32).reshape(8, 1, 1),
    )  # fmt: skip


def decoder(batch: Side = "B", side: Side = SIDE) -> Session:
    picture = 8 * side if isinstance(side, int) else side
    return Session(
        [Port("latent", "tensor(float)", [batch, 4, side, side])],
        [Port("image", "tensor(float)", [batch, 3, picture, picture])],
        lambda feeds: feeds["latent"][:, :3].repeat(8, 2).repeat(8, 3),
    )


def backend(
    student: Session | None = None, first: Session | None = None, last: Session | None = None
) -> OnnxFolderBackend:
    return OnnxFolderBackend(student or unet(), first or encoder(), last or decoder(), device="cpu")


@pytest.fixture
def x() -> NDArray[np.float32]:
    return np.random.default_rng(0).normal(size=(1, 9, SIDE, SIDE)).astype(np.float32)


@pytest.mark.parametrize("batch", ["B", None, 1, 2, 3])
def test_rows_are_those_of_guidance_whatever_the_batch(batch: Side, x: NDArray[Any]) -> None:
    network = backend(unet(batch))

    unconditional, conditional = network.predict_noise(x, 7)
    none, alone = network.predict_noise(x, 7, guided=False)

    assert unconditional is not None
    np.testing.assert_allclose(unconditional, x[:, :4] + 17)
    np.testing.assert_allclose(conditional, x[:, :4] + 7)
    assert none is None
    np.testing.assert_array_equal(alone, conditional)


def test_rows_of_guidance_take_one_run_and_a_row_alone_is_fed_alone(x: NDArray[Any]) -> None:
    student = unet()
    network = backend(student)

    network.predict_noise(x, 7)
    network.predict_noise(x, 7, guided=False)

    guided, alone = student.fed
    assert guided["input_ids"].tolist() == [[*range(10, 20)], [*range(10)]]
    assert guided["timesteps"].tolist() == [7, 7]
    assert alone["input_ids"].tolist() == [[*range(10)]]
    assert guided["input_ids"].dtype == guided["timesteps"].dtype == np.int64


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        ("tensor(int64)", np.int64),
        ("tensor(int32)", np.int32),
        ("tensor(float)", np.float32),
        ("tensor(double)", np.float64),
        ("tensor(float16)", np.float16),
    ],
)
def test_timesteps_come_in_the_type_that_the_file_says(
    kind: str, dtype: type, x: NDArray[Any]
) -> None:
    student = unet(time=kind)

    _, noise = backend(student).predict_noise(x, 950)

    assert student.fed[0]["timesteps"].dtype == dtype
    np.testing.assert_allclose(noise, x[:, :4] + 950, rtol=1e-6)


def test_latents_are_the_scaled_mean_and_are_unscaled_for_the_decoder() -> None:
    pictures = np.random.default_rng(0).uniform(-1, 1, (2, 3, 64, 64)).astype(np.float32)
    network = backend()

    latents = network.encode(pictures)
    picture = network.decode(latents[:1])

    mean = pictures[:, :1, ::8, ::8] * np.arange(1, 5, dtype=np.float32).reshape(4, 1, 1)
    np.testing.assert_allclose(latents, mean * LATENT_SCALE, rtol=1e-6)
    np.testing.assert_allclose(picture[0, :, ::8, ::8], mean[0, :3], rtol=1e-5)
    assert latents.dtype == picture.dtype == np.float32


@pytest.mark.parametrize("student", [unet(), unet(side="height")], ids=["unet", "decoder"])
def test_the_size_is_read_from_what_is_fixed(student: Session) -> None:
    assert backend(student).latent_size == SIDE


def test_a_size_that_no_graph_states_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"unet\.onnx does not say for which size"):
        backend(unet(side="s"), encoder(side="S"), decoder(side="s"))


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("latent", {"shape": ["B", 4, 8, 8]}, r"“latent” has the shape \(any, 4, 8, 8\)"),
        ("latent", {"type": "tensor(float16)"}, r"“latent” is of the type tensor\(float16\)"),
        ("input_ids", {"type": "tensor(float)"}, r"“input_ids” .* tensor\(int64\) or tensor\(int3"),
        ("input_ids", {"shape": ["B"]}, r"“input_ids” has the shape \(any\)"),
        ("noise", {"shape": ["B", 4, 4, 4]}, r"“noise” has the shape \(any, 4, 4, 4\)"),
        ("noise", {"name": "epsilon"}, r"gives epsilon, where noise is expected"),
        ("timesteps", {"name": "t"}, r"takes latent, t, input_ids, where latent, timesteps"),
        ("timesteps", {"shape": [2]}, r"different numbers of rows at once: latent \(1, 9"),
    ],
)
def test_other_graphs_are_refused_in_a_sentence(
    name: str, changes: dict[str, Any], told: str
) -> None:
    student = unet(1 if changes.get("shape") == [2] else "B").with_port(name, **changes)

    with pytest.raises(BadInputError, match=rf"unet\.onnx.*{told}"):
        backend(student)


def test_an_autoencoder_of_another_size_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"vae_encoder\.onnx: “image” has the shape"):
        backend(first=encoder(side=128))
    with pytest.raises(BadInputError, match=r"vae_decoder\.onnx: “latent” has the shape"):
        backend(last=decoder(side=16))


def test_an_output_without_a_stated_shape_is_taken() -> None:
    assert backend(unet().with_port("noise", shape=[])).latent_size == SIDE


def test_a_failing_device_is_told_and_an_interrupted_run_is_cancelled(x: NDArray[Any]) -> None:
    started, network = threading.Event(), backend()

    def fail(_feeds: Feeds) -> NDArray[np.float32]:
        raise RuntimeError("out of luck\nat line 1")

    class Long(Session):
        def run(self, names: None, feeds: Feeds, options: Any) -> list[NDArray[np.float32]]:
            started.set()
            until(lambda: options.terminate)
            raise RuntimeError("terminated")

    failing, long = unet(), unet()
    failing.compute = fail
    with pytest.raises(EngineUnavailableError, match=r"cpu failed while computing: out of luck\."):
        backend(failing).predict_noise(x, 1)

    network = backend(Long(long.inputs, long.outputs, long.compute))
    thread = threading.Thread(target=lambda: (started.wait(), network.interrupt()))
    thread.start()
    with pytest.raises(Cancelled):
        network.predict_noise(x, 1)
    thread.join()


def test_a_folder_without_all_files_or_with_damaged_ones_is_refused(tmp_path: Path) -> None:
    folder = write_graphs(tmp_path / "set")
    with pytest.raises(EngineUnavailableError, match=r"CPU cannot load unet\.onnx"):
        open_onnx_folder(folder)  # frames without a graph that computes

    unet_file = folder / "unet.onnx"
    unet_file.write_bytes(unet_file.read_bytes()[:-1000])
    with pytest.raises(BadInputError, match="no ONNX graph, or cut off"):
        open_onnx_folder(folder)

    unet_file.unlink()
    with pytest.raises(BadInputError, match=r"holds no unet\.onnx"):
        open_onnx_folder(folder)
    with pytest.raises(EngineUnavailableError, match="does not compute on mps"):
        open_onnx_folder(folder, device="mps")


def test_opening_can_be_cancelled(tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        open_onnx_folder(write_graphs(tmp_path), progress=Progress(token=token))
    assert len(list(tmp_path.iterdir())) == len(GRAPHS)
