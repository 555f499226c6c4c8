"""GST reports: the summary, HSN and documents, all summed from the same stored lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field

from pos_desktop.application.desk import Desk, use_case
from pos_desktop.application.periods import AskedDays, ReportDays
from pos_desktop.application.ports import Work
from pos_desktop.domain.gst_return import HsnRow, hsn_rows
from pos_desktop.domain.measures import BasisPoints, Milli
from pos_desktop.domain.money import Paise
from pos_desktop.domain.people import Right
from pos_desktop.domain.supplies import (
    DocumentTotals,
    NumberRange,
    SupplyGroup,
    TaxStatus,
    TaxSums,
)


class AskPeriod(AskedDays, frozen=True, kw_only=True):
    """Dates on the documents, inclusive; today without any."""


class GstRow(Struct, frozen=True, kw_only=True):
    """Supplies that are alike. ``document`` is ``credit_note`` where they were taken back."""

    document: str
    buyer: str
    supply: str
    status: TaxStatus
    rate: BasisPoints
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise


class RateRow(Struct, frozen=True, kw_only=True):
    """All taxable supplies at one rate, less those taken back."""

    rate: BasisPoints
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    tax: Paise


class DocumentRow(Struct, frozen=True, kw_only=True):
    """Documents of a kind, with their own totals; credit notes are negative."""

    document: str
    count: int
    taxable: Paise
    tax: Paise
    round_off: Paise
    total: Paise


class GstReport(ReportDays, frozen=True, kw_only=True):
    """The GST summary. ``total`` is that of the documents, round-off and all."""

    rates: tuple[RateRow, ...]
    rows: tuple[GstRow, ...]
    documents: tuple[DocumentRow, ...]
    nil: Paise
    exempt: Paise
    non_gst: Paise
    not_charged: Paise
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    round_off: Paise
    total: Paise


class HsnReportRow(Struct, frozen=True, kw_only=True):
    """A line of the HSN summary; services have no quantity and the unit NA."""

    hsn: str
    description: str
    uqc: str
    qty: Milli
    rate: BasisPoints
    taxable: Paise
    cgst: Paise
    sgst: Paise
    utgst: Paise
    igst: Paise
    cess: Paise
    total: Paise


class HsnReport(ReportDays, frozen=True, kw_only=True):
    """The HSN summary, of registered buyers and of the others apart."""

    b2b: tuple[HsnReportRow, ...]
    b2c: tuple[HsnReportRow, ...]


class SeriesRow(Struct, frozen=True, kw_only=True):
    """A series of numbers: what it went through in the period."""

    kind: str
    first_number: str = field(name="from")
    last_number: str = field(name="to")
    total: int
    cancelled: int
    cancelled_numbers: tuple[str, ...]
    net: int


class DocumentReport(ReportDays, frozen=True, kw_only=True):
    """The documents issued, series by series."""

    series: tuple[SeriesRow, ...]


@use_case("reports.gst", right=Right.SEE_REPORTS, what="see reports", writes=False)
def gst(desk: Desk, work: Work, request: AskPeriod) -> GstReport:
    """The GST summary: by rate and head, document, buyer and kind of supply."""
    first, last = asked_days(desk, work, request)
    outlet_id = desk.signed_in.outlet_id
    groups = work.supplies.groups(outlet_id, first, last)
    documents = work.supplies.totals(outlet_id, first, last)
    taxed = [group for group in groups if group.status is TaxStatus.TAXABLE]
    whole = _sum(taxed)
    return GstReport(
        first=first,
        last=last,
        rates=tuple(
            _rate_row(rate, _sum(group for group in taxed if group.rate == rate))
            for rate in sorted({group.rate for group in taxed})
        ),
        rows=tuple(_gst_row(group) for group in sorted(groups, key=_order)),
        documents=tuple(
            DocumentRow(
                document=row.document,
                count=row.count,
                taxable=row.sums.taxable,
                tax=row.sums.tax,
                round_off=row.round_off,
                total=row.total,
            )
            for row in _by_document(documents)
        ),
        nil=_untaxed(groups, TaxStatus.NIL),
        exempt=_untaxed(groups, TaxStatus.EXEMPT),
        non_gst=_untaxed(groups, TaxStatus.NON_GST),
        not_charged=_untaxed(groups, TaxStatus.NOT_CHARGED),
        **_heads(whole),
        round_off=sum(row.round_off for row in documents),
        total=sum(row.total for row in documents),
    )


@use_case("reports.hsn", right=Right.SEE_REPORTS, what="see reports", writes=False)
def hsn(desk: Desk, work: Work, request: AskPeriod) -> HsnReport:
    """The HSN summary: quantity, value and taxes by HSN, unit and rate."""
    first, last = asked_days(desk, work, request)
    groups = work.supplies.items(desk.signed_in.outlet_id, first, last)
    return HsnReport(
        first=first,
        last=last,
        b2b=tuple(_hsn_row(row) for row in hsn_rows(groups, to_registered=True)),
        b2c=tuple(_hsn_row(row) for row in hsn_rows(groups, to_registered=False)),
    )


@use_case("reports.documents", right=Right.SEE_REPORTS, what="see reports", writes=False)
def documents(desk: Desk, work: Work, request: AskPeriod) -> DocumentReport:
    """The numbers that each series of documents went through, and those that were cancelled."""
    first, last = asked_days(desk, work, request)
    ranges = work.supplies.ranges(desk.signed_in.outlet_id, first, last)
    return DocumentReport(
        first=first, last=last, series=tuple(_series_row(found) for found in ranges)
    )


def asked_days(desk: Desk, work: Work, request: AskPeriod) -> tuple[date, date]:
    """The days of a request: today's on the outlet's clock where it names none."""
    return request.days_until(desk.outlet(work).local(desk.clock()).date())


def _sum(groups: Iterable[SupplyGroup]) -> TaxSums:
    return sum((group.sums for group in groups), start=TaxSums())


def _untaxed(groups: Iterable[SupplyGroup], status: TaxStatus) -> Paise:
    return sum(group.sums.taxable for group in groups if group.status is status)


def _by_document(rows: Iterable[DocumentTotals]) -> list[DocumentTotals]:
    """One row a kind, notes last; notes on different kinds of bills are one."""
    found: dict[str, DocumentTotals] = {}
    for row in rows:
        same = found.get(row.document)
        if same is not None:
            row = DocumentTotals(  # noqa: PLW2901 — the row with what came before it
                document=row.document,
                count=same.count + row.count,
                sums=same.sums + row.sums,
                round_off=same.round_off + row.round_off,
                total=same.total + row.total,
            )
        found[row.document] = row
    return sorted(found.values(), key=lambda row: (row.document == "credit_note", row.document))


def _order(group: SupplyGroup) -> tuple[object, ...]:
    return (
        group.document == "credit_note",
        group.document,
        not group.to_registered,
        group.is_interstate,
        tuple(TaxStatus).index(group.status),
        group.rate,
    )


def _gst_row(group: SupplyGroup) -> GstRow:
    return GstRow(
        document=group.document,
        buyer="b2b" if group.to_registered else "b2c",
        supply="inter" if group.is_interstate else "intra",
        status=group.status,
        rate=group.rate,
        **_heads(group.sums),
    )


def _rate_row(rate: BasisPoints, sums: TaxSums) -> RateRow:
    return RateRow(rate=rate, tax=sums.tax, **_heads(sums))


def _hsn_row(row: HsnRow) -> HsnReportRow:
    return HsnReportRow(
        hsn=row.hsn,
        description=row.description,
        uqc=row.uqc,
        qty=row.qty,
        rate=row.rate,
        total=row.sums.taxable + row.sums.tax,
        **_heads(row.sums),
    )


def _series_row(found: NumberRange) -> SeriesRow:
    return SeriesRow(
        kind=found.kind,
        first_number=found.number(found.first),
        last_number=found.number(found.last),
        total=found.total,
        cancelled=found.total - found.issued,
        cancelled_numbers=found.cancelled,
        net=found.issued,
    )


def _heads(sums: TaxSums) -> dict[str, Paise]:
    """The taxable value and each tax, by name."""
    return {
        "taxable": sums.taxable,
        "cgst": sums.cgst,
        "sgst": sums.sgst,
        "utgst": sums.utgst,
        "igst": sums.igst,
        "cess": sums.cess,
    }
