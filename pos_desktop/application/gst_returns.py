"""GSTR-1 for a month or a quarter, and what must be mended before it is filed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.ports import Work
from pos_desktop.application.wire import json_text
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst_data import Threshold, gst_data
from pos_desktop.domain.gst_return import (
    UNITS,
    VERSION,
    Gstr1,
    advances_table,
    documents_table,
    hsn_table,
    known_rates,
)
from pos_desktop.domain.gstin import parse_gstin
from pos_desktop.domain.measures import format_percent
from pos_desktop.domain.money import format_rupees
from pos_desktop.domain.outlet import Outlet, Registration
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import ReturnPeriod, return_period
from pos_desktop.domain.supplies import (
    DocumentPart,
    ItemGroup,
    NumberRange,
    ScantBuyer,
    TaxStatus,
)

_HSN = re.compile(r"\d{4}(\d{2}){0,2}", re.ASCII)
_HSN_DIGITS = (4, 6, 8)


class AskReturn(Struct, frozen=True, kw_only=True):
    """A return's month as ``2026-02`` or ``022026``; ``quarterly`` for the quarter it ends."""

    period: str
    quarterly: bool = False


class Gstr1Return(Struct, frozen=True, kw_only=True):
    """GSTR-1 as the portal's offline tool reads it."""

    gstin: str
    fp: str
    version: str
    hash: str
    b2b: tuple[Any, ...]
    b2cl: tuple[Any, ...]
    b2cs: tuple[Any, ...]
    cdnr: tuple[Any, ...]
    cdnur: tuple[Any, ...]
    at: tuple[Any, ...]
    txpd: tuple[Any, ...]
    nil: dict[str, Any]
    hsn: dict[str, Any]
    doc_issue: dict[str, Any]


class AskProblems(Struct, frozen=True, kw_only=True):
    """Of which return. ``hsn_digits`` are the outlet's unless given."""

    period: str
    quarterly: bool = False
    hsn_digits: int | None = None


class Subject(StrEnum):
    """Where a problem is mended."""

    ITEM = "item"
    BILL = "bill"
    OUTLET = "outlet"


class Problem(Struct, frozen=True, kw_only=True):
    """One thing to mend. ``must`` says that the portal refuses the return without it.

    ``subject_id`` is the item's id, or the bill's number; ``example`` a bill that shows it.
    """

    code: str
    must: bool
    subject: Subject
    subject_id: str
    subject_name: str
    example: str
    words: str
    mend: str


class Problems(Struct, frozen=True, kw_only=True):
    """What was found in a period, the worst first."""

    first: date
    last: date
    problems: tuple[Problem, ...]


@use_case("reports.gstr1", right=Right.SEE_REPORTS, what="see reports", writes=False)
def gstr1(desk: Desk, work: Work, request: AskReturn) -> Gstr1Return:
    """GSTR-1 for the portal: every table of the month or quarter."""
    period = return_period(request.period, quarterly=request.quarterly, field="period")
    gstin = _filer(desk.outlet(work))
    book = Gstr1()
    for part in _parts(desk, work, period):
        book.add(part)
    outlet_id = desk.signed_in.outlet_id
    tables = book.tables()
    return Gstr1Return(
        gstin=gstin,
        fp=period.code,
        version=VERSION,
        hash="hash",
        hsn=hsn_table(work.supplies.items(outlet_id, period.first, period.last)),
        doc_issue=documents_table(work.supplies.ranges(outlet_id, period.first, period.last)),
        nil=tables.pop("nil"),
        at=tuple(advances_table(work.vouchers.received(outlet_id, period.first, period.last))),
        txpd=tuple(advances_table(work.vouchers.adjusted(outlet_id, period.first, period.last))),
        **{name: tuple(rows) for name, rows in tables.items()},
    )


@use_case("reports.gstr1_problems", right=Right.SEE_REPORTS, what="see reports", writes=False)
def gstr1_problems(desk: Desk, work: Work, request: AskProblems) -> Problems:
    """What must, or should, be mended before GSTR-1 is filed, and how."""
    outlet = desk.outlet(work)
    digits = outlet.hsn_digits if request.hsn_digits is None else request.hsn_digits
    if digits not in _HSN_DIGITS:
        raise BadInput("An HSN has 4, 6 or 8 digits.", field="hsn_digits")
    period = return_period(request.period, quarterly=request.quarterly, field="period")
    _filer(outlet)
    outlet_id = desk.signed_in.outlet_id
    found = [
        *_own_problems(outlet),
        *_hsn_problems(work.supplies.items(outlet_id, period.first, period.last), digits),
        *_document_problems(_parts(desk, work, period)),
        *_buyer_problems(work.supplies.scant_buyers(outlet_id, period.first, period.last)),
        *_number_problems(work.supplies.ranges(outlet_id, period.first, period.last)),
    ]
    return Problems(
        first=period.first,
        last=period.last,
        problems=tuple(sorted(found, key=lambda problem: not problem.must)),
    )


