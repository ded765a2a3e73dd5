"""The program tests itself where it was built, and again as each package installs it.

    python packaging/smoke_test.py                       the folder that build.py made
    python packaging/smoke_test.py --packages build/packages

What `moebius --self-test` finds is printed as it is; the exit code is 1 where one was not well.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from moebius_build.frozen import DIST
from moebius_build.identity import NAME
from moebius_build.plist import APP_FOLDER
from moebius_build.windows import CONSOLE_PROGRAM

LIMIT_S = 280
"""A smoke test takes less than five minutes."""

_UNINSTALL_S = 60
_PROGRAMS = (CONSOLE_PROGRAM, NAME, f"bin/{NAME}", f"Contents/MacOS/{NAME}")
_SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")

Installed = Callable[[Path], AbstractContextManager[Path]]
"""Installs a package, hands out the program, and takes it away again."""


class SmokeError(Exception):
    """Something did not burn as it should; the text is a sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="smoke_test.py", description="Test what was built.")
    parser.add_argument("folder", nargs="?", type=Path, help="the program; as built without it")
    parser.add_argument("--packages", type=Path, metavar="DIR", help="test packages instead")
    args = parser.parse_args(arguments)
    try:
        if args.packages is None:
            test_program(program_in(args.folder or _built()))
        else:
            test_packages(args.packages)
    except (SmokeError, subprocess.CalledProcessError) as error:
        print(f"Not well: {error}", file=sys.stderr)
        return 1
    return 0


def test_packages(folder: Path) -> None:
    """Install each package of this system, let it test itself, and remove it again.

    Raises:
        SmokeError: one is not well, or there is none.
        subprocess.CalledProcessError: it could not be installed or removed.
    """
    rows = [(path, how) for path in sorted(folder.iterdir()) if (how := _how(path)) is not None]
    if not rows:
        raise SmokeError(f"{folder} holds no package of a kind that is known.")
    for package, installed in rows:
        print(f"== {package.name}", flush=True)
        with installed(package) as program:
            test_program(program)


def test_program(program: Path) -> None:
    """Print what the program finds when it tests itself.

    Raises:
        SmokeError: it found something, told nothing, or took too long.
    """
    started = time.monotonic()
    try:
        ran = subprocess.run(
            [str(program), "--self-test"], stdout=subprocess.PIPE, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SmokeError(f"{program} took more than {LIMIT_S} s.") from error
    text = ran.stdout.decode("utf-8", errors="replace")
    print(text, end="", flush=True)
    try:
        report = json.loads(text)
    except ValueError as error:
        raise SmokeError(f"{program} printed no JSON (exit code {ran.returncode}).") from error
    if ran.returncode or not report["ok"] or not report["frozen"]:
        raise SmokeError(f"{program} is not well (exit code {ran.returncode}).")
    print(f"well after {time.monotonic() - started:.0f} s", flush=True)


def program_in(folder: Path) -> Path:
    """The program that prints, in a built or installed folder or a .app.

    Raises:
        SmokeError: there is none.
    """
    found = [folder / name for name in _PROGRAMS if (folder / name).is_file()]
    if not found:
        raise SmokeError(f"{folder} holds no program.")
    return found[0]


def _built() -> Path:
    app = DIST / APP_FOLDER
    return app if app.is_dir() else DIST / NAME


def _how(package: Path) -> Installed | None:
    return next((how for ending, how in _KINDS.items() if package.name.endswith(ending)), None)


@contextmanager
def _deb(package: Path) -> Generator[Path]:
    """Into the system itself, as a person would."""
    # apt tells a file from a name in its lists by the slash.
    subprocess.run(["sudo", "apt-get", "install", "-y", "-q", str(package.resolve())], check=True)
    try:
        yield _command()
    finally:
        name = package.name.partition("_")[0]
        subprocess.run(["sudo", "apt-get", "purge", "-y", "-q", name], check=True)
    if shutil.which(NAME) is not None:
        raise SmokeError("The command is still there after its package was removed.")


@contextmanager
def _unpacked(package: Path, unpack: Callable[[Path, Path], None]) -> Generator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        unpack(package, Path(folder))
        (inside,) = Path(folder).iterdir()
        yield program_in(inside)


def _tar(package: Path) -> AbstractContextManager[Path]:
    def unpack(package: Path, folder: Path) -> None:
        with tarfile.open(package) as archive:
            archive.extractall(folder, filter="data")

    return _unpacked(package, unpack)


def _zip(package: Path) -> AbstractContextManager[Path]:
    def unpack(package: Path, folder: Path) -> None:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)

    return _unpacked(package, unpack)


@contextmanager
def _setup(package: Path) -> Generator[Path]:
    """Installed for this person without a question, and uninstalled."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "Möbius 测试"
        subprocess.run([str(package), *_SILENT, f"/DIR={folder}"], check=True)
        try:
            yield program_in(folder)
        finally:
            subprocess.run([str(folder / "unins000.exe"), *_SILENT], check=True)
            _wait_until_gone(folder)


@contextmanager
def _image(package: Path) -> Generator[Path]:
    """Run from the image, which cannot be written to."""
    with tempfile.TemporaryDirectory() as folder:
        attach = ["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", folder]
        subprocess.run([*attach, str(package)], check=True)
        try:
            yield program_in(Path(folder) / APP_FOLDER)
        finally:
            subprocess.run(["hdiutil", "detach", "-force", folder], check=True)


def _command() -> Path:
    found = shutil.which(NAME)
    if found is None:
        raise SmokeError(f"There is no command “{NAME}” after installing.")
    return Path(found)


def _wait_until_gone(folder: Path) -> None:
    """Inno Setup's uninstaller goes on in a copy of itself after it has returned."""
    for _ in _until(time.monotonic() + _UNINSTALL_S):
        if not folder.exists():
            return
    left = ", ".join(sorted(path.name for path in folder.iterdir()))
    raise SmokeError(f"Uninstalling has left {left}.")


def _until(end: float) -> Iterator[None]:
    while time.monotonic() < end:
        yield
        time.sleep(0.5)


_KINDS: dict[str, Installed] = {
    ".deb": _deb,
    ".tar.xz": _tar,
    "-portable.zip": _zip,
    "-setup.exe": _setup,
    ".dmg": _image,
}
