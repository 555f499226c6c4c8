"""The reports: a line each. Today, GSTR-1 and the consolidated invoices have pages of their own.

Every other is tables.
"""

from __future__ import annotations

from msgspec import Struct

from pos_desktop.ui.marking import QT_TRANSLATE_NOOP

GSTR1 = "gstr1"
HOME = "home"
MEMOS = "consolidated"


class ReportPage(Struct, frozen=True, kw_only=True):
    """A report by its id, and its title, a source text of the context ``Reports``."""

    report_id: str
    title: str


def _page(report_id: str, title: str) -> ReportPage:
    return ReportPage(report_id=report_id, title=title)


_T = QT_TRANSLATE_NOOP

REPORT_PAGES: tuple[ReportPage, ...] = (
    _page(HOME, _T("Reports", "Today")),
    _page("day", _T("Reports", "Sales by day")),
    _page("hour", _T("Reports", "Sales by hour")),
    _page("busy_hours", _T("Reports", "Busy hours")),
    _page("item", _T("Reports", "Sales by item")),
    _page("category", _T("Reports", "Sales by category")),
    _page("method", _T("Reports", "Sales by payment")),
    _page("cashier", _T("Reports", "Sales by cashier")),
    _page("order_type", _T("Reports", "Sales by order type")),
    _page("margin", _T("Reports", "Gross margin")),
    _page("people", _T("Reports", "Discounts, returns, voids")),
    _page("gst", _T("Reports", "GST summary")),
    _page("hsn", _T("Reports", "HSN summary")),
    _page("documents", _T("Reports", "Documents issued")),
    _page(MEMOS, _T("Reports", "Consolidated invoices")),
    _page(GSTR1, _T("Reports", "GSTR-1")),
)
"""Every page, in the order of the list."""
