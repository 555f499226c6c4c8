"""A report as tables of plain figures: what a screen shows, a spreadsheet gets.

Titles and headers are source texts, which a screen translates in the context ``Reports``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.measures import format_percent, format_quantity
from pos_desktop.domain.money import format_amount, plain_rupees

Cell = str | int | None
"""Text, or a figure in the unit of its column; None is an empty cell."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    QUANTITY = "quantity"
    RATE = "rate"
    SHARE = "share"
    """Hundredths of a percent, always with two decimals, so that they stand under one another."""


class Shape(StrEnum):
    """How a table is painted beside its figures."""

    BARS = "bars"
    COLUMNS = "columns"
    LINE = "line"
    HEAT = "heat"


class TableColumn(Struct, frozen=True, kw_only=True):
    """A header and what stands under it."""

    name: str
    kind: Kind = Kind.TEXT


class Picture(Struct, frozen=True, kw_only=True):
    """What is painted: a value in paise for each label; of a heat map, rows of columns."""

    shape: Shape
    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...] = ()
    rows: tuple[tuple[str, tuple[int, ...]], ...] = ()


class ReportTable(Struct, frozen=True, kw_only=True):
    """Rows of cells, a row of totals, and a picture where one says more."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    picture: Picture | None = None
    note: str = ""


def shown(cell: Cell, kind: Kind) -> str:
    """As people read it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind is Kind.MONEY:
        return format_amount(cell)
    if kind is Kind.RATE:
        return f"{plain(cell, kind)}%"
    return plain(cell, kind)


def plain(cell: Cell, kind: Kind) -> str:
    """As programs read it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind is Kind.MONEY:
        return plain_rupees(cell)
    if kind is Kind.QUANTITY:
        return format_quantity(cell)
    if kind is Kind.RATE:
        return f"-{format_percent(-cell)}" if cell < 0 else format_percent(cell)
    if kind is Kind.SHARE:
        whole, part = divmod(abs(cell), 100)
        return f"{'-' if cell < 0 else ''}{whole}.{part:02d}"
    return str(cell)


def columns_of(*names: str, **kinds: Kind) -> tuple[TableColumn, ...]:
    """Columns of money, but for those that *kinds* names (``_`` for a space)."""
    return tuple(
        TableColumn(name=name, kind=kinds.get(name.replace(" ", "_"), Kind.MONEY)) for name in names
    )


def _totals(columns: Sequence[TableColumn], rows: Iterable[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    """Sums of money and counts under their columns; quantities of different units have none."""
    listed = tuple(rows)
    summed = (Kind.MONEY, Kind.COUNT)
    cells: list[Cell] = [
        sum(cell for cell in (row[at] for row in listed) if isinstance(cell, int))
        if column.kind in summed
        else None
        for at, column in enumerate(columns)
    ]
    cells[0] = "Total"
    return tuple(cells)


def table_of(
    title: str,
    columns: tuple[TableColumn, ...],
    rows: Iterable[tuple[Cell, ...]],
    *,
    picture: Picture | None = None,
    note: str = "",
) -> ReportTable:
    """A table with its totals, which an empty one has not."""
    listed = tuple(rows)
    return ReportTable(
        title=title,
        columns=columns,
        rows=listed,
        totals=_totals(columns, listed) if listed else None,
        picture=picture,
        note=note,
    )
