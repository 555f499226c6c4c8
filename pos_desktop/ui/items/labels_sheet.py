"""Labels with barcodes: of which items, how many, and on what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos_desktop.application.label_drawing import SHEETS
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.label_preview import LabelPreview
from pos_desktop.ui.items.labels_presenter import (
    FEWEST,
    MOST,
    LabelRow,
    LabelsPresenter,
    LabelsState,
)
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.reports.save_dialog import ask_where_to_save
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.enter_field import EnterField
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.number_field import NumberField
from pos_desktop.ui.widgets.pick_box import PickField
from pos_desktop.ui.widgets.sheet import Sheet
from pos_desktop.ui.widgets.table_view import TableView

_LIST_PX_A_POINT = 56
_CHROME_HEIGHT_PX = 200
_MOST_HEIGHT_PX = 470
_FILE = "labels.pdf"


class LabelsSheet(Sheet):
    """The list at the left, the first page at the right. A scan is one label more of its item."""

    def __init__(
        self, counter: Counter, parent: QWidget, wanted: Sequence[tuple[int, int]] = ()
    ) -> None:
        title = QCoreApplication.translate("LabelsSheet", "Labels")
        super().__init__(title, parent, takes_scans=True)
        self.setObjectName("labels_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.presenter = LabelsPresenter(counter, self)
        self._make_list()
        self._make_fields()
        self.preview = LabelPreview(self.tr("The first sheet"))
        height = _main_window_of(parent).height() - _CHROME_HEIGHT_PX
        self.preview.display_height(min(height, _MOST_HEIGHT_PX))
        self._told = TextLabel(wrap=True)
        self._told.setObjectName("told")
        self._lay_out()
        self._make_buttons()
        self.scanned.connect(self.presenter.code_entered)
        self.finished.connect(self.presenter.gone)
        self.destroyed.connect(self.presenter.gone)
        self.add.setFocus()
        self.presenter.opened(wanted)

    def display(self, state: LabelsState) -> None:
        """Show what the presenter says."""
        self.list.blockSignals(True)
        self.list.display(state.rows)
        self.list.choose(state.chosen)
        self.list.blockSignals(False)
        row = state.row
        self.count.setEnabled(row is not None)
        is_typed = self.count.hasFocus() and row is not None and self.count.number == row.count
        if row is not None and not is_typed:
            self.count.display(row.count)
        if self.start.number != state.start:
            self.start.display(state.start)
        self.preview.display(state.page, state.sheet)
        self._summary.display(state.summary)
        self._told.display(state.problem or state.told, "owes" if state.problem else "credit")
        self.make_button.setEnabled(row is not None and not row.barcode and not state.is_busy)
        self.out_button.setEnabled(row is not None)
        for button in (self.save_button, self.print_button):
            button.setEnabled(state.can_print)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: the arrows go through the list wherever one types."""
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps:
            self.presenter.moved(steps[event.key()])
        else:
            super().keyPressEvent(event)

    # -- inside --------------------------------------------------------------------------

    def _make_list(self) -> None:
        self.list: TableView[LabelRow] = TableView(
            (
                Column(header=self.tr("Item"), text=lambda row: row.name),
                Column(
                    header=self.tr("Barcode"), text=self._barcode, sample="0000000000000",
                    tone=lambda row: "muted" if row.barcode else "owes",
                ),
                Column(
                    header=self.tr("Price"), text=lambda row: row.price, align="right",
                    sample="9,999.99",
                ),
                Column(
                    header=self.tr("Labels"), text=lambda row: str(row.count), align="right",
                    sample="0000", bold=True,
                ),
            ),
            name=self.tr("Labels"),
        )  # fmt: skip
        self.list.setObjectName("labels")
        self.list.set_empty_state(
            EmptyState(
                "scan-barcode", self.tr("No labels yet"), self.tr("Scan what came in, one by one.")
            )
        )
        self.list.row_chosen.connect(self._choose)

    def _make_fields(self) -> None:
        self.add = EnterField(name=self.tr("One more label of"))
        self.add.setObjectName("add")
        self.add.setPlaceholderText(self.tr("scan, or type a name or code and press Enter"))
        self.add.returnPressed.connect(self._enter)
        self.count = NumberField(
            name=self.tr("How many of the chosen one"), lowest=FEWEST, highest=MOST
        )
        self.count.setObjectName("count")
        self.count.number_changed.connect(self.presenter.count_changed)
        self.kind = PickField(name=self.tr("Labels on a sheet"))
        self.kind.setObjectName("kind")
        words = self.tr("{count} on A4: {width} × {height} mm")
        self.kind.display(
            tuple(
                (str(count), words.format(count=count, width=sheet.width, height=sheet.height))
                for count, sheet in SHEETS.items()
            )
        )
        self.kind.currentIndexChanged.connect(
            lambda: self.presenter.sheet_chosen(int(self.kind.chosen))
        )
        self.start = NumberField(
            name=self.tr("First free label of the sheet"), lowest=1, highest=max(SHEETS)
        )
        self.start.setObjectName("start")
        self.start.display(1)
        self.start.number_changed.connect(self.presenter.start_changed)
        self._summary = TextLabel(tone="muted")

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(GRID_PX)
        fields.setVerticalSpacing(GRID_PX)
        fields.setColumnStretch(1, 1)
        for row, field in enumerate((self.count, self.kind, self.start)):
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        add = QHBoxLayout()
        add.setSpacing(GRID_PX)
        label = QLabel(self.add.accessibleName())
        label.setBuddy(self.add)
        add.addWidget(label)
        add.addWidget(self.add, 1)
        left = QVBoxLayout()
        left.setSpacing(GRID_PX)
        left.addLayout(add)
        left.addWidget(self.list, 1)
        left.addLayout(fields)
        holder = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(left)
        holder.setFixedWidth(_LIST_PX_A_POINT * appearance_in_use().scale.body_pt)
        right = QVBoxLayout()
        right.setSpacing(GRID_PX)
        right.addWidget(self.preview)
        right.addWidget(self._summary)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID_PX)
        columns.addWidget(holder)
        columns.addLayout(right)
        self.content.addLayout(columns)
        self.content.addWidget(self._told)

    def _make_buttons(self) -> None:
        self.make_button = KeyButton("items.make_barcode")
        self.make_button.clicked.connect(self.presenter.make_barcode_pressed)
        self.out_button = KeyButton("items.take_out")
        self.out_button.clicked.connect(self.presenter.taken_out)
        self.print_button = KeyButton("items.print_labels")
        self.print_button.clicked.connect(self.presenter.print_pressed)
        for button in (self.print_button, self.out_button, self.make_button):
            button.setObjectName(button.action.removeprefix("items."))
            button.setAutoDefault(False)
            self.add_button(button)
        self.save_button = self.add_accept(
            self.tr("Save the sheets"), action="items.save", clicked=self._ask_where
        )
        self.save_button.setObjectName("save")
        self.cancel_button.display_label(self.tr("Close"))
        for button in (self.save_button, self.cancel_button):
            button.setAutoDefault(False)
            button.setDefault(False)

    def _barcode(self, row: LabelRow) -> str:
        return row.barcode or self.tr("none yet")

    def _choose(self, row: object) -> None:
        if isinstance(row, LabelRow):
            self.presenter.row_chosen(self.list.currentIndex().row())

    def _enter(self) -> None:
        text = self.add.text()
        self.add.clear()
        self.presenter.code_entered(text)

    def _ask_where(self) -> None:
        words = self.tr("Save the sheets of labels")
        ask_where_to_save(self, words, _FILE, self.presenter.save_chosen)


def _main_window_of(widget: QWidget) -> QWidget:
    """The window that is behind all sheets: it says how much room there is."""
    window = widget.window()
    while (behind := window.parentWidget()) is not None:
        window = behind.window()
    return window
