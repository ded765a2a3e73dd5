"""A document on the screen: its pyramids, built in the background, and what is stale. [Qt]"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event as Flag

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QColor

from app.canvas.colour import to_display
from app.canvas.patterns import OverlayStyle
from app.canvas.pyramid import Pyramid
from app.canvas.renderer import Compare, Renderer, Scene
from app.canvas.sources import MaskSource, PhotoSource, differing, mask_source
from app.canvas.viewport import NEAREST_FROM, Viewport
from app.document.document import Document
from app.document.history import Layer
from app.document.raster import Raster
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect, Size


class Picture(QObject):
    """What the canvas shows of one document.

    Args:
        document: Listened to until `close`.
        view: Size of the view in device pixels.
    """

    stale = Signal(object)
    """Rect: these view pixels look different now."""
    built = Signal()
    """The pyramids are complete; what was shown before was sampled sparsely."""

    def __init__(self, document: Document, view: Size, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        convert = to_display(document.photo.metadata.icc)
        self._source = PhotoSource(document.image, document.photo.alpha, convert)
        self.scene = Scene(
            viewport=Viewport.fit(document.size, view),
            photo=Pyramid(self._source),
            mask=Pyramid(MaskSource(document.mask)),
        )
        self.renderer = Renderer(self.scene)
        self._busy: Mask | None = None
        self._busy_box: Rect | None = None
        self._missed: list[tuple[Layer, Rect]] = []
        self._cancelled = Flag()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._build = _Build(self._new_pyramids(), self._cancelled.is_set)
        self._build.signals.finished.connect(self._adopt)
        document.pixels_changed.connect(self._on_pixels_changed)
        document.history.changed.connect(self._on_history_changed)
        self._is_building = False

    @property
    def is_built(self) -> bool:
        return self.scene.photo.is_built and self.scene.mask.is_built

    def start_building(self) -> None:
        """Build the pyramids, unless that has begun: after the first paint, not beside it."""
        if not self._is_building:
            self._is_building = True
            self._pool.start(self._build)

    def close(self) -> None:
        """Stop listening and building."""
        self._cancelled.set()
        self.document.pixels_changed.disconnect(self._on_pixels_changed)
        self.document.history.changed.disconnect(self._on_history_changed)
        self._pool.waitForDone()
        self._build.pyramids = ()

    def set_viewport(self, viewport: Viewport) -> None:
        if self.scene.compare is Compare.SPLIT and viewport.view != self.scene.viewport.view:
            share = self.scene.split / max(self.scene.viewport.view.width, 1)
            self.scene.split = round(share * viewport.view.width)
        self.scene.viewport = viewport

    def set_style(self, style: OverlayStyle) -> None:
        self.scene.style = style
        self._all_stale()

    def set_surround(self, colour: QColor) -> None:
        self.scene.surround = (colour.red(), colour.green(), colour.blue())
        self._all_stale()

    def set_pixel_grid(self, shown: bool) -> None:
        self.scene.show_grid = shown
        self._all_stale()

    def set_compare(self, compare: Compare) -> None:
        self.scene.compare = compare
        self.scene.other = self._compared(compare)
        self._all_stale()

    def set_split(self, column: int) -> None:
        """Move the line of the split view to a view column."""
        old, self.scene.split = self.scene.split, column
        view = self.scene.viewport.view
        self._now_stale(Rect(min(old, column), 0, max(old, column), view.height))

    def set_busy(self, mask: Mask | None) -> Rect | None:
        """Show the mask of removals that run; (H, W), not to be changed afterwards.

        Returns:
            The box around it; None when nothing is masked. The same mask again costs nothing.
        """
        if mask is not self._busy:
            self._busy, self._busy_box = mask, _box_of(mask)
            self.scene.busy = None
            if mask is not None and self._busy_box is not None:
                self.scene.busy = Pyramid(mask_source(mask))
                self.scene.busy.build()
            self._all_stale()
        return self._busy_box

    def mask_share(self) -> float:
        """The painted share of the photo, 0..1, about."""
        mask = self.scene.mask
        level = max(0, min(3, len(mask.sizes) - 1)) if mask.is_built else len(mask.sizes) - 1
        values = mask.read(level, mask.sizes[level].rect)
        return float(values.mean()) / 255 if values.size else 0.0

    def _new_pyramids(self) -> tuple[Pyramid, Pyramid]:
        return (
            Pyramid(self._source.uncached(self.document.image.snapshot())),
            Pyramid(MaskSource(self.document.mask.snapshot())),
        )

    def _adopt(self) -> None:
        if self._cancelled.is_set():
            return
        photo, mask = self._build.pyramids
        self._build.pyramids = ()
        self.scene.photo.adopt(photo)
        self.scene.mask.adopt(mask)
        for layer, rect in self._missed:
            self._pyramid(layer).update(rect)
        self._missed.clear()
        if self.scene.compare is not Compare.OFF:
            self.scene.other = self._compared(self.scene.compare)
        self._all_stale()
        self.built.emit()

    def _compared(self, compare: Compare) -> Pyramid | None:
        image = self.document.image
        other = image if compare is Compare.OFF else None
        if compare is Compare.LAST_EDIT:
            other = _before_last_edit(self.document)
        elif compare is not Compare.OFF:
            other = self.document.original
        if other is None or other is image:
            return None
        source = self._source.uncached(other)
        return self.scene.photo.copied_for(source, differing(image, other))

    def _pyramid(self, layer: Layer) -> Pyramid:
        return self.scene.photo if layer is Layer.IMAGE else self.scene.mask

    def _on_pixels_changed(self, layer: Layer, rect: Rect) -> None:
        pyramid = self._pyramid(layer)
        if pyramid.is_built:
            pyramid.update(rect)
        else:
            self._missed.append((layer, rect))
        viewport = self.scene.viewport
        level = pyramid.level_for(viewport.zoom)
        smooth = viewport.zoom * 2**level < NEAREST_FROM
        margin = 2 * 2**level if smooth else 0
        self._now_stale(viewport.on_screen(rect, margin=margin))

    def _on_history_changed(self) -> None:
        if self.scene.compare is Compare.LAST_EDIT:
            self.set_compare(Compare.LAST_EDIT)

    def _now_stale(self, rect: Rect) -> None:
        if not rect.is_empty:
            self.renderer.invalidate(rect)
            self.stale.emit(rect)

    def _all_stale(self) -> None:
        self.renderer.invalidate()
        self.stale.emit(self.scene.viewport.view.rect)


class _BuildSignals(QObject):
    finished = Signal()


class _Build(QRunnable):
    def __init__(self, pyramids: tuple[Pyramid, Pyramid], is_cancelled: Callable[[], bool]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.pyramids: tuple[Pyramid, ...] = pyramids
        """To be emptied by whoever takes them: Qt's binding never lets a runnable go."""
        self.signals = _BuildSignals()
        self._is_cancelled = is_cancelled

    def run(self) -> None:
        if all(pyramid.build(self._is_cancelled) for pyramid in self.pyramids):
            self.signals.finished.emit()


def _before_last_edit(document: Document) -> Raster | None:
    """The image before its last step, whatever has been done to the mask since."""
    history = document.history
    for step in reversed(history.steps[: history.position]):
        if step.touches(Layer.IMAGE):
            before = document.image.snapshot()
            before.replace(step.patches[Layer.IMAGE].before)
            return before
    return None


def _box_of(mask: Mask | None) -> Rect | None:
    if mask is None:
        return None
    import cv2

    left, top, width, height = cv2.boundingRect(mask)
    return Rect(left, top, left + width, top + height) if width else None
