"""What the batch dialog asks for, as plain values: to and from JSON, and as a BatchRequest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from app.i18n import translate
from app.places import state_folder
from moebius_core.errors import BadInputError, MoebiusError

if TYPE_CHECKING:
    from app.editing.state import Json
    from app.settings import Settings
    from moebius_core.arrays import Mask
    from moebius_core.batch import BatchPlan, BatchRequest
    from moebius_core.batch.pairing import MaskRule
    from moebius_core.engines.selection import Device
    from moebius_core.masks import Fit


class MaskSource(Enum):
    """Where the masks come from."""

    BESIDE = "beside"
    FOLDER = "folder"
    ONE = "one"
    CURRENT = "current"
    ALPHA = "alpha"


ANCHORS = (
    ("top-left", "top", "top-right"),
    ("left", "centre", "right"),
    ("bottom-left", "bottom", "bottom-right"),
)
"""Names that `moebius_core.masks.parse_fit` knows, as they lie in the picker."""
FITS = ("exact", "scale", "anchor")
FORMATS = ("keep", "jpg", "png", "tiff", "webp")
METADATA = ("keep", "no-location", "strip")
EFFORTS = ("draft", "balanced", "best")

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "masks": tuple(source.value for source in MaskSource),
    "fit": FITS,
    "anchor": tuple(name for row in ANCHORS for name in row),
    "format": FORMATS,
    "metadata": METADATA,
    "effort": EFFORTS,
}
_RANGES: Mapping[str, tuple[float, float]] = {
    "quality": (0, 100),
    "grow": (0, 500),
    "feather": (0, 500),
    "context": (0.25, 4.0),
}


@dataclass(frozen=True, kw_only=True)
class BatchForm:
    """Everything a person fills in; always of the right types and within its ranges."""

    source: str = ""
    target: str = ""
    recursive: bool = False
    masks: str = MaskSource.BESIDE.value
    mask_folder: str = ""
    mask_file: str = ""
    fit: str = "exact"
    anchor: str = "bottom-right"
    name_pattern: str = "{stem}"
    format: str = "keep"
    quality: int = 0
    """Of the saved file, 1..100; 0: as the photo's own."""
    metadata: str = "keep"
    force: bool = False
    engine: str = "auto"
    device: str = "auto"
    effort: str = "balanced"
    grow: int = 4
    feather: int = 3
    context: float = 1.0

    @classmethod
    def from_settings(cls, settings: Settings) -> BatchForm:
        """The form as it is offered at first."""
        return cls(
            quality=settings.save_quality,
            metadata=settings.metadata,
            engine=settings.engine,
            device=settings.device,
            effort=settings.quality,
            grow=settings.grow,
            feather=settings.feather,
            context=settings.context,
        )

    @classmethod
    def from_json(cls, values: Mapping[str, Json], default: BatchForm) -> BatchForm:
        """What was remembered; a value that is missing or makes no sense is `default`'s."""
        good: dict[str, Any] = asdict(default)
        for field in fields(cls):
            value = values.get(field.name)
            kind = type(good[field.name])
            if kind is float and type(value) is int:
                value = float(value)
            if type(value) is kind and _is_allowed(field.name, value):
                good[field.name] = value
        return cls(**good)

    def as_json(self) -> dict[str, Json]:
        return cast("dict[str, Json]", asdict(self))

    @property
    def mask_source(self) -> MaskSource:
        return MaskSource(self.masks)


def current_mask_file() -> Path:
    """Where the canvas' mask is kept for a batch, so that it can go on after a restart."""
    return state_folder() / "batch_mask.png"


def write_current_mask(mask: Mask) -> Path:
    """Save the mask, (H, W) uint8, for the batch.

    Raises:
        MoebiusError: it cannot be written.
    """
    import cv2

    from moebius_core.system import write_atomically

    path = current_mask_file()
    _, data = cv2.imencode(".png", mask)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MoebiusError(
            translate("Batch", "The mask cannot be kept in “{folder}”: {reason}.").format(
                folder=path.parent, reason=error.strerror
            )
        ) from error
    write_atomically(path, [data.tobytes()])
    return path


def suggested_target(source: str) -> str:
    """A folder for the results beside that of the photos; "" where there is no photo folder."""
    if not source.strip():
        return ""
    path = Path(source.strip())
    return str(path.with_name(f"{path.name}_removed")) if path.name else ""


