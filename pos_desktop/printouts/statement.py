"""A statement as a document: the passbook of an account on the receipt printer's paper."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.domain.accounts import AccountStatement, EntryKind
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.money import format_amount
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Qr, Row, Rule, Table, Text
from pos_desktop.printouts.heading import date_of, demo_mark, outlet_heading, time_of

_KINDS = {
    EntryKind.BILL: "Bill",
    EntryKind.ADVANCE_USED: "Advance used",
    EntryKind.PAYMENT: "Paid",
    EntryKind.OPENING: "Opening balance",
    EntryKind.CORRECTION: "Correction",
    EntryKind.WRITE_OFF: "Written off",
    EntryKind.DISCOUNT: "Discount",
    EntryKind.REVERSAL: "Taken back",
    EntryKind.REFUND: "Advance paid back",
}


def statement_document(statement: AccountStatement, *, is_wide: bool = False) -> Document:
    """The printed statement; a wide paper has room for debits, credits and balances in columns."""
    entries = _table(statement) if is_wide else _entries(statement)
    return Document(
        (
            *demo_mark(statement.is_demo),
            *outlet_heading(
                statement.outlet_name, statement.outlet_address, statement.outlet_phone
            ),
            Rule(),
            Text(text="Statement of account", align=Align.CENTRE, bold=True),
            Row(text=_period(statement), figure=date_of(statement.printed_at)),
            Row(text="", figure=time_of(statement.printed_at)),
            Rule(),
            Text(text=statement.customer_name, bold=True, most_lines=3),
            *_phone(statement),
            Rule(),
            Row(text="Opening", figure=balance_in_words(statement.opening_balance)),
            *entries,
            Rule(),
            Row(text="Closing", figure=balance_in_words(statement.closing_balance), bold=True),
            *_unpaid(statement),
            *_pay(statement),
            Rule(),
            Text(text="Computer generated statement", align=Align.CENTRE),
            *demo_mark(statement.is_demo),
            Cut(),
        )
    )


def _period(statement: AccountStatement) -> str:
    first, last = statement.first, statement.last
    if first and last:
        return f"{first:%d-%m-%Y} to {last:%d-%m-%Y}"
    if first:
        return f"Since {first:%d-%m-%Y}"
    return f"Until {last:%d-%m-%Y}" if last else "All entries"


def _phone(statement: AccountStatement) -> Iterator[Block]:
    if statement.customer_phone:
        yield Text(text=f"Ph: {statement.customer_phone}")


def _entries(statement: AccountStatement) -> Iterator[Block]:
    """Two lines an entry: what it is with its amount, and the balance after it."""
    for local, line in statement.lines:
        sign = "+" if line.credit else "-"
        kind = _KINDS.get(line.kind, line.kind.value)
        yield Row(
            lead=f"{date_of(local)} ",
            text=kind,
            figure=f"{sign}{format_amount(line.credit or line.debit)}",
        )
        yield Row(lead=f" {line.document}", figure=balance_in_words(line.balance))


def _table(statement: AccountStatement) -> Iterator[Block]:
    """An entry a row."""
    if not statement.lines:
        return
    rows = []
    for local, line in statement.lines:
        kind = _KINDS.get(line.kind, line.kind.value)
        rows.append(
            (
                f"{date_of(local)}  {kind} {line.document}".rstrip(),
                format_amount(line.debit) if line.debit else "",
                format_amount(line.credit) if line.credit else "",
                balance_in_words(line.balance),
            )
        )
    yield Rule()
    yield Table(head=("Entry", "Debit", "Credit", "Balance"), rows=tuple(rows))


def _unpaid(statement: AccountStatement) -> Iterator[Block]:
    if not statement.unpaid:
        return
    yield Rule()
    yield Text(text="Unpaid bills", bold=True)
    for due in statement.unpaid:
        day = f"{due.business_date:%d-%m-%Y}"
        yield Row(lead=due.bill_number, text=f" {day}", figure=format_amount(due.due))


def _pay(statement: AccountStatement) -> Iterator[Block]:
    yield Rule()
    yield Row(text="NOW", figure=balance_in_words(statement.balance_now), bold=True)
    if statement.upi_link:
        yield Text(text="Scan to pay by UPI", align=Align.CENTRE)
        yield Qr(payload=statement.upi_link)
