"""What an engine would look at for the painted mask, for the slider “look further around”."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.document import Document
from moebius_core.geometry import Rect
from moebius_core.options import InpaintOptions


def context_frames(
    document: Document, options: InpaintOptions, region_px: int | None
) -> Sequence[Rect]:
    """The frames of all regions, in the order in which they would be filled.

    Args:
        region_px: `EngineInfo.region_px` of the engine.
    """
    if document.mask.bounds().is_empty:
        return ()
    from moebius_core.inpaint import transparent
    from moebius_core.regions import RegionSpec, plan_regions
    from moebius_core.zone import margin

    spec = RegionSpec(scale=options.context, margin=margin(options), square_px=region_px)
    plan = plan_regions(document.mask_array(), spec, transparent(document.photo))
    return tuple(region.frame for region in plan.regions)


def around(rects: Sequence[Rect]) -> Rect | None:
    """The smallest rectangle that holds all of them; None without any."""
    whole = Rect(0, 0, 0, 0)
    for rect in rects:
        whole = whole.union(rect)
    return None if whole.is_empty else whole
