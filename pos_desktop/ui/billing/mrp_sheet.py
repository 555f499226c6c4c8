"""Which price is printed on the pack that was scanned."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from pos_desktop.ui.billing.mrp_presenter import MrpPresenter, MrpRow
from pos_desktop.ui.billing.numbered import Numbered
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.elided_label import ElidedLabel
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX = 424


class MrpSheet(Sheet):
    """The last choice is at the top: Enter takes it. A digit or an arrow goes to another."""

    def __init__(
        self, presenter: MrpPresenter, name: str, rows: tuple[MrpRow, ...], parent: QWidget
    ) -> None:
        title = QCoreApplication.translate("MrpSheet", "Which MRP is on the pack?")
        super().__init__(title, parent)
        self.setObjectName("mrp_sheet")
        self._presenter = presenter
        self._is_chosen = False
        self.content.addWidget(ElidedLabel(name, bold=True))
        self.table: TableView[MrpRow] = TableView(
            (
                Column(
                    header=self.tr("No."),
                    text=lambda row: str(rows.index(row) + 1),
                    tone=lambda _: "muted",
                    align="right",
                    sample="99",
                ),
                Column(
                    header=self.tr("MRP"),
                    text=lambda row: row.printed,
                    bold=True,
                ),
                Column(
                    header=self.tr("Price"),
                    text=lambda row: row.price,
                    align="right",
                    sample="₹9,99,999.00",
                ),
            ),
            name=self.tr("Printed prices"),
        )
        self.table.setFixedSize(_WIDTH_PX, (len(rows) + 2) * appearance_in_use().scale.row_px)
        self.table.display(rows)
        self.table.choose(0)
        self.table.row_activated.connect(self._choose)
        self.content.addWidget(self.table)
        Numbered(self.table)
        hint = self.tr("A number goes to its row, Enter takes it. Scans go on meanwhile.")
        self.content.addWidget(TextLabel(hint, tone="muted", size="small"))
        self.add_accept(self.tr("Take"), clicked=self._choose_current)
        self.finished.connect(self._leave)
        self.table.setFocus()

    def _choose_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._choose(row)

    def _choose(self, row: MrpRow) -> None:
        self._is_chosen = True
        self._presenter.chosen(row.mrp)
        self.accept()

    def _leave(self) -> None:
        self._presenter.left(is_chosen=self._is_chosen)
