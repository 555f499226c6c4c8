"""How far below the price a cashier goes alone, and the drawer without a sale."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import billing, shifts
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.outlet import Method
from tests.shop_at_hand import ShopAtHand

YES = Approval(user="owner", pin="demo-owner", reason="A regular")
MANAGERS = Approval(user="manager", pin="2468", reason="A regular")


def sell(desk: Desk, **given: object) -> billing.IssuedBill:
    """One item at its price less what is given."""
    bill_discount = given.pop("bill_discount", None)
    line = LineInput(item="1040", **given)  # type: ignore[arg-type]
    pay = billing.TenderInput(method=Method.CASH, amount=100_000_00)
    request = billing.IssueBill(lines=(line,), tenders=(pay,), bill_discount=bill_discount)  # type: ignore[arg-type]
    return billing.issue(desk, request)


@pytest.fixture
def strict_shop(open_shop_today: ShopAtHand) -> ShopAtHand:
    """Cashiers go down by 5 %, managers by 20 %."""
    open_shop_today.set(cashier_discount_limit=500, manager_discount_limit=2000)
    return open_shop_today


@pytest.mark.parametrize(
    "given",
    [
        {"discount": Discount(percent=600)},
        {"bill_discount": Discount(percent=1000)},
        {"unit_price": 100},
        {"discount": Discount(percent=300), "bill_discount": Discount(percent=300)},
    ],
)
def test_beyond_the_limit_another_person_approves(
    strict_shop: ShopAtHand, given: dict[str, object]
) -> None:
    shop = strict_shop
    with pytest.raises(Refused) as refused:
        sell(shop.cashier, **given)
    assert refused.value.code == "approval_needed"
    with pytest.raises(Refused, match="cannot approve"):
        sell(replace(shop.cashier, approval=MANAGERS), **given)
    assert sell(replace(shop.cashier, approval=YES), **given).bill_number
    assert sell(shop.owner, **given).bill_number
    assert shop.count("bill") == 2


def test_within_the_limit_nobody_is_asked(strict_shop: ShopAtHand) -> None:
    assert sell(strict_shop.cashier, discount=Discount(percent=500)).bill_number
    assert sell(strict_shop.manager, discount=Discount(percent=2000)).bill_number


def test_without_a_limit_a_bill_may_be_given_away(open_shop_today: ShopAtHand) -> None:
    assert sell(open_shop_today.cashier, discount=Discount(percent=10_000)).totals.total == 0


def test_the_drawer_is_opened_with_a_reason_and_an_approval(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set_printer()
    with pytest.raises(Refused):
        shifts.no_sale(shop.cashier, shifts.NoSale(reason="Change for a note"))
    with pytest.raises(BadInput):
        shifts.no_sale(shop.manager, shifts.NoSale(reason=" "))
    approved = replace(shop.cashier, approval=MANAGERS)
    assert shifts.no_sale(approved, shifts.NoSale(reason="Change for a note")).opened
    assert shop.count("print_job") == 2  # the pulse and the slip
