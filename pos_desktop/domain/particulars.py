"""Who a buyer without GSTIN is: when the invoice must say it (CGST Rule 46(e))."""

from __future__ import annotations

from datetime import date

from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Levy
from pos_desktop.domain.gst_data import Threshold, gst_data
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.orders import GstDetails, InvoiceTo, PricedOrder

BUYER_NAME, BUYER_ADDRESS = "customer.name", "customer.address"
BUYER_STATE = "customer.gst_state_code"
CODE = "buyer_details_needed"
_INVOICES = (DocumentKind.TAX_INVOICE, DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY)


def buyer_details_needed(priced: PricedOrder, gst: GstDetails, day: date) -> bool:
    """Whether the invoice must name a buyer who has no GSTIN: from a taxable value on."""
    limit = gst_data().threshold(Threshold.BUYER_DETAILS, day)
    if gst.gstin or limit is None or priced.document not in _INVOICES:
        return False
    return priced.taxable_supplies >= limit


def check_buyer_details(priced: PricedOrder, gst: GstDetails, named: InvoiceTo, day: date) -> None:
    """Pass when the invoice names its buyer wherever it must.

    Raises BadInput ``buyer_details_needed`` naming the first of ``customer.name``,
    ``customer.address`` and ``customer.gst_state_code`` that is missing.
    """
    if buyer_details_needed(priced, gst, day):
        check_named_in_full(named, gst.state_code, day)


def check_one_place(priced: PricedOrder, gst: GstDetails) -> None:
    """Pass when an invoice to a registered buyer has one place of supply (GSTR-1, table 4).

    Goods for another State bear IGST, a meal at the outlet CGST + SGST: the portal takes no
    invoice with both. The levy counts and not its amount: what is given away bears none of it, and
    has its place all the same. Raises Refused (``two_places``).
    """
    if not gst.gstin:
        return
    levies = set(priced.place.levies) - {Levy.NONE}
    if Levy.IGST in levies and len(levies) > 1:
        raise Refused(
            "Goods for another State and a meal at the outlet cannot stand on one invoice to a "
            "GSTIN. Remove one of the two from this bill, and bill it apart.",
            code="two_places",
        )


def check_named_in_full(named: InvoiceTo, state_code: str | None, day: date) -> None:
    """Pass when name, address and State are there. Raises BadInput as ``check_buyer_details``."""
    limit = gst_data().threshold(Threshold.BUYER_DETAILS, day) or 0
    for field, what, given in (
        (BUYER_NAME, "name", named.name),
        (BUYER_ADDRESS, "address", named.address),
        (BUYER_STATE, "State", state_code),
    ):
        if not (given or "").strip():
            raise BadInput(
                f"From {format_rupees(limit)} taxable the invoice names its buyer with address "
                f"and State. The {what} is missing.",
                field=field,
                code=CODE,
            )
