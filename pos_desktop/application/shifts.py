"""The drawer's day: open, move cash, close with a count, and look back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from pos_desktop.application.clock import check_clock_at_opening
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_kick
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import (
    CashKind,
    CashMovement,
    ClosedShift,
    DrawerCount,
    Shift,
    counted_cash,
    variance_in_words,
)

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShift:
    """Opening cash, as an amount or as a count by denomination."""

    opening_cash: Paise | None = None
    counts: dict[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCash:
    """Cash put in or taken out, with its reason."""

    amount: Paise
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShift:
    """Closing cash, as an amount or as a count by denomination."""

    closing_cash: Paise | None = None
    counts: dict[str, int] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentShift:
    """The terminal's open shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHistory:
    """Closed shifts of the outlet; dates are business dates, inclusive."""

    first: date | None = field(default=None, metadata={"json": "from"})
    last: date | None = field(default=None, metadata={"json": "to"})
    user: str | None = None
    page: int = 1
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """An open shift. What should be in the drawer is not told."""

    shift_id: int
    number: int
    terminal: str
    business_date: date
    opened_at: datetime
    opened_by: str
    opening_cash: Paise
    handover_gap: Paise


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftNow:
    """The open shift, or none; and the cash the last close left, to prefill an opening."""

    shift: ShiftView | None
    last_closing_cash: Paise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMoved:
    """What was moved."""

    kind: CashKind
    amount: Paise
    reason: str
    approved_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSale:
    """Why the drawer is opened without a sale."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerOpened:
    """Whether a pulse was sent; without a drawer there is none to send."""

    opened: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosed:
    """The drawer as it was counted, with every term of what was expected."""

    number: int
    terminal: str
    business_date: date
    opened_at: datetime
    opened_by: str
    closed_at: datetime
    closed_by: str
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
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedShifts:
    """A page of closed shifts, newest first."""

    shifts: tuple[ShiftClosed, ...]
    pagination: Pagination


@use_case("shifts.open", right=Right.SELL, what="open a shift", writes=True)
def open_shift(desk: Desk, work: Work, request: OpenShift) -> ShiftView:
    """Open the terminal's shift; a figure other than the last close's is kept as a gap."""
    session = desk.signed_in
    running = work.shifts.open_shift(session.terminal.id)
    if running is not None:
        raise Refused(
            f"Shift {running.number} of {running.opened_by_name} is open at this terminal. "
            "Close it first.",
            code="shift_already_open",
        )
    check_clock_at_opening(desk, work)
    cash = _count(request.opening_cash, request.counts, "opening_cash")
    last = work.shifts.last_closing_cash(session.terminal.id)
    now = desk.clock()
    shift = Shift(
        id=0,
        uuid=desk.new_uuid(),
        outlet_id=session.outlet_id,
        terminal_id=session.terminal.id,
        number=work.shifts.next_number(session.terminal.id),
        business_date=desk.outlet(work).business_date(now),
        opened_at=now,
        opened_by=session.user_id,
        opened_by_name=session.user_name,
        opening_cash=cash,
        handover_gap=0 if last is None else cash - last,
    )
    shift = work.shifts.open(shift, counts=json.dumps(request.counts or {}))
    desk.audit(work, "shift.opened", shift.uuid, opening_cash=cash, gap=shift.handover_gap)
    return _view(shift, session.terminal.code)


@use_case("shifts.current", right=None, writes=False)
def current(desk: Desk, work: Work, request: CurrentShift) -> ShiftNow:
    """The terminal's open shift, if there is one."""
    terminal = desk.signed_in.terminal
    shift = work.shifts.open_shift(terminal.id)
    return ShiftNow(
        shift=_view(shift, terminal.code) if shift else None,
        last_closing_cash=work.shifts.last_closing_cash(terminal.id),
    )


