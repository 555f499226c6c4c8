"""The print queue at the counter: what happened to each job, and what to do about it.

Nothing that may have come out is sent again by itself. Somebody looks at the paper and says so;
what is then printed once more is marked, and the log says who asked for it.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_job
from pos_desktop.application.print_queue_port import JobRow
from pos_desktop.application.printing import JobKind, JobState, PrinterSettings
from pos_desktop.application.terminal_printers import TerminalPrinters
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.people import Right

MOST_SHOWN = 50
_TRIALS = ("test", "calibration")
_IN_THE_WAY = "This printout has changed meanwhile. Look at it again."
_CAME_OUT_ELSEWHERE = "It was printed once more, with a mark."


class Deed(StrEnum):
    """What a person may do about a job."""

    CAME_OUT = "came_out"
    AGAIN = "again"
    OTHER = "other"
    SKIP = "skip"
    RETRY = "retry"


_DEEDS = {
    JobState.QUEUED: (Deed.OTHER, Deed.SKIP),
    JobState.SENDING: (),
    JobState.NOT_SENT: (Deed.RETRY, Deed.OTHER, Deed.SKIP),
    JobState.UNCONFIRMED: (Deed.CAME_OUT, Deed.AGAIN, Deed.OTHER, Deed.SKIP),
    JobState.PRINTED: (Deed.AGAIN,),
    JobState.CANCELLED: (Deed.AGAIN,),
}


class SeePrintQueue(Struct, frozen=True, kw_only=True):
    """The print queue of this terminal."""


class DoAboutPrintJob(Struct, frozen=True, kw_only=True):
    """Do something about a job. ``printer`` names the other one, where there are several."""

    job_id: int
    deed: Deed
    printer: str | None = None


class JobView(Struct, frozen=True, kw_only=True):
    """A job, and what may be done about it. ``asks``: did it come out?"""

    id: int
    printer: str
    kind: JobKind
    document: str
    number: str
    copy: int
    state: JobState
    attempts: int
    error: str | None
    queued_at: datetime
    queued_by: str
    is_pending: bool
    asks: bool
    deeds: tuple[Deed, ...]


class PrintQueueView(Struct, frozen=True, kw_only=True):
    """What waits, the oldest first; then what is done, the newest first."""

    jobs: tuple[JobView, ...]
    printers: tuple[str, ...]


@use_case("print_queue.see", right=Right.SELL, what="see the print queue", writes=False)
def see(desk: Desk, work: Work, request: SeePrintQueue) -> PrintQueueView:
    """Everything that waits for a printer or a person, and the last of what is done."""
    terminal_id = desk.signed_in.terminal.id
    printers = work.terminal_printers.get(terminal_id)
    waiting = work.print_queue.pending(terminal_id, MOST_SHOWN)
    done = [row for row in work.print_queue.latest(terminal_id, MOST_SHOWN) if not row.is_pending]
    return PrintQueueView(
        jobs=tuple(_view(row, printers) for row in (*waiting, *done)),
        printers=tuple(printer.name for printer in printers.set_up),
    )


@use_case("print_queue.do", right=Right.SELL, what="see to the print queue", writes=True)
def do(desk: Desk, work: Work, request: DoAboutPrintJob) -> JobView:
    """Say that a job came out, print it again, elsewhere, give it up, or try it now."""
    terminal_id = desk.signed_in.terminal.id
    row = work.print_queue.job(terminal_id, request.job_id)
    if row is None:
        raise BadInput("There is no such printout at this terminal.", field="job_id")
    printers = work.terminal_printers.get(terminal_id)
    if request.deed not in _view(row, printers).deeds:
        raise Refused(_IN_THE_WAY, code="print_job_state")
    match request.deed:
        case Deed.CAME_OUT:
            _step(work, row, JobState.PRINTED)
        case Deed.SKIP:
            _step(work, row, JobState.CANCELLED)
        case Deed.RETRY:
            _step(work, row, JobState.QUEUED)
        case Deed.AGAIN:
            printer = printers.named(row.printer) or _any_of(printers)
            _print_again(desk, work, row, printer)
        case Deed.OTHER:
            _at_another(desk, work, row, _other(printers, row, request.printer))
    desk.audit(
        work,
        f"print_job.{request.deed}",
        row.number,
        document=row.document,
        printer=row.printer,
        job=row.id,
    )
    after = work.print_queue.job(terminal_id, row.id) or row
    return _view(after, printers)


def _view(row: JobRow, printers: TerminalPrinters) -> JobView:
    asks = row.state is JobState.UNCONFIRMED and row.is_pending and row.kind is not JobKind.KICK
    deeds = () if row.kind is JobKind.KICK else _DEEDS[row.state]
    if not _others(printers, row):
        deeds = tuple(deed for deed in deeds if deed is not Deed.OTHER)
    if not printers.set_up:
        deeds = tuple(deed for deed in deeds if deed is not Deed.AGAIN)
    if row.state is JobState.UNCONFIRMED and not asks:
        # The printer never answers, and nothing is known to be wrong: nobody need be asked.
        deeds = (Deed.AGAIN,) if Deed.AGAIN in deeds else ()
    return JobView(
        id=row.id,
        printer=row.printer,
        kind=row.kind,
        document=row.document,
        number=row.number,
        copy=row.copy,
        state=row.state,
        attempts=row.attempts,
        error=row.error,
        queued_at=row.at,
        queued_by=row.user_name,
        is_pending=row.is_pending and row.kind is not JobKind.KICK,
        asks=asks,
        deeds=deeds,
    )


def _step(work: Work, row: JobRow, later: JobState, error: str | None = None) -> None:
    if not work.print_queue.step(row.id, row.state, later, error):
        raise Refused(_IN_THE_WAY, code="print_job_state")


def _others(printers: TerminalPrinters, row: JobRow) -> list[PrinterSettings]:
    return [printer for printer in printers.set_up if printer.name != row.printer]


def _other(printers: TerminalPrinters, row: JobRow, name: str | None) -> PrinterSettings:
    others = _others(printers, row)
    if name is None and len(others) == 1:
        return others[0]
    found = next((printer for printer in others if printer.name == name), None)
    if found is None:
        choices = ", ".join(printer.name for printer in others)
        raise BadInput(f"Say which printer: {choices}.", field="printer", code="which_printer")
    return found


def _any_of(printers: TerminalPrinters) -> PrinterSettings:
    if not printers.set_up:
        raise Refused(
            "No printer is set up at this terminal. Set one up, then print again.",
            code="no_printer",
        )
    return printers.set_up[0]


def _at_another(desk: Desk, work: Work, row: JobRow, printer: PrinterSettings) -> None:
    """Nothing of it came out: the same bytes go elsewhere. Else it is printed again, marked."""
    if row.state is not JobState.UNCONFIRMED:
        old = work.terminal_printers.get(desk.signed_in.terminal.id).named(row.printer)
        if old is not None and printer.prints_like(old):
            if not work.print_queue.move(row.id, printer.name):
                raise Refused(_IN_THE_WAY, code="print_job_state")
            return
    _print_again(desk, work, row, printer)


def _print_again(desk: Desk, work: Work, row: JobRow, printer: PrinterSettings) -> None:
    """Queue a marked copy; a job that was in doubt or waiting is given up for it."""
    if row.kind is JobKind.REPORT and row.document not in _TRIALS:
        desk.require(Right.SEE_SHIFT_HISTORY, "print reports again")
    copy = 1 + work.journal.copies(row.document, row.number)
    data = _marked(desk, work, row, printer, copy)
    if row.state.may_become(JobState.CANCELLED):
        _step(work, row, JobState.CANCELLED, _CAME_OUT_ELSEWHERE)
    queue_job(
        desk,
        work,
        printer.name,
        JobKind.REPRINT,
        data,
        document=row.document,
        number=row.number,
        copy=copy,
    )


def _marked(desk: Desk, work: Work, row: JobRow, printer: PrinterSettings, copy: int) -> bytes:
    """The document made anew from its stored facts, else the same bytes under a mark."""
    outlet = desk.outlet(work)
    at, by = outlet.local(desk.clock()), desk.signed_in.user_name
    letterhead = work.letterheads.get(outlet.id)
    if row.document == "bill":
        bill = work.bills.by_number(outlet.id, row.number)
        if bill is not None:
            return desk.printouts.bill_bytes(
                bill,
                printer,
                copy=copy,
                reprinted_at=at,
                reprinted_by=by,
                letterhead=letterhead,
            )
    if row.document == "credit_note":
        note = work.credit_notes.by_number(outlet.id, row.number)
        if note is not None:
            return desk.printouts.credit_note_bytes(
                note,
                printer,
                copy=copy,
                reprinted_at=at,
                reprinted_by=by,
                letterhead=letterhead,
            )
    made_for = work.terminal_printers.get(desk.signed_in.terminal.id).named(row.printer)
    data = work.print_queue.data(row.id)
    if data.startswith(b"%PDF") or (made_for is not None and not printer.prints_like(made_for)):
        raise Refused(
            f"{printer.name} has other paper than this was made for. Open the document and print "
            "it from there.",
            code="other_paper",
        )
    return desk.printouts.marked(data, copy, at, by)
