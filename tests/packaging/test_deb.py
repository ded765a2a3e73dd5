"""The Debian package: what it says, what it holds, and that Debian's tools agree."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from moebius_build import deb, debian_control
from moebius_build.edition import Edition
from moebius_build.elf import Library
from moebius_build.file_tree import Entry, FileTree
from moebius_build.identity import MAINTAINER
from tests.packaging.linux_programs import EPOCH, make_program

needs_dpkg = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
PROGRAM = Library(Path("moebius"), ("libc.so.6", "libEGL.so.1", "libin.so"), "moebius", (2, 34))
INSIDE = Library(Path("libin.so"), ("libc.so.6", "libxcb.so.1"), "libin.so", (2, 36))


@pytest.fixture(autouse=True)
def fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    monkeypatch.setattr("platform.machine", lambda: "x86_64")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two that are the same, made one after the other."""
    one, other = (tmp_path_factory.mktemp(name) for name in ("one", "other"))
    return make_program(one), make_program(other)


def fields_of(text: str) -> dict[str, str]:
    rows = (line.partition(": ") for line in text.splitlines() if not line.startswith(" "))
    return {name: value for name, _, value in rows}


@pytest.mark.parametrize(
    ("version", "debian"),
    [
        ("0.1.0", "0.1.0-1"),
        ("1.2.0rc1", "1.2.0~rc1-1"),
        ("0.2.0.dev3", "0.2.0~dev3-1"),
        ("1.0b2", "1.0~b2-1"),
    ],
)
def test_versions_are_ordered_as_python_orders_them(version: str, debian: str) -> None:
    assert debian_control.debian_version(version) == debian


def test_it_depends_on_what_is_not_inside() -> None:
    assert debian_control.depends([PROGRAM, INSIDE]) == [
        "fontconfig-config",
        "libc6 (>= 2.36)",
        "libegl1",
        "libxcb1",
        "xkb-data",
    ]


def test_a_library_that_nobody_knows_ends_the_build() -> None:
    odd = PROGRAM._replace(needed=("libodd.so.1",))
    with pytest.raises(ValueError, match=r"libodd\.so\.1 \(for moebius\)"):
        debian_control.depends([odd])


def test_the_editions_take_each_others_place() -> None:
    tree = FileTree.of([Entry("usr/lib/moebius/moebius", bytes(5000))])
    light, full = (
        fields_of(debian_control.control(tree, [PROGRAM, INSIDE], edition, "1.2.3"))
        for edition in Edition
    )

    assert (light["Package"], full["Package"]) == ("moebius", "moebius-full")
    assert (light["Conflicts"], full["Conflicts"]) == ("moebius-full", "moebius")
    assert full["Provides"] == "moebius"
    assert light["Maintainer"] == MAINTAINER
    assert light["Installed-Size"] == str(5 + 3)


def test_lines_of_the_description_are_short() -> None:
    tree = FileTree()
    text = debian_control.control(tree, [PROGRAM, INSIDE], Edition.FULL, "1.2.3")
    described = text.split("Description: ")[1].splitlines()
    assert all(len(line) <= 80 for line in described)
    assert all(line.startswith(" ") for line in described[1:])


def test_computers_that_debian_does_not_know() -> None:
    with pytest.raises(ValueError, match="made for vax"):
        debian_control.architecture("vax")


@needs_dpkg
def test_debians_own_tool_reads_it(tmp_path: Path, programs: tuple[Path, Path]) -> None:
    package = deb.make(programs[0], tmp_path, Edition.LIGHT, "1.2.3")

    assert package.name == "moebius_1.2.3-1_amd64.deb"
    unpacked = tmp_path / "unpacked"
    subprocess.run(["dpkg-deb", "--raw-extract", package, unpacked], check=True)
    program = unpacked / "usr" / "bin" / "moebius"
    assert subprocess.check_output([program], text=True) == "moebius\n"
    listed = subprocess.run(
        ["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=unpacked, capture_output=True
    )
    assert (listed.returncode, listed.stdout) == (0, b"")
    assert (unpacked / "usr/share/doc/moebius/copyright").exists()
    assert not list((unpacked / "DEBIAN").glob("p*"))  # nothing is run to install it


@needs_dpkg
def test_all_files_are_roots_and_nobody_else_may_write(
    tmp_path: Path, programs: tuple[Path, Path]
) -> None:
    package = deb.make(programs[0], tmp_path, Edition.FULL, "1.2.3")

    data = subprocess.check_output(["dpkg-deb", "--fsys-tarfile", package])
    (tmp_path / "data.tar").write_bytes(data)
    with tarfile.open(tmp_path / "data.tar") as archive:
        members = archive.getmembers()
    assert {(each.uname, each.gname, each.mtime) for each in members} == {("root", "root", EPOCH)}
    assert not [each.name for each in members if each.mode & 0o022 and not each.issym()]
    assert [each.name for each in members if each.isfile() and each.mode & 0o111] == [
        "./usr/lib/moebius/moebius"
    ]
    assert not [each.name for each in members if "mimeapps" in each.name]  # whose photos open here
    assert "./usr/share/lintian/overrides/moebius-full" in [each.name for each in members]


def test_two_packages_of_one_program_are_the_same(
    tmp_path: Path, programs: tuple[Path, Path]
) -> None:
    one, other = (
        deb.make(program, tmp_path / str(at), Edition.LIGHT, "1.2.3")
        for at, program in enumerate(programs)
    )
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.skipif(shutil.which("lintian") is None, reason="needs lintian")
def test_lintian_has_nothing_to_say(tmp_path: Path, programs: tuple[Path, Path]) -> None:
    package = deb.make(programs[0], tmp_path, Edition.LIGHT, "1.2.3")

    words = ["lintian", "--fail-on", "error,warning", "--no-cfg", package]
    checked = subprocess.run(words, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, "")
