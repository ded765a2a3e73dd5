"""A worker process: one photo after the other, told and answered through a pipe.

Imports nothing heavy before it has said how many threads numpy and OpenCV may use.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, NamedTuple

from moebius_core.errors import MoebiusError
from moebius_core.progress import Cancelled, CancelToken, Progress

if TYPE_CHECKING:
    from moebius_core.batch.work import EngineOpener, Finished, Recipe, Remover, Task

ABORT = "abort"
_REPORT_INTERVAL_S = 0.1
_THREAD_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)


class Failure(NamedTuple):
    """Why a photo has no result, in a sentence for a person; the rest is for the log."""

    sentence: str
    hint: str = ""
    is_missing_mask: bool = False
    was_cancelled: bool = False
    may_have_saved: bool = False
    """Its process died, nobody knows how far it came."""
    details: str = ""


class Moved(NamedTuple):
    """How far the photo in work is, 0..1."""

    fraction: float


def serve(connection: Connection, threads: int) -> None:
    """Work until the other end says stop (None), says ABORT, or is gone.

    The first message is (recipe, opener); each later one a Task, answered by any number of Moved
    and one Finished or Failure.
    """
    _ignore_signals()
    for variable in _THREAD_VARIABLES:
        os.environ[variable] = str(threads)
    import cv2

    cv2.setNumThreads(threads)
    token = CancelToken()
    inbox: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
    with contextlib.suppress(EOFError, OSError):  # the other end is gone: nobody to work for
        recipe, opener = connection.recv()
        threading.Thread(target=_listen, args=(connection, inbox, token), daemon=True).start()
        shop = Workshop(recipe, opener)
        while (task := inbox.get()) is not None:
            connection.send(shop.attempt(task, Progress(_sender(connection), token)))
        shop.close()


class Workshop:
    """Turns whatever happens to a task into an answer. Opens the engine when it is first needed."""

    def __init__(self, recipe: Recipe, opener: EngineOpener) -> None:
        self._recipe = recipe
        self._opener = opener
        self._remover: Remover | None = None

    def attempt(self, task: Task, progress: Progress) -> Finished | Failure:
        """Never raises: one bad photo ends nothing."""
        from moebius_core.batch.work import NoMaskError, Remover

        try:
            if self._remover is None:
                self._remover = Remover(self._recipe, self._opener)
            return self._remover.run(task, progress)
        except Cancelled:
            return Failure("It was interrupted.", was_cancelled=True)
        except NoMaskError as error:
            return Failure(error.sentence, error.hint, is_missing_mask=True)
        except MoebiusError as error:
            return Failure(error.sentence, error.hint, details=traceback.format_exc())
        except MemoryError:
            return Failure("There is not enough memory for it.", "Try fewer --workers.")
        except Exception as error:
            sentence = f"Moebius stumbled over it: {type(error).__name__}: {error}."
            return Failure(sentence, details=traceback.format_exc())

    def close(self) -> None:
        if self._remover is not None:
            self._remover.close()


def _listen(
    connection: Connection, inbox: queue.SimpleQueue[Task | None], token: CancelToken
) -> None:
    """Receive while a photo is in work, so that an abort, or the parent's death, ends it soon."""
    while True:
        try:
            message = connection.recv()
        except (EOFError, OSError):
            message = ABORT
        if message == ABORT:
            token.cancel()
            message = None
        inbox.put(message)
        if message is None:
            return


def _sender(connection: Connection) -> Callable[[float, str], None]:
    sent_at = float("-inf")

    def send(fraction: float, _text: str) -> None:
        nonlocal sent_at
        now = time.monotonic()
        if now - sent_at >= _REPORT_INTERVAL_S:
            sent_at = now
            connection.send(Moved(fraction))

    return send


def _ignore_signals() -> None:
    """Ctrl+C reaches the whole group; only the parent decides what it means."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
