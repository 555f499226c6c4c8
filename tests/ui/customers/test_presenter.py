from __future__ import annotations

import pytest

from pos_desktop.application import customers
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput, CustomerView
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.edit_state import Prefill
from pos_desktop.ui.customers.presenter import CustomersPresenter, prefill_of
from pos_desktop.ui.customers.state import CustomersState, Found
from tests.shop_at_hand import ShopAtHand


class FakeView:
    """Keeps the states it is shown, and what was opened."""

    def __init__(self) -> None:
        self.states: list[CustomersState] = []
        self.opened: list[object] = []

    def display(self, state: CustomersState) -> None:
        self.states.append(state)

    def open_edit(self, customer: CustomerView | None, prefill: Prefill) -> None:
        self.opened.append((customer and customer.name, prefill))

    def open_collect(self, customer_id: int) -> None:
        self.opened.append(("collect", customer_id))

    def open_statement(self, customer_id: int) -> None:
        self.opened.append(("statement", customer_id))

    @property
    def state(self) -> CustomersState:
        return self.states[-1]


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(counter: Counter, view: FakeView) -> CustomersPresenter:
    return CustomersPresenter(counter, view)


@pytest.fixture
def asha(open_shop_today: ShopAtHand) -> CustomerView:
    given = CustomerInput(
        name="Asha Patel",
        phone="9876543210",
        company_name="Patel Traders",
        gstin="27AAPFU0939F1ZV",
        credit_limit=500_00,
    )
    return customers.create(open_shop_today.manager, given)


def test_two_characters_are_needed_to_search(
    asha: CustomerView, presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.search_changed("a")
    assert (view.state.found, view.state.rows) == (Found.NOT_ASKED, ())
    presenter.search_changed("as")
    assert [row.name for row in view.state.rows] == ["Asha Patel"]
    presenter.search_changed("")
    assert view.state.rows == ()


@pytest.mark.parametrize("typed", ["asha", "65432", "patel tr", "27AAPFU"])
def test_a_customer_is_found_by_name_phone_company_and_gstin(
    typed: str, asha: CustomerView, presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.search_changed(typed)
    assert [row.id for row in view.state.rows] == [asha.id]


def test_a_name_in_hindi_is_found(
    open_shop_today: ShopAtHand, presenter: CustomersPresenter, view: FakeView
) -> None:
    customers.create(open_shop_today.cashier, CustomerInput(name="सुरेश यादव"))
    presenter.search_changed("सुरेश")
    assert [row.name for row in view.state.rows] == ["सुरेश यादव"]


def test_nobody_found_is_another_state_than_nothing_asked(
    presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.search_changed("zzz")
    assert view.state.found is Found.NOBODY


def test_the_card_says_what_the_account_says(
    open_shop_today: ShopAtHand,
    asha: CustomerView,
    presenter: CustomersPresenter,
    view: FakeView,
) -> None:
    open_shop_today.sell("300.00", credit=300_00, customer=BuyerInput(id=asha.id))
    presenter.customer_chosen(asha.id)
    card = view.state.card
    assert card is not None
    assert (card.balance, card.limit, card.room) == (-300_00, "₹500.00", "₹200.00")
    assert (card.over_limit, card.ageing.days_0_30) == (False, 300_00)
    assert (card.gst, card.contact) == ("27AAPFU0939F1ZV · Maharashtra", "98765 43210")
    assert (card.orders, card.spent, card.last_order) == ("1", "₹300.00", "18-02-2026")


def test_three_orders_of_a_phone_stand_in_its_history_with_their_totals(
    open_shop_today: ShopAtHand,
    asha: CustomerView,
    presenter: CustomersPresenter,
    view: FakeView,
) -> None:
    for rupees in ("100.00", "200.00", "300.00"):
        open_shop_today.sell(
            rupees, credit=50_00, cash=250_00, customer=BuyerInput(phone="9876543210")
        )
        open_shop_today.clock.forward(minutes=5)
    presenter.customer_chosen(asha.id)
    assert [(row.total, row.due) for row in view.state.history] == [
        ("300.00", "50.00"),
        ("200.00", "50.00"),
        ("100.00", "50.00"),
    ]
    newest = view.state.history[0]
    assert (newest.moment, newest.items, newest.order_type) == ("18-02-2026  15:10", "1", "counter")
    assert newest.order_number == "ORD-20260218-0003"


def test_the_history_is_turned_by_the_page(
    open_shop_today: ShopAtHand,
    asha: CustomerView,
    presenter: CustomersPresenter,
    view: FakeView,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pos_desktop.ui.customers.presenter.ORDERS_A_PAGE", 2)
    for rupees in ("10.00", "20.00", "30.00"):
        open_shop_today.sell(rupees, cash=30_00, customer=BuyerInput(id=asha.id))
    presenter.customer_chosen(asha.id)
    presenter.page_turned(1)
    assert [row.total for row in view.state.history] == ["10.00"]
    presenter.page_turned(1)
    assert view.state.page.page == 2
    presenter.page_turned(-1)
    assert [row.total for row in view.state.history] == ["30.00", "20.00"]


def test_enter_chooses_the_best_match(
    asha: CustomerView, presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.search_submitted("98765 43210")
    assert view.state.card is not None
    assert view.state.card.id == asha.id
    assert view.opened == []


def test_enter_on_an_unknown_phone_offers_to_write_the_customer_down(
    presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.search_submitted("9123456780")
    assert view.opened == [(None, Prefill(phone="9123456780"))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("+91 98765-43210", Prefill(phone="9876543210")),
        ("98765", Prefill(phone="98765")),
        ("Asha 2", Prefill(name="Asha 2")),
        ("", Prefill()),
    ],
)
def test_what_was_searched_fills_the_field_it_belongs_to(typed: str, expected: Prefill) -> None:
    assert prefill_of(typed) == expected


def test_what_is_done_to_a_customer_is_done_to_the_chosen_one(
    asha: CustomerView, presenter: CustomersPresenter, view: FakeView
) -> None:
    for press in (
        presenter.edit_pressed,
        presenter.collect_pressed,
        presenter.statement_pressed,
    ):
        press()
    assert view.opened == []
    presenter.customer_chosen(asha.id)
    presenter.edit_pressed()
    presenter.collect_pressed()
    presenter.statement_pressed()
    assert view.opened == [
        ("Asha Patel", Prefill()),
        ("collect", asha.id),
        ("statement", asha.id),
    ]


def test_coming_back_shows_what_was_sold_meanwhile(
    open_shop_today: ShopAtHand,
    asha: CustomerView,
    presenter: CustomersPresenter,
    view: FakeView,
) -> None:
    presenter.customer_chosen(asha.id)
    open_shop_today.sell("300.00", credit=300_00, customer=BuyerInput(id=asha.id))
    presenter.entered()
    assert view.state.card is not None
    assert view.state.card.balance == -300_00


def test_nothing_is_shown_once_the_screen_is_gone(
    asha: CustomerView, presenter: CustomersPresenter, view: FakeView
) -> None:
    presenter.gone()
    presenter.customer_chosen(asha.id)
    assert view.states == []
