"""What a batch is doing: progress in all, one row for each photo, the list of failures. [Qt]"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.batch_table import (
    FRACTION_ROLE,
    REASON,
    STATE,
    BatchTable,
    Row,
    TroubleFilter,
)
from app.dialogs.batch_texts import RowState, counts_line, progress_line, word
from app.i18n import translate
from app.looks.icons import icon

if TYPE_CHECKING:
    from moebius_core.batch import BatchEvent, BatchPlan, BatchReport

_WHOLE = 1000
_INSET_PX = 3
_COLUMNS_PX = (180, 125)
_OPENABLE = (RowState.DONE, RowState.UNCHANGED)


class RunView(QWidget):
    """Shows a plan, then the run of it."""

    open_requested = Signal(object)
    """Path of a result that the person wants to see in the editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = BatchTable(self)
        self.filter = TroubleFilter(self.table, self)
        self.bar = QProgressBar(maximum=_WHOLE, textVisible=False)
        self.bar.setAccessibleName(translate("Batch", "Progress of the batch"))
        self.line = QLabel(wordWrap=True)
        self.detail = QLabel(wordWrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.view = self._make_view()
        self.which = QComboBox()
        self.which.addItems([translate("Batch", "All photos"), translate("Batch", "Only problems")])
        self.which.setAccessibleName(translate("Batch", "Which photos are listed"))
        self.which.currentIndexChanged.connect(self._filter)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(translate("Batch", "Find name or reason"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textChanged.connect(self.filter.show_matching)
        self.copy = self._button("copy", translate("Batch", "Cop&y list"), self._copy)
        self.open = self._button("photo", translate("Batch", "Open resul&t"), self._open)
        self.folder = self._button("folder", translate("Batch", "Show in fol&der"), self._show)
        self._lay_out()
        self.bar.hide()
        self.line.setText(translate("Batch", "A dry run lists the photos and writes nothing."))
        self._update_buttons()

    def show_plan(self, plan: BatchPlan) -> None:
        """List what would happen."""
        self.table.show_plan(plan)
        self.bar.setValue(0)
        self.bar.hide()
        line = counts_line(self.table.counts())
        if plan.unused_masks:
            names = ", ".join(str(mask) for mask in plan.unused_masks[:3])
            more = translate("Batch", "%n mask(s) belong to no photo:", "", len(plan.unused_masks))
            line = f"{line}\n{more} {names}{'…' if len(plan.unused_masks) > 3 else ''}"
        self.line.setText(line)
        self._update_buttons()

    def show_events(self, events: Iterable[BatchEvent]) -> None:
        """Bring bar, line and rows up to date."""
        from moebius_core.batch import ItemDone

        told = list(events)
        self.bar.show()
        self.table.take_events(told)
        if told:
            self.bar.setValue(round(told[-1].overall * _WHOLE))
        ends = [event for event in told if isinstance(event, ItemDone)]
        if ends:
            last = ends[-1]
            left = last.remaining_s
            self.line.setText(
                progress_line(last.finished, last.total, last.photos_per_second, left)
            )
        self._update_buttons()

    def show_report(self, report: BatchReport) -> None:
        """The end: every row's final state and the sums."""
        self.table.take_results(report.results)
        if not report.interrupted:
            self.bar.setValue(_WHOLE)
        self.line.setText(counts_line(self.table.counts()))
        self._update_buttons()

    def show_only_problems(self, only: bool = True) -> None:
        self.which.setCurrentIndex(int(only))

    def _filter(self, number: int) -> None:
        self.filter.show_only_trouble(number == 1)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.filter)
        view.setAccessibleName(translate("Batch", "Photos of the batch"))
        view.setItemDelegateForColumn(STATE, _StateDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setAlternatingRowColors(True)
        rows = view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(24, view.fontMetrics().height() + 8))
        rows.hide()
        columns = view.horizontalHeader()
        columns.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, width in enumerate(_COLUMNS_PX):
            view.setColumnWidth(number, width)
        view.activated.connect(self._open)
        view.selectionModel().selectionChanged.connect(self._update_buttons)
        return view

    def _button(self, icon_name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(icon(icon_name), text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addWidget(self.search, 1)
        bottom = QHBoxLayout()
        for button in (self.open, self.folder, self.copy):
            bottom.addWidget(button)
        bottom.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.line)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.detail)
        column.addLayout(bottom)

    def _current(self) -> Row | None:
        return self.filter.row_at(self.view.currentIndex())

    def _update_buttons(self) -> None:
        row = self._current()
        is_there = row is not None and row.state in _OPENABLE
        self.open.setEnabled(is_there)
        self.folder.setEnabled(is_there)
        self.detail.setText(row.reason if row else "")
        self.detail.setVisible(bool(row and row.reason))
        self.copy.setEnabled(self.filter.rowCount() > 0)

    def _open(self) -> None:
        row = self._current()
        if row is not None and row.state in _OPENABLE:
            self.open_requested.emit(row.output)

    def _show(self) -> None:
        row = self._current()
        if row is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.output.parent)))

    def _copy(self) -> None:
        """What is listed, as lines with tabs: they paste into mails and spreadsheets."""
        lines = (f"{row.photo}\t{word(row.state)}\t{row.reason}" for row in self.filter.shown())
        QGuiApplication.clipboard().setText("\n".join(lines))


class _StateDelegate(QStyledItemDelegate):
    """Draws a bar in the rows that are in work."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        fraction = index.data(FRACTION_ROLE)
        if fraction is None:
            super().paint(painter, option, index)
            return
        bar = QStyleOptionProgressBar()
        inset = (_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        bar.rect = option.rect.adjusted(*inset)  # pyright: ignore[reportAttributeAccessIssue]
        bar.palette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        bar.state = option.state | QStyle.StateFlag.State_Horizontal  # pyright: ignore[reportAttributeAccessIssue]
        bar.maximum = _WHOLE  # pyright: ignore[reportAttributeAccessIssue]
        bar.progress = round(fraction * _WHOLE)  # pyright: ignore[reportAttributeAccessIssue]
        bar.text = f"{fraction:.0%}"  # pyright: ignore[reportAttributeAccessIssue]
        bar.textVisible = True  # pyright: ignore[reportAttributeAccessIssue]
        style = option.widget.style()  # pyright: ignore[reportAttributeAccessIssue]
        style.drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter)
