"""Freezing printouts into print jobs, inside the transaction that makes the document."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.application.printing import JobKind, NewPrintJob, PrinterSettings

_log = logging.getLogger(__name__)


def queue_printouts(
    desk: Desk,
    work: Work,
    *,
    document: str,
    number: str,
    render: Callable[[PrinterSettings], bytes],
    opens_drawer: bool = False,
    copy: int = 0,
    kind: JobKind | None = None,
) -> None:
    """Queue the drawer's kick (first, a job of its own) and the document's frozen bytes.

    A printout that cannot be made never undoes the document: it is logged and audited, and
    the document can be printed again when the cause is mended.
    """
    session = desk.signed_in
    printer = work.people.printer(session.terminal.id)
    if printer.connection == "none":
        return
    jobs: list[tuple[JobKind, bytes]] = []
    try:
        if opens_drawer and printer.drawer_pin is not None:
            jobs.append((JobKind.KICK, desk.printouts.kick_bytes(printer)))
        own_kind = kind or (JobKind.REPRINT if copy else JobKind.ORIGINAL)
        jobs.append((own_kind, render(printer)))
    except Exception:  # noqa: BLE001 - a fault in rendering must not undo the sale
        _log.exception("the printout of %s %s could not be made", document, number)
        desk.audit(work, "printout.failed", number, document=document)
    for job_kind, data in jobs:
        _queue(
            desk, work, printer.name, job_kind, data, document=document, number=number, copy=copy
        )


def queue_kick(desk: Desk, work: Work) -> bool:
    """Queue the drawer's pulse alone; False when the terminal has no drawer."""
    printer = work.people.printer(desk.signed_in.terminal.id)
    if printer.connection == "none" or printer.drawer_pin is None:
        return False
    data = desk.printouts.kick_bytes(printer)
    _queue(desk, work, printer.name, JobKind.KICK, data, document="drawer", number="", copy=0)
    return True


def _queue(
    desk: Desk,
    work: Work,
    printer: str,
    kind: JobKind,
    data: bytes,
    *,
    document: str,
    number: str,
    copy: int,
) -> None:
    session = desk.signed_in
    work.journal.add_print_job(
        NewPrintJob(
            uuid=desk.new_uuid(),
            terminal_id=session.terminal.id,
            printer=printer,
            kind=kind,
            document=document,
            number=number,
            copy=copy,
            data=data,
            at=desk.clock(),
            user_id=session.user_id,
        )
    )
