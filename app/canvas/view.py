"""The canvas: the widget that shows the photo and passes hands' work to the tools. [Qt]"""

# ruff: noqa: N802 - event handlers bear the names that Qt calls

from __future__ import annotations

import math
from weakref import proxy

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSinglePointEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas.device import DeviceScale, to_device_pixels
from app.canvas.fingers import after_touch, after_trackpad
from app.canvas.hand import Hand
from app.canvas.overlays import Marks, paint
from app.canvas.patterns import OverlayStyle
from app.canvas.picture import Picture
from app.canvas.pointer_shape import pointer_shape
from app.canvas.renderer import Compare
from app.canvas.spoken import spoken
from app.canvas.viewport import Viewport
from app.canvas.wheel import Pan, Resize, Zoom, wheel_action
from app.document.document import Document
from app.i18n import translate
from app.tools.tool import Cursor, Point, Preview, Tool, ToolContext, ToolOptions
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect

__all__ = ["CanvasView", "Compare", "OverlayStyle"]

_GRIP_PX = 8
_DESCRIBE_AFTER_MS = 250
_SURROUND = QColor(72, 72, 72)


class CanvasView(QWidget):
    """Shows one document, zoomed and panned, and runs the gestures of one tool on it."""

    viewport_changed = Signal()
    hovered = Signal(object)
    """Point: the photo's place under the pointer; None when the pointer left."""
    gesture_started = Signal()
    gesture_finished = Signal(bool)
    """Whether it left a step in the history."""
    brush_size_wanted = Signal(float)
    """Alt+wheel: the new diameter, in photo pixels."""
    picture_built = Signal()
    """The photo is shown at its best; before, a quick preview of it may be."""
    compare_changed = Signal()  # also when the line of the split view has moved

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wheel_zooms = False
        self._picture: Picture | None = None
        # Weakly: in a cycle the widget could be collected, and so destroyed, on a worker thread.
        self._hand = Hand(proxy(self))
        self._marks = Marks()
        self._style = OverlayStyle()
        self._surround = _SURROUND
        self._pixel_grid = True
        self._describing = QTimer(self, interval=_DESCRIBE_AFTER_MS, singleShot=True)
        self._describing.timeout.connect(self._describe)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setMinimumSize(64, 64)
        self._describe()

    @property
    def document(self) -> Document | None:
        return self._picture.document if self._picture else None

    def set_document(self, document: Document | None) -> None:
        """Show another document, fitted; None: an empty canvas. A gesture is taken back."""
        self._hand.cancel()
        if self._picture is not None:
            self._picture.close()
            self._picture.deleteLater()
        self._picture = None
        self._hand.context = None
        self._marks = Marks()
        if document is not None:
            picture = Picture(document, self._scale.size(self.size()), self)
            picture.set_style(self._style)
            picture.set_surround(self._surround)
            picture.set_pixel_grid(self._pixel_grid)
            picture.stale.connect(self._update_device)
            picture.stale.connect(self._describing.start)
            picture.built.connect(self.picture_built)
            self._picture = picture
        self._describe()
        self.update()
        self.viewport_changed.emit()
        self.compare_changed.emit()

    def start_building(self) -> None:
        """Bring the photo to its best; the first paint begins it too."""
        if self._picture is not None:
            self._picture.start_building()

    @property
    def is_built(self) -> bool:
        """Whether the photo is shown at its best already."""
        return self._picture is not None and self._picture.is_built

    def set_overlay(self, style: OverlayStyle) -> None:
        self._style = style
        if self._picture is not None:
            self._picture.set_style(style)

    @property
    def surround(self) -> QColor:
        return self._surround

    def set_surround(self, colour: QColor) -> None:
        """What lies around the photo; neutral, so that it does not change how colours look."""
        self._surround = colour
        if self._picture is not None:
            self._picture.set_surround(colour)
        self.update()

    def set_pixel_grid(self, shown: bool) -> None:
        """Lines between the photo's pixels from 800 % on."""
        self._pixel_grid = shown
        if self._picture is not None:
            self._picture.set_pixel_grid(shown)

    def set_context_frame(self, rect: Rect | None) -> None:
        """A dashed frame: how far a removal will look around, in photo pixels."""
        self._marks.context_frame = rect
        self.update()

    def set_busy_mask(self, mask: Mask | None, fraction: float = 0.0) -> None:
        """Show what is being removed: (H, W), not changed afterwards; and how far it is, 0..1.

        Giving the same mask again only moves the bar.
        """
        if self._picture is not None:
            self._marks.busy = self._picture.set_busy(mask)
            self._marks.busy_fraction = fraction
        self.update()

    @property
    def compare(self) -> Compare:
        return self._picture.scene.compare if self._picture else Compare.OFF

    def set_compare(self, compare: Compare) -> None:
        """Show another state of the photo: all of it, or left of a line that can be dragged."""
        picture = self._picture
        if picture is None or compare is picture.scene.compare:
            return
        is_split = compare is Compare.SPLIT
        if is_split and not 0 < picture.scene.split < picture.scene.viewport.view.width:
            picture.set_split(picture.scene.viewport.view.width // 2)
        picture.set_compare(compare)
        self._marks.split = picture.scene.split if is_split else None
        self.compare_changed.emit()

    @property
    def split(self) -> float | None:
        """Where the line of the split view stands, 0..1; None without one."""
        split, viewport = self._marks.split, self.viewport
        return split / max(1, viewport.view.width) if viewport and split is not None else None

    def set_split(self, share: float) -> None:
        """Move the line of the split view: 0 is the left edge, 1 the right one."""
        if self._picture is not None:
            width = self._picture.scene.viewport.view.width
            self.drag_split(Point(share * width, 0))

    def set_tool(self, tool: Tool, context: ToolContext | None) -> None:
        """Use another tool from now on; the gesture of the last one is taken back."""
        self._hand.cancel()
        self._hand.tool, self._hand.context = tool, context
        self._note_options()

    def set_options(self, options: ToolOptions) -> None:
        """What the option bar says now; a gesture that has begun goes on with it."""
        if self._hand.context is not None:
            self._hand.context.options = options
        self._note_options()

    @property
    def subtract_switch(self) -> bool:
        """Painting takes away instead of adding."""
        return self._hand.subtract_switch

    @subtract_switch.setter
    def subtract_switch(self, subtracts: bool) -> None:
        self._hand.subtract_switch = subtracts
        self.hand_changed()

    @property
    def in_gesture(self) -> bool:
        return self._hand.in_gesture

    def cancel_gesture(self) -> bool:
        """Take back what is being drawn; False when nothing is."""
        return self._hand.cancel()

    def confirm_gesture(self) -> bool:
        """Close what is being drawn over several clicks; False when nothing is."""
        return self._hand.confirm()

    @property
    def crosshair(self) -> Point | None:
        """Where the keyboard's crosshair stands, in photo pixels; None while it is not used."""
        return self._hand.crosshair

    def move_crosshair(self, dx: float, dy: float) -> None:
        """Move the keyboard's crosshair; the first call only shows it."""
        self._hand.move_crosshair(dx, dy)

    def stamp(self) -> None:
        """Use the tool at the crosshair."""
        self._hand.stamp()

    @property
    def viewport(self) -> Viewport | None:
        """What part of the photo is in view; None without a photo."""
        return self._picture.scene.viewport if self._picture else None

    def set_viewport(self, viewport: Viewport) -> None:
        if self._picture is None or viewport == self._picture.scene.viewport:
            return
        self._picture.set_viewport(viewport)
        if self._marks.split is not None:
            self._marks.split = self._picture.scene.split
        self._note_options()
        self._describing.start()
        self.update()
        self.viewport_changed.emit()

    def zoom_in(self) -> None:
        self._step_zoom(1)

    def zoom_out(self) -> None:
        self._step_zoom(-1)

    def fit(self) -> None:
        """Show the whole photo."""
        self._move_to(self.viewport and self.viewport.fitted())

    def zoom_to(self, zoom: float) -> None:
        """1.0 shows one photo pixel on one pixel of the screen; the place pointed at stays."""
        self._move_to(self.viewport and self.viewport.at_zoom(zoom, self._focus_point()))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the photo by device pixels."""
        self._move_to(self.viewport and self.viewport.panned(dx, dy))

    def _step_zoom(self, direction: int) -> None:
        self._move_to(self.viewport and self.viewport.stepped(direction, self._focus_point()))

    def _focus_point(self) -> Point | None:
        """Keys zoom to the crosshair or the pointer, or else to the middle."""
        if self._hand.crosshair is not None and self.viewport is not None:
            return self.viewport.to_view(self._hand.crosshair)
        return self._hand.pointer

    def show_place(self, at: Point) -> None:
        self._move_to(self.viewport and self.viewport.showing(at))

    def place_of(self, event: QSinglePointEvent) -> Point:
        return self._scale.point(event.position())

    def holds_split(self, at: Point) -> bool:
        split = self._marks.split
        return split is not None and abs(at.x - split) <= _GRIP_PX * self.devicePixelRatioF()

    def drag_split(self, at: Point) -> None:
        if self._picture is None or self._marks.split is None:
            return
        old = self._marks.split
        new = round(min(max(at.x, 0), self._picture.scene.viewport.view.width))
        self._picture.set_split(new)
        self._marks.split = new
        height = self._picture.scene.viewport.view.height
        margin = math.ceil(18 * self.devicePixelRatioF())
        self._update_device(Rect(min(old, new) - margin, 0, max(old, new) + margin, height))
        self.compare_changed.emit()

    def hand_changed(self) -> None:
        self._move_marks()
        self._choose_cursor()

    def gesture_begun(self) -> None:
        self.gesture_started.emit()

    def gesture_over(self, changed: bool) -> None:
        self._describing.start()
        self.gesture_finished.emit(changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(event.rect(), self._surround)
            return
        frame = self._picture.renderer.refresh()
        height, width = frame.shape[:2]
        image = QImage(frame.data, width, height, frame.strides[0], QImage.Format.Format_RGB32)
        painter.setWorldTransform(to_device_pixels(painter))
        area = self._scale.rect(event.rect()).intersection(Rect(0, 0, width, height))
        painter.drawImage(area.left, area.top, image, *area[:2], area.width, area.height)
        self._marks.scale = self.devicePixelRatioF()
        paint(painter, self._picture.scene.viewport, self._marks)
        painter.end()
        self.start_building()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._note_size()
        super().resizeEvent(event)

    def _note_size(self) -> None:
        if self.viewport is not None:
            self.set_viewport(self.viewport.resized(self._scale.size(self.size())))

    def _move_marks(self) -> None:
        self._update_marks()
        hand, marks = self._hand, self._marks
        shown = hand.pointer if self._shows_ring() else None
        preview = hand.context.preview if hand.context is not None else Preview()
        if preview.lines or marks.preview.lines:
            self.update()
        if hand.pointer != marks.pointer:
            self.hovered.emit(
                self.viewport.to_image(hand.pointer) if self.viewport and hand.pointer else None
            )
        marks.pointer, marks.cross = shown, hand.crosshair
        marks.subtracts, marks.preview = hand.subtracts, preview
        self._update_marks()

    def _shows_ring(self) -> bool:
        hand = self._hand
        return (
            hand.tool is not None
            and hand.tool.cursor is Cursor.BRUSH_RING
            and not (hand.wants_hand or hand.is_panning)
            and hand.crosshair is None
            and not (hand.pointer is not None and self.holds_split(hand.pointer))
        )

    def _update_marks(self) -> None:
        """Paint anew where ring and crosshair stand."""
        viewport, marks = self.viewport, self._marks
        if viewport is None:
            return
        cross = viewport.to_view(marks.cross) if marks.cross is not None else None
        for at in (marks.pointer, cross):
            if at is not None:
                self._update_device(marks.around(at))

    def _note_options(self) -> None:
        context, tool, viewport = self._hand.context, self._hand.tool, self.viewport
        self._update_marks()
        is_ring = tool is not None and tool.cursor is Cursor.BRUSH_RING
        self._marks.ring_px = (
            context.options.size * viewport.zoom if is_ring and context and viewport else 0.0
        )
        self.hand_changed()

    def _choose_cursor(self) -> None:
        at = self._hand.pointer
        on_split = at is not None and self.holds_split(at)
        shape = pointer_shape(self._hand, on_split=on_split, has_photo=self._picture is not None)
        if shape != self.cursor().shape():
            self.setCursor(shape)

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._note_size()
        if isinstance(event, QNativeGestureEvent) and self.viewport is not None:
            return self._move_to(after_trackpad(self.viewport, event, self._scale))
        if isinstance(event, QTouchEvent) and self.viewport is not None:
            event.accept()
            return self._move_to(after_touch(self.viewport, event, self._scale))
        if (
            kind == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._hand.wants_key(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(event, is_double=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press(event, is_double=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._picture is not None:
            self._hand.release(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._press(event, is_double=False)
        elif self._picture is not None and event.type() == QEvent.Type.TabletMove:
            self._hand.move(event)
        elif self._picture is not None and event.type() == QEvent.Type.TabletRelease:
            self._hand.release(event)

    def _press(self, event: QSinglePointEvent, *, is_double: bool) -> None:
        if self._picture is None:
            event.ignore()
            return
        self._hand.press(event, is_double=is_double)

    def wheelEvent(self, event: QWheelEvent) -> None:
        viewport, context = self.viewport, self._hand.context
        if viewport is None:
            event.ignore()
            return
        match wheel_action(event, wheel_zooms=self.wheel_zooms):
            case Pan(dx, dy):
                scale = self.devicePixelRatioF()
                self.pan_by(dx * scale, dy * scale)
            case Zoom(factor):
                self.set_viewport(viewport.zoomed(factor, self._scale.point(event.position())))
            case Resize(factor):
                if context is not None and factor != 1.0:
                    self.brush_size_wanted.emit(context.options.size * factor)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._picture is None or not self._hand.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._picture is None or not self._hand.key_release(event):
            super().keyReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hand_changed()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hand.leave()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hand.lose_focus()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._hand.cancel()
        super().hideEvent(event)

    def _move_to(self, viewport: Viewport | None) -> bool:
        if viewport is not None:
            self.set_viewport(viewport)
        return viewport is not None

    @property
    def _scale(self) -> DeviceScale:
        return DeviceScale(self.devicePixelRatioF())

    def _update_device(self, rect: Rect) -> None:
        self.update(self._scale.logical(rect))

    def _describe(self) -> None:
        """Tell screen readers what is in view."""
        self.setAccessibleName(translate("Canvas", "Canvas"))
        picture = self._picture
        text = translate("Canvas", "No photo is open.")
        if picture is not None:
            zoom = picture.scene.viewport.zoom
            text = spoken(picture.document.size, mask_share=picture.mask_share(), zoom=zoom)
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
