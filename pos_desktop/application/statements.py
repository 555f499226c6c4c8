"""A customer's statement for paper: the passbook, with a code to pay what is owed."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from pos_desktop.application.accounts import StatementRequest, account_over
from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_printouts, refuse_without_printer
from pos_desktop.application.reminders import payment_link
from pos_desktop.domain.accounts import AccountStatement
from pos_desktop.domain.people import Right


class PrintStatement(Struct, frozen=True, kw_only=True):
    """Whose account, over which business dates, inclusive."""

    customer_id: int
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")


class StatementPrinted(Struct, frozen=True, kw_only=True):
    """A statement that was queued; ``entries`` is how many lines it has."""

    customer_id: int
    entries: int


@use_case("accounts.print_statement", right=Right.SEE_BALANCES, what="see accounts", writes=True)
def print_statement(desk: Desk, work: Work, request: PrintStatement) -> StatementPrinted:
    """Queue a customer's statement for the receipt printer; the drawer stays shut."""
    refuse_without_printer(desk, work)
    shown = statement_for(desk, work, request.customer_id, request.first, request.last)
    number = str(shown.customer_id)
    desk.audit(work, "statement.printed", number, name=shown.customer_name)
    queue_printouts(
        desk,
        work,
        document="statement",
        number=number,
        render=lambda printer: desk.printouts.statement_bytes(
            shown, printer, work.letterheads.get(desk.signed_in.outlet_id)
        ),
    )
    return StatementPrinted(customer_id=shown.customer_id, entries=len(shown.lines))


def statement_for(
    desk: Desk, work: Work, customer_id: int, first: date | None, last: date | None
) -> AccountStatement:
    """A statement with all that its paper says. Raises BadInput as ``accounts.statement``."""
    outlet, now = desk.outlet(work), desk.clock()
    request = StatementRequest(customer_id=customer_id, first=first, last=last)
    told = account_over(desk, work, request)
    customer = told.customer
    owed = max(-customer.balance, 0)
    return AccountStatement(
        outlet_name=outlet.name,
        outlet_address=outlet.address,
        outlet_phone=outlet.phone,
        is_demo=outlet.is_demo,
        printed_at=outlet.local(now),
        customer_id=customer.id,
        customer_name=customer.name,
        customer_phone=customer.phone,
        first=first,
        last=last,
        opening_balance=told.opening_balance,
        closing_balance=told.closing_balance,
        balance_now=customer.balance,
        lines=tuple((outlet.local(line.at), line) for line in told.lines),
        unpaid=tuple(work.accounts.dues(outlet.id, customer.id)),
        upi_link=payment_link(outlet, owed, f"KHATA{customer.id}"),
    )
