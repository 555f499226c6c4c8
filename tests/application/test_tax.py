"""Rates by date, items that change class, and the law's data from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pos_desktop.app import desk_for
from pos_desktop.application import orders, tax
from pos_desktop.application.billing import IssueBill, IssuedBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst_data import gst_data, packaged_text, take_gst_data
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.states import state_of
from tests.shop_at_hand import START, ShopAtHand

TODAY, TOMORROW = date(2026, 2, 18), date(2026, 2, 19)
BUTTER = "AMU-BTR-100"


@pytest.fixture(autouse=True)
def packaged_again() -> Iterator[None]:
    yield
    take_gst_data(None)


def item_code(shop: ShopAtHand, tax_class: str) -> str:
    """The code of some item of a tax class."""
    with shop.store.look() as look:
        code: str = look.sql.exec_driver_sql(
            "SELECT i.code FROM item AS i JOIN tax_class AS c ON c.id = i.tax_class_id"
            " WHERE c.code = ? ORDER BY i.id LIMIT 1",
            (tax_class,),
        ).scalar_one()
    return code


def sell(shop: ShopAtHand, code: str) -> IssuedBill:
    order = orders.add_line(shop.cashier, orders.AddLine(item=code))
    cash = TenderInput(method=Method.CASH, amount=order.totals.total)
    return issue(shop.cashier, IssueBill(order_id=order.order_id, tenders=(cash,)))


def rate_of(bill: IssuedBill) -> int:
    return bill.lines[0].gst_rate


def test_a_scheduled_rate_takes_effect_with_its_day(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    code = item_code(shop, "GST5")
    change = tax.ScheduleRate(tax_class="GST5", valid_from=TOMORROW, gst_rate=1800)
    view = tax.schedule_rate(shop.owner, change)
    assert (view.now.gst_rate if view.now else None, view.rates[-1].gst_rate) == (500, 1800)
    old = sell(shop, code)
    shop.clock.forward(days=1)
    assert (rate_of(old), rate_of(sell(shop, code))) == (500, 1800)


def test_an_order_begun_before_midnight_bears_the_rate_of_its_bill(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    tax.schedule_rate(
        shop.owner, tax.ScheduleRate(tax_class="GST5", valid_from=TOMORROW, gst_rate=1800)
    )
    order = orders.add_line(shop.cashier, orders.AddLine(item=item_code(shop, "GST5")))
    shop.clock.now = START.replace(hour=18, minute=31)  # 00:01 in India
    cash = TenderInput(method=Method.CASH, amount=order.totals.total * 2)
    bill = issue(shop.cashier, IssueBill(order_id=order.order_id, tenders=(cash,)))
    assert rate_of(bill) == 1800


def test_an_order_held_overnight_is_shown_as_it_will_be_billed(
    open_shop_today: ShopAtHand,
) -> None:
    """What the cashier asks for is what the bill of that day comes to."""
    shop = open_shop_today
    tax.schedule_rate(
        shop.owner, tax.ScheduleRate(tax_class="GST5", valid_from=TOMORROW, gst_rate=1800)
    )
    held = orders.add_line(shop.cashier, orders.AddLine(item=item_code(shop, "GST5")))
    order = orders.OrderId(order_id=held.order_id)
    orders.hold(shop.cashier, orders.HoldOrder(order_id=held.order_id))
    shop.clock.now = START.replace(hour=18, minute=31)  # 00:01 in India
    (listed,) = orders.list_orders(shop.cashier, orders.ListOrders()).orders
    seen, taken = orders.get(shop.cashier, order), orders.recall(shop.cashier, order)
    assert {view.lines[0].gst_rate for view in (listed, seen, taken)} == {1800}
    cash = TenderInput(method=Method.CASH, amount=taken.totals.total)
    bill = issue(shop.cashier, IssueBill(order_id=taken.order_id, tenders=(cash,)))
    assert bill.totals == listed.totals == seen.totals == taken.totals != held.totals


def test_an_order_that_today_cannot_tax_is_listed_and_goes_on_once_it_can(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    code = item_code(shop, "GST5")
    with shop.store.work() as work:
        work.sql.exec_driver_sql(f"UPDATE item SET mrp = NULL WHERE code = '{code}'")
        work.commit()
    on_printed_price = tax.ScheduleRate(
        tax_class="GST5", valid_from=TOMORROW, gst_rate=1800, rsp_valued=True
    )
    tax.schedule_rate(shop.owner, on_printed_price)
    held = orders.add_line(shop.cashier, orders.AddLine(item=code))
    order = orders.OrderId(order_id=held.order_id)
    orders.hold(shop.cashier, orders.HoldOrder(order_id=held.order_id))
    shop.clock.now = START.replace(hour=18, minute=31)  # 00:01 in India
    assert len(orders.list_orders(shop.cashier, orders.ListOrders()).orders) == 1
    with pytest.raises(BadInput, match="retail price"):
        orders.recall(shop.cashier, order)
    with shop.store.work() as work:
        work.sql.exec_driver_sql(f"UPDATE item SET mrp = 6000 WHERE code = '{code}'")
        work.commit()
    assert orders.recall(shop.cashier, order).lines[0].mrp == 60_00


def test_a_change_that_is_still_to_come_can_be_taken_back(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    tax.schedule_rate(
        shop.owner, tax.ScheduleRate(tax_class="GST5", valid_from=TOMORROW, gst_rate=1800)
    )
    back = tax.TakeBackRate(tax_class="GST5", valid_from=TOMORROW)
    assert len(tax.take_back_rate(shop.owner, back).rates) == 1
    with pytest.raises(BadInput, match="no rate changes"):
        tax.take_back_rate(shop.owner, back)
    held = tax.TakeBackRate(tax_class="GST5", valid_from=date(2017, 7, 1))
    with pytest.raises(BadInput, match="holds already"):
        tax.take_back_rate(shop.owner, held)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"tax_class": "NOPE"}, "tax_class"),
        ({"valid_from": date(2026, 2, 17)}, "valid_from"),
        ({"gst_rate": 1700}, "gst_rate"),
        ({"gst_rate": 2800}, "gst_rate"),
        ({"tax_class": "NIL"}, "gst_rate"),
        ({"cess_rate": 1000_01}, "cess_rate"),
        ({"cess_per_unit": -1}, "cess_per_unit"),
        ({"tax_class": "SVC18", "rsp_valued": True}, "rsp_valued"),
    ],
)
def test_a_rate_that_cannot_be_is_refused_by_its_field(
    shop: ShopAtHand, given: dict[str, object], field: str
) -> None:
    values = {"tax_class": "GST5", "valid_from": TOMORROW, "gst_rate": 1800} | given
    with pytest.raises(BadInput) as refused:
        tax.schedule_rate(shop.owner, tax.ScheduleRate(**values))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_an_item_changes_its_class_from_a_day_on(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    code = item_code(shop, "GST5")
    tax.schedule_item(
        shop.owner, tax.ScheduleItem(item=code, tax_class="GST18", valid_from=TOMORROW)
    )
    assert rate_of(sell(shop, code)) == 500
    shop.clock.forward(days=1)
    assert rate_of(sell(shop, code)) == 1800
    with pytest.raises(BadInput) as refused:
        tax.schedule_item(
            shop.owner, tax.ScheduleItem(item=code, tax_class="GST5", valid_from=TODAY)
        )
    assert refused.value.field == "valid_from"


def test_a_pack_is_taxed_on_its_printed_price_from_the_day_the_rate_says(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    with shop.store.look() as look:
        code = look.sql.exec_driver_sql(
            "SELECT i.code FROM item AS i JOIN tax_class AS c ON c.id = i.tax_class_id"
            " WHERE c.code LIKE 'GST5%' AND i.mrp = i.price AND i.price_includes_tax = 1 LIMIT 1"
        ).scalar_one()
        tax_class = look.sql.exec_driver_sql(
            "SELECT c.code FROM item AS i JOIN tax_class AS c ON c.id = i.tax_class_id"
            " WHERE i.code = ?",
            (code,),
        ).scalar_one()
    change = tax.ScheduleRate(
        tax_class=tax_class, valid_from=TOMORROW, gst_rate=4000, rsp_valued=True
    )
    tax.schedule_rate(shop.owner, change)
    assert not sell(shop, code).lines[0].rsp_valued
    shop.clock.forward(days=1)
    line = sell(shop, code).lines[0]
    assert line.rsp_valued
    assert line.mrp is not None
    assert line.cgst == (line.mrp * 4000 + 14_000) // 28_000


@pytest.mark.parametrize("role", ["cashier", "manager"])
def test_only_who_may_edit_tax_changes_rates(shop: ShopAtHand, role: str) -> None:
    change = tax.ScheduleRate(tax_class="GST5", valid_from=TOMORROW, gst_rate=1800)
    with pytest.raises(Refused):
        tax.schedule_rate(getattr(shop, role), change)


NEWER = json.dumps(
    json.loads(packaged_text())
    | {
        "version": "2026-04-01",
        "states": [*json.loads(packaged_text())["states"], {"code": "39", "name": "Newland"}],
        "thresholds": json.loads(packaged_text())["thresholds"]
        | {"buyer_details": [{"from": "2017-07-01", "amount": "100.00"}]},
    }
)


def test_a_dry_run_tells_what_a_file_changes_and_changes_nothing(shop: ShopAtHand) -> None:
    told = tax.import_data(shop.owner, tax.ImportGstData(content=NEWER, dry_run=True))
    assert told.changes == ("New State 39 Newland", "Threshold buyer details changes")
    assert (told.taken, shop.count("gst_data_version")) == (False, 0)
    with pytest.raises(BadInput):
        state_of("39", field="state")


def test_data_that_was_taken_in_holds_at_once_and_after_a_restart(
    open_shop_today: ShopAtHand, tmp_path: Path
) -> None:
    shop = open_shop_today
    file = tmp_path / "gst.json"
    file.write_text(NEWER, encoding="utf-8")
    told = tax.import_data(shop.owner, tax.ImportGstData(path=str(file)))
    assert (told.taken, told.version) == (True, date(2026, 4, 1))
    line = LineInput(description="Thing", unit_price=10_000, gst_rate=500)
    with pytest.raises(BadInput, match="names its buyer"):
        issue(shop.cashier, IssueBill(lines=(line,)))
    take_gst_data(None)
    desk_for(shop.store, clock=shop.clock)
    assert gst_data().version == date(2026, 4, 1)
    with pytest.raises(BadInput) as refused:
        tax.import_data(shop.owner, tax.ImportGstData(content=NEWER))
    assert refused.value.code == "not_newer"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "path"),
        ({"path": "/nowhere/gst.json"}, "path"),
        ({"content": "{"}, "content"),
        ({"content": packaged_text()}, "content.version"),
        (
            {
                "content": json.dumps(
                    json.loads(NEWER) | {"states": [{"code": "01", "name": "Jammu"}]}
                )
            },
            "content.states",
        ),
    ],
)
def test_a_file_that_is_not_newer_whole_data_is_refused(
    shop: ShopAtHand, given: dict[str, str], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        tax.import_data(shop.owner, tax.ImportGstData(**given))
    assert refused.value.field == field
    assert shop.count("gst_data_version") == 0
