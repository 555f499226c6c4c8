"""The GST reports as tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pos_desktop.application import reports
from pos_desktop.application.desk import Desk
from pos_desktop.application.report_tables import (
    Cell,
    Kind,
    ReportTable,
    columns_of,
    table_of,
)

Days = tuple[date, date]

_TAX_HEADS = ("CGST", "SGST", "UTGST", "IGST", "Cess")
_DOCUMENTS = {
    "tax_invoice": "Tax invoice",
    "bill_of_supply": "Bill of supply",
    "invoice_cum_bill_of_supply": "Invoice-cum-bill of supply",
    "plain_bill": "Plain bill",
    "cash_memo": "Cash memo",
    "credit_note": "Credit note",
    "bill": "Bills",
    "receipt_voucher": "Receipt vouchers",
    "refund_voucher": "Refund vouchers",
}
_STATUS = {
    "taxable": "Taxable",
    "nil": "Nil rated",
    "exempt": "Exempt",
    "non_gst": "Outside GST",
    "not_charged": "No tax charged",
}


def _heads(row: reports.RateRow | reports.GstRow | reports.HsnReportRow) -> tuple[Cell, ...]:
    return row.cgst, row.sgst, row.utgst, row.igst, row.cess


def gst(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """The GST summary: by rate, by kind, by document."""
    found = reports.gst(desk, reports.AskPeriod(first=days[0], last=days[1]))
    rates = columns_of("Rate", "Taxable value", *_TAX_HEADS, "Tax", Rate=Kind.RATE)
    rows: list[tuple[Cell, ...]] = [
        (row.rate, row.taxable, *_heads(row), row.tax) for row in found.rates
    ]
    untaxed = (
        ("Nil rated", found.nil),
        ("Exempt", found.exempt),
        ("Outside GST", found.non_gst),
        ("No tax charged", found.not_charged),
    )
    rows += [(name, value, *(None,) * 6) for name, value in untaxed if value]
    kinds = columns_of(
        "Document", "Buyer", "Supply", "Status", "Rate", "Taxable value", *_TAX_HEADS,
        Document=Kind.TEXT, Buyer=Kind.TEXT, Supply=Kind.TEXT, Status=Kind.TEXT, Rate=Kind.RATE,
    )  # fmt: skip
    documents = columns_of(
        "Document", "Documents", "Taxable value", "Tax", "Round-off", "Total",
        Document=Kind.TEXT, Documents=Kind.COUNT,
    )  # fmt: skip
    return (
        table_of("By rate", rates, rows),
        table_of(
            "By document, buyer and supply",
            kinds,
            (
                (
                    _DOCUMENTS[row.document],
                    row.buyer.upper(),
                    "Inter-State" if row.supply == "inter" else "Within the State",
                    _STATUS[row.status],
                    row.rate,
                    row.taxable,
                    *_heads(row),
                )
                for row in found.rows
            ),
        ),
        table_of(
            "Documents",
            documents,
            (
                (_DOCUMENTS[r.document], r.count, r.taxable, r.tax, r.round_off, r.total)
                for r in found.documents
            ),
        ),
    )


def hsn(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """The HSN summary, B2C and B2B apart."""
    found = reports.hsn(desk, reports.AskPeriod(first=days[0], last=days[1]))
    columns = columns_of(
        "HSN", "Description", "Unit", "Quantity", "Rate", "Taxable value", *_TAX_HEADS, "Value",
        HSN=Kind.TEXT, Description=Kind.TEXT, Unit=Kind.TEXT, Quantity=Kind.QUANTITY,
        Rate=Kind.RATE,
    )  # fmt: skip

    def rows(found_rows: tuple[reports.HsnReportRow, ...]) -> Iterable[tuple[Cell, ...]]:
        for row in found_rows:
            head = (row.hsn or "–", row.description, row.uqc, row.qty, row.rate, row.taxable)
            yield (*head, *_heads(row), row.total)

    return (
        table_of("To unregistered buyers (B2C)", columns, rows(found.b2c)),
        table_of("To registered buyers (B2B)", columns, rows(found.b2b)),
    )


def documents(desk: Desk, days: Days) -> tuple[ReportTable, ...]:
    """The series of documents."""
    found = reports.documents(desk, reports.AskPeriod(first=days[0], last=days[1]))
    columns = columns_of(
        "Document", "From", "To", "Numbers", "Cancelled", "Issued", "Cancelled numbers",
        Document=Kind.TEXT, From=Kind.TEXT, To=Kind.TEXT, Numbers=Kind.COUNT,
        Cancelled=Kind.COUNT, Issued=Kind.COUNT, Cancelled_numbers=Kind.TEXT,
    )  # fmt: skip
    rows: Iterable[tuple[Cell, ...]] = (
        (
            "Credit notes" if row.kind == "credit_note" else _DOCUMENTS[row.kind],
            row.first_number,
            row.last_number,
            row.total,
            row.cancelled,
            row.net,
            ", ".join(row.cancelled_numbers),
        )
        for row in found.series
    )
    return (table_of("Documents issued", columns, rows),)