def gstr1_text(made: Gstr1Return) -> str:
    """The file for the portal: tables without rows are left out, as its own tool does."""
    whole: dict[str, Any] = {
        "gstin": made.gstin,
        "fp": made.fp,
        "version": made.version,
        "hash": made.hash,
        "b2b": made.b2b,
        "b2cl": made.b2cl,
        "b2cs": made.b2cs,
        "cdnr": made.cdnr,
        "cdnur": made.cdnur,
        "at": made.at,
        "txpd": made.txpd,
    }
    if made.nil["inv"]:
        whole["nil"] = made.nil
    if any(made.hsn.values()):
        whole["hsn"] = {name: rows for name, rows in made.hsn.items() if rows}
    if made.doc_issue["doc_det"]:
        whole["doc_issue"] = made.doc_issue
    return json_text({name: value for name, value in whole.items() if value})


def _filer(outlet: Outlet) -> str:
    """The GSTIN that files. Raises Refused for an outlet that files no GSTR-1."""
    if outlet.registration is Registration.COMPOSITION:
        raise Refused(
            "An outlet under the composition scheme files CMP-08 and GSTR-4, not GSTR-1. "
            "The GST summary has its turnover.",
            code="no_gstr1",
        )
    if outlet.registration is Registration.UNREGISTERED or not outlet.gstin:
        raise Refused(
            "GSTR-1 is filed by outlets registered for GST. Enter the GSTIN in Settings first.",
            code="no_gstr1",
        )
    return outlet.gstin


def _parts(desk: Desk, work: Work, period: ReturnPeriod) -> Iterator[DocumentPart]:
    """Every part of the period, day by day, so that whoever waits sees how far it is."""
    days = (period.last - period.first).days + 1
    outlet_id = desk.signed_in.outlet_id
    for done in range(days):
        desk.steps(done, days)
        day = period.first + timedelta(days=done)
        yield from work.supplies.parts(outlet_id, day, day)
    desk.steps(days, days)


def _hsn_problems(groups: Sequence[ItemGroup], digits: int) -> Iterator[Problem]:
    told: set[tuple[str, object, str]] = set()
    for group in groups:
        if group.status is TaxStatus.NOT_CHARGED:
            continue
        for code, must, words, mend in _item_faults(group, digits):
            key = (code, group.item_id, "" if group.item_id else group.description)
            if key in told:
                continue
            told.add(key)
            yield Problem(
                code=code,
                must=must,
                subject=Subject.BILL if group.item_id is None else Subject.ITEM,
                subject_id=group.example if group.item_id is None else str(group.item_id),
                subject_name=group.description,
                example=group.example,
                words=words,
                mend=mend,
            )


def _item_faults(group: ItemGroup, digits: int) -> Iterator[tuple[str, bool, str, str]]:
    code = group.reported_hsn
    name = f"“{group.description}”"
    give = (
        "Type its HSN into the return: it was sold without an item."
        if group.item_id is None
        else "Give the item its HSN; what was sold already is then reported under it."
    )
    if not code:
        yield "hsn_missing", True, f"{name} has no HSN.", give
    elif not _HSN.fullmatch(code):
        yield "hsn_shape", True, f"{code} of {name} is not an HSN of 4, 6 or 8 digits.", give
    elif len(code) < digits:
        words = f"The HSN {code} of {name} has {len(code)} digits; {digits} are needed."
        yield "hsn_short", True, words, give.replace("its HSN", "the longer HSN", 1)
    if not group.is_service and group.unit.strip().upper() not in UNITS:
        yield (
            "unit_unknown",
            False,
            f"The unit {group.unit} of {name} is none of GST's; it is reported as OTH (others).",
            "Give the item one of GST's units, like NOS, KGS or PCS.",
        )
    if group.rate not in known_rates():
        yield (
            "rate_unknown",
            True,
            f"{name} was sold at {format_percent(group.rate)}%, which the portal does not take.",
            "Correct the item's tax class; return the bill and bill it anew at the right rate.",
        )


