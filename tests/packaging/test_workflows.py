"""The workflows: what GitHub's schema and a security linter say, and what ours must keep."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from moebius_build.formats import FORMATS
from moebius_build.tree import PACKAGING, ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))


def _read(name: str) -> dict[Any, Any]:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _jobs() -> list[tuple[str, dict[str, Any]]]:
    return [(path.name, job) for path in FILES for job in _read(path.name)["jobs"].values()]


def _run(*words: str) -> None:
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_githubs_schema_finds_nothing_wrong() -> None:
    words = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    _run(sys.executable, "-W", "ignore", "-m", *words, *map(str, FILES))


def test_the_security_linter_finds_nothing() -> None:
    tool = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert tool is not None
    _run(tool, "--offline", "--quiet", str(FOLDER))


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
def test_shell_in_steps_and_scripts_is_clean(tmp_path: Path) -> None:
    texts = [
        step["run"]
        for _, job in _jobs()
        for step in job.get("steps", [])
        if "run" in step and step.get("shell") != "pwsh" and "Windows" not in step.get("if", "")
    ]
    assert len(texts) > 8
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.sh").write_text(f"#!/usr/bin/env bash\n{text}\n", encoding="utf-8")
    scripts = sorted(PACKAGING.rglob("*.sh"))
    _run("shellcheck", *map(str, [*sorted(tmp_path.iterdir()), *scripts]))


def test_what_others_wrote_is_pinned_by_its_commit() -> None:
    used = [
        line.split("uses:")[1].strip()
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]

    others = [each for each in used if not each.startswith("./")]
    assert others
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", each) for each in others)
    assert len({each.split("@")[0] for each in others}) == len(set(others))  # one version of each


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_permitted_that_a_job_does_not_ask_for(path: Path) -> None:
    workflow = _read(path.name)

    assert workflow["permissions"] == {}
    writing = [
        name
        for name, job in workflow["jobs"].items()
        if any(right != "read" for right in job["permissions"].values())
    ]
    assert writing == (["draft"] if path.stem == "release" else [])


def test_every_job_ends_some_time() -> None:
    assert all("uses" in job or job["timeout-minutes"] <= 60 for _, job in _jobs())


def test_the_tests_are_the_readmes_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = readme.split("<!-- ci: tests -->\n```bash\n")[1].split("\n")[0]

    assert command in (FOLDER / "tests.yml").read_text(encoding="utf-8")


def test_every_change_is_tested_on_three_systems_and_frozen_within_five_minutes() -> None:
    suite = _read("tests.yml")["jobs"]["suite"]
    systems = {each.partition("-")[0] for each in suite["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "windows", "macos"}

    build = _read("build.yml")["jobs"]["build"]
    frozen = {each["system"].partition("-")[0] for each in build["strategy"]["matrix"]["include"]}
    assert frozen == systems
    (smoke,) = [step for step in build["steps"] if step.get("name") == "Test the program"]
    assert smoke["timeout-minutes"] == 5
    assert "if" not in smoke


def test_packages_are_ones_that_their_system_can_make() -> None:
    platforms = {"linux": "linux", "windows": "win32", "macos": "darwin"}
    for row in _read("build.yml")["jobs"]["build"]["strategy"]["matrix"]["include"]:
        for name in row["formats"].split(","):
            assert platforms[row["name"].partition("-")[0]] in FORMATS[name].platforms


def test_secrets_reach_the_build_under_the_names_that_it_reads() -> None:
    declared = set(_read("build.yml")[True]["workflow_call"]["secrets"])  # yaml reads `on` so
    given = _read("release.yml")["jobs"]["build"]["secrets"]
    assert set(given) == declared
    assert all(value == f"${{{{ secrets.{name} }}}}" for name, value in given.items())

    text = (FOLDER / "build.yml").read_text(encoding="utf-8")
    assert all(f"${{{{ secrets.{name} }}}}" in text for name in declared)
    told = (PACKAGING / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in told for name in declared)


def test_a_release_waits_for_tests_and_packages_and_uses_nothing_cached() -> None:
    assert set(_read("release.yml")["jobs"]["draft"]["needs"]) == {"tests", "build"}
    (python,) = [
        step
        for step in _read("build.yml")["jobs"]["build"]["steps"]
        if step.get("uses", "").startswith("actions/setup-python")
    ]
    assert python["with"]["cache"] == "${{ !inputs.publish && 'pip' || '' }}"
