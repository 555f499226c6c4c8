"""Keeping what is due of bills equal to what the balance says is owed.

After anything that moves an account, an advance settles the oldest dues, and a debt that no due
stands for becomes due again of what the account paid last. So Σ due = max(0, −balance), always.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pos_desktop.application.account_ports import DueChange
from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.domain.accounts import Allocation, Settled, allocate_oldest_first
from pos_desktop.domain.money import Paise


def settle_account(
    desk: Desk,
    work: Work,
    customer_id: int,
    *,
    first: Collection[int] = (),
    payment_id: int | None = None,
    adjustment_id: int | None = None,
) -> tuple[Allocation, ...]:
    """Make the dues of an account add up to its debt; returns what was settled by it.

    Args:
        desk: who does it.
        work: the transaction that moved the account.
        customer_id: whose account; not a merged one.
        first: ids of the dues that are settled, or due again, before all others.
        payment_id: the payment, or
        adjustment_id: the adjustment that moved it.
    """
    outlet_id, at = desk.signed_in.outlet_id, desk.clock()
    dues = list(work.accounts.dues(outlet_id, customer_id))
    owed = max(-work.accounts.balance(customer_id), 0)
    due = sum(one.due for one in dues)

    def change(
        due_id: int | None, bill_id: int | None, day: date, total: Paise, amount: Paise
    ) -> DueChange:
        return DueChange(
            uuid=desk.new_uuid(),
            outlet_id=outlet_id,
            customer_id=customer_id,
            due_id=due_id,
            bill_id=bill_id,
            business_date=day,
            total=total,
            amount=amount,
            payment_id=payment_id,
            adjustment_id=adjustment_id,
            at=at,
        )

    if due > owed:
        dues.sort(key=lambda one: one.due_id not in first)
        settled = allocate_oldest_first(due - owed, dues)
        for part in settled:
            work.accounts.change_due(
                change(part.due_id, part.bill_id, at.date(), part.amount, -part.amount)
            )
        return tuple(settled)
    for one, amount in _due_again(work, outlet_id, customer_id, owed - due, first):
        work.accounts.change_due(
            change(one.due_id, one.bill_id, one.business_date, one.total, amount)
        )
    return ()


def _due_again(
    work: Work, outlet_id: int, customer_id: int, wanted: Paise, first: Collection[int]
) -> Iterator[tuple[Settled, Paise]]:
    """What the account paid last, as much of it as is *wanted*."""
    if not wanted:
        return
    paid = sorted(
        work.accounts.settled(outlet_id, customer_id), key=lambda one: one.due_id not in first
    )
    for one in paid:
        amount = min(one.settled, wanted)
        if amount:
            yield one, amount
        wanted -= amount
    if wanted:
        raise RuntimeError(f"account {customer_id} owes {wanted} paise that nothing stands for")
