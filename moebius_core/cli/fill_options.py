"""The options that `remove` and `batch` share: what runs, how the edge meets, how it is saved.

Everything heavy is imported in the functions that read the parsed values, not before.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from moebius_core.cli.outcome import UsageError
from moebius_core.errors import BadInputError
from moebius_core.options import InpaintOptions, Quality

if TYPE_CHECKING:
    from moebius_core.engines.selection import Device
    from moebius_core.masks import Fit
    from moebius_core.photo import SaveOptions

# Repeated here because their homes import numpy, which `--help` must not; a test compares them.
ENGINE_CHOICES = ("auto", "content-fill", "moebius")
DEVICE_CHOICES = ("auto", "cpu", "cuda", "directml", "coreml", "mps")
PRECISION_CHOICES = ("auto", "fp32", "bf16", "fp16")
METADATA_CHOICES = ("keep", "no-location", "strip")
FIT_HELP = (
    "when the mask has another size than the photo: exact (refuse, the default), scale (stretch "
    "it), or anchor=PLACE (keep its pixels and put it at top-left, top, top-right, left, centre, "
    "right, bottom-left, bottom or bottom-right)"
)

_DEFAULTS = InpaintOptions()
_Number = TypeVar("_Number", int, float)


class EngineChoices(tuple[str, ...]):
    """What help and completion offer; weights have names too, which `engine_name` checks."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True


def add_fill_options(parser: argparse.ArgumentParser) -> None:
    """Engine, edge and colour, and what is set of the network."""
    group = parser.add_argument_group("how the hole is filled")
    group.add_argument(
        "--engine",
        type=engine_name,
        choices=EngineChoices(ENGINE_CHOICES),
        default="auto",
        metavar="NAME",
        help="what fills the hole: content-fill, moebius (the network, with the first weights "
        "there are), moebius:ID (with these; see moebius weights list), or auto, which is the "
        "network where there are weights (%(default)s)",
    )
    add_removal_options(parser, group)


def add_removal_options(
    parser: argparse.ArgumentParser,
    group: argparse._ArgumentGroup,  # pyright: ignore[reportPrivateUsage]
) -> None:
    """What `add_fill_options` adds beside the engine: `inpaint_options` and `device` read it."""
    group.add_argument(
        "--device", choices=DEVICE_CHOICES, default="auto", help="where it computes (auto)"
    )
    group.add_argument(
        "--quality",
        choices=[quality.value for quality in Quality],
        default=_DEFAULTS.quality.value,
        help="draft is faster, best slower (%(default)s)",
    )
    group.add_argument(
        "--seed",
        type=whole_number,
        default=_DEFAULTS.seed,
        metavar="N",
        help="another number gives another result, the same number the same (%(default)s)",
    )
    group.add_argument(
        "--grow",
        type=whole_number,
        default=_DEFAULTS.grow,
        metavar="PX",
        help="pixels by which the mask is widened, so that no rim stays (%(default)s)",
    )
    group.add_argument(
        "--feather",
        type=whole_number,
        default=_DEFAULTS.feather,
        metavar="PX",
        help="width in pixels of the soft edge around it (%(default)s)",
    )
    group.add_argument(
        "--context",
        type=float,
        default=_DEFAULTS.context,
        metavar="X",
        help="how far around the hole to look, 0.25 to 4 times the usual (%(default)s)",
    )
    group.add_argument(
        "--no-colour-match",
        "--no-color-match",
        dest="colour_match",
        action="store_false",
        help="do not shift the fill's colour towards the photo around the hole",
    )
    _add_network_options(parser)


def _add_network_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "the network alone", "Left out, these are what --quality and the device make of them."
    )
    group.add_argument(
        "--precision",
        choices=PRECISION_CHOICES,
        default="auto",
        help="how exactly it computes; auto is the fastest that the device does well (%(default)s)",
    )
    group.add_argument(
        "--steps", type=counting_number, metavar="N", help="steps from noise to the fill"
    )
    group.add_argument(
        "--guidance",
        type=float,
        metavar="X",
        help="1 paints what fits, more moves away from objects; 0 to 20",
    )
    group.add_argument(
        "--strength",
        type=float,
        metavar="X",
        help="above 0 to 1; less stays nearer to the colours around the hole",
    )


