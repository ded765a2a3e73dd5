"""A photo being edited: its pixels, the mask, the history, and who is told of changes."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.document.history import DEFAULT_BUDGET_BYTES, History, Layer, Step
from app.document.raster import Patch, Raster, Tile, TileKey
from app.events import Event
from app.i18n import translate
from moebius_core.arrays import Mask
from moebius_core.geometry import Rect, Size

if TYPE_CHECKING:
    from moebius_core.photo import Photo


_NO_TILES: Mapping[TileKey, Tile] = {}


class Pixels(NamedTuple):
    """New pixels for one rectangle of a layer."""

    rect: Rect
    values: NDArray[Any] | int


class TakenMask(NamedTuple):
    """A mask on its way to becoming a removal."""

    step: Step
    """Pending until `finish_removal` or `abandon_removal`."""
    mask: Raster
    """(H, W) uint8 as it was taken; never changes, any thread may read it."""
    bounds: Rect
    """The smallest rectangle that holds every painted pixel."""


class Edit:
    """The open edit of a document: what tools write through."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def write(self, layer: Layer, rect: Rect, values: NDArray[Any] | int) -> None:
        """Replace the pixels in `rect` (clipped to the photo) and tell who shows them."""
        self.write_all(layer, [Pixels(rect, values)])

    def write_all(self, layer: Layer, pieces: Iterable[Pixels]) -> None:
        """The same for many rectangles, told as one where they lie close together."""
        document = self._document
        raster, around, area = document.raster(layer), Rect(0, 0, 0, 0), 0
        written = [raster.write(rect, values) for rect, values in pieces]
        for rect in written:
            around, area = around.union(rect), area + rect.area
        for rect in [around] if 2 * area >= around.area else written:
            if not rect.is_empty:
                document.pixels_changed.emit(layer, rect)


