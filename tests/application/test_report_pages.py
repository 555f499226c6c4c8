"""Every report as a PDF: its figures, and its picture as bars."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pypdfium2
import pytest

from pos_desktop.application.report_export import ExportReport, Format, export
from pos_desktop.application.report_list import REPORTS
from tests.shop_at_hand import ShopAtHand

DAY = date(2026, 2, 18)


@pytest.mark.parametrize("report", list(REPORTS))
def test_every_report_has_pages(open_shop_today: ShopAtHand, report: str) -> None:
    shop = open_shop_today
    shop.sell("299.00", cash=353_00, gst_rate=1800)
    asked = ExportReport(
        report=report, format=Format.PDF, first=DAY, last=DAY, title="Sales and taxes"
    )
    made = export(shop.owner, asked)
    assert made.name.endswith(".pdf")
    text = _text(made.content)
    for said in ("Sales and taxes", "18-02-2026 to 18-02-2026", "Meena Sharma", "Page 1 of"):
        assert said in text
    if report in ("day", "method"):
        assert "353.00" in text


@pytest.mark.parametrize("report", ["gst", "hsn"])
def test_a_rate_is_a_percentage_on_paper_and_a_number_for_programs(
    open_shop_today: ShopAtHand, report: str
) -> None:
    shop = open_shop_today
    shop.sell("299.00", cash=353_00, gst_rate=1800)
    paper = ExportReport(report=report, format=Format.PDF, first=DAY, last=DAY)
    assert re.search(r"\b18%", _text(export(shop.owner, paper).content))
    table = ExportReport(report=report, format=Format.CSV, first=DAY, last=DAY)
    cells = list(csv.reader(io.StringIO(export(shop.owner, table).content.decode("utf-8-sig"))))
    assert any("18" in row for row in cells)
    assert not any("%" in cell for row in cells for cell in row)


def _text(content: bytes) -> str:
    pages = list(pypdfium2.PdfDocument(content))
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
