"""The Qt binding itself: a fault there that no test of ours would find before a person does."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication


@pytest.mark.usefixtures("qapp")
def test_calls_into_qt_keep_none_alive() -> None:
    """PySide6 6.12.0 on Python 3.11 gives away a reference to None with each call.

    After some thousand calls the interpreter aborts ("deallocating None").
    """
    before = sys.getrefcount(None)
    for _ in range(500):
        QApplication.sendPostedEvents(None, 0)
    assert sys.getrefcount(None) > before - 250
