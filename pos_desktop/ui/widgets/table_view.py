"""The table of every list: cart, bills, customers, balances."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from pos_desktop.ui.language.catalogue import said
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column, RowT
from pos_desktop.ui.widgets.lazy_rows import LazyRows
from pos_desktop.ui.widgets.row_painter import RowPainter
from pos_desktop.ui.widgets.rows_model import RowsModel

#: How long a line just added is lit.
FLASH_MS = 450
_GOOD_CHARACTERS = 18


class TableView(QTableView, Generic[RowT]):
    """Rows of frozen values, chosen by whole rows; arrows, PgUp/PgDn, Home/End, Enter.

    Typing does not search: characters belong to the scan field.
    """

    #: Enter or double click on a row: the row's value.
    row_activated = Signal(object)
    #: Another row is current: its value, or None.
    row_chosen = Signal(object)
    #: A sortable header was clicked: the column's number.
    sort_asked = Signal(int)
    #: The last row came into view: time for the next page.
    end_reached = Signal()

    def __init__(
        self,
        columns: tuple[Column[RowT], ...],
        *,
        name: str,
        row_tone: Callable[[RowT], Tone] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model: RowsModel[RowT] = RowsModel(columns, row_tone=row_tone, parent=self)
        self._painter = RowPainter(self.rows_model)
        self._empty: QWidget | None = None
        self._widths: dict[int, int] = {}
        self._unlit = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._unlit.timeout.connect(lambda: self._light(-1))
        self.setAccessibleName(name)
        self.setModel(self.rows_model)
        self._settle_behaviour()
        self._settle_sizes()
        self.activated.connect(self._activate)
        self.doubleClicked.connect(self._activate)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.horizontalHeader().sectionClicked.connect(self._ask_sort)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)

    def display(self, rows: tuple[RowT, ...], *, flash: bool = False) -> None:
        """Show `rows`; with `flash`, show the last one added and light it once."""
        found = self.rows_model.display(rows)
        self._settle_empty()
        if flash and (found.inserted or found.changed):
            added = found.at + found.inserted - 1 if found.inserted else found.changed[-1]
            self.scrollTo(self.rows_model.index(added, 0))
            self._light(added)
            self._unlit.start()

    def display_lazily(self, rows: LazyRows[RowT]) -> None:
        """Show a list of any length, which is read as it is scrolled."""
        self.rows_model.display_lazily(rows)
        self._settle_empty()

    def rows_came(self, first: int, last: int) -> None:
        """Rows of a lazy list were read: paint those that are to be seen."""
        self.rows_model.rows_came(first, last)

    def current_row(self) -> RowT | None:
        """The value of the current row."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()] if index.isValid() else None

    def choose(self, row: int) -> None:
        """Make the row at this place current; a place outside the rows chooses none."""
        if 0 <= row < len(self.rows_model.rows):
            self.setCurrentIndex(self.rows_model.index(row, 0))
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()

    def move_on(self, step: int) -> None:
        """Another row is current, *step* below (or above); at an end it stays.

        Where none was, the first is. So the arrow keys of a search field move in its list.
        """
        last = len(self.rows_model.rows) - 1
        current = self.currentIndex()
        row = current.row() + step if current.isValid() else 0
        if last >= 0:
            self.choose(min(max(row, 0), last))

    def display_sort(self, column: int, *, descending: bool) -> None:
        """Mark the column the presenter has sorted by."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSortIndicator(column, order)

    def set_empty_state(self, empty: QWidget) -> None:
        """What stands in the middle while there are no rows."""
        self._empty = empty
        empty.setParent(self.viewport())
        self._settle_empty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter chooses on every platform; arrows at an edge go no further."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self._activate(self.currentIndex())
            return
        super().keyPressEvent(event)

    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Qt's hook: paint the rows that changed and are seen; Qt would paint all."""
        seen = self.rowAt(self.viewport().height() - 1)
        last = bottomRight.row() if seen < 0 else min(bottomRight.row(), seen)
        for row in range(max(topLeft.row(), self.rowAt(0)), last + 1):
            self._repaint_row(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: all rows that the area touches, in one pass."""
        area = event.rect()
        rows = len(self.rows_model.rows)
        first = self.rowAt(max(0, area.top()))
        if rows == 0 or first < 0:
            return
        last = self.rowAt(area.bottom())
        spans = [
            (number, self.columnViewportPosition(number), self.columnWidth(number))
            for number in range(len(self.rows_model.columns))
            if not self.isColumnHidden(number)
        ]
        chosen = self.currentIndex().row()
        painter = QPainter(self.viewport())
        self._painter.prepare(self.font())
        for row in range(first, (last if last >= 0 else rows - 1) + 1):
            place = (self.rowViewportPosition(row), self.rowHeight(row))
            self._painter.paint_row(painter, row, place, spans, selected=row == chosen)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt's hook: a text that is cut is told in full under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell_cut_text(event)
            return True
        return super().viewportEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's hook: switched off."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._settle_room()
        self._place_empty()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle_sizes()

    def _settle_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(any(column.sortable for column in self.rows_model.columns))

    def _settle_sizes(self) -> None:
        scale = appearance_in_use().scale
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(scale.row_px)
        rows.setDefaultSectionSize(scale.row_px)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(3 * GRID_PX)
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        header.setFixedHeight(metrics.height() + 2 * GRID_PX)
        for number, column in enumerate(self.rows_model.columns):
            if not column.sample:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
                continue
            sample = said(column.sample) if column.spoken else column.sample
            widest = max(metrics.horizontalAdvance(text) for text in (sample, column.header))
            arrow = 2 * GRID_PX if column.sortable else 0
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            self._widths[number] = widest + 2 * GRID_PX + 2 + arrow
            header.resizeSection(number, self._widths[number])
        self._settle_room()

    def _settle_room(self) -> None:
        """Keep room for the words of the columns that have no width of their own.

        Columns with a rank give way for them; where even that is not enough for their headers,
        the table scrolls to the side.
        """
        columns = self.rows_model.columns
        metrics = QFontMetrics(self.font())
        least = {
            number: metrics.horizontalAdvance(column.header) + 3 * GRID_PX
            for number, column in enumerate(columns)
            if not column.sample and not self.isColumnHidden(number)
        }
        ranked = sorted(
            (column.gives_way, number) for number, column in enumerate(columns) if column.gives_way
        )
        giving = {number for _, number in ranked}
        shown = (n for n in self._widths if n in giving or not self.isColumnHidden(n))
        room = self.viewport().width() - sum(self._widths[number] for number in shown)
        good = len(least) * _GOOD_CHARACTERS * metrics.averageCharWidth()
        for _, number in ranked:
            gives_way = room < good
            self.setColumnHidden(number, gives_way)
            room += self._widths[number] if gives_way else 0
        self._let_scroll(least, scrolls=room < sum(least.values()))

    def _let_scroll(self, least: dict[int, int], *, scrolls: bool) -> None:
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff
        )
        for number, width in least.items():
            header.setSectionResizeMode(number, mode.Fixed if scrolls else mode.Stretch)
            if scrolls:
                header.resizeSection(number, width)

    def _settle_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(not self.rows_model.rows)
            self._place_empty()

    def _place_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def _light(self, row: int) -> None:
        lit, self._painter.flashing = self._painter.flashing, row
        for number in {lit, row} - {-1}:
            self._repaint_row(number)

    def _tell_cut_text(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        number = index.column()
        text = self.rows_model.columns[number].words(self.rows_model.rows[index.row()])
        if self._painter.is_cut(text, number, self.columnWidth(number)):
            QToolTip.showText(event.globalPos(), text, self.viewport())

    def _repaint_row(self, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(self.rows_model.rows[index.row()])

    def _choose(self, current: QModelIndex) -> None:
        rows = self.rows_model.rows
        known = current.isValid() and current.row() < len(rows)
        self.row_chosen.emit(rows[current.row()] if known else None)

    def _ask_sort(self, column: int) -> None:
        if self.rows_model.columns[column].sortable:
            self.sort_asked.emit(column)

    def _look_for_end(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum():
            self.end_reached.emit()
