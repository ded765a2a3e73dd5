"""What a batch will do, photo by photo and with reasons, before anything is touched."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

from moebius_core.batch.manifest import DoneRecord, History, manifest_size, read_history
from moebius_core.batch.naming import (
    FORMATS,
    STEM,
    check_pattern,
    name_outputs,
    planned_suffix,
    possible_names,
)
from moebius_core.batch.pairing import (
    MASK_SUFFIX,
    MaskFolder,
    MaskIndex,
    MaskRule,
    MasksBeside,
    OneMask,
    TransparentParts,
    split_masks,
)
from moebius_core.batch.shard import Shard
from moebius_core.batch.work import Recipe
from moebius_core.errors import BadInputError, MoebiusError, UnreadablePhotoError
from moebius_core.formats.kinds import KIND_OF_SUFFIX
from moebius_core.system import long_path


class Action(Enum):
    """What is to be done about one photo."""

    REMOVE = "remove"
    UNCHANGED = "unchanged"
    NO_MASK = "no mask"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class BatchRequest:
    """What a person asks of a batch."""

    source: Path
    """Folder with the photos."""
    target: Path
    """Folder for the results; it is created. The source's tree is mirrored in it."""
    masks: MaskRule = field(default_factory=MasksBeside)
    recipe: Recipe = field(default_factory=Recipe)
    recursive: bool = False
    name_pattern: str = STEM
    """`{stem}` is the photo's name without extension, `{name}` the name with it."""
    format: str = "keep"
    """A key of `naming.FORMATS`."""
    shard: Shard = field(default_factory=Shard)
    force: bool = False
    """Do all photos again and replace what lies in the way."""


@dataclass(frozen=True)
class PlannedItem:
    """One photo, where its result goes and what will happen."""

    photo: PurePosixPath
    """Relative to the source folder."""
    mask: Path | None
    """None: there is none, or the photo's transparency is the mask."""
    output: PurePosixPath
    """Relative to the target folder."""
    action: Action
    reason: str = ""
    """A sentence why, where the action needs one."""
    hint: str = ""
    """What can be done about it."""
    may_replace: frozenset[PurePosixPath] = frozenset()
    """Existing files that the result may take the place of."""


@dataclass(frozen=True)
class BatchPlan:
    """This shard's photos in order, and what was seen of the whole folder."""

    request: BatchRequest
    items: tuple[PlannedItem, ...]
    photos_in_all: int
    """Over all shards."""
    photos_with_mask: int
    """Over all shards."""
    unused_masks: tuple[PurePosixPath, ...] = ()
    """Masks beside the photos that belong to none; a typing error, most likely."""
    manifest_size: int = 0
    """Bytes of the manifest that was read; a plan is stale once another run has added to it."""

    def with_action(self, action: Action) -> tuple[PlannedItem, ...]:
        return tuple(item for item in self.items if item.action is action)


def plan_batch(request: BatchRequest) -> BatchPlan:
    """List what the batch would do. Reads folders and the manifest; writes nothing.

    Raises:
        BadInputError: a folder or mask is missing, or the folders cannot be told apart.
    """
    check_pattern(request.name_pattern)
    if request.format not in FORMATS:
        raise BadInputError(f"There is no format “{request.format}”.", f"Use {_one_of(FORMATS)}.")
    _check_places(request)
    photos, masks = _list_photos(request)
    index = MaskIndex(masks, needs_suffix=isinstance(request.masks, MasksBeside))
    suffixes = [planned_suffix(photo, request.format) for photo in photos]
    outputs = name_outputs(photos, request.name_pattern, suffixes)
    found = [_mask_of(photo, request, index) for photo in photos]
    size = manifest_size(request.target, request.shard)  # before it is read: it may be growing
    judge = _Judge(request, read_history(request.target), frozenset(photos))
    by_alpha = isinstance(request.masks, TransparentParts)
    items = tuple(
        judge.item(photo, mask, output)
        for photo, mask, output in zip(photos, found, outputs, strict=True)
        if request.shard.owns(photo)
    )
    used = {mask for mask in found if mask is not None}
    unused = tuple(mask for mask in masks if request.source / mask not in used)
    return BatchPlan(
        request,
        items,
        photos_in_all=len(photos),
        photos_with_mask=len(photos) if by_alpha else sum(mask is not None for mask in found),
        unused_masks=unused if isinstance(request.masks, MasksBeside) else (),
        manifest_size=size,
    )


