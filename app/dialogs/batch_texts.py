"""The batch dialog's words: how photos ended, how long it takes, what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from app.editing.failures import failure_of
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.language.error_texts import translated


class RowState(Enum):
    """Where one photo of the list stands; the values are those of the core's Action and Status."""

    TO_DO = "remove"
    UNCHANGED = "unchanged"
    NO_MASK = "no mask"
    REFUSED = "refused"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    NOT_RUN = "not run"

    @property
    def is_trouble(self) -> bool:
        """Whether the person may want to do something about it."""
        return self in (RowState.NO_MASK, RowState.REFUSED, RowState.FAILED)


WORDS: Mapping[RowState, str] = {
    RowState.TO_DO: QT_TRANSLATE_NOOP("Batch", "To do"),
    RowState.UNCHANGED: QT_TRANSLATE_NOOP("Batch", "Done before"),
    RowState.NO_MASK: QT_TRANSLATE_NOOP("Batch", "No mask"),
    RowState.REFUSED: QT_TRANSLATE_NOOP("Batch", "Refused"),
    RowState.RUNNING: QT_TRANSLATE_NOOP("Batch", "In work"),
    RowState.DONE: QT_TRANSLATE_NOOP("Batch", "Saved"),
    RowState.FAILED: QT_TRANSLATE_NOOP("Batch", "Failed"),
    RowState.NOT_RUN: QT_TRANSLATE_NOOP("Batch", "Not reached"),
}
ICONS: Mapping[RowState, str] = {
    RowState.TO_DO: "photo",
    RowState.UNCHANGED: "history",
    RowState.NO_MASK: "warning",
    RowState.REFUSED: "warning",
    RowState.RUNNING: "resume",
    RowState.DONE: "ok",
    RowState.FAILED: "warning",
    RowState.NOT_RUN: "pause",
}


def word(state: RowState) -> str:
    return translate("Batch", WORDS[state])


def reason_and_hint(reason: str, hint: str) -> str:
    """What the core said, in the person's language and in the window's terms."""
    return " ".join(translated(text) for text in (reason, hint) if text)


def told(error: BaseException) -> str:
    """What happened and what to do, for a person."""
    return reason_and_hint(*failure_of(error))


def duration(seconds: float) -> str:
    """`40 s`, `3 min`, `2 h 5 min`."""
    if seconds < 55:
        return translate("Batch", "{seconds} s").format(seconds=max(1, round(seconds)))
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return translate("Batch", "{minutes} min").format(minutes=minutes)
    return translate("Batch", "{hours} h {minutes} min").format(
        hours=minutes // 60, minutes=minutes % 60
    )


def progress_line(
    finished: int, total: int, photos_per_second: float, remaining_s: float | None
) -> str:
    """`37 of 100 photos · 1.2 per second · about 3 min left`."""
    parts = [
        translate("Batch", "{finished} of {total} photos").format(finished=finished, total=total)
    ]
    if photos_per_second >= 1:
        speed = translate("Batch", "{rate} per second").format(rate=f"{photos_per_second:.1f}")
        parts.append(speed)
    elif photos_per_second > 0:
        speed = translate("Batch", "{rate} per minute").format(rate=f"{photos_per_second * 60:.1f}")
        parts.append(speed)
    if remaining_s is not None and finished < total:
        left = translate("Batch", "about {time} left").format(time=duration(remaining_s))
        parts.append(left)
    return " · ".join(parts)


def counts_line(counts: Mapping[RowState, int]) -> str:
    """`Saved: 98 · Failed: 1`, in a fixed order, without what did not occur."""
    line = " · ".join(f"{word(state)}: {counts[state]}" for state in WORDS if counts.get(state))
    return line or translate("Batch", "No photos")
