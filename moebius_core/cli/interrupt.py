"""Ctrl+C and the terminate signal, turned into calls instead of exceptions anywhere in the code.

On Windows only Ctrl+C arrives; it behaves the same there.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Generator
from types import FrameType


@contextlib.contextmanager
def on_interrupt(first: Callable[[], None], again: Callable[[], None]) -> Generator[None]:
    """Call `first` at the first signal and `again` at each later one, while the block runs.

    In a thread other than the main one, where Python delivers no signals, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    seen = 0

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal seen
        seen += 1
        (first if seen == 1 else again)()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
