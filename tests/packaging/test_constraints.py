"""constraints.txt pins every package that a build installs, and its checksums."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from moebius_build.environment import CONSTRAINTS
from moebius_build.tree import ROOT

_EXTRAS = ("heif", "raw", "package")
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"}
_LINUX_ARM = {**_LINUX, "platform_machine": "aarch64"}
_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}
_MAC = {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"}
_MAC_INTEL = {**_MAC, "platform_machine": "x86_64"}
_SYSTEMS = [_LINUX, _LINUX_ARM, _WINDOWS, _MAC, _MAC_INTEL]


def _environment(system: dict[str, str]) -> Any:
    return {**default_environment(), "python_version": "3.11", "extra": "", **system}


def _rows() -> list[str]:
    text = CONSTRAINTS.read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _pinned(system: dict[str, str]) -> dict[str, str]:
    """Names and versions of what is installed on a system; each once."""
    found: dict[str, str] = {}
    for row in _rows():
        wanted = Requirement(row.partition(" --hash")[0].strip())
        if wanted.marker is None or wanted.marker.evaluate(_environment(system)):
            name = canonicalize_name(wanted.name)
            assert name not in found, row
            found[name] = str(wanted.specifier).removeprefix("==")
    return found


def test_each_row_names_one_version_and_the_checksums_of_its_wheels() -> None:
    for row in _rows():
        assert re.match(r"[\w-]+==[\w.]+(; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+$", row), row


def test_rows_are_sorted_and_none_stands_there_twice() -> None:
    names = [row.partition(";")[0].split()[0].lower() for row in _rows()]

    assert len(set(names)) == len(names)
    assert [n.split("==")[0] for n in names] == sorted(n.split("==")[0] for n in names)


@pytest.mark.parametrize("system", _SYSTEMS)
def test_what_the_project_needs_is_pinned_within_its_limits(system: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in _EXTRAS:
        wanted += project["optional-dependencies"][extra]
    pinned = _pinned(system)

    for requirement in map(Requirement, wanted):
        if requirement.name == "pillow-heif" and system["sys_platform"] != "linux":
            continue  # its wheels bring an encoder under the GPL; see packaging/README.md
        if requirement.marker is None or requirement.marker.evaluate(_environment(system)):
            assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])
    assert "torch" not in pinned


@pytest.mark.parametrize("system", _SYSTEMS)
def test_what_those_need_is_pinned_too(system: dict[str, str]) -> None:
    """As far as their metadata can be read here: of packages for this system."""
    pinned = _pinned(system)
    for name in pinned:
        try:
            texts = requires(name) or []
        except PackageNotFoundError:
            continue
        for needed in map(Requirement, texts):
            if needed.marker is None or needed.marker.evaluate(_environment(system)):
                assert canonicalize_name(needed.name) in pinned, f"{name} needs {needed}"


def test_windows_has_the_runtime_with_directml() -> None:
    assert "onnxruntime-directml" in _pinned(_WINDOWS)
    assert "onnxruntime" not in _pinned(_WINDOWS)
    assert _pinned(_MAC_INTEL)["onnxruntime"] < _pinned(_MAC)["onnxruntime"]


@pytest.mark.parametrize("system", _SYSTEMS)
def test_heic_comes_only_where_its_encoder_is_replaced(system: dict[str, str]) -> None:
    assert ("pillow-heif" in _pinned(system)) == (system["sys_platform"] == "linux")
