"""Items are kept in the till: added, changed, priced by date; nothing impossible is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from pos_desktop.application import item_cards, items, orders, stock
from pos_desktop.application.item_cards import (
    CreateItem,
    ItemId,
    ListItems,
    SchedulePrice,
    UpdateItem,
)
from pos_desktop.application.item_ports import ItemShow, ItemSort
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.item_cards import PackBarcode, ean13, own_barcode
from tests.shop_at_hand import ShopAtHand

TEA = CreateItem(
    name="Nilgiri Reserve",
    price=140_00,
    mrp=150_00,
    tax_class="GST5",
    category="Beverages",
    hsn="0902",
    unit="PCS",
    cost=110_00,
    stock=24_000,
    barcodes=(PackBarcode(barcode="8901234567890"),),
)


def a_tax_class(shop: ShopAtHand, rate: int) -> str:
    found = item_cards.choices(shop.owner, item_cards.AskChoices()).tax_classes
    return next(c.code for c in found if c.gst_rate == rate)


@pytest.fixture
def tea(shop: ShopAtHand) -> CreateItem:
    return replace(TEA, tax_class=a_tax_class(shop, 500))


def test_a_new_item_is_found_and_sold_at_once(open_shop_today: ShopAtHand, tea: CreateItem) -> None:
    shop = open_shop_today
    card = item_cards.create(shop.manager, tea)
    assert (card.stock, card.cost, card.facts.price) == (24_000, 110_00, 140_00)
    found = items.search(shop.cashier, items.SearchItems(q="nilgiri"))
    assert [item.id for item in found.items] == [card.id]
    order = orders.add_line(shop.cashier, orders.AddLine(barcode="8901234567890"))
    assert order.totals.total == 140_00


def test_a_code_is_made_and_a_category_too(shop: ShopAtHand, tea: CreateItem) -> None:
    card = item_cards.create(shop.manager, replace(tea, category="Seasonal", barcodes=()))
    assert card.facts.code.isdigit()
    choices = item_cards.choices(shop.manager, item_cards.AskChoices())
    assert "Seasonal" in [category.name for category in choices.categories]
    again = item_cards.create(shop.manager, replace(tea, category="seasonal", barcodes=()))
    assert again.facts.category_id == card.facts.category_id
    assert int(again.facts.code) == int(card.facts.code) + 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "tea\x1b"}, "name"),
        ({"code": "a b"}, "code"),
        ({"code": "1001"}, "code"),
        ({"hsn": "12345"}, "hsn"),
        ({"unit": "CUP"}, "unit"),
        ({"price": -1}, "price"),
        ({"price": 151_00}, "price"),
        ({"mrp": 0}, "mrp"),
        ({"cost": -1}, "cost"),
        ({"low_stock": -1}, "low_stock"),
        ({"tax_class": "NO"}, "tax_class"),
        ({"barcodes": (PackBarcode(barcode="a b"),)}, "barcodes[0].barcode"),
        ({"barcodes": (PackBarcode(barcode="8901", qty=0),)}, "barcodes[0].qty"),
        ({"barcodes": (PackBarcode(barcode="8901"), PackBarcode(barcode="8901"))}, "barcodes[1]"),
    ],
)
def test_bad_input_names_the_field_and_saves_nothing(
    shop: ShopAtHand, tea: CreateItem, change: dict[str, object], field: str
) -> None:
    before = shop.count("item"), shop.count("category"), shop.count("audit_entry")
    with pytest.raises(BadInput) as refused:
        item_cards.create(shop.manager, replace(tea, category="Odd", **change))
    assert refused.value.field.startswith(field)
    assert (shop.count("item"), shop.count("category"), shop.count("audit_entry")) == before


def test_a_barcode_belongs_to_one_item(shop: ShopAtHand, tea: CreateItem) -> None:
    item_cards.create(shop.manager, tea)
    with pytest.raises(BadInput, match="has the barcode") as refused:
        item_cards.create(shop.manager, replace(tea, code="T2"))
    assert refused.value.code == "barcode_taken"


def test_a_carton_has_a_barcode_of_its_own(open_shop_today: ShopAtHand, tea: CreateItem) -> None:
    shop = open_shop_today
    packs = (*tea.barcodes, PackBarcode(barcode="18901234567897", qty=12_000))
    item_cards.create(shop.manager, replace(tea, barcodes=packs))
    order = orders.add_line(shop.cashier, orders.AddLine(barcode="18901234567897", qty=2_000))
    assert (order.lines[0].qty, order.totals.total) == (24_000, 24 * 140_00)


def test_a_price_given_holds_at_once_and_is_audited(shop: ShopAtHand, tea: CreateItem) -> None:
    card = item_cards.create(shop.manager, tea)
    item_cards.update(shop.manager, UpdateItem(id=card.id, price=135_00))
    found = items.by_barcode(shop.cashier, items.ByBarcode(barcode="8901234567890"))
    assert found.item is not None
    assert found.item.price == 135_00
    with shop.store.look() as look:
        last = look.sql.exec_driver_sql(
            "SELECT action, details FROM audit_entry ORDER BY id DESC LIMIT 1"
        ).one()
    assert last.action == "item.updated"
    assert '"after":13500' in last.details


def test_a_planned_price_takes_over_on_its_day(shop: ShopAtHand, tea: CreateItem) -> None:
    card = item_cards.create(shop.manager, tea)
    today = shop.clock.now.date()
    plan = SchedulePrice(id=card.id, valid_from=today + timedelta(days=2), price=148_00, mrp=160_00)
    assert item_cards.schedule_price(shop.manager, plan).upcoming[0].price == 148_00

    def price() -> int:
        found = items.by_barcode(shop.cashier, items.ByBarcode(barcode="8901234567890")).item
        assert found is not None
        listed = item_cards.listed(shop.cashier, ListItems(q="Nilgiri")).items[0]
        assert listed.price == found.price
        return found.price

    assert price() == 140_00
    shop.clock.forward(days=1)
    assert price() == 140_00
    shop.clock.forward(days=1)
    assert price() == 148_00
    # A price typed now is the price: the plan that took over is past.
    item_cards.update(shop.manager, UpdateItem(id=card.id, price=145_00))
    assert price() == 145_00


def test_a_plan_is_for_a_day_to_come_and_can_be_dropped(shop: ShopAtHand, tea: CreateItem) -> None:
    card = item_cards.create(shop.manager, tea)
    today = shop.clock.now.date()
    with pytest.raises(BadInput) as refused:
        item_cards.schedule_price(
            shop.manager, SchedulePrice(id=card.id, valid_from=today, price=1)
        )
    assert refused.value.field == "valid_from"
    day = today + timedelta(days=5)
    plan = SchedulePrice(id=card.id, valid_from=day, price=120_00)
    item_cards.schedule_price(shop.manager, plan)
    assert item_cards.schedule_price(shop.manager, replace(plan, price=None)).upcoming == ()
    with pytest.raises(BadInput):
        item_cards.schedule_price(shop.manager, replace(plan, price=170_00, mrp=150_00))


def test_a_manager_prices_and_does_not_say_how_it_is_taxed(
    shop: ShopAtHand, tea: CreateItem
) -> None:
    card = item_cards.create(shop.manager, tea)
    other = a_tax_class(shop, 1800)
    with pytest.raises(Refused) as refused:
        item_cards.update(shop.manager, UpdateItem(id=card.id, tax_class=other))
    assert refused.value.code == "not_allowed"
    assert item_cards.update(shop.owner, UpdateItem(id=card.id, tax_class=other))
    with pytest.raises(Refused):
        item_cards.update(shop.cashier, UpdateItem(id=card.id, price=1_00))
    with pytest.raises(Refused):
        item_cards.card(shop.cashier, ItemId(id=card.id))


def test_an_item_that_ended_is_not_sold_and_not_lost(
    open_shop_today: ShopAtHand, tea: CreateItem
) -> None:
    shop = open_shop_today
    card = item_cards.create(shop.manager, tea)
    item_cards.update(shop.manager, UpdateItem(id=card.id, is_active=False))
    with pytest.raises(BadInput):
        orders.add_line(shop.cashier, orders.AddLine(barcode="8901234567890"))
    ended = item_cards.listed(shop.manager, ListItems(q="nilgiri", show=ItemShow.INACTIVE))
    assert [item.id for item in ended.items] == [card.id]
    item_cards.update(shop.manager, UpdateItem(id=card.id, is_active=True))
    assert orders.add_line(shop.cashier, orders.AddLine(barcode="8901234567890"))


def test_the_list_is_read_from_anywhere(shop: ShopAtHand) -> None:
    whole = item_cards.listed(shop.cashier, ListItems(limit=500))
    assert whole.total == len(whole.items) == shop.count("item")
    part = item_cards.listed(shop.cashier, ListItems(offset=50, limit=20))
    assert part.items == whole.items[50:70]
    assert [i.name for i in whole.items] == sorted(i.name for i in whole.items)
    dear = item_cards.listed(shop.cashier, ListItems(sort=ItemSort.PRICE, descending=True))
    assert dear.items[0].price == max(item.price for item in whole.items)
    by_code = item_cards.listed(shop.cashier, ListItems(q="1001"))
    assert "1001" in [item.code for item in by_code.items]
    assert item_cards.listed(shop.cashier, ListItems(q="100%")).total == 0
    for wrong in (ListItems(offset=-1), ListItems(limit=0)):
        with pytest.raises(BadInput):
            item_cards.listed(shop.cashier, wrong)


@pytest.mark.parametrize("show", list(ItemShow))
@pytest.mark.parametrize("q", ["", "tea"])
def test_a_list_is_counted_as_it_is_read(
    shop: ShopAtHand, tea: CreateItem, show: ItemShow, q: str
) -> None:
    new = {
        "ended": replace(tea, name="Tea Nilgiri", barcodes=()),
        "short": replace(tea, name="Tea Assam", barcodes=(), stock=0, low_stock=5_000),
        "liked": replace(tea, name="Tea Darjeeling", barcodes=(), is_favourite=True),
    }
    made = {name: item_cards.create(shop.manager, item).id for name, item in new.items()}
    item_cards.update(shop.manager, UpdateItem(id=made["ended"], is_active=False))
    broken = stock.AdjustStock(item_id=made["short"], qty=-1_000, reason="Torn")
    stock.adjust(shop.manager, broken)
    found = item_cards.listed(shop.manager, ListItems(q=q, show=show, limit=500))
    assert found.total == len(found.items) > 0


def test_a_shop_makes_barcodes_of_its_own(shop: ShopAtHand, tea: CreateItem) -> None:
    card = item_cards.create(shop.manager, replace(tea, barcodes=()))
    (made,) = item_cards.make_barcode(shop.manager, ItemId(id=card.id)).facts.barcodes
    assert made.barcode.startswith("20")
    assert len(made.barcode) == 13
    assert made.barcode == ean13(made.barcode[:12])
    assert item_cards.make_barcode(shop.manager, ItemId(id=card.id)).facts.barcodes == (made,)
    assert ean13("400638133393") == "4006381333931"


def test_a_number_of_the_shop_is_none_that_the_scale_could_print(
    shop: ShopAtHand, tea: CreateItem
) -> None:
    shop.set(scale_codes="20CCCCCWWwwwK 21CCCCCPPPppK")
    card = item_cards.create(shop.manager, replace(tea, barcodes=()))
    (made,) = item_cards.make_barcode(shop.manager, ItemId(id=card.id)).facts.barcodes
    assert made.barcode == own_barcode(card.id, "22")
    shop.set(scale_codes="")
    again = item_cards.make_barcode(shop.manager, ItemId(id=card.id))
    assert again.facts.barcodes == (made,)


def test_a_number_of_the_shop_is_none_that_another_item_has(
    shop: ShopAtHand, tea: CreateItem
) -> None:
    card = item_cards.create(shop.manager, replace(tea, barcodes=()))
    taken = PackBarcode(barcode=own_barcode(card.id))
    other = replace(tea, name="Other tea", code="OTHER", barcodes=(taken,))
    item_cards.create(shop.manager, other)
    (made,) = item_cards.make_barcode(shop.manager, ItemId(id=card.id)).facts.barcodes
    assert made.barcode == own_barcode(card.id, "21")


def test_where_the_scale_takes_every_number_none_is_made(shop: ShopAtHand, tea: CreateItem) -> None:
    shop.set(scale_codes="2CCCCCCWWwwwK")
    card = item_cards.create(shop.manager, replace(tea, barcodes=()))
    with pytest.raises(Refused) as refused:
        item_cards.make_barcode(shop.manager, ItemId(id=card.id))
    assert refused.value.code == "no_free_barcode"
    assert item_cards.card(shop.manager, ItemId(id=card.id)).facts.barcodes == ()
