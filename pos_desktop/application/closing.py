"""Counting and closing a shift: blind until a count is handed in, and then with every term.

A count that was handed in stays, whatever follows; one more is allowed. What should be in the
drawer is told only after the first, and from then on nothing is sold in the shift.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from pos_desktop.application.consolidating import consolidate_shift
from pos_desktop.application.counting import (
    CountView,
    count_views,
    drawer_of,
    held_orders,
    new_count,
    post_variance,
    refuse_strangers,
    refuse_uncounted,
)
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.opening import count_given, shift_here, short_text
from pos_desktop.application.ports import Work
from pos_desktop.application.shift_reports import make_z_report
from pos_desktop.domain.drawer import Occasion
from pos_desktop.domain.errors import Refused, RefusedButNoted
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import (
    ClosedShift,
    DrawerCount,
    Shift,
    variance_in_words,
)

MOST_COUNTS = 2
"""One count, and one more."""


class CountShift(Struct, frozen=True, kw_only=True):
    """What lies in the drawer, as an amount or by denomination."""

    closing_cash: Paise | None = None
    counts: dict[str, int] | None = None


class CloseShift(Struct, frozen=True, kw_only=True):
    """Closing cash, as an amount or by denomination; without either the last count stands."""

    closing_cash: Paise | None = None
    counts: dict[str, int] | None = None
    reason: str = ""


class DrawerTold(Struct, frozen=True, kw_only=True):
    """A counted drawer, with every term of what is expected in it.

    ``held_orders`` are numbers of orders on hold here; they stay there when the shift is closed.
    """

    number: int
    terminal: str
    opening_cash: Paise
    cash_sales: Paise
    cash_collections: Paise
    pay_ins: Paise
    cash_refunds: Paise
    cash_payouts: Paise
    cash_drops: Paise
    expected_cash: Paise
    closing_cash: Paise
    cash_variance: Paise
    variance_words: str
    counts: tuple[CountView, ...] = ()
    held_orders: tuple[str, ...] = ()


class ShiftCounted(DrawerTold, frozen=True, kw_only=True):
    """A count against what is expected.

    Attributes:
        may_recount: whether one more count is taken.
        is_beyond_limit: whether the close needs a manager's approval and a reason.
    """

    may_recount: bool
    is_beyond_limit: bool
    variance_limit: Paise


class LastCount(Struct, frozen=True, kw_only=True):
    """The count that was handed in for the terminal's open shift."""


class ShiftClosed(DrawerTold, frozen=True, kw_only=True):
    """The drawer as it was counted when its shift was closed."""

    business_date: date
    opened_at: datetime
    opened_by: str
    closed_at: datetime
    closed_by: str
    reason: str
    z_number: str = ""
    approved_by: str = ""


@use_case("shifts.count", right=Right.CLOSE_OWN_SHIFT, what="count the drawer", writes=True)
def count(desk: Desk, work: Work, request: CountShift) -> ShiftCounted:
    """Hand in a count of the drawer; it stays. Tells what was expected, every term of it."""
    shift = _shift_to_close(desk, work)
    cash = count_given(request.closing_cash, request.counts, "closing_cash")
    _hand_in(desk, work, shift, cash, request.counts)
    return _counted(desk, work, shift)


@use_case("shifts.counted", right=Right.CLOSE_OWN_SHIFT, what="count the drawer", writes=False)
def counted(desk: Desk, work: Work, request: LastCount) -> ShiftCounted:
    """The count that was handed in, against what is expected now. Refused before there is one."""
    shift = _shift_to_close(desk, work)
    refuse_uncounted(shift)
    return _counted(desk, work, shift)


@use_case("shifts.close", right=Right.CLOSE_OWN_SHIFT, what="close a shift", writes=True)
def close(desk: Desk, work: Work, request: CloseShift) -> ShiftClosed:
    """Close the terminal's shift with its last count, or with the one that is given here."""
    shift = _shift_to_close(desk, work)
    reason = short_text(request.reason)
    if request.closing_cash is not None or request.counts is not None or not shift.counts_made:
        cash = count_given(request.closing_cash, request.counts, "closing_cash")
        before = work.drawer.counts(shift.id, Occasion.CLOSE)
        if not before or before[-1].counted != cash:
            _hand_in(desk, work, shift, cash, request.counts)
    last = work.drawer.counts(shift.id, Occasion.CLOSE)[-1]
    drawer = drawer_of(work, shift, last.counted)
    limit = desk.outlet(work).variance_limit
    if abs(drawer.cash_variance) > limit:
        reason = _approved_reason(desk, drawer.cash_variance, limit, reason)
    session = desk.signed_in
    closed = ClosedShift(
        uuid=desk.new_uuid(),
        shift=shift,
        closed_at=desk.clock(),
        closed_by=session.user_id,
        closed_by_name=session.user_name,
        sums=drawer.sums,
        expected_cash=drawer.expected_cash,
        closing_cash=last.counted,
        cash_variance=drawer.cash_variance,
        counts=last.counts,
        reason=reason,
    )
    consolidate_shift(desk, work, shift)
    work.shifts.close(closed)
    post_variance(desk, work, shift, Occasion.CLOSE, closed.cash_variance, reason)
    desk.audit(work, "shift.closed", shift.uuid, variance=closed.cash_variance)
    z_number = make_z_report(desk, work, closed)
    work.end_day()
    return closed_view(
        work, closed, session.terminal.code, z_number=z_number, held=held_orders(desk, work)
    )


