"""The sheet of the print queue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_desktop.application.print_queue import Deed
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.print_queue.presenter import QueuePresenter
from pos_desktop.ui.print_queue.state import JobRow, QueueState
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_WIDTH_PX = 880
_HEIGHT_PX = 300


class QueueSheet(Sheet):
    """The list of printouts; below it what happened to the chosen one, and what can be done."""

    def __init__(self, counter: Counter, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("QueueSheet", "Print queue"), parent)
        self.setObjectName("queue_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.presenter = QueuePresenter(counter, self)
        self.list: TableView[JobRow] = TableView(
            (
                Column(header=self.tr("When"), text=lambda row: row.at, sample="00-00 00:00"),
                Column(header=self.tr("Printout"), text=lambda row: row.what, spoken=True),
                Column(
                    header=self.tr("Printer"), text=lambda row: row.printer,
                    tone=lambda _: "muted", sample="Receipt printer ", spoken=True,
                ),
                Column(
                    header=self.tr("Status"), text=lambda row: row.state,
                    tone=lambda row: row.tone, sample="Did it come out?  ", spoken=True,
                ),
            ),
            name=self.tr("Print queue"),
        )  # fmt: skip
        self.list.setObjectName("queue")
        self.list.setMinimumSize(_WIDTH_PX, _HEIGHT_PX)
        self.list.set_empty_state(
            EmptyState("printer", self.tr("Nothing was printed at this terminal yet."))
        )
        self.told = TextLabel(wrap=True, bold=True)
        self.told.setObjectName("told")
        self.outcome = TextLabel(wrap=True)
        self.outcome.setObjectName("outcome")
        self.other = PickBox(name=self.tr("The other printer"))
        self.other.setObjectName("other")
        self.buttons: dict[Deed, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for deed in (Deed.CAME_OUT, Deed.AGAIN, Deed.RETRY, Deed.OTHER):
            row.addWidget(self._button(deed))
        row.addWidget(self.other)
        row.addWidget(self._button(Deed.SKIP))
        row.addStretch(1)
        self.content.addWidget(self.list)
        self.content.addWidget(self.told)
        self.content.addLayout(row)
        self.content.addWidget(self.outcome)
        self.cancel_button.display_label(self.tr("Close"))
        self.list.row_chosen.connect(self._choose)
        self.finished.connect(self.presenter.gone)
        self.destroyed.connect(self.presenter.gone)
        self.list.setFocus()
        self.presenter.opened()

    def display(self, state: QueueState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        ids = [row.id for row in state.rows]
        self.list.choose(ids.index(state.chosen) if state.chosen in ids else -1)
        self.list.blockSignals(False)
        self.told.display(state.told, state.told_tone)
        self.outcome.display(state.done, state.done_tone)
        first = next((deed for deed in self.buttons if deed in state.deeds), None)
        for deed, button in self.buttons.items():
            button.setEnabled(deed in state.deeds and not state.is_busy)
            asks = Deed.CAME_OUT in state.deeds
            button.display_variant("next" if deed is first and asks else "normal")
        if len(state.others) > 1:
            self.other.display(tuple((name, name) for name in state.others), self.other.chosen)
        self.other.setVisible(len(state.others) > 1)

    def _button(self, deed: Deed) -> KeyButton:
        button = KeyButton(f"queue.{deed.value}")
        button.setObjectName(deed.value)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._press(deed))
        self.buttons[deed] = button
        return button

    def _press(self, deed: Deed) -> None:
        to_another = deed is Deed.OTHER and not self.other.isHidden()
        self.presenter.pressed(deed, self.other.chosen if to_another else "")

    def _choose(self, row: object) -> None:
        if isinstance(row, JobRow):
            self.presenter.job_chosen(row.id)
