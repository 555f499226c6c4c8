"""Sales reports: every key sums the same bills; and what is made of reports for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from pos_desktop.application import (
    audit,
    billing,
    credit_notes,
    item_cards,
    orders,
    report_export,
    sales_reports,
    shifts,
)
from pos_desktop.application.lines import LineInput
from pos_desktop.application.report_list import REPORTS, make_report
from pos_desktop.application.report_tables import Kind, ReportTable, TableColumn, shown
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.workbook import workbook
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.sales import SalesBy
from tests.shop_at_hand import BUSINESS_DATE, ShopAtHand

DAYS = (BUSINESS_DATE, BUSINESS_DATE)
TODAY = sales_reports.AskSales


def pay(**rupees: int) -> tuple[billing.TenderInput, ...]:
    return tuple(
        billing.TenderInput(method=Method(name), amount=amount * 100)
        for name, amount in rupees.items()
    )


@pytest.fixture
def day(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Three bills: of items with a discount, of a thing by UPI and cash, and a takeaway later."""
    shop = open_shop_today
    shop.set(upi_id="shop@bank")
    order = shop.ring_up("1040", "1041", "1040")
    orders.change_line(
        shop.cashier,
        orders.ChangeLine(order_id=order.order_id, line=1, discount=Discount(amount=1_00)),
    )
    billing.issue(shop.cashier, billing.IssueBill(order_id=order.order_id, tenders=pay(cash=5000)))
    thing = LineInput(description="Thing", unit_price=100_00, gst_rate=0)
    billing.issue(shop.cashier, billing.IssueBill(lines=(thing,), tenders=pay(upi=60, cash=100)))
    shop.clock.forward(hours=2)
    billing.issue(
        shop.manager,
        billing.IssueBill(lines=(thing,), order_type=OrderType.TAKEAWAY, tenders=pay(cash=100)),
    )
    return shop


def sales(shop: ShopAtHand, by: SalesBy) -> sales_reports.SalesReport:
    return sales_reports.sales(shop.owner, sales_reports.AskSales(by=by))


def billed(shop: ShopAtHand, column: str = "total") -> int:
    with shop.store.look() as look:
        return int(look.sql.exec_driver_sql(f"SELECT sum({column}) FROM bill").scalar_one())


@pytest.mark.parametrize("by", [*SalesBy])
def test_every_key_sums_to_what_was_billed(day: ShopAtHand, by: SalesBy) -> None:
    report = sales(day, by)
    rounded = billed(day, "round_off") if by in (SalesBy.ITEM, SalesBy.CATEGORY) else 0
    assert report.totals.total == report.totals.net == billed(day) - rounded
    if by is not SalesBy.METHOD:
        assert report.totals.taxable == billed(day, "taxable")
        assert report.totals.discount == billed(day, "discount") == 1_00
        tax = billed(day, "cgst + sgst + utgst + igst + cess")
        assert report.totals.tax == tax


def test_rows_are_told_apart_by_their_key(day: ShopAtHand) -> None:
    assert [row.key for row in sales(day, SalesBy.HOUR).rows] == ["15", "17"]
    assert {row.key: row.total for row in sales(day, SalesBy.METHOD).rows}["upi"] == 60_00
    assert {row.key for row in sales(day, SalesBy.ORDER_TYPE).rows} == {"counter", "takeaway"}
    assert len(sales(day, SalesBy.CASHIER).rows) == 2
    (row,) = sales(day, SalesBy.DAY).rows
    assert (row.key, row.bills) == ("2026-02-18", 3)
    things = [row for row in sales(day, SalesBy.ITEM).rows if row.name == "Thing"]
    assert [(row.bills, row.qty, row.net) for row in things] == [(2, 2000, 200_00)]


def test_sales_follow_the_shift_and_not_the_clock(day: ShopAtHand) -> None:
    """What is sold after midnight belongs to the trading day of its shift."""
    day.clock.forward(hours=10)
    day.sell("50.00", cash=50_00)
    (row,) = sales_reports.sales(
        day.manager, sales_reports.AskSales(first=BUSINESS_DATE, last=BUSINESS_DATE)
    ).rows
    assert row.bills == 4


