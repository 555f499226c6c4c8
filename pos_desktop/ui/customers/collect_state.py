"""What the payment-on-account sheet shows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pos_desktop.domain.accounts import DueBill, allocate_oldest_first
from pos_desktop.domain.money import Paise, format_amount
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.bills.periods import day_words


class SettledRow(Struct, frozen=True, kw_only=True):
    """An unpaid bill, and what the payment does to it ("" for nothing)."""

    bill_number: str
    date: str
    due: str
    paid: str
    left: str
    is_settled: bool
    is_chosen: bool = False
    """Whether the payment is for this bill before the others."""


class CollectState(Struct, frozen=True, kw_only=True):
    """The whole sheet. Balances are signed paise, None until they are known."""

    name: str = ""
    phone: str = ""
    balance: Paise | None = None
    balance_after: Paise | None = None
    amount_text: str | None = None
    """What to put into the amount field, selected; None leaves what was typed."""
    methods: tuple[Method, ...] = ()
    method: Method = Method.CASH
    asks_reference: bool = False
    rows: tuple[SettledRow, ...] = ()
    let_off: Paise = 0
    """What the shop lets off of the debt with this payment."""
    can_let_off: bool = False
    advance: Paise = 0
    """What is more than all the bills: it stays on the account."""
    problem: str = ""
    problem_at: str = ""
    can_take: bool = False
    busy: bool = False


def settled_rows(
    amount: Paise, dues: Sequence[DueBill], chosen: Sequence[str] = ()
) -> tuple[SettledRow, ...]:
    """The bills, oldest first, as *amount* would leave them: the chosen ones are paid before."""
    by_number = {due.bill_number: due for due in dues}
    first = [by_number[number] for number in chosen]
    rest = [due for due in dues if due.bill_number not in chosen]
    parts = {part.due_id: part.amount for part in allocate_oldest_first(amount, [*first, *rest])}
    rows = []
    for due in dues:
        paid = parts.get(due.due_id, 0)
        rows.append(
            SettledRow(
                bill_number=due.bill_number,
                date=day_words(due.business_date),
                due=format_amount(due.due),
                paid=format_amount(paid) if paid else "",
                left=format_amount(due.due - paid),
                is_settled=paid == due.due,
                is_chosen=due.bill_number in chosen,
            )
        )
    return tuple(rows)