def _own_problems(outlet: Outlet) -> Iterator[Problem]:
    gstin = outlet.gstin or ""
    right = _right_gstin(gstin)
    if right != gstin:
        yield Problem(
            code="own_gstin",
            must=True,
            subject=Subject.OUTLET,
            subject_id="",
            subject_name=gstin,
            example="",
            words=f"The outlet's own GSTIN {gstin} does not fit its last character; {right} would.",
            mend="Compare it with the certificate and correct it in Settings.",
        )


def _document_problems(parts: Iterator[DocumentPart]) -> Iterator[Problem]:
    verified: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    places: dict[str, str] = {}
    for part in parts:
        if part.status is not TaxStatus.TAXABLE:
            continue
        if not _can_be_told(part) and ("place", part.number) not in told:
            told.add(("place", part.number))
            yield _of_bill(
                part.number,
                "place_unknown",
                f"{part.number} goes to State code {part.place}, which no return can name.",
                "Take it back by a credit note, and bill it anew with the State where it goes.",
            )
        if not part.buyer_gstin:
            continue
        if part.buyer_gstin not in verified:
            verified[part.buyer_gstin] = _right_gstin(part.buyer_gstin)
        right = verified[part.buyer_gstin]
        if right != part.buyer_gstin and ("gstin", part.number) not in told:
            told.add(("gstin", part.number))
            gstin, bill = part.buyer_gstin, part.number
            problem = f"The GSTIN {gstin} on {bill} does not fit its last character."
            if right:
                problem = (
                    f"The GSTIN {gstin} on {bill} does not fit its last character; {right} would."
                )
            yield _of_bill(
                part.number,
                "gstin_unverified",
                problem,
                "Ask the buyer for the certificate. Take the bill back by a credit note and bill "
                "it anew with the right GSTIN.",
            )
        elif places.setdefault(part.number, part.place) != part.place and (
            ("mixed", part.number) not in told
        ):
            told.add(("mixed", part.number))
            yield _of_bill(
                part.number,
                "two_places",
                f"{part.number} has goods for another State and a meal at the outlet: IGST and "
                "CGST + SGST on one invoice, which the portal does not take.",
                "Take it back by a credit note, and bill goods and meal apart.",
            )


def _can_be_told(part: DocumentPart) -> bool:
    """Whether its place is one of the States that there are on its day."""
    return gst_data().offers(part.place, part.day)


def _right_gstin(gstin: str) -> str:
    """The GSTIN as its check character would have it, or "" for one of wrong shape."""
    try:
        return parse_gstin(gstin, field="gstin", keep_as_typed=True).corrected
    except BadInput:
        return ""


def _buyer_problems(buyers: Sequence[ScantBuyer]) -> Iterator[Problem]:
    for buyer in buyers:
        limit = gst_data().threshold(Threshold.BUYER_DETAILS, buyer.day)
        if limit is None or buyer.taxable < limit:
            continue
        yield Problem(
            code="buyer_details",
            must=False,
            subject=Subject.BILL,
            subject_id=buyer.number,
            subject_name=buyer.number,
            example=buyer.number,
            words=f"{buyer.number} of {format_rupees(buyer.total)} does not say the buyer's "
            f"{' and '.join(buyer.missing)}, which an invoice from {format_rupees(limit)} "
            "taxable must.",
            mend="Keep the buyer's details with the copy of the bill; next time put the customer "
            "on the bill before paying.",
        )


def _number_problems(ranges: Sequence[NumberRange]) -> Iterator[Problem]:
    for found in ranges:
        if found.cancelled:
            first = found.cancelled[0]
            yield Problem(
                code="numbers_missing",
                must=False,
                subject=Subject.OUTLET,
                subject_id="",
                subject_name=found.prefix,
                example="",
                words=f"{len(found.cancelled)} numbers of {found.prefix}… have no document, the "
                f"first {first}; they are reported as cancelled.",
                mend="Check the shop's data in Settings: this program leaves no gap by itself.",
            )


def _of_bill(number: str, code: str, words: str, mend: str) -> Problem:
    return Problem(
        code=code,
        must=True,
        subject=Subject.BILL,
        subject_id=number,
        subject_name=number,
        example=number,
        words=words,
        mend=mend,
    )
