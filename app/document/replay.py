"""A journal's records turned back into a document's history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.document.document import Document
from app.document.history import Layer, Move
from app.document.journal_log import Logged, Record
from app.document.raster import Patch
from app.document.step import Step
from app.document.tile_file import LayerTiles, read_tiles

SAVED = "SAVED"


def cut_steps(log: Sequence[Logged]) -> frozenset[int]:
    """Ids of steps that were forgotten later: what they did was undone before."""
    return frozenset(step for record, _ in log for step in record.cut)


def replay(document: Document, folder: Path, log: Sequence[Logged]) -> int:
    """Do everything again on a document that has just been opened.

    Args:
        folder: Where the tiles are.

    Returns:
        How many records were used: it stops at one whose tiles are missing or do not fit.
    """
    cut = cut_steps(log)
    document.history.reserve_ids(max((max(r.id, r.state, *r.cut) for r, _ in log), default=0))
    variations = {r.id: r for r, _ in log if r.move == Move.REVISED.name}
    for index, (record, _) in enumerate(log):
        for step in document.history.steps:
            if step.id in record.settled:
                document.history.revise(step)
        is_variation = record.move == Move.REVISED.name
        if record.id in cut or (is_variation and variations[record.id] is not record):
            continue
        if not _do(document, folder, record):
            return index
    return len(log)


def _do(document: Document, folder: Path, record: Record) -> bool:
    history = document.history
    if record.move == SAVED:
        document.mark_saved(record.state)
    elif record.move == Move.UNDONE.name:
        return _is(history.last, record) and document.undo() is not None
    elif record.move == Move.REDONE.name:
        step = history.steps[history.position] if history.can_redo else None
        return _is(step, record) and document.redo() is not None
    elif record.move in (Move.DONE.name, Move.REVISED.name):
        try:
            tiles = read_tiles(folder / record.tiles) if record.tiles else {}
        except OSError:
            return False
        return _fits(document, tiles) and _put(document, record, tiles)
    return True


def _put(document: Document, record: Record, tiles: LayerTiles) -> bool:
    history = document.history
    if record.move == Move.DONE.name:
        patches = {layer: _placed(document, layer, tiles) for layer in tiles}
        if record.state:
            patches.setdefault(Layer.IMAGE, Patch({}, {}))
        history.append(Step(record.name, patches, record.id, record.is_pending, record.state))
        return True
    step = next((step for step in history.steps if step.id == record.id), None)
    if step is None or not history.is_done(step):
        return False
    if step.touches(Layer.IMAGE):
        document.image.replace(step.patches[Layer.IMAGE].before)
    patch = _placed(document, Layer.IMAGE, tiles)
    history.revise(step, name=record.name, image=patch, image_state=record.state)
    return True


def _placed(document: Document, layer: Layer, tiles: LayerTiles) -> Patch:
    """Put a layer's tiles in place; what they replaced, and they."""
    raster, after = document.raster(layer), tiles.get(layer, {})
    before = {key: raster.tile(key) for key in after}
    raster.replace(after)
    return Patch(before, after)


def _fits(document: Document, tiles: LayerTiles) -> bool:
    return all(
        document.raster(layer).fits(key, tile)
        for layer, own in tiles.items()
        for key, tile in own.items()
    )


def _is(step: Step | None, record: Record) -> bool:
    return step is not None and step.id == record.id