def add_saving_options(parser: argparse._ArgumentGroup) -> None:  # pyright: ignore[reportPrivateUsage]
    """Metadata, quality of the file, and how large a photo may be."""
    parser.add_argument(
        "--metadata",
        choices=METADATA_CHOICES,
        default="keep",
        help="what to keep of date, camera, place and captions (%(default)s)",
    )
    parser.add_argument(
        "--save-quality",
        "--jpeg-quality",
        type=_percent,
        metavar="Q",
        help="1 to 100 for JPEG, WebP and AVIF; left out, a JPEG keeps its own quality",
    )
    parser.add_argument(
        "--max-megapixels",
        type=_megapixels,
        metavar="N",
        help="refuse photos with more pixels, a guard against harmful files; 0 = no limit",
    )


def inpaint_options(args: argparse.Namespace) -> InpaintOptions:
    """The parsed values as the core wants them.

    Raises:
        UsageError: a number out of its range.
    """
    try:
        return InpaintOptions(
            seed=args.seed,
            grow=args.grow,
            feather=args.feather,
            colour_match=args.colour_match,
            context=args.context,
            quality=Quality(args.quality),
            steps=args.steps,
            guidance=args.guidance,
            strength=args.strength,
        )
    except BadInputError as error:
        raise UsageError(error.sentence, error.hint) from error


def save_options(args: argparse.Namespace) -> SaveOptions:
    from moebius_core.photo import MetadataPolicy, SaveOptions

    return SaveOptions(metadata=MetadataPolicy(args.metadata), quality=args.save_quality)


def max_megapixels(args: argparse.Namespace) -> float | None:
    """The limit as `Photo.open` wants it: None for no limit."""
    from moebius_core.photo import DEFAULT_MAX_MEGAPIXELS

    if args.max_megapixels is None:
        return DEFAULT_MAX_MEGAPIXELS
    return args.max_megapixels or None


def fit_rule(args: argparse.Namespace) -> Fit:
    """Raises UsageError for an unknown rule."""
    from moebius_core.masks import parse_fit

    try:
        return parse_fit(args.fit)
    except BadInputError as error:
        raise UsageError(error.sentence, error.hint) from error


def device(args: argparse.Namespace) -> Device:
    from moebius_core.engines.selection import Device

    return Device(args.device)


def engine_name(text: str) -> str:
    """The name of an engine as an argparse type; one of published weights counts as one."""
    if text in ENGINE_CHOICES:
        return text
    from moebius_core.engines.names import check_engine_name

    try:
        check_engine_name(text)
    except BadInputError as error:
        raise UsageError(error.sentence, error.hint) from error
    return text


def name(text: str) -> str:
    """A file's name as an argparse type; empty is what an unset shell variable gives."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def path(text: str) -> Path:
    """A path as an argparse type."""
    return Path(name(text))


def whole_number(text: str) -> int:
    """0, 1, 2, ... as an argparse type."""
    return _number(text, int, lambda value: value >= 0, "a whole number of 0 or more")


def counting_number(text: str) -> int:
    """1, 2, 3, ... as an argparse type."""
    return _number(text, int, lambda value: value >= 1, "a whole number of 1 or more")


def _percent(text: str) -> int:
    return _number(text, int, lambda value: 1 <= value <= 100, "a whole number from 1 to 100")


def _megapixels(text: str) -> float:
    return _number(text, float, lambda value: 0 <= value < 1e9, "a number of 0 or more")


def _number(
    text: str, convert: Callable[[str], _Number], allowed: Callable[[_Number], bool], expected: str
) -> _Number:
    try:
        value = convert(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not {expected}") from None
    if not allowed(value):
        raise argparse.ArgumentTypeError(f"“{text}” is not {expected}")
    return value
