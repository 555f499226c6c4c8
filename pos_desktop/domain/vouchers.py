"""Advances for services: tax is due when the money comes (CGST Act s.13(2), Rule 50).

An advance for goods bears no tax before the invoice (Notification 66/2017): it is a payment on
account like any other. An advance of which no supply comes is paid back with a refund voucher
(s.31(3)(e), Rule 51), which takes its tax back.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from pos_desktop.domain.accounts import PaymentReceipt
from pos_desktop.domain.bills import Bill, Seller
from pos_desktop.domain.gst import Levy, LineToTax, Supply, TaxedLine, Treatment, tax_cart
from pos_desktop.domain.measures import ONE, BasisPoints
from pos_desktop.domain.money import Paise, divide_half_up
from pos_desktop.domain.outlet import Method

SERVICES = (Supply.SERVICE, Supply.RESTAURANT)


class AdvanceTax(Struct, frozen=True, kw_only=True):
    """An amount received, or a part of it, with the tax that is within it."""

    amount: Paise
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise

    @property
    def tax(self) -> Paise:
        """All taxes within it."""
        return self.cgst + self.sgst + self.utgst + self.igst


class ReceiptVoucher(Struct, frozen=True, kw_only=True):
    """What the voucher says (Rule 50), beside the payment that it is."""

    payment: PaymentReceipt
    description: str
    sac: str
    supply: Supply
    gst_rate: BasisPoints
    figures: AdvanceTax
    seller: Seller
    buyer_gstin: str | None
    buyer_address: str
    buyer_state_code: str | None
    place_of_supply: str
    place_name: str
    is_interstate: bool
    reason: str


class OpenVoucher(Struct, frozen=True, kw_only=True):
    """A voucher of which something is left.

    ``used`` is what bills used up of it and what was paid back; ``day`` is its local date.
    """

    payment_id: int
    number: str
    day: date
    description: str
    figures: AdvanceTax
    used: AdvanceTax

    @property
    def left(self) -> Paise:
        """What no bill used up yet, and was not paid back."""
        return self.figures.amount - self.used.amount


class RefundVoucher(Struct, frozen=True, kw_only=True):
    """What a refund voucher says (Rule 51), beside the adjustment that it is.

    ``receipt`` is the voucher whose advance is paid back: it says the buyer, what the advance was
    for, the rate and the place. ``seller`` is as the outlet was when the refund was made.
    """

    adjustment_id: int
    number: str
    receipt: ReceiptVoucher
    seller: Seller
    figures: AdvanceTax
    method: Method
    reference: str
    reason: str
    at: datetime
    """UTC."""
    local_time: datetime
    business_date: date
    shift_id: int
    cashier_name: str
    approved_by: str
    balance_after: Paise
    proof: str = ""


class AdvanceGroup(Struct, frozen=True, kw_only=True):
    """Advances of a period that are alike to GSTR-1, without their tax, and their taxes."""

    place: str
    is_interstate: bool
    rate: BasisPoints
    taxable: Paise
    cgst: Paise
    sgst: Paise
    """Of the State, or of a Union Territory."""
    igst: Paise


def tax_within(amount: Paise, rate: BasisPoints, levy: Levy) -> AdvanceTax:
    """The tax that an amount received includes."""
    line = LineToTax(qty=ONE, unit_price=amount, price_includes_tax=True, gst_rate=rate, levy=levy)
    return _figures(tax_cart([line], rounded=False).lines[0])


def part_of(voucher: OpenVoucher, amount: Paise) -> AdvanceTax:
    """The part of a voucher that a bill uses up, or that is paid back; all parts together are it.

    Each tax is brought to its share of all that is used by then, so that no paisa is lost or made.
    """
    whole, used = voucher.figures, voucher.used

    def share(total: Paise, so_far: Paise, most: Paise) -> Paise:
        then = divide_half_up(total * (used.amount + amount), whole.amount)
        return min(max(then - so_far, 0), most)

    half = share(whole.cgst, used.cgst, amount // 2)
    igst = share(whole.igst, used.igst, amount)
    in_territory = bool(whole.utgst)
    return AdvanceTax(
        amount=amount,
        taxable=amount - 2 * half - igst,
        cgst=half,
        sgst=0 if in_territory else half,
        utgst=half if in_territory else 0,
        igst=igst,
    )


def services_of(bill: Bill) -> Paise:
    """What a bill charges for taxable services: so much of it an advance for services can pay."""
    return sum(
        line.taxed.total
        for line in bill.lines
        if line.terms.supply in SERVICES and line.terms.treatment is Treatment.TAXABLE
    )


def _figures(line: TaxedLine) -> AdvanceTax:
    return AdvanceTax(
        amount=line.total,
        taxable=line.taxable,
        cgst=line.cgst,
        sgst=line.sgst,
        utgst=line.utgst,
        igst=line.igst,
    )
