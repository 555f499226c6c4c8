"""Rows of a small list reached by their number: 1 is the first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from pos_desktop.ui.widgets.table_view import TableView


class Numbered(QObject):
    """A digit goes to its row and accepts nothing: a stray character of a scan does no harm."""

    def __init__(self, table: TableView[Any]) -> None:
        super().__init__(table)
        self._table = table
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook."""
        del watched
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.text()
            if digit.isascii() and digit.isdecimal() and digit != "0":
                row = int(digit) - 1
                if row < self._table.model().rowCount():
                    self._table.choose(row)
                return True
        return False
