"""Seller and buyer as a bill that is issued now states them."""

from __future__ import annotations

from pos_desktop.domain.bills import Buyer, Seller
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.outlet import Outlet


def seller_of(outlet: Outlet) -> Seller:
    """The seller's particulars as they are now."""
    return Seller(
        name=outlet.name,
        legal_name=outlet.legal_name,
        address=outlet.address,
        phone=outlet.phone,
        state_code=outlet.state_code,
        state_name=outlet.state_name,
        registration=outlet.registration,
        gstin=outlet.gstin,
        fssai=outlet.fssai,
        upi_id=outlet.upi_id,
        header=outlet.receipt_header,
        footer=outlet.receipt_footer,
        is_demo=outlet.is_demo,
    )


def buyer_of(customer: Customer | None) -> Buyer:
    """The buyer's particulars as they are now; of an unknown one none."""
    if customer is None:
        return Buyer()
    d = customer.details
    return Buyer(name=d.name, phone=d.phone, address=d.company_address or d.address or None)
