"""Reports as pages for a desk printer: their tables in words, with their pictures as bars."""

from __future__ import annotations

from datetime import date

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.application.report_tables import Kind, Picture, ReportTable, Shape, shown
from pos_desktop.application.table_report import (
    ReportBar,
    ReportColumn,
    TableReport,
)
from pos_desktop.application.table_report import ReportTable as PageTable
from pos_desktop.domain.money import format_rupees

_MOST_BARS = 31
_WIDE = 9
"""Columns from which the page lies on its side."""


def report_page(
    desk: Desk, work: Work, title: str, days: tuple[date, date], tables: tuple[ReportTable, ...]
) -> TableReport:
    """A report over *days* as a page says it."""
    outlet = desk.outlet(work)
    first, last = days
    gstin = (f"GSTIN {outlet.gstin}",) if outlet.gstin else ()
    address = ", ".join(line.strip(" ,") for line in outlet.address.splitlines() if line.strip())
    return TableReport(
        title=title,
        outlet=outlet.name,
        particulars=(address, *gstin),
        filters=(("Period", f"{first:%d-%m-%Y} to {last:%d-%m-%Y}"),),
        tables=tuple(_table(table, several=len(tables) > 1) for table in tables),
        notes=tuple(table.note for table in tables if table.note),
        printed_at=outlet.local(desk.clock()),
        printed_by=desk.signed_in.user_name,
        is_demo=outlet.is_demo,
        landscape=any(len(table.columns) >= _WIDE for table in tables),
    )


def _table(table: ReportTable, *, several: bool) -> PageTable:
    kinds = [column.kind for column in table.columns]

    def row(cells: tuple[str | int | None, ...]) -> tuple[str, ...]:
        return tuple(shown(cell, kind) for cell, kind in zip(cells, kinds, strict=True))

    return PageTable(
        heading=table.title if several else "",
        columns=tuple(
            ReportColumn(title=column.name, is_figure=column.kind is not Kind.TEXT)
            for column in table.columns
        ),
        rows=tuple(row(cells) for cells in table.rows),
        totals=row(table.totals) if table.totals is not None else None,
        bars=_bars(table.picture) if table.picture is not None else (),
    )


def _bars(picture: Picture) -> tuple[ReportBar, ...]:
    """The picture's figures; of a heat map what each of its rows comes to."""
    if picture.shape is Shape.HEAT:
        figures = [(name, sum(values)) for name, values in picture.rows]
    else:
        figures = list(zip(picture.labels, picture.values, strict=True))
    if len(figures) > _MOST_BARS:
        return ()
    most = max((value for _, value in figures), default=0)
    return tuple(
        ReportBar(
            name=name,
            figure=format_rupees(value),
            share=max(value, 0) * 1000 // most if most > 0 else 0,
        )
        for name, value in figures
    )
