"""Credit notes: what a return of some lines of a bill gives back, to the paisa (CGST Act s.34).

Every figure is a part of a stored figure of the bill, at the bill's own rates. A part is what
belongs to everything returned *so far* less what earlier notes gave back, so that rounding never
adds up and the note that takes the last piece takes what remains: the notes of a bill returned in
full add up to it in every column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

from pos_desktop.domain.bills import Bill, BillLine, Buyer, ReturnState, Seller
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import TaxedLine, Totals
from pos_desktop.domain.measures import Milli, format_quantity
from pos_desktop.domain.money import PAISE_PER_RUPEE, Paise, divide_half_up, round_to_rupee
from pos_desktop.domain.orders import GstDetails
from pos_desktop.domain.outlet import Registration

_NOTHING = TaxedLine(
    gross=0,
    discount=0,
    bill_discount=0,
    taxable=0,
    cgst=0,
    sgst=0,
    utgst=0,
    igst=0,
    cess=0,
    total=0,
)


class RefundMethod(StrEnum):
    """How a note's money goes back; an exchange pays a new bill with it."""

    CASH = "cash"
    UPI = "upi"
    CARD = "card"
    ACCOUNT = "account"
    EXCHANGE = "exchange"


class Refund(Struct, frozen=True, kw_only=True):
    """One way in which a note's money went back."""

    method: RefundMethod
    amount: Paise
    reference: str = ""


class NoteLine(BillLine, frozen=True, kw_only=True):
    """A line of a note: the bill's line with the quantity and amounts that were taken back."""

    bill_line: int
    """Its number on the bill; ``line`` is that on the note."""
    restock: bool
    """Whether the goods went back on the shelf."""


class CreditNote(Struct, frozen=True, kw_only=True):
    """Everything a credit note says. A reprint needs nothing else."""

    id: int
    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    shift_id: int
    bill_id: int
    bill_number: str
    bill_date: date
    document: DocumentKind
    """What the bill is."""
    is_gst: bool
    """False: the time to give tax back is over; taxes stay with the bill."""
    issued_at: datetime
    """UTC."""
    local_time: datetime
    business_date: date
    cashier_id: int
    cashier_name: str
    approved_by: str | None
    reason: str
    customer_id: int | None
    seller: Seller
    buyer: Buyer
    gst: GstDetails
    place_of_supply: str
    place_name: str
    is_interstate: bool
    lines: tuple[NoteLine, ...]
    totals: Totals
    refunds: tuple[Refund, ...] = ()
    consolidated_number: str = ""
    """Of a cash memo: the consolidated invoice that it was in when the note was issued."""
    proof: str = ""
    """What its printout shows of its entry in the chain of proof."""

    def refunded_by(self, method: RefundMethod) -> Paise:
        """What went back that way."""
        return sum(refund.amount for refund in self.refunds if refund.method is method)


class NoteSummary(Struct, frozen=True, kw_only=True):
    """A note as a list shows it."""

    number: str
    bill_number: str
    local_time: datetime
    customer_name: str | None
    customer_phone: str | None
    reason: str
    is_gst: bool
    total: Paise
    item_count: int


class Returned(Struct, frozen=True, kw_only=True):
    """What earlier notes took back of one line."""

    qty: Milli = 0
    taxed: TaxedLine = _NOTHING


class Earlier(Struct, frozen=True, kw_only=True):
    """What earlier notes took back of a bill; lines by their number on it."""

    lines: Mapping[int, Returned] = field(default_factory=dict)
    total: Paise = 0
    notes: int = 0
    is_gst: bool = True
    """False when one of them was a refund without tax."""
    refunds: Mapping[RefundMethod, Paise] = field(default_factory=dict)

    def of(self, line: int) -> Returned:
        """What was taken back of a line."""
        return self.lines.get(line, Returned())

    def state(self, bill: Bill) -> ReturnState:
        """How much of *bill* was taken back."""
        if not self.notes:
            return ReturnState.NONE
        is_all = all(self.of(line.line).qty == line.qty for line in bill.lines)
        return ReturnState.ALL if is_all else ReturnState.PART


def last_day_for_tax(bill_date: date) -> date:
    """The last day on which a note may give tax back: 30 November after the bill's financial year
    (CGST Act s.34(2)).
    """
    return date(bill_date.year + (1 if bill_date.month >= 4 else 0), 11, 30)


def gives_tax_back(bill: Bill, earlier: Earlier, today: date) -> bool:
    """Whether a note of *today* adjusts GST.

    After a refund without tax no other note does: the parts would not add up to the bill.
    """
    if bill.seller.registration is Registration.UNREGISTERED:
        return True
    return earlier.is_gst and today <= last_day_for_tax(bill.local_time.date())


