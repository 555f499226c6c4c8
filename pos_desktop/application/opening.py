"""Opening the drawer's day, and the open shift. Closing it is in ``closing``."""

from __future__ import annotations

import json
from datetime import date, datetime

from msgspec import Struct

from pos_desktop.application.clock import check_clock_at_opening
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.money import Paise, format_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.shifts import Shift, counted_cash

LONGEST_REASON = 200


class OpenShift(Struct, frozen=True, kw_only=True):
    """Opening cash, as an amount or as a count by denomination."""

    opening_cash: Paise | None = None
    counts: dict[str, int] | None = None


class CurrentShift(Struct, frozen=True, kw_only=True):
    """The terminal's open shift."""


class ShiftView(Struct, frozen=True, kw_only=True):
    """An open shift. What should be in the drawer is not told.

    Attributes:
        held_by: who answers for the drawer: the opener, or who took it over last.
        left_by: who closed the terminal's shift before; with ``handover_gap``, the other name.
        is_counted: a count of its close was handed in: nothing is sold in it any more.
        is_from_before: it was left open overnight.
    """

    shift_id: int
    number: int
    terminal: str
    business_date: date
    opened_at: datetime
    opened_by: str
    opening_cash: Paise
    handover_gap: Paise
    left_by: str = ""
    held_by: str = ""
    is_counted: bool = False
    is_from_before: bool = False


class ShiftNow(Struct, frozen=True, kw_only=True):
    """The open shift, or none; and the cash the last close left, to prefill an opening."""

    shift: ShiftView | None
    last_closing_cash: Paise | None


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
    cash = count_given(request.opening_cash, request.counts, "opening_cash")
    last = work.shifts.last_close(session.terminal.id)
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
        handover_gap=0 if last is None else cash - last.closing_cash,
    )
    shift = work.shifts.open(shift, counts=json.dumps(request.counts or {}))
    told: dict[str, object] = {"opening_cash": cash, "gap": shift.handover_gap}
    if last is not None and shift.handover_gap:
        told["left_by"] = last.closed_by_name
    desk.audit(work, "shift.opened", shift.uuid, **told)
    return _view(desk, work, shift)


@use_case("shifts.current", right=None, writes=False)
def current(desk: Desk, work: Work, request: CurrentShift) -> ShiftNow:
    """The terminal's open shift, if there is one."""
    terminal = desk.signed_in.terminal
    shift = work.shifts.open_shift(terminal.id)
    last = work.shifts.last_close(terminal.id)
    return ShiftNow(
        shift=_view(desk, work, shift) if shift else None,
        last_closing_cash=last.closing_cash if last else None,
    )


def shift_here(desk: Desk, work: Work, doing: str) -> Shift:
    """The terminal's open shift, counted or not. Raises Refused with the way to open one."""
    shift = work.shifts.open_shift(desk.signed_in.terminal.id)
    if shift is None:
        raise Refused(
            f"No shift is open at this terminal, so there is none to {doing}. Open one with the "
            "opening cash (F12).",
            code="no_open_shift",
        )
    return shift


def shift_to_sell_in(desk: Desk, work: Work, doing: str = "bill in") -> Shift:
    """The terminal's open shift. Raises Refused where there is none, or its drawer is counted.

    A count tells what is expected: what is sold after it could be made to fit.
    """
    shift = shift_here(desk, work, doing)
    if shift.counts_made:
        raise Refused(
            f"The drawer of shift {shift.number} is counted, so there is none to {doing}. Finish "
            "closing it (F12), then open the next.",
            code="shift_counted",
        )
    return shift


def count_given(amount: Paise | None, counts: dict[str, int] | None, field: str) -> Paise:
    """The cash of a count by denomination or as an amount. Raises BadInput naming *field*."""
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


def short_text(text: str, *, field: str = "reason") -> str:
    """The text without spaces around it. Raises BadInput naming *field* when it is too long."""
    if len(text.strip()) > LONGEST_REASON:
        raise BadInput(f"At most {LONGEST_REASON} characters fit here.", field=field)
    return text.strip()


def _view(desk: Desk, work: Work, shift: Shift) -> ShiftView:
    last = work.shifts.last_close(shift.terminal_id) if shift.handover_gap else None
    return ShiftView(
        shift_id=shift.id,
        number=shift.number,
        terminal=desk.signed_in.terminal.code,
        business_date=shift.business_date,
        opened_at=shift.opened_at,
        opened_by=shift.opened_by_name,
        opening_cash=shift.opening_cash,
        handover_gap=shift.handover_gap,
        left_by=last.closed_by_name if last else "",
        held_by=shift.holder_name,
        is_counted=shift.counts_made > 0,
        is_from_before=desk.outlet(work).business_date(desk.clock()) > shift.business_date,
    )
