"""Who sells and who buys, copied as they are now: what a document says of them for ever."""

from __future__ import annotations

from pos_desktop.domain.bills import Buyer, Seller
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.orders import InvoiceTo
from pos_desktop.domain.outlet import Outlet


def seller_of(outlet: Outlet) -> Seller:
    """The outlet's particulars."""
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


def buyer_of(customer: Customer | None, named: InvoiceTo) -> Buyer:
    """The customer's phone, with the name and address that the invoice states."""
    phone = customer.details.phone if customer else None
    return Buyer(name=named.name, phone=phone, address=named.address)
