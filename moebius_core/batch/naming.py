"""What the results are called, so that no two are called the same (pure)."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from moebius_core.errors import BadInputError
from moebius_core.formats.kinds import KIND_OF_SUFFIX, READABLE
from moebius_core.formats.writing import keeps

STEM = "{stem}"
NAME = "{name}"
FORMATS = {"keep": "", "jpg": ".jpg", "png": ".png", "tiff": ".tiff", "webp": ".webp"}
"""`--format` values and the suffix each gives; "" keeps the photo's own where it can be written."""

_OTHER_SUFFIXES = tuple(
    suffixes[0]
    for kind, suffixes in READABLE.items()
    if keeps(kind, is_deep=False, has_alpha=False)
)
_FORBIDDEN = frozenset('/\\:*?"<>|\0')


def planned_suffix(photo: PurePosixPath, format_name: str) -> str:
    """The result's suffix, as far as the photo's name tells it."""
    if FORMATS[format_name]:
        return FORMATS[format_name]
    kind = KIND_OF_SUFFIX[photo.suffix.lower()]
    return photo.suffix if keeps(kind, is_deep=False, has_alpha=False) else ".png"


def check_pattern(pattern: str) -> None:
    """Raise BadInputError unless `pattern` names each photo differently and names only files."""
    rest = pattern.replace(STEM, "").replace(NAME, "")
    if rest == pattern:
        raise BadInputError(
            f"The name pattern “{pattern}” would call every result the same.",
            f"Put {STEM} into it, for example {STEM}_removed.",
        )
    if "{" in rest or "}" in rest or _FORBIDDEN.intersection(rest):
        raise BadInputError(
            f"The name pattern “{pattern}” holds a character that no file name may have.",
            f"Use {STEM} (the name without extension), {NAME} (with it) and plain text.",
        )


def name_outputs(
    photos: Sequence[PurePosixPath], pattern: str, suffixes: Sequence[str]
) -> list[PurePosixPath]:
    """Where each photo's result goes, relative to the output folder, in the mirrored tree.

    Results whose names would differ in nothing but case, or not at all (`a.jpg` and `a.png` both
    saved as PNG), keep the photo's extension in their name: `a.jpg.png` and `a.png.png`.

    Args:
        photos: Paths relative to the input folder, all different.
        pattern: Passed `check_pattern`.
        suffixes: The result's suffix for each photo, with its dot.

    Returns:
        As many paths, no two alike, even where case does not count.
    """
    named = [_named(photo, pattern, end) for photo, end in zip(photos, suffixes, strict=True)]
    shared = Counter(_key(path) for path in named)
    taken = {key for key, uses in shared.items() if uses == 1}
    outputs: list[PurePosixPath] = []
    for photo, path, end in zip(photos, named, suffixes, strict=True):
        if shared[_key(path)] == 1:
            outputs.append(path)
            continue
        full = _named(photo, pattern.replace(STEM, NAME), end)
        free, number = full, 2
        while _key(free) in taken:
            free, number = full.with_name(f"{full.stem}-{number}{end}"), number + 1
        taken.add(_key(free))
        outputs.append(free)
    return outputs


def possible_names(output: PurePosixPath, *, keep_format: bool) -> tuple[PurePosixPath, ...]:
    """`output`, and what it is called instead where its suffix does not suit the photo.

    That shows only when the photo is open: a 16-bit WebP must become `a.webp.png`, a JPEG that is
    called `a.png` becomes `a.png.jpg`.
    """
    others = [output.with_name(f"{output.name}{end}") for end in _OTHER_SUFFIXES]
    return (output, *others) if keep_format else (output,)


def _named(photo: PurePosixPath, pattern: str, suffix: str) -> PurePosixPath:
    name = pattern.replace(STEM, "\0").replace(NAME, photo.name).replace("\0", photo.stem)
    return photo.with_name(f"{name}{suffix}")


def _key(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", path.as_posix()).casefold()
