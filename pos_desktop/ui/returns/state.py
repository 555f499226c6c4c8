"""What the return sheet shows; every figure already in words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from pos_desktop.application.bills import BillRecord, BillRow
from pos_desktop.application.credit_notes import NotePreview
from pos_desktop.domain.bills import ReturnState
from pos_desktop.domain.credit_notes import Refund, RefundMethod
from pos_desktop.domain.measures import Milli, format_quantity
from pos_desktop.domain.money import format_amount, format_rupees
from pos_desktop.domain.phones import format_phone

_WAYS = {
    RefundMethod.CASH: "in cash",
    RefundMethod.UPI: "by UPI",
    RefundMethod.CARD: "to the card",
    RefundMethod.ACCOUNT: "onto the account",
    RefundMethod.EXCHANGE: "towards this cart",
}
RETURNED = {ReturnState.NONE: "", ReturnState.PART: "Part returned", ReturnState.ALL: "Returned"}


class FoundBill(Struct, frozen=True, kw_only=True):
    """A bill to choose from."""

    number: str
    date: str
    customer: str
    total: str
    returned: str


class ReturnRow(Struct, frozen=True, kw_only=True):
    """A line of the bill, and what of it comes back ("" for nothing)."""

    line: int
    description: str
    sold: str
    left: str
    qty: str
    amount: str
    shelf: str
    is_open: bool
    """Whether anything of it is left to take back."""


class ReturnSheetState(Struct, frozen=True, kw_only=True):
    """The whole sheet. Without a ``number`` a bill is still to be found."""

    found: tuple[FoundBill, ...] = ()
    was_read: bool = False
    number: str = ""
    head: str = ""
    rows: tuple[ReturnRow, ...] = ()
    current: int = 0
    """The line of the bill that the quantity field is about."""
    qty_text: str | None = None
    """What to put into the quantity field, selected; None leaves what was typed."""
    unit: str = ""
    restocks: bool = True
    total: str = ""
    tax: str = ""
    goes_back: str = ""
    methods: tuple[RefundMethod, ...] = ()
    method: RefundMethod | None = None
    asks_reference: bool = False
    cart: str = ""
    """What the open cart comes to; empty without one to exchange for."""
    exchanges: bool = False
    warning: str = ""
    problem: str = ""
    problem_at: str = ""
    can_take: bool = False
    busy: bool = False


def found_bill(row: BillRow) -> FoundBill:
    """A bill as the list shows it."""
    phone = format_phone(row.customer_phone) if row.customer_phone else ""
    return FoundBill(
        number=row.bill_number,
        date=f"{row.issued_at:%d-%m-%Y %H:%M}",
        customer=" · ".join(part for part in (row.customer_name, phone) if part),
        total=format_amount(row.total_amount),
        returned=RETURNED[row.return_state],
    )


def return_rows(
    record: BillRecord,
    wanted: Mapping[int, Milli],
    spoilt: frozenset[int],
    preview: NotePreview | None,
) -> tuple[ReturnRow, ...]:
    """The lines of a bill with what is chosen of each."""
    amounts = {line.bill_line: line.total for line in preview.lines} if preview else {}
    left = {line.line: line.left for line in record.lines_left}
    rows = []
    for line in record.lines:
        qty = wanted.get(line.line, 0)
        amount = amounts.get(line.line)
        rows.append(
            ReturnRow(
                line=line.line,
                description=line.description,
                sold=f"{format_quantity(line.qty)} {line.unit}",
                left=format_quantity(left[line.line]),
                qty=format_quantity(qty) if qty else "",
                amount=format_amount(amount) if qty and amount is not None else "",
                shelf=("no" if line.line in spoilt else "yes") if qty else "",
                is_open=left[line.line] > 0,
            )
        )
    return tuple(rows)


def refund_words(refunds: tuple[Refund, ...], due: int) -> str:
    """``₹60.00 off what is due · ₹40.00 in cash``."""
    parts = []
    for refund in refunds:
        off_due = min(due, refund.amount) if refund.method is RefundMethod.ACCOUNT else 0
        if off_due:
            parts.append(f"{format_rupees(off_due)} off what is due")
        if refund.amount > off_due:
            parts.append(f"{format_rupees(refund.amount - off_due)} {_WAYS[refund.method]}")
    return " · ".join(parts)
