"""What could be imported from a path: which sets of weights lie there, and what to call them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from moebius_core.errors import BadInputError
from moebius_core.weights.checkpoint import (
    ENDINGS,
    UnreadableWeightsError,
    current_snapshot,
    open_checkpoint,
)
from moebius_core.weights.onnx_file import GRAPHS
from moebius_core.weights.recognise import OtherWeightsError, recognise
from moebius_core.weights.registry import WeightsKind, known_sets

AUTOENCODER_ID = "vae"
"""The name under which an autoencoder serves all students that brought none of their own."""

OWN_AUTOENCODER = "vae/"
"""Where in a student's folder the autoencoder lies that came with it."""

_USUAL_STEMS = {"diffusion_pytorch_model", "model", "pytorch_model", "student", "weights"}
"""Names of files that say nothing about what is in them; the folder's does."""

_CACHED = "models--"
_CONFIG = "config.json"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that no folder has on Windows."""


@dataclass(frozen=True)
class Candidate:
    """A set of weights as it lies somewhere."""

    id: str
    kind: WeightsKind
    files: tuple[tuple[Path, str], ...]
    """Where each file is, and its place below the set's folder, with slashes."""

    source: Path


def find_candidates(path: Path, wanted: str | None = None) -> list[Candidate]:
    """The sets of weights in a file, a folder or a folder of the Hugging Face cache.

    Args:
        path: A file of weights; a folder with one, or with three ONNX graphs; the folder of a
            training run, a downloaded snapshot or the cache, which hold such folders.
        wanted: What to call it instead of the name it has there.

    Raises:
        BadInputError: there is nothing of the kind, it is damaged, or several sets and one name.
    """
    try:
        found = _in_file(path) if path.is_file() else _in_folder(path)
    except OSError as error:
        raise unreadable(path, error) from error
    if wanted is not None:
        found = _renamed(found, check_id(wanted), path)
    return _with_own_autoencoder(found)


def unreadable(path: Path, error: OSError) -> UnreadableWeightsError:
    """The system does not let us read what is to be imported."""
    return UnreadableWeightsError(f"{path} cannot be read: {error.strerror or error}.")


def is_id(name: str) -> bool:
    """Whether a set of weights can be called so, and its folder on every system."""
    return bool(_ID.fullmatch(name)) and not _RESERVED.fullmatch(name) and name[-1] != "."


def check_id(name: str) -> str:
    """`name` if a set of weights can be called so.

    Raises:
        BadInputError: it has other characters than a folder's name can have everywhere.
    """
    if not is_id(name):
        raise BadInputError(
            f"“{name}” cannot be the name of weights.",
            "Use up to 64 small letters, digits, dots, hyphens and underscores, a letter or a "
            "digit first.",
        )
    return name


def _in_file(path: Path) -> list[Candidate]:
    if path.suffix.lower() == ".onnx":
        raise BadInputError(
            f"{path.name} is one of three graphs.",
            f"Give the folder that holds {', '.join(GRAPHS)}.",
        )
    return [_candidate(path, path.parent, path.absolute().parent.name)]


def _in_folder(path: Path) -> list[Candidate]:
    if not path.is_dir():
        raise UnreadableWeightsError(f"There is nothing at {path}.")
    found: list[Candidate] = []
    passed_over: list[BadInputError] = []
    for repository in _repositories(path):
        root = current_snapshot(repository)
        for folder in (root, *_folders_in(root)):
            if all((folder / name).is_file() for name in GRAPHS):
                found.append(_graphs(folder, repository.absolute() if folder == root else folder))
                continue
            for file in _files_in(folder):
                try:
                    found.append(_candidate(file, root, repository.absolute().name))
                except OtherWeightsError as error:
                    passed_over.append(error)
                except UnreadableWeightsError as error:
                    if file.stem in _USUAL_STEMS and repository == path:
                        raise
                    # a training run keeps more than weights, a cache more than ours
                    passed_over.append(error)
    if found:
        return found
    if passed_over:
        raise passed_over[0]
    raise UnreadableWeightsError(
        f"{path} holds no weights.",
        f"Give a file of weights ({', '.join(ENDINGS[:2])}) or a folder that holds one.",
    )


