"""Labels with barcodes for items: on A4 sheets, or from the receipt printer."""

from __future__ import annotations

import base64

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.keeping_items import known_card
from pos_desktop.application.label_drawing import SHEETS, LabelFacts, LabelPage, LabelSheet
from pos_desktop.application.letterhead import Language
from pos_desktop.application.ports import Work
from pos_desktop.application.print_jobs import queue_job, refuse_without_printer
from pos_desktop.application.printing import JobKind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.people import Right

MOST_ON_SHEETS = 2000
MOST_ON_A_ROLL = 200
"""One job of the receipt printer: some ten metres of paper."""


class LabelLine(Struct, frozen=True, kw_only=True):
    """So many labels of an item; with ``barcode`` one of its others, as of a carton."""

    item_id: int
    count: int = 1
    barcode: str = ""


class MakeLabels(Struct, frozen=True, kw_only=True):
    """Labels on A4 sheets of ``sheet`` labels; ``start`` is the first free label, from 1."""

    lines: tuple[LabelLine, ...]
    sheet: int = 65
    start: int = 1


class PreviewLabels(Struct, frozen=True, kw_only=True):
    """The first page of such sheets."""

    lines: tuple[LabelLine, ...]
    sheet: int = 65
    start: int = 1


class PrintLabels(Struct, frozen=True, kw_only=True):
    """Labels from the receipt printer, one after another."""

    lines: tuple[LabelLine, ...]


class LabelSheets(Struct, frozen=True, kw_only=True):
    """The sheets as a PDF in base64."""

    labels: int
    pages: int
    content_base64: str


class LabelPreview(Struct, frozen=True, kw_only=True):
    """The first page, and how many there are."""

    labels: int
    pages: int
    page: LabelPage


class LabelsQueued(Struct, frozen=True, kw_only=True):
    """They are in the print queue."""

    labels: int
    printer: str


@use_case("labels.sheets", right=Right.EDIT_ITEMS, what="print labels", writes=False)
def sheets(desk: Desk, work: Work, request: MakeLabels) -> LabelSheets:
    """A PDF with the labels of items, for sheets of self-adhesive labels."""
    sheet = _sheet(request.sheet, request.start)
    labels = _labels(desk, work, request.lines, most=MOST_ON_SHEETS)
    shop = desk.outlet(work).name
    data = desk.printouts.labels_pdf(labels, sheet, request.start, shop)
    return LabelSheets(
        labels=len(labels),
        pages=_pages(len(labels), sheet, request.start),
        content_base64=base64.b64encode(data).decode(),
    )


@use_case("labels.preview", right=Right.EDIT_ITEMS, what="print labels", writes=False)
def preview(desk: Desk, work: Work, request: PreviewLabels) -> LabelPreview:
    """The first page of the labels, as it is printed; lengths in micrometres."""
    sheet = _sheet(request.sheet, request.start)
    labels = _labels(desk, work, request.lines, most=MOST_ON_SHEETS)
    return LabelPreview(
        labels=len(labels),
        pages=_pages(len(labels), sheet, request.start),
        page=desk.printouts.label_page(labels, sheet, request.start),
    )


@use_case("labels.print", right=Right.EDIT_ITEMS, what="print labels", writes=True)
def print_labels(desk: Desk, work: Work, request: PrintLabels) -> LabelsQueued:
    """Print the labels on the roll of this terminal's receipt printer."""
    refuse_without_printer(desk, work)
    printers = work.terminal_printers.get(desk.signed_in.terminal.id).set_up
    printer = next((one for one in printers if one.paper == "roll"), None)
    if printer is None:
        raise Refused(
            "No printer here has a roll of paper. Print the labels on a sheet.",
            code="no_roll",
        )
    labels = _labels(desk, work, request.lines, most=MOST_ON_A_ROLL)
    queue_job(
        desk,
        work,
        printer.name,
        JobKind.REPORT,
        desk.printouts.labels_bytes(labels, printer),
        document="labels",
        number=str(len(labels)),
        copy=0,
    )
    return LabelsQueued(labels=len(labels), printer=printer.name)


def _sheet(labels: int, start: int) -> LabelSheet:
    sheet = SHEETS.get(labels)
    if sheet is None:
        known = ", ".join(map(str, SHEETS))
        raise BadInput(f"A sheet has {known} labels, not {labels}.", field="sheet")
    if not 1 <= start <= sheet.count:
        raise BadInput(
            f"The first free label of the sheet is 1 to {sheet.count}, not {start}.", field="start"
        )
    return sheet


def _pages(labels: int, sheet: LabelSheet, start: int) -> int:
    return -(-(labels + start - 1) // sheet.count)


def _labels(
    desk: Desk, work: Work, lines: tuple[LabelLine, ...], *, most: int
) -> tuple[LabelFacts, ...]:
    """Each as often as it is asked for. Raises BadInput naming ``lines[i]…``."""
    if not lines:
        raise BadInput("Choose an item to print labels of.", field="lines")
    in_hindi = work.letterheads.get(desk.signed_in.outlet_id).language is Language.HINDI
    labels: list[LabelFacts] = []
    for i, line in enumerate(lines):
        if line.count < 1:
            raise BadInput("Print at least one label.", field=f"lines[{i}].count")
        if len(labels) + line.count > most:
            raise BadInput(
                f"At most {most} labels are printed at once. Print the rest after them.",
                field=f"lines[{i}].count",
                code="too_many_labels",
            )
        labels.extend(
            [_label(desk, work, line, in_hindi=in_hindi, path=f"lines[{i}]")] * line.count
        )
    return tuple(labels)


def _label(desk: Desk, work: Work, line: LabelLine, *, in_hindi: bool, path: str) -> LabelFacts:
    facts = known_card(desk, work, line.item_id).facts
    own = {pack.barcode: pack.qty for pack in facts.barcodes}
    barcode = line.barcode or next(
        (code for code, qty in own.items() if qty == ONE), next(iter(own), "")
    )
    if not barcode:
        raise BadInput(
            f"“{facts.name}” has no barcode. Make one for it first.",
            field=f"{path}.item_id",
            code="no_barcode",
        )
    if barcode not in own:
        raise BadInput(f"“{facts.name}” has no barcode {barcode}.", field=f"{path}.barcode")
    price = format_rupees(facts.price)
    return LabelFacts(
        name=(facts.name_hi if in_hindi else "") or facts.name,
        mrp="" if facts.mrp is None else f"MRP {format_rupees(facts.mrp)}",
        price="" if facts.mrp == facts.price else price,
        barcode=barcode,
    )
