"""Reports as text for a spreadsheet.

A cell that a spreadsheet would run as a formula is defused (CWE-1236): a customer may be called
``=HYPERLINK(…)``. Figures are written plainly, so that the spreadsheet can add them up, and never
begin with a sign: what is owed and what is in credit have a column each.
"""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from pos_desktop.application.accounts import NO_PHONE, UNKNOWN_CUSTOMER
from pos_desktop.application.balance_workbook import balances_workbook
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.dues import WholeReport, whole_report
from pos_desktop.application.ports import Work
from pos_desktop.domain.accounts import BalanceTotal, DueBill, age_dues
from pos_desktop.domain.money import plain_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.phones import format_phone

ENCODING = "utf-8-sig"
"""With the mark by which Excel knows UTF-8, without which it shows Hindi as noise."""

_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")

BALANCE_HEADER = (
    "Customer",
    "Phone",
    "Owes",
    "Credit",
    "0-30 days",
    "31-60 days",
    "61-90 days",
    "Over 90 days",
    "Oldest bill",
    "Unpaid bills",
    "Bill numbers",
)


class CsvText(Struct, frozen=True, kw_only=True):
    """Comma-separated values with a header; ``rows`` is how many lines follow it."""

    rows: int
    text: str


@use_case("accounts.export_balances", right=Right.SEE_BALANCES, what="see balances", writes=False)
def export_balances(desk: Desk, work: Work, request: WholeReport) -> CsvText:
    """The customer balance report as CSV: every row of the filter, not one page."""
    today = desk.outlet(work).business_date(desk.clock())
    rows = [_cells(row, dues, today) for row, dues in whole_report(desk, work, request)]
    return CsvText(rows=len(rows), text=csv_text(BALANCE_HEADER, rows))


class ExcelFile(Struct, frozen=True, kw_only=True):
    """An .xlsx file in base64; ``rows`` is how many lines follow its header."""

    rows: int
    content_base64: str


@use_case(
    "accounts.export_balances_excel", right=Right.SEE_BALANCES, what="see balances", writes=False
)
def export_balances_excel(desk: Desk, work: Work, request: WholeReport) -> ExcelFile:
    """The customer balance report as an Excel workbook, with its unpaid bills on a second sheet."""
    today = desk.outlet(work).business_date(desk.clock())
    rows = whole_report(desk, work, request)
    count, data = balances_workbook(BALANCE_HEADER, rows, today)
    return ExcelFile(rows=count, content_base64=base64.b64encode(data).decode())


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 text: CRLF line ends, quotes where needed, every cell defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([defused(cell) for cell in header])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue()


def defused(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(row: BalanceTotal, dues: Sequence[DueBill], today: date) -> tuple[str, ...]:
    ages = age_dues(dues, today)
    buckets = (ages.days_0_30, ages.days_31_60, ages.days_61_90, ages.over_90)
    oldest = min((due.business_date for due in dues), default=None)
    return (
        row.name or UNKNOWN_CUSTOMER,
        # The gap keeps a spreadsheet from taking ten digits for a number.
        format_phone(row.phone) if row.phone else NO_PHONE,
        plain_rupees(max(-row.balance, 0)),
        plain_rupees(max(row.balance, 0)),
        *(plain_rupees(bucket) for bucket in buckets),
        oldest.isoformat() if oldest else "",
        str(len(dues)),
        " ".join(due.bill_number for due in dues),
    )