def _repositories(path: Path) -> list[Path]:
    """The repositories in the Hugging Face cache; `path` itself where it is another folder."""
    cached = [folder for folder in _folders_in(path) if folder.name.startswith(_CACHED)]
    return cached or [path]


def _folders_in(path: Path) -> list[Path]:
    return sorted(f for f in path.iterdir() if f.is_dir() and not f.name.startswith("."))


def _files_in(folder: Path) -> list[Path]:
    """What looks like weights, each name in its best format."""
    best: dict[str, Path] = {}
    for ending in ENDINGS:
        for file in sorted(folder.glob("*" + ending)):
            if file.is_file():
                best.setdefault(file.stem, file)
    return list(best.values())


def _candidate(file: Path, root: Path, root_name: str) -> Candidate:
    """Raises UnreadableWeightsError or OtherWeightsError."""
    kind = recognise(open_checkpoint(file))
    files = [(file, "diffusion_pytorch_model" + file.suffix.lower())]
    if kind is WeightsKind.AUTOENCODER:
        if (file.parent / _CONFIG).is_file():
            files.append((file.parent / _CONFIG, _CONFIG))
        return Candidate(AUTOENCODER_ID, kind, tuple(files), file)
    folder = root_name if file.parent == root else file.parent.name
    name = folder if file.stem in _USUAL_STEMS else file.stem
    return Candidate(_published_as(name) or _safe_id(name), kind, tuple(files), file)


def _graphs(folder: Path, named_by: Path) -> Candidate:
    beside = (f"{name}{ending}" for name in GRAPHS for ending in (".data", "_data"))
    names = [*GRAPHS, *(name for name in beside if (folder / name).is_file())]
    own = _safe_id(named_by.name)
    for each in known_sets().values():
        repository = each.repository.rpartition("/")[2]
        if each.kind is WeightsKind.ONNX and own in (each.id, repository.lower()):
            own = each.id
    return Candidate(own, WeightsKind.ONNX, tuple((folder / n, n) for n in names), folder)


def _published_as(name: str) -> str | None:
    """The id of the published student of this name, or in a folder of this name."""
    for each in known_sets().values():
        if each.kind is WeightsKind.STUDENT and name in (
            each.id,
            PurePosixPath(each.files[0].path).parent.name,
        ):
            return each.id
    return None


def _safe_id(name: str) -> str:
    """A name made of any text; a cached repository's is the part after its owner."""
    if name.startswith(_CACHED):
        name = name.rpartition("--")[2]
    safe = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-._")[:60].rstrip(".")
    return safe if safe and not _RESERVED.fullmatch(safe) else f"custom-{safe}".rstrip("-")


def _renamed(found: list[Candidate], name: str, path: Path) -> list[Candidate]:
    """The only set, or the only one that is not an autoencoder, called `name`."""
    mains = [each for each in found if each.kind is not WeightsKind.AUTOENCODER] or found
    if len(mains) > 1:
        raise BadInputError(
            f"{path} holds several sets of weights: {', '.join(each.id for each in mains)}.",
            "Import them without a name of your own, or one at a time.",
        )
    return [replace(each, id=name) if each is mains[0] else each for each in found]


def _with_own_autoencoder(found: list[Candidate]) -> list[Candidate]:
    """A student that is nobody else's keeps the autoencoder that lies beside it."""
    students = [each for each in found if each.kind is WeightsKind.STUDENT]
    autoencoders = [each for each in found if each.kind is WeightsKind.AUTOENCODER]
    if len(students) != 1 or len(autoencoders) != 1 or students[0].id in known_sets():
        return found
    own = tuple((path, OWN_AUTOENCODER + name) for path, name in autoencoders[0].files)
    whole = replace(students[0], files=students[0].files + own)
    return [whole if each is students[0] else each for each in found if each is not autoencoders[0]]
