"""How an onnxruntime session is set up on each device: a table, and the sessions made by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from moebius_core.engines.device import Device
from moebius_core.errors import EngineUnavailableError
from moebius_core.system import load_onnxruntime
from moebius_core.weights.fold_autoencoder import ConvForm

_CPU = "CPUExecutionProvider"


@dataclass(frozen=True)
class SessionProfile:
    """What onnxruntime is told on one device."""

    device: Device
    provider: str
    form: ConvForm
    """Which graphs of the autoencoder are fastest there."""
    provider_options: Mapping[str, str] = field(default_factory=dict[str, str])
    memory_pattern: bool = True
    """DirectML refuses it."""
    config: Mapping[str, str] = field(default_factory=dict[str, str])


PROFILES = {
    profile.device.value: profile
    for profile in (
        SessionProfile(Device.CPU, _CPU, ConvForm.WINOGRAD),
        SessionProfile(
            Device.CUDA,
            "CUDAExecutionProvider",
            ConvForm.DIRECT,
            {"cudnn_conv_algo_search": "HEURISTIC", "arena_extend_strategy": "kSameAsRequested"},
        ),
        SessionProfile(
            Device.DIRECTML, "DmlExecutionProvider", ConvForm.DIRECT, memory_pattern=False
        ),
        SessionProfile(
            Device.COREML, "CoreMLExecutionProvider", ConvForm.DIRECT, {"ModelFormat": "MLProgram"}
        ),
    )
}
"""By the device's value."""


def offered_profiles() -> dict[str, SessionProfile]:
    """Those that the installed onnxruntime has a provider for. Imports onnxruntime."""
    onnxruntime = load_onnxruntime()

    offered = onnxruntime.get_available_providers()
    return {name: each for name, each in PROFILES.items() if each.provider in offered}


def open_session(
    graph: Path,
    profile: SessionProfile,
    *,
    in_blocks: bool = True,
    fold_constants: bool = False,
    threads: int = 0,
) -> Any:
    """An `InferenceSession` of the graph on the profile's device.

    Args:
        graph: With its weights beside it.
        profile: Where and how.
        in_blocks: Whether convolutions on a processor may rearrange images into blocks of
            channels; it does not pay for the Winograd graphs.
        fold_constants: Whether what depends on weights alone is computed beforehand. In deployed
            graphs it would stay in memory, four times as large as the weights.
        threads: 0 for as many as there are cores.

    Raises:
        EngineUnavailableError: the graph, its weights or the device do not work, with the reason.
    """
    onnxruntime = load_onnxruntime()

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = profile.memory_pattern
    options.log_severity_level = 3
    levels = onnxruntime.GraphOptimizationLevel
    options.graph_optimization_level = (
        levels.ORT_ENABLE_ALL if in_blocks else levels.ORT_ENABLE_EXTENDED
    )
    if profile.provider == _CPU:
        _share_arena()
        options.enable_mem_reuse = False  # it keeps what is free until a tensor of its shape comes
        options.add_session_config_entry("session.use_env_allocators", "1")
    for key, value in profile.config.items():
        options.add_session_config_entry(key, value)
    providers: list[Any] = [(profile.provider, dict(profile.provider_options))]
    if profile.provider != _CPU:
        providers.append(_CPU)
    try:
        session = onnxruntime.InferenceSession(
            str(graph),
            options,
            providers=providers,
            disabled_optimizers=[] if fold_constants else ["ConstantFolding"],
        )
    except Exception as error:  # onnxruntime's errors have no base class
        raise EngineUnavailableError(
            f"{profile.device.title} cannot load {graph.name}: {_first_line(error)}."
        ) from error
    if session.get_providers()[0] != profile.provider:
        raise EngineUnavailableError(
            f"onnxruntime did not take {profile.device.title}: its driver or libraries are missing."
        )
    return session


@cache
def _share_arena() -> None:
    """One arena for what all sessions on processors compute with, growing by what is asked for.

    A session's own one grows twofold and never gives its first block back: a third of a gigabyte.
    """
    onnxruntime = load_onnxruntime()

    memory = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    as_asked = onnxruntime.OrtArenaCfg({"arena_extend_strategy": 1})
    onnxruntime.create_and_register_allocator(memory, as_asked)


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")[:300]
