"""Work that blocks for seconds, done in a thread of its own, so that cancelling need not wait."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

T = TypeVar("T")

_BEAT_S = 0.05
_PARTING_S = 0.2
_WAITING_ITEMS = 8


def pump(produce: Callable[[Callable[[T], None]], None], beat: Callable[[], None]) -> Generator[T]:
    """What `produce` hands to the function it is given, item by item.

    Args:
        produce: Runs in a thread of its own; what it raises is raised here.
        beat: Called at least every 50 ms or so while nothing comes. It may raise: then the items
            end, and `produce` ends by itself at its next item.
    """
    return _Pump[T]().run(produce, beat)


class _Abandoned(Exception):  # noqa: N818 - not an error: nobody wants the items any more
    pass


class _Pump(Generic[T]):
    def __init__(self) -> None:
        self._items: queue.Queue[T] = queue.Queue(_WAITING_ITEMS)
        self._has_ended = threading.Event()
        self._is_abandoned = threading.Event()
        self._error: BaseException | None = None

    def run(
        self, produce: Callable[[Callable[[T], None]], None], beat: Callable[[], None]
    ) -> Generator[T]:
        thread = threading.Thread(target=self._produce, args=(produce,), daemon=True)
        thread.start()
        try:
            while True:
                is_last = self._has_ended.is_set()  # asked first: items may come until then
                try:
                    item = self._items.get(timeout=0.0 if is_last else _BEAT_S)
                except queue.Empty:
                    if is_last:
                        break
                    beat()
                    continue
                yield item
        finally:
            self._is_abandoned.set()
            thread.join(_PARTING_S)
        if self._error is not None:
            raise self._error

    def _produce(self, produce: Callable[[Callable[[T], None]], None]) -> None:
        try:
            produce(self._emit)
        except _Abandoned:
            pass
        except BaseException as error:
            self._error = error
        finally:
            self._has_ended.set()

    def _emit(self, item: T) -> None:
        while not self._is_abandoned.is_set():
            try:
                self._items.put(item, timeout=_BEAT_S)
            except queue.Full:
                continue
            else:
                return
        raise _Abandoned
