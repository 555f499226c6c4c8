"""A report on A4, read back as an accountant's viewer reads it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pypdfium2
import pytest

from pos_desktop.application.table_report import ReportColumn, ReportTable, TableReport
from pos_desktop.domain.errors import Refused
from pos_desktop.printouts.receipts import ReceiptPrintouts

COLUMNS = (
    ReportColumn(title="Customer"),
    ReportColumn(title="Phone"),
    ReportColumn(title="Taxable value", is_figure=True),
    ReportColumn(title="Balance", is_figure=True),
)
LARGEST = "₹99,99,99,999.99"


def report(rows: int, **more: Any) -> TableReport:
    table = ReportTable(
        columns=COLUMNS,
        rows=tuple((f"Customer {i}", "98260 12345", f"{i}.00", LARGEST) for i in range(rows)),
        totals=("All", "", "1,234.00", LARGEST),
        heading="By customer",
    )
    given: dict[str, Any] = {
        "title": "Balances",
        "outlet": "Shree Balaji Kirana Store",
        "tables": (table,),
        "filters": (("Period", "November 2026"),),
        "printed_at": datetime(2026, 11, 18, 14, 5),  # noqa: DTZ001 — the outlet's clock
        "printed_by": "Asha",
    }
    return TableReport(**(given | more))


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_every_row_is_there_once_and_every_page_has_its_head_and_number() -> None:
    pages = texts(ReceiptPrintouts().report_pdf(report(150)))
    assert len(pages) > 2
    found = re.findall(r"Customer (\d+)", "\n".join(pages))
    assert found == [str(i) for i in range(150)]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Taxable" in page
    assert "All" in pages[-1]


def test_the_same_report_is_the_same_file() -> None:
    made = ReceiptPrintouts()
    assert made.report_pdf(report(3)) == made.report_pdf(report(3))


def test_long_words_wrap_and_no_figure_is_cut() -> None:
    table = ReportTable(columns=COLUMNS, rows=(("x" * 300, "y " * 60, LARGEST, LARGEST),))
    (page,) = texts(ReceiptPrintouts().report_pdf(report(0, tables=(table,))))
    assert page.replace("Taxable", "").count("x") == 300
    assert page.count(LARGEST) == 2


def test_more_figures_than_a_page_is_wide_are_refused() -> None:
    columns = tuple(ReportColumn(title=f"C{i}", is_figure=True) for i in range(20))
    table = ReportTable(columns=columns, rows=((LARGEST,) * 20,))
    with pytest.raises(Refused) as refusal:
        ReceiptPrintouts().report_pdf(report(0, tables=(table,)))
    assert refusal.value.code == "figure_too_wide"


def test_an_empty_table_says_so_and_the_demo_shop_is_marked() -> None:
    table = ReportTable(columns=COLUMNS, rows=(), empty="Nobody owes anything.")
    (page,) = texts(ReceiptPrintouts().report_pdf(report(0, tables=(table,), is_demo=True)))
    assert "Nobody owes anything." in page
    assert "DEMO" in page
