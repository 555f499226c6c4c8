"""The items screen's behaviour, without Qt."""

from __future__ import annotations

from typing import Any, Protocol

from msgspec.structs import replace

from pos_desktop.application import item_cards, stock
from pos_desktop.application.item_ports import ItemShow, ItemSort
from pos_desktop.domain.item_cards import ItemCard
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.people import Answer, Right, may
from pos_desktop.domain.stock import StockValue
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.items.state import BLANK, ItemRow, ItemsState, item_row
from pos_desktop.ui.widgets.lazy_rows import BLOCK, LazyRows


class ItemsView(Protocol):
    """What the presenter asks of the screen."""

    def display(self, state: ItemsState) -> None: ...
    def display_rows(self, rows: LazyRows[ItemRow]) -> None: ...
    def rows_came(self, first: int, last: int) -> None: ...
    def block_wanted(self, block: int) -> None:
        """A block that is to be seen: ask the presenter for it, once painting is over."""
        ...

    def open_card(self, item_id: int | None) -> None: ...
    def open_plan(self, item_id: int) -> None: ...
    def open_stock(self, item_id: int) -> None: ...
    def open_labels(self, item_id: int) -> None: ...
    def open_import(self) -> None: ...


class ItemsPresenter:
    """Reads the list as it is scrolled, and opens what changes it."""

    def __init__(self, counter: Counter, view: ItemsView) -> None:
        self._counter = counter
        self._view = view
        role = counter.desk.signed_in.role
        self._state = ItemsState(may_edit=may(role, Right.EDIT_ITEMS) is Answer.YES)
        self._rows: LazyRows[ItemRow] = LazyRows(0, BLANK, lambda _block: None)
        self._chosen = 0
        self._is_gone = False

    def entered(self) -> None:
        """The place was opened or come back to: stock moves with every sale."""
        if self._state.may_edit:
            self._counter.read(
                item_cards.choices, item_cards.AskChoices(), self._show_choices, latest="choices"
            )
        self._read()
        if self._state.may_edit:
            # Of every item there is: the list does not wait for it.
            self._counter.read(
                stock.value, stock.AskStockValue(), self._show_worth, latest="stock.value"
            )

    def gone(self) -> None:
        """The screen was ended: answers that are still on their way have nowhere to go."""
        self._is_gone = True

    def search_changed(self, text: str) -> None:
        """Part of a name, a code or a barcode."""
        self._filter(text=text.strip())

    def show_chosen(self, show: ItemShow) -> None:
        """Only some: what is low, what is no longer sold."""
        self._filter(show=show)

    def category_chosen(self, category_id: int | None) -> None:
        """Only one category."""
        self._filter(category_id=category_id)

    def sort_asked(self, sort: ItemSort) -> None:
        """By another column, or the other way round."""
        turned = sort is self._state.sort and not self._state.descending
        self._filter(sort=sort, descending=turned)

    def block_seen(self, block: int) -> None:
        """Rows that were not read yet came into view."""
        rows = self._rows
        request = self._request(offset=block * BLOCK)
        self._counter.read(
            item_cards.listed, request, lambda answer: self._fill(rows, block, answer)
        )

    def row_chosen(self, row: ItemRow | None) -> None:
        """Another row is current."""
        self._chosen = row.id if row else 0

    def new_pressed(self) -> None:
        """Write a new item down."""
        if self._state.may_edit:
            self._view.open_card(None)

    def edit_pressed(self) -> None:
        """Change the chosen item."""
        if self._state.may_edit and self._chosen:
            self._view.open_card(self._chosen)

    def plan_pressed(self) -> None:
        """Plan the chosen item's price."""
        if self._state.may_edit and self._chosen:
            self._view.open_plan(self._chosen)

    def stock_pressed(self) -> None:
        """Goods in, or a correction, of the chosen item."""
        if self._state.may_edit and self._chosen:
            self._view.open_stock(self._chosen)

    def labels_pressed(self) -> None:
        """Labels of the chosen item, and of more."""
        if self._state.may_edit:
            self._view.open_labels(self._chosen)

    def import_pressed(self) -> None:
        """Bring in a file."""
        if self._state.may_edit:
            self._view.open_import()

    def changed(self, _card: ItemCard | None = None) -> None:
        """Something was saved: read anew."""
        self.entered()

    # -- inside --------------------------------------------------------------------------

    def _filter(self, **changes: Any) -> None:
        asked = replace(self._state, **changes)
        if asked != self._state:
            self._state = asked
            self._read()

    def _request(self, *, offset: int) -> item_cards.ListItems:
        state = self._state
        return item_cards.ListItems(
            q=state.text,
            category_id=state.category_id,
            show=state.show,
            sort=state.sort,
            descending=state.descending,
            offset=offset,
            limit=BLOCK,
        )

    def _read(self) -> None:
        self._counter.read(
            item_cards.listed, self._request(offset=0), self._show, latest="items.list"
        )

    def _show(self, answer: item_cards.ItemRows) -> None:
        if self._is_gone:
            return
        self._rows = LazyRows(answer.total, BLANK, self._view.block_wanted)
        self._rows.fill(0, [item_row(item) for item in answer.items])
        self._view.display_rows(self._rows)
        self._display(total=answer.total, was_read=True)

    def _fill(self, rows: LazyRows[ItemRow], block: int, answer: item_cards.ItemRows) -> None:
        if self._is_gone or rows is not self._rows:
            return
        self._view.rows_came(*rows.fill(block, [item_row(item) for item in answer.items]))

    def _show_choices(self, choices: item_cards.ItemChoices) -> None:
        self._display(
            categories=tuple((str(category.id), category.name) for category in choices.categories)
        )

    def _show_worth(self, value: StockValue) -> None:
        words = f"In stock: {format_rupees(value.at_price)} at sale price"
        if value.at_cost:
            words += f" · {format_rupees(value.at_cost)} at cost"
        if value.without_cost:
            words += f" · {value.without_cost} items have no cost"
        self._display(worth=words)

    def _display(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        if not self._is_gone:
            self._view.display(self._state)
