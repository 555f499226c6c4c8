"""Orders told apart by how they reach the buyer; held ones with who, and discarded with why."""

from __future__ import annotations

import pytest

from pos_desktop.application import first_run, orders
from pos_desktop.application.billing import IssueBill, TenderInput, issue
from pos_desktop.application.orders import AddLine, CancelOrder, ChangeOrder, HoldOrder
from pos_desktop.application.printouts import PrintoutFormat, PrintoutKind, RenderPrintout, render
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.orders import OrderStatus, OrderType
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shop_types import ShopType
from tests.shop_at_hand import ShopAtHand

MILK = "8901037910602"


def sold_at_table(shop: ShopAtHand) -> str:
    view = orders.add_line(shop.cashier, AddLine(barcode=MILK))
    change = ChangeOrder(order_id=view.order_id, order_type=OrderType.DINE_IN, label="Table 4")
    orders.change(shop.cashier, change)
    cash = TenderInput(method=Method.CASH, amount=34_00)
    return issue(shop.cashier, IssueBill(order_id=view.order_id, tenders=(cash,))).bill_number


def printed(shop: ShopAtHand, number: str) -> str:
    request = RenderPrintout(
        kind=PrintoutKind.BILL, number=number, format=PrintoutFormat.TEXT, columns=48
    )
    return render(shop.cashier, request).text or ""


def test_the_table_stands_on_the_receipt_and_on_every_copy(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(order_types=True)
    number = sold_at_table(shop)
    assert "Dine in - Table 4" in printed(shop, number)
    shop.set(order_types=False)
    assert "Dine in - Table 4" in printed(shop, number)


def test_a_name_an_order_was_held_under_is_not_printed_elsewhere(
    open_shop_today: ShopAtHand,
) -> None:
    assert "Table 4" not in printed(open_shop_today, sold_at_table(open_shop_today))


def test_only_a_restaurant_begins_with_order_types() -> None:
    begun = {
        kind
        for kind in ShopType
        if first_run.first_outlet(
            first_run.FirstShop(shop_type=kind, name="Shop", state_code="23")
        ).order_types
    }
    assert begun == {ShopType.RESTAURANT}


def test_a_list_of_orders_says_who_began_each(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    view = orders.add_line(shop.cashier, AddLine(barcode=MILK))
    orders.hold(shop.cashier, HoldOrder(order_id=view.order_id, label="Blue shirt"))
    (held,) = orders.list_orders(shop.manager, orders.ListOrders(status=OrderStatus.HELD)).orders
    assert (held.opened_by, held.label) == (shop.cashier.signed_in.user_name, "Blue shirt")


def test_a_held_order_is_discarded_with_a_reason_only(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    view = orders.add_line(shop.cashier, AddLine(barcode=MILK))
    orders.hold(shop.cashier, HoldOrder(order_id=view.order_id))
    with pytest.raises(BadInput) as refused:
        orders.cancel(shop.cashier, CancelOrder(order_id=view.order_id, reason=" "))
    assert refused.value.field == "reason"
    gone = orders.cancel(shop.cashier, CancelOrder(order_id=view.order_id, reason="Did not come"))
    assert gone.status is OrderStatus.CANCELLED
