"""The page of the consolidated invoices, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pos_desktop.application import billing, shifts
from pos_desktop.application.desk import Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.printout.sheet import PreviewSheet
from pos_desktop.ui.reports.memos_page import MemosPage
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

At = Callable[[Desk], Any]


@pytest.fixture
def day(open_shop_today: ShopAtHand) -> ShopAtHand:
    open_shop_today.set(cash_memos=True, variance_limit=100_000_00)
    return open_shop_today


def sell(shop: ShopAtHand) -> None:
    line = LineInput(description="Rusk", hsn="1905", unit_price=100_00, gst_rate=18_00)
    pay = (billing.TenderInput(method=Method.CASH, amount=118_00),)
    billing.issue(shop.cashier, billing.IssueBill(lines=(line,), tenders=pay))


def close(shop: ShopAtHand) -> None:
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_118_00))


def page_of(here: Any) -> MemosPage:
    here.go("Consolidated invoices")
    page = here.screen.memos
    assert isinstance(page, MemosPage)
    assert page.isVisible()
    return page


def test_an_invoice_is_seen_and_printed_again(day: ShopAtHand, at: At, told: list[Message]) -> None:
    day.set_printer()
    sell(day)
    sell(day)
    close(day)
    here = at(day.manager)
    page = page_of(here)
    (row,) = page.list.rows_model.rows
    assert (row.number, row.day, row.memos) == ("A/25-26/000001", "18-02-2026", "2")
    assert row.first_to_last == "AM/25-26/000001 – AM/25-26/000002"
    assert (row.taxable, row.tax, row.total) == ("200.00", "36.00", "236.00")
    assert not page.issue_button.isVisible()
    page.list.setFocus()
    page.list.choose(0)
    here.press(Qt.Key.Key_Return)
    sheet = here.sheet()
    assert isinstance(sheet, PreviewSheet)
    assert "Consolidated, for the small sales of a day" in "\n".join(sheet.paper.lines)
    sheet.print_button.click()
    assert sheet._told.text() == "Copy 1 is printing."


def test_days_left_open_are_issued_by_one_key(day: ShopAtHand, at: At, told: list[Message]) -> None:
    sell(day)
    day.clock.forward(days=1)
    here = at(day.manager)
    page = page_of(here)
    assert page.issue_button.isVisible()
    assert "1 cash memos of earlier days" in page.note.text()
    here.press(Qt.Key.Key_F4)
    assert told[-1].text == "Issued: A/25-26/000001."
    assert [row.memos for row in page.list.rows_model.rows] == ["1"]
    assert not page.issue_button.isVisible()
    here.press(Qt.Key.Key_F4)
    assert len(page.list.rows_model.rows) == 1


def test_a_shop_without_cash_memos_is_told_where_they_are(
    open_shop_today: ShopAtHand, at: At
) -> None:
    page = page_of(at(open_shop_today.manager))
    assert page.note.text().startswith("Off: each small sale has its own invoice.")
