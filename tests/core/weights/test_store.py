"""The store: what is installed, what is missing, what is damaged, and how a set goes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from moebius_core.errors import BadInputError, EngineUnavailableError
from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights.failures import WeightsFolderError, WeightsMissingError
from moebius_core.weights.receipt import NAME, Origin, read_receipt
from moebius_core.weights.registry import WeightsKind, known_sets
from moebius_core.weights.store import WeightsStore, default_store
from tests.core.weights.making import flip, safetensors, tiny, tiny_file, write_graphs, write_tiny


@pytest.fixture
def student(store: WeightsStore, tmp_path: Path) -> WeightsStore:
    """A store with the student `mine`."""
    store.import_local(write_tiny(tmp_path / "mine.safetensors", "student"))
    return store


def test_an_empty_or_missing_folder_holds_nothing(store: WeightsStore) -> None:
    assert store.installed() == []
    store.root.mkdir()
    assert store.installed() == []


def test_what_is_missing_is_told_with_the_command_that_brings_it(store: WeightsStore) -> None:
    for call in (store.get, store.student, store.autoencoder_for, store.onnx, store.remove):
        with pytest.raises(WeightsMissingError) as caught:
            call("places2")
        assert caught.value.hint == "Get them: moebius weights download places2"
        assert isinstance(caught.value, EngineUnavailableError)
    with pytest.raises(WeightsMissingError, match="moebius weights download vae"):
        store.autoencoder()
    with pytest.raises(WeightsMissingError, match=r"no weights named “nobody”. None are installed"):
        store.get("nobody")
    assert [each.id for each in store.missing("places2")] == ["vae", "places2"]


def test_an_installed_set_tells_all_about_itself(student: WeightsStore) -> None:
    mine = student.get("mine")

    assert mine.kind is WeightsKind.STUDENT
    assert mine.origin is Origin.IMPORTED
    assert mine.folder == student.root / "mine"
    assert mine.bytes == mine.files[0].size == len(tiny_file("student"))
    assert student.student("mine").read_bytes() == tiny_file("student")
    with pytest.raises(WeightsMissingError, match="Installed are: mine"):
        student.get("nobody")
    with pytest.raises(BadInputError, match="of the kind student, where onnx is needed"):
        student.onnx("mine")


def test_published_sets_come_first_in_the_manifest_s_order(
    store: WeightsStore, tmp_path: Path
) -> None:
    for name in ("aaa", "ffhq", "ft_places2"):
        store.import_local(write_tiny(tmp_path / name / "model.safetensors", "student"))
    store.import_local(write_tiny(tmp_path / "some.safetensors", "autoencoder"))

    assert [each.id for each in store.installed()] == ["places2", "ffhq", "vae", "aaa"]


def test_a_student_uses_the_shared_autoencoder_or_its_own(
    student: WeightsStore, tmp_path: Path
) -> None:
    with pytest.raises(WeightsMissingError):
        student.autoencoder_for("mine")
    run = tmp_path / "run"
    write_tiny(run / "student.safetensors", "student")
    write_tiny(run / "vae" / "diffusion_pytorch_model.safetensors", "autoencoder")
    student.import_local(run)
    own = student.autoencoder_for("run")
    assert own == student.root / "run" / "vae" / "diffusion_pytorch_model.safetensors"
    assert own.read_bytes() == tiny_file("autoencoder")

    student.import_local(write_tiny(tmp_path / "v.safetensors", "autoencoder"))

    assert student.autoencoder_for("mine") == student.autoencoder()
    assert student.autoencoder() == student.root / "vae" / "diffusion_pytorch_model.safetensors"
    assert student.autoencoder_for("run") == own


def test_an_autoencoder_under_another_name_serves_too(store: WeightsStore, tmp_path: Path) -> None:
    store.import_local(write_tiny(tmp_path / "v.safetensors", "autoencoder"), "other")

    assert store.autoencoder().parent.name == "other"


RECEIPTS = {
    "no JSON": "{",
    "no object": "[]",
    "another format": '{"format": 99}',
    "fields are missing": '{"format": 1, "id": "mine"}',
    "an unknown kind": None,
    "a file elsewhere": None,
    "another id": None,
}


@pytest.mark.parametrize("case", RECEIPTS)
def test_damaged_receipts_are_passed_over(case: str, student: WeightsStore) -> None:
    path = student.root / "mine" / NAME
    fields = json.loads(path.read_text())
    changed = {
        "an unknown kind": fields | {"kind": "painting"},
        "a file elsewhere": fields | {"files": [{**fields["files"][0], "path": "../x"}]},
        "another id": fields | {"id": "yours"},
    }
    path.write_text(RECEIPTS[case] or json.dumps(changed[case]))

    assert read_receipt(student.root / "mine") is None
    assert student.installed() == []


def test_foreign_and_incomplete_things_are_passed_over(
    student: WeightsStore, tmp_path: Path
) -> None:
    (student.root / "notes.txt").write_text("mine")
    (student.root / "empty").mkdir()
    shutil.copytree(student.root / "mine", student.root / "half")
    (student.root / "half" / NAME).unlink()
    student.import_local(write_tiny(tmp_path / "lost.safetensors", "student"))
    student.student("lost").unlink()

    assert [each.id for each in student.installed()] == ["mine"]


def test_a_sound_set_is_verified_with_progress(student: WeightsStore) -> None:
    seen: list[float] = []

    assert student.verify("mine", Progress(lambda done, _text: seen.append(done))) == []

    assert len(seen) > 10
    assert seen == sorted(seen)


def test_verify_finds_a_flipped_byte(student: WeightsStore) -> None:
    flip(student.student("mine"), -1000)

    assert student.verify("mine") == [
        "diffusion_pytorch_model.safetensors has changed since it was imported."
    ]


def test_verify_finds_a_wrong_size_and_what_cannot_be_read(student: WeightsStore) -> None:
    path = student.student("mine")
    path.write_bytes(path.read_bytes()[:-1])

    assert "bytes instead of" in student.verify("mine")[0]


def test_verify_looks_into_the_numbers_too(student: WeightsStore) -> None:
    """A receipt that fits the file does not make its content sound."""
    key = "diff_model.conv_in.bn1.weight"
    broken = {**tiny("student"), key: np.full(9, np.nan, np.float32)}
    path = student.student("mine")
    path.write_bytes(safetensors(broken))
    change_receipt(student.root / "mine", path)

    problems = student.verify("mine")

    assert len(problems) == 1
    assert "not numbers (NaN or infinite) in 1 of 1203 tensors, first in " + key in problems[0]


def test_verify_checks_keys_and_graphs(student: WeightsStore, tmp_path: Path) -> None:
    path = student.student("mine")
    path.write_bytes(safetensors(dict(list(tiny("student").items())[1:])))
    change_receipt(student.root / "mine", path)
    student.import_local(write_graphs(tmp_path / "graphs"))
    graph = student.onnx("graphs") / "unet.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    change_receipt(graph.parent, graph)

    assert "embedding_layer.weight is missing" in student.verify("mine")[0]
    assert student.verify("graphs") == ["unet.onnx is no ONNX graph, or cut off."]


def change_receipt(folder: Path, file: Path) -> None:
    import hashlib

    fields = json.loads((folder / NAME).read_text())
    entry = next(each for each in fields["files"] if each["path"] == file.name)
    data = file.read_bytes()
    entry.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
    (folder / NAME).write_text(json.dumps(fields))


def test_verify_is_cancelled_at_once(student: WeightsStore) -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        student.verify("mine", Progress(token=token))


def test_what_is_removed_is_gone(student: WeightsStore) -> None:
    size = student.get("mine").bytes

    assert student.remove("mine") >= size

    assert student.installed() == []
    assert not (student.root / "mine").exists()
    assert [f for f in (student.root / ".partial").iterdir() if f.suffix != ".lock"] == []
    with pytest.raises(WeightsMissingError):
        student.remove("mine")


def test_remove_takes_what_a_broken_download_left(store: WeightsStore) -> None:
    left = store.root / ".partial" / "vae"
    left.mkdir(parents=True)
    (left / "x.part").write_bytes(bytes(1000))

    assert store.remove("vae") == 1000
    assert not left.exists()


def test_remove_takes_a_set_that_lost_a_file_but_nothing_of_others(
    student: WeightsStore, tmp_path: Path
) -> None:
    student.student("mine").unlink()
    (student.root / "photos").mkdir()
    outside = shutil.copytree(student.root / "mine", tmp_path / "outside")

    student.remove("mine")
    for name in ("photos", "../outside", str(outside), "", "."):
        with pytest.raises(WeightsMissingError):
            student.remove(name)

    assert not (student.root / "mine").exists()
    assert (student.root / "photos").is_dir()
    assert (outside / NAME).is_file()


def test_a_set_that_cannot_be_moved_stays_whole(
    student: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: str, _target: str) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("os.replace", refuse)

    with pytest.raises(WeightsFolderError, match="in use"):
        student.remove("mine")

    assert student.verify("mine") == []


def test_a_linked_set_is_only_unlinked(student: WeightsStore, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "mine"
    elsewhere.parent.mkdir()
    (student.root / "mine").rename(elsewhere)
    (student.root / "mine").symlink_to(elsewhere, target_is_directory=True)
    assert student.find("mine") is not None

    student.remove("mine")

    assert student.installed() == []
    assert (elsewhere / NAME).is_file()


def test_the_default_store_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MOEBIUS_HOME", str(tmp_path))
    monkeypatch.delenv("MOEBIUS_WEIGHTS", raising=False)
    assert default_store().root == tmp_path / "weights"
    monkeypatch.setenv("MOEBIUS_WEIGHTS", str(tmp_path / "large"))
    assert default_store().root == tmp_path / "large"


def test_every_published_set_is_described_in_full() -> None:
    published = known_sets()

    assert list(published) == ["places2", "pretrained", "celebahq", "ffhq", "vae", "onnx-places2"]
    for each in published.values():
        assert each.title
        assert each.licence
        assert each.repository.count("/") == 1
        assert each.files
        assert set(each.requires) <= set(published)
        names = [file.name for file in each.files]
        assert len(set(names)) == len(names)  # they lie in one folder
        assert each.requires == (("vae",) if each.kind is WeightsKind.STUDENT else ())


def test_weights_of_the_program_are_found_and_never_changed(
    student: WeightsStore, tmp_path: Path
) -> None:
    program = student.root
    store = WeightsStore(tmp_path / "own", program)
    before = sorted(path for path in program.rglob("*"))

    assert [each.id for each in store.installed()] == ["mine"]
    assert store.student("mine").is_relative_to(program)
    with pytest.raises(WeightsFolderError, match="“mine” are a part of this program"):
        store.remove("mine")
    assert sorted(path for path in program.rglob("*")) == before
    assert not store.root.exists()


def test_own_weights_take_the_place_of_the_programs(student: WeightsStore, tmp_path: Path) -> None:
    store = WeightsStore(tmp_path / "own", student.root)
    store.import_local(student.student("mine"), id="mine")

    assert store.student("mine").is_relative_to(store.root)
    store.remove("mine")
    assert store.student("mine").is_relative_to(student.root)


def test_only_a_bundled_program_has_weights_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_store().bundled is None
    monkeypatch.setattr("sys.frozen", True, raising=False)
    bundled = default_store().bundled
    assert bundled is not None
    assert bundled.name == "weights"
