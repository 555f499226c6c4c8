from __future__ import annotations

from datetime import date

import pytest

from pos_desktop.application import customers, payments, shifts
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput
from pos_desktop.ui.bills.periods import Period
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.statement_presenter import StatementPresenter, StatementState
from tests.shop_at_hand import ShopAtHand


class FakeView:
    """Keeps the last state."""

    def __init__(self) -> None:
        self.state = StatementState()

    def display(self, state: StatementState) -> None:
        self.state = state


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(open_shop_today: ShopAtHand, counter: Counter, view: FakeView) -> StatementPresenter:
    """Of Asha, who bought for ₹100.00 yesterday and paid ₹75.00 today."""
    shop = open_shop_today
    asha = customers.create(shop.cashier, CustomerInput(name="Asha", phone="9876543210"))
    shop.sell("100.00", credit=100_00, customer=BuyerInput(id=asha.id))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.clock.forward(days=1)
    shop.open_shift()
    request = payments.ReceivePayment(customer_id=asha.id, amount=75_00)
    payments.receive_payment(shop.cashier, request)
    return StatementPresenter(counter, view, asha.id)


def test_entries_stand_between_opening_and_closing_balance(
    presenter: StatementPresenter, view: FakeView
) -> None:
    presenter.opened()
    assert (view.state.opening, view.state.closing) == (0, -25_00)
    assert (view.state.billed, view.state.paid) == ("₹100.00", "₹75.00")
    assert [
        (row.kind, row.date, row.debit, row.credit, row.balance) for row in view.state.rows
    ] == [
        ("payment", "19-02-2026", "", "75.00", -25_00),
        ("bill", "18-02-2026", "100.00", "", -100_00),
    ]


def test_a_period_begins_with_what_was_before_it(
    presenter: StatementPresenter, view: FakeView
) -> None:
    presenter.period_chosen(Period.TODAY)
    assert (view.state.opening, view.state.closing) == (-100_00, -25_00)
    assert len(view.state.rows) == 1


def test_a_period_without_entries_keeps_its_balance(
    presenter: StatementPresenter, view: FakeView
) -> None:
    presenter.dates_chosen(date(2026, 1, 1), date(2026, 1, 31))
    assert (view.state.rows, view.state.opening, view.state.closing) == ((), 0, 0)


def test_a_period_that_ends_before_it_begins_is_explained(
    presenter: StatementPresenter, view: FakeView
) -> None:
    presenter.dates_chosen(date(2026, 2, 2), date(2026, 2, 1))
    assert view.state.problem == "The period ends before it begins. Exchange the two dates."


def test_a_sheet_that_was_closed_is_not_shown_the_answer(
    presenter: StatementPresenter, view: FakeView
) -> None:
    presenter.gone()
    presenter.opened()
    assert view.state == StatementState()
