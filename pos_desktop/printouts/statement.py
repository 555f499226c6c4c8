"""A statement as a document: the passbook of an account on the receipt printer's paper."""

from __future__ import annotations

from collections.abc import Iterator

from pos_desktop.application.letterhead import PLAIN, Letterhead
from pos_desktop.domain.accounts import AccountStatement, EntryKind
from pos_desktop.domain.money import format_amount
from pos_desktop.printouts.blocks import Align, Block, Cut, Document, Qr, Row, Rule, Table, Text
from pos_desktop.printouts.heading import date_of, demo_mark, outlet_heading, time_of
from pos_desktop.printouts.labels import Say, balance_said, labels_of

_KINDS = {
    EntryKind.BILL: "Bill",
    EntryKind.ADVANCE_USED: "Advance used",
    EntryKind.PAYMENT: "Paid",
    EntryKind.CREDIT_NOTE: "Credit note",
    EntryKind.OPENING: "Opening balance",
    EntryKind.CORRECTION: "Correction",
    EntryKind.WRITE_OFF: "Written off",
    EntryKind.DISCOUNT: "Discount",
    EntryKind.REVERSAL: "Taken back",
    EntryKind.REFUND: "Advance paid back",
    EntryKind.MERGE: "Merged account",
}
_COLUMNS = ("Entry", "Debit", "Credit", "Balance")


def statement_document(
    statement: AccountStatement, letterhead: Letterhead = PLAIN, *, is_wide: bool = False
) -> Document:
    """The printed statement; a wide paper has room for debits, credits and balances in columns."""
    say = labels_of(letterhead.language)
    entries = _table(statement, say) if is_wide else _entries(statement, say)
    opening = balance_said(statement.opening_balance, say)
    closing = balance_said(statement.closing_balance, say)
    return Document(
        (
            *demo_mark(statement.is_demo),
            *outlet_heading(
                statement.outlet_name,
                statement.outlet_address,
                statement.outlet_phone,
                phone_label=say("Ph"),
            ),
            Rule(),
            Text(text=say("Statement of account"), align=Align.CENTRE, bold=True),
            Row(text=_period(statement, say), figure=date_of(statement.printed_at)),
            Row(text="", figure=time_of(statement.printed_at)),
            Rule(),
            Text(text=statement.customer_name, bold=True, most_lines=3),
            *_phone(statement, say),
            Rule(),
            Row(text=say("Opening"), figure=opening),
            *entries,
            Rule(),
            Row(text=say("Closing"), figure=closing, bold=True),
            *_unpaid(statement, say),
            *_pay(statement, say),
            Rule(),
            Text(text=say("Computer generated statement"), align=Align.CENTRE),
            *demo_mark(statement.is_demo),
            Cut(),
        )
    )


def _period(statement: AccountStatement, say: Say) -> str:
    first = f"{statement.first:%d-%m-%Y}" if statement.first else ""
    last = f"{statement.last:%d-%m-%Y}" if statement.last else ""
    if first and last:
        return say("{first} to {last}").format(first=first, last=last)
    if first:
        return say("Since {first}").format(first=first)
    return say("Until {last}").format(last=last) if last else say("All entries")


def _phone(statement: AccountStatement, say: Say) -> Iterator[Block]:
    if statement.customer_phone:
        yield Text(text=f"{say('Ph')}: {statement.customer_phone}")


def _entries(statement: AccountStatement, say: Say) -> Iterator[Block]:
    """Two lines an entry: what it is with its amount, and the balance after it."""
    for local, line in statement.lines:
        sign = "+" if line.credit else "-"
        kind = say(_KINDS[line.kind])
        yield Row(
            lead=f"{date_of(local)} ",
            text=kind,
            figure=f"{sign}{format_amount(line.credit or line.debit)}",
        )
        yield Row(lead=f" {line.document}", figure=balance_said(line.balance, say))


def _table(statement: AccountStatement, say: Say) -> Iterator[Block]:
    """An entry a row."""
    if not statement.lines:
        return
    rows = []
    for local, line in statement.lines:
        kind = say(_KINDS[line.kind])
        rows.append(
            (
                f"{date_of(local)}  {kind} {line.document}".rstrip(),
                format_amount(line.debit) if line.debit else "",
                format_amount(line.credit) if line.credit else "",
                balance_said(line.balance, say),
            )
        )
    yield Rule()
    yield Table(head=tuple(say(word) for word in _COLUMNS), rows=tuple(rows))


def _unpaid(statement: AccountStatement, say: Say) -> Iterator[Block]:
    if not statement.unpaid:
        return
    yield Rule()
    yield Text(text=say("Unpaid bills"), bold=True)
    for due in statement.unpaid:
        day = f"{due.business_date:%d-%m-%Y}"
        yield Row(lead=due.bill_number, text=f" {day}", figure=format_amount(due.due))


def _pay(statement: AccountStatement, say: Say) -> Iterator[Block]:
    yield Rule()
    yield Row(text=say("NOW"), figure=balance_said(statement.balance_now, say), bold=True)
    if statement.upi_link:
        yield Text(text=say("Scan to pay by UPI"), align=Align.CENTRE)
        yield Qr(payload=statement.upi_link)
