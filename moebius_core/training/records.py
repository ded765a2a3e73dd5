"""Which pictures there are to train on: folders, JSON lines and tar shards, all as `Record`s.

Opening a source reads names only; a file that turns out to be damaged is found when it is read.
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from moebius_core.batch.pairing import split_masks
from moebius_core.errors import BadInputError, UnreadablePhotoError
from moebius_core.photo import readable_suffixes
from moebius_core.system import long_path, read_file

Prompt: TypeAlias = Literal["background", "foreground"]
"""What is to be painted into the hole: what lies behind, or an object."""

_PROMPTS: tuple[str, ...] = get_args(Prompt)

_MASK_PART = "mask"
"""`000123.mask.png` in a shard is the mask of `000123.jpg`."""


class Stored(NamedTuple):
    """Where a picture's bytes are."""

    path: Path
    span: tuple[int, int] | None = None
    """Offset and length inside a tar shard; None: the whole file."""

    def read(self) -> bytes:
        """The bytes.

        Raises:
            UnreadablePhotoError: missing, locked, or the shard ends before it.
        """
        if self.span is None:
            return read_file(self.path)
        start, length = self.span
        try:
            with open(long_path(self.path), "rb") as file:  # noqa: PTH123 - the name is a string
                file.seek(start)
                data = file.read(length)
        except OSError as error:
            raise UnreadablePhotoError(
                f"“{self.path}” cannot be read: {error.strerror}."
            ) from error
        if len(data) < length:
            raise UnreadablePhotoError(f"“{self.path}” is cut off.")
        return data


class Record(NamedTuple):
    """One picture to train on."""

    name: str
    """For people: the path, in a shard that of the shard and the member."""

    image: Stored
    prompt: Prompt = "background"
    mask: Stored | None = None
    """An object ("foreground"), or a part of the scene that may be painted over."""


def open_records(*sources: Path) -> list[Record]:
    """All pictures of the sources, in an order that only depends on their names.

    Args:
        sources: Each a folder of pictures (with all folders in it; `beach_mask.png` beside
            `beach.jpg` is left out), a folder of .tar shards, one shard, or a .jsonl file.

    Raises:
        BadInputError: nothing there, of another kind, a line that is not understood, no pictures.
    """
    records = [record for source in sources for record in _records_of(source)]
    if not records:
        named = ", ".join(f"“{source}”" for source in sources)
        raise BadInputError(f"There are no pictures in {named}.")
    return records


def _records_of(source: Path) -> Iterator[Record]:
    if source.is_dir():
        shards = sorted(source.glob("*.tar"))
        if not shards:
            return _of_folder(source)
        return (record for shard in shards for record in _of_shard(shard))
    if not source.is_file():
        raise BadInputError(f"“{source}” does not exist.")
    reader = {".tar": _of_shard, ".jsonl": _of_lines}.get(source.suffix.lower())
    if reader is None:
        raise BadInputError(
            f"“{source.name}” is no source of pictures.",
            "Give a folder, a .jsonl file or an uncompressed .tar shard.",
        )
    return reader(source)


def _of_folder(folder: Path) -> Iterator[Record]:
    suffixes = readable_suffixes()
    found = list[PurePosixPath]()
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        inside = PurePosixPath(Path(parent).relative_to(folder).as_posix())
        found += [
            inside / each
            for each in names
            if not each.startswith(".") and Path(each).suffix.lower() in suffixes
        ]
    photos, _ = split_masks(found, every=False)
    for photo in sorted(photos, key=lambda path: path.parts):
        path = folder / photo
        yield Record(str(path), Stored(path))


