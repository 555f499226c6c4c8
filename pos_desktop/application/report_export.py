"""Reports as files: CSV, Excel, and GSTR-1 as the portal's JSON."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from pos_desktop.application import gst_returns
from pos_desktop.application.desk import Desk, check_session, use_case
from pos_desktop.application.exports import ENCODING, defused
from pos_desktop.application.ports import Work
from pos_desktop.application.report_list import make_report
from pos_desktop.application.report_pages import report_page
from pos_desktop.application.report_tables import ReportTable, plain
from pos_desktop.application.workbook import workbook
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.people import Right
from pos_desktop.domain.periods import checked_days

GSTR1 = "gstr1"


class Format(StrEnum):
    """What kind of file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PDF = "pdf"


class ExportReport(Struct, frozen=True, kw_only=True):
    """A report of some days as CSV, Excel or PDF; or ``gstr1`` of a ``period`` as JSON.

    ``title`` heads the pages of a PDF; the report's id does, unless it is given.
    """

    report: str
    format: Format
    first: date | None = field(default=None, name="from")
    last: date | None = field(default=None, name="to")
    period: str = ""
    quarterly: bool = False
    title: str = ""


class ExportedReport(Struct, frozen=True, kw_only=True):
    """The file: its name, how many rows it has, and its bytes."""

    name: str
    rows: int
    content_base64: str

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return base64.b64decode(self.content_base64)


@use_case("reports.export", right=Right.EXPORT, what="export reports", writes=False)
def export(desk: Desk, work: Work, request: ExportReport) -> ExportedReport:
    """A report as a file. Who exported what is written down."""
    made = _gstr1(desk, request) if request.report == GSTR1 else _tables(desk, work, request)
    # A transaction of its own: the reading takes seconds, and bills are not to wait for it.
    with desk.work() as noting:
        check_session(noting, desk.session)
        desk.audit(noting, "report.exported", made.name, rows=made.rows)
        noting.commit()
    return made


def tables_as_csv(tables: Sequence[ReportTable]) -> str:
    """All tables one below the other, each under its title; text is defused, figures are plain.

    A figure below zero keeps its sign: a number is no formula, and spreadsheets add it up.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([defused(table.title)])
        writer.writerow([column.name for column in table.columns])
        for row in table.rows:
            writer.writerow(
                [
                    defused(cell) if isinstance(cell, str) else plain(cell, column.kind)
                    for cell, column in zip(row, table.columns, strict=True)
                ]
            )
    return out.getvalue()


def _tables(desk: Desk, work: Work, request: ExportReport) -> ExportedReport:
    if request.format is Format.JSON:
        raise BadInput("JSON is for gstr1. Choose csv, xlsx or pdf.", field="format")
    today = desk.outlet(work).business_date(desk.clock())
    last = request.last or today
    first, last = checked_days(request.first or last, last)
    tables = make_report(desk, request.report, (first, last))
    if request.format is Format.CSV:
        content = tables_as_csv(tables).encode(ENCODING)
    elif request.format is Format.PDF:
        title = request.title or request.report.replace("_", " ").capitalize()
        page = report_page(desk, work, title, (first, last), tables)
        content = desk.printouts.report_pdf(page)
    else:
        content = workbook(tables, heading=f"{first:%d-%m-%Y} – {last:%d-%m-%Y}")
    return _file(
        f"{request.report.replace('_', '-')}-{first:%Y-%m-%d}-to-{last:%Y-%m-%d}.{request.format}",
        sum(len(table.rows) for table in tables),
        content,
    )


def _gstr1(desk: Desk, request: ExportReport) -> ExportedReport:
    if request.format is not Format.JSON:
        raise BadInput("GSTR-1 goes to the portal as JSON. Choose json.", field="format")
    made = gst_returns.gstr1(
        desk, gst_returns.AskReturn(period=request.period, quarterly=request.quarterly)
    )
    documents = sum(
        len(row["inv"] if "inv" in row else row["nt"])
        for row in (*made.b2b, *made.b2cl, *made.cdnr)
    )
    return _file(
        f"GSTR1-{made.gstin}-{made.fp}.json",
        documents + len(made.b2cs) + len(made.cdnur),
        gst_returns.gstr1_text(made).encode(),
    )


def _file(name: str, rows: int, content: bytes) -> ExportedReport:
    return ExportedReport(name=name, rows=rows, content_base64=base64.b64encode(content).decode())
