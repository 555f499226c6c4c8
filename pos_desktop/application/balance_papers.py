"""The balance report and a customer's statement on A4 paper."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from pos_desktop.application.accounts import NO_PHONE, UNKNOWN_CUSTOMER
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.dues import WholeReport, whole_report
from pos_desktop.application.ports import Work
from pos_desktop.application.statements import PrintStatement, statement_for
from pos_desktop.application.table_report import ReportColumn, ReportTable, TableReport
from pos_desktop.domain.accounts import (
    AccountStatement,
    BalanceState,
    BalanceTotal,
    DueBill,
    EntryKind,
    StatementLine,
    age_dues,
)
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.money import Paise, format_amount, format_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.phones import format_phone

_KINDS = {
    EntryKind.BILL: "Bill",
    EntryKind.ADVANCE_USED: "Advance used",
    EntryKind.PAYMENT: "Payment",
    EntryKind.CREDIT_NOTE: "Return",
    EntryKind.OPENING: "Opening balance",
    EntryKind.CORRECTION: "Correction",
    EntryKind.WRITE_OFF: "Written off",
    EntryKind.DISCOUNT: "Discount",
    EntryKind.REVERSAL: "Taken back",
    EntryKind.MERGE: "Merged",
}
_STATES = {
    BalanceState.OWING: "Who owes",
    BalanceState.CREDIT: "Who has credit",
    BalanceState.SETTLED: "Up to date",
    BalanceState.ALL: "All accounts",
}


class AccountPaper(Struct, frozen=True, kw_only=True):
    """A PDF in base64; ``rows`` is how many lines its tables have."""

    rows: int
    content_base64: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return base64.b64decode(self.content_base64)


@use_case("accounts.balances_pdf", right=Right.SEE_BALANCES, what="see balances", writes=False)
def balances_pdf(desk: Desk, work: Work, request: WholeReport) -> AccountPaper:
    """The customer balance report on A4: every row of the filter, with its totals."""
    now = desk.outlet(work).local(desk.clock())
    today = desk.outlet(work).business_date(desk.clock())
    rows = list(whole_report(desk, work, request))
    report = _report(
        desk,
        work,
        now,
        title="Customer balances",
        filters=_filters(request),
        tables=(_balances(rows, today),),
    )
    return _paper(desk, report, len(rows))


@use_case("accounts.statement_pdf", right=Right.SEE_BALANCES, what="see accounts", writes=False)
def statement_pdf(desk: Desk, work: Work, request: PrintStatement) -> AccountPaper:
    """A customer's statement on A4, between opening and closing balance."""
    shown = statement_for(desk, work, request.customer_id, request.first, request.last)
    phone = format_phone(shown.customer_phone or "") or NO_PHONE
    report = _report(
        desk,
        work,
        shown.printed_at,
        title="Statement of account",
        filters=(("Customer", f"{shown.customer_name} · {phone}"), ("Period", _period(shown))),
        tables=(_entries(shown), *((_unpaid(shown),) if shown.unpaid else ())),
        notes=(f"Balance now: {balance_in_words(shown.balance_now)}.",),
    )
    return _paper(desk, report, len(shown.lines))


def _paper(desk: Desk, report: TableReport, rows: int) -> AccountPaper:
    data = desk.printouts.report_pdf(report)
    return AccountPaper(rows=rows, content_base64=base64.b64encode(data).decode())


def _report(
    desk: Desk,
    work: Work,
    printed_at: datetime,
    *,
    title: str,
    filters: tuple[tuple[str, str], ...],
    tables: tuple[ReportTable, ...],
    notes: tuple[str, ...] = (),
) -> TableReport:
    outlet = desk.outlet(work)
    particulars = (outlet.address, outlet.phone, f"GSTIN {outlet.gstin}" if outlet.gstin else "")
    return TableReport(
        title=title,
        outlet=outlet.name,
        particulars=tuple(line for line in particulars if line),
        filters=filters,
        tables=tables,
        notes=notes,
        printed_at=printed_at,
        printed_by=desk.signed_in.user_name,
        is_demo=outlet.is_demo,
    )


