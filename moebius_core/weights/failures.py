"""What can go wrong with weights on their way to this computer and on its disk."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Generator
from pathlib import Path

from moebius_core.errors import BadInputError, EngineUnavailableError, MoebiusError
from moebius_core.places import WEIGHTS_VARIABLE


class WeightsMissingError(EngineUnavailableError):
    """The weights asked for are not on this computer; the hint is the command that brings them."""


class UnknownWeightsError(BadInputError):
    """No weights of that name are published or installed."""


class DownloadError(MoebiusError):
    """The weights could not be fetched; what came so far is kept."""


class WeightsFolderError(MoebiusError):
    """The folder of the weights cannot be read, written or changed."""


class NoSpaceError(WeightsFolderError):
    """The disk has too little room; what came so far is kept."""


_ANOTHER_DISK = (
    f"Free some space, or set the environment variable {WEIGHTS_VARIABLE} to a folder on another "
    "disk."
)
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REASONS = {
    errno.EACCES: ("no permission, or a file there is in use", "Close other windows of Moebius."),
    errno.EPERM: ("no permission, or a file there is in use", "Close other windows of Moebius."),
    errno.EROFS: (
        "the disk is read-only",
        f"Set the environment variable {WEIGHTS_VARIABLE} to another folder.",
    ),
    errno.ENOTDIR: (
        "part of its path is a file",
        f"Set the environment variable {WEIGHTS_VARIABLE} to another folder.",
    ),
    errno.EIO: ("the disk reported an error", ""),
}


def too_little_space(needed: int, free: int, folder: Path) -> NoSpaceError:
    """Not enough room in `folder` for `needed` bytes."""
    return NoSpaceError(
        f"{told_size(needed)} are needed in {folder}, where {told_size(free)} are free.",
        _ANOTHER_DISK,
    )


@contextlib.contextmanager
def disk_failures_told(folder: Path) -> Generator[None]:
    """OSError inside becomes NoSpaceError or WeightsFolderError, which name `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoSpaceError(f"The disk of {folder} is full.", _ANOTHER_DISK) from error
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        raise WeightsFolderError(
            f"The folder of the weights, {folder}, cannot be changed: {reason}.", hint
        ) from error


def told_size(size: int) -> str:
    """`905 MB`, `1.24 GB`, `1 kB`: decimal units, as download pages use them."""
    if size >= 1_000_000_000:
        return f"{size / 1e9:.2f} GB"
    if size >= 1_000_000:
        return f"{size / 1e6:.0f} MB"
    return f"{-(-size // 1000)} kB"
