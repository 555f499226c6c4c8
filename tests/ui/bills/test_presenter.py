from __future__ import annotations

from datetime import date

import pytest

from pos_desktop.application import outlet, shifts
from pos_desktop.application.billing import BuyerInput
from pos_desktop.ui.bills.periods import Period, chosen_dates, dates_of
from pos_desktop.ui.bills.presenter import BillsPresenter
from pos_desktop.ui.bills.state import BillsState
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

TODAY = date(2026, 2, 18)


class FakeView:
    """Keeps the states it is shown."""

    def __init__(self) -> None:
        self.states: list[BillsState] = []

    def display(self, state: BillsState) -> None:
        self.states.append(state)

    @property
    def state(self) -> BillsState:
        return self.states[-1]


def days_later(shop: ShopAtHand, days: int) -> None:
    """Close the shift and open another: bills are dated by their shift."""
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.clock.forward(days=days)
    shop.open_shift()


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(counter: Counter, view: FakeView) -> BillsPresenter:
    return BillsPresenter(counter, view)


def test_bills_come_newest_first_and_the_newest_is_shown_as_it_prints(
    open_shop_today: ShopAtHand, presenter: BillsPresenter, view: FakeView
) -> None:
    open_shop_today.sell("10.00", cash=10_00)
    newest = open_shop_today.sell("20.00", cash=20_00)
    presenter.entered()
    assert [row.total for row in view.state.rows] == ["20.00", "10.00"]
    assert view.state.chosen == newest.bill_number
    assert view.state.receipt is not None
    assert newest.bill_number in view.state.receipt.text
    assert max(map(len, view.state.receipt.text.splitlines())) <= 48
    assert view.state.receipt.picture.startswith(b"\x89PNG")


def test_a_bill_is_found_by_its_customer(
    open_shop_today: ShopAtHand, presenter: BillsPresenter, view: FakeView
) -> None:
    asha = BuyerInput(name="Asha Patel", phone="9876543210")
    wanted = open_shop_today.sell("10.00", credit=10_00, customer=asha)
    open_shop_today.sell("20.00", cash=20_00)
    presenter.entered()
    for text in ("asha", "98765", wanted.bill_number):
        presenter.search_changed(text)
        assert [row.number for row in view.state.rows] == [wanted.bill_number], text
    assert view.state.rows[0].customer == "Asha Patel · 98765 43210"
    assert view.state.rows[0].due == "10.00"
    assert view.state.chosen == wanted.bill_number


def test_a_period_leaves_the_other_days_out(
    open_shop_today: ShopAtHand, presenter: BillsPresenter, view: FakeView
) -> None:
    open_shop_today.sell("10.00", cash=10_00)
    days_later(open_shop_today, 1)
    open_shop_today.sell("20.00", cash=20_00)
    presenter.period_chosen(Period.YESTERDAY)
    assert [row.total for row in view.state.rows] == ["10.00"]
    presenter.dates_chosen(TODAY, date(2026, 2, 19))
    assert len(view.state.rows) == 2


def test_a_period_that_ends_before_it_begins_is_explained(
    presenter: BillsPresenter, view: FakeView
) -> None:
    presenter.dates_chosen(date(2026, 2, 19), TODAY)
    assert view.state.problem == "The period ends before it begins. Exchange the two dates."
    presenter.period_chosen(Period.ALL)
    assert view.state.problem == ""


def test_pages_are_turned_within_what_there_is(
    open_shop_today: ShopAtHand,
    presenter: BillsPresenter,
    view: FakeView,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pos_desktop.ui.bills.presenter.BILLS_A_PAGE", 2)
    for rupees in ("10.00", "20.00", "30.00"):
        open_shop_today.sell(rupees, cash=30_00)
    presenter.entered()
    presenter.page_turned(-1)
    assert [row.total for row in view.state.rows] == ["30.00", "20.00"]
    presenter.page_turned(1)
    presenter.page_turned(1)
    assert [row.total for row in view.state.rows] == ["10.00"]
    assert view.state.page.page == 2


def test_a_copy_is_numbered(
    open_shop_today: ShopAtHand,
    presenter: BillsPresenter,
    told: list[Message],
) -> None:
    printer = outlet.SetPrinter(connection="file", address="/nowhere")
    outlet.set_printer(open_shop_today.owner, printer)
    presenter.copy_pressed()  # nothing is chosen yet
    bill = open_shop_today.sell("10.00", cash=10_00)
    presenter.entered()
    presenter.copy_pressed()
    presenter.copy_pressed()
    assert [message.text for message in told] == [
        f"Copy 1 of {bill.bill_number} is printing.",
        f"Copy 2 of {bill.bill_number} is printing.",
    ]


def test_nothing_is_shown_once_the_screen_is_gone(
    presenter: BillsPresenter, view: FakeView
) -> None:
    presenter.gone()
    presenter.entered()
    assert view.states == []


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.ALL, None, None),
        (Period.TODAY, TODAY, TODAY),
        (Period.YESTERDAY, date(2026, 2, 17), date(2026, 2, 17)),
        (Period.LAST_7_DAYS, date(2026, 2, 12), TODAY),
        (Period.THIS_MONTH, date(2026, 2, 1), TODAY),
        (Period.LAST_MONTH, date(2026, 1, 1), date(2026, 1, 31)),
        (Period.THIS_YEAR, date(2025, 4, 1), TODAY),
    ],
)
def test_periods_have_the_dates_people_mean(
    period: Period, first: date | None, last: date | None
) -> None:
    assert dates_of(period, TODAY) == (first, last)


def test_the_financial_year_begins_on_the_first_of_april() -> None:
    assert dates_of(Period.THIS_YEAR, date(2026, 4, 1))[0] == date(2026, 4, 1)
    assert dates_of(Period.THIS_YEAR, date(2026, 3, 31))[0] == date(2025, 4, 1)


def test_the_users_own_dates_begin_with_those_shown() -> None:
    shown = (date(2025, 4, 1), None)
    assert chosen_dates(Period.CHOSEN, TODAY, shown) == (date(2025, 4, 1), TODAY)
