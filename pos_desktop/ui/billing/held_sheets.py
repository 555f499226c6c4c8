"""F6 and F7: putting the cart aside under a name, and taking one up again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from pos_desktop.application.orders import LONGEST_LABEL
from pos_desktop.ui.billing.discard_sheet import DiscardSheet
from pos_desktop.ui.billing.form import Form
from pos_desktop.ui.billing.held_presenter import HeldPresenter
from pos_desktop.ui.billing.numbered import Numbered
from pos_desktop.ui.billing.order_words import order_type_words
from pos_desktop.ui.billing.state import HeldRow
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_LABEL = "label"
_WIDTH_PX = 860
_ROWS_SHOWN = 8


class HoldSheet(Sheet):
    """A name, and Enter. From here a whole cart can be thrown away too."""

    def __init__(self, presenter: HeldPresenter, suggested: str, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("HoldSheet", "Hold this order"), parent)
        self.setObjectName("hold_sheet")
        self._presenter = presenter
        self.form = Form()
        hint = self.tr("Name, table or token; may stay empty")
        field = self.form.add(_LABEL, self.tr("To find it by"), hint=hint)
        field.setMaxLength(LONGEST_LABEL)
        field.setText(suggested)
        field.returnPressed.connect(self._submit)
        self.content.addWidget(self.form)
        discard = KeyButton("", label=self.tr("Discard the cart…"), variant="danger")
        discard.setObjectName("discard")
        discard.clicked.connect(self._ask_discard)
        self.add_button(discard)
        self.add_accept(self.tr("Hold"), clicked=self._submit)
        self.form.start(_LABEL)

    def _submit(self) -> None:
        self.accept()
        self._presenter.hold_pressed(self.form.text(_LABEL))

    def _ask_discard(self) -> None:
        sheet = Sheet(self.tr("Discard the cart?"), self)
        sheet.setObjectName("discard_sheet")
        words = self.tr("All its lines go. It is noted who discarded it, and its total.")
        sheet.content.addWidget(TextLabel(words, wrap=True))
        sheet.add_accept(self.tr("Discard"), danger=True)
        sheet.accepted.connect(self._discard)
        sheet.open()

    def _discard(self) -> None:
        self.accept()
        self._presenter.cart_discarded()


class RecallSheet(Sheet):
    """The orders that wait, newest first. Enter takes one up."""

    def __init__(self, presenter: HeldPresenter, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("RecallSheet", "Held orders"), parent)
        self.setObjectName("recall_sheet")
        self._presenter = presenter
        self._rows: tuple[HeldRow, ...] = ()
        types = order_type_words()
        self.table: TableView[HeldRow] = TableView(
            (
                Column(
                    header=self.tr("No."),
                    text=lambda row: str(self._rows.index(row) + 1),
                    tone=lambda _: "muted",
                    align="right",
                    sample="200",
                ),
                Column(header=self.tr("Name"), text=lambda row: row.label, bold=True),
                Column(
                    header=self.tr("Type"),
                    text=lambda row: types.get(row.order_type, ""),
                    sample=max(types.values(), key=len),
                ),
                Column(
                    header=self.tr("Order"),
                    text=lambda row: row.number,
                    tone=lambda _: "muted",
                    sample="ORD-20260218-0000",
                    gives_way=1,
                ),
                Column(header=self.tr("Since"), text=lambda row: row.opened, sample="00-00 00:00"),
                Column(
                    header=self.tr("By"), text=lambda row: row.opened_by, sample="Meenakshi Sharma"
                ),
                Column(
                    header=self.tr("Lines"),
                    text=lambda row: row.line_count,
                    align="right",
                    sample="500",
                ),
                Column(
                    header=self.tr("Total"),
                    text=lambda row: row.total,
                    align="right",
                    sample="₹9,99,999.00",
                    bold=True,
                ),
            ),
            name=self.tr("Held orders"),
        )
        height = (_ROWS_SHOWN + 1) * appearance_in_use().scale.row_px
        self.table.setFixedSize(_WIDTH_PX, height)
        self.table.row_activated.connect(self._take_up)
        self.content.addWidget(self.table)
        Numbered(self.table)
        hint = self.tr("A number goes to its row, Enter takes it up.")
        self.content.addWidget(TextLabel(hint, tone="muted", size="small"))
        self.discard = KeyButton("remove_line", label=self.tr("Discard…"), variant="danger")
        self.discard.setObjectName("discard_held_button")
        self.discard.setAutoDefault(False)
        self.discard.setEnabled(False)
        self.discard.clicked.connect(self._ask_discard)
        self.add_button(self.discard)
        self.accept_button = self.add_accept(self.tr("Recall"), clicked=self._take_up_current)
        self.accept_button.setEnabled(False)
        self.table.setFocus()
        presenter.opened(self)

    def display_held(self, rows: tuple[HeldRow, ...]) -> None:
        """Show the orders that wait."""
        if not rows:
            self.table.set_empty_state(
                EmptyState(
                    "pause",
                    self.tr("No order is held"),
                    self.tr("F6 puts the cart aside until the buyer comes back."),
                )
            )
        self._rows = rows
        self.table.display(rows)
        self.table.choose(0)
        self.discard.setEnabled(bool(rows))
        self.accept_button.setEnabled(bool(rows))

    def _ask_discard(self) -> None:
        row = self.table.current_row()
        if row is None:
            return

        def discard(reason: str, sheet: DiscardSheet) -> None:
            self._presenter.held_discarded(row.order_id, reason, sheet, self)

        sheet = DiscardSheet(row.label, discard, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.finished.connect(lambda _: self.table.setFocus())
        sheet.open()

    def _take_up_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._take_up(row)

    def _take_up(self, row: HeldRow) -> None:
        self.accept()
        self._presenter.held_chosen(row.order_id)
