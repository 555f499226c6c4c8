from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import customers
from pos_desktop.ui.billing.customer_presenter import CustomerPresenter
from pos_desktop.ui.billing.customer_state import CustomerPage, CustomerState
from pos_desktop.ui.billing.gst_presenter import GstForm, GstPresenter, GstState
from pos_desktop.ui.billing.gstin_advice import advice_on
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.counter import Counter
from tests.shop_at_hand import ShopAtHand

MILK = "8901037910602"
BUTTER = "8901020420583"  # taxable at 5 %
RIGHT, WRONG = "27AAPFU0939F1ZV", "27AAPFU0939F1ZX"
PHONE = "9876543210"


def typed(gstin: str, company: str, state_code: str) -> GstForm:
    return GstForm(
        gstin=gstin, company=company, state_code=state_code, name="", address="", is_sez=False
    )


class Shown:
    def __init__(self) -> None:
        self.state: Any = None
        self.closed = 0

    def display(self, state: CustomerState | GstState) -> None:
        self.state = state

    def close_sheet(self) -> None:
        self.closed += 1


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def chosen() -> list[int | None]:
    return []


@pytest.fixture
def usual() -> list[int]:
    """Whose usual order was asked for."""
    return []


@pytest.fixture
def collected() -> list[int]:
    """Who wants to pay something of the account."""
    return []


@pytest.fixture
def sheet(
    counter: Counter,
    shown: Shown,
    chosen: list[int | None],
    usual: list[int],
    collected: list[int],
) -> CustomerPresenter:
    presenter = CustomerPresenter(
        counter, shown, None, chosen.append, usual.append, collected.append
    )
    presenter.opened()
    return presenter


@pytest.fixture
def rajesh(open_shop_today: ShopAtHand) -> int:
    given = customers.CustomerInput(name="Rajesh Kumar", phone=PHONE, credit_limit=5000_00)
    return customers.create(open_shop_today.manager, given).id


# --- finding ------------------------------------------------------------------------------


def test_one_character_finds_nobody_and_two_do(
    sheet: CustomerPresenter, shown: Shown, rajesh: int
) -> None:
    sheet.search_changed("R")
    assert shown.state.rows == ()
    sheet.search_changed("Ra")
    assert [row.customer_id for row in shown.state.rows] == [rajesh]
    assert shown.state.card.limit == "₹5,000.00"
    assert shown.state.card.orders_known


@pytest.mark.parametrize("typed", [PHONE, "98765 43210", "+91 98765 43210"])
def test_ten_digits_and_enter_choose_the_customer(
    sheet: CustomerPresenter, shown: Shown, chosen: list[int | None], rajesh: int, typed: str
) -> None:
    sheet.submitted(typed)
    assert (chosen, shown.closed) == ([rajesh], 1)


def test_an_unknown_phone_and_enter_offer_to_create(
    sheet: CustomerPresenter, shown: Shown, chosen: list[int | None]
) -> None:
    sheet.search_changed("9123456780")
    assert shown.state.offer == "9123456780"
    sheet.submitted("9123456780")
    assert shown.state.page is CustomerPage.CREATE
    assert (shown.state.fill.name, shown.state.fill.phone) == ("", "9123456780")
    sheet.created("Neha", "9123456780", "")
    assert len(chosen) == 1
    sheet.create_left()
    assert shown.state.page is CustomerPage.FIND


def test_a_name_nobody_has_is_the_new_customers_name(
    sheet: CustomerPresenter, shown: Shown
) -> None:
    sheet.submitted("Chhotu")
    assert shown.state.fill.name == "Chhotu"


def test_a_new_customer_with_a_taken_phone_is_told_at_the_field(
    sheet: CustomerPresenter, shown: Shown, rajesh: int
) -> None:
    sheet.create_asked("")
    sheet.created("Someone", PHONE, "")
    assert shown.state.problem_at == "phone"
    assert "Rajesh Kumar" in shown.state.problem
    sheet.created("", "", "")
    assert shown.state.problem_at == "name"


def test_the_gstin_of_a_new_customer_says_its_state_and_its_mistake(
    sheet: CustomerPresenter, shown: Shown, counter: Counter, chosen: list[int | None]
) -> None:
    sheet.create_asked("Gupta Traders")
    sheet.gstin_changed("27A")
    assert shown.state.state_name == "Maharashtra"
    sheet.gstin_changed(WRONG)
    assert shown.state.advice.right_one == RIGHT
    sheet.created("Gupta Traders", "", WRONG)
    assert (chosen, shown.state.problem_at) == ([], "gstin")
    sheet.gstin_kept(WRONG)
    assert shown.state.advice.problem == ""
    sheet.created("Gupta Traders", "", WRONG)
    made = customers.get(counter.desk, customers.CustomerId(id=chosen[0] or 0))
    assert (made.gstin, made.gstin_verified, made.gst_state_code) == (WRONG, False, "27")


