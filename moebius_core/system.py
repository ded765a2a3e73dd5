"""The one place that knows what the operating systems do differently: files, memory, libraries."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterable, MutableMapping
from io import BufferedIOBase, FileIO
from pathlib import Path
from typing import Any

from moebius_core.errors import SaveError, UnreadablePhotoError

_WINDOWS_PATH_LIMIT = 240  # below MAX_PATH (260): room for the temporary name beside the target
_LOCK_OFFSET = 1 << 40  # far behind any content: on Windows a locked byte cannot be read
_REPLACE_ATTEMPTS = 5
_REPLACE_PAUSE_S = 0.05
_ANY_PROCESS = 0xFFFFFFFF
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

_SAVE_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "Free some space or choose another folder."),
    getattr(errno, "EDQUOT", -1): (
        "your disk quota is used up",
        "Free some space or choose another folder.",
    ),
    errno.EFBIG: ("the file would be larger than this system allows", "Choose another folder."),
    errno.EROFS: ("the disk is read-only", "Choose another folder."),
    errno.ENOENT: ("the folder does not exist", "Create it first or choose another folder."),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "Choose another folder."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EISDIR: ("there is a folder of that name", "Choose another name."),
    errno.EACCES: ("no permission to write there, or the file is in use", "Choose another folder."),
    errno.EPERM: ("no permission to write there, or the file is in use", "Choose another folder."),
}

_READ_REASONS: dict[int, str] = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "no permission to read it, or another program has locked it",
    errno.EPERM: "no permission to read it, or another program has locked it",
    errno.EISDIR: "it is a folder, not a photo",
    errno.ENOTDIR: "part of its path is a file, not a folder",
    errno.ENXIO: "it is a device or a pipe, not a file",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.ENAMETOOLONG: "its name is too long for this system",
    errno.EIO: "the disk reported a read error",
}


def long_path(path: Path, *, platform: str = sys.platform) -> str:
    r"""The path as the file system takes it, whatever its length.

    Windows refuses paths of 260 characters and more unless they are absolute, normalised and start
    with ``\\?\`` (``\\?\UNC\`` for a network share). Elsewhere the path is returned as it is.
    """
    text = str(path)
    if platform != "win32" or text.startswith("\\\\?\\"):
        return text
    absolute = os.path.abspath(text)  # noqa: PTH100 - resolve() would follow links
    if len(absolute) < _WINDOWS_PATH_LIMIT:
        return text
    if absolute.startswith("\\\\"):
        return "\\\\?\\UNC\\" + absolute[2:]
    return "\\\\?\\" + absolute


def read_file(path: Path) -> bytes:
    """The whole content of a file.

    Raises:
        UnreadablePhotoError: missing, a folder, a device, locked, unreadable; one sentence says
            which.
    """
    name = long_path(path)
    try:
        _refuse_all_but_files(path, name)
        with open(name, "rb") as file:  # noqa: PTH123
            return file.read()
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        reason = _READ_REASONS.get(code or 0, f"the system says: {_system_words(error)}")
        raise UnreadablePhotoError(f"“{path}” cannot be read: {reason}.") from error


def _refuse_all_but_files(path: Path, name: str) -> None:
    """Raise OSError for what cannot be read, or might never end; what is missing, opening tells."""
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 - the prefixed name is a plain string
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "folder", name)
    is_piped_in = stat.S_ISFIFO(mode) and path.is_relative_to("/dev")  # remove <(curl ...)
    if not stat.S_ISREG(mode) and not is_piped_in:
        raise OSError(errno.ENXIO, "device", name)


def write_atomically(target: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write `parts` one after the other as `target`, completely or not at all.

    The bytes go to a hidden file beside the target, “.moebius-….tmp” (short, so that a target's
    255-byte name works), reach the disk, and only then take the target's place. A link is followed:
    the file it points to is replaced. An existing target's permission bits are kept.

    Raises:
        SaveError: the target is what it was and nothing is left behind.
    """
    temporary = ""
    try:
        final = _through_links(target)
        mode = _mode_to_keep(final, target)
        handle, temporary = _create_beside(final)
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101
        replace_file(temporary, final)
        temporary = ""
        sync_folder(final)
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        words = f"the system says: {_system_words(error)}"
        reason, hint = _SAVE_REASONS.get(code or 0, (words, "Choose another place."))
        raise SaveError(f"“{target}” could not be saved: {reason}.", hint) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def replace_file(source: str, target: str, *, platform: str = sys.platform) -> None:
    """`os.replace`; on Windows tried a few times, since virus scanners hold new files briefly."""
    attempts = _REPLACE_ATTEMPTS if platform == "win32" else 1
    for attempt in range(1, attempts + 1):
        try:
            os.replace(source, target)  # noqa: PTH105
        except PermissionError:
            if attempt == attempts:
                raise
            time.sleep(_REPLACE_PAUSE_S * attempt)
        else:
            return


