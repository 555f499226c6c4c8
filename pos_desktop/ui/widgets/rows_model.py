"""The table model over a tuple of frozen values: read-only, complete, with minimal signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.widgets.columns import Column, Difference, RowT, difference
from pos_desktop.ui.widgets.lazy_rows import LazyRows

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_VCENTRE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _VCENTRE
_RIGHT = Qt.AlignmentFlag.AlignRight | _VCENTRE
_NO_PARENT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """`row_tone` colours whole rows: "owes" for a line that needs mending."""

    def __init__(
        self,
        columns: tuple[Column[RowT], ...],
        *,
        row_tone: Callable[[RowT], Tone] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.row_tone = row_tone
        self._rows: Sequence[RowT] = ()

    @property
    def rows(self) -> Sequence[RowT]:
        """What is shown now."""
        return self._rows

    def display(self, rows: tuple[RowT, ...]) -> Difference:
        """Show `rows`, telling the view only of what differs. Returns the difference."""
        old = tuple(self._rows)
        found = difference(old, rows)
        if found.removed:
            self.beginRemoveRows(_NO_PARENT, found.at, found.at + found.removed - 1)
            self._rows = old[: found.at] + old[found.at + found.removed :]
            self.endRemoveRows()
        elif found.inserted:
            end = found.at + found.inserted
            self.beginInsertRows(_NO_PARENT, found.at, end - 1)
            self._rows = old[: found.at] + rows[found.at : end] + old[found.at :]
            self.endInsertRows()
        self._rows = rows
        for first, last in _runs(found.changed):
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))
        return found

    def display_lazily(self, rows: LazyRows[RowT]) -> None:
        """Show a list that is read as it is seen."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rows_came(self, first: int, last: int) -> None:
        """Rows of a lazy list were read."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Qt's hook. Painting does not pass here: see `row_painter`."""
        column = self.columns[index.column()]
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return column.words(self._rows[index.row()])
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.align == "right" else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Qt's hook: a header stands over its column as the cells do."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == _Role.DisplayRole:
            return column.header
        if role == _Role.TextAlignmentRole:
            return _RIGHT if column.align == "right" else _LEFT
        if role == _Role.ToolTipRole:
            return column.help or None
        return None


def _runs(indexes: tuple[int, ...]) -> list[tuple[int, int]]:
    """Neighbouring indexes as (first, last) pairs."""
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs
