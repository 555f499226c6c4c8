"""Old and new stock under one barcode: each pack is sold by the MRP that is printed on it."""

from __future__ import annotations

import pytest

from pos_desktop.application import item_cards, orders
from pos_desktop.application.billing import IssueBill, TenderInput, issue
from pos_desktop.application.item_cards import CreateItem, UpdateItem
from pos_desktop.application.orders import AddLine
from pos_desktop.application.printed_prices import PrintedOn, printed_prices
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.item_cards import ItemCard, PackBarcode, PrintedPrice
from pos_desktop.domain.outlet import Method
from tests.shop_at_hand import ShopAtHand

TEA = "8906000000017"
OLD = PrintedPrice(mrp=110_00, price=105_00)


@pytest.fixture
def tea(open_shop_today: ShopAtHand) -> ItemCard:
    """Tea at ₹120.00 of MRP ₹125.00, and old packs at ₹105.00 of MRP ₹110.00."""
    new = CreateItem(
        name="Tea 250 g",
        price=120_00,
        mrp=125_00,
        tax_class="GST5",
        barcodes=(PackBarcode(barcode=TEA),),
        mrps=(OLD,),
    )
    return item_cards.create(open_shop_today.owner, new)


def test_a_scan_of_it_asks_which_pack(shop: ShopAtHand, tea: ItemCard) -> None:
    with pytest.raises(BadInput, match=r"several MRPs: ₹125\.00, ₹110\.00") as refused:
        orders.add_line(shop.cashier, AddLine(barcode=TEA))
    assert (refused.value.code, refused.value.field) == ("choose_mrp", "mrp")
    found = printed_prices(shop.cashier, PrintedOn(barcode=TEA))
    assert found.prices == (PrintedPrice(mrp=125_00, price=120_00), OLD)
    assert (found.item_id, found.name) == (tea.id, "Tea 250 g")


def test_each_pack_is_a_line_at_its_own_price(shop: ShopAtHand, tea: ItemCard) -> None:
    view = orders.add_line(shop.cashier, AddLine(barcode=TEA, mrp=110_00))
    for mrp in (125_00, 110_00):
        more = AddLine(order_id=view.order_id, barcode=TEA, mrp=mrp)
        view = orders.add_line(shop.cashier, more)
    told = [(line.mrp, line.unit_price, line.qty) for line in view.lines]
    assert told == [(110_00, 105_00, 2000), (125_00, 120_00, 1000)]


def test_the_price_of_an_old_pack_is_no_discount(shop: ShopAtHand, tea: ItemCard) -> None:
    shop.set(cashier_discount_limit=0)
    view = orders.add_line(shop.cashier, AddLine(item=tea.id, mrp=110_00))
    cash = TenderInput(method=Method.CASH, amount=105_00)
    bill = issue(shop.cashier, IssueBill(order_id=view.order_id, tenders=(cash,)))
    assert (bill.totals.total, bill.lines[0].mrp) == (105_00, 110_00)


def test_an_mrp_that_is_not_kept_is_refused(shop: ShopAtHand, tea: ItemCard) -> None:
    with pytest.raises(BadInput, match="not kept with the MRP ₹99") as refused:
        orders.add_line(shop.cashier, AddLine(barcode=TEA, mrp=99_00))
    assert refused.value.code == "unknown_mrp"


def test_a_price_that_is_given_asks_nothing(shop: ShopAtHand, tea: ItemCard) -> None:
    (line,) = orders.add_line(shop.cashier, AddLine(barcode=TEA, unit_price=100_00)).lines
    assert (line.mrp, line.unit_price) == (125_00, 100_00)


def test_the_card_keeps_them_and_lets_them_go(shop: ShopAtHand, tea: ItemCard) -> None:
    assert tea.facts.mrps == (OLD,)
    more = (OLD, PrintedPrice(mrp=115_00, price=115_00))
    changed = item_cards.update(shop.owner, UpdateItem(id=tea.id, mrps=more))
    assert set(changed.facts.mrps) == set(more)
    gone = item_cards.update(shop.owner, UpdateItem(id=tea.id, mrps=()))
    assert gone.facts.mrps == ()
    assert len(orders.add_line(shop.cashier, AddLine(barcode=TEA)).lines) == 1


@pytest.mark.parametrize(
    ("mrps", "field"),
    [
        ((PrintedPrice(mrp=110_00, price=111_00),), "mrps"),
        ((PrintedPrice(mrp=125_00, price=100_00),), "mrps"),
        ((OLD, OLD), "mrps"),
        ((PrintedPrice(mrp=0, price=0),), "mrps"),
        (tuple(PrintedPrice(mrp=n, price=1) for n in range(1, 10)), "mrps"),
    ],
)
def test_prices_no_pack_can_have_are_refused(
    shop: ShopAtHand, tea: ItemCard, mrps: tuple[PrintedPrice, ...], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        item_cards.update(shop.owner, UpdateItem(id=tea.id, mrps=mrps))
    assert refused.value.field == field


def test_further_mrps_need_a_usual_one(shop: ShopAtHand, tea: ItemCard) -> None:
    with pytest.raises(BadInput) as refused:
        item_cards.update(shop.owner, UpdateItem(id=tea.id, no_mrp=True))
    assert refused.value.field == "mrp"
