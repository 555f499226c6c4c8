"""How the money of a credit note goes back: off what is unpaid first, then to who paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.domain.bills import Bill, Tender
from pos_desktop.domain.credit_notes import Earlier, Refund, RefundMethod
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.outlet import Method

LONGEST_REFERENCE = 64
_AS_PAID = {
    Method.CASH: RefundMethod.CASH,
    Method.UPI: RefundMethod.UPI,
    Method.CARD: RefundMethod.CARD,
    Method.CREDIT: RefundMethod.ACCOUNT,
    Method.ADVANCE: RefundMethod.ACCOUNT,
    # What was brought back for it may have been paid in any way.
    Method.EXCHANGE: RefundMethod.CASH,
}
_WITH_MONEY = (Method.CASH, Method.UPI, Method.CARD)


class RefundOffered(Struct, frozen=True, kw_only=True):
    """One refund as it is asked for. ``amount`` None is the rest."""

    method: RefundMethod
    amount: Paise | None = None
    reference: str = ""


def paid_of(bill: Bill, corrected: Mapping[Method, Paise]) -> dict[Method, Paise]:
    """What is paid of a bill in each way, with what corrections gave to it or took from it."""
    paid: dict[Method, Paise] = {}
    for tender in bill.tenders:
        paid[tender.method] = paid.get(tender.method, 0) + tender.amount
    for method, amount in corrected.items():
        paid[method] = paid.get(method, 0) + amount
    return paid


def as_paid(bill: Bill, corrected: Mapping[Method, Paise]) -> Bill:
    """The bill with its tenders as corrections left them: money goes back as it really came."""
    if not corrected:
        return bill
    tenders = (
        Tender(method=method, amount=amount, handed=amount)
        for method, amount in paid_of(bill, corrected).items()
        if amount
    )
    return replace(bill, tenders=tuple(tenders))


def refund_methods(bill: Bill, methods: Sequence[Method]) -> tuple[RefundMethod, ...]:
    """The ways open to a refund of *bill* at an outlet that takes *methods*."""
    paid = {tender.method for tender in bill.tenders}
    ways = [_AS_PAID[m] for m in _WITH_MONEY if m in methods or m in paid]
    return (*ways, RefundMethod.ACCOUNT) if bill.customer_id is not None else tuple(ways)


def suggested_refund(bill: Bill, earlier: Earlier, total: Paise, due: Paise) -> tuple[Refund, ...]:
    """What is unpaid of the bill first, then as it was paid, less what went back before."""
    off_due = min(total, due)
    sums = {RefundMethod.ACCOUNT: off_due}
    gone = dict(earlier.refunds)
    left = total - off_due
    last = RefundMethod.CASH
    for tender in bill.tenders:
        way = _AS_PAID[tender.method]
        if way is RefundMethod.ACCOUNT and bill.customer_id is None:
            way = RefundMethod.CASH
        # What is still due was not paid, though it was a tender.
        open_of_it = min(due, tender.amount) if tender.method is Method.CREDIT else 0
        there = tender.amount - open_of_it
        before = min(gone.get(way, 0), there)
        gone[way] = gone.get(way, 0) - before
        part = min(left, there - before)
        if part:
            sums[way] = sums.get(way, 0) + part
            left -= part
            last = way
    if left:
        sums[last] = sums.get(last, 0) + left
    return tuple(Refund(method=way, amount=amount) for way, amount in sums.items() if amount)


def settle_refund(
    bill: Bill,
    total: Paise,
    due: Paise,
    offered: Sequence[RefundOffered],
    *,
    ways: Collection[RefundMethod],
) -> tuple[Refund, ...]:
    """Match refunds with a note's total.

    Args:
        bill: what is taken back.
        total: what the note gives back.
        due: what is still unpaid of the bill; it comes off first.
        offered: in the order they are asked for; one without an amount takes the rest.
        ways: those that are open.

    Raises BadInput naming ``refund`` or ``refund[i]…``.
    """
    for i, refund in enumerate(offered):
        _check(bill, refund, ways, path=f"refund[{i}]", due=due)
    if sum(refund.amount is None for refund in offered) > 1:
        raise BadInput("Only one refund can take the rest.", field="refund")
    rest = total - sum(refund.amount or 0 for refund in offered)
    if rest < 0 or (rest and all(refund.amount is not None for refund in offered)):
        raise BadInput(
            f"{format_rupees(total)} goes back, not {format_rupees(total - rest)}. Make the "
            "amounts add up to it.",
            field="refund",
            code="refund_differs",
        )
    refunds = tuple(
        Refund(
            method=refund.method,
            amount=rest if refund.amount is None else refund.amount,
            reference=refund.reference.strip(),
        )
        for refund in offered
    )
    refunds = tuple(refund for refund in refunds if refund.amount)
    on_account = sum(r.amount for r in refunds if r.method is RefundMethod.ACCOUNT)
    if on_account < min(total, due):
        raise BadInput(
            f"{format_rupees(due)} of bill {bill.number} was never paid, so "
            f"{format_rupees(min(total, due))} comes off the account first.",
            field="refund",
            code="due_comes_first",
        )
    if on_account > due and bill.customer_id is None:
        raise BadInput(
            "The bill has no customer to keep the money for. Give it back another way.",
            field="refund",
            code="no_account",
        )
    return refunds


def _check(
    bill: Bill, refund: RefundOffered, ways: Collection[RefundMethod], *, path: str, due: Paise
) -> None:
    on_account = refund.method is RefundMethod.ACCOUNT
    if refund.method not in ways and not (on_account and due):
        raise BadInput(
            f"Bill {bill.number} cannot be given back by {refund.method.value} here. Choose "
            "another way.",
            field=f"{path}.method",
            code="method_off",
        )
    if refund.amount is not None and refund.amount < 0:
        raise BadInput("A refund cannot be negative.", field=f"{path}.amount")
    if len(refund.reference) > LONGEST_REFERENCE:
        raise BadInput(
            f"A reference has at most {LONGEST_REFERENCE} characters.", field=f"{path}.reference"
        )
