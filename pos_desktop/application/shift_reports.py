"""X reports, Z reports and the owner's evening slip: gathered, written down, printed, reprinted."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pos_desktop.application.cash_moves import printed_slip
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.drawer_port import NewZReport
from pos_desktop.application.headings import heading_of
from pos_desktop.application.opening import shift_here
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts, refuse_without_printer
from pos_desktop.application.wire import decode, encode
from pos_desktop.domain.documents import Series, document_number, financial_year
from pos_desktop.domain.drawer import Occasion
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.domain.people import Right
from pos_desktop.domain.shift_report import (
    Closing,
    CopyMark,
    CountLine,
    DayReport,
    DayShift,
    DrawerPrintout,
    HandOver,
    MatchLine,
    PrintedReport,
    ShiftReport,
    together,
)
from pos_desktop.domain.shifts import ClosedShift, DrawerCount, Shift, variance_in_words


class DrawerDocument(StrEnum):
    """What of the drawer is printed again."""

    Z_REPORT = "z_report"
    CASH_SLIP = "cash_slip"


class AskXReport(Struct, frozen=True, kw_only=True):
    """The terminal's open shift so far; ``print`` also sends it to the printer."""

    print: bool = False


class AskOwnerSlip(Struct, frozen=True, kw_only=True):
    """A business date over all shifts, today unless given; ``print`` also prints it."""

    date: date | None = None
    print: bool = False


class ZReportNumber(Struct, frozen=True, kw_only=True):
    """A Z report by its number."""

    number: str


class ReprintDrawer(Struct, frozen=True, kw_only=True):
    """Which document of the drawer to print again."""

    kind: DrawerDocument
    number: str


class DrawerReprinted(Struct, frozen=True, kw_only=True):
    """A marked copy that was queued; copies are numbered from 1."""

    number: str
    copy: int


@use_case("shifts.x_report", right=Right.SEE_EXPECTED_CASH, what="see expected cash", writes=True)
def x_report(desk: Desk, work: Work, request: AskXReport) -> ShiftReport:
    """The open shift so far, every term of what should be in the drawer; who looked is kept."""
    shift = shift_here(desk, work, "report on")
    report = shift_so_far(desk, work, shift)
    desk.audit(work, "shift.x_report", shift.uuid, printed=request.print)
    if request.print:
        _print(desk, work, "x_report", _shift_name(report), PrintedReport(report=report))
    return report


@use_case("shifts.z_report", right=Right.SEE_SHIFT_HISTORY, what="see Z reports", writes=False)
def z_report(desk: Desk, work: Work, request: ZReportNumber) -> ShiftReport:
    """A Z report as it was made."""
    return known_z(desk, work, request.number).report


@use_case("shifts.owner_slip", right=Right.SEE_EXPECTED_CASH, what="see expected cash", writes=True)
def owner_slip(desk: Desk, work: Work, request: AskOwnerSlip) -> DayReport:
    """One page of the day over all shifts of the outlet; who looked is kept."""
    report = day_report(desk, work, request.date)
    day = report.business_date.isoformat()
    desk.audit(work, "shift.owner_slip", day, printed=request.print)
    if request.print:
        _print(desk, work, "owner_slip", day, report)
    return report


@use_case("shifts.reprint", right=Right.SEE_SHIFT_HISTORY, what="print reports again", writes=True)
def reprint(desk: Desk, work: Work, request: ReprintDrawer) -> DrawerReprinted:
    """Queue a marked copy of a Z report or cash slip; the drawer stays shut."""
    number = request.number.strip()
    refuse_without_printer(desk, work)
    printout: DrawerPrintout
    if request.kind is DrawerDocument.Z_REPORT:
        printout = known_z(desk, work, number)
    else:
        printout = known_slip(desk, work, number)
    copy = 1 + work.journal.copies(request.kind.value, number)
    desk.audit(work, f"{request.kind.value}.reprinted", number, copy=copy)
    at = desk.outlet(work).local(desk.clock())
    mark = CopyMark(copy=copy, at=at, by=desk.signed_in.user_name)
    _print(desk, work, request.kind.value, number, printout, mark)
    return DrawerReprinted(number=number, copy=copy)


def shift_so_far(desk: Desk, work: Work, shift: Shift) -> ShiftReport:
    """What the terminal's open shift comes to now."""
    outlet, now = desk.outlet(work), desk.clock()
    figures = work.drawer.figures(shift, now)
    drawer = DrawerCount(opening_cash=shift.opening_cash, sums=figures.cash, closing_cash=0)
    session = desk.signed_in
    held = work.orders.listed(session.outlet_id, (OrderStatus.HELD,), shift.terminal_id)
    return ShiftReport(
        heading=heading_of(outlet),
        terminal=session.terminal.code,
        shift_number=shift.number,
        business_date=shift.business_date,
        opened_at=outlet.local(shift.opened_at),
        opened_by=shift.opened_by_name,
        until=outlet.local(now),
        made_by=session.user_name,
        opening_cash=shift.opening_cash,
        handover_gap=shift.handover_gap,
        expected_cash=drawer.expected_cash,
        figures=figures,
        hand_overs=tuple(
            HandOver(
                at=outlet.local(found.at),
                given_by=found.user_name,
                taken_by=found.to_user_name,
                counted=found.counted,
                variance=found.variance,
            )
            for found in work.drawer.counts(shift.id, Occasion.HANDOVER)
        ),
        held_orders=tuple(order.number for order in held),
    )


