"""The audit log, and what stands out by cashier: for owners and admins."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct, field

from pos_desktop.application.audit_port import AuditFilter
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.paging import Pagination, page_of
from pos_desktop.application.periods import AskedDays, ReportDays
from pos_desktop.application.ports import Work
from pos_desktop.domain.audit import AuditEntry, Exceptions
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.money import Paise, parse_rupees
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import refuse_backwards


class SearchAudit(Struct, frozen=True, kw_only=True):
    """Which entries; dates are the outlet's, inclusive. ``notable`` leaves out the daily bulk."""

    user: str = ""
    action: str = ""
    q: str = ""
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")
    notable: bool = True
    page: int = 1
    limit: int = 50


class AuditPage(Struct, frozen=True, kw_only=True):
    """A page of the log, newest first."""

    entries: tuple[AuditEntry, ...]
    pagination: Pagination


class AskExceptions(AskedDays, frozen=True, kw_only=True):
    """Of which days; by default of today."""


class ExceptionReport(ReportDays, frozen=True, kw_only=True):
    """One row a person."""

    people: tuple[Exceptions, ...]


@use_case("audit.search", right=Right.SEE_AUDIT, what="see the audit log", writes=False)
def search(desk: Desk, work: Work, request: SearchAudit) -> AuditPage:
    """What was done here, newest first."""
    outlet = desk.outlet(work)
    page = page_of(request.page, request.limit)
    wanted = AuditFilter(
        user=request.user.strip(),
        action=request.action.strip(),
        text=request.q.strip(),
        amount=_amount_of(request.q),
        first=outlet.day_begins(request.first) if request.first else None,
        last=outlet.day_begins(request.last + timedelta(days=1)) if request.last else None,
        notable=request.notable,
        page=page,
    )
    entries, total = work.audit_log.search(desk.signed_in.outlet_id, wanted)
    return AuditPage(entries=tuple(entries), pagination=Pagination.of(page, total))


@use_case("audit.exceptions", right=Right.SEE_AUDIT, what="see exceptions", writes=False)
def exceptions(desk: Desk, work: Work, request: AskExceptions) -> ExceptionReport:
    """Discounts, discarded carts, reprints and the like, by who did them."""
    outlet = desk.outlet(work)
    today = outlet.business_date(desk.clock())
    first = request.first or request.last or today
    last = request.last or today
    refuse_backwards(first, last)
    rows = work.audit_log.exceptions(
        desk.signed_in.outlet_id,
        outlet.day_begins(first),
        outlet.day_begins(last + timedelta(days=1)),
        (first.isoformat(), last.isoformat()),
    )
    return ExceptionReport(first=first, last=last, people=tuple(rows))


def _amount_of(text: str) -> Paise | None:
    """What is searched for as an amount: "25", "25.00" or "₹1,260"; None when it is none."""
    try:
        return parse_rupees(text.strip().removeprefix("₹").replace(",", "").strip(), field="q")
    except BadInput:
        return None
