"""The batch's photos as a table: one row each, changed in place while events come in. [Qt]"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.dialogs.batch_texts import ICONS, RowState, reason_and_hint, word
from app.i18n import QT_TRANSLATE_NOOP, translate
from app.language.error_texts import translated
from app.looks.icons import icon

if TYPE_CHECKING:
    from moebius_core.batch import BatchEvent, BatchPlan, ItemResult

Index = QModelIndex | QPersistentModelIndex
PHOTO, STATE, REASON = range(3)
_HEADINGS = (
    QT_TRANSLATE_NOOP("Batch", "Photo"),
    QT_TRANSLATE_NOOP("Batch", "State"),
    QT_TRANSLATE_NOOP("Batch", "What and why"),
)
FRACTION_ROLE = int(Qt.ItemDataRole.UserRole)
"""How far a photo in work is, 0..1; None for all others."""
_NO_PARENT = QModelIndex()


@dataclass
class Row:
    """One photo."""

    photo: str
    output: Path
    state: RowState
    reason: str = ""
    fraction: float = 0.0


class BatchTable(QAbstractTableModel):
    """Rows in the plan's order. Any number of events costs one repaint of the rows they touch."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = Path()
        self._rows: list[Row] = []
        self._numbers: dict[str, int] = {}

    def show_plan(self, plan: BatchPlan) -> None:
        """Start anew with what is planned."""
        self.beginResetModel()
        self._target = plan.request.target
        self._rows = [
            Row(
                item.photo.as_posix(),
                self._target / item.output,
                RowState(item.action.value),
                reason_and_hint(item.reason, item.hint),
            )
            for item in plan.items
        ]
        self._numbers = {row.photo: number for number, row in enumerate(self._rows)}
        self.endResetModel()

    def clear(self) -> None:
        self.beginResetModel()
        self._rows, self._numbers = [], {}
        self.endResetModel()

    def take_events(self, events: Iterable[BatchEvent]) -> None:
        """Bring the rows up to date with what a run told."""
        from moebius_core.batch import ItemDone, ItemProgress

        touched: set[int] = set()
        for event in events:
            if isinstance(event, ItemDone):
                touched.add(self._end(event.result))
                continue
            number = self._numbers[event.item.photo.as_posix()]
            row = self._rows[number]
            row.state = RowState.RUNNING
            row.fraction = event.fraction if isinstance(event, ItemProgress) else 0.0
            touched.add(number)
        self._repaint(touched)

    def take_results(self, results: Iterable[ItemResult]) -> None:
        """The final word on every photo."""
        self._repaint({self._end(result) for result in results})

    def counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self._rows)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def rows(self) -> list[Row]:
        return list(self._rows)

    def _end(self, result: ItemResult) -> int:
        number = self._numbers[result.photo.as_posix()]
        row = self._rows[number]
        row.state = RowState(result.status.value)
        notes = " ".join(translated(note) for note in result.notes)
        row.reason = reason_and_hint(result.reason, result.hint) or notes
        if row.state is RowState.DONE:
            row.output = self._target / result.output
        return number

    def _repaint(self, numbers: set[int]) -> None:
        for number in sorted(numbers):
            self.dataChanged.emit(self.index(number, 0), self.index(number, REASON))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return translate("Batch", _HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, index.column())
            case Qt.ItemDataRole.DecorationRole if index.column() == STATE:
                return icon(ICONS[row.state])
            case Qt.ItemDataRole.ToolTipRole:
                return row.reason or str(row.output)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, index.column())
            case _ if role == FRACTION_ROLE:
                return row.fraction if row.state is RowState.RUNNING else None
            case _:
                return None

    def _text(self, row: Row, column: int) -> str:
        if column == PHOTO:
            return row.photo
        if column == REASON:
            return row.reason or (row.output.name if row.state is not RowState.NO_MASK else "")
        if row.state is RowState.RUNNING:
            return f"{word(row.state)} {row.fraction:.0%}"
        return word(row.state)


class TroubleFilter(QSortFilterProxyModel):
    """Shows all photos, or only those that failed, were refused or have no mask."""

    def __init__(self, source: BatchTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = source
        self._only_trouble = False
        self._text = ""
        self.setSourceModel(source)

    def show_only_trouble(self, only: bool) -> None:
        self._only_trouble = only
        self.invalidate()

    def show_matching(self, text: str) -> None:
        """Only photos whose name or reason holds the text."""
        self._text = text.casefold()
        self.invalidate()

    def row_at(self, index: QModelIndex) -> Row | None:
        """The photo of a shown row."""
        if not index.isValid():
            return None
        return self._table.row(self.mapToSource(index).row())

    def shown(self) -> list[Row]:
        """The photos that are shown, in order."""
        rows = (self.row_at(self.index(number, 0)) for number in range(self.rowCount()))
        return [row for row in rows if row is not None]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        del source_parent
        row = self._table.row(source_row)
        if self._only_trouble and not row.state.is_trouble:
            return False
        return self._text in row.photo.casefold() or self._text in row.reason.casefold()