def make_z_report(desk: Desk, work: Work, closed: ClosedShift) -> str:
    """Write down and print a shift's Z report, in the close's transaction; returns its number."""
    session, shift = desk.signed_in, closed.shift
    outlet = desk.outlet(work)
    year = financial_year(outlet.local(closed.closed_at).date())
    sequence = work.bills.next_number(session.terminal.id, Series.Z_REPORT, year)
    number = document_number(session.terminal.code, Series.Z_REPORT, year, sequence)
    report = replace(
        shift_so_far(desk, work, shift), number=number, closing=_closing(desk, work, closed)
    )
    work.drawer.add_z(
        NewZReport(
            uuid=desk.new_uuid(),
            number=number,
            outlet_id=session.outlet_id,
            terminal_id=session.terminal.id,
            shift_id=shift.id,
            at=closed.closed_at,
            business_date=shift.business_date,
            facts=json.dumps(encode(report), ensure_ascii=False),
        )
    )
    printed = PrintedReport(report=report, proof=work.seal())
    _print(desk, work, "z_report", number, printed)
    return number


def day_report(desk: Desk, work: Work, day: date | None) -> DayReport:
    """A business date over all shifts of the outlet, open ones as they are now."""
    outlet, now = desk.outlet(work), desk.clock()
    day = day or outlet.business_date(now)
    lines, parts = [], []
    for shift, code in work.drawer.shifts_of(outlet.id, day):
        closed = work.shifts.closed(outlet.id, code, shift.number)
        figures = work.drawer.figures(shift, closed.closed_at if closed else now)
        parts.append(figures)
        drawer = DrawerCount(opening_cash=shift.opening_cash, sums=figures.cash, closing_cash=0)
        lines.append(
            DayShift(
                terminal=code,
                number=shift.number,
                opened_by=shift.opened_by_name,
                total=figures.total,
                expected_cash=drawer.expected_cash,
                closing_cash=closed.closing_cash if closed else None,
                cash_variance=closed.cash_variance if closed else None,
            )
        )
    return DayReport(
        heading=heading_of(outlet),
        business_date=day,
        made_at=outlet.local(now),
        made_by=desk.signed_in.user_name,
        shifts=tuple(lines),
        figures=together(parts),
    )


def known_z(desk: Desk, work: Work, number: str) -> PrintedReport:
    """The Z report of that number at this outlet. Raises BadInput."""
    found = work.drawer.z_report(desk.signed_in.outlet_id, number.strip())
    if found is None:
        raise BadInput(f"There is no Z report {number}.", field="number", code="unknown_report")
    return PrintedReport(report=decode(ShiftReport, json.loads(found.facts)), proof=found.proof)


def known_slip(desk: Desk, work: Work, number: str) -> DrawerPrintout:
    """The cash slip of that number at this outlet. Raises BadInput."""
    slip = work.drawer.slip(desk.signed_in.outlet_id, number.strip())
    if slip is None:
        raise BadInput(f"There is no cash slip {number}.", field="number", code="unknown_slip")
    return printed_slip(desk, work, slip)


def _closing(desk: Desk, work: Work, closed: ClosedShift) -> Closing:
    outlet = desk.outlet(work)
    postings = work.drawer.postings(closed.shift.id)
    return Closing(
        counts=tuple(
            CountLine(
                at=outlet.local(found.at),
                by=found.user_name,
                counted=found.counted,
                variance=found.variance,
            )
            for found in work.drawer.counts(closed.shift.id, Occasion.CLOSE)
        ),
        closing_cash=closed.closing_cash,
        cash_variance=closed.cash_variance,
        variance_words=variance_in_words(closed.cash_variance),
        reason=closed.reason,
        approved_by=", ".join(sorted({p.approved_by for p in postings if p.approved_by})),
        matches=tuple(
            MatchLine(method=found.method, recorded=found.recorded, counted=found.counted)
            for found in work.drawer.matches(closed.shift.id)
        ),
    )


def _print(
    desk: Desk,
    work: Work,
    document: str,
    number: str,
    printout: DrawerPrintout,
    mark: CopyMark | None = None,
) -> None:
    queue_printouts(
        desk,
        work,
        document=document,
        number=number,
        copy=mark.copy if mark else 0,
        render=lambda printer: desk.printouts.drawer_bytes(printout, printer, mark),
    )


def _shift_name(report: ShiftReport) -> str:
    return f"{report.terminal}-{report.shift_number}"
