"""The list of what is bundled, checked against CycloneDX's own schema."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from moebius_build import sbom

MOMENT = 1_700_000_000


def _installed(folder: Path, name: str, version: str, *lines: str) -> None:
    about = folder / f"{name}-{version}.dist-info"
    about.mkdir()
    text = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines])
    (about / "METADATA").write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def found(tmp_path: Path) -> list[Distribution]:
    _installed(
        tmp_path, "Py_Side6.Essentials", "6.11", "License-Expression: LGPL-3.0-only OR GPL-2.0-only"
    )
    _installed(tmp_path, "numpy", "2.4", "Classifier: License :: OSI Approved :: BSD License")
    _installed(tmp_path, "older", "1.0", "License: MIT")
    _installed(tmp_path, "wordy", "1.0", "License: " + "whereas the party of the first part " * 3)
    _installed(tmp_path, "pyinstaller", "6.22")
    _installed(tmp_path, "hf_xet", "1.8")  # the build leaves its module out
    _installed(tmp_path, "moebius", "0.1.0")
    return list(distributions(path=[str(tmp_path)]))


def test_the_schema_finds_nothing_wrong(found: list[Distribution]) -> None:
    text = json.dumps(sbom.document(found, "1.2.3", MOMENT))

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_it_lists_what_is_bundled_and_not_what_builds(found: list[Distribution]) -> None:
    made = sbom.document(found, "1.2.3", MOMENT)

    names = [each["name"] for each in made["components"]]
    assert names == ["python", "numpy", "older", "py-side6-essentials", "wordy"]
    assert made["metadata"]["component"]["version"] == "1.2.3"
    assert made["components"][3]["purl"] == "pkg:pypi/py-side6-essentials@6.11"
    assert made["dependencies"][0]["dependsOn"] == [e["bom-ref"] for e in made["components"]]


def test_licences_are_as_each_package_states_them(found: list[Distribution]) -> None:
    made = sbom.document(found, "1.2.3", MOMENT)

    stated = {each["name"]: each.get("licenses") for each in made["components"][1:]}
    assert stated == {
        "numpy": [{"license": {"name": "BSD License"}}],
        "older": [{"license": {"name": "MIT"}}],
        "py-side6-essentials": [{"expression": "LGPL-3.0-only OR GPL-2.0-only"}],
        "wordy": None,
    }


def test_the_same_packages_give_the_same_list(found: list[Distribution]) -> None:
    first = sbom.document(found, "1.2.3", MOMENT)

    assert sbom.document(reversed(found), "1.2.3", MOMENT) == first
    assert sbom.document(found, "1.2.4", MOMENT)["serialNumber"] != first["serialNumber"]
    assert first["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"


def test_the_environment_that_runs_the_tests_can_be_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "moebius.cdx.json"

    assert sbom.main([str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {"numpy", "pyside6-essentials"} <= {e["name"] for e in json.loads(text)["components"]}
    assert "components in" in capsys.readouterr().out
    assert sbom.main([]) == 2
