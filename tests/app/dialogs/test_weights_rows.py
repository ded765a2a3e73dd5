"""What the weights dialog lists, without its window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.dialogs.weights_rows import (
    Overview,
    RowState,
    WeightsRow,
    dependants,
    facts,
    look,
    size_text,
    state_text,
)
from app.language.weights_names import TEXTS, weights_text
from moebius_core.weights.copying import PARTIAL
from moebius_core.weights.registry import known_sets
from moebius_core.weights.store import WeightsStore
from tests.core.weights.making import write_graphs, write_tiny


@pytest.fixture
def store(tmp_path: Path) -> WeightsStore:
    return WeightsStore(tmp_path / "weights")


def row(overview: Overview, name: str) -> WeightsRow:
    return next(row for row in overview.rows if row.id == name)


def test_it_works_without_qt_and_without_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from app.dialogs.weights_rows import look, facts;"
        "from moebius_core.weights.store import WeightsStore;"
        f"[facts(row) for row in look(WeightsStore(Path({str(tmp_path)!r}))).rows];"
        "print(sorted({'PySide6', 'torch', 'onnxruntime', 'huggingface_hub'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_that_the_manifest_says_can_be_translated() -> None:
    said = {text for each in known_sets().values() for text in (each.title, each.licence)}
    assert said == set(TEXTS)
    assert weights_text("somebody's own") == "somebody's own"


def test_an_empty_store_offers_everything(store: WeightsStore) -> None:
    overview = look(store)
    assert [each.id for each in overview.rows] == list(known_sets())
    assert {each.state for each in overview.rows} == {RowState.ABSENT}
    assert overview.installed == ()
    assert overview.folder == store.root
    assert overview.free
    places2 = row(overview, "places2")
    assert (places2.fetch, places2.besides) == ("places2", ("vae",))
    assert places2.fetch_bytes == places2.bytes + row(overview, "vae").bytes
    assert not store.root.exists()


def test_what_came_is_taken_off_what_is_still_to_come(store: WeightsStore) -> None:
    part = store.root / PARTIAL / "vae" / "a.bin.0123.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(bytes(5_000_000))
    overview = look(store)
    vae, places2 = row(overview, "vae"), row(overview, "places2")
    assert (vae.state, vae.came) == (RowState.PARTLY, 5_000_000)
    assert state_text(vae) == "5 MB have come"
    assert vae.fetch_bytes == vae.bytes - 5_000_000
    assert places2.state is RowState.ABSENT
    assert places2.fetch_bytes == places2.bytes + vae.fetch_bytes


def test_a_student_without_an_autoencoder_is_incomplete(
    store: WeightsStore, tmp_path: Path
) -> None:
    store.import_local(write_tiny(tmp_path / "mine.safetensors", "student"))
    store.import_local(write_tiny(tmp_path / "x.safetensors", "student"), "ffhq")
    overview = look(store)
    for name, fetch in (("mine", "vae"), ("ffhq", "ffhq")):
        found = row(overview, name)
        assert (found.state, found.fetch, found.besides) == (RowState.LACKING, fetch, ("vae",))
        assert ("Needs", "vae, which is missing") in facts(found)
    store.import_local(write_tiny(tmp_path / "vae.safetensors", "autoencoder"))
    overview = look(store)
    for name in ("mine", "ffhq"):
        found = row(overview, name)
        assert (found.state, found.fetch, found.besides) == (RowState.WHOLE, "", ())
    assert [each.id for each in dependants(overview, row(overview, "vae"))] == ["ffhq", "mine"]


def test_graphs_need_nothing_besides(store: WeightsStore, tmp_path: Path) -> None:
    store.import_local(write_graphs(tmp_path / "graphs"))
    found = row(look(store), "graphs")
    assert (found.state, found.needs) == (RowState.WHOLE, ())
    assert found.title == "Your own: graphs"
    assert facts(found)[0] == ("Licence", "yours to know")


@pytest.mark.parametrize(
    ("size", "text"), [(1, "1 kB"), (905_298_356, "905 MB"), (1_072_693_450, "1.07 GB")]
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text
