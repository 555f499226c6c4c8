"""Change that the buyer leaves with the shop: it is paid onto the account, with its own receipt."""

from __future__ import annotations

from msgspec.structs import replace

from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.domain.bills import Bill, Settlement
from pos_desktop.domain.customers import Customer
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method, Outlet
from pos_desktop.domain.shifts import Shift


def without_change(settlement: Settlement, customer: Customer | None) -> tuple[Settlement, Paise]:
    """The settlement as if exact cash had been handed over, and the change that is kept.

    Raises BadInput without a customer: there is no account to keep it on.
    """
    if not settlement.change:
        return settlement, 0
    if customer is None:
        raise BadInput(
            "Change can be kept for a known customer only. Choose the customer (F3), or give it.",
            field="keep_change",
            code="no_customer",
        )
    exact = (replace(t, handed=t.amount) for t in settlement.tenders)
    tenders = tuple(t for t in exact if t.handed)
    return Settlement(tenders=tenders, change=0), settlement.change


def keep_change(
    desk: Desk, work: Work, outlet: Outlet, shift: Shift, customer_id: int, kept: Paise
) -> None:
    """Take the change as a payment on account, in the sale's transaction."""
    from pos_desktop.application.payments import ReceivePayment, take_payment

    customer = known_customer(desk, work, customer_id, field="customer.id")
    request = ReceivePayment(customer_id=customer.id, amount=kept, method=Method.CASH)
    take_payment(desk, work, outlet, shift, customer, request)


def kept_of(bill: Bill, handed: Paise) -> Paise:
    """What of the cash *handed* over is not on the bill: it was kept on the account."""
    return handed - sum(t.handed for t in bill.tenders if t.method is Method.CASH)
