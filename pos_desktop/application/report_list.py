"""Every report, a line each."""

from __future__ import annotations

from pos_desktop.application import gst_tables
from pos_desktop.application import sales_tables as sales
from pos_desktop.application.desk import Desk
from pos_desktop.application.report_tables import ReportTable
from pos_desktop.application.sales_tables import Days, Make
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.sales import SalesBy

REPORTS: dict[str, Make] = {
    "day": sales.sales_by(SalesBy.DAY),
    "hour": sales.sales_by(SalesBy.HOUR),
    "busy_hours": sales.busy_hours,
    "item": sales.sales_by(SalesBy.ITEM),
    "category": sales.sales_by(SalesBy.CATEGORY),
    "method": sales.sales_by(SalesBy.METHOD),
    "cashier": sales.sales_by(SalesBy.CASHIER),
    "order_type": sales.sales_by(SalesBy.ORDER_TYPE),
    "margin": sales.margins,
    "people": sales.people,
    "gst": gst_tables.gst,
    "hsn": gst_tables.hsn,
    "documents": gst_tables.documents,
}
"""Every report by its id, in the order in which they are listed."""


def make_report(desk: Desk, report: str, days: Days) -> tuple[ReportTable, ...]:
    """The tables of a report. Raises BadInput naming ``report``, and what its use case raises."""
    make = REPORTS.get(report)
    if make is None:
        raise BadInput(
            f"There is no report “{report}”. Choose one of: {', '.join(REPORTS)}.", field="report"
        )
    return make(desk, days)
