from __future__ import annotations

import errno
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from moebius_core import system
from moebius_core.errors import SaveError, UnreadablePhotoError

LONG = "C:\\" + "\\".join(["folder" * 5] * 12) + "\\photo.jpg"


def _folder_is_clean(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


_FREED = """
from moebius_core.system import give_back_memory
pages = lambda: int(open("/proc/self/statm").read().split()[1])
pieces = [bytearray(100_000) for _ in range(2000)]
full = pages()
del pieces[:-1]  # the last one, on top, keeps the rest of the heap
give_back_memory()
print(full, full - pages())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others give back by themselves")
def test_freed_memory_goes_back() -> None:
    ran = subprocess.run([sys.executable, "-c", _FREED], capture_output=True, text=True, check=True)
    full, given_back = map(int, ran.stdout.split())
    assert given_back > full / 2


def test_memory_that_cannot_be_given_back_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.ctypes, "CDLL", lambda _name: object())
    system.give_back_memory(platform="linux")
    monkeypatch.setattr(system.ctypes, "CDLL", lambda _name: pytest.fail("asked"))
    system.give_back_memory(platform="win32")


def test_write_and_replace(tmp_path: Path) -> None:
    target = tmp_path / "ä 🌻.bin"
    system.write_atomically(target, [b"one", memoryview(b"two")])
    system.write_atomically(target, [b"three"])
    assert target.read_bytes() == b"three"
    assert _folder_is_clean(tmp_path, target.name)


def test_a_name_of_255_bytes(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 251 + ".png")
    system.write_atomically(target, [b"x"])
    assert target.read_bytes() == b"x"


def test_a_path_of_more_than_260_characters(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 120) / ("e" * 120)
    folder.mkdir(parents=True)
    system.write_atomically(folder / "photo.png", [b"x"])
    assert system.read_file(folder / "photo.png") == b"x"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_permission_bits_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o640)
    system.write_atomically(target, [b"new"])
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(SaveError, match="write-protected"):
        system.write_atomically(target, [b"new"])
    target.chmod(0o644)
    assert target.read_bytes() == b"old"
    assert _folder_is_clean(tmp_path, "a.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    os.mkfifo(target)
    with pytest.raises(SaveError, match="no ordinary file"):
        system.write_atomically(target, [b"new"])
    assert target.is_fifo()


def test_the_temporary_file_says_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed program leaves it behind; batch passes over hidden files and this extension."""
    seen: list[str] = []

    def fail(source: str, _target: str) -> None:
        seen.append(Path(source).name)
        raise OSError(errno.EIO, "error")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(SaveError):
        system.write_atomically(tmp_path / "a.png", [b"x"])
    assert re.fullmatch(r"\.moebius-[0-9a-f]{8}\.tmp", seen[0])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    try:
        link.symlink_to(real)
    except OSError:  # Windows without the privilege: the plain file is covered above
        link = real
    system.write_atomically(link, [b"new"])
    assert real.read_bytes() == b"new"
    assert link is real or link.is_symlink()


@pytest.mark.parametrize("at", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "no permission to write there, or the file is in use"),
        (errno.EROFS, "the disk is read-only"),
    ],
)
def test_failures_leave_the_target_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, code: int, words: str
) -> None:
    target = tmp_path / "photo.jpg"
    target.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    def parts():
        yield b"half"
        if at == "write":
            fail()
        yield b"rest"

    if at != "write":
        monkeypatch.setattr(os, at, fail)
    with pytest.raises(SaveError, match=words) as caught:
        system.write_atomically(target, parts())
    assert str(target) in caught.value.sentence
    assert caught.value.hint
    assert target.read_bytes() == b"old"
    assert _folder_is_clean(tmp_path, "photo.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
def test_a_really_full_disk(tmp_path: Path) -> None:
    target = tmp_path / "photo.bin"
    target.write_bytes(b"old")
    code = (
        "import resource, signal, pathlib\n"
        "from moebius_core.system import write_atomically\n"
        "from moebius_core.errors import SaveError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        f"target = pathlib.Path({str(target)!r})\n"
        "try:\n    write_atomically(target, [bytes(50_000)] * 9)\n"
        "except SaveError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "could not be saved" in done.stdout
    assert target.read_bytes() == b"old"
    assert _folder_is_clean(tmp_path, "photo.bin")


def test_a_missing_folder_and_a_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="the folder does not exist"):
        system.write_atomically(tmp_path / "no" / "a.png", [b"x"])
    with pytest.raises(SaveError, match="there is a folder of that name"):
        system.write_atomically(tmp_path, [b"x"])
    with pytest.raises(SaveError, match="could not be saved"):
        system.write_atomically(tmp_path / "a\0b.png", [b"x"])
    assert _folder_is_clean(tmp_path)


def test_windows_tries_again_while_a_scanner_holds_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    pauses: list[float] = []

    def replace(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) < 3:
            raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(system.time, "sleep", pauses.append)
    system.replace_file("a", "b", platform="win32")
    assert len(calls) == 3
    assert pauses == sorted(pauses)
    calls.clear()
    with pytest.raises(PermissionError):
        system.replace_file("a", "b", platform="linux")
    assert len(calls) == 1


def test_windows_gives_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(source: str, target: str) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(system.time, "sleep", lambda _seconds: None)
    with pytest.raises(PermissionError):
        system.replace_file("a", "b", platform="win32")


def test_long_paths_get_their_windows_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "abspath", lambda text: text)
    share = "\\\\server\\share\\" + "x" * 260
    assert system.long_path(Path(LONG), platform="win32") == "\\\\?\\" + str(Path(LONG))
    assert system.long_path(Path(share), platform="win32") == "\\\\?\\UNC\\" + share[2:]
    assert system.long_path(Path("\\\\?\\" + LONG), platform="win32") == "\\\\?\\" + LONG
    assert system.long_path(Path("short.png"), platform="win32") == "short.png"
    assert system.long_path(Path("x" * 300), platform="linux") == "x" * 300


