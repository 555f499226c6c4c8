"""Alt+G: the places as a short list."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX = 380


class PlaceRow(Struct, frozen=True, kw_only=True):
    """One line of the list."""

    place_id: str
    title: str
    key: str


class GoToSheet(Sheet):
    """Arrows and Enter, or the place's own key."""

    #: The id of the place chosen; the sheet has closed by then.
    chosen = Signal(str)

    def __init__(self, rows: tuple[PlaceRow, ...], current: str, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("GoToSheet", "Go to"), parent)
        self._table: TableView[PlaceRow] = TableView(
            (
                Column(header=self.tr("Place"), text=lambda row: row.title),
                Column(
                    header=self.tr("Key"),
                    text=lambda row: row.key,
                    tone=lambda _: "muted",
                    sample="Ctrl+Enter",
                ),
            ),
            name=self.tr("Places"),
        )
        self._table.display(rows)
        ids = [row.place_id for row in rows]
        self._table.choose(ids.index(current) if current in ids else 0)
        self._table.row_activated.connect(self._choose)
        height = (len(rows) + 1) * appearance_in_use().scale.row_px + 2 * GRID_PX
        self._table.setFixedSize(_WIDTH_PX, height)
        self.content.addWidget(self._table)
        self._table.setFocus()

    def _choose(self, row: PlaceRow) -> None:
        self.accept()
        self.chosen.emit(row.place_id)
