"""The customer balance report as an Excel workbook. Figures are numbers, text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from pos_desktop.application.accounts import NO_PHONE, UNKNOWN_CUSTOMER
from pos_desktop.domain.accounts import BalanceTotal, DueBill, age_dues
from pos_desktop.domain.phones import format_phone

_MONEY = r"[>=10000000]##\,##\,##\,##0.00;[>=100000]##\,##\,##0.00;#,##0.00"
"""Lakh and crore; Excel has no other way to group as India does."""
_BILL_HEADER = ("Customer", "Phone", "Bill", "Date", "Age in days", "Bill total", "Still due")
_NAME_WIDTH, _WIDTH = 28, 14


def balances_workbook(
    header: Sequence[str], rows: Iterable[tuple[BalanceTotal, Sequence[DueBill]]], today: date
) -> tuple[int, bytes]:
    """How many rows there are, and the file: a sheet of accounts and one of unpaid bills."""
    import xlsxwriter  # slow to import, and few are made

    out = io.BytesIO()
    # A customer may be called "=1+1" or "http://…": nothing is taken for more than text.
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": _MONEY})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    accounts, bills = book.add_worksheet("Balances"), book.add_worksheet("Unpaid bills")
    for sheet, names in ((accounts, header), (bills, _BILL_HEADER)):
        sheet.set_column(0, 0, _NAME_WIDTH)
        sheet.set_column(1, len(names), _WIDTH)
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(names):
            sheet.write_string(0, at, name, bold)
    line = bill_line = 0
    for row, dues in rows:
        line += 1
        name, phone = row.name or UNKNOWN_CUSTOMER, format_phone(row.phone or "") or NO_PHONE
        ages = age_dues(dues, today)
        figures = (
            max(-row.balance, 0),
            max(row.balance, 0),
            ages.days_0_30,
            ages.days_31_60,
            ages.days_61_90,
            ages.over_90,
        )
        accounts.write_string(line, 0, name)
        accounts.write_string(line, 1, phone)
        for at, paise in enumerate(figures, start=2):
            # A spreadsheet knows no other numbers; this one is only looked at and summed there.
            accounts.write_number(line, at, paise / 100, money)
        if dues:
            accounts.write_datetime(line, 8, min(due.business_date for due in dues), day)
        accounts.write_number(line, 9, len(dues))
        accounts.write_string(line, 10, " ".join(due.bill_number for due in dues))
        for due in dues:
            bill_line += 1
            for at, text in enumerate((name, phone, due.bill_number)):
                bills.write_string(bill_line, at, text)
            bills.write_datetime(bill_line, 3, due.business_date, day)
            bills.write_number(bill_line, 4, (today - due.business_date).days)
            bills.write_number(bill_line, 5, due.total / 100, money)
            bills.write_number(bill_line, 6, due.due / 100, money)
    book.close()
    return line, out.getvalue()
