"""What counts of a drawer share: at a close, at a hand-over, and when looking back."""

from __future__ import annotations

import json
from datetime import datetime

from msgspec import Struct

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.domain.drawer import Occasion, ShiftCount, VariancePosting
from pos_desktop.domain.errors import Refused
from pos_desktop.domain.money import Paise
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import DrawerCount, Shift, variance_in_words


class CountView(Struct, frozen=True, kw_only=True):
    """A count that was handed in, against what was expected at that moment."""

    number: int
    at: datetime
    by: str
    counted: Paise
    variance: Paise
    variance_words: str


def refuse_uncounted(shift: Shift) -> None:
    """Tell nothing of a drawer before a count of it is handed in. Raises Refused."""
    if not shift.counts_made:
        raise Refused(
            "Count the drawer first: what was recorded is told after the count.",
            code="not_counted",
        )


def refuse_strangers(desk: Desk, shift: Shift, doing: str) -> None:
    """Another's shift is for those who may close any. Raises Refused."""
    if shift.holder_id != desk.signed_in.user_id:
        desk.require(Right.CLOSE_ANY_SHIFT, f"{doing} the shift of {shift.holder_name}")


def held_orders(desk: Desk, work: Work) -> tuple[str, ...]:
    """The numbers of orders on hold at this terminal; a close leaves them where they are."""
    session = desk.signed_in
    held = work.orders.listed(session.outlet_id, (OrderStatus.HELD,), session.terminal.id)
    return tuple(f"{order.number} {order.label}".strip() for order in held)


def count_views(work: Work, shift: Shift) -> tuple[CountView, ...]:
    """The counts of a shift's close, in the order they were handed in."""
    return tuple(
        CountView(
            number=found.number,
            at=found.at,
            by=found.user_name,
            counted=found.counted,
            variance=found.variance,
            variance_words=variance_in_words(found.variance),
        )
        for found in work.drawer.counts(shift.id, Occasion.CLOSE)
    )


def new_count(
    desk: Desk,
    work: Work,
    shift: Shift,
    cash: Paise,
    counts: dict[str, int] | None,
    *,
    number: int,
) -> ShiftCount:
    """A count of the close, against what is expected now."""
    session = desk.signed_in
    return ShiftCount(
        uuid=desk.new_uuid(),
        outlet_id=shift.outlet_id,
        shift_id=shift.id,
        occasion=Occasion.CLOSE,
        number=number,
        at=desk.clock(),
        user_id=session.user_id,
        user_name=session.user_name,
        counted=cash,
        expected=drawer_of(work, shift, cash).expected_cash,
        counts=json.dumps(counts or {}),
    )


def drawer_of(work: Work, shift: Shift, cash: Paise) -> DrawerCount:
    """The open shift's drawer with *cash* in it."""
    return DrawerCount(
        opening_cash=shift.opening_cash,
        sums=work.shifts.cash_sums(shift.id),
        closing_cash=cash,
    )


def post_variance(
    desk: Desk, work: Work, shift: Shift, occasion: Occasion, variance: Paise, reason: str
) -> None:
    """Post what the holder answers for: the variance less what others answered for before."""
    before = sum(posting.amount for posting in work.drawer.postings(shift.id))
    approver = desk.approver.name if desk.approver else ""
    work.drawer.post_variance(
        VariancePosting(
            uuid=desk.new_uuid(),
            outlet_id=shift.outlet_id,
            shift_id=shift.id,
            occasion=occasion,
            business_date=shift.business_date,
            at=desk.clock(),
            user_id=shift.holder_id,
            user_name=shift.holder_name,
            amount=variance - before,
            approved_by=approver if occasion is Occasion.CLOSE else "",
            reason=reason,
        )
    )
