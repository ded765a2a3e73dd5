"""Shows on the photo how far the engine will look around, while that is being changed. [Qt]"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.canvas.view import CanvasView
from app.editing.editor import Editor
from app.panels.remove_panel import RemovePanel

_STAYS_MS = 1200
"""After the slider is let go, or moved by keys."""


class ContextFrame(QObject):
    """Follows the sliders “Look further around” and “Edges”, which both change the frame."""

    def __init__(self, editor: Editor, canvas: CanvasView, panel: RemovePanel) -> None:
        super().__init__(canvas)
        self._editor = editor
        self._canvas = canvas
        self._sliders = (panel.context.slider, panel.edges.slider)
        self._hiding = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._hiding.timeout.connect(self._hide)
        for control in (panel.context, panel.edges):
            control.dragging.connect(self._dragging)
            control.edited.connect(self._edited)

    def _dragging(self, on: bool) -> None:
        if on:
            self._show()
        else:
            self._hiding.start()

    def _edited(self) -> None:
        self._show()
        if not any(slider.isSliderDown() for slider in self._sliders):
            self._hiding.start()

    def _show(self) -> None:
        self._hiding.stop()
        if self._editor.document is not None:
            self._canvas.set_context_frame(self._editor.context_frame())

    def _hide(self) -> None:
        self._canvas.set_context_frame(None)
