"""Restore brush: paints the photo as it was opened back into the image."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.document.document import Document, Edit
from app.document.history import Layer
from app.document.raster import Raster, TileKey, tile_rect
from app.i18n import translate
from app.tools.brush import begun
from app.tools.dab import Capsule
from app.tools.tool import Cursor, Drag, Phase, PointerEvent, ToolContext
from moebius_core.arrays import Mask


@dataclass(frozen=True)
class RestoreBrush:
    """Its opposite is undo: there is nothing that subtracting could mean."""

    id: str = "restore"
    cursor: Cursor = Cursor.BRUSH_RING

    def drag(self, context: ToolContext, press: PointerEvent) -> Drag:
        document = context.document
        with document.edit(translate("Tools", "Restore original")) as edit:
            blend = _Blend(document, edit, document.image.snapshot())
            stroke = begun(context, press)
            event = press
            while True:
                for capsule in stroke.to(event):
                    blend.sweep(capsule)
                if event.phase is Phase.RELEASE:
                    break
                event = yield
        context.last_point = stroke.end


@dataclass
class _Blend:
    """One stroke: every pixel gets the greatest weight that passed over it, once."""

    document: Document
    edit: Edit
    before: Raster
    """The image when the stroke began."""
    weights: dict[TileKey, Mask] = field(default_factory=dict[TileKey, Mask])

    def sweep(self, capsule: Capsule) -> None:
        document = self.document
        for key in document.image.keys_in(capsule.rect):
            before, original = self.before.tile(key), document.original.tile(key)
            whole = tile_rect(document.size, key)
            part = whole.intersection(capsule.rect)
            if before is original or capsule.misses(part):
                continue
            place = part.relative_to(whole).slices
            if np.array_equal(before[place], original[place]):
                continue
            if key not in self.weights:
                self.weights[key] = np.zeros((whole.height, whole.width), np.uint8)
            weight = self.weights[key][place]
            np.maximum(weight, capsule.coverage(part), out=weight)
            values = blended(before[place], original[place], weight)
            if not np.array_equal(values, document.image.tile(key)[place]):
                self.edit.write(Layer.IMAGE, part, values)


def blended(below: NDArray[Any], above: NDArray[Any], weight: Mask) -> NDArray[Any]:
    """`above` over `below`, both (h, w, 3) uint8 or uint16; weights (h, w) of 0..255.

    Exact at weight 0 and at 255, rounded to nearest between.
    """
    # 255 * 255 + 127 still fits into 16 bits, 65535 * 255 + 127 into 32.
    wide = np.uint16 if below.dtype == np.uint8 else np.uint32
    share = weight[..., None].astype(wide)
    total = below * (wide(255) - share)
    total += above * share
    total += wide(127)
    total //= wide(255)
    return total.astype(below.dtype)
