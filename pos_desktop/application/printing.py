"""What the application says about printing: a printer, a print job, and where jobs are kept.

A job's bytes are frozen in the transaction of the sale that made it; a print worker sends them
later. So a printer that fails never undoes or delays a sale, and a crash after the sale loses
no printout.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from msgspec import Struct

from pos_desktop.application.printer_addresses import check_address
from pos_desktop.domain.errors import BadInput

Connection = Literal["network", "serial", "usb", "device", "cups", "windows", "file", "none"]
Cutter = Literal["none", "partial", "full"]
RupeeSign = Literal["Rs.", "character", "raster"]
PdfPaper = Literal["a4", "a5", "80mm"]
Paper = Literal["roll", "a4", "a5"]

_CONNECTIONS = ("network", "serial", "usb", "device", "cups", "windows", "file", "none")
_CUTTERS = ("none", "partial", "full")
_RUPEE_SIGNS = ("Rs.", "character", "raster")
_PAPERS = ("roll", "a4", "a5")
_TAKES_PAGES = ("cups", "file", "none")
_DOTS = (384, 512, 546, 576, 640)
_COLUMNS = (32, 42, 48)
_LONGEST_NAME = 40


class JobKind(StrEnum):
    """Why a job exists. A kick opens the cash drawer and prints nothing."""

    ORIGINAL = "original"
    REPRINT = "reprint"
    KICK = "kick"
    REPORT = "report"


class JobState(StrEnum):
    """How far a job has come. The legal steps are those of :meth:`may_become`."""

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    UNCONFIRMED = "unconfirmed"
    NOT_SENT = "not_sent"
    CANCELLED = "cancelled"

    def may_become(self, later: JobState) -> bool:
        """Whether a job in this state may be put into *later*."""
        return later in _NEXT_STATES[self]

    @property
    def earlier(self) -> frozenset[JobState]:
        """The states from which a job may come into this one; a store updates only those."""
        return frozenset(state for state, later in _NEXT_STATES.items() if self in later)


# An unconfirmed job may have come out, so nothing sends its bytes again: a person says that it
# did (printed) or gives it up (cancelled); printing it once more is a new, marked job.
_NEXT_STATES: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.SENDING, JobState.CANCELLED}),
    JobState.SENDING: frozenset({JobState.PRINTED, JobState.UNCONFIRMED, JobState.NOT_SENT}),
    JobState.NOT_SENT: frozenset({JobState.QUEUED, JobState.CANCELLED}),
    JobState.UNCONFIRMED: frozenset({JobState.PRINTED, JobState.CANCELLED}),
    JobState.PRINTED: frozenset(),
    JobState.CANCELLED: frozenset(),
}


class PrinterState(StrEnum):
    """One word for the status strip."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


class PrinterSettings(Struct, frozen=True, kw_only=True, cache_hash=True):
    """How one printer is reached and what it can do.

    Attributes:
        name: what the shop calls it; also the key of its queue.
        connection: how bytes reach it. ``file`` keeps the bytes on disk instead of printing.
        address: where it is, as the connection says it: see ``printer_addresses``.
        paper: a receipt printer's roll, or sheets, onto which documents are laid out as PDF.
        dots: printable dots across the paper.
        columns: characters across the paper in the printer's ordinary font.
        cutter: what a cut command may ask for.
        native_qr: whether the printer draws QR codes itself.
        native_barcode: whether it draws CODE128 barcodes itself.
        pictures: whether it prints pictures: names in Indian scripts, the logo, QR codes that
            it does not draw itself. Without, names are spelt in Latin letters.
        raster_slice: the most rows of dots it takes in one picture; higher ones go in slices.
        rupee: how the rupee sign is printed; no ESC/POS code page has it.
        drawer_pin: the connector pin that opens the cash drawer, or None without a drawer.
        drawer_on_ms: how long the drawer's pulse lasts, and
        drawer_off_ms: how long until another may follow.
        answers_status: whether it answers status questions, and so can confirm a printout.

    Raises:
        BadInput: a value is outside its range; ``field`` names it.
    """

    name: str
    connection: Connection
    address: str = ""
    paper: Paper = "roll"
    dots: int = 576
    columns: int = 48
    cutter: Cutter = "partial"
    native_qr: bool = False
    native_barcode: bool = False
    pictures: bool = True
    raster_slice: int = 128
    rupee: RupeeSign = "Rs."
    drawer_pin: Literal[2, 5] | None = None
    drawer_on_ms: int = 50
    drawer_off_ms: int = 500
    answers_status: bool = False

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > _LONGEST_NAME or not self.name.isprintable():
            raise BadInput(
                f"Give the printer a name of 1 to {_LONGEST_NAME} characters.", field="name"
            )
        _one_of("connection", self.connection, _CONNECTIONS)
        _one_of("paper", self.paper, _PAPERS)
        if self.paper != "roll" and self.connection not in _TAKES_PAGES:
            raise BadInput(
                "Sheets are printed by a printer queue of CUPS. Choose that connection, or a roll.",
                field="paper",
            )
        _one_of("dots", self.dots, _DOTS)
        _one_of("columns", self.columns, _COLUMNS)
        _one_of("cutter", self.cutter, _CUTTERS)
        _one_of("rupee", self.rupee, _RUPEE_SIGNS)
        _one_of("drawer_pin", self.drawer_pin, (None, 2, 5))
        _within("raster_slice", self.raster_slice, 8, 1024)
        _within("drawer_on_ms", self.drawer_on_ms, 2, 510)
        _within("drawer_off_ms", self.drawer_off_ms, 2, 510)
        check_address(self.connection, self.address)

    @property
    def is_set_up(self) -> bool:
        """Whether there is a printer at all."""
        return self.connection != "none"

    def prints_like(self, other: PrinterSettings) -> bool:
        """Whether bytes that were made for the other printer come out right on this one."""
        made_for = (self.paper, self.dots, self.columns)
        return made_for == (other.paper, other.dots, other.columns)


