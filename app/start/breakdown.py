"""A start that fails before there is a window to say so: a damaged installation, most often.

Nothing here needs Qt, or anything else that may be what is missing.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from pathlib import Path

from app.start.message_box import show_message

log = logging.getLogger("app.start")

_TITLE = "Moebius"


def tell(error: Exception) -> None:
    """Write where it failed into the log; say in a sentence that it did, and where the log is."""
    path = _logged(error)
    sentences = [_sentence(error)]
    sentences.append("Installing Moebius again may help.")
    if path is not None:
        sentences.append(f"The details are in “{path}”.")
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            first, *rest = sentences
            print(f"moebius: {first}", *(f"  {each}" for each in rest), sep="\n", file=sys.stderr)
            if sys.stderr.isatty():
                return
    show_message(_TITLE, "\n".join(sentences))


def _sentence(error: Exception) -> str:
    if isinstance(error, ImportError):
        return f"Moebius cannot start: a part of it is missing or damaged ({error})."
    return f"Moebius cannot start: {type(error).__name__}: {error}."


def _logged(error: Exception) -> Path | None:
    with contextlib.suppress(Exception):
        from app.support.log_file import LogFile

        file = LogFile()
        log.critical("the start failed", exc_info=error)
        file.close()
        return file.path
    return None
