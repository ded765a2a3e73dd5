"""One photo of a batch, from file to file. Runs in the worker processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from moebius_core.arrays import Mask
from moebius_core.batch.manifest import Signature
from moebius_core.engines.engine import InpaintEngine, notes_of
from moebius_core.engines.selection import Device
from moebius_core.errors import BadInputError, MoebiusError, SaveError, UnreadablePhotoError
from moebius_core.inpaint import inpaint_photo
from moebius_core.masks import EXACT, Fit, fit_mask, mask_from_alpha, open_mask
from moebius_core.options import InpaintOptions
from moebius_core.photo import DEFAULT_MAX_MEGAPIXELS, Photo, SaveOptions
from moebius_core.progress import Progress
from moebius_core.system import long_path

EngineOpener: TypeAlias = Callable[[], InpaintEngine]
"""Opens the engine inside a worker; it is pickled on its way there."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What is done to every photo of a batch."""

    engine: str = "auto"
    device: Device = Device.AUTO
    precision: str = "auto"
    """As for `open_engine`."""
    options: InpaintOptions = field(default_factory=InpaintOptions)
    save: SaveOptions = field(default_factory=SaveOptions)
    fit: Fit = EXACT
    max_megapixels: float | None = DEFAULT_MAX_MEGAPIXELS

    def as_json(self) -> dict[str, object]:
        """Everything that decides about a result, in plain values."""
        decisive = asdict(self)
        del decisive["max_megapixels"], decisive["device"]
        if self.precision == "auto":  # what is left to us is left out: done stays done
            del decisive["precision"]
        decisive["options"] = {k: v for k, v in decisive["options"].items() if v is not None}
        return {name: _plain(value) for name, value in decisive.items()}


@dataclass(frozen=True, kw_only=True)
class Task:
    """One photo to do; all paths absolute or relative to the current folder."""

    photo: Path
    mask: Path | None
    """None: the photo's transparency is the mask."""
    output: Path
    keep_format: bool
    """Whether a photo that `output`'s format cannot hold may get another suffix."""
    may_replace: frozenset[Path] = frozenset()
    """Existing files that the result may take the place of."""


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What a worker tells about a photo it saved."""

    output: Path
    notes: tuple[str, ...]
    seconds: float
    photo_signature: Signature
    mask_signature: Signature | None
    output_signature: Signature


class NoMaskError(MoebiusError):
    """The photo was to bring its mask along and has none."""


class Remover:
    """Does one task after the other with one engine, as one recipe says."""

    def __init__(self, recipe: Recipe, open_engine: EngineOpener) -> None:
        self._recipe = recipe
        self._engine = open_engine()
        self._last_mask: tuple[Path, Signature, Mask] | None = None

    def run(self, task: Task, progress: Progress) -> Finished:
        """Remove, save, and say what was made from what.

        Raises:
            NoMaskError: the photo has no transparency to take as its mask.
            MoebiusError: anything else that went wrong; no output was written.
            Cancelled: the token was set.
        """
        started = time.monotonic()
        recipe = self._recipe
        progress.report(0.0)
        photo_signature = _signature(task.photo)
        photo = Photo.open(task.photo, max_megapixels=recipe.max_megapixels)
        mask_signature = None
        if task.mask is None:
            mask = _transparent_parts(photo)
            photo = photo.without_alpha()
        else:
            mask_signature, mask = self._mask(task.mask)
            mask = fit_mask(mask, photo.size, recipe.fit)
        result = inpaint_photo(photo, mask, self._engine, recipe.options, progress.span(0.1, 0.9))
        progress.report(0.9)
        output = _final_output(task, photo)
        if os.path.lexists(long_path(output)) and output not in task.may_replace:
            raise SaveError(
                f"“{output}” exists and was not made by this batch.",
                "Move it away, or use --force to replace it.",
            )
        _make_folder(output.parent)
        report = result.save(output, recipe.save)
        notes = dict.fromkeys((*notes_of(self._engine), *photo.notes, *report.notes))
        if not mask.any():
            notes["The mask is empty, so nothing was removed."] = None
        return Finished(
            output=output,
            notes=tuple(notes),
            seconds=time.monotonic() - started,
            photo_signature=photo_signature,
            mask_signature=mask_signature,
            output_signature=Signature.of(output),
        )

    def close(self) -> None:
        self._engine.close()

    def _mask(self, path: Path) -> tuple[Signature, Mask]:
        """Read the mask; one that serves many photos is read once as long as it stays the same."""
        if self._last_mask and self._last_mask[0] == path and self._last_mask[1].still_fits(path):
            return self._last_mask[1:]
        signature = _signature(path)
        mask = open_mask(path, max_megapixels=self._recipe.max_megapixels)
        self._last_mask = path, signature, mask
        return self._last_mask[1:]


def _transparent_parts(photo: Photo) -> Mask:
    try:
        return mask_from_alpha(photo)
    except BadInputError as error:
        raise NoMaskError(error.sentence) from error


def _final_output(task: Task, photo: Photo) -> Path:
    suffix = photo.writable_suffix()
    if not task.keep_format or suffix.lower() == task.output.suffix.lower():
        return task.output
    return task.output.with_name(f"{task.output.name}{suffix}")


def _make_folder(folder: Path) -> None:
    try:
        os.makedirs(long_path(folder), exist_ok=True)  # noqa: PTH103 - the name is a string
    except OSError as error:
        raise SaveError(
            f"The folder “{folder}” cannot be created: {error.strerror}.", "Choose another."
        ) from error


def _signature(path: Path) -> Signature:
    try:
        return Signature.of(path)
    except OSError as error:
        raise UnreadablePhotoError(f"“{path}” cannot be read: {error.strerror}.") from error


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
