"""What the processor is called, and which of the instructions that matter to networks it has."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CPU_INFO = Path("/proc/cpuinfo")

_FLAGS = {
    "avx2": ("avx2",),
    "avx512": ("avx512f",),
    "bf16": ("avx512_bf16", "amx_bf16", "bf16"),
    "amx": ("amx_tile",),
    "neon": ("neon", "asimd"),
}
"""What is told of, and the names that Linux has for it on x86 and ARM."""

_MAC_KEYS = {
    "avx2": "hw.optional.avx2_0",
    "avx512": "hw.optional.avx512f",
    "bf16": "hw.optional.arm.FEAT_BF16",
    "neon": "hw.optional.neon",
}

_WINDOWS_FEATURES = {"avx2": 40, "avx512": 41, "neon": 19}
"""`IsProcessorFeaturePresent`; Windows does not tell of bf16 and AMX."""


@dataclass(frozen=True)
class Processor:
    """The processor of this computer."""

    name: str
    cores: int
    """Logical ones."""
    features: tuple[str, ...]
    """Those of avx2, avx512, bf16, amx and neon that it has, as far as the system tells."""

    def __str__(self) -> str:
        return ", ".join([self.name, f"{self.cores} cores", *self.features])


def this_processor() -> Processor:
    """As the operating system describes it; never raises."""
    read = _READERS.get(sys.platform, lambda: ("", ()))
    name, features = "", ()
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        name, features = read()
    name = name or platform.processor() or platform.machine() or "unknown processor"
    return Processor(name, os.cpu_count() or 1, features)


def from_cpu_info(text: str) -> tuple[str, tuple[str, ...]]:
    """Name and features out of Linux's /proc/cpuinfo."""
    name = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", text, re.MULTILINE)
    flags = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", text, re.MULTILINE)
    present = set(flags[1].split()) if flags else set[str]()
    features = tuple(word for word, names in _FLAGS.items() if present.intersection(names))
    return (name[1].strip() if name else ""), features


def _linux() -> tuple[str, tuple[str, ...]]:
    return from_cpu_info(_CPU_INFO.read_text("utf-8", "replace"))


def _mac() -> tuple[str, tuple[str, ...]]:
    features = tuple(word for word, key in _MAC_KEYS.items() if _sysctl(key) == "1")
    return _sysctl("machdep.cpu.brand_string"), features


def _sysctl(key: str) -> str:
    done = subprocess.run(
        ["/usr/sbin/sysctl", "-n", key], capture_output=True, text=True, timeout=5, check=False
    )
    return done.stdout.strip()


def _windows() -> tuple[str, tuple[str, ...]]:
    import ctypes
    import importlib

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    features = tuple(
        word
        for word, number in _WINDOWS_FEATURES.items()
        if kernel.IsProcessorFeaturePresent(number)
    )
    registry = importlib.import_module("winreg")
    path = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
    with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, path) as key:
        name, _ = registry.QueryValueEx(key, "ProcessorNameString")
    return str(name).strip(), features


_READERS = {"linux": _linux, "darwin": _mac, "win32": _windows}
