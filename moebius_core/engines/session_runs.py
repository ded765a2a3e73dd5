"""Running onnxruntime sessions: failures told in a sentence, and a way to stop half-way."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moebius_core.errors import EngineUnavailableError
from moebius_core.progress import Cancelled
from moebius_core.system import load_onnxruntime

_LEAST_MEMORY = {"cpu": "cpu:0"}
"""Device -> arena that gives back after each run what it does not need: a decoding takes 1 GB."""


class SessionRuns:
    """Runs one session at a time on one device; `interrupt` stops it from another thread."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._running: Any = None
        self._lock = threading.RLock()

    def __call__(
        self, session: Any, feeds: Mapping[str, NDArray[np.generic]]
    ) -> NDArray[np.float32]:
        """The session's first output.

        Raises:
            Cancelled: `interrupt` was called meanwhile.
            EngineUnavailableError: the device failed, with the reason.
        """
        onnxruntime = load_onnxruntime()

        options = onnxruntime.RunOptions()
        if self._device in _LEAST_MEMORY:
            arena = _LEAST_MEMORY[self._device]
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", arena)
        with self._lock:
            self._running = options
        try:
            return np.asarray(session.run(None, dict(feeds), options)[0], np.float32)
        except Exception as error:
            if options.terminate:
                raise Cancelled from None
            reason = str(error).strip().split("\n")[0].rstrip(".")[:300]
            raise EngineUnavailableError(
                f"{self._device} failed while computing: {reason}."
            ) from error
        finally:
            with self._lock:
                self._running = None

    def interrupt(self) -> None:
        """Stop the session that runs, at its next node."""
        with self._lock:
            if self._running is not None:
                self._running.terminate = True
