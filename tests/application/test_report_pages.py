"""Every report as a PDF: its figures, and its picture as bars."""

from __future__ import annotations

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
    pages = list(pypdfium2.PdfDocument(made.content))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    for said in ("Sales and taxes", "18-02-2026 to 18-02-2026", "Meena Sharma", "Page 1 of"):
        assert said in text
    if report in ("day", "method"):
        assert "353.00" in text