def test_the_customer_on_the_bill_is_on_the_card_and_can_be_taken_off(
    counter: Counter, shown: Shown, chosen: list[int | None], rajesh: int
) -> None:
    linked = customers.get(counter.desk, customers.CustomerId(id=rajesh))
    presenter = CustomerPresenter(counter, shown, linked, *[chosen.append] * 3)
    presenter.opened()
    assert (shown.state.linked, shown.state.card.name) == ("Rajesh Kumar", "Rajesh Kumar")
    presenter.unlinked()
    assert (chosen, shown.closed) == ([None], 1)


def test_the_card_shows_the_last_three_orders(
    sheet: CustomerPresenter, shown: Shown, rajesh: int, open_shop_today: Any
) -> None:
    from pos_desktop.application.billing import BuyerInput

    for rupees in ("10.00", "20.00", "30.00", "40.00"):
        open_shop_today.sell(
            rupees, credit=int(float(rupees) * 100), customer=BuyerInput(id=rajesh)
        )
    sheet.search_changed("Rajesh")
    card = shown.state.card
    assert [order.total for order in card.last_orders] == ["₹40.00", "₹30.00", "₹20.00"]
    assert card.last_orders[0].when == "18-02-2026"
    assert card.balance == -100_00


# --- GST details --------------------------------------------------------------------------


def gst_sheet(counter: Counter, billing: BillingPresenter, shown: Shown) -> GstPresenter:
    presenter = GstPresenter(counter, billing.cart, shown)
    presenter.opened()
    return presenter


def test_the_gstin_chooses_the_state_and_says_interstate_at_once(
    counter: Counter, billing: BillingPresenter, view: Any, shown: Shown
) -> None:
    billing.barcode_scanned(BUTTER)
    sheet = gst_sheet(counter, billing, shown)
    assert not shown.state.interstate
    sheet.gstin_changed(RIGHT, "23")
    assert (shown.state.state_code, shown.state.interstate) == ("27", True)
    sheet.saved(typed(RIGHT, "Gupta Traders", "27"))
    assert shown.closed == 1
    assert "IGST" in [figure.label for figure in view.state.figures]
    assert view.state.why == "IGST: the buyer is in Maharashtra, the outlet in Madhya Pradesh."
    assert view.state.gst == f"{RIGHT} · Maharashtra"


def test_gst_details_before_the_first_item_begin_the_order(
    counter: Counter, billing: BillingPresenter, view: Any, shown: Shown
) -> None:
    gst_sheet(counter, billing, shown).saved(typed(RIGHT, "", "27"))
    billing.barcode_scanned(BUTTER)
    assert "IGST" in [figure.label for figure in view.state.figures]


def test_a_wrong_check_character_is_refused_until_it_is_kept(
    counter: Counter, billing: BillingPresenter, view: Any, shown: Shown
) -> None:
    billing.barcode_scanned(BUTTER)
    sheet = gst_sheet(counter, billing, shown)
    sheet.saved(typed(WRONG, "", "27"))
    assert (shown.closed, shown.state.advice.right_one) == (0, RIGHT)
    sheet.gstin_kept(WRONG, "27")
    sheet.saved(typed(WRONG, "", "27"))
    assert shown.closed == 1
    billing.barcode_scanned(MILK)
    assert len(view.state.rows) == 2


def test_a_state_that_contradicts_the_gstin_is_told(
    counter: Counter, billing: BillingPresenter, shown: Shown
) -> None:
    billing.barcode_scanned(BUTTER)
    sheet = gst_sheet(counter, billing, shown)
    sheet.saved(typed(RIGHT, "", "23"))
    assert shown.closed == 0
    assert shown.state.problem


@pytest.mark.parametrize(
    ("typed", "state", "is_problem"),
    [
        ("", "", False),
        ("27", "", False),
        ("2790601234567", "", False),
        ("27A", "27", False),
        ("27AAPFU", "27", False),
        ("00AAPFU", "", False),
        ("27 aapfu 0939 f1zv", "27", False),
        ("27AAPFU0939F1Z!", "", True),
        (WRONG, "27", True),
    ],
)
def test_a_gstin_is_judged_when_it_is_whole(typed: str, state: str, is_problem: bool) -> None:
    advice = advice_on(typed)
    assert (advice.state_code, bool(advice.problem)) == (state, is_problem)


def test_the_customer_on_the_card_can_pay_something_of_the_account(
    sheet: CustomerPresenter,
    shown: Shown,
    rajesh: int,
    chosen: list[int | None],
    collected: list[int],
) -> None:
    sheet.collect_pressed()
    assert collected == []
    sheet.search_changed("Ra")
    sheet.collect_pressed()
    assert (collected, chosen) == ([rajesh], [])


def test_the_usual_order_of_the_customer_on_the_card_is_asked_for(
    sheet: CustomerPresenter, shown: Shown, rajesh: int, usual: list[int]
) -> None:
    sheet.usual_pressed()
    assert usual == []
    sheet.search_changed("Ra")
    sheet.usual_pressed()
    assert usual == [rajesh]
