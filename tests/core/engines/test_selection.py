"""Which engine a name opens, what it falls back to, and what is told about the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from moebius_core.engines import names, runtimes, selection
from moebius_core.engines.backend import DiffusionBackend
from moebius_core.engines.engine import FILL
from moebius_core.engines.runtimes import ONNX, TORCH, NetworkFiles, Runtime
from moebius_core.engines.selection import (
    ENGINE_NAMES,
    Device,
    Rejection,
    check_engine_name,
    engine_names,
    list_devices,
    open_engine,
    rejected_devices,
)
from moebius_core.errors import BadInputError, EngineUnavailableError
from moebius_core.options import InpaintOptions
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights.failures import WeightsMissingError
from tests.core.cases import noise_photo
from tests.fakes import FakeDiffusion

FILES = NetworkFiles("places2", Path("student"), Path("vae"))


class Computer:
    """A computer with weights and whatever runtimes a test gives it."""

    def __init__(self) -> None:
        self.missing: dict[Runtime, str] = {}
        self.failing: dict[Runtime, Callable[[], DiffusionBackend]] = {}
        self.opened: list[tuple[str, str | None]] = []
        self.backends: list[FakeDiffusion] = []

    def why_not(self, runtime: Runtime) -> str:
        return self.missing.get(runtime, "")

    def open(
        self, runtime: Runtime, files: NetworkFiles, precision: str | None, progress: Progress
    ) -> DiffusionBackend:
        assert files == FILES
        self.opened.append((str(runtime), precision))
        progress.report(0.5)
        if runtime in self.failing:
            return self.failing[runtime]()
        backend = FakeDiffusion(precision=precision or runtime.precision or "fp32")
        backend.device = runtime.device.value
        self.backends.append(backend)
        return backend


CUDA_TORCH, CUDA_ONNX = Runtime(Device.CUDA, TORCH), Runtime(Device.CUDA, ONNX)
CPU_BF16, CPU_ONNX = Runtime(Device.CPU, TORCH, "bf16"), Runtime(Device.CPU, ONNX)
CPU_TORCH = Runtime(Device.CPU, TORCH, "fp32")
TABLE = (CUDA_TORCH, CUDA_ONNX, CPU_BF16, CPU_ONNX, CPU_TORCH)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    own = Computer()
    monkeypatch.setattr(runtimes, "RUNTIMES", TABLE)
    monkeypatch.setattr(Runtime, "why_not", lambda runtime: own.why_not(runtime))
    monkeypatch.setattr(Runtime, "open", lambda *given: own.open(*given))
    monkeypatch.setattr(selection, "installed_networks", lambda: ("places2",))
    monkeypatch.setattr(selection, "network_files", lambda _name: FILES)
    monkeypatch.setattr(runtimes, "card_name", lambda: "A card, 24 GiB")
    return own


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "weights"))


def broken() -> FakeDiffusion:
    class Blank(FakeDiffusion):
        def decode(self, latents):  # type: ignore[no-untyped-def]
            return np.zeros((1, 3, 64, 64), np.float32)

    return Blank()


def refused() -> FakeDiffusion:
    raise EngineUnavailableError("The driver is too old.")


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize("name", ["auto", "content-fill"])
@pytest.mark.parametrize("device", [Device.AUTO, Device.CPU])
def test_without_weights_content_fill_opens(name: str, device: Device) -> None:
    opened = open_engine(name, device)

    assert opened.engine.info.name == "content-fill"
    assert opened.engine.info.device == Device.CPU.value
    assert opened.engine.info.region_px is None
    assert opened.rejected == ()
    opened.engine.close()


def test_content_fill_knows_no_other_device() -> None:
    with pytest.raises(EngineUnavailableError, match=r"CPU only, not on CUDA"):
        open_engine("content-fill", Device.CUDA)


def test_an_unknown_name_is_refused_with_the_choice() -> None:
    with pytest.raises(BadInputError, match=r"no engine “magic”.*auto, content-fill"):
        open_engine("magic", Device.CPU)


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("moebius:plces2", "moebius:places2"),
        ("contentfill", "content-fill"),
        ("moebius:celebhq", "moebius:celebahq"),
        ("Moebius", "moebius"),
    ],
)
def test_a_misspelt_name_is_guessed(name: str, near: str) -> None:
    with pytest.raises(BadInputError, match=f"no engine “{name}”. Did you mean .*{near}"):
        check_engine_name(name)


@pytest.mark.usefixtures("nothing_installed")
def test_the_autoencoder_is_no_engine() -> None:
    with pytest.raises(BadInputError, match="no engine “moebius:vae”"):
        check_engine_name("moebius:vae")


@pytest.mark.usefixtures("nothing_installed")
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("moebius", "download places2"),
        ("moebius:places2", "download places2"),
        ("moebius:ffhq", "download ffhq"),
        ("moebius:onnx-places2", "download onnx-places2"),
    ],
)
def test_weights_that_are_not_there_come_with_the_command_to_get_them(
    name: str, command: str
) -> None:
    with pytest.raises(WeightsMissingError, match=f"moebius weights {command}"):
        open_engine(name)


@pytest.mark.usefixtures("nothing_installed")
def test_names_without_weights_are_the_fixed_ones() -> None:
    assert engine_names() == ENGINE_NAMES == ("auto", "content-fill", "moebius")


def test_an_engine_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "moebius_core.engines.content_fill", None)

    with pytest.raises(EngineUnavailableError, match=r"content-fill cannot start on cpu"):
        open_engine("content-fill", Device.CPU)


@pytest.mark.parametrize("name", ["auto", "moebius", "moebius:places2"])
def test_with_weights_the_network_opens_on_the_first_runtime(name: str, computer: Computer) -> None:
    opened = open_engine(name)

    assert opened.engine.info.name == "moebius:places2"
    assert opened.engine.info.device == "cuda"
    assert opened.engine.info.region_px == 64
    assert opened.rejected == opened.notes == ()
    assert computer.backends[0].calls == ["unguided", "encode", "decode"]


def test_a_card_that_is_not_there_is_told_and_no_failure(computer: Computer) -> None:
    computer.missing = dict.fromkeys(TABLE[:2], "no driver was found")
    computer.missing[CPU_BF16] = "this processor has no instructions for bf16"

    opened = open_engine("auto")

    assert opened.engine.info.device == "cpu"
    assert opened.rejected == (Rejection("CUDA", "no driver was found"),)
    assert opened.notes == ()
    assert computer.backends[0].calls == []  # a test would cost a processor seconds


@pytest.mark.parametrize(
    ("failing", "why"), [(broken, "Decoding gave the same number"), (refused, "driver is too old")]
)
def test_what_fails_is_passed_by_with_a_note(
    failing: Callable[[], DiffusionBackend], why: str, computer: Computer
) -> None:
    computer.failing = {CUDA_TORCH: failing}

    opened = open_engine("auto")

    assert computer.opened == [("CUDA with torch", None), ("CUDA with onnxruntime", None)]
    (rejection,) = opened.rejected
    assert rejection.what == "CUDA with torch"
    assert why in rejection.why
    (note,) = opened.notes
    assert note.startswith("CUDA with torch failed, so it was not used: ")


def test_a_backend_that_fails_its_test_is_closed(computer: Computer) -> None:
    ill = broken()
    computer.failing = {CUDA_TORCH: lambda: ill}

    open_engine("auto")

    assert ill.is_closed


def test_a_device_that_was_asked_for_has_to_work(computer: Computer) -> None:
    computer.missing = {CUDA_ONNX: "the installed onnxruntime was built without CUDA"}
    computer.failing = {CUDA_TORCH: refused}

    with pytest.raises(
        EngineUnavailableError,
        match=r"moebius:places2 cannot run on CUDA: .*driver is too old.*built without CUDA",
    ):
        open_engine("moebius", Device.CUDA)
    assert computer.opened == [("CUDA with torch", None)]


def test_a_device_without_any_runtime_says_so(computer: Computer) -> None:
    with pytest.raises(EngineUnavailableError, match="cannot run on DirectML"):
        open_engine("moebius", Device.DIRECTML)


def test_when_nothing_works_auto_fills_from_the_content(computer: Computer) -> None:
    computer.failing = dict.fromkeys(TABLE, refused)

    opened = open_engine("auto")

    assert opened.engine.info.name == "content-fill"
    (note,) = opened.notes
    assert "driver is too old" in note
    with pytest.raises(EngineUnavailableError, match="cannot run on this computer"):
        open_engine("moebius")


@pytest.mark.parametrize(
    ("precision", "expected"),
    [
        ("auto", ("CPU with torch", None)),
        ("bf16", ("CPU with torch", "bf16")),
        ("fp32", ("CPU with onnxruntime", "fp32")),
        ("fp16", ("CPU with onnxruntime", "fp16")),
    ],
)
def test_the_precision_decides_what_is_tried(
    precision: str, expected: tuple[str, str | None], computer: Computer
) -> None:
    opened = open_engine("moebius", Device.CPU, precision=precision)

    assert computer.opened == [expected]
    wanted = "bf16" if precision == "auto" else precision
    assert opened.engine.info.precision == wanted


def test_output_that_breaks_later_is_done_again_in_fp32_and_then_on_the_cpu(
    computer: Computer,
) -> None:
    def ill() -> FakeDiffusion:
        class Breaking(FakeDiffusion):
            device = "cuda"

            def _call(self, what: str) -> None:
                super()._call(what)
                if self.calls.count("encode") > 1 or self.precision == "fp32":
                    raise EngineUnavailableError("The card was lost.")

        return Breaking(precision="bf16" if len(computer.opened) == 1 else "fp32")

    computer.failing = {CUDA_TORCH: ill}
    engine = open_engine("moebius").engine
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 20:40] = FILL

    engine.fill(noise_photo(64, 64).astype(np.uint8), mask, InpaintOptions(), Progress())

    assert [precision for _, precision in computer.opened] == [None, "fp32", "fp32"]
    assert [name for name, _ in computer.opened][1:] == ["CUDA with torch", "CPU with onnxruntime"]
    assert engine.info.device == "cpu"


def test_opening_reports_and_can_be_cancelled(computer: Computer) -> None:
    told: list[float] = []
    open_engine("moebius", progress=Progress(lambda fraction, _text: told.append(fraction)))
    assert told == sorted(told)
    assert told[-1] == 1

    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        open_engine("auto", progress=Progress(token=token))


def test_devices_are_told_with_what_runs_there(computer: Computer) -> None:
    computer.missing = {CUDA_ONNX: "built without", CPU_BF16: "no instructions"}

    cpu, cuda = list_devices()

    assert (cpu.device, cuda.device) == (Device.CPU, Device.CUDA)
    assert "cores" in cpu.name
    assert cpu.engines == ("content-fill", "moebius:places2")
    assert cpu.runtimes == ("onnxruntime", "torch")
    assert cuda.name == "A card, 24 GiB"
    assert cuda.engines == ("moebius:places2",)
    assert cuda.runtimes == ("torch",)


def test_rejected_devices_are_those_without_any_runtime(computer: Computer) -> None:
    computer.missing = {CUDA_TORCH: "torch is not installed", CUDA_ONNX: "built without CUDA"}

    rejected = {each.what: each.why for each in rejected_devices()}

    assert rejected["CUDA"] == "torch is not installed; built without CUDA"
    assert "CPU" not in rejected


@pytest.mark.usefixtures("nothing_installed")
def test_this_computer_has_a_processor_that_fills() -> None:
    cpu = list_devices()[0]

    assert cpu.device is Device.CPU
    assert "core" in cpu.name
    assert cpu.engines == ("content-fill",)


def test_places2_comes_before_other_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    from moebius_core.weights.registry import WeightsKind

    kinds = {"places2": WeightsKind.STUDENT, "vae": WeightsKind.AUTOENCODER}
    kinds |= {"onnx-places2": WeightsKind.ONNX, "mine": WeightsKind.STUDENT}
    installed = [SimpleNamespace(id=id_, kind=kind) for id_, kind in kinds.items()]

    class Store:
        def installed(self) -> list[SimpleNamespace]:
            return installed

        def get(self, name: str) -> SimpleNamespace:
            return next(each for each in installed if each.id == name)

        def student(self, name: str) -> Path:
            return Path(name, "student")

        def autoencoder_for(self, name: str) -> Path:
            if name == "mine":
                raise WeightsMissingError("No autoencoder.")
            return Path("vae")

        def onnx(self, name: str) -> Path:
            return Path(name)

    monkeypatch.setattr(names, "_store", Store)

    assert names.installed_networks() == ("places2", "onnx-places2")
    assert engine_names()[3:] == ("moebius:places2", "moebius:onnx-places2")
    expected = NetworkFiles("places2", Path("places2/student"), Path("vae"))
    assert names.network_files("moebius") == names.network_files("moebius:places2") == expected
    graphs = NetworkFiles("onnx-places2", graphs=Path("onnx-places2"))
    assert names.network_files("moebius:onnx-places2") == graphs
    with pytest.raises(WeightsMissingError, match="No autoencoder"):
        names.network_files("moebius:mine")
