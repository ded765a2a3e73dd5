"""Work on the command line that shows a bar and that Ctrl+C cancels."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator

from moebius_core.cli.interrupt import on_interrupt
from moebius_core.cli.progress_bar import ProgressBar
from moebius_core.progress import Cancelled, CancelToken, Progress


@contextlib.contextmanager
def cancellable(when_interrupted: str) -> Generator[Progress]:
    """A bar on a terminal; Ctrl+C cancels what is done with it, and is told. Raises Cancelled."""
    token = CancelToken()
    bar = ProgressBar(sys.stderr)
    with on_interrupt(token.cancel, _interrupt_now), contextlib.closing(bar):
        try:
            yield Progress(bar.show, token)
        except Cancelled:
            bar.print_above(when_interrupted)
            raise


def _interrupt_now() -> None:
    raise KeyboardInterrupt
