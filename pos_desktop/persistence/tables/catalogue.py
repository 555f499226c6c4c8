"""What is sold, how it is taxed since when, and what is on hand."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint
from sqlalchemy import text as sql

from pos_desktop.persistence.tables.columns import (
    Check,
    column,
    filled,
    flag,
    key,
    later,
    later_flag,
    number,
    refers,
    sealed,
    since,
    size,
    table,
    text,
    uuid,
)

category = table(
    "category",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("name"),
    text("name_hi"),
    text("colour"),
    UniqueConstraint("outlet_id", "name"),
)

tax_class = table(
    "tax_class",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("code"),
    filled("name"),
    text("treatment"),
    text("supply"),
    UniqueConstraint("outlet_id", "code"),
    Check("treatment IN ('taxable', 'nil', 'exempt', 'non_gst')"),
    Check("supply IN ('goods', 'service', 'restaurant')"),
)

# The rate of a day is the last one that is valid from that day or an earlier one.
tax_rate = table(
    "tax_rate",
    refers("tax_class_id", "tax_class", primary=True),
    Column("valid_from", Text, primary_key=True, nullable=False),
    size("gst_rate"),
    size("cess_rate"),
    size("cess_per_unit"),
    later_flag("rsp_valued"),
    rowid=False,
)

# From a day on an item is taxed as another class; before the first such day as its own row says.
item_tax_class = table(
    "item_tax_class",
    refers("item_id", "item", primary=True),
    Column("valid_from", Text, primary_key=True, nullable=False),
    refers("tax_class_id", "tax_class"),
    rowid=False,
)

item = table(
    "item",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    filled("code", folded=True),
    filled("name"),
    text("name_hi"),
    refers("category_id", "category", optional=True),
    refers("tax_class_id", "tax_class"),
    text("hsn"),
    filled("unit"),
    flag("sold_by_weight"),
    size("price"),
    flag("price_includes_tax"),
    size("mrp", optional=True),
    number("stock"),
    flag("is_favourite"),
    flag("is_active"),
    text("created_at"),
    size("low_stock", optional=True),
    UniqueConstraint("outlet_id", "code"),
)
# Lists of items are read in this order, from any place in them.
Index("ix_item_name", item.c.outlet_id, item.c.name, item.c.id)
Index(
    "ix_item_favourite",
    item.c.outlet_id,
    item.c.name,
    sqlite_where=sql("is_favourite = 1 AND is_active = 1"),
)
# What is sold is counted, also by tax class, where items or classes are listed; no sale moves it.
# Only a statement that says "<> 0" too can use it: lists say "= 1" and are read in their order.
Index(
    "ix_item_active",
    item.c.outlet_id,
    item.c.tax_class_id,
    item.c.is_active,
    sqlite_where=sql("is_active <> 0"),
)

item_barcode = table(
    "item_barcode",
    key(),
    refers("outlet_id", "outlet"),
    refers("item_id", "item"),
    filled("barcode"),
    # How much of the item one scan is: a carton of twelve has a barcode of its own.
    later("qty", "1000"),
    UniqueConstraint("outlet_id", "barcode"),
)
Index("ix_item_barcode_item_id", item_barcode.c.item_id)

# A price that takes over from a day on; without any, the item's own is valid.
item_price = table(
    "item_price",
    refers("item_id", "item", primary=True),
    Column("valid_from", Text, primary_key=True, nullable=False),
    size("price"),
    size("mrp", optional=True),
    rowid=False,
)

# Further prices printed on packs of the item, such as on old stock, with what each is sold at.
item_mrp = table(
    "item_mrp",
    refers("item_id", "item", primary=True),
    column("mrp", Integer, Check("mrp >= 0"), primary_key=True, nullable=False),
    size("price"),
    rowid=False,
)

# What one unit cost from a day on, before tax: for margins and the value of the stock.
item_cost = table(
    "item_cost",
    refers("item_id", "item", primary=True),
    Column("valid_from", Text, primary_key=True, nullable=False),
    size("cost"),
    rowid=False,
)

# Goods that came in, and corrections of the stock: documents like any other.
stock_entry = table(
    "stock_entry",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    refers("terminal_id", "terminal"),
    text("kind"),
    text("at"),
    text("business_date"),
    refers("user_id", "user"),
    filled("user_name"),
    text("supplier"),
    text("reference"),
    text("reason"),
    sealed(),
    Check("kind IN ('received', 'adjusted', 'counted')"),
    append_only=True,
)
Index("ix_stock_entry_at", stock_entry.c.outlet_id, stock_entry.c.at)

# ``qty`` is what the stock changed by; its movement has the same UUID.
stock_entry_line = table(
    "stock_entry_line",
    refers("entry_id", "stock_entry", primary=True),
    Column("line", Integer, primary_key=True, nullable=False),
    uuid(unique=False),
    refers("item_id", "item"),
    number("qty"),
    size("unit_cost", optional=True),
    Check("qty <> 0"),
    rowid=False,
    append_only=True,
)
Index("ix_stock_entry_line_item_id", stock_entry_line.c.item_id)

# What a file brought in, and how things stood before: so that an import can be undone.
item_import = table(
    "item_import",
    key(),
    uuid(),
    refers("outlet_id", "outlet"),
    text("at"),
    refers("user_id", "user"),
    filled("user_name"),
    filled("file_name"),
    size("created"),
    size("changed"),
    text("changes"),
    text("undone_at", optional=True),
)

# ``qty`` is what the stock on hand changed by: a sale is negative.
stock_movement = table(
    "stock_movement",
    key(),
    uuid(unique=False),
    refers("outlet_id", "outlet"),
    refers("item_id", "item"),
    refers("bill_id", "bill", optional=True),
    text("kind"),
    number("qty"),
    text("at"),
    since(4, refers("credit_note_id", "credit_note", optional=True)),
    Check("kind IN ('opening', 'sale', 'return', 'entry')"),
    append_only=True,
)

number_series = table(
    "number_series",
    refers("terminal_id", "terminal", primary=True),
    Column("series", Text, primary_key=True, nullable=False),
    Column("year", Text, primary_key=True, nullable=False),
    column("last", Integer, Check("last > 0"), nullable=False),
    rowid=False,
)

order_series = table(
    "order_series",
    refers("outlet_id", "outlet", primary=True),
    Column("day", Text, primary_key=True, nullable=False),
    column("last", Integer, Check("last > 0"), nullable=False),
    rowid=False,
)