@pytest.mark.parametrize("by", [*SalesBy])
def test_what_came_back_is_taken_off_under_every_key(day: ShopAtHand, by: SalesBy) -> None:
    before = sales(day, by).totals
    note = credit_notes.issue(
        day.manager,
        credit_notes.IssueNote(bill_number="A/25-26/000002", all=True, reason="Broken"),
    )
    after = sales(day, by).totals
    assert after.total == before.total
    assert after.returned == note.totals.total == 100_00
    assert after.net == before.net - 100_00


def test_a_return_on_another_day_is_a_row_of_that_day(day: ShopAtHand) -> None:
    shifts.close(day.cashier, shifts.CloseShift(closing_cash=2000_00, reason="Not counted"))
    day.clock.forward(days=1)
    day.open_shift()
    credit_notes.issue(
        day.manager,
        credit_notes.IssueNote(bill_number="A/25-26/000002", all=True, reason="Broken"),
    )
    (row,) = sales(day, SalesBy.DAY).rows
    assert (row.bills, row.total, row.net) == (0, 0, -100_00)


def test_busy_hours_are_by_weekday(day: ShopAtHand) -> None:
    cells = sales_reports.busy_hours(day.manager, sales_reports.AskDays()).cells
    assert [(cell.weekday, cell.hour, cell.bills) for cell in cells] == [(3, 15, 2), (3, 17, 1)]


def test_what_stands_out_is_told_by_person(day: ShopAtHand) -> None:
    shifts.no_sale(day.manager, shifts.NoSale(reason="Change"))
    people = sales_reports.people(day.manager, sales_reports.AskDays()).people
    by_name = {row.user_name: row for row in people}
    cashier = by_name[day.cashier.signed_in.user_name]
    manager = by_name[day.manager.signed_in.user_name]
    assert (cashier.bills, cashier.discounts, cashier.discounted) == (2, 1, 1_00)
    assert (manager.bills, manager.no_sales) == (1, 1)


@pytest.mark.parametrize("report", [*REPORTS])
def test_every_report_is_a_table_whose_totals_are_sums(day: ShopAtHand, report: str) -> None:
    item_cards.update(day.manager, item_cards.UpdateItem(id=item_of(day, "1040"), cost=10_00))
    tables = make_report(day.owner, report, DAYS)
    assert tables[0].rows
    for table in tables:
        for row in table.rows:
            assert len(row) == len(table.columns)
        if table.totals is None:
            assert not table.rows
            continue
        for at, column in enumerate(table.columns):
            if column.kind is Kind.MONEY and at:
                figures = [cell for cell in (row[at] for row in table.rows) if cell is not None]
                assert table.totals[at] == sum(map(int, figures))


@pytest.mark.parametrize("report", [*REPORTS])
def test_an_empty_period_has_empty_tables(shop: ShopAtHand, report: str) -> None:
    if report != "people":
        assert not any(table.rows for table in make_report(shop.manager, report, DAYS))


def test_an_unknown_report_is_refused(shop: ShopAtHand) -> None:
    with pytest.raises(BadInput, match="busy_hours"):
        make_report(shop.manager, "profit", DAYS)


# --- Files ---------------------------------------------------------------------------------------


def export(shop: ShopAtHand, **asked: Any) -> report_export.ExportedReport:
    return report_export.export(shop.manager, report_export.ExportReport(**asked))


def test_a_csv_file_is_marked_and_plain(day: ShopAtHand) -> None:
    made = export(day, report="day", format=report_export.Format.CSV)
    assert made.name == "day-2026-02-18-to-2026-02-18.csv"
    assert made.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(made.content.decode("utf-8-sig")))
    assert row["Day"] == "18-02-2026"
    assert row["Sales"] == f"{billed(day) // 100}.{billed(day) % 100:02d}"


def test_text_is_defused_and_a_figure_below_zero_is_not() -> None:
    columns = (TableColumn(name="Item"), TableColumn(name="Net", kind=Kind.MONEY))
    table = ReportTable(title="T", columns=columns, rows=(("=1+1", -50_00), ("सुरेश", 1)))
    text = report_export.tables_as_csv((table,))
    assert text == "Item,Net\r\n'=1+1,-50.00\r\nसुरेश,0.01\r\n"
    sheet = _sheet(workbook((table,), heading="today"))
    assert "<f>" not in sheet
    assert "<v>-50</v>" in sheet