def check_quantities(
    bill: Bill, earlier: Earlier, wanted: Mapping[int, Milli], *, fields: Mapping[int, str]
) -> None:
    """Refuse lines that are not on the bill, and more of one than is left of it.

    Args:
        bill: as it was issued.
        earlier: what its notes took back so far.
        wanted: how much to take back of each line, by its number on the bill.
        fields: what names each line in an error.

    Raises BadInput ``unknown_line``, ``quantity`` or ``more_than_left``, Refused
    ``nothing_left``.
    """
    if earlier.state(bill) is ReturnState.ALL:
        raise Refused(f"All of bill {bill.number} was taken back already.", code="nothing_left")
    lines = {line.line: line for line in bill.lines}
    for number, qty in wanted.items():
        line, name = lines.get(number), fields[number]
        if line is None:
            raise BadInput(
                f"Bill {bill.number} has no line {number}.",
                field=f"{name}.line",
                code="unknown_line",
            )
        if qty <= 0:
            raise BadInput("Give a quantity above zero.", field=f"{name}.qty", code="quantity")
        left = line.qty - earlier.of(number).qty
        if qty > left:
            raise BadInput(
                f"Of {line.description} {format_quantity(left)} {line.unit} can still be taken "
                f"back, not {format_quantity(qty)}.",
                field=f"{name}.qty",
                code="more_than_left",
            )


def take_back(
    bill: Bill, earlier: Earlier, wanted: Mapping[int, Milli], *, is_gst: bool, rounded: bool
) -> tuple[tuple[tuple[BillLine, Milli, TaxedLine], ...], Totals]:
    """The lines a note has, with their part of the bill, and its totals.

    *wanted* has passed :func:`check_quantities`. *rounded*: bills of this outlet are brought to the
    nearest rupee, and so is what notes of a bill in whole rupees give back.
    """
    lines = tuple(
        (line, wanted[line.line], _part(line, wanted[line.line], earlier.of(line.line), is_gst))
        for line in bill.lines
        if line.line in wanted
    )
    return lines, _totals(bill, earlier, [part for _, _, part in lines], wanted, rounded=rounded)


def _part(line: BillLine, qty: Milli, before: Returned, is_gst: bool) -> TaxedLine:
    """The part of a line's stored figures that *qty* takes back.

    The total goes back as it was charged, and the taxable value is what is left of it; the total
    gives way by a paisa where a tax rounds up before it.
    """
    whole, given, through = line.taxed, before.taxed, before.qty + qty

    def part(of: Paise, back: Paise) -> Paise:
        return min(max(divide_half_up(of * through, line.qty) - back, 0), of - back)

    cgst = sgst = utgst = igst = cess = 0
    total = part(whole.total, given.total)
    if is_gst:
        cgst, sgst = part(whole.cgst, given.cgst), part(whole.sgst, given.sgst)
        utgst, igst = part(whole.utgst, given.utgst), part(whole.igst, given.igst)
        cess = part(whole.cess, given.cess)
        tax = cgst + sgst + utgst + igst + cess
        if line.price_includes_tax:
            total = min(max(total, tax), tax + whole.taxable - given.taxable)
        else:
            total = tax + part(whole.taxable, given.taxable)
    taxable = total - cgst - sgst - utgst - igst - cess
    value = total if line.price_includes_tax else taxable
    # The price stays as marked, so what was taken off it gives way; of two discounts, the bill's.
    of_line = whole.discount - given.discount
    of_bill = whole.bill_discount - given.bill_discount
    gross = min(max(part(whole.gross, given.gross), value), value + of_line + of_bill)
    off = gross - value
    discount = min(max(part(whole.discount, given.discount), off - of_bill), off)
    return TaxedLine(
        gross=gross,
        discount=discount,
        bill_discount=off - discount,
        taxable=taxable,
        cgst=cgst,
        sgst=sgst,
        utgst=utgst,
        igst=igst,
        cess=cess,
        total=total,
    )


def _totals(
    bill: Bill,
    earlier: Earlier,
    parts: Sequence[TaxedLine],
    wanted: Mapping[int, Milli],
    *,
    rounded: bool,
) -> Totals:
    """Sums of the note's lines, with the round-off that keeps all notes together with the bill."""
    of_lines = sum(part.total for part in parts)
    so_far = of_lines + sum(returned.taxed.total for returned in earlier.lines.values())
    whole = bill.totals
    if all(earlier.of(line.line).qty + wanted.get(line.line, 0) == line.qty for line in bill.lines):
        due_back = whole.total
    elif whole.round_off or (rounded and whole.total % PAISE_PER_RUPEE == 0):
        due_back = round_to_rupee(so_far)
    else:
        due_back = so_far
    total = max(min(due_back, whole.total) - earlier.total, 0)
    return Totals(
        discount=sum(part.discount + part.bill_discount for part in parts),
        taxable=sum(part.taxable for part in parts),
        cgst=sum(part.cgst for part in parts),
        sgst=sum(part.sgst for part in parts),
        utgst=sum(part.utgst for part in parts),
        igst=sum(part.igst for part in parts),
        cess=sum(part.cess for part in parts),
        round_off=total - of_lines,
        total=total,
    )
