"""Ctrl+C and the terminate signal, turned into calls instead of exceptions anywhere in the code.

On Windows only Ctrl+C arrives; it behaves the same there.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Generator
from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM)
_ENOUGH = 64
"""Signals read at once, a byte each."""


@contextlib.contextmanager
def on_interrupt(first: Callable[[], None], again: Callable[[], None]) -> Generator[None]:
    """Call `first` at the first signal and `again` at each later one, while the block runs.

    In a thread other than the main one, where Python delivers no signals, nothing is changed.

    Args:
        first: Called at once, by a thread of its own, even while the main thread is inside a
            library's call for seconds; and by the main thread when that is back. It may be called
            twice, then, and at the same time.
        again: Called by the main thread, when it is back; may raise.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    seen = 0

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal seen
        seen += 1
        (first if seen == 1 else again)()

    with _heard_at_once(first):
        before = {number: signal.signal(number, handle) for number in _NUMBERS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def _heard_at_once(call: Callable[[], None]) -> Generator[None]:
    """Python runs handlers between two of its own steps; a socket is told of signals at once."""
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        listener = threading.Thread(
            target=_listen, args=(reader, call), name="interrupts", daemon=True
        )
        listener.start()
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            writer.shutdown(socket.SHUT_WR)
            listener.join()


def _listen(reader: socket.socket, call: Callable[[], None]) -> None:
    """Until the first signal, or the other end's shutdown."""
    while numbers := reader.recv(_ENOUGH):
        if not set(_NUMBERS).isdisjoint(numbers):
            call()
            return
