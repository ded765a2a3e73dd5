"""The import rules that keep torch out name every part of the core that must do without it."""

from __future__ import annotations

import pkgutil
import tomllib
from pathlib import Path
from typing import Any

import moebius_core

MAY_USE_TORCH = {"network", "export", "training"}
BACKEND = "moebius_core.engines.torch_backend"
"""The one module elsewhere that may; nobody imports it but by its name, at run time."""


def contracts(key: str, modules: list[str]) -> list[dict[str, Any]]:
    """Those whose `key` is these modules."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    rules = project["tool"]["importlinter"]["contracts"]
    return [rule for rule in rules if rule.get(key) == modules]


def test_the_rule_names_all_of_the_core_but_what_may() -> None:
    (rule,) = contracts("forbidden_modules", ["torch"])
    parts = {module.name for module in pkgutil.iter_modules(moebius_core.__path__)}

    named = {"app", *(f"moebius_core.{part}" for part in parts - MAY_USE_TORCH)}

    assert set(rule["source_modules"]) == named


def test_its_only_exception_is_the_backend_which_nobody_imports() -> None:
    (rule,) = contracts("forbidden_modules", ["torch"])
    (protected,) = contracts("protected_modules", [BACKEND])

    assert {edge.partition(" -> ")[0] for edge in rule["ignore_imports"]} == {BACKEND}
    assert protected["allowed_importers"] == []
