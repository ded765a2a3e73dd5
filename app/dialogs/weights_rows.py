"""What the weights dialog lists: published sets and others, how far each is here, and its words."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.i18n import translate
from app.language.error_texts import translated, translated_part
from app.language.weights_names import weights_text
from moebius_core.errors import MoebiusError
from moebius_core.weights.candidates import AUTOENCODER_ID, OWN_AUTOENCODER
from moebius_core.weights.copying import PARTIAL, free_bytes
from moebius_core.weights.failures import told_size
from moebius_core.weights.receipt import Installed, Origin
from moebius_core.weights.registry import WeightsKind, WeightsSet, known_sets
from moebius_core.weights.store import WeightsStore


class RowState(Enum):
    """How much of a set is on this computer."""

    ABSENT = "absent"
    PARTLY = "partly"
    """A download was interrupted; it can go on."""
    LACKING = "lacking"
    """It is here, but something that it needs is not."""
    WHOLE = "whole"


@dataclass(frozen=True)
class WeightsRow:
    """One set of weights, as it is told."""

    id: str
    title: str
    bytes: int
    """Of its own files."""
    licence: str
    source: str
    state: RowState
    came: int = 0
    """Bytes of its own that an interrupted download has brought."""
    fetch: str = ""
    """What to download so that it can be used; "" where nothing is to come."""
    fetch_bytes: int = 0
    """Of that, with all that it needs besides, without what has come already."""
    besides: tuple[str, ...] = ()
    """Ids of what it needs and what is not here."""
    needs: tuple[str, ...] = ()
    """Ids of all that it needs."""
    installed_at: str = ""
    """ISO 8601; "" while it is not here."""
    is_imported: bool = False

    @property
    def is_here(self) -> bool:
        return self.state in (RowState.LACKING, RowState.WHOLE)


@dataclass(frozen=True)
class Overview:
    """The whole list at one moment."""

    rows: tuple[WeightsRow, ...]
    folder: Path
    free: int | None
    """Bytes of room on its disk; None where the system does not say."""

    @property
    def installed(self) -> tuple[WeightsRow, ...]:
        return tuple(row for row in self.rows if row.is_here)


def look(store: WeightsStore) -> Overview:
    """What there is now; reads the disk, and no network. Never raises."""
    installed = {each.id: each for each in store.installed()}
    published = known_sets()
    rows = [_published_row(store, each, installed.get(each.id)) for each in published.values()]
    rows += [_own_row(store, each) for each in installed.values() if each.id not in published]
    free: int | None = None
    with contextlib.suppress(OSError):
        free = free_bytes(store.root)
    return Overview(tuple(rows), store.root, free)


def state_text(row: WeightsRow) -> str:
    """For the last column."""
    match row.state:
        case RowState.ABSENT:
            return translate("Weights", "Not installed")
        case RowState.PARTLY:
            return translate("Weights", "{came} have come").format(came=size_text(row.came))
        case RowState.LACKING:
            return translate("Weights", "Incomplete")
        case RowState.WHOLE:
            return translate("Weights", "Installed")


def size_text(size: int) -> str:
    """ "905 MB"; "1,07 GB" in German."""
    return translated_part(told_size(size))


def facts(row: WeightsRow) -> list[tuple[str, str]]:
    """(name, text) of what is to be known about a set, in this order."""
    told = [
        (translate("Weights", "Licence"), row.licence),
        (translate("Weights", "Source"), row.source),
    ]
    if row.needs:
        told.append((translate("Weights", "Needs"), _needs(row)))
    if row.fetch:
        told.append((translate("Weights", "To download"), size_text(row.fetch_bytes)))
    elif row.installed_at:
        day = row.installed_at.partition("T")[0]
        text = (
            translate("Weights", "imported on {day}")
            if row.is_imported
            else translate("Weights", "downloaded on {day}")
        )
        told.append((translate("Weights", "On this computer"), text.format(day=day)))
    return told


def names(rows: Sequence[WeightsRow]) -> str:
    return ", ".join(row.id for row in rows)


def dependants(overview: Overview, row: WeightsRow) -> tuple[WeightsRow, ...]:
    """The sets on this computer that could not be used without this one."""
    return tuple(each for each in overview.installed if row.id in each.needs)


def _needs(row: WeightsRow) -> str:
    needed = ", ".join(row.needs)
    if row.is_here and row.besides:
        return translate("Weights", "{sets}, which is missing").format(sets=needed)
    if not row.besides:
        return translate("Weights", "{sets}, which is installed").format(sets=needed)
    return translate("Weights", "{sets}, which comes with it").format(sets=needed)


def _published_row(
    store: WeightsStore, published: WeightsSet, installed: Installed | None
) -> WeightsRow:
    missing = store.missing(published.id)
    if installed is not None and not _lacks_autoencoder(store, installed):
        missing = []  # also with another autoencoder than the published one
    besides = tuple(each.id for each in missing if each.id != published.id)
    came = _came(store, published.id)
    if installed is not None:
        state = RowState.LACKING if besides else RowState.WHOLE
    else:
        state = RowState.PARTLY if came else RowState.ABSENT
    return WeightsRow(
        id=published.id,
        title=weights_text(published.title),
        bytes=installed.bytes if installed else published.bytes,
        licence=weights_text(published.licence),
        source=installed.source if installed else published.source,
        state=state,
        came=came,
        fetch=published.id if missing else "",
        fetch_bytes=_still_to_come(store, missing),
        besides=besides,
        needs=published.requires,
        installed_at=installed.installed_at if installed else "",
        is_imported=installed is not None and installed.origin is Origin.IMPORTED,
    )


def _own_row(store: WeightsStore, installed: Installed) -> WeightsRow:
    lacks = _lacks_autoencoder(store, installed)
    is_student = installed.kind is WeightsKind.STUDENT
    brings_own = any(file.path.startswith(OWN_AUTOENCODER) for file in installed.files)
    missing = store.missing(AUTOENCODER_ID) if lacks else []
    return WeightsRow(
        id=installed.id,
        title=translated(installed.title),
        bytes=installed.bytes,
        licence=translated_part(installed.licence),
        source=installed.source,
        state=RowState.LACKING if lacks else RowState.WHOLE,
        fetch=AUTOENCODER_ID if missing else "",
        fetch_bytes=_still_to_come(store, missing),
        besides=tuple(each.id for each in missing),
        needs=(AUTOENCODER_ID,) if is_student and not brings_own else (),
        installed_at=installed.installed_at,
        is_imported=installed.origin is Origin.IMPORTED,
    )


def _lacks_autoencoder(store: WeightsStore, installed: Installed) -> bool:
    if installed.kind is not WeightsKind.STUDENT:
        return False
    try:
        store.autoencoder_for(installed.id)
    except MoebiusError:
        return True
    return False


def _still_to_come(store: WeightsStore, missing: Sequence[WeightsSet]) -> int:
    return max(0, sum(each.bytes - _came(store, each.id) for each in missing))


def _came(store: WeightsStore, name: str) -> int:
    """Bytes that an interrupted download has left."""
    try:
        parts = list((store.root / PARTIAL / name).iterdir())
        return sum(part.stat().st_size for part in parts if part.suffix == ".part")
    except OSError:
        return 0
