"""What is told of an evaluation: nothing made up, published rows marked, everything named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from moebius_core.errors import SaveError
from moebius_core.progress import CancelToken, Progress
from moebius_core.training.evaluation import (
    Contestant,
    Judges,
    ModelSize,
    Results,
    as_json,
    as_markdown,
    evaluate,
    preset_named,
    write_results,
)
from tests.fakes import MeanFill
from tests.training.evaluation.test_run import NOISE, CancellingOn, FailingOn, case, racer

SIZE = ModelSize(226_041_531, 157_988_541_056, 153_759_789_056, 512)
SIZED = Contestant("net|work", MeanFill(), SIZE, 83_653_863, ("CUDA failed, so it was not used.",))
JUDGES = Judges(lpips=lambda *_: 0.125, inception=lambda image: np.ones(2) * float(image.mean()))


def results(**also: object) -> Results:
    return evaluate([case("a"), case("b", 1)], [SIZED, NOISE], **also)  # pyright: ignore


def row(text: str, start: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {start}")]
    return [cell.strip() for cell in line.replace("\\|", "/").strip("|").split("|")]


def test_what_is_missing_is_a_dash_with_its_reason() -> None:
    text = as_markdown(results())
    head, noise = row(text, "engine"), row(text, "noise")
    cells = dict(zip(head, noise, strict=True))
    assert cells["LPIPS"] == cells["FID"] == cells["M parameters"] == cells["s a step"] == "-"
    assert cells["pictures"] == "2"
    assert "- LPIPS: not available: it was not asked for." in text
    assert "- parameters and multiply-adds: not available: it has no network (noise)." in text


def test_figures_that_are_there_stand_in_the_row() -> None:
    text = as_markdown(results(judges=JUDGES))
    cells = dict(zip(row(text, "engine"), row(text, "net"), strict=True))
    assert cells["LPIPS"] == "0.1250"
    assert cells["M parameters"] == "226"
    assert cells["T multiply-adds a row"] == "0.158"
    assert "FID over 2 pictures is biased" in text
    assert "LPIPS with the network alex." in text
    assert "CUDA failed, so it was not used." in text


def test_published_rows_are_marked_and_have_the_preset_s_figures() -> None:
    text = as_markdown(results(preset=preset_named("ffhq-256")))
    head = row(text, "engine")
    flux = dict(zip(head, row(text, "*FLUX.1-Fill-Dev, published*"), strict=True))
    assert (flux["FID"], flux["LPIPS"], flux["steps"]) == ("11.19", "0.268", "50")
    assert flux["PSNR"] == ""
    assert len([line for line in text.splitlines() if "published*" in line]) == 4
    assert "What the preset does not settle" in text

    plain = as_markdown(results())
    assert dict(zip(head, row(plain, "*Moebius"), strict=True))["FID"] == ""
    assert "see --preset" in plain


def test_an_early_end_and_failures_are_told() -> None:
    token = CancelToken()
    engines = [racer("late", CancellingOn(3, token)), racer("bad", FailingOn(1, ValueError("x")))]
    cases = [case(name) for name in "abc"]
    text = as_markdown(
        evaluate(
            cases, engines, skipped={"d.png": "It has no mask."}, progress=Progress(token=token)
        )
    )
    assert "**Interrupted: 1 of 3 pictures compared.**" in text
    assert "- bad on a: ValueError: x" in text
    assert "- d.png: It has no mask." in text


def test_the_json_holds_everything_and_no_number_that_is_none(tmp_path: Path) -> None:
    found = results(judges=JUDGES, preset=preset_named("places2-small"))
    write_results(found, tmp_path)
    read = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert read == json.loads(json.dumps(as_json(found)))
    network, noise = read["engines"]
    assert network["parameters"] == 226_041_531
    assert network["multiply_adds_per_row"] == 157_988_541_056
    assert network["lpips"] == 0.125
    assert noise["parameters"] is None
    assert noise["not_available"]["parameters"] == "it has no network"
    assert network["seconds_per_step"] is None
    assert [fill["name"] for fill in network["fills"]] == ["a", "b"]
    assert read["published"][0] == {
        "name": "Moebius",
        "parameters": 0.226e9,
        "tflops_per_step": 0.154,
        "seconds_per_step": 0.02601,
        "steps": 20,
        "seconds_per_picture": 0.52,
        "fid": 0.92,
        "lpips": 0.091,
    }
    assert (tmp_path / "results.md").read_text("utf-8") == as_markdown(found)


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError):
        write_results(results(), tmp_path / "gone")