class Document:
    """One open photo. Everything that changes it goes through `edit` or the history's moves.

    Args:
        photo: As opened; its arrays become the original and are not changed from here on.
        undo_budget_bytes: Memory for the undo steps, beyond the photo as opened and as it is now.
        spill_folder: Where steps go that do not fit; None: below the cache folder.
    """

    def __init__(
        self,
        photo: Photo,
        *,
        undo_budget_bytes: int = DEFAULT_BUDGET_BYTES,
        spill_folder: Path | None = None,
    ) -> None:
        self.photo = photo
        self.image = Raster.from_array(photo.pixels)
        self.original = self.image.snapshot()
        """The photo as opened: for comparing and for the restore brush."""
        self.mask = Raster.blank(photo.size)
        rasters = {Layer.IMAGE: self.image, Layer.MASK: self.mask}
        self.history = History(
            budget_bytes=undo_budget_bytes,
            spill_folder=spill_folder,
            tile_of=lambda layer, key: rasters[layer].tile(key),
        )
        self.pixels_changed: Event[[Layer, Rect]] = Event()
        """A rectangle of a layer looks different now; also during an edit."""
        self.edit_ended: Event[[]] = Event()
        """An edit was kept or taken back: what could not be done during it can be done now."""
        self.saved: Event[[]] = Event()
        """`saved_state` has changed."""
        self.closed: Event[[]] = Event()
        """The person is done with it: what was kept for it on disk can go."""
        self.left: Event[[]] = Event()
        """The program ends and nobody was asked: what a restart can bring back stays on disk."""
        self.saved_state = 0
        """`History.image_state` of what the file holds."""
        self._edit: Edit | None = None
        self._untold: dict[Layer, Rect] | None = None
        """While many steps are gone through: what has changed so far."""

    @property
    def size(self) -> Size:
        return self.photo.size

    @property
    def is_modified(self) -> bool:
        """Whether the image differs from what was opened or last saved."""
        return self.history.image_state != self.saved_state

    @property
    def is_editing(self) -> bool:
        return self._edit is not None

    def raster(self, layer: Layer) -> Raster:
        return self.image if layer is Layer.IMAGE else self.mask

    def mask_array(self) -> Mask:
        """(H, W) uint8 copy of the mask."""
        return self.mask.to_array()

    @contextmanager
    def edit(self, name: str) -> Generator[Edit]:
        """Everything written inside becomes one step of that name; an exception takes it back.

        Args:
            name: For the history, translated: "Brush".
        """
        self._refuse_during_edit()
        self.image.begin()
        self.mask.begin()
        self._edit = Edit(self)
        try:
            yield self._edit
        except BaseException:
            self._edit = None
            for layer in Layer:
                rect = self.raster(layer).roll_back()
                if not rect.is_empty:
                    self.pixels_changed.emit(layer, rect)
            self.edit_ended.emit()
            raise
        self._edit = None
        patches = {layer: self.raster(layer).commit() for layer in Layer}
        patches = {layer: patch for layer, patch in patches.items() if not patch.is_empty}
        if patches:
            self.history.add(name, patches)
        self.edit_ended.emit()

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none. Not during an edit."""
        step = self.history.last
        if step is None or self._edit is not None:
            return None
        self._apply({layer: patch.before for layer, patch in step.patches.items()})
        self.history.step_back()
        return step

    def redo(self) -> Step | None:
        """Do the next step again; None when there is none."""
        if not self.history.can_redo or self._edit is not None:
            return None
        step = self.history.steps[self.history.position]
        self._apply({layer: patch.after for layer, patch in step.patches.items()})
        self.history.step_forward()
        return step

    def jump(self, position: int) -> None:
        """Undo or redo until so many steps are done; what looks different is told at the end."""
        self._untold = {}
        try:
            while self.history.position > max(position, 0) and self.undo():
                pass
            while self.history.position < position and self.redo():
                pass
        finally:
            untold, self._untold = self._untold, None
            for layer, rect in untold.items():
                self.pixels_changed.emit(layer, rect)
            if untold:
                self.history.changed.emit()  # for those who compare with an earlier state

    def take_mask(self, name: str) -> TakenMask | None:
        """Begin a removal: the mask is cleared in a pending step and handed over.

        Raises RuntimeError during an edit, as all that follows here: see `edit_ended`.

        Returns:
            None when nothing is painted.
        """
        self._refuse_during_edit()
        bounds = self.mask.bounds()
        if bounds.is_empty:
            return None
        taken = self.mask.snapshot()
        self.mask.begin()
        for key in taken.occupied(bounds):
            self.mask.clear_tile(key)
        patch = self.mask.commit()
        self._tell(Layer.MASK, patch)
        step = self.history.add(name, {Layer.MASK: patch}, is_pending=True)
        return TakenMask(step, taken, bounds)

    def finish_removal(self, step: Step, pixels: Sequence[Pixels], name: str) -> Step:
        """The removal's pixels arrive: they join its own step, so that one undo takes all back.

        A later step that has changed the image keeps them apart: then they become a new step.
        The step must be done (`History.is_done`).
        """
        if not self.history.is_done(step):
            raise RuntimeError("the removal was undone")
        patch = self._written(pixels)
        done = self.history.steps[: self.history.position]
        later = done[done.index(step) + 1 :] if step in done else None
        if later is None or any(other.touches(Layer.IMAGE) for other in later):
            self.history.revise(step)
            return self.history.add(name, {Layer.IMAGE: patch})
        self.history.revise(step, name=name, image=patch)
        return step

    def abandon_removal(self, step: Step) -> None:
        """The removal was cancelled or failed: its mask comes back, what was painted since stays.

        A step that has been undone in the meantime is forgotten: redoing it would bring nothing.
        """
        self._refuse_during_edit()
        if step is self.history.last:
            step.is_pending = False
            self._apply({Layer.MASK: step.patches[Layer.MASK].before})
            self.history.drop_last()
        elif self.history.is_done(step):
            mask = step.patches[Layer.MASK].before
            self.history.revise(step)  # from here on the step's tiles may be on disk
            with self.edit(translate("History", "Removal cancelled")) as edit:
                for key, tile in mask.items():
                    rect = self.mask.rect_of(key)
                    edit.write(Layer.MASK, rect, np.maximum(tile, self.mask.tile(key)))
        else:
            step.is_pending = False
            self.history.drop_undone(step)

    def amend_last(self, pixels: Sequence[Pixels], name: str) -> None:
        """Put another variation in the place of the last step's image, still as one step."""
        step = self.history.last
        if step is None or not step.touches(Layer.IMAGE):
            raise RuntimeError("the last step is no removal")
        old = step.patches[Layer.IMAGE].before
        new = self._written(pixels, upon=old)
        before = {**new.before, **old}
        changed = {key: tile for key, tile in before.items() if self.image.tile(key) is not tile}
        patch = Patch(changed, {key: self.image.tile(key) for key in changed})
        self.history.revise(step, name=name, image=patch)

    def mark_saved(self, image_state: int | None = None) -> None:
        """Note what the file holds: the image as it is now, or as it was at another state."""
        self.saved_state = self.history.image_state if image_state is None else image_state
        self.saved.emit()
        self.history.changed.emit()

    def close(self) -> None:
        """Delete what was put on disk for this document. It is not used afterwards."""
        self.history.close()
        self.closed.emit()

    def leave(self) -> None:
        """End without the person's word: the journal stays. It is not used afterwards."""
        self.history.close()
        self.left.emit()

    def _refuse_during_edit(self) -> None:
        if self._edit is not None:
            raise RuntimeError("an edit is open: wait for edit_ended")

    def _written(
        self, pixels: Sequence[Pixels], *, upon: Mapping[TileKey, Tile] = _NO_TILES
    ) -> Patch:
        self._refuse_during_edit()
        self.image.begin()
        try:
            for key, tile in upon.items():
                self.image.put_tile(key, tile)
            for rect, values in pixels:
                self.image.write(rect, values)
        except BaseException:
            self.image.roll_back()
            raise
        patch = self.image.commit()
        self._tell(Layer.IMAGE, patch)
        return patch

    def _apply(self, layers: Mapping[Layer, Mapping[TileKey, Tile]]) -> None:
        for layer, tiles in layers.items():
            rect = self.raster(layer).replace(tiles)
            if self._untold is None:
                self.pixels_changed.emit(layer, rect)
            else:
                self._untold[layer] = self._untold.get(layer, rect).union(rect)

    def _tell(self, layer: Layer, patch: Patch) -> None:
        rect = self.raster(layer).rect_of(*patch.after)
        if not rect.is_empty:
            self.pixels_changed.emit(layer, rect)