def _filters(request: WholeReport) -> tuple[tuple[str, str], ...]:
    told = [("Accounts", _STATES[request.state])]
    if request.older_than_days is not None:
        told.append(("Oldest unpaid bill", f"Older than {request.older_than_days} days"))
    if request.min is not None:
        told.append(("From", format_rupees(request.min)))
    if request.max is not None:
        told.append(("To", format_rupees(request.max)))
    if request.q.strip():
        told.append(("Search", request.q.strip()))
    return tuple(told)


def _balances(rows: Sequence[tuple[BalanceTotal, Sequence[DueBill]]], today: date) -> ReportTable:
    lines, sums = [], [0, 0, 0, 0, 0]
    for row, dues in rows:
        ages = age_dues(dues, today)
        figures = (
            ages.days_0_30, ages.days_31_60, ages.days_61_90, ages.over_90, -row.balance
        )  # fmt: skip
        owed = (*figures[:4], max(figures[4], 0))
        sums = [total + figure for total, figure in zip(sums, owed, strict=True)]
        lines.append(
            (
                row.name or UNKNOWN_CUSTOMER,
                format_phone(row.phone) if row.phone else NO_PHONE,
                *(_figure(figure) for figure in figures[:4]),
                balance_in_words(row.balance),
            )
        )
    names = ("0–30 days", "31–60 days", "61–90 days", "Over 90 days", "Balance")
    return ReportTable(
        columns=(
            ReportColumn(title="Customer"),
            ReportColumn(title="Phone"),
            *(ReportColumn(title=name, is_figure=True) for name in names),
        ),
        rows=tuple(lines),
        totals=(
            f"{len(lines)} rows",
            "",
            *(_figure(figure) for figure in sums[:4]),
            f"Owed {format_rupees(sums[4])}",
        ),
        empty="Nobody is in this list.",
    )


def _entries(shown: AccountStatement) -> ReportTable:
    first = (
        (f"{shown.first:%d-%m-%Y}" if shown.first else "", "Opening balance", "", "",
         balance_in_words(shown.opening_balance)),
    )  # fmt: skip
    return ReportTable(
        columns=(
            ReportColumn(title="Date"),
            ReportColumn(title="Document"),
            ReportColumn(title="Debit", is_figure=True),
            ReportColumn(title="Credit", is_figure=True),
            ReportColumn(title="Balance", is_figure=True),
        ),
        rows=(*first, *(_entry(local, line) for local, line in shown.lines)),
        totals=(
            "",
            "Closing balance",
            format_amount(sum(line.debit for _, line in shown.lines)),
            format_amount(sum(line.credit for _, line in shown.lines)),
            balance_in_words(shown.closing_balance),
        ),
    )


def _entry(local: datetime, line: StatementLine) -> tuple[str, ...]:
    reason = f" ({line.reason})" if line.reason else ""
    return (
        f"{local:%d-%m-%Y}",
        f"{_KINDS[line.kind]} {line.document}{reason}",
        _figure(line.debit),
        _figure(line.credit),
        balance_in_words(line.balance),
    )


def _unpaid(shown: AccountStatement) -> ReportTable:
    return ReportTable(
        heading="Still unpaid",
        columns=(
            ReportColumn(title="Date"),
            ReportColumn(title="Bill"),
            ReportColumn(title="Total", is_figure=True),
            ReportColumn(title="Still due", is_figure=True),
        ),
        rows=tuple(
            (
                f"{due.business_date:%d-%m-%Y}",
                due.bill_number,
                format_amount(due.total),
                format_amount(due.due),
            )
            for due in shown.unpaid
        ),
        totals=("", "Together", "", format_amount(sum(due.due for due in shown.unpaid))),
    )


def _period(shown: AccountStatement) -> str:
    first = f"{shown.first:%d-%m-%Y}" if shown.first else "the beginning"
    last = f"{shown.last:%d-%m-%Y}" if shown.last else f"{shown.printed_at:%d-%m-%Y}"
    return f"{first} to {last}"


def _figure(amount: Paise) -> str:
    return format_amount(amount) if amount else ""
