"""The sales reports as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from msgspec.structs import replace

from pos_desktop.application import sales_reports
from pos_desktop.application.desk import Desk
from pos_desktop.application.report_tables import (
    Cell,
    Kind,
    Picture,
    ReportTable,
    Shape,
    columns_of,
    table_of,
)
from pos_desktop.domain.sales import SalesBy

Days = tuple[date, date]
Make = Callable[[Desk, Days], tuple[ReportTable, ...]]

_METHODS = {
    "cash": "Cash",
    "card": "Card",
    "upi": "UPI",
    "credit": "On account",
    "advance": "From the advance",
    "exchange": "Exchange",
}
_ORDER_TYPES = {
    "counter": "Counter",
    "dine_in": "Dine-in",
    "takeaway": "Takeaway",
    "delivery": "Delivery",
}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_KEYS = {
    SalesBy.DAY: "Day",
    SalesBy.HOUR: "Hour",
    SalesBy.ITEM: "Item",
    SalesBy.CATEGORY: "Category",
    SalesBy.METHOD: "Payment",
    SalesBy.CASHIER: "Cashier",
    SalesBy.ORDER_TYPE: "Order type",
}
# A bill of several items, or paid in several ways, is told in several rows.
_TOLD_TWICE = frozenset({SalesBy.ITEM, SalesBy.METHOD})
_MOST_BARS = 8
_MOST_COLUMNS = 31


def _name(row: sales_reports.SalesRow, by: SalesBy) -> str:
    if by is SalesBy.DAY:
        return f"{date.fromisoformat(row.key):%d-%m-%Y}"
    if by is SalesBy.HOUR:
        return f"{row.key}:00–{int(row.key) + 1:02d}:00"
    if by is SalesBy.METHOD:
        return _METHODS.get(row.key, row.key)
    if by is SalesBy.ORDER_TYPE:
        return _ORDER_TYPES.get(row.key, row.key)
    return row.name or "Without a category"


def _without_sum(table: ReportTable, name: str) -> ReportTable:
    if table.totals is None:
        return table
    at = [column.name for column in table.columns].index(name)
    return replace(table, totals=(*table.totals[:at], None, *table.totals[at + 1 :]))


def margins(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """What was earned on each item, as far as its cost is known."""
    asked = sales_reports.AskDays(first=days[0], last=days[1])
    found = sales_reports.margins(desk, asked)
    columns = columns_of(
        "Item", "Quantity", "Net sales before tax", "Of known cost", "Cost", "Margin", "Margin %",
        Item=Kind.TEXT, Quantity=Kind.QUANTITY, **{"Margin_%": Kind.SHARE},
    )  # fmt: skip
    table = table_of(
        "Gross margin",
        columns,
        (
            (row.name, row.qty, row.taxable, row.known, row.cost, row.margin, row.share)
            for row in found.rows
        ),
        picture=Picture(
            shape=Shape.BARS,
            title="Margin",
            labels=tuple(row.name for row in found.rows[:_MOST_BARS]),
            values=tuple(row.margin for row in found.rows[:_MOST_BARS]),
        )
        if found.rows
        else None,
        note=""
        if found.unknown == 0
        else "Some of it was sold without a known cost: give items their cost in Items.",
    )
    if table.totals is not None:
        table = replace(table, totals=(*table.totals[:-1], found.share))
    return (table,)


def sales_by(by: SalesBy) -> Make:
    """How sales by one key become a table."""
    of_lines = by in (SalesBy.ITEM, SalesBy.CATEGORY)
    names = [_KEYS[by]]
    if by is not SalesBy.CATEGORY:
        names.append("Bills")
    if of_lines:
        names.append("Quantity")
    if by is not SalesBy.METHOD:
        names += ["Discount", "Taxable value", "Tax"]
    columns = columns_of(
        *names, "Sales", "Returned", "Net sales",
        **{_KEYS[by].replace(" ", "_"): Kind.TEXT, "Bills": Kind.COUNT, "Quantity": Kind.QUANTITY},
    )  # fmt: skip

    def cells(row: sales_reports.SalesRow) -> tuple[Cell, ...]:
        values: dict[str, Cell] = {
            _KEYS[by]: _name(row, by),
            "Bills": row.bills,
            "Quantity": row.qty,
            "Discount": row.discount,
            "Taxable value": row.taxable,
            "Tax": row.tax,
            "Sales": row.total,
            "Returned": row.returned,
            "Net sales": row.net,
        }
        return tuple(values[column.name] for column in columns)

    def make(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
        asked = sales_reports.AskSales(first=days[0], last=days[1], by=by)
        rows = sales_reports.sales(desk, asked).rows
        painted = rows if by in sales_reports.IN_ORDER else rows[:_MOST_BARS]
        shape = Shape.COLUMNS if by in sales_reports.IN_ORDER else Shape.BARS
        if by is SalesBy.DAY and len(rows) > _MOST_COLUMNS:
            shape = Shape.LINE
        picture = Picture(
            shape=shape,
            title="Net sales",
            labels=tuple(_name(row, by) for row in painted),
            values=tuple(row.net for row in painted),
        )
        title = f"Sales by {_KEYS[by].lower()}"
        table = table_of(title, columns, map(cells, rows), picture=picture if rows else None)
        return (_without_sum(table, "Bills") if by in _TOLD_TWICE else table,)

    return make


def busy_hours(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """A heat map of weekdays and hours."""
    asked = sales_reports.AskDays(first=days[0], last=days[1])
    cells = sales_reports.busy_hours(desk, asked).cells
    hours = range(min((c.hour for c in cells), default=0), max((c.hour for c in cells), default=0))
    listed = (*hours, hours.stop)
    sums = {(cell.weekday, cell.hour): cell.total for cell in cells}
    picture = Picture(
        shape=Shape.HEAT,
        title="Sales by weekday and hour",
        labels=tuple(f"{hour:02d}" for hour in listed),
        rows=tuple(
            (name, tuple(sums.get((day, hour), 0) for hour in listed))
            for day, name in enumerate(_WEEKDAYS, start=1)
        ),
    )
    columns = columns_of(
        "Weekday", "Hour", "Bills", "Sales", Weekday=Kind.TEXT, Hour=Kind.TEXT, Bills=Kind.COUNT
    )
    rows: Iterable[tuple[Cell, ...]] = (
        (_WEEKDAYS[cell.weekday - 1], f"{cell.hour:02d}:00", cell.bills, cell.total)
        for cell in cells
    )
    return (table_of("Busy hours", columns, rows, picture=picture if cells else None),)


def people(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """What stands out, by person."""
    asked = sales_reports.AskDays(first=days[0], last=days[1])
    counts = (
        "Bills", "Discounts", "Price changes", "Removed lines", "Discarded carts", "Returns",
        "No-sales", "Reprints",
    )  # fmt: skip
    columns = columns_of(
        "Person", "Bills", "Billed", "Discounts", "Discounted", "Price changes", "Removed lines",
        "Discarded carts", "Discarded", "Returns", "No-sales", "Reprints",
        Person=Kind.TEXT, **{name.replace(" ", "_"): Kind.COUNT for name in counts},
    )  # fmt: skip
    rows: Iterable[tuple[Cell, ...]] = (
        (
            row.user_name, row.bills, row.billed, row.discounts, row.discounted,
            row.price_changes, row.removed_lines, row.discarded_carts, row.discarded,
            row.returns, row.no_sales, row.reprints,
        )
        for row in sales_reports.people(desk, asked).people
    )  # fmt: skip
    return (table_of("Discounts, returns and voids", columns, rows),)
