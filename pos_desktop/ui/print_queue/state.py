"""What the sheet of the print queue shows. No Qt."""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.application.print_queue import Deed, JobView
from pos_desktop.application.printing import JobKind, JobState
from pos_desktop.ui.look.tones import Tone

_DOCUMENTS = {
    "bill": "Bill {number}",
    "credit_note": "Credit note {number}",
    "payment_receipt": "Payment receipt {number}",
    "receipt_voucher": "Receipt voucher {number}",
    "refund_voucher": "Refund voucher {number}",
    "consolidated_invoice": "Consolidated invoice {number}",
    "cash_slip": "Cash slip {number}",
    "statement": "Statement of account",
    "test": "Test page",
    "calibration": "Calibration page",
    "labels": "Labels: {number}",
}
_REPRINTS = {
    "bill": "Bill {number}, reprint {copy}",
    "credit_note": "Credit note {number}, reprint {copy}",
    "payment_receipt": "Payment receipt {number}, reprint {copy}",
    "receipt_voucher": "Receipt voucher {number}, reprint {copy}",
    "refund_voucher": "Refund voucher {number}, reprint {copy}",
    "consolidated_invoice": "Consolidated invoice {number}, reprint {copy}",
    "cash_slip": "Cash slip {number}, reprint {copy}",
    "statement": "Statement of account, reprint {copy}",
    "test": "Test page, reprint {copy}",
    "calibration": "Calibration page, reprint {copy}",
    "labels": "Labels: {number}, reprint {copy}",
}
_ANY = "Report {number}"
_ANY_REPRINT = "Report {number}, reprint {copy}"
DRAWER = "Cash drawer"


class JobRow(Struct, frozen=True, kw_only=True):
    """A line of the list."""

    id: int
    at: str
    what: str
    printer: str
    state: str
    tone: Tone


class QueueState(Struct, frozen=True, kw_only=True):
    """The sheet.

    ``told`` says what happened to the chosen job and what to do; ``done`` what was just done, or
    why not.
    """

    rows: tuple[JobRow, ...] = ()
    chosen: int = 0
    told: str = ""
    told_tone: Tone = "text"
    deeds: frozenset[Deed] = frozenset()
    others: tuple[str, ...] = ()
    done: str = ""
    done_tone: Tone = "muted"
    is_busy: bool = False


def what_of(job: JobView) -> str:
    """The document in words."""
    if job.kind is JobKind.KICK:
        return DRAWER
    words, anything = (_REPRINTS, _ANY_REPRINT) if job.copy else (_DOCUMENTS, _ANY)
    return words.get(job.document, anything).format(number=job.number, copy=job.copy)


def state_of(job: JobView) -> tuple[str, Tone]:
    """How far it is, in a few words, and their colour."""
    if job.asks:
        return "Did it come out?", "owes"
    match job.state:
        case JobState.QUEUED:
            return "Waits", "text"
        case JobState.SENDING:
            return "Printing now", "text"
        case JobState.NOT_SENT:
            # A kick that was not sent is over: a drawer does not open later.
            over = job.kind is JobKind.KICK
            return ("Not opened", "muted") if over else ("Not sent yet", "warning")
        case JobState.UNCONFIRMED:
            return "Sent", "text"
        case JobState.PRINTED:
            return ("Opened", "text") if job.kind is JobKind.KICK else ("Printed", "text")
        case JobState.CANCELLED:
            return "Given up", "muted"


def told_of(job: JobView) -> tuple[str, Tone]:
    """What happened to it, and what to do."""
    if job.asks:
        return (
            f"{job.error or 'Nobody knows whether this was printed.'} Look at the paper: "
            "did it come out?"
        ), "owes"
    match job.state:
        case JobState.QUEUED:
            return "It waits for its printer and prints by itself.", "muted"
        case JobState.SENDING:
            return "It is being printed.", "muted"
        case JobState.NOT_SENT if job.kind is not JobKind.KICK:
            return f"{job.error or 'It was not sent.'} It prints by itself then.", "warning"
        case JobState.UNCONFIRMED:
            return "It was sent. This printer never says whether it printed.", "muted"
        case JobState.PRINTED if job.kind is not JobKind.KICK:
            return "The printer has confirmed it, or somebody saw it.", "muted"
        case _:
            return job.error or "Nothing is left to do about it.", "muted"
