"""Freely licensed photos that Debian's packages and two Python packages ship, made ready to learn.

What is drawn, rendered or mostly one colour was left out by looking: only what is named here is
taken. Packages are downloaded by `apt-get download` and unpacked, never installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
from numpy.typing import NDArray

from moebius_core.arrays import Image
from moebius_core.geometry import Size
from moebius_core.training.evaluation.pairs import DrawnMasks
from moebius_core.training.masks import MaskKind
from tests.benchmarks.fill_cases import photo

SHORT_SIDE = 160
"""Pixels that pictures are reduced to: a little more than what a student is trained on."""

MOST_ALIKE = 6
"""Of 64 bits of `fingerprint`: photos that differ in fewer are one photo."""


@dataclass(frozen=True)
class Package:
    """Photos of one Debian package."""

    name: str
    licence: str
    """As its copyright file says for these."""

    folder: str
    """Below /usr/share."""

    names: str
    """Below the folder, blanks between; each may be a pattern."""


PACKAGES = (
    Package(
        "scratch",
        "CC-BY-SA-3.0",
        "scratch/Media/Backgrounds",
        "Nature/[bcfghl]*.jpg Nature/pathway.jpg Nature/tree.jpg Nature/w[a]*.jpg "
        "Sports/ba*ball-field.jpg Sports/basketball-court1-?.jpg Sports/[fpt]*.jpg "
        "Outdoors/[abcdhmprtv]*.jpg Outdoors/silos.jpg Outdoors/wooden-house.jpg "
        "Indoors/clothing-store.jpg Indoors/hall.jpg Indoors/kitchen.jpg "
        "Indoors/the-movies-inside.jpg",
    ),
    Package(
        "mate-backgrounds",
        "GPL-2+",
        "backgrounds/mate/nature",
        "Aqua.jpg Blinds.jpg Dune.jpg FreshFlower.jpg Garden.jpg GreenMeadow.jpg LadyBird.jpg "
        "RainDrops.jpg Storm.jpg TwoWings.jpg Wood.jpg YellowFlower.jpg",
    ),
    Package(
        "plasma-workspace-wallpapers",
        "GPL-2+",
        "wallpapers",
        "BytheWater/*/images/2*.jpg ColdRipple/*/images/2*.jpg ColorfulCups/*/images/2*.jpg "
        "EveningGlow/*/images/2*.jpg FallenLeaf/*/images/2*.jpg Grey/*/images/2*.jpg "
        "Kite/*/images/2*.jpg OneStandsOut/*/images/2*.jpg Path/*/images/2*.jpg "
        "summer_1am/*/images/2*.jpg",
    ),
    Package(
        "lomiri-wallpapers-16.04",
        "CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0",
        "backgrounds",
        "Bridge*.jpg Dragonfly*.jpg Picture_0B*.jpg Picture_1A*.jpg Wine*.jpg aitzgorri*.jpg "
        "free*.jpg friends*.jpg greentock*.jpg life*.jpg picos*.jpg seeding*.jpg sunset*.jpg",
    ),
    Package("lomiri-wallpapers-20.04", "CC-BY-SA-3.0", "backgrounds", "Kleiber*.jpg"),
    Package(
        "lxqt-themes",
        "LGPL-2.1+",
        "lxqt/wallpapers",
        "Butterfly*.jpg Valendas.png after-the-rain.jpg appleflower.png beam.png butterfly.png "
        "cloud.png drop.png flowers.png fog.jpg this-is-not-windows.jpg",
    ),
    Package(
        "gnome-control-center-data",
        "GPL-2+, GPL-3+, LGPL-2+, LGPL-2.1+, Expat, CC0-1.0",
        "pixmaps/faces",
        "bicycle.jpg book.jpg calculator.jpg cat.jpg coffee2.jpg flower2.jpg guitar2.jpg "
        "headphones.jpg hummingbird.jpg mountain.jpg plane.jpg surfer.jpg tomatoes.jpg tree.jpg",
    ),
    Package(
        "kphotoalbum",
        "GPL-2+",
        "kphotoalbum/demo",
        "donna.jpg grand_canyon_3.jpg pool_2.jpg skagen.jpg skagen_2.jpg snow.jpg spiff.jpg "
        "spiff_2.jpg sunset.jpg",
    ),
    Package(
        "forensics-samples-files",
        "CC-BY-SA-4.0",
        "forensics-samples/original-files",
        "pic1/IMG*.[jJ]* pic2/IMG*.jpg",
    ),
    Package(
        "libjs-jquery-backstretch",
        "Expat",
        "",
        "**/coffee.jpg **/dome.jpg **/pot-holder.jpg **/sample?_1920.jpg",
    ),
    Package(
        "libjxl-testdata",
        "BSD-3-clause, CC0-1.0",
        "",
        "**/flower/flower.png **/*keong_macan_srgb8.png **/*riaphotographs_srgb8.png "
        "**/*bliznaca_srgb8.png",
    ),
    Package(
        "lifeograph",
        "GPL-3+",
        "net.sourceforge.Lifeograph/backgrounds",
        "cloister.jpg horizon.jpg pier.jpg sands.jpg",
    ),
)

BUNDLED = {
    "scikit-image": ("astronaut", "coffee", "chelsea", "rocket", "brick", "grass", "gravel"),
    "scikit-learn": ("china", "flower"),
}
"""Photos inside Python packages; public domain, CC0-1.0 and CC-BY-2.0 as their notes say."""

HELD_OUT = (
    "scratch-garden-rock",
    "scratch-castle",
    "scratch-train-tracks1",
    "scratch-boardwalk",
    "scratch-kitchen",
    "mate-backgrounds-garden",
    "plasma-workspace-wallpapers-eveningglow",
    "plasma-workspace-wallpapers-path",
    "lomiri-wallpapers-16.04-life",
    "lomiri-wallpapers-16.04-aitzgorri",
    "lxqt-themes-this-is-not-windows",
    "gnome-control-center-data-cat",
    "kphotoalbum-snow",
    "scikit-image-coffee",
    "scikit-learn-china",
)
"""Beginnings of the names of photos that are never trained on, with all that is cut out of them."""


PARTS = ("train", "held_out")
"""Folders of pictures, and names of lists that give each a mask."""

HOLES = 0.1, 0.4
"""Share of a picture that such a mask covers."""


def prepare(folder: Path) -> dict[str, list[str]]:
    """Fills `PARTS` in `folder`, unless they are there, and writes a list of each.

    Half of the samples take the masks of the lists. The others draw theirs, which at this size
    cover most of a picture: widths of strokes are given for 256 pixels.

    Returns:
        The names of the photos in each, without what was cut out of them.
    """
    if not (folder / PARTS[-1]).is_dir():
        making = folder / "making"
        shutil.rmtree(making, ignore_errors=True)
        for part in PARTS:
            (making / part).mkdir(parents=True)
        seen = list[NDArray[np.bool_]]()
        for name, image in _photos(folder / "packages"):
            mark = fingerprint(image)
            if any(np.count_nonzero(mark != other) < MOST_ALIKE for other in seen):
                continue
            seen.append(mark)
            part = "held_out" if name.startswith(HELD_OUT) else "train"
            for piece, cut in pieces(image):
                _save(making / part / f"{name}{piece}.jpg", cut)
        for part in PARTS:
            shutil.rmtree(folder / part, ignore_errors=True)
            (making / part).rename(folder / part)
        making.rmdir()
    for part in PARTS:
        _write_list(folder, part)
    return {
        part: sorted(path.stem for path in (folder / part).iterdir() if "@" not in path.stem)
        for part in PARTS
    }


def pieces(image: Image) -> Iterator[tuple[str, Image]]:
    """The photo, and six overlapping parts of it where it is large enough, all reduced.

    Each comes with what its name ends in.
    """
    yield "", reduced(image)
    height, width = image.shape[:2]
    side = min(height, width) // 2
    if side < SHORT_SIDE:
        return
    for row in range(2):
        for column in range(3):
            top, left = row * (height - side), column * (width - side) // 2
            yield f"@{row}{column}", reduced(image[top : top + side, left : left + side])


def reduced(image: Image) -> Image:
    """With a short side of `SHORT_SIDE`, unless it is smaller already."""
    height, width = image.shape[:2]
    scale = SHORT_SIDE / min(height, width)
    if scale >= 1:
        return np.ascontiguousarray(image)
    size = round(width * scale), round(height * scale)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def fingerprint(image: Image) -> NDArray[np.bool_]:
    """64 bits that are nearly the same for a photo in any size: dHash, brighter to the right?"""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA)
    return (small[:, 1:] > small[:, :-1]).ravel()


def _photos(packages: Path) -> Iterator[tuple[str, Image]]:
    """Name and pixels of each, the large ones of several sizes first."""
    for package in PACKAGES:
        root = _unpacked(package.name, packages) / "usr" / "share"
        for name in package.names.split():
            found = sorted((root / package.folder).glob(name.replace("/*/", "/contents/")))
            if not found:
                raise SystemExit(f"{package.name} has no {package.folder}/{name}.")
            for path in found:
                stem = path.relative_to(root / package.folder).parts[0 if "/*/" in name else -1]
                yield f"{package.name}-{Path(stem).stem.lower()}", _pixels(path)
    for package, names in BUNDLED.items():
        for name in names:
            yield f"{package}-{name}", photo(name)


def _unpacked(package: str, folder: Path) -> Path:
    """Where the files of the package are, downloaded if need be."""
    root = folder / package
    if not root.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        (archive,) = folder.glob(f"{package}_*.deb")
        making = folder / f"{package}.making"
        shutil.rmtree(making, ignore_errors=True)
        subprocess.run(["dpkg-deb", "-x", archive, making], check=True)
        making.rename(root)
    return root


def _write_list(folder: Path, part: str) -> None:
    """`<part>.jsonl` and its masks, which follow from the pictures' names."""
    masks = DrawnMasks(MaskKind.MEDIUM)
    (folder / "masks").mkdir(exist_ok=True)
    lines = list[str]()
    for path in sorted((folder / part).iterdir()):
        mask = masks.draw(path.stem, Size(256, 256), HOLES)
        name = f"masks/{path.stem}.png"
        PIL.Image.fromarray(mask).save(folder / name)
        item = {"image": f"{part}/{path.name}", "prompt": "background", "mask": name}
        lines.append(json.dumps(item) + "\n")
    (folder / f"{part}.jsonl").write_text("".join(lines), "utf-8")


def _save(path: Path, image: Image) -> None:
    PIL.Image.fromarray(image).save(path, quality=95)


def _pixels(path: Path) -> Image:
    """Decoded at a reduced size where the kind of file allows it."""
    with PIL.Image.open(path) as file:
        file.draft("RGB", (4 * SHORT_SIDE, 4 * SHORT_SIDE))
        return np.asarray(file.convert("RGB"))