@use_case("shifts.pay_in", right=Right.MOVE_CASH, what="put cash in", writes=True)
def pay_in(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash put into the drawer, such as change from the bank."""
    return _move(desk, work, request, CashKind.PAY_IN, 1)


@use_case("shifts.payout", right=Right.MOVE_CASH, what="pay cash out", writes=True)
def payout(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash paid out of the drawer, such as for a delivery."""
    return _move(desk, work, request, CashKind.PAYOUT, -1)


@use_case("shifts.cash_drop", right=Right.MOVE_CASH, what="take cash to the safe", writes=True)
def cash_drop(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash taken from the drawer to the safe."""
    return _move(desk, work, request, CashKind.DROP, -1)


@use_case("shifts.no_sale", right=Right.NO_SALE, what="open the drawer", writes=True)
def no_sale(desk: Desk, work: Work, request: NoSale) -> DrawerOpened:
    """Open the drawer without a sale; why is kept."""
    reason = _reason(request.reason)
    if not reason:
        raise BadInput("Say why the drawer is opened.", field="reason", code="missing_reason")
    shift = shift_to_sell_in(desk, work, "open the drawer in")
    desk.audit(work, "drawer.opened", shift.uuid, why=reason)
    return DrawerOpened(opened=queue_kick(desk, work), reason=reason)


@use_case("shifts.close", right=Right.CLOSE_OWN_SHIFT, what="close a shift", writes=True)
def close(desk: Desk, work: Work, request: CloseShift) -> ShiftClosed:
    """Close the terminal's shift with what was counted; tells expected cash and variance."""
    session = desk.signed_in
    shift = shift_to_sell_in(desk, work, "close")
    if shift.opened_by != session.user_id:
        desk.require(Right.CLOSE_ANY_SHIFT, f"close the shift of {shift.opened_by_name}")
    cash = _count(request.closing_cash, request.counts, "closing_cash")
    drawer = DrawerCount(
        opening_cash=shift.opening_cash,
        sums=work.shifts.cash_sums(shift.id),
        closing_cash=cash,
    )
    closed = ClosedShift(
        uuid=desk.new_uuid(),
        shift=shift,
        closed_at=desk.clock(),
        closed_by=session.user_id,
        closed_by_name=session.user_name,
        sums=drawer.sums,
        expected_cash=drawer.expected_cash,
        closing_cash=cash,
        cash_variance=drawer.cash_variance,
        counts=json.dumps(request.counts or {}),
        reason=_reason(request.reason),
    )
    work.shifts.close(closed)
    desk.audit(work, "shift.closed", shift.uuid, variance=closed.cash_variance)
    work.end_day()
    return _closed_view(closed, session.terminal.code)


@use_case(
    "shifts.history", right=Right.SEE_SHIFT_HISTORY, what="see the shift history", writes=False
)
def history(desk: Desk, work: Work, request: ShiftHistory) -> ClosedShifts:
    """Closed shifts of the outlet, newest first."""
    page = page_of(request.page, request.limit)
    rows, total = work.shifts.history(
        desk.signed_in.outlet_id, request.first, request.last, request.user, page
    )
    return ClosedShifts(
        shifts=tuple(_closed_view(closed, code) for closed, code in rows),
        pagination=Pagination.of(page, total),
    )


def shift_to_sell_in(desk: Desk, work: Work, doing: str = "bill in") -> Shift:
    """The terminal's open shift. Raises Refused with the way to open one."""
    shift = work.shifts.open_shift(desk.signed_in.terminal.id)
    if shift is None:
        raise Refused(
            f"No shift is open at this terminal, so there is none to {doing}. Open one with the "
            "opening cash (F12).",
            code="no_open_shift",
        )
    return shift


def _move(desk: Desk, work: Work, request: MoveCash, kind: CashKind, sign: int) -> CashMoved:
    if request.amount <= 0:
        raise BadInput("Give an amount above zero.", field="amount", code="amount_not_positive")
    reason = _reason(request.reason)
    if not reason:
        raise BadInput("Say what the cash is for.", field="reason", code="missing_reason")
    session = desk.signed_in
    shift = shift_to_sell_in(desk, work, "move cash in")
    work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=session.outlet_id,
            terminal_id=session.terminal.id,
            shift_id=shift.id,
            kind=kind,
            amount=sign * request.amount,
            at=desk.clock(),
            user_id=session.user_id,
            reason=reason,
        )
    )
    desk.audit(work, f"cash.{kind.value}", shift.uuid, amount=request.amount, why=reason)
    return CashMoved(
        kind=kind,
        amount=request.amount,
        reason=reason,
        approved_by=desk.approver.name if desk.approver else None,
    )


def _count(amount: Paise | None, counts: dict[str, int] | None, field: str) -> Paise:
    if counts is not None:
        counted = counted_cash(counts, field="counts")
        if amount is not None and amount != counted:
            raise BadInput(
                f"The count makes {format_rupees(counted)}, not {format_rupees(amount)}. "
                "Give one of the two.",
                field=field,
                code="count_differs",
            )
        return counted
    if amount is None:
        raise BadInput("Count the drawer: give an amount.", field=field, code="missing_field")
    if amount < 0:
        raise BadInput("Cash in a drawer cannot be negative.", field=field)
    return amount


def _reason(text: str) -> str:
    if len(text.strip()) > LONGEST_REASON:
        raise BadInput(f"A reason has at most {LONGEST_REASON} characters.", field="reason")
    return text.strip()


def _view(shift: Shift, terminal: str) -> ShiftView:
    return ShiftView(
        shift_id=shift.id,
        number=shift.number,
        terminal=terminal,
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by_name,
        opening_cash=shift.opening_cash,
        handover_gap=shift.handover_gap,
    )


def _closed_view(closed: ClosedShift, terminal: str) -> ShiftClosed:
    shift, sums = closed.shift, closed.sums
    return ShiftClosed(
        number=shift.number,
        terminal=terminal,
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by_name,
        closed_at=closed.closed_at,
        closed_by=closed.closed_by_name,
        opening_cash=shift.opening_cash,
        cash_sales=sums.cash_sales,
        cash_collections=sums.cash_collections,
        pay_ins=sums.pay_ins,
        cash_refunds=sums.cash_refunds,
        cash_payouts=sums.cash_payouts,
        cash_drops=sums.cash_drops,
        expected_cash=closed.expected_cash,
        closing_cash=closed.closing_cash,
        cash_variance=closed.cash_variance,
        variance_words=variance_in_words(closed.cash_variance),
        reason=closed.reason,
    )
