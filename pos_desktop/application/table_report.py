"""A report as tables of finished texts: what a use case makes, and a renderer sets on paper."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class ReportColumn(Struct, frozen=True, kw_only=True):
    """A column: words at the left, or figures at the right, which are never wrapped or cut."""

    title: str
    is_figure: bool = False


class ReportBar(Struct, frozen=True, kw_only=True):
    """A bar beside its name and figure; *share* of the longest bar, in thousandths."""

    name: str
    figure: str
    share: int


class ReportTable(Struct, frozen=True, kw_only=True):
    """Rows under one head. Every row, and the totals, have a text for each column.

    Attributes:
        heading: above the table; empty for none.
        totals: set in bold below the last row; None for no totals.
        empty: what stands there when there is no row.
        bars: a picture of the figures, above the table; empty for none.
    """

    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None = None
    heading: str = ""
    empty: str = "Nothing in this period."
    bars: tuple[ReportBar, ...] = ()


class TableReport(Struct, frozen=True, kw_only=True):
    """A report for A4 paper.

    Attributes:
        title: such as ``GST summary``.
        outlet: the shop's name, with its address and GSTIN in ``particulars``.
        filters: what was asked for, by name: ``("Period", "01-11-2026 to 30-11-2026")``.
        notes: sentences after the tables.
        printed_at: on the outlet's clock.
        is_demo: puts DEMO across every page.
        landscape: lays the page on its side, for many columns.
    """

    title: str
    outlet: str
    tables: tuple[ReportTable, ...]
    printed_at: datetime
    printed_by: str
    particulars: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    is_demo: bool = False
    landscape: bool = False
