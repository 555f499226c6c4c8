"""A bill: an order once issued, frozen for ever, and how it was paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import TaxedLine, Totals
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.orders import GstDetails, OrderType
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.place_of_supply import Override


class ReturnState(StrEnum):
    """How much of a bill was taken back."""

    NONE = "none"
    PART = "part"
    ALL = "all"


class Offered(Struct, frozen=True, kw_only=True):
    """One tender as the buyer offers it. ``amount`` None is "the rest" (account only)."""

    method: Method
    amount: Paise | None = None
    reference: str = ""


class Tender(Struct, frozen=True, kw_only=True):
    """One tender as it was taken.

    ``amount`` is what it paid of the bill; ``handed`` what was handed over: for cash the
    difference is change, for the others the two are equal.
    """

    method: Method
    amount: Paise
    handed: Paise
    reference: str = ""


class Settlement(Struct, frozen=True, kw_only=True):
    """How a bill is paid in full: tenders that add up to it, and the change from cash."""

    tenders: tuple[Tender, ...]
    change: Paise

    def paid_by(self, method: Method) -> Paise:
        """What that method paid of the bill."""
        return sum(tender.amount for tender in self.tenders if tender.method is method)


class Seller(Struct, frozen=True, kw_only=True, cache_hash=True):
    """The seller's particulars as the bill was issued (Rule 46(a))."""

    name: str
    legal_name: str
    address: str
    phone: str
    state_code: str
    state_name: str
    registration: Registration
    gstin: str | None
    fssai: str | None
    upi_id: str | None
    header: str
    footer: str
    is_demo: bool


class Buyer(Struct, frozen=True, kw_only=True):
    """The buyer's particulars as the bill was issued; None where the bill does not say."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None


class BillLine(Struct, frozen=True, kw_only=True):
    """One line of a bill, numbered from 1."""

    line: int
    item_id: int | None
    description: str
    description_hi: str
    hsn: str
    qty: Milli
    unit: str
    unit_price: Paise
    price_includes_tax: bool
    mrp: Paise | None
    terms: TaxTerms
    taxed: TaxedLine


class AdvanceUsed(Struct, frozen=True, kw_only=True):
    """The part of a receipt voucher that a bill used up; ``tax`` was paid when it was taken."""

    voucher_number: str
    amount: Paise
    tax: Paise


class Bill(Struct, frozen=True, kw_only=True):
    """Everything a bill says. A reprint needs nothing else."""

    id: int
    uuid: str
    number: str
    order_id: int
    order_number: str
    document: DocumentKind
    order_type: OrderType
    issued_at: datetime
    """UTC."""
    local_time: datetime
    """The same moment on the outlet's clock."""
    business_date: date
    outlet_id: int
    terminal_id: int
    shift_id: int
    cashier_id: int
    cashier_name: str
    customer_id: int | None
    seller: Seller
    buyer: Buyer
    gst: GstDetails
    place_of_supply: str
    place_name: str
    is_interstate: bool
    reason: str
    lines: tuple[BillLine, ...]
    totals: Totals
    tenders: tuple[Tender, ...]
    change: Paise
    override: Override | None = None
    """What a person decided about the place of supply against the rule; None mostly."""
    advances: tuple[AdvanceUsed, ...] = ()
    """Receipt vouchers whose advance paid part of it, with the tax paid on them already."""
    order_label: str = ""
    """The table or token, where the outlet tells its orders apart."""
    proof: str = ""
    """What its printout shows of its entry in the chain of proof."""

    @property
    def balance_due(self) -> Paise:
        """What was put onto the account when the bill was issued."""
        return sum(t.amount for t in self.tenders if t.method is Method.CREDIT)


class BillSummary(Struct, frozen=True, kw_only=True):
    """A bill as a list shows it."""

    number: str
    order_number: str
    document: str
    order_type: str
    local_time: datetime
    customer_name: str | None
    customer_phone: str | None
    subtotal: Paise
    tax: Paise
    total: Paise
    item_count: int
    balance_due: Paise
    returned: Paise = 0
    return_state: ReturnState = ReturnState.NONE


def settle(total: Paise, offered: Sequence[Offered], *, methods: Sequence[Method]) -> Settlement:
    """Match tenders with a total. Change comes from cash only.

    Args:
        total: what is to be paid, not negative.
        offered: in the order the buyer offers them; a credit without an amount takes the rest.
        methods: those the outlet takes.

    Raises BadInput naming ``tenders`` or ``tenders[i]…`` when they fall short, when
    non-cash exceeds what is due, or when a method is off.
    """
    fixed = _check(total, offered, methods)
    non_cash = sum(o.amount or 0 for o in offered if o.method is not Method.CASH)
    cash = fixed - non_cash
    if non_cash > total:
        raise BadInput(
            f"Card, UPI and account together are {format_rupees(non_cash)}, but only "
            f"{format_rupees(total)} is due. Lower them: change is given from cash only.",
            field="tenders",
            code="non_cash_above_due",
        )
    rest = max(total - non_cash - cash, 0)
    open_credit = any(o.amount is None for o in offered)
    if rest and not open_credit:
        raise BadInput(
            f"{format_rupees(rest)} is still to pay of {format_rupees(total)}. Take more, or put "
            "the rest on a customer's account.",
            field="tenders",
            code="tender_short",
        )
    tenders: list[Tender] = []
    left_for_cash = total - non_cash - (rest if open_credit else 0)
    for o in offered:
        if o.method is Method.CASH:
            handed = o.amount or 0
            amount = min(handed, left_for_cash)
            left_for_cash -= amount
        else:
            amount = handed = rest if o.amount is None else o.amount
        if handed:
            tenders.append(
                Tender(method=o.method, amount=amount, handed=handed, reference=o.reference)
            )
    return Settlement(tenders=tuple(tenders), change=max(fixed - total, 0))


def _check(total: Paise, offered: Sequence[Offered], methods: Sequence[Method]) -> Paise:
    """Check each tender by itself and return the sum of the amounts that are given."""
    if total < 0:
        raise Refused("A bill cannot be negative.", code="negative_bill")
    for i, o in enumerate(offered):
        if o.method not in methods:
            raise BadInput(
                f"This outlet does not take {o.method.value}. Choose another way to pay, or "
                "switch it on in Settings.",
                field=f"tenders[{i}].method",
                code="method_off",
            )
        if o.amount is None and o.method is not Method.CREDIT:
            raise BadInput("Give the amount of the tender.", field=f"tenders[{i}].amount")
        if o.amount is not None and o.amount < 0:
            raise BadInput(
                "A tender cannot be negative. Money goes back through a credit note.",
                field=f"tenders[{i}].amount",
                code="negative_tender",
            )
        if len(o.reference) > 64:
            raise BadInput(
                "A reference has at most 64 characters.", field=f"tenders[{i}].reference"
            )
    if sum(o.amount is None for o in offered) > 1:
        raise BadInput("Only one tender can take the rest.", field="tenders")
    return sum(o.amount or 0 for o in offered)