def what_is_missing(form: BatchForm, *, has_current_mask: bool) -> str:
    """What the person has to give before anything can start; "" when nothing is missing."""
    if not form.source.strip():
        return translate("Batch", "Choose the folder with the photos.")
    if not form.target.strip():
        return translate("Batch", "Choose a folder for the results.")
    match form.mask_source:
        case MaskSource.FOLDER if not form.mask_folder.strip():
            return translate("Batch", "Choose the folder with the masks.")
        case MaskSource.ONE if not form.mask_file.strip():
            return translate("Batch", "Choose the mask for all photos.")
        case MaskSource.CURRENT if not has_current_mask:
            return translate("Batch", "No mask is painted at the moment.")
        case _:
            return ""


def example_name(form: BatchForm, photo: str) -> str:
    """What the result of the photo `photo` would be called.

    Raises:
        BadInputError: the pattern cannot be used, with the reason.
    """
    from moebius_core.batch.naming import check_pattern, name_outputs, planned_suffix
    from moebius_core.formats.kinds import KIND_OF_SUFFIX

    check_pattern(form.name_pattern)
    path = PurePosixPath(photo)
    if path.suffix.lower() not in KIND_OF_SUFFIX:
        path = PurePosixPath("photo.jpg")
    return name_outputs([path], form.name_pattern, [planned_suffix(path, form.format)])[0].name


def first_photo(source: str) -> Path | None:
    """A photo of the folder to show names with; None where there is none. Reads the folder."""
    from moebius_core.batch.pairing import is_mask_name
    from moebius_core.formats.kinds import KIND_OF_SUFFIX

    try:
        names = (
            path
            for path in Path(source).iterdir()
            if path.suffix.lower() in KIND_OF_SUFFIX
            and not path.name.startswith(".")
            and not is_mask_name(PurePosixPath(path.name))
        )
        return min(names, default=None) if source.strip() else None
    except OSError:
        return None


def to_request(form: BatchForm) -> BatchRequest:
    """What the core is asked for. The canvas' mask is taken from `current_mask_file()`.

    Raises:
        BadInputError: a value that the core does not take.
    """
    from moebius_core.batch import BatchRequest, Recipe
    from moebius_core.options import InpaintOptions, Quality
    from moebius_core.photo import MetadataPolicy, SaveOptions

    recipe = Recipe(
        engine=form.engine,
        device=_device(form.device),
        options=InpaintOptions(
            grow=form.grow,
            feather=form.feather,
            context=form.context,
            quality=Quality(form.effort),
        ),
        save=SaveOptions(metadata=MetadataPolicy(form.metadata), quality=form.quality or None),
        fit=fit_of(form),
    )
    return BatchRequest(
        source=Path(form.source.strip()),
        target=Path(form.target.strip()),
        masks=_mask_rule(form),
        recipe=recipe,
        recursive=form.recursive,
        name_pattern=form.name_pattern,
        format=form.format,
        force=form.force,
    )


def fit_of(form: BatchForm) -> Fit:
    """What happens to a mask whose size is not the photo's."""
    from moebius_core.masks import parse_fit

    return parse_fit(f"anchor={form.anchor}" if form.fit == "anchor" else form.fit)


def checked_plan(form: BatchForm) -> BatchPlan:
    """Plan the batch; nothing is written.

    Raises:
        MoebiusError: it cannot be planned, or no photo would be touched.
    """
    from moebius_core.batch import plan_batch

    plan = plan_batch(to_request(form))
    if not plan.photos_in_all:
        hint = translate("Batch", "Photos in the folders inside need “Also folders inside”.")
        raise BadInputError(
            translate("Batch", "There are no photos in “{folder}”.").format(folder=form.source),
            "" if form.recursive else hint,
        )
    return plan


def _device(name: str) -> Device:
    """The device of that name; a remembered one that this version does not know is any."""
    from moebius_core.engines.selection import Device

    return Device(name) if name in {device.value for device in Device} else Device.AUTO


def _mask_rule(form: BatchForm) -> MaskRule:
    from moebius_core.batch import MaskFolder, MasksBeside, OneMask, TransparentParts

    match form.mask_source:
        case MaskSource.BESIDE:
            return MasksBeside()
        case MaskSource.FOLDER:
            return MaskFolder(Path(form.mask_folder.strip()))
        case MaskSource.ONE:
            return OneMask(Path(form.mask_file.strip()))
        case MaskSource.CURRENT:
            return OneMask(current_mask_file())
        case MaskSource.ALPHA:
            return TransparentParts()


def _is_allowed(name: str, value: object) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in _RANGES:
        low, high = _RANGES[name]
        return low <= cast(float, value) <= high
    return True
