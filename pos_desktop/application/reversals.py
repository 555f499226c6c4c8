"""Taking back a payment that was wrong: by an entry, never by changing it.

An advance with a receipt voucher is no such payment: its tax was told to the return, and a bill
may have taken a part of it off. What is left of it goes back with a refund voucher (Rule 51).
"""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.adjustments import post_adjustment, take_back
from pos_desktop.application.clock import check_clock
from pos_desktop.application.customers import known_customer
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.shifts import shift_to_sell_in
from pos_desktop.domain.accounts import AdjustmentKind, PaymentReceipt
from pos_desktop.domain.customers import balance_in_words
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import CashKind, CashMovement


class ReversePayment(Struct, frozen=True, kw_only=True):
    """A payment that was wrong, by its receipt's number, and why."""

    payment_number: str
    reason: str


class PaymentReversed(Struct, frozen=True, kw_only=True):
    """The entry that takes the payment back. ``cash_out`` is what left the drawer with it."""

    number: str
    payment_number: str
    customer_id: int
    amount: Paise
    cash_out: Paise
    balance_after: Paise
    balance_words: str


@use_case(
    "accounts.reverse_payment", right=Right.REVERSE_PAYMENT, what="take payments back", writes=True
)
def reverse_payment(desk: Desk, work: Work, request: ReversePayment) -> PaymentReversed:
    """Take a payment back: its bills are due again, its cash leaves the open shift."""
    number = request.payment_number.strip()
    receipt = work.accounts.payment(desk.signed_in.outlet_id, number)
    if receipt is None:
        raise BadInput(
            f"There is no payment receipt {number}.", field="payment_number", code="unknown_payment"
        )
    if work.accounts.is_reversed(payment_id=receipt.id):
        raise Refused(f"{number} was taken back already.", code="already_reversed")
    if work.vouchers.of_payment(receipt) is not None:
        raise Refused(
            f"{number} is an advance with its GST. Pay back what is left of it with a refund "
            "voucher: Customers, More, Pay an advance back.",
            code="receipt_voucher",
            field="payment_number",
        )
    check_clock(desk, work, "take a payment back")
    cash = receipt.amount if receipt.method is Method.CASH else 0
    if cash:
        _pay_back(desk, work, receipt, request.reason)
    customer = known_customer(desk, work, receipt.customer_id, field="payment_number")
    settled = [part.due_id for part in receipt.allocations]
    # What was let off for settling goes with the settlement.
    for let_off in work.accounts.adjustments_of(customer.outlet_id, payment_id=receipt.id):
        if not work.accounts.is_reversed(reverses=let_off.id):
            take_back(desk, work, let_off, reason=request.reason, first=settled)
    made = post_adjustment(
        desk,
        work,
        customer,
        AdjustmentKind.REVERSAL,
        debit=receipt.amount,
        reason=request.reason,
        payment_id=receipt.id,
        first=settled,
    )
    desk.audit(work, "payment.reversed", number, amount=receipt.amount, why=made.reason)
    balance = work.accounts.balance(customer.id)
    return PaymentReversed(
        number=made.number,
        payment_number=number,
        customer_id=customer.id,
        amount=receipt.amount,
        cash_out=cash,
        balance_after=balance,
        balance_words=balance_in_words(balance),
    )


def _pay_back(desk: Desk, work: Work, receipt: PaymentReceipt, reason: str) -> None:
    """Cash out of the open shift, which need not be the one that took it."""
    shift = shift_to_sell_in(desk, work, "pay cash back from")
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=shift.outlet_id,
            terminal_id=shift.terminal_id,
            shift_id=shift.id,
            kind=CashKind.REFUND,
            amount=-receipt.amount,
            at=desk.clock(),
            user_id=desk.signed_in.user_id,
            payment_id=receipt.id,
            reason=reason.strip(),
        )
    )
