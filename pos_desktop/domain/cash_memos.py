"""Small sales that nobody asked an invoice for, and the day's one invoice for them.

CGST Act s.31(3)(b) and Rule 46, fourth proviso: for a supply below the threshold to a buyer who is
not registered and does not ask for one, no tax invoice need be issued; a consolidated one is, at
the close of the day, for all of them.

Only a sale of taxable goods and services becomes a cash memo. What is exempt keeps its bill of
supply, and a basket of both its invoice-cum-bill of supply: a consolidated tax invoice cannot say
them, and the few there are do not make a second document of the day worth its trouble.

A return of a memo is a credit note like any other, at the memo's own figures. It names the memo,
and the consolidated invoice once there is one. The consolidated invoice says what was sold: what
came back before the close of the day stands beside it as a credit note, in the same return, so
that the invoice is the sum of its memos and nothing that was issued has to be changed.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from pos_desktop.domain.bills import Seller
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.gst_data import Threshold, gst_data
from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import NO_GST_DETAILS, NOBODY_NAMED, Order, PricedOrder
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.supplies import TaxSums


def can_be_memo(priced: PricedOrder, order: Order, outlet: Outlet, day: date) -> bool:
    """Whether a sale needs no invoice of its own, unless the buyer asks for one.

    Args:
        priced: the sale's figures; its document tells that all of it is taxable.
        order: with GST details, a State, a name or a place by hand the buyer wants an invoice.
        outlet: its setting.
        day: the local date of the bill, by which the threshold goes.
    """
    if not outlet.cash_memos or outlet.registration is not Registration.REGULAR:
        return False
    below = gst_data().threshold(Threshold.CONSOLIDATED_BELOW, day)
    return (
        below is not None
        and priced.cart.totals.total < below
        and priced.document is DocumentKind.TAX_INVOICE
        and not priced.place.is_interstate
        and order.gst == NO_GST_DETAILS
        and order.invoice_to == NOBODY_NAMED
        and order.override is None
    )


class ConsolidatedLine(Struct, frozen=True, kw_only=True):
    """All lines of the memos with one HSN, unit and rate."""

    hsn: str
    description: str
    """The first of what was sold under it, and how many more there are."""
    unit: str
    qty: Milli
    gst_rate: BasisPoints
    sums: TaxSums

    @property
    def total(self) -> Paise:
        """With its taxes."""
        return self.sums.taxable + self.sums.tax


class ConsolidatedInvoice(Struct, frozen=True, kw_only=True):
    """One tax invoice for the memos of a terminal and a local date."""

    id: int
    uuid: str
    number: str
    outlet_id: int
    terminal_id: int
    shift_id: int | None
    """Whose close issued it; None for one that was issued later."""
    day: date
    """The local date of the memos."""
    issued_at: datetime
    """UTC."""
    local_time: datetime
    user_id: int
    user_name: str
    seller: Seller
    place_of_supply: str
    place_name: str
    first_memo: str
    last_memo: str
    memos: int
    lines: tuple[ConsolidatedLine, ...]
    sums: TaxSums
    round_off: Paise
    total: Paise
    proof: str = ""


class ConsolidatedSummary(Struct, frozen=True, kw_only=True):
    """A consolidated invoice as a list shows it."""

    number: str
    day: date
    local_time: datetime
    first_memo: str
    last_memo: str
    memos: int
    taxable: Paise
    tax: Paise
    total: Paise


class OpenMemos(Struct, frozen=True, kw_only=True):
    """Memos of one terminal and local date that no consolidated invoice has yet."""

    terminal_id: int
    day: date
    bill_ids: tuple[int, ...]
    first_memo: str
    last_memo: str
    round_off: Paise
    total: Paise
