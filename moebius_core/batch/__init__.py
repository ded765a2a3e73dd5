"""Many photos, one after the other or side by side: plan it, run it, read what came of it.

`plan_batch` lists what would happen and why, writing nothing; `run_batch` does it; the manifest in
the output folder lets an interrupted run go on where it stopped. Names are imported on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moebius_core.batch.control import BatchControl
    from moebius_core.batch.events import BatchEvent, ItemDone, ItemProgress, ItemStarted
    from moebius_core.batch.pairing import MaskFolder, MasksBeside, OneMask, TransparentParts
    from moebius_core.batch.plan import Action, BatchPlan, BatchRequest, PlannedItem, plan_batch
    from moebius_core.batch.report import BatchReport, ItemResult, Status
    from moebius_core.batch.run import NamedEngine, default_workers, run_batch
    from moebius_core.batch.shard import Shard
    from moebius_core.batch.work import Recipe

_HOMES = {
    "Action": "plan",
    "BatchControl": "control",
    "BatchEvent": "events",
    "BatchPlan": "plan",
    "BatchReport": "report",
    "BatchRequest": "plan",
    "ItemDone": "events",
    "ItemProgress": "events",
    "ItemResult": "report",
    "ItemStarted": "events",
    "MaskFolder": "pairing",
    "MasksBeside": "pairing",
    "NamedEngine": "run",
    "OneMask": "pairing",
    "PlannedItem": "plan",
    "Recipe": "work",
    "Shard": "shard",
    "Status": "report",
    "TransparentParts": "pairing",
    "default_workers": "run",
    "plan_batch": "plan",
    "run_batch": "run",
}

__all__ = [
    "Action",
    "BatchControl",
    "BatchEvent",
    "BatchPlan",
    "BatchReport",
    "BatchRequest",
    "ItemDone",
    "ItemProgress",
    "ItemResult",
    "ItemStarted",
    "MaskFolder",
    "MasksBeside",
    "NamedEngine",
    "OneMask",
    "PlannedItem",
    "Recipe",
    "Shard",
    "Status",
    "TransparentParts",
    "default_workers",
    "plan_batch",
    "run_batch",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
