"""Freezing printouts into print jobs, inside the transaction that makes the document."""

from __future__ import annotations

import logging
from collections.abc import Callable

from pos_desktop.application.desk import Desk
from pos_desktop.application.ports import Work
from pos_desktop.application.printing import JobKind, NewPrintJob, PrinterSettings
from pos_desktop.domain.errors import Refused

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
    printers = work.terminal_printers.get(desk.signed_in.terminal.id)
    jobs = []
    drawer = printers.with_drawer if opens_drawer else None
    if drawer is not None:
        pulse = _pulse(desk, drawer, document=document, number=number)
        if pulse is not None:
            jobs.append(
                _job(desk, drawer.name, JobKind.KICK, pulse, document=document, number=number)
            )
    own_kind = kind or (JobKind.REPRINT if copy else JobKind.ORIGINAL)
    # One after the other: what the kitchen's printer cannot print must not cost the receipt.
    for printer in printers.for_document(document):
        try:
            data = render(printer)
        except Exception:  # noqa: BLE001 - a fault in rendering must not undo the sale
            _log.exception("the printout of %s %s could not be made", document, number)
            desk.audit(work, "printout.failed", number, document=document)
            continue
        jobs.append(
            _job(desk, printer.name, own_kind, data, document=document, number=number, copy=copy)
        )
    work.journal.add_print_jobs(jobs)


def refuse_without_printer(desk: Desk, work: Work) -> None:
    """Raise Refused where something is asked for on paper at a terminal without any printer."""
    if not work.terminal_printers.get(desk.signed_in.terminal.id).set_up:
        raise Refused(
            "No printer is set up at this terminal. Set one up, then print again.",
            code="no_printer",
        )


def queue_copy(
    desk: Desk,
    work: Work,
    *,
    document: str,
    number: str,
    render: Callable[[PrinterSettings, int], bytes],
) -> int:
    """Queue the next marked copy of an issued document and audit it; the drawer stays shut.

    Returns which copy it is, from 1. Raises Refused where the terminal has no printer.
    """
    refuse_without_printer(desk, work)
    copy = 1 + work.journal.copies(document, number)
    desk.audit(work, f"{document}.reprinted", number, copy=copy)
    queue_printouts(
        desk,
        work,
        document=document,
        number=number,
        copy=copy,
        render=lambda printer: render(printer, copy),
    )
    return copy


def _pulse(desk: Desk, printer: PrinterSettings, *, document: str, number: str) -> bytes | None:
    try:
        return desk.printouts.kick_bytes(printer)
    except Exception:  # noqa: BLE001 - a fault in making the pulse must not undo the sale either
        _log.exception("the drawer's pulse for %s %s could not be made", document, number)
        return None


def queue_job(
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
    """Freeze a job's bytes for the printer of that name."""
    job = _job(desk, printer, kind, data, document=document, number=number, copy=copy)
    work.journal.add_print_jobs([job])


def _job(
    desk: Desk,
    printer: str,
    kind: JobKind,
    data: bytes,
    *,
    document: str,
    number: str,
    copy: int = 0,
) -> NewPrintJob:
    session = desk.signed_in
    return NewPrintJob(
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
