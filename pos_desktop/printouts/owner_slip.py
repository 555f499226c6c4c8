"""The owner's evening slip: one page of a day over all shifts."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shift_report import DayReport, DayShift
from pos_desktop.domain.shifts import variance_in_words
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Row, Rule, Size, Text
from pos_desktop.printouts.heading import date_of, demo_mark, time_of
from pos_desktop.printouts.shift_report import METHODS, events, section


def owner_slip_document(report: DayReport) -> Document:
    """Sales, money and drawers of one business date."""
    figures = report.figures
    taxes = sum(line.tax + line.cess for line in figures.rates)
    return Document(
        (
            *demo_mark(report.heading.is_demo),
            Text(text=report.heading.name, align=Align.CENTRE, size=Size.BIG, bold=True),
            Text(text=f"The day {report.business_date:%d-%m-%Y}", align=Align.CENTRE, bold=True),
            Row(
                text=f"For {report.made_by}",
                figure=f"{date_of(report.made_at)} {time_of(report.made_at)}",
            ),
            Rule(),
            Row(text="SALES", figure=format_rupees(figures.total), size=Size.BIG, bold=True),
            Row(text="Bills", figure=str(figures.bills)),
            Row(text="GST and cess in them", figure=format_amount(taxes)),
            Row(text="Discounts", figure=format_amount(figures.discounts)),
            Row(text=f"Returns ({figures.returns})", figure=format_amount(figures.returned)),
            *section("Money"),
            *(
                Row(text=METHODS[line.method], figure=format_amount(line.amount))
                for line in figures.tenders
            ),
            Row(
                text="Collected on accounts",
                figure=format_amount(sum(line.amount for line in figures.collections)),
            ),
            Row(text="Khata given", figure=format_amount(figures.by_method(Method.CREDIT))),
            *section("Drawers"),
            *_drawers(report),
            *events(figures),
            *demo_mark(report.heading.is_demo),
            Cut(),
        )
    )


def _drawers(report: DayReport) -> Iterator[Block]:
    if not report.shifts:
        yield Text(text="No shift was opened.")
    for shift in report.shifts:
        name = f"{shift.terminal}-{shift.number} {shift.opened_by}"
        yield Row(text=name, figure=format_amount(shift.total))
        yield Row(text="  expected cash", figure=format_amount(shift.expected_cash))
        yield from _counted(shift)


def _counted(shift: DayShift) -> Iterator[Block]:
    if shift.closing_cash is None or shift.cash_variance is None:
        yield Text(text="  still open")
        return
    yield Row(text="  closing cash", figure=format_amount(shift.closing_cash))
    yield Row(text="  variance", figure=variance_in_words(shift.cash_variance), bold=True)
