"""How papers look, and pages that try a printer out."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.outlet import LONGEST_TEXT
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_job
from pos_desktop.application.printing import JobKind, PrinterSettings
from pos_desktop.application.sample_bill import sample_bill
from pos_desktop.application.terminal_printers import Place
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import Outlet
from pos_desktop.domain.people import Right

_MOST_LINES = 8
_TEXTS = ("bank_details", "terms")
_NARROW_DOTS = 384
"""Of paper 58 mm wide."""

_LARGEST_LOGO = 10_000_000
"""Bytes of a file that may be tried as a logo."""


class GetLetterhead(Struct, frozen=True, kw_only=True):
    """The letterhead of the outlet."""


class SetLetterhead(Struct, frozen=True, kw_only=True):
    """Changes to the letterhead; what is not given stays.

    Attributes:
        header: lines below the shop's name and address.
        footer: lines at the end of every receipt.
        terms: lines on A4 and A5 invoices.
        logo_base64: a picture file, such as PNG or JPEG; empty removes the logo.
    """

    language: Language | None = None
    is_compact: bool | None = None
    header: str | None = None
    footer: str | None = None
    bank_details: str | None = None
    terms: str | None = None
    logo_base64: str | None = None
    prints_code: bool | None = None


class LetterheadView(Struct, frozen=True, kw_only=True):
    """The letterhead as it is set; the logo as the small PNG that is kept."""

    language: Language
    is_compact: bool
    header: str
    footer: str
    bank_details: str
    terms: str
    logo_base64: str
    prints_code: bool


class PreviewPapers(Struct, frozen=True, kw_only=True):
    """How a receipt would look with changes that are not saved."""

    changes: SetLetterhead = field(default_factory=SetLetterhead)


class PapersPreview(Struct, frozen=True, kw_only=True):
    """A sample bill as this terminal's printer prints it: its words, and a picture (PNG)."""

    text: str
    picture_base64: str


class TryPrinter(Struct, frozen=True, kw_only=True):
    """Print a page that tries a printer of the terminal out.

    Attributes:
        place: which of its printers.
        calibration: the long page, with a ruler, bars at each width, QR codes both ways, a
            barcode and the rupee sign: to see which settings are right.
    """

    place: Place = Place.RECEIPT
    calibration: bool = False


class TriedPrinter(Struct, frozen=True, kw_only=True):
    """The page was queued."""

    printer: str


@use_case("papers.get", right=Right.SETTINGS, what="see settings", writes=False)
def get(desk: Desk, work: Work, request: GetLetterhead) -> LetterheadView:
    """How the outlet's papers look."""
    return _view(work.letterheads.get(desk.signed_in.outlet_id), desk.outlet(work))


@use_case("papers.set", right=Right.SETTINGS, what="change settings", writes=True)
def set_letterhead(desk: Desk, work: Work, request: SetLetterhead) -> LetterheadView:
    """Change how the outlet's papers look, from the next printout on."""
    before = desk.outlet(work)
    letterhead, outlet = _changed(desk, work, request)
    work.letterheads.set(outlet.id, letterhead)
    if outlet != before:
        work.people.save_outlet(outlet)
    given = [name for name in request.__struct_fields__ if getattr(request, name) is not None]
    desk.audit(work, "papers.set", changed=sorted(given))
    return _view(letterhead, outlet)


@use_case("papers.preview", right=Right.SETTINGS, what="see settings", writes=False)
def preview(desk: Desk, work: Work, request: PreviewPapers) -> PapersPreview:
    """A sample bill as it would be printed with changes that are not saved yet."""
    letterhead, outlet = _changed(desk, work, request.changes)
    session = desk.signed_in
    bill = sample_bill(outlet, session.terminal, session.user_name, desk.clock())
    printer = work.terminal_printers.get(session.terminal.id).shown_for("bill")
    printout = desk.printouts.bill(bill, letterhead)
    picture = base64.b64encode(printout.picture(printer)).decode()
    return PapersPreview(text=printout.text(printer), picture_base64=picture)


@use_case("printers.try", right=Right.SETTINGS, what="set up printers", writes=True)
def try_printer(desk: Desk, work: Work, request: TryPrinter) -> TriedPrinter:
    """Print a test page on a printer of this terminal."""
    printer = work.terminal_printers.get(desk.signed_in.terminal.id).by_place[request.place]
    if not printer.is_set_up:
        raise Refused(
            "No printer is set up at this terminal. Set one up, then print the test page.",
            code="no_printer",
        )
    outlet = desk.outlet(work)
    data = desk.printouts.test_page(
        _at_its_widest(printer) if request.calibration else printer,
        outlet.name,
        outlet.local(desk.clock()),
        calibration=request.calibration,
    )
    desk.audit(work, "printer.tried", printer.name, calibration=request.calibration)
    queue_job(
        desk,
        work,
        printer.name,
        JobKind.REPORT,
        data,
        document="calibration" if request.calibration else "test",
        number="",
        copy=0,
    )
    return TriedPrinter(printer=printer.name)


def _changed(desk: Desk, work: Work, request: SetLetterhead) -> tuple[Letterhead, Outlet]:
    """The letterhead and the outlet with what is given. Raises BadInput naming the field."""
    outlet = desk.outlet(work)
    letterhead = work.letterheads.get(outlet.id)
    given: dict[str, Any] = {
        name: _lines(value, field=name) if name in _TEXTS else value
        for name in (*_TEXTS, "language", "is_compact", "prints_code")
        if (value := getattr(request, name)) is not None
    }
    letterhead = replace(letterhead, **given)
    if request.logo_base64 is not None:
        letterhead = replace(letterhead, logo=_logo(desk, request.logo_base64))
    if request.header is not None:
        outlet = replace(outlet, receipt_header=_lines(request.header, field="header"))
    if request.footer is not None:
        outlet = replace(outlet, receipt_footer=_lines(request.footer, field="footer"))
    return letterhead, outlet


def _at_its_widest(printer: PrinterSettings) -> PrinterSettings:
    """What a printer is tried with: all that its paper might hold, and every cut."""
    cutter = "partial" if printer.cutter == "none" else printer.cutter
    if printer.dots <= _NARROW_DOTS:
        return replace(printer, cutter=cutter)
    return replace(printer, columns=48, dots=640, cutter=cutter)


def _lines(text: str, *, field: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(text) > LONGEST_TEXT or len(lines) > _MOST_LINES:
        raise BadInput(
            f"At most {_MOST_LINES} lines and {LONGEST_TEXT} characters fit here.", field=field
        )
    return "\n".join(lines)


def _logo(desk: Desk, given: str) -> bytes:
    if not given:
        return b""
    if len(given) > _LARGEST_LOGO:
        raise BadInput("The logo is too large. Take a smaller picture.", field="logo")
    try:
        data = base64.b64decode(given, validate=True)
    except binascii.Error:
        raise BadInput("The logo must be a picture file in base64.", field="logo") from None
    return desk.printouts.kept_logo(data)


def _view(letterhead: Letterhead, outlet: Outlet) -> LetterheadView:
    return LetterheadView(
        language=letterhead.language,
        is_compact=letterhead.is_compact,
        header=outlet.receipt_header,
        footer=outlet.receipt_footer,
        bank_details=letterhead.bank_details,
        terms=letterhead.terms,
        logo_base64=base64.b64encode(letterhead.logo).decode(),
        prints_code=letterhead.prints_code,
    )
