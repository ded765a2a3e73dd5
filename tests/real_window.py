"""The editor in a real window, worked like a person works it: mouse and keys come from xdotool.

    python -m tests.real_window [--in FOLDER] [--root FOLDER] OUT_DIR [COMMAND ...]

COMMAND starts the editor that is worked, if not the one of this source tree. It is given the photo,
a copy in FOLDER, which has to exist; with --root as a path below it, as it is seen after a chroot.

Starts an X server and a window manager of its own, opens a copy of a sample photo, paints over a
rock, removes it, undoes, does it again, saves under another name and quits; then compares the
saved file with the original. Screenshots go to OUT_DIR. Exit status 0: all was as it should be.
Needs Linux with Xvfb, openbox, xdotool and ImageMagick.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from moebius_core.arrays import Mask
from moebius_core.inpaint import edit_zone
from moebius_core.options import InpaintOptions
from moebius_core.photo import Photo

ROOT = Path(__file__).resolve().parent.parent
PHOTO = "lake_rocks"
TOOLS = ("Xvfb", "openbox", "xdotool", "import")
PACKAGES = "xvfb openbox xdotool imagemagick"
SCREEN = "1440x900x24"

PATIENCE_S = 90.0
POLL_S = 0.05
REST_S = 5.0
"""A picture of something that still moves is better than none."""
BRUSH_PX = 80
"""The brush of a first start, in photo pixels."""
SLACK_PX = 3
"""A pointer stands on whole screen pixels, a stroke begins anywhere within one."""
PATCH_PX = 160
LEAST_MATCH = 0.9

Pixels = NDArray[np.uint8 | np.uint16]


class Failure(Exception):
    """What was not as it should be, in a sentence."""


class Place(NamedTuple):
    x: int
    y: int

    def plus(self, x: int, y: int) -> Place:
        return Place(self.x + x, self.y + y)


class Stroke(NamedTuple):
    first: Place
    last: Place


class Screen:
    """One X display: what is on it, and hands to work with.

    Args:
        out: Where screenshots go.
    """

    def __init__(self, environment: Mapping[str, str], out: Path) -> None:
        self._environment = environment
        self._out = out
        self._shots = 0

    def titles(self) -> list[str]:
        ids = self._xdotool("search", "--onlyvisible", "--name", ".", may_fail=True).split()
        return [self._xdotool("getwindowname", each, may_fail=True).strip() for each in ids]

    def wait_for(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                self.shoot("in the end")
                raise Failure(f"It never came to this: {what}. Titles: {self.titles()}")
            time.sleep(POLL_S)

    def wait_for_title(self, title: str) -> None:
        self.wait_for(f"a window “{title}”", lambda: title in self.titles())

    def key(self, *names: str) -> None:
        self._xdotool("key", *names)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "20", text)

    def drag(self, button: int, first: Place, last: Place) -> None:
        self._xdotool("mousemove", *_words(first), "mousedown", str(button))
        self._xdotool("mousemove", *_words(last), "mouseup", str(button))

    def point_at(self, place: Place) -> None:
        self._xdotool("mousemove", *_words(place))

    def shoot(self, name: str) -> None:
        """Keep a picture of the whole screen, once nothing moves on it any more."""
        seen = [b"", self._picture()]

        def is_at_rest() -> bool:
            seen.append(self._picture())
            return seen[-1] == seen[-2] == seen[-3]

        end = time.monotonic() + REST_S
        while not is_at_rest() and time.monotonic() < end:
            time.sleep(POLL_S)
        self._shots += 1
        (self._out / f"{self._shots:02} {name}.png").write_bytes(seen[-1])

    def find(self, patch: Pixels) -> Place | None:
        """Where the middle of an (h, w, 3) RGB piece of the photo is at 100 %; None: nowhere."""
        shown = cv2.imdecode(np.frombuffer(self._picture(), np.uint8), cv2.IMREAD_COLOR)
        assert shown is not None
        wanted = cv2.cvtColor(patch, cv2.COLOR_RGB2BGR)
        _, best, _, (x, y) = cv2.minMaxLoc(cv2.matchTemplate(shown, wanted, cv2.TM_CCOEFF_NORMED))
        height, width = patch.shape[:2]
        return Place(x + width // 2, y + height // 2) if best > LEAST_MATCH else None

    def _picture(self) -> bytes:
        command = ["import", "-window", "root", "png:-"]
        return subprocess.run(
            command, env=self._environment, capture_output=True, check=True
        ).stdout

    def _xdotool(self, *words: str, may_fail: bool = False) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode and not may_fail:
            raise Failure(f"xdotool {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.real_window", allow_abbrev=False)
    parser.add_argument("out", type=Path, metavar="OUT_DIR", help="folder for the screenshots")
    parser.add_argument("--in", dest="folder", type=Path, help="where the photo is put and saved")
    parser.add_argument("--root", type=Path, default=Path("/"), help="what the editor sees as /")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what starts the editor")
    given = parser.parse_args(arguments)
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"Not found: {', '.join(missing)}. On Debian and Ubuntu: apt install {PACKAGES}")
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = (given.folder or Path(scratch)) / f"{PHOTO}.jpg"
        shutil.copy(ROOT / "assets" / "samples" / source.name, source)
        seen = "/" / source.resolve().relative_to(given.root.resolve())
        command = [*(given.command or [sys.executable, "-m", "app"]), str(seen)]
        try:
            verdict = _judged(source, *_worked(command, source, Path(scratch), given.out))
        except Failure as failure:
            print(f"FAILED: {failure}")
            return 1
    print(f"OK: {verdict}")
    return 0


def _worked(
    command: Sequence[str], source: Path, scratch: Path, out: Path
) -> tuple[Path, list[Stroke]]:
    """Paint, remove, undo, redo, save as; the file and the strokes in photo pixels."""
    with ExitStack() as stack:
        environment = stack.enter_context(_display(scratch))
        editor = stack.enter_context(_running(command, environment))
        screen = Screen(environment, out)
        screen.wait_for_title(f"{source.name} — Moebius")
        rock, place = _come_to_the_rock(screen, source)
        screen.shoot("opened")
        strokes = _paint(screen, rock, place)
        screen.shoot("painted")
        screen.key("Return")
        screen.wait_for_title(f"*{source.name} — Moebius")
        screen.shoot("removed")
        screen.key("ctrl+z")
        screen.wait_for_title(f"{source.name} — Moebius")
        screen.shoot("undone")
        screen.key("ctrl+shift+z")
        screen.wait_for_title(f"*{source.name} — Moebius")
        screen.key("y")
        screen.shoot("compared")
        screen.key("y")
        target = source.with_name("gone.png")
        screen.key("ctrl+shift+s")
        screen.wait_for_title("Save As — Moebius")
        screen.key("ctrl+a")
        screen.type(target.name)
        screen.shoot("save as")
        screen.key("Return")
        screen.wait_for_title(f"{target.name} — Moebius")
        screen.shoot("saved")
        screen.key("ctrl+q")
        screen.wait_for("the editor has ended", lambda: editor.poll() is not None)
        if editor.returncode:
            raise Failure(f"The editor ended with status {editor.returncode}.")
    return target, strokes


def _come_to_the_rock(screen: Screen, source: Path) -> tuple[Mask, Place]:
    """At 100 %, with the smallest rock in view: its mask, and where its middle is on the screen."""
    pixels = Photo.open(source).pixels
    rock = _smallest_part(ROOT / "assets" / "samples" / f"{PHOTO}_mask.png")
    goal, middle = _middle_of(rock), Place(pixels.shape[1] // 2, pixels.shape[0] // 2)
    screen.key("ctrl+1")
    start = _wait_for_patch(screen, _patch(pixels, middle))
    way = Place(goal.x - middle.x, goal.y - middle.y)
    half = Place(way.x // 2, way.y // 2)
    screen.drag(2, start.plus(*half), start.plus(half.x - way.x, half.y - way.y))
    return rock, _wait_for_patch(screen, _patch(pixels, goal))


def _wait_for_patch(screen: Screen, patch: Pixels) -> Place:
    found: list[Place] = []

    def is_there() -> bool:
        place = screen.find(patch)
        found.extend([place] if place else [])
        return bool(found)

    screen.wait_for("the photo is shown at 100 %", is_there)
    return found[-1]


def _paint(screen: Screen, rock: Mask, place: Place) -> list[Stroke]:
    """Lines across the rock, near enough to one another to cover it; in photo pixels."""
    rows, columns = np.nonzero(rock)
    middle = _middle_of(rock)
    strokes: list[Stroke] = []
    for y in range(int(rows.min()), int(rows.max()) + BRUSH_PX // 2, BRUSH_PX // 2):
        stroke = Stroke(Place(int(columns.min()), y), Place(int(columns.max()), y))
        ends = [place.plus(end.x - middle.x, end.y - middle.y) for end in stroke]
        screen.drag(1, *ends)
        strokes.append(stroke)
    screen.point_at(place.plus(0, 250))
    return strokes


def _judged(source: Path, target: Path, strokes: list[Stroke]) -> str:
    """The verdict over the saved file; raises Failure."""
    before, after = Photo.open(source).pixels, Photo.open(target).pixels
    if before.shape != after.shape:
        raise Failure(f"The saved photo has another size: {after.shape}, not {before.shape}.")
    mask = np.zeros(before.shape[:2], np.uint8)
    for stroke in strokes:
        cv2.line(mask, tuple(stroke.first), tuple(stroke.last), 255, BRUSH_PX + 2 * SLACK_PX)
    zone = edit_zone(mask, InpaintOptions()) > 0
    core = cv2.erode(mask, np.ones((4 * SLACK_PX, 4 * SLACK_PX), np.uint8)) > 0
    changed = (before != after).any(axis=2)
    strays = np.count_nonzero(changed & ~zone)
    if strays:
        raise Failure(f"{strays} pixels outside the edit zone have changed.")
    share = float(changed[core].mean())
    if share < 0.9:
        raise Failure(f"Only {share:.0%} of what was painted over has changed.")
    return (
        f"{np.count_nonzero(changed)} pixels changed, {share:.0%} of what was painted over; "
        f"all {np.count_nonzero(~zone)} pixels outside the edit zone are what they were."
    )


@contextmanager
def _display(folder: Path) -> Generator[dict[str, str]]:
    """An X server with a window manager: the environment for programs that show windows there."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with ExitStack() as stack:
        stack.enter_context(_running(command, dict(os.environ), passed=(writing,)))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("Xvfb did not start.")
        home = folder / "home"
        environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "MOEBIUS_HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
        }
        environment.pop("WAYLAND_DISPLAY", None)
        stack.enter_context(_running(["openbox"], environment))
        yield environment


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], *, passed: tuple[int, ...] = ()
) -> Generator[subprocess.Popen[bytes]]:
    """A process that is ended, at the latest with the block."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, pass_fds=passed, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()  # an editor that is asked politely would ask back whether to save
        process.wait()


def _smallest_part(path: Path) -> Mask:
    """(H, W) uint8: the smallest of the objects in a mask file."""
    mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert mask is not None
    count, labels, facts, _ = cv2.connectedComponentsWithStats((mask > 127).astype(np.uint8))
    areas = [int(facts[label, cv2.CC_STAT_AREA]) for label in range(1, count)]
    smallest = 1 + areas.index(min(area for area in areas if area > BRUSH_PX**2))
    return np.where(labels == smallest, 255, 0).astype(np.uint8)


def _middle_of(mask: Mask) -> Place:
    rows, columns = np.nonzero(mask)
    return Place(int(columns.min() + columns.max()) // 2, int(rows.min() + rows.max()) // 2)


def _patch(pixels: Pixels, at: Place) -> Pixels:
    half = PATCH_PX // 2
    return np.ascontiguousarray(pixels[at.y - half : at.y + half, at.x - half : at.x + half])


def _words(place: Place) -> tuple[str, str]:
    return str(place.x), str(place.y)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
