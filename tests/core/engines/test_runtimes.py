"""What runs the network here, and what the computer says of itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from moebius_core.engines import processor, runtimes
from moebius_core.engines.device import Device, foreign_to
from moebius_core.engines.runtimes import ONNX, TORCH, NetworkFiles, Runtime
from moebius_core.errors import EngineUnavailableError
from moebius_core.progress import Progress
from tests.fakes import FakeDiffusion

FILES = NetworkFiles("places2", Path("student"), Path("vae"))
CUDA_TORCH, CUDA_ONNX = Runtime(Device.CUDA, TORCH), Runtime(Device.CUDA, ONNX)
CPU_BF16, CPU_ONNX = Runtime(Device.CPU, TORCH, "bf16"), Runtime(Device.CPU, ONNX)


@pytest.mark.parametrize(
    ("platform", "foreign"),
    [
        ("linux", {Device.DIRECTML, Device.COREML, Device.MPS}),
        ("win32", {Device.COREML, Device.MPS}),
        ("darwin", {Device.DIRECTML, Device.CUDA}),
    ],
)
def test_each_system_has_its_devices(platform: str, foreign: set[Device]) -> None:
    found = {device for device in Device if foreign_to(device, platform=platform)}
    assert found == foreign


class TestRuntime:
    """What a runtime itself finds out, with libraries that are not there."""

    @pytest.fixture(autouse=True)
    def _linux_with_a_card(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runtimes, "foreign_to", lambda _device: "")
        monkeypatch.setattr(runtimes, "_without_driver", lambda _device: "")

    def test_a_library_that_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(runtimes.util, "find_spec", lambda _name: None)

        assert CUDA_TORCH.why_not() == "torch is not installed: pip install 'moebius[cuda]'"
        assert "onnxruntime is not installed" in CUDA_ONNX.why_not()

    def test_a_library_that_does_not_load(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_name: str) -> None:
            raise ImportError("DLL load failed")

        monkeypatch.setattr(runtimes, "import_module", fail)
        monkeypatch.setattr(runtimes.util, "find_spec", lambda _name: object())

        assert CUDA_ONNX.why_not() == "onnxruntime cannot be loaded (DLL load failed)"

    @pytest.mark.parametrize(("devices", "is_there"), [(("cpu",), False), (("cpu", "cuda"), True)])
    def test_an_onnxruntime_without_the_device(
        self, devices: tuple[str, ...], is_there: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        module = SimpleNamespace(onnx_devices=lambda: devices)
        monkeypatch.setattr(runtimes, "import_module", lambda _name: module)
        monkeypatch.setattr(runtimes.util, "find_spec", lambda _name: object())

        reason = CUDA_ONNX.why_not()

        assert reason == ("" if is_there else "the installed onnxruntime was built without CUDA")

    def test_a_processor_without_bf16_never_imports_torch(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def forbidden(_name: str) -> None:
            raise AssertionError("imported")

        monkeypatch.setattr(runtimes, "import_module", forbidden)
        monkeypatch.setattr(runtimes, "_may_have_bf16", lambda: False)

        assert CPU_BF16.why_not() == "this processor has no instructions for bf16"

    def test_it_hands_the_files_to_its_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls: list[tuple[object, ...]] = []

        def note(name: str) -> Callable[..., FakeDiffusion]:
            def open_(*given: object, device: str, progress: Progress, **more: object) -> object:
                calls.append((name, *given, device, more))
                return FakeDiffusion()

            return open_

        module = SimpleNamespace(
            open_torch_backend=note("torch"),
            open_onnx_backend=note("onnx"),
            open_onnx_folder=note("folder"),
        )
        monkeypatch.setattr(runtimes, "import_module", lambda _name: module)
        graphs = NetworkFiles("onnx-places2", graphs=Path("folder"))

        CUDA_TORCH.open(FILES, None, Progress())
        CPU_BF16.open(FILES, None, Progress())
        CPU_ONNX.open(FILES, "fp32", Progress())
        CPU_ONNX.open(graphs, None, Progress())

        both = (Path("student"), Path("vae"))
        assert calls == [
            ("torch", *both, "cuda", {"precision": None}),
            ("torch", *both, "cpu", {"precision": "bf16"}),
            ("onnx", *both, "cpu", {"precision": "fp32"}),
            ("folder", Path("folder"), "cpu", {}),
        ]
        with pytest.raises(EngineUnavailableError, match="torch does not run"):
            CUDA_TORCH.open(graphs, None, Progress())
        with pytest.raises(EngineUnavailableError, match="fp32, not in fp16"):
            CPU_ONNX.open(graphs, "fp16", Progress())


def test_a_computer_without_a_driver_has_no_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtimes, "foreign_to", lambda _device: "")
    monkeypatch.setattr(runtimes, "_AMD_DRIVER", Path("/nowhere"))
    monkeypatch.setattr(runtimes, "_DRIVERS", {sys.platform: ("no-such-library",)})

    assert CUDA_TORCH.why_not() == "no driver for NVIDIA graphics cards was found"


CPU_INFO = """\
processor\t: 0
model name\t: Intel(R) Xeon(R) Platinum 8488C
flags\t\t: fpu avx avx2 avx512f amx_bf16 avx512_bf16 amx_tile amx_int8

processor\t: 1
model name\t: Intel(R) Xeon(R) Platinum 8488C
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CPU_INFO, ("Intel(R) Xeon(R) Platinum 8488C", ("avx2", "avx512", "bf16", "amx"))),
        ("Features\t: fp asimd bf16 i8mm\n", ("", ("bf16", "neon"))),
        ("", ("", ())),
    ],
)
def test_linux_tells_of_its_processor(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert processor.from_cpu_info(text) == expected


def test_a_system_that_tells_nothing_still_has_a_processor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> tuple[str, tuple[str, ...]]:
        raise OSError

    monkeypatch.setattr(processor, "_READERS", {sys.platform: fail})

    found = processor.this_processor()

    assert found.name
    assert found.cores >= 1
    assert found.features == ()