def sync_folder(path: str, *, platform: str = sys.platform) -> None:
    """Make the renaming itself survive a power cut, where the platform can (not on Windows)."""
    if platform == "win32":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse; the file is complete
        handle = os.open(os.path.dirname(path) or ".", os.O_RDONLY)  # noqa: PTH120
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def lock_file(file: FileIO | BufferedIOBase) -> bool:
    """Take an open file for this process; False when another has it. Freed when the process ends.

    On Windows one byte far beyond the content is locked: the content itself stays readable.
    """
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a network file system without locks: go on without
    return True


def _lock_on_windows(file: FileIO | BufferedIOBase) -> bool:
    import msvcrt

    place = file.tell()
    file.seek(_LOCK_OFFSET)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # pyright: ignore
    except OSError:
        return False
    finally:
        file.seek(place)
    return True


def give_back_memory(*, platform: str = sys.platform) -> None:
    """Hand what was freed to the system: glibc would keep a gigabyte after a network is closed.

    Nothing happens where memory goes back by itself.
    """
    if platform == "linux":
        with contextlib.suppress(AttributeError, OSError):  # other C libraries have no such call
            ctypes.CDLL(None).malloc_trim(0)


def let_another_come_to_front(*, platform: str = sys.platform) -> None:
    """Pass on the right to show a window in front; Windows gives it to the program started last.

    https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-allowsetforegroundwindow
    """
    if platform == "win32":
        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)  # pyright: ignore


def _through_links(target: Path) -> str:
    name = long_path(target)
    if os.path.isdir(name):  # noqa: PTH112
        raise IsADirectoryError(errno.EISDIR, "folder", name)
    if os.path.islink(name):  # noqa: PTH114
        return long_path(Path(os.path.realpath(name)))
    return name


def _mode_to_keep(name: str, target: Path) -> int | None:
    """Permission bits of the file to be replaced; None where there is none.

    Raises:
        SaveError: a pipe, a device or a write-protected file, which renaming would replace.
    """
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116
    except OSError:
        return None
    if not stat.S_ISREG(mode):
        raise SaveError(
            f"“{target}” could not be saved: what has that name is no ordinary file.",
            "Choose another name.",
        )
    if not mode & _ANY_WRITE:
        raise SaveError(
            f"“{target}” could not be saved: the file there is write-protected.",
            "Choose another name, or take the protection away.",
        )
    return stat.S_IMODE(mode)


def _create_beside(name: str) -> tuple[int, str]:
    folder = os.path.dirname(name)  # noqa: PTH120
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    while True:
        temporary = os.path.join(folder, f".moebius-{secrets.token_hex(4)}.tmp")  # noqa: PTH118
        try:
            return os.open(temporary, flags, 0o666), temporary
        except FileExistsError:
            continue


def _system_words(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def give_back_library_path(environ: MutableMapping[str, str] = os.environ) -> None:
    """Let programs that are opened from a bundled one (a file manager) find the system's libraries.

    PyInstaller's start sets the variable to its own folder on Linux, and keeps what was there; the
    running process is not affected by what it says now. A worker of our own sets it again, if it
    is told to start like the first: https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html
    """
    if "LD_LIBRARY_PATH" not in environ:
        return
    before = environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environ["LD_LIBRARY_PATH"] = before
    else:
        del environ["LD_LIBRARY_PATH"]
    environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


def load_onnxruntime() -> Any:
    """The module `onnxruntime`, which then keeps to itself; nothing imports it in another way.

    Since 1.32 it writes an identifier of the computer into the person's cache and reports its use
    to its maker, unless the environment says no before it is loaded.

    Raises:
        ImportError: it is not installed, or damaged.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    return importlib.import_module("onnxruntime")


def load_before_qt(*, platform: str = sys.platform) -> None:
    """Load what must be in memory before Qt; call it before PySide6 is imported.

    WORKAROUND https://github.com/microsoft/onnxruntime/issues/26127: on Windows, onnxruntime takes
    the C++ library that Qt has loaded, which is too old for it. Goes once that is mended.
    """
    if platform == "win32":
        with contextlib.suppress(ImportError, OSError):
            load_onnxruntime()
