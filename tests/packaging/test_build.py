"""The command: its formats, bars, comparison, and what it is given."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from moebius_build import command, formats, frozen, sizes, weights
from moebius_build.compare import compare
from moebius_build.edition import Edition


def test_a_missing_tool_is_told_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(frozen, "TOOLS", {sys.platform: ("sh-of-nobody",)})
    monkeypatch.setattr(frozen, "make_environment", pytest.fail)

    assert command.main([]) == 1
    assert "Not found: sh-of-nobody." in capsys.readouterr().err
    frozen.check_tools("another")


def test_every_format_has_a_maker() -> None:
    from importlib import import_module

    for each in formats.FORMATS.values():
        assert callable(import_module(each.module).make)


def test_formats_are_those_of_this_system() -> None:
    assert formats.chosen("deb,tar.xz,deb", "linux") == ["deb", "tar.xz"]
    assert formats.chosen("", "linux") == []
    with pytest.raises(ValueError, match=r"Not made here: dmg, rpm. Made here: deb, tar\.xz"):
        formats.chosen("dmg,deb,rpm", "linux")
    assert formats.formats_here("win32") == ["setup", "zip"]
    assert formats.formats_here("darwin") == ["dmg"]


def _files(folder: Path, **contents: bytes) -> Path:
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("DOT", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_parts_count_with_the_libraries_of_their_wheels_and_links_do_not(tmp_path: Path) -> None:
    _files(
        tmp_path,
        moebius=b"1" * 10,
        _internal__cv2__cv2DOTso=b"1" * 20,
        _internal__opencv_python_headlessDOTlibs__a=b"1" * 5,
        _internal__PySide6__Qt__lib__libQt6CoreDOTso=b"1" * 9,
        _internal__PySide6__QtCoreDOTso=b"1" * 8,
        _internal__libpython=b"1" * 7,
    )
    (tmp_path / "_internal" / "link").symlink_to("libpython")

    assert sizes.parts(tmp_path) == [
        ("cv2", 25),
        ("the program and its modules", 10),
        ("PySide6/Qt/lib", 9),
        ("PySide6", 8),
        ("libpython", 7),
    ]
    assert sizes.folder_size(tmp_path) == 59


def test_a_light_edition_over_a_bar_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "DOWNLOAD_BAR", 3)
    package = tmp_path / "moebius.deb"
    package.write_bytes(b"123")
    command.check_sizes(sizes.FOLDER_BAR, [package, tmp_path])
    with pytest.raises(command.TooLargeError, match="the folder has 350 MB"):
        command.check_sizes(sizes.FOLDER_BAR + 1, [])
    package.write_bytes(b"1234")
    with pytest.raises(command.TooLargeError, match=r"moebius\.deb"):
        command.check_sizes(0, [package])


def test_two_builds_are_compared_by_content_rights_and_links(tmp_path: Path) -> None:
    one = _files(tmp_path / "one", a=b"a", b__c=b"c")
    other = _files(tmp_path / "other", a=b"a", b__c=b"c")
    assert command.main(["--compare", str(one), str(other)]) == 0

    (other / "a").chmod(0o755)
    (other / "b" / "c").write_bytes(b"d")
    (one / "link").symlink_to("a")
    _files(other, new=b"")
    found = compare(one, other)

    assert found.different == ("a", "b/c")
    assert found.only_first == ("link",)
    assert found.only_second == ("new",)
    assert "differs: b/c" in found.text()
    assert command.main(["--compare", str(one), str(other)]) == 1
    assert not compare(one / "a", other / "b" / "c").is_same


def test_what_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--compare", str(tmp_path / "no"), str(tmp_path)]) == 1
    assert command.main(["--with-weights", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "no" in told
    assert "holds no weights of the network" in told


def _set(folder: Path, name: str, kind: str, **receipt: Any) -> None:
    _files(folder / name, weights=b"1234")
    files = [{"path": "weights", "size": 4}]
    text = json.dumps({"kind": kind, "files": files, **receipt})
    (folder / name / "receipt.json").write_text(text)


def test_weights_are_put_where_the_program_looks(tmp_path: Path) -> None:
    _set(tmp_path, "places2", "student")
    _set(tmp_path, "vae", "autoencoder")
    _files(tmp_path / ".partial", lock=b"")

    rows = weights.rows_from_environment({weights.VARIABLE: str(tmp_path)})

    assert sorted(f"{target}/{Path(source).name}" for source, target in rows) == [
        "weights/places2/./receipt.json",
        "weights/places2/./weights",
        "weights/vae/./receipt.json",
        "weights/vae/./weights",
    ]
    assert weights.rows_from_environment({}) == []


def test_weights_that_are_cut_off_or_remove_nothing_are_refused(tmp_path: Path) -> None:
    _set(tmp_path, "vae", "autoencoder")
    with pytest.raises(weights.WeightsFolderError, match="no weights of the network"):
        weights.sets_in(tmp_path)
    _set(tmp_path, "places2", "student")
    (tmp_path / "vae" / "weights").write_bytes(b"12")
    with pytest.raises(weights.WeightsFolderError, match="not whole"):
        weights.sets_in(tmp_path)
    (tmp_path / "vae" / "receipt.json").write_text("{}")
    with pytest.raises(weights.WeightsFolderError, match=r"receipt\.json cannot be read"):
        weights.sets_in(tmp_path)


def test_makers_are_called_in_order_with_the_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[Any, ...]] = []

    class _Module:
        @staticmethod
        def make(*given: Any) -> Path:
            calls.append(given)
            return tmp_path / "made"

    monkeypatch.setattr(formats, "import_module", lambda name: _Module)
    out = tmp_path / "out"

    assert formats.make(["deb"], tmp_path, out, Edition.FULL, "1.0") == [tmp_path / "made"]
    assert calls == [(tmp_path, out, Edition.FULL, "1.0")]
    assert out.is_dir()
