"""Files of a package: the same archive of the same files, whoever makes it."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from moebius_build.file_tree import Entry, FileTree
from tests.packaging.linux_programs import EPOCH, make_program


def archived(tree: FileTree, root: str = "") -> bytes:
    stream = io.BytesIO()
    tree.write_tar(stream, EPOCH, root)
    return stream.getvalue()


def test_a_folder_keeps_links_contents_and_the_right_to_run(tmp_path: Path) -> None:
    tree = FileTree.of_folder(make_program(tmp_path)).under("lib/moebius")

    tree.copy_to(tmp_path / "copy")
    copy = tmp_path / "copy" / "lib" / "moebius"
    assert (copy / "_internal" / "libone.so").readlink() == Path("libone.so.1")
    assert (copy / "_internal" / "assets" / "Grün 绿.txt").read_text() == "grün"
    assert os.access(copy / "moebius", os.X_OK)
    assert not os.access(copy / "_internal" / "assets" / "Grün 绿.txt", os.X_OK)


def test_the_archive_depends_on_names_and_contents_alone(tmp_path: Path) -> None:
    first = make_program(tmp_path / "a")
    second = make_program(tmp_path / "b")
    for path in second.rglob("*.so*"):
        os.utime(path, (1, 1), follow_symlinks=False)
    (second / "_internal" / "libone.so.1").chmod(0o711)

    one, other = (archived(FileTree.of_folder(folder)) for folder in (first, second))
    assert one == other


def test_everything_in_the_archive_is_roots_and_of_one_date(tmp_path: Path) -> None:
    data = archived(FileTree.of_folder(make_program(tmp_path)).under("usr"), "./")

    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = archive.getmembers()
    assert members[0].name == "."
    assert {(each.uid, each.gid, each.uname, each.mtime) for each in members} == {
        (0, 0, "root", EPOCH)
    }
    assert {oct(each.mode) for each in members if not each.issym()} == {"0o755", "0o644"}
    names = [Path(each.name) for each in members]
    assert all(name.parent in names[:at] for at, name in enumerate(names) if at)


def test_two_files_in_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="twice: a/b"):
        FileTree.of([Entry("a/b", b"1")]).plus(FileTree.of([Entry("a/b", b"2")]))


def test_size_on_disk_counts_begun_kib_links_and_folders() -> None:
    tree = FileTree.of(
        [Entry("a/b/large", bytes(1025)), Entry("a/empty", b""), Entry("a/link", link="empty")]
    )

    assert tree.installed_kib() == 2 + 1 + 1 + 2