def _one_of(field: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        choices = ", ".join(str(choice) for choice in allowed)
        raise BadInput(f"“{value}” is not possible here. Choose one of: {choices}.", field=field)


def _within(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise BadInput(f"{value} is not possible here. Give {least} to {most}.", field=field)


class PrintJob(Struct, frozen=True, kw_only=True):
    """Frozen bytes for one printer, and how far they have come.

    Attributes:
        document: the kind of document printed, such as ``bill``.
        number: that document's number; empty for a kick.
        copy: 0 for the original, n for the n-th reprint.
        data: the bytes to send; never empty.
        attempts: how often sending was begun.
        error: why it was not sent or is in doubt, for a person; else None.

    Raises:
        BadInput: there are no bytes.
    """

    id: int
    printer: str
    kind: JobKind
    document: str
    number: str
    copy: int
    data: bytes
    state: JobState = JobState.QUEUED
    attempts: int = 0
    error: str | None = None

    def __post_init__(self) -> None:
        if not self.data:
            raise BadInput("A print job without bytes cannot be printed.", field="data")


class NewPrintJob(Struct, frozen=True, kw_only=True):
    """A job as the sale's transaction writes it; its bytes are frozen here."""

    uuid: str
    terminal_id: int
    printer: str
    kind: JobKind
    document: str
    number: str
    copy: int
    data: bytes
    at: datetime
    user_id: int


class JobCounts(Struct, frozen=True, kw_only=True):
    """How many jobs of one printer need something.

    Attributes:
        waiting: queued, sending, and (but for kicks) not_sent.
        to_ask: unconfirmed **with an error**, but for kicks: a person must say whether it came
            out. Without an error the printer simply gives no answers, and nobody is asked.
    """

    waiting: int = 0
    to_ask: int = 0


class PrinterStatus(Struct, frozen=True, kw_only=True):
    """What a printer last said of itself; ``known`` is False when it never says anything."""

    known: bool = True
    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    fault: bool = False

    @property
    def blocked(self) -> bool:
        """Whether nothing can be printed until somebody does something."""
        return self.offline or self.cover_open or self.paper_out or self.fault

    @property
    def state(self) -> PrinterState:
        """The one word that tells a person most: the cause before its effect."""
        if self.cover_open:
            return PrinterState.COVER_OPEN
        if self.paper_out:
            return PrinterState.PAPER_OUT
        if self.blocked:
            return PrinterState.OFFLINE
        if not self.known:
            return PrinterState.UNKNOWN
        return PrinterState.PAPER_LOW if self.paper_low else PrinterState.READY

    @property
    def problem(self) -> str | None:
        """What is wrong and what to do, or None when the printer can print."""
        if self.cover_open:
            return "The printer's cover is open. Close it."
        if self.paper_out:
            return "The printer is out of paper. Load a new roll."
        if self.fault:
            return "The printer reports a fault. Switch it off and on."
        if self.offline:
            return "The printer is offline. Check its power, cable and feed button."
        return None


class PrinterNow(Struct, frozen=True, kw_only=True):
    """One printer as the status strip shows it.

    Attributes:
        problem: the last thing that went wrong, in words, or None.
        is_gone: it was taken away: nothing more is heard of it.
    """

    printer: str
    state: PrinterState
    waiting: int = 0
    to_ask: int = 0
    problem: str | None = None
    is_gone: bool = False


class PrintJobs(Protocol):
    """Where print jobs are kept.

    Each call is one transaction of its own and may come from any printer's thread. Each may
    raise Unavailable when the store cannot be reached; then nothing was changed.
    """

    def next_queued(self, printer: str) -> PrintJob | None:
        """The next queued job of *printer*, or None.

        Kicks come first, then the oldest: a drawer opens at its sale or not at all.
        """
        ...

    def mark(self, job_id: int, state: JobState, error: str | None = None) -> None:
        """Put a job into *state* with *error*; SENDING also counts an attempt.

        Raises Refused when the job's present state may not become *state*, as when a person
        cancelled it meanwhile.
        """
        ...

    def sending_at_start(self) -> int:
        """Clear up after a crash, once, before any worker starts; returns the jobs put in doubt.

        Jobs found sending become unconfirmed with an error: part of them may have come out.
        Kicks still queued are cancelled: a drawer must not open by itself at a start.
        """
        ...

    def requeue_not_sent(self, printer: str) -> int:
        """Queue all not_sent jobs of *printer* again, but for kicks; returns how many."""
        ...

    def hand_on(self, printer: str, other: str) -> int:
        """Queue all that *printer* has not sent, but for kicks, at *other*; returns how many."""
        ...

    def counts(self, printer: str) -> JobCounts:
        """How many jobs of *printer* wait or need an answer."""
        ...