def _of_lines(file: Path) -> Iterator[Record]:
    """The public code's {"image", "prompt", "mask"?}, one a line.

    Its paths are relative to the folder the training was started in; here they may also be
    relative to the file's own. The first line's picture decides.
    """
    root: Path | None = None
    try:
        lines = read_file(file).decode().splitlines()
    except UnicodeDecodeError as error:
        raise BadInputError(f"“{file}” is not UTF-8 text.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        item = _item(line)
        if item is None:
            raise BadInputError(
                f"Line {number} of “{file}” is not understood.",
                'A line is like {"image": "a.jpg", "prompt": "foreground", "mask": "a.png"}.',
            )
        image, prompt, mask = item
        if prompt == "foreground" and mask is None:
            raise BadInputError(
                f"Line {number} of “{file}” has no mask.", "A foreground picture needs one."
            )
        if root is None:
            root = file.parent if (file.parent / image).is_file() else Path()
        yield Record(
            str(root / image), Stored(root / image), prompt, Stored(root / mask) if mask else None
        )


def _item(line: str) -> tuple[str, Prompt, str | None] | None:
    """Image, prompt and mask of a line; None where it is no such line."""
    try:
        value: Any = json.loads(line)
    except ValueError:
        return None
    if isinstance(value, list) and len(value) > 1:  # the public code takes [anything, item], too
        value = cast("list[Any]", value)[1]
    if not isinstance(value, dict):
        return None
    item = cast("dict[str, Any]", value)
    image, prompt, mask = item.get("image"), item.get("prompt", "background"), item.get("mask")
    if not (isinstance(image, str) and image and prompt in _PROMPTS):
        return None
    if not (mask is None or isinstance(mask, str)):
        return None
    return image, cast("Prompt", prompt), mask or None


class _Member(NamedTuple):
    """A file in a shard."""

    part: str
    """What follows the first dot of its name, in lower case."""

    stored: Stored


def _of_shard(shard: Path) -> Iterator[Record]:
    """Samples of a webdataset-style tar: files of one name up to the first dot belong together.

    What lies behind damage in a shard is lost; a record that cannot be read stands for it, and so
    is counted among those left out.
    """
    members, is_whole = _members_of(shard)
    samples = dict[str, list[_Member]]()
    for member in members:
        path = PurePosixPath(member.name)
        stem, _, part = path.name.partition(".")
        stored = Stored(shard, (member.offset_data, member.size))
        samples.setdefault(str(path.parent / stem), []).append(_Member(part.lower(), stored))
    suffixes = readable_suffixes()
    for key, parts in samples.items():
        record = _sample(f"{shard}/{key}", parts, suffixes)
        if record is not None:
            yield record
    if not is_whole:
        yield Record(str(shard), Stored(shard, (shard.stat().st_size, 1)))


def _members_of(shard: Path) -> tuple[list[tarfile.TarInfo], bool]:
    """The files of a shard, and whether that is all of them.

    Raises:
        BadInputError: no tar, compressed, or damaged from the start.
    """
    members = list[tarfile.TarInfo]()
    try:
        with tarfile.open(shard, "r:") as tar:
            try:
                for member in tar:
                    members.append(member)
            except tarfile.ReadError:
                return _with_data(members), False
    except (tarfile.TarError, OSError) as error:
        raise BadInputError(
            f"“{shard}” is no uncompressed tar file: {error}.",
            "Unpack compressed shards once; fetch damaged ones again, or take them away.",
        ) from error
    return _with_data(members), not members or _ends_after(members[-1], shard)


def _with_data(members: list[tarfile.TarInfo]) -> list[tarfile.TarInfo]:
    return [member for member in members if member.isfile()]


def _ends_after(member: tarfile.TarInfo, shard: Path) -> bool:
    """Whether zeros or nothing follows: tarfile takes a damaged header for the end."""
    length = member.size if member.isfile() else 0
    blocks = -(-length // tarfile.BLOCKSIZE)
    end = member.offset_data + blocks * tarfile.BLOCKSIZE
    with open(long_path(shard), "rb") as file:  # noqa: PTH123 - the name is a string
        file.seek(end)
        return not any(file.read(tarfile.BLOCKSIZE))


def _sample(name: str, members: Sequence[_Member], suffixes: frozenset[str]) -> Record | None:
    """A record of files that belong together; None where none of them is a picture."""
    image = mask = None
    prompt: Prompt = "background"
    for part, stored in members:
        if part == "json":
            prompt = _prompt(stored)
        elif f".{part.rpartition('.')[2]}" in suffixes:
            if part.startswith(f"{_MASK_PART}."):
                mask = stored
            else:
                image = image or stored
    if image is None or (prompt == "foreground" and mask is None):
        return None
    return Record(name, image, prompt, mask)


def _prompt(stored: Stored) -> Prompt:
    try:
        value: Any = json.loads(stored.read())
    except (ValueError, UnreadablePhotoError):
        return "background"
    found = cast("dict[str, Any]", value).get("prompt") if isinstance(value, dict) else None
    return "foreground" if found == "foreground" else "background"
