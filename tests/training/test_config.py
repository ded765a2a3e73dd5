"""A run's TOML: what is in it, what is refused and in which words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from moebius_core.errors import BadInputError
from moebius_core.training.config import (
    all_keys,
    as_tables,
    changed,
    checked,
    commented,
    read_settings,
)
from moebius_core.training.settings import Settings


def test_a_commented_file_reads_back_as_the_same_settings() -> None:
    settings = changed(
        Settings(), ["data.train=['a', \"b\"]", "network.widths=[32, 64]", "optimiser.rate=3e-5"]
    )

    assert checked(tomllib.loads(commented(settings))) == settings


def test_every_key_is_documented_with_type_range_and_default() -> None:
    text = commented(Settings())

    for key in all_keys():
        assert key.rule.text.endswith("."), key.title
        assert key.default == checked({key.section: {key.name: key.default}}).__getattribute__(
            key.section
        ).__getattribute__(key.name), key.title
    assert "\n# A whole number, 1 or more; 8 if left out.\nbatch = 8\n" in text
    assert '\n# A text, "constant" or "cosine"; "constant" if left out.\nkind = "constant"' in text


@pytest.mark.parametrize(
    ("change", "sentence", "hint"),
    [
        ("loop.step=3", "There is no key “loop.step” in a run's", "Did you mean loop.steps?"),
        ("lopo.steps=3", "There is no key “lopo.steps”", "Did you mean loop.steps?"),
        ("x=3", "There is no key “x”", "All keys: moebius train --print-config"),
        ("loop.steps=abc", 'loop.steps must be a whole number, not "abc".', ""),
        ("loop.steps=1.5", "loop.steps must be a whole number, not 1.5.", ""),
        ("loop.steps=true", "loop.steps must be a whole number, not true.", ""),
        ("loop.steps=0", "loop.steps must be 1 or more, not 0.", ""),
        ("optimiser.muon=1", "optimiser.muon must be true or false, not 1.", ""),
        ("optimiser.rate=nan", "optimiser.rate must be a number, not nan.", ""),
        ("optimiser.momentum=1.0", "optimiser.momentum must be 0 to 0.9999, not 1.0.", ""),
        ("network.widths=64", "network.widths must be a list of whole numbers, not 64.", ""),
        ("network.widths=[64, 1]", "network.widths must be 32 or more, not [64, 1].", ""),
        ("data.train=[1]", "data.train must be a list of texts, not [1].", ""),
        ("data.masks=wide", 'data.masks must be "thin" or "medium" or "thick", not "wide".', ""),
        ("loop.steps", "“loop.steps” sets nothing.", "Write section.key=value."),
    ],
)
def test_what_is_wrong_is_told_with_what_was_given_and_expected(
    change: str, sentence: str, hint: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        changed(Settings(), [change])

    assert caught.value.sentence.startswith(sentence)
    assert caught.value.hint == hint


def test_whole_numbers_are_numbers_and_texts_need_no_quotes_on_the_command_line() -> None:
    settings = changed(Settings(), ["samples.guidance=3", "teacher.weights=runs/a b"])

    assert settings.samples.guidance == 3.0
    assert isinstance(settings.samples.guidance, float)
    assert settings.teacher.weights == "runs/a b"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[lop]\nsteps = 3", "There is no section [lop] in a run's configuration."),
        ("loop = 3", "“loop” is a section: write [loop] above its keys."),
        ("[loop\n", "“{path}” is not TOML: "),
    ],
)
def test_files_that_are_wrong_are_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(BadInputError) as caught:
        read_settings(path)

    assert caught.value.sentence.startswith(sentence.format(path=path))


def test_paths_are_relative_to_the_file_and_ids_stay_ids(tmp_path: Path) -> None:
    (tmp_path / "teacher").mkdir()
    path = tmp_path / "run.toml"
    path.write_text('[data]\ntrain = ["photos"]\n[teacher]\nweights = "teacher"\n', "utf-8")

    settings = read_settings(path, ["network.start=places2"])

    assert settings.data.train == (str(tmp_path / "photos"),)
    assert settings.teacher.weights == str(tmp_path / "teacher")
    assert (settings.vae.weights, settings.network.start, settings.data.cache_latents) == (
        "vae",
        "places2",
        "",
    )


def test_tables_hold_every_key() -> None:
    tables = as_tables(Settings())

    titles = [f"{section}.{name}" for section, table in tables.items() for name in table]
    assert titles == [key.title for key in all_keys()]
