"""What is on hand changes by sales and by documents, and every change is kept."""

from __future__ import annotations

import pytest

from pos_desktop.application import item_cards, stock
from pos_desktop.application.item_ports import ItemShow
from pos_desktop.application.stock import (
    AdjustStock,
    AskStockValue,
    CountedLine,
    CountStock,
    ListStockEntries,
    ReceivedLine,
    ReceiveGoods,
)
from pos_desktop.domain.errors import BadInput, Refused
from tests.shop_at_hand import ShopAtHand


def an_item(shop: ShopAtHand, code: str = "1001") -> int:
    with shop.store.look() as look:
        found = look.item_cards.id_by_code(1, code)
    assert found is not None
    return found


def on_hand(shop: ShopAtHand, item_id: int) -> int:
    with shop.store.look() as look:
        return look.items.stock(item_id)


def test_goods_that_come_in_raise_the_stock_and_set_the_cost(shop: ShopAtHand) -> None:
    item_id, before = an_item(shop), on_hand(shop, an_item(shop))
    lines = (ReceivedLine(item_id=item_id, qty=10_500, unit_cost=22_50),)
    stock.receive(shop.manager, ReceiveGoods(lines=lines, supplier="Mandi", reference="B-17"))
    assert on_hand(shop, item_id) == before + 10_500
    assert item_cards.card(shop.manager, item_cards.ItemId(id=item_id)).cost == 22_50
    (entry,) = stock.entries(shop.manager, ListStockEntries()).entries
    assert (entry.supplier, entry.reference, entry.lines[0].qty) == ("Mandi", "B-17", 10_500)


def test_a_correction_has_a_reason_and_may_go_below_zero(shop: ShopAtHand) -> None:
    item_id, before = an_item(shop), on_hand(shop, an_item(shop))
    with pytest.raises(BadInput) as refused:
        stock.adjust(shop.manager, AdjustStock(item_id=item_id, qty=-1000, reason=" "))
    assert refused.value.field == "reason"
    broken = AdjustStock(item_id=item_id, qty=-before - 1000, reason="Rats")
    stock.adjust(shop.manager, broken)
    assert on_hand(shop, item_id) == -1000
    short = item_cards.listed(shop.manager, item_cards.ListItems(show=ItemShow.OVERSOLD))
    assert [item.id for item in short.items] == [item_id]


def test_a_meal_is_never_short_and_worth_nothing_on_the_shelf(shop: ShopAtHand) -> None:
    meal = an_item(shop, "1279")
    before = stock.value(shop.manager, AskStockValue())
    broken = AdjustStock(item_id=meal, qty=-5000, reason="Eaten by the cook")
    stock.adjust(shop.manager, broken)
    for show in (ItemShow.OVERSOLD, ItemShow.LOW_STOCK):
        short = item_cards.listed(shop.manager, item_cards.ListItems(show=show))
        assert meal not in [item.id for item in short.items]
    assert stock.value(shop.manager, AskStockValue()) == before


def test_a_count_keeps_only_what_differs(shop: ShopAtHand) -> None:
    first, second = an_item(shop, "1001"), an_item(shop, "1002")
    same = CountedLine(item_id=second, counted=on_hand(shop, second))
    counted = CountStock(lines=(CountedLine(item_id=first, counted=7_000), same))
    assert stock.count(shop.manager, counted).lines == 1
    assert on_hand(shop, first) == 7_000
    assert stock.count(shop.manager, counted).lines == 0
    assert shop.count("stock_entry") == 1


def test_what_is_low_is_listed(shop: ShopAtHand) -> None:
    item_id = an_item(shop)
    change = item_cards.UpdateItem(id=item_id, low_stock=on_hand(shop, item_id))
    item_cards.update(shop.manager, change)
    low = item_cards.listed(shop.cashier, item_cards.ListItems(show=ItemShow.LOW_STOCK))
    assert [item.id for item in low.items] == [item_id]
    item_cards.update(shop.manager, item_cards.UpdateItem(id=item_id, no_low_stock=True))
    assert not item_cards.listed(shop.cashier, item_cards.ListItems(show=ItemShow.LOW_STOCK)).items


def test_the_stock_is_worth_its_cost_and_its_price(shop: ShopAtHand) -> None:
    new = item_cards.CreateItem(name="Ziba Soap", price=42_00, tax_class="NIL", stock=3_000)
    before = stock.value(shop.manager, AskStockValue())
    item_id = item_cards.create(shop.manager, new).id
    unknown = stock.value(shop.manager, AskStockValue())
    assert unknown.without_cost - before.without_cost == 1
    assert unknown.at_cost == before.at_cost
    lines = (ReceivedLine(item_id=item_id, qty=2_000, unit_cost=20_00),)
    stock.receive(shop.manager, ReceiveGoods(lines=lines))
    after = stock.value(shop.manager, AskStockValue())
    assert after.at_cost - before.at_cost == 5 * 20_00
    assert after.at_price - before.at_price == 5 * 42_00
    assert after.without_cost == before.without_cost


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (ReceiveGoods(lines=()), "lines"),
        (ReceiveGoods(lines=(ReceivedLine(item_id=1, qty=0),)), "lines[0].qty"),
        (ReceiveGoods(lines=(ReceivedLine(item_id=1, qty=1),) * 2), "lines"),
        (ReceiveGoods(lines=(ReceivedLine(item_id=99_999, qty=1),)), "lines[0].item_id"),
        (ReceiveGoods(lines=(ReceivedLine(item_id=1, qty=1, unit_cost=-1),)), "lines[0].unit_cost"),
    ],
)
def test_bad_goods_name_the_field(shop: ShopAtHand, request_: ReceiveGoods, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        stock.receive(shop.manager, request_)
    assert refused.value.field == field
    assert shop.count("stock_entry") == 0


def test_a_cashier_moves_no_stock(shop: ShopAtHand) -> None:
    with pytest.raises(Refused):
        stock.adjust(shop.cashier, AdjustStock(item_id=1, qty=1000, reason="x"))


@pytest.mark.tampers
def test_an_entry_whose_stock_did_not_move_is_found(shop: ShopAtHand) -> None:
    item_id = an_item(shop)
    stock.adjust(shop.manager, AdjustStock(item_id=item_id, qty=1000, reason="Found"))
    with shop.store.work() as work:
        work.sql.exec_driver_sql("DROP TRIGGER stock_movement_no_delete")
        work.sql.exec_driver_sql("DELETE FROM stock_movement WHERE kind = 'entry'")
        work.commit()
    report = shop.store.check(None, lambda _area, _done, _total: None)
    assert any("An entry moves" in fault.words for fault in report.faults)
