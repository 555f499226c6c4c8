"""Cash that moves without a bill: pay-in, payout, cash drop; and a drawer opened without a sale.

Each is a numbered slip, printed, in the audit log. None of them is compared with what should be
in the drawer: a refusal would tell it.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.headings import heading_of
from pos_desktop.application.opening import shift_here, short_text
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.drawer import CashSlip, SlipKind
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right
from pos_desktop.domain.shift_report import PrintedSlip
from pos_desktop.domain.shifts import CashKind, CashMovement, Shift

_MOVES = {
    SlipKind.PAY_IN: (CashKind.PAY_IN, 1),
    SlipKind.PAYOUT: (CashKind.PAYOUT, -1),
    SlipKind.DROP: (CashKind.DROP, -1),
}


class MoveCash(Struct, frozen=True, kw_only=True):
    """Cash put in or taken out, with its reason; a payout also says what kind and to whom."""

    amount: Paise
    reason: str
    category: str = ""
    payee: str = ""


class CashMoved(Struct, frozen=True, kw_only=True):
    """What was moved, and the number of its slip."""

    kind: CashKind
    amount: Paise
    reason: str
    approved_by: str | None
    slip_number: str
    category: str = ""
    payee: str = ""


class NoSale(Struct, frozen=True, kw_only=True):
    """Why the drawer is opened without a sale."""

    reason: str


class DrawerOpened(Struct, frozen=True, kw_only=True):
    """Whether a pulse was sent; without a drawer there is none to send."""

    opened: bool
    reason: str
    slip_number: str


@use_case("shifts.pay_in", right=Right.MOVE_CASH, what="put cash in", writes=True)
def pay_in(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash put into the drawer, such as change from the bank."""
    return _move(desk, work, request, SlipKind.PAY_IN)


@use_case("shifts.payout", right=Right.MOVE_CASH, what="pay cash out", writes=True)
def payout(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash paid out of the drawer, such as for a delivery."""
    return _move(desk, work, request, SlipKind.PAYOUT)


@use_case("shifts.cash_drop", right=Right.MOVE_CASH, what="take cash to the safe", writes=True)
def cash_drop(desk: Desk, work: Work, request: MoveCash) -> CashMoved:
    """Cash taken from the drawer to the safe."""
    return _move(desk, work, request, SlipKind.DROP)


@use_case("shifts.no_sale", right=Right.NO_SALE, what="open the drawer", writes=True)
def no_sale(desk: Desk, work: Work, request: NoSale) -> DrawerOpened:
    """Open the drawer without a sale; why is kept."""
    reason = short_text(request.reason)
    if not reason:
        raise BadInput("Say why the drawer is opened.", field="reason", code="missing_reason")
    shift = shift_here(desk, work, "open the drawer in")
    slip = _slip(desk, work, shift, SlipKind.NO_SALE, MoveCash(amount=0, reason=reason))
    work.drawer.add_slip(slip, movement_id=None)
    desk.audit(work, "drawer.opened", shift.uuid, why=reason, slip=slip.number)
    _print(desk, work, slip)
    has_drawer = work.terminal_printers.get(desk.signed_in.terminal.id).with_drawer is not None
    return DrawerOpened(opened=has_drawer, reason=reason, slip_number=slip.number)


def _move(desk: Desk, work: Work, request: MoveCash, kind: SlipKind) -> CashMoved:
    if request.amount <= 0:
        raise BadInput("Give an amount above zero.", field="amount", code="amount_not_positive")
    if not short_text(request.reason):
        raise BadInput("Say what the cash is for.", field="reason", code="missing_reason")
    session = desk.signed_in
    shift = shift_here(desk, work, "move cash in")
    slip = _slip(desk, work, shift, kind, request)
    cash_kind, sign = _MOVES[kind]
    movement_id = work.shifts.record_cash(
        CashMovement(
            uuid=desk.new_uuid(),
            outlet_id=session.outlet_id,
            terminal_id=session.terminal.id,
            shift_id=shift.id,
            kind=cash_kind,
            amount=sign * request.amount,
            at=slip.at,
            user_id=session.user_id,
            reason=slip.reason,
        )
    )
    work.drawer.add_slip(slip, movement_id=movement_id)
    told: dict[str, object] = {"amount": slip.amount, "why": slip.reason, "slip": slip.number}
    if slip.category:
        told["category"] = slip.category
    if slip.payee:
        told["payee"] = slip.payee
    desk.audit(work, f"cash.{kind.value}", shift.uuid, **told)
    _print(desk, work, slip)
    return CashMoved(
        kind=cash_kind,
        amount=slip.amount,
        reason=slip.reason,
        approved_by=slip.approved_by or None,
        slip_number=slip.number,
        category=slip.category,
        payee=slip.payee,
    )


def _slip(desk: Desk, work: Work, shift: Shift, kind: SlipKind, request: MoveCash) -> CashSlip:
    session = desk.signed_in
    now = desk.clock()
    local = desk.outlet(work).local(now)
    year = financial_year(local.date())
    code = session.terminal.code
    sequence = work.bills.next_number(session.terminal.id, Series.CASH_SLIP, year)
    return CashSlip(
        uuid=desk.new_uuid(),
        number=document_number(code, Series.CASH_SLIP, year, sequence),
        outlet_id=session.outlet_id,
        terminal_id=session.terminal.id,
        shift_id=shift.id,
        kind=kind,
        amount=request.amount,
        category=short_text(request.category, field="category"),
        reason=short_text(request.reason),
        payee=short_text(request.payee, field="payee"),
        at=now,
        local_time=local,
        business_date=shift.business_date,
        user_id=session.user_id,
        user_name=session.user_name,
        approved_by=desk.approver.name if desk.approver else "",
    )


def printed_slip(desk: Desk, work: Work, slip: CashSlip) -> PrintedSlip:
    """A slip under the heading of its outlet."""
    return PrintedSlip(
        heading=heading_of(desk.outlet(work)),
        terminal=slip.number.split("/")[0].removesuffix(Series.CASH_SLIP.value),
        slip=slip,
    )


def _print(desk: Desk, work: Work, slip: CashSlip) -> None:
    printed = printed_slip(desk, work, replace(slip, proof=work.seal()))
    queue_printouts(
        desk,
        work,
        document="cash_slip",
        number=slip.number,
        opens_drawer=True,
        render=lambda printer: desk.printouts.drawer_bytes(printed, printer),
    )
