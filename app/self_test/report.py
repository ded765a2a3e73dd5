"""Running the checks one by one and telling what came of them: one JSON object."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

import moebius_core
from app.places import HOME_VARIABLE
from app.support.licences import version_of
from moebius_core.errors import MoebiusError, SaveError
from moebius_core.extras import is_bundled
from moebius_core.places import WEIGHTS_VARIABLE
from moebius_core.system import write_atomically

FLAG = "--self-test"

_PACKAGES = (
    "PySide6-Essentials",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pillow-heif",
    "rawpy",
    "onnxruntime",
    "onnxruntime-directml",
    "huggingface_hub",
)
_SLOWEST_PROCESS_S = 150.0  # a computer on which much else runs is no fault


class CheckError(Exception):
    """A check did not find what it should; its text says what."""


class Check(NamedTuple):
    """One thing to try. `function` of `module` gets an empty folder and returns a sentence."""

    name: str
    module: str
    function: str
    is_apart: bool = False
    """In a process of its own, which Qt or a codec may take along."""


CHECKS = (
    Check("assets", "app.self_test.parts", "assets"),
    Check("graphs", "app.self_test.parts", "graphs"),
    Check("weights", "app.self_test.parts", "weights"),
    Check("onnxruntime", "app.self_test.tiny_graph", "check"),
    Check("removal", "app.self_test.photos", "removal"),
    Check("bit_identity", "app.self_test.photos", "bit_identity"),
    Check("formats", "app.self_test.photos", "formats", is_apart=True),
    Check("batch", "app.self_test.photos", "batch"),
    Check("translations", "app.self_test.window", "translations", is_apart=True),
    Check("window", "app.self_test.window", "window", is_apart=True),
)


@dataclass(frozen=True)
class Outcome:
    """What one check found."""

    name: str
    ok: bool
    seconds: float
    message: str


@dataclass(frozen=True)
class Report:
    """All outcomes and where they were found."""

    outcomes: tuple[Outcome, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        return all(outcome.ok for outcome in self.outcomes)

    def as_json(self) -> dict[str, object]:
        found = {name: version for name in _PACKAGES if (version := version_of(name))}
        return {
            "ok": self.ok,
            "version": moebius_core.__version__,
            "frozen": is_bundled(),
            "system": platform.platform(),
            "machine": platform.machine(),
            "python": platform.python_version(),
            "versions": found,
            "seconds": round(self.seconds, 2),
            "checks": [asdict(outcome) for outcome in self.outcomes],
        }


def main(arguments: Sequence[str]) -> int:
    """`moebius --self-test [--json FILE]`: 0 if all is well, 1 if not, 2 for a wrong command.

    Args:
        arguments: Everything after the command's name, the flag included.
    """
    from moebius_core.cli.terminal import forgive_encoding, open_streams, warn

    parser = argparse.ArgumentParser(
        prog="moebius", usage=f"moebius {FLAG} [--json FILE]", allow_abbrev=False
    )
    parser.add_argument(FLAG, action="store_true", help="check this installation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report to this file")
    with open_streams():
        forgive_encoding(sys.stdout, sys.stderr)
        try:
            options = parser.parse_args(arguments)
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else 2
        report = run()
        text = json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n"
        try:
            if options.json is None:
                print(text, end="", flush=True)
            else:
                write_atomically(options.json, [text.encode()])
        except SaveError as error:
            warn(f"moebius: {error}")
            return 1
    return 0 if report.ok else 1


def run(checks: Sequence[Check] = CHECKS) -> Report:
    """Do them in a home folder that is gone afterwards; the person's settings are not touched."""
    started = time.perf_counter()
    with _own_home() as home:
        outcomes = tuple(_outcome(check, home / check.name) for check in checks)
    return Report(outcomes, time.perf_counter() - started)


def _outcome(check: Check, folder: Path) -> Outcome:
    started = time.perf_counter()
    folder.mkdir()
    try:
        message = _apart(check, folder) if check.is_apart else _call(check, folder)
    except Exception as error:
        if not isinstance(error, CheckError):
            traceback.print_exc()
        return Outcome(check.name, False, _since(started), _told(error))
    return Outcome(check.name, True, _since(started), message)


def _call(check: Check, folder: Path) -> str:
    function: Callable[[Path], str] = getattr(import_module(check.module), check.function)
    return function(folder)


def _apart(check: Check, folder: Path) -> str:
    """The check in a spawned process, which may crash or hang without taking the report along."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, check, folder), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(_SLOWEST_PROCESS_S):
            raise CheckError(f"It did not answer within {_SLOWEST_PROCESS_S:g} s.")
        is_good, message = ours.recv()
    except EOFError as error:
        process.join()
        raise CheckError(f"Its process ended with exit code {process.exitcode}.") from error
    finally:
        process.kill()
        process.join()
        ours.close()
    if not is_good:
        raise CheckError(message)
    return str(message)


class _Pipe(Protocol):
    def send(self, obj: tuple[bool, str], /) -> None: ...


def _serve(pipe: _Pipe, check: Check, folder: Path) -> None:
    from moebius_core.system import load_before_qt

    load_before_qt()
    try:
        pipe.send((True, _call(check, folder)))
    except Exception as error:
        if not isinstance(error, CheckError):
            traceback.print_exc()
        pipe.send((False, _told(error)))


@contextmanager
def _own_home() -> Generator[Path]:
    """A temporary folder in the place of all of the person's; off screen where there is none."""
    from app.display import why_no_window

    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="moebius-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        os.environ[HOME_VARIABLE] = str(home / "home")
        os.environ.pop(WEIGHTS_VARIABLE, None)
        if why_no_window() is not None:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        try:
            yield home
        finally:
            os.environ.clear()
            os.environ.update(before)


def _told(error: Exception) -> str:
    if isinstance(error, CheckError | MoebiusError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)