def test_the_folder_is_synced_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    system.sync_folder(str(tmp_path / "a"), platform="win32")
    assert not synced
    if sys.platform != "win32":
        system.sync_folder(str(tmp_path / "a"))
        assert len(synced) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.EACCES, "no permission to read it, or another program has locked it"),
        (errno.ENOENT, "there is no such file"),
        (errno.EIO, "the disk reported a read error"),
    ],
)
def test_reading_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(UnreadablePhotoError, match=words):
        system.read_file(tmp_path / "a.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "endless.jpg").symlink_to("/dev/zero")
    for name in ("pipe.jpg", "endless.jpg"):
        with pytest.raises(UnreadablePhotoError, match="it is a device or a pipe"):
            system.read_file(tmp_path / name)
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    with pytest.raises(UnreadablePhotoError, match="leads back to itself"):
        system.read_file(tmp_path / "loop.jpg")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="shells hand pipes over like this")
def test_a_pipe_that_the_caller_has_set_up_is_read() -> None:
    out, into = os.pipe()
    os.write(into, b"photo")
    os.close(into)
    try:
        assert system.read_file(Path(f"/dev/fd/{out}")) == b"photo"
    finally:
        os.close(out)


def test_a_folder_or_nothing_is_no_photo(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhotoError, match="it is a folder"):
        system.read_file(tmp_path)
    with pytest.raises(UnreadablePhotoError, match="no such file"):
        system.read_file(tmp_path / "gone.jpg")
    with pytest.raises(UnreadablePhotoError, match="cannot be read"):
        system.read_file(Path("a\0b"))


@pytest.mark.parametrize(("platform", "loaded"), [("win32", ["onnxruntime"]), ("linux", [])])
def test_onnxruntime_is_loaded_before_qt_on_windows_alone(
    platform: str, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(system.importlib, "import_module", asked.append)

    system.load_before_qt(platform=platform)

    assert asked == loaded


def test_a_windows_without_onnxruntime_still_gets_its_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    system.load_before_qt(platform="win32")


def test_on_windows_another_process_may_come_to_the_front(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed: list[int] = []
    user32 = SimpleNamespace(AllowSetForegroundWindow=allowed.append)
    monkeypatch.setattr(system.ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    system.let_another_come_to_front(platform="linux")
    assert allowed == []
    system.let_another_come_to_front(platform="win32")
    assert allowed == [0xFFFFFFFF]


@pytest.mark.parametrize(
    ("bundled", "outside"),
    [
        ({"LD_LIBRARY_PATH": "/opt/moebius/_internal"}, {"PYINSTALLER_RESET_ENVIRONMENT": "1"}),
        (
            {"LD_LIBRARY_PATH": "/opt/moebius/_internal:/a", "LD_LIBRARY_PATH_ORIG": "/a"},
            {"LD_LIBRARY_PATH": "/a", "PYINSTALLER_RESET_ENVIRONMENT": "1"},
        ),
        ({}, {}),
    ],
)
def test_programs_opened_from_a_bundled_one_get_the_systems_libraries(
    bundled: dict[str, str], outside: dict[str, str]
) -> None:
    environment = {"HOME": "/home/me", **bundled}

    system.give_back_library_path(environment)

    assert environment == {"HOME": "/home/me", **outside}
