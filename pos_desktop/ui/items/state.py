"""What the items screen shows; every figure already in words."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.item_ports import ItemShow, ItemSort, ListedItem
from pos_desktop.domain.measures import format_quantity
from pos_desktop.domain.money import format_amount
from pos_desktop.ui.tax_words import gst_words


class ItemRow(Struct, frozen=True, kw_only=True):
    """An item in the list; ``id`` is 0 for a row that is still being read."""

    id: int = 0
    code: str = ""
    name: str = ""
    name_hi: str = ""
    category: str = ""
    hsn: str = ""
    tax: str = ""
    mrp: str = ""
    price: str = ""
    stock: str = ""
    stock_is: str = ""
    """“low” or “oversold”, in words that stand beside the figure; else empty."""


BLANK = ItemRow(name="…")


class ItemsState(Struct, frozen=True, kw_only=True):
    """The whole screen but for its rows."""

    text: str = ""
    category_id: int | None = None
    show: ItemShow = ItemShow.ACTIVE
    sort: ItemSort = ItemSort.NAME
    descending: bool = False
    total: int = 0
    categories: tuple[tuple[str, str], ...] = ()
    may_edit: bool = False
    was_read: bool = False
    worth: str = ""
    """What the stock is worth, in a sentence; empty for whoever may not see it."""


def item_row(item: ListedItem) -> ItemRow:
    """An item as the list shows it."""
    is_low = item.low_stock is not None and item.stock <= item.low_stock
    is_short = "oversold" if item.stock < 0 else "low" if is_low else ""
    return ItemRow(
        id=item.id,
        code=item.code,
        name=item.name,
        name_hi=item.name_hi,
        category=item.category,
        hsn=item.hsn,
        tax="–" if item.gst_rate is None else gst_words(item.treatment, item.gst_rate),
        mrp="" if item.mrp is None else format_amount(item.mrp),
        price=format_amount(item.price),
        stock=f"{format_quantity(item.stock)} {item.unit}" if item.keeps_stock else "–",
        stock_is=is_short if item.keeps_stock else "",
    )