def options_fingerprint(request: BatchRequest) -> str:
    """Changes whenever an option changes that can change a result."""
    text = json.dumps(request.recipe.as_json(), sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class _Judge:
    """Decides about each photo with what earlier runs have left."""

    def __init__(
        self, request: BatchRequest, history: History, photos: frozenset[PurePosixPath]
    ) -> None:
        self._request = request
        self._history = history
        self._options = options_fingerprint(request)
        self._sources = {request.source / photo for photo in photos}
        self._root = str(request.source.absolute())

    def item(self, photo: PurePosixPath, mask: Path | None, output: PurePosixPath) -> PlannedItem:
        if mask is None and not isinstance(self._request.masks, TransparentParts):
            reason = _why_no_mask(photo, self._request.masks)
            return PlannedItem(photo, None, output, Action.NO_MASK, reason)
        target = self._request.target
        if target / output in self._sources or target / output == mask:
            reason = "Its result would replace a photo or a mask that the batch reads."
            hint = "Choose another output folder or --name-pattern."
            return PlannedItem(photo, mask, output, Action.REFUSED, reason, hint)
        record = self._history.done.get(photo.as_posix())
        if not self._request.force and record and self._is_current(record, mask, output):
            reason = "It was done before, and photo, mask and options are the same."
            return PlannedItem(photo, mask, output, Action.UNCHANGED, reason)
        existing = {
            name for name in self._names(output) if os.path.lexists(long_path(target / name))
        }
        replaceable = frozenset(name for name in existing if self._may_replace(name, photo))
        if output in existing - replaceable:
            reason = "A file of that name exists that this batch did not make, or that was edited."
            hint = "Move it away, choose another output folder, or use --force to replace it."
            return PlannedItem(photo, mask, output, Action.REFUSED, reason, hint)
        return PlannedItem(photo, mask, output, Action.REMOVE, may_replace=replaceable)

    def _names(self, output: PurePosixPath) -> tuple[PurePosixPath, ...]:
        return possible_names(output, keep_format=not FORMATS[self._request.format])

    def _may_replace(self, output: PurePosixPath, photo: PurePosixPath) -> bool:
        return self._request.force or self._history.owns(
            output, self._request.target, photo.as_posix(), self._root
        )

    def _is_current(self, record: DoneRecord, mask: Path | None, output: PurePosixPath) -> bool:
        made = PurePosixPath(record.output)
        photo = self._request.source / record.photo
        if made not in self._names(output) or record.options != self._options:
            return False
        if not os.path.isfile(long_path(self._request.target / made)):  # noqa: PTH113
            return False
        if not record.photo_signature.still_fits(photo):
            return False
        if mask is None or record.mask_signature is None:
            return mask is None and record.mask_signature is None
        return record.mask_signature.still_fits(mask)


def _check_places(request: BatchRequest) -> None:
    if not request.source.is_dir():
        raise UnreadablePhotoError(f"There is no folder “{request.source}” with photos.")
    if request.target.exists():
        if not request.target.is_dir():
            raise BadInputError(f"“{request.target}” is a file, not a folder for the results.")
        if request.target.samefile(request.source):
            raise BadInputError(
                "The results cannot go into the folder of the photos.",
                f"Choose another, for example “{request.source / 'removed'}”.",
            )
    match request.masks:
        case OneMask(path) if not path.is_file():
            raise UnreadablePhotoError(f"There is no mask “{path}”.")
        case MaskFolder(folder) if not folder.is_dir():
            raise UnreadablePhotoError(f"There is no folder “{folder}” with masks.")
        case MaskFolder(folder) if folder.samefile(request.source):
            raise BadInputError(
                "The masks lie in the folder of the photos.",
                f"Name them like the photos with {MASK_SUFFIX} added and leave --masks out.",
            )
        case _:
            pass


def _list_photos(request: BatchRequest) -> tuple[list[PurePosixPath], list[PurePosixPath]]:
    """Photos and masks, relative to their folders."""
    rule = request.masks
    left_out = [request.target]
    if isinstance(rule, MaskFolder):
        left_out.append(rule.folder)
    files = _pictures(request.source, left_out, recursive=request.recursive)
    photos, masks = split_masks(files, every=isinstance(rule, MasksBeside))
    if isinstance(rule, MaskFolder):
        masks = _pictures(rule.folder, [request.target], recursive=request.recursive)
    if isinstance(rule, OneMask):
        mask = rule.path.resolve()
        photos = [photo for photo in photos if (request.source / photo).resolve() != mask]
    return photos, masks


def _pictures(root: Path, left_out: list[Path], *, recursive: bool) -> list[PurePosixPath]:
    """Picture files below `root` in a stable order; hidden ones, and links to folders, are not."""
    barred = {path.resolve() for path in left_out}
    found: list[PurePosixPath] = []

    def tell(error: OSError) -> None:
        raise MoebiusError(f"The folder “{error.filename}” cannot be read: {error.strerror}.")

    for folder, subfolders, names in os.walk(root, onerror=tell):
        here = Path(folder)
        subfolders[:] = [
            name
            for name in sorted(subfolders)
            if recursive and not name.startswith(".") and (here / name).resolve() not in barred
        ]
        relative = PurePosixPath(here.relative_to(root).as_posix())
        found.extend(
            relative / name
            for name in sorted(names)
            if not name.startswith(".") and PurePosixPath(name).suffix.lower() in KIND_OF_SUFFIX
        )
    return sorted(found)


def _mask_of(photo: PurePosixPath, request: BatchRequest, index: MaskIndex) -> Path | None:
    match request.masks:
        case OneMask(path):
            return path
        case TransparentParts():
            return None
        case MaskFolder(folder):
            found = index.find(photo)
            return folder / found if found else None
        case MasksBeside():
            found = index.find(photo)
            return request.source / found if found else None


def _why_no_mask(photo: PurePosixPath, rule: MaskRule) -> str:
    wanted = f"{photo.stem}{MASK_SUFFIX}"
    if isinstance(rule, MaskFolder):
        place = rule.folder / photo.parent
        return f"There is no mask {photo.stem}.* or {wanted}.* in “{place}”."
    return f"There is no mask {wanted}.* beside it."


def _one_of(names: dict[str, str]) -> str:
    return ", ".join(names)
