"""How papers look, and pages that try a printer out."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.letterhead import Language, Letterhead
from pos_desktop.application.outlet import LONGEST_TEXT
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_job
from pos_desktop.application.printing import JobKind, PrinterSettings
from pos_desktop.application.terminal_printers import Place
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.people import Right

_MOST_LINES = 8
_NARROW_DOTS = 384
"""Of paper 58 mm wide."""

_LARGEST_LOGO = 10_000_000
"""Bytes of a file that may be tried as a logo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLetterhead:
    """The letterhead of the outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLetterhead:
    """Changes to the letterhead; what is not given stays.

    Attributes:
        logo_base64: a picture file, such as PNG or JPEG; empty removes the logo.
    """

    language: Language | None = None
    is_compact: bool | None = None
    bank_details: str | None = None
    logo_base64: str | None = None
    prints_code: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadView:
    """The letterhead as it is set; the logo as the small PNG that is kept."""

    language: Language
    is_compact: bool
    bank_details: str
    logo_base64: str
    prints_code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPrinter:
    """Print a page that tries a printer of the terminal out.

    Attributes:
        place: which of its printers.
        calibration: the long page, with a ruler, bars at each width, QR codes both ways, a
            barcode and the rupee sign: to see which settings are right.
    """

    place: Place = Place.RECEIPT
    calibration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedPrinter:
    """The page was queued."""

    printer: str


@use_case("papers.get", right=Right.SETTINGS, what="see settings", writes=False)
def get(desk: Desk, work: Work, request: GetLetterhead) -> LetterheadView:
    """How the outlet's papers look."""
    return _view(work.letterheads.get(desk.signed_in.outlet_id))


@use_case("papers.set", right=Right.SETTINGS, what="change settings", writes=True)
def set_letterhead(desk: Desk, work: Work, request: SetLetterhead) -> LetterheadView:
    """Change how the outlet's papers look, from the next printout on."""
    outlet_id = desk.signed_in.outlet_id
    letterhead = work.letterheads.get(outlet_id)
    if request.language is not None:
        letterhead = replace(letterhead, language=request.language)
    if request.is_compact is not None:
        letterhead = replace(letterhead, is_compact=request.is_compact)
    if request.prints_code is not None:
        letterhead = replace(letterhead, prints_code=request.prints_code)
    if request.bank_details is not None:
        letterhead = replace(letterhead, bank_details=_bank(request.bank_details))
    if request.logo_base64 is not None:
        letterhead = replace(letterhead, logo=_logo(desk, request.logo_base64))
    work.letterheads.set(outlet_id, letterhead)
    given = [name for name in request.__slots__ if getattr(request, name) is not None]
    desk.audit(work, "papers.set", changed=sorted(given))
    return _view(letterhead)


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


def _at_its_widest(printer: PrinterSettings) -> PrinterSettings:
    """What a printer is tried with: all that its paper might hold, and every cut."""
    cutter = "partial" if printer.cutter == "none" else printer.cutter
    if printer.dots <= _NARROW_DOTS:
        return replace(printer, cutter=cutter)
    return replace(printer, columns=48, dots=640, cutter=cutter)


def _bank(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(text) > LONGEST_TEXT or len(lines) > _MOST_LINES:
        raise BadInput(
            f"At most {_MOST_LINES} lines and {LONGEST_TEXT} characters fit here.",
            field="bank_details",
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


def _view(letterhead: Letterhead) -> LetterheadView:
    return LetterheadView(
        language=letterhead.language,
        is_compact=letterhead.is_compact,
        bank_details=letterhead.bank_details,
        logo_base64=base64.b64encode(letterhead.logo).decode(),
        prints_code=letterhead.prints_code,
    )
