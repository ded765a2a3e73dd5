"""Any exception as a sentence and a hint for a person."""

from __future__ import annotations

from typing import NamedTuple

from app.i18n import translate
from app.language.error_texts import translated
from moebius_core.errors import MoebiusError


class Failure(NamedTuple):
    """What happened, and what to do about it ("" when there is nothing to suggest)."""

    sentence: str
    hint: str


def failure_of(error: BaseException) -> Failure:
    """How to tell this exception; the traceback is in the log already."""
    if isinstance(error, MoebiusError):
        return Failure(translated(error.sentence), translated(error.hint))
    if isinstance(error, MemoryError):
        return Failure(
            translate("Failures", "There is not enough memory for this."),
            translate("Failures", "Close other programs and try again."),
        )
    if isinstance(error, OSError) and error.strerror:
        where = f"“{error.filename}”: " if error.filename else ""
        return Failure(where + error.strerror, "")
    return Failure(
        translate("Failures", "Something went wrong inside Moebius ({kind}).").format(
            kind=type(error).__name__
        ),
        translate("Failures", "Nothing was changed. The log file holds the details."),
    )
