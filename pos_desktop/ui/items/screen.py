"""The items place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_desktop.application.item_ports import ItemShow, ItemSort
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.card_sheet import CardSheet
from pos_desktop.ui.items.import_sheet import ImportSheet
from pos_desktop.ui.items.labels_sheet import LabelsSheet
from pos_desktop.ui.items.plan_sheet import PlanSheet
from pos_desktop.ui.items.presenter import ItemsPresenter
from pos_desktop.ui.items.state import ItemRow, ItemsState
from pos_desktop.ui.items.stock_sheet import StockSheet
from pos_desktop.ui.look.appearance import appearance_in_use
from pos_desktop.ui.look.tones import Tone
from pos_desktop.ui.look.type_scale import GRID_PX
from pos_desktop.ui.widgets.attended import AttendedWidget
from pos_desktop.ui.widgets.columns import Column
from pos_desktop.ui.widgets.empty_state import EmptyState
from pos_desktop.ui.widgets.figures import TextLabel
from pos_desktop.ui.widgets.key_button import KeyButton
from pos_desktop.ui.widgets.lazy_rows import LazyRows
from pos_desktop.ui.widgets.pick_box import PickBox
from pos_desktop.ui.widgets.search_field import SearchField
from pos_desktop.ui.widgets.table_view import TableView

_SORTS = (ItemSort.CODE, ItemSort.NAME, None, None, None, ItemSort.PRICE, ItemSort.STOCK)
_NARROW_PX_A_POINT = 90
_CATEGORY_COLUMN, _HSN_COLUMN, _MRP_COLUMN = 2, 3, 4


class ItemsScreen(AttendedWidget):
    """One long list, what it is filtered by above it, what is done with an item below it."""

    def __init__(self, counter: Counter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._presenter = ItemsPresenter(counter, self)
        self._wanted: set[int] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX, GRID_PX, GRID_PX, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addLayout(self._make_filters())
        column.addWidget(self._make_list(), 1)
        column.addLayout(self._make_buttons())
        self.search.reached_by("items.search", self)
        self.setFocusProxy(self.search)
        self.attend(self._presenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: with little room, category, HSN and MRP give way."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX_A_POINT * appearance_in_use().scale.body_pt
        for number in (_CATEGORY_COLUMN, _HSN_COLUMN, _MRP_COLUMN):
            self.list.setColumnHidden(number, narrow)

    # -- what the presenter asks ---------------------------------------------------------

    def display(self, state: ItemsState) -> None:
        """Show what the presenter says."""
        chosen = "" if state.category_id is None else str(state.category_id)
        self.category.display((("", self.tr("All categories")), *state.categories), chosen)
        self.category.setVisible(bool(state.categories))
        self.count.display(self.tr("%n items", "", state.total))
        self.worth.display(state.worth)
        if state.sort in _SORTS:
            self.list.display_sort(_SORTS.index(state.sort), descending=state.descending)
        for button in self.buttons:
            button.setVisible(state.may_edit)
        self._display_empty(state)

    def display_rows(self, rows: LazyRows[ItemRow]) -> None:
        """Another list; the first row is current."""
        self.list.blockSignals(True)
        self.list.display_lazily(rows)
        self.list.choose(0)
        self.list.blockSignals(False)
        self._presenter.row_chosen(self.list.current_row())

    def rows_came(self, first: int, last: int) -> None:
        """Rows that stood blank are there."""
        self.list.rows_came(first, last)
        if first <= self.list.currentIndex().row() <= last:
            self._presenter.row_chosen(self.list.current_row())

    def block_wanted(self, block: int) -> None:
        """Rows are missing where the list is being painted; ask once that is over."""
        if not self._wanted:
            QTimer.singleShot(0, self._ask)
        self._wanted.add(block)

    def open_card(self, item_id: int | None) -> None:
        """An item's card, or an empty one."""
        CardSheet(self._counter, self, saved=self._presenter.changed, item_id=item_id).open()

    def open_plan(self, item_id: int) -> None:
        """A price for a day to come."""
        PlanSheet(self._counter, self, item_id, saved=self._presenter.changed).open()

    def open_stock(self, item_id: int) -> None:
        """Goods in, or a correction."""
        StockSheet(self._counter, self, item_id, saved=self._presenter.changed).open()

    def open_labels(self, item_id: int) -> None:
        """Labels, to begin with one of the chosen item."""
        LabelsSheet(self._counter, self, ((item_id, 1),) if item_id else ()).open()

    def open_import(self) -> None:
        """A file of items."""
        ImportSheet(self._counter, self, done=self._presenter.changed).open()

    # -- inside --------------------------------------------------------------------------

    def _make_filters(self) -> QHBoxLayout:
        self.search = SearchField(self.tr("Name, code or barcode"))
        self.search.setObjectName("item_search")
        self.search.searched.connect(self._presenter.search_changed)
        self.search.returnPressed.connect(self._presenter.edit_pressed)
        self.category = PickBox(name=self.tr("Category"))
        self.category.setObjectName("category")
        # The categories come after the box was laid out.
        self.category.setSizeAdjustPolicy(PickBox.SizeAdjustPolicy.AdjustToContents)
        self.category.currentIndexChanged.connect(
            lambda: self._presenter.category_chosen(
                int(self.category.chosen) if self.category.chosen else None
            )
        )
        self.shown = PickBox(name=self.tr("Which items"))
        self.shown.setObjectName("shown")
        self.shown.display(
            (
                (ItemShow.ACTIVE.value, self.tr("All that is sold")),
                (ItemShow.LOW_STOCK.value, self.tr("Low stock")),
                (ItemShow.OVERSOLD.value, self.tr("Oversold")),
                (ItemShow.FAVOURITE.value, self.tr("With a quick key")),
                (ItemShow.INACTIVE.value, self.tr("No longer sold")),
            )
        )
        self.shown.currentIndexChanged.connect(
            lambda: self._presenter.show_chosen(ItemShow(self.shown.chosen))
        )
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        row.addWidget(self.search, 1)
        row.addWidget(self.category)
        row.addWidget(self.shown)
        return row

    def _make_list(self) -> TableView[ItemRow]:
        money = "9,99,999.99"
        self.list: TableView[ItemRow] = TableView(
            (
                Column(
                    header=self.tr("Code"), text=lambda row: row.code, sample="00000000",
                    tone=lambda _: "muted", sortable=True,
                ),
                Column(header=self.tr("Item"), text=_name, sortable=True),
                Column(
                    header=self.tr("Category"), text=lambda row: row.category,
                    sample="Fruits & Vegetables", tone=lambda _: "muted",
                    gives_way=3,
                ),
                Column(
                    header=self.tr("HSN"), text=lambda row: row.hsn, sample="00000000",
                    gives_way=1,
                ),
                Column(
                    header=self.tr("MRP"), text=lambda row: row.mrp, align="right", sample=money,
                    gives_way=2,
                ),
                Column(
                    header=self.tr("Price"), text=lambda row: row.price, align="right",
                    sample=money, bold=True, sortable=True,
                ),
                Column(
                    header=self.tr("In stock"), text=self._stock_words, align="right",
                    sample="-99,999.999 KGS oversold", tone=_stock_tone, sortable=True,
                ),
                Column(
                    header=self.tr("GST"), text=lambda row: row.tax, align="right",
                    sample="100%",
                ),
            ),
            name=self.tr("Items"),
        )  # fmt: skip
        self.list.setObjectName("items")
        self._none = EmptyState("package", "")
        self.search.arrow_pressed.connect(self.list.move_on)
        self.list.set_empty_state(self._none)
        self.list.row_chosen.connect(self._presenter.row_chosen)
        self.list.row_activated.connect(lambda _row: self._presenter.edit_pressed())
        self.list.sort_asked.connect(self._ask_sort)
        return self.list

    def _make_buttons(self) -> QHBoxLayout:
        presenter = self._presenter
        self.buttons: list[KeyButton] = []
        row = QHBoxLayout()
        row.setSpacing(GRID_PX)
        for action, label, icon, pressed in (
            ("create", self.tr("New item"), "plus", presenter.new_pressed),
            ("items.edit", "", "pencil", presenter.edit_pressed),
            ("items.plan", "", "calendar", presenter.plan_pressed),
            ("items.stock", "", "package", presenter.stock_pressed),
            ("items.labels", "", "scan-barcode", presenter.labels_pressed),
            ("items.import", "", "upload", presenter.import_pressed),
        ):
            button = KeyButton(action, label=label, icon=icon)
            button.setObjectName(action.rpartition(".")[2])
            button.clicked.connect(pressed)
            self.buttons.append(button)
            row.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.count = TextLabel(tone="muted")
        self.worth = TextLabel(tone="muted", size="small", wrap=True)
        for told in (self.count, self.worth):
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words.addWidget(told)
        row.addLayout(words, 1)
        return row

    def _display_empty(self, state: ItemsState) -> None:
        if not state.was_read:
            self._none.display(self.tr("Reading the items …"))
        elif state.text or state.category_id is not None or state.show is not ItemShow.ACTIVE:
            self._none.display(
                self.tr("No item fits"), self.tr("Search something else, or show all that is sold.")
            )
        elif state.may_edit:
            self._none.display(
                self.tr("Nothing is sold yet"),
                self.tr("Alt+C writes the first item down; F9 brings in a file of all of them."),
            )
        else:
            self._none.display(
                self.tr("Nothing is sold yet"), self.tr("A manager writes the items down.")
            )

    def _stock_words(self, row: ItemRow) -> str:
        words = {"low": self.tr("low"), "oversold": self.tr("oversold")}
        return f"{row.stock} {words[row.stock_is]}" if row.stock_is else row.stock

    def _ask_sort(self, column: int) -> None:
        sort = _SORTS[column]
        if sort is not None:
            self._presenter.sort_asked(sort)

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, set()
        for block in sorted(wanted):
            self._presenter.block_seen(block)


def _name(row: ItemRow) -> str:
    return f"{row.name} · {row.name_hi}" if row.name_hi else row.name


def _stock_tone(row: ItemRow) -> Tone:
    return "owes" if row.stock_is == "oversold" else "warning" if row.stock_is else "text"