def test_an_excel_file_holds_every_table(day: ShopAtHand) -> None:
    made = export(day, report="gst", format=report_export.Format.XLSX)
    with zipfile.ZipFile(io.BytesIO(made.content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(names) == 3


def test_the_return_is_a_file_for_the_portal(day: ShopAtHand) -> None:
    made = export(day, report="gstr1", format=report_export.Format.JSON, period="2026-02")
    assert made.name == "GSTR1-23AABFS4821K1ZB-022026.json"
    told = json.loads(made.content)
    assert told["fp"] == "022026"
    assert told["b2cs"]


def test_formats_that_do_not_fit_are_refused(day: ShopAtHand) -> None:
    for report, form in (("gst", "json"), ("gstr1", "csv")):
        with pytest.raises(BadInput) as refused:
            export(day, report=report, format=report_export.Format(form), period="2026-02")
        assert refused.value.field == "format"


def test_who_exported_what_is_written_down(day: ShopAtHand) -> None:
    export(day, report="item", format=report_export.Format.CSV)
    (entry,) = audit.search(day.owner, audit.SearchAudit(action="report.exported")).entries
    assert entry.subject == "item-2026-02-18-to-2026-02-18.csv"
    assert entry.user_name == day.manager.signed_in.user_name


def test_a_cashier_exports_nothing(day: ShopAtHand) -> None:
    with pytest.raises(Refused):
        report_export.export(
            day.cashier,
            report_export.ExportReport(report="day", format=report_export.Format.CSV),
        )


def test_figures_are_shown_as_india_writes_them() -> None:
    assert shown(123456789, Kind.MONEY) == "12,34,567.89"
    assert shown(2500, Kind.QUANTITY) == "2.5"
    assert shown(25, Kind.RATE) == "0.25%"
    assert shown(None, Kind.MONEY) == ""


def _sheet(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


# --- Margins -------------------------------------------------------------------------------------


def item_of(shop: ShopAtHand, code: str) -> int:
    with shop.store.look() as look:
        found = look.items.by_code(shop.manager.signed_in.outlet_id, code, BUSINESS_DATE)
    assert found is not None
    return found.id


def test_a_margin_is_told_where_the_cost_is_known(day: ShopAtHand) -> None:
    item = item_of(day, "1040")
    item_cards.update(day.manager, item_cards.UpdateItem(id=item, cost=10_00))
    report = sales_reports.margins(day.manager, sales_reports.AskDays())
    row = next(row for row in report.rows if row.item_id == item)
    sold = next(row for row in sales(day, SalesBy.ITEM).rows if row.key == str(item))
    assert (row.qty, row.taxable, row.cost) == (2000, sold.taxable, 20_00)
    assert row.margin == sold.taxable - 20_00
    assert report.taxable == billed(day, "taxable")
    assert report.unknown == 200_00  # the things that were sold without an item
    assert report.margin == sum(row.margin for row in report.rows)


@pytest.mark.parametrize(("restock", "cost"), [(True, 10_00), (False, 20_00)])
def test_what_comes_back_broken_still_cost_what_it_did(
    day: ShopAtHand, restock: bool, cost: int
) -> None:
    item = item_of(day, "1040")
    item_cards.update(day.manager, item_cards.UpdateItem(id=item, cost=10_00))
    back = ReturnLine(line=1, qty=1000, restock=restock)
    credit_notes.issue(
        day.manager,
        credit_notes.IssueNote(bill_number="A/25-26/000001", lines=(back,), reason="Broken"),
    )
    report = sales_reports.margins(day.manager, sales_reports.AskDays())
    row = next(row for row in report.rows if row.item_id == item)
    assert (row.qty, row.cost) == (1000, cost)


def test_a_loss_is_told_with_its_sign() -> None:
    assert shown(-2_50, Kind.RATE) == "-2.5%"