def closed_view(
    work: Work,
    closed: ClosedShift,
    terminal: str,
    *,
    z_number: str = "",
    held: tuple[str, ...] = (),
) -> ShiftClosed:
    """A closed shift with its counts and who approved its variance."""
    shift = closed.shift
    approved = {p.approved_by for p in work.drawer.postings(shift.id) if p.approved_by}
    return ShiftClosed(
        number=shift.number,
        terminal=terminal,
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by_name,
        closed_at=closed.closed_at,
        closed_by=closed.closed_by_name,
        **_terms(shift, closed),
        variance_words=variance_in_words(closed.cash_variance),
        reason=closed.reason,
        z_number=z_number,
        approved_by=", ".join(sorted(approved)),
        counts=count_views(work, shift),
        held_orders=held,
    )


def _shift_to_close(desk: Desk, work: Work) -> Shift:
    shift = shift_here(desk, work, "close")
    refuse_strangers(desk, shift, "close")
    return shift


def _hand_in(
    desk: Desk, work: Work, shift: Shift, cash: Paise, counts: dict[str, int] | None
) -> None:
    before = work.drawer.counts(shift.id, Occasion.CLOSE)
    if len(before) >= MOST_COUNTS:
        raise Refused(
            "The drawer was counted twice, and both counts are kept. Close with the last one.",
            code="counted_twice",
        )
    made = new_count(desk, work, shift, cash, counts, number=len(before) + 1)
    work.drawer.add_count(made)
    desk.audit(work, "shift.counted", shift.uuid, counted=cash, variance=made.variance)


def _counted(desk: Desk, work: Work, shift: Shift) -> ShiftCounted:
    views = count_views(work, shift)
    drawer = drawer_of(work, shift, views[-1].counted)
    limit = desk.outlet(work).variance_limit
    return ShiftCounted(
        number=shift.number,
        terminal=desk.signed_in.terminal.code,
        **_terms(shift, drawer),
        variance_words=variance_in_words(drawer.cash_variance),
        counts=views,
        may_recount=len(views) < MOST_COUNTS,
        is_beyond_limit=abs(drawer.cash_variance) > limit,
        variance_limit=limit,
        held_orders=held_orders(desk, work),
    )


def _terms(shift: Shift, drawer: DrawerCount | ClosedShift) -> dict[str, Paise]:
    """Every term of a drawer, by name."""
    sums = drawer.sums
    return {
        "opening_cash": shift.opening_cash,
        "cash_sales": sums.cash_sales,
        "cash_collections": sums.cash_collections,
        "pay_ins": sums.pay_ins,
        "cash_refunds": sums.cash_refunds,
        "cash_payouts": sums.cash_payouts,
        "cash_drops": sums.cash_drops,
        "expected_cash": drawer.expected_cash,
        "closing_cash": drawer.closing_cash,
        "cash_variance": drawer.cash_variance,
    }


def _approved_reason(desk: Desk, variance: Paise, limit: Paise, reason: str) -> str:
    """The reason of a variance beyond the limit, approved. Raises RefusedButNoted: a refusal
    tells something of what is expected, so the count must stand.
    """
    try:
        desk.require(
            Right.CLOSE_BEYOND_LIMIT,
            f"close a drawer that is {variance_in_words(variance).lower()} "
            f"(the limit is {format_rupees(limit)})",
        )
    except Refused as refusal:
        raise RefusedButNoted(refusal.message, code=refusal.code) from None
    reason = reason or (desk.approval.reason.strip() if desk.approval else "")
    if not reason:
        raise RefusedButNoted(
            f"The drawer is {variance_in_words(variance).lower()}, beyond the limit of "
            f"{format_rupees(limit)}. Say in a note what happened.",
            code="reason_needed",
            field="reason",
        )
    return reason
