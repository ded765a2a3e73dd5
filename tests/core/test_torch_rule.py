"""The import rule that keeps torch out names every part of the core that must do without it."""

from __future__ import annotations

import pkgutil
import tomllib
from pathlib import Path

import moebius_core

MAY_USE_TORCH = {"network"}


def test_the_rule_names_all_of_the_core_but_the_network() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    rule = next(
        contract
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["forbidden_modules"] == ["torch"]
    )
    parts = {module.name for module in pkgutil.iter_modules(moebius_core.__path__)}

    named = {"app", *(f"moebius_core.{part}" for part in parts - MAY_USE_TORCH)}

    assert set(rule["source_modules"]) == named
