from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from pos_desktop.application import customers, shifts
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.payments import ReceivePayment, receive_payment
from pos_desktop.domain.accounts import BalanceSort, BalanceState
from pos_desktop.ui.balances.presenter import NO_CUSTOMER, BalancesPresenter
from pos_desktop.ui.balances.state import BalancesState
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand, paise


class FakeView:
    """Keeps the states it is shown, and what was opened."""

    def __init__(self) -> None:
        self.states: list[BalancesState] = []
        self.opened: list[tuple[str, object]] = []

    def display(self, state: BalancesState) -> None:
        self.states.append(state)

    def open_collect(self, customer_id: int) -> None:
        self.opened.append(("collect", customer_id))

    def open_statement(self, customer_id: int) -> None:
        self.opened.append(("statement", customer_id))

    def open_reminders(self, customer_ids: tuple[int, ...]) -> None:
        self.opened.append(("remind", customer_ids))

    def open_more(self, *, has_account: bool) -> None:
        self.opened.append(("more", has_account))

    def open_history(self, customer_id: int, name: str) -> None:
        self.opened.append(("history", (customer_id, name)))

    def ask_where_to_save(self, suggested_name: str) -> None:
        self.opened.append(("save", suggested_name))

    @property
    def state(self) -> BalancesState:
        return self.states[-1]

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.state.rows]


@pytest.fixture
def view() -> FakeView:
    return FakeView()


@pytest.fixture
def presenter(counter: Counter, view: FakeView) -> BalancesPresenter:
    return BalancesPresenter(counter, view)


def owes(shop: ShopAtHand, name: str, phone: str, rupees: str, *, cash: int = 0) -> int:
    """A customer with a bill, part of it paid. Returns the customer's id."""
    buyer = BuyerInput(name=name, phone=phone)
    bill = shop.sell(rupees, cash=cash, credit=paise(rupees) - cash, customer=buyer)
    assert bill.customer_id is not None
    return bill.customer_id


@pytest.fixture
def five(open_shop_today: ShopAtHand) -> ShopAtHand:
    """The five bills of the owner's own example, one of them nobody's."""
    shop = open_shop_today
    shop.set(round_to_rupee=False)
    owes(shop, "Amit", "9000000001", "299.00", cash=149_50)
    owes(shop, "Bina", "9000000002", "627.90")
    owes(shop, "Chetan", "9000000003", "598.00", cash=299_00)
    owes(shop, "Divya", "9000000004", "210.00")
    shop.sell("575.40", cash=548_00, credit=27_40, desk=shop.manager)
    return shop


def test_the_owners_figures_stand_in_the_three_cards_and_the_rows(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.entered()
    state = view.state
    assert (state.total_credit, state.customers, state.average) == ("₹1,313.80", "5", "₹262.76")
    assert [-row.balance for row in state.rows] == [627_90, 299_00, 210_00, 149_50, 27_40]
    assert (state.rows[-1].name, state.rows[-1].phone) == ("Unknown Customer", "No Phone")
    assert state.ages.days_0_30 == 1313_80
    assert state.as_of == "15:00"


def test_the_chosen_row_shows_its_unpaid_bills(
    open_shop_today: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    shop = open_shop_today
    owes(shop, "Asha", "9000000001", "100.00")
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.clock.forward(days=45)
    shop.open_shift()
    owes(shop, "Asha", "9000000001", "50.00")
    presenter.entered()
    (row,) = view.state.rows
    assert view.state.chosen == row
    assert (row.days_0_30, row.days_31_60, row.days_61_90, row.over_90, row.oldest) == (
        "50.00", "100.00", "–", "–", "18-02-2026",
    )  # fmt: skip
    assert [(bill.date, bill.age_days, bill.balance_due) for bill in row.bills] == [
        (date(2026, 2, 18), 45, 100_00),
        (date(2026, 4, 4), 0, 50_00),
    ]


def test_the_filters_narrow_the_rows_and_the_cards(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.entered()
    presenter.text_changed("bin")
    assert (view.names, view.state.total_credit) == (["Bina"], "₹627.90")
    presenter.text_changed("")
    presenter.least_changed("210")
    assert view.names == ["Bina", "Chetan", "Divya"]
    presenter.least_changed("")
    presenter.older_chosen(30)
    assert view.names == []
    assert view.state.filter.narrows
    presenter.older_chosen(None)
    assert len(view.names) == 5


def test_who_has_credit_and_who_is_up_to_date_can_be_listed(
    open_shop_today: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    shop = open_shop_today
    asha = owes(shop, "Asha", "9000000001", "100.00")
    receive_payment(shop.cashier, ReceivePayment(customer_id=asha, amount=150_00))
    customers.create(shop.cashier, customers.CustomerInput(name="Ravi"))
    presenter.state_chosen(BalanceState.CREDIT)
    assert [(row.name, row.balance) for row in view.state.rows] == [("Asha", 50_00)]
    presenter.state_chosen(BalanceState.SETTLED)
    assert view.names == ["Ravi"]
    presenter.state_chosen(BalanceState.ALL)
    assert sorted(view.names) == ["Asha", "Ravi"]


def test_rows_can_be_sorted_by_name(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.sort_chosen(BalanceSort.NAME)
    assert view.names == ["Amit", "Bina", "Chetan", "Divya", "Unknown Customer"]


@pytest.mark.parametrize("typed", ["abc", "-5", "1,2"])
def test_a_least_balance_that_is_no_amount_is_explained_and_changes_nothing(
    typed: str, five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.entered()
    presenter.least_changed(typed)
    assert view.state.least_problem
    assert len(view.names) == 5
    presenter.least_changed("600")
    assert (view.state.least_problem, view.names) == ("", ["Bina"])


def test_refreshing_keeps_the_chosen_row(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.entered()
    presenter.row_chosen(view.state.rows[2])
    owes(five, "Divya", "9000000004", "1000.00")
    presenter.refreshed()
    assert view.state.chosen is not None
    assert (view.state.chosen.name, view.state.rows[0].name) == ("Divya", "Divya")
    assert view.state.chosen.balance == -1210_00


def test_the_last_page_paid_away_shows_the_page_before(
    five: ShopAtHand,
    presenter: BalancesPresenter,
    view: FakeView,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pos_desktop.ui.balances.presenter.ROWS_A_PAGE", 3)
    eva = owes(five, "Eva", "9000000005", "10.00")
    owes(five, "Farah", "9000000006", "5.00")
    presenter.entered()
    presenter.page_turned(1)
    presenter.page_turned(1)
    assert (view.names, view.state.page.page) == (["Farah"], 3)
    receive_payment(five.cashier, ReceivePayment(customer_id=eva, amount=10_00))
    presenter.refreshed()
    assert view.names == ["Amit", "Unknown Customer", "Farah"]
    assert view.state.page.page == 2


def test_a_payment_is_taken_from_the_chosen_customer(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.collect_pressed()
    presenter.entered()
    presenter.collect_pressed()
    presenter.statement_pressed()
    bina = view.state.rows[0].customer_id
    assert view.opened == [("collect", bina), ("statement", bina)]


def test_a_bill_without_a_customer_has_no_account_to_pay_into(
    five: ShopAtHand, presenter: BalancesPresenter, view: FakeView, told: list[Message]
) -> None:
    presenter.entered()
    presenter.row_chosen(view.state.rows[-1])
    presenter.collect_pressed()
    assert view.opened == []
    assert told[-1].text == NO_CUSTOMER


def test_the_export_has_every_row_of_the_filter_in_a_file_that_excel_reads(
    five: ShopAtHand,
    presenter: BalancesPresenter,
    view: FakeView,
    told: list[Message],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pos_desktop.ui.balances.presenter.ROWS_A_PAGE", 2)
    owes(five, "सुरेश", "9000000005", "1.00")
    presenter.entered()
    presenter.export_pressed()
    assert view.opened == [("save", "customer-balances-2026-02-18.csv")]
    path = tmp_path / "dues.csv"
    presenter.place_chosen(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["Owes"] for row in rows] == [
        "627.90", "299.00", "210.00", "149.50", "27.40", "1.00",
    ]  # fmt: skip
    assert rows[-1]["Customer"] == "सुरेश"
    assert told[-1].text == f"6 rows are saved in {path}."
    assert not view.state.exporting
    assert [found.name for found in tmp_path.glob("dues*")] == ["dues.csv"]


def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_left(
    five: ShopAtHand,
    presenter: BalancesPresenter,
    view: FakeView,
    told: list[Message],
    tmp_path: Path,
) -> None:
    presenter.entered()
    presenter.place_chosen(tmp_path / "gone" / "dues.csv")
    assert told[-1].kind == "error"
    assert "dues.csv could not be saved" in told[-1].text
    assert not view.state.exporting


def test_the_file_is_written_off_the_main_thread(
    five: ShopAtHand, counter: Counter, presenter: BalancesPresenter, tmp_path: Path
) -> None:
    presenter.entered()
    asked: list[str] = []

    class WatchedTasks(InlineTasks):
        def aside(self, job: object, done: object, failed: object) -> None:
            asked.append("aside")

    counter.tasks = WatchedTasks()
    presenter.place_chosen(tmp_path / "dues.csv")
    assert asked == ["aside"]
    assert not (tmp_path / "dues.csv").exists()


def test_nothing_is_shown_once_the_screen_is_gone(
    presenter: BalancesPresenter, view: FakeView
) -> None:
    presenter.gone()
    presenter.entered()
    assert view.states == []


def test_the_report_is_saved_as_a_workbook_where_the_name_says_so(
    counter: Counter, open_shop_today: ShopAtHand, tmp_path: Path
) -> None:
    import openpyxl

    who = BuyerInput(name="=1+1 राजेश", phone="9876543210")
    open_shop_today.sell("160.00", credit=160_00, customer=who)
    view = FakeView()
    presenter = BalancesPresenter(counter, view)
    presenter.entered()
    presenter.place_chosen(tmp_path / "balances.xlsx")
    book = openpyxl.load_workbook(tmp_path / "balances.xlsx")
    row = [cell.value for cell in book["Balances"][2]]
    assert row[:4] == ["=1+1 राजेश", "98765 43210", 160, 0]
    assert book["Balances"]["A2"].data_type == "s"
    assert book["Unpaid bills"]["G2"].value == 160


def test_who_owes_on_this_page_is_reminded_the_chosen_one_first(
    counter: Counter, open_shop_today: ShopAtHand
) -> None:
    for number, rupees in ((1, "10.00"), (2, "20.00"), (3, "30.00")):
        who = BuyerInput(name=f"Customer {number}", phone=f"987650000{number}")
        open_shop_today.sell(rupees, credit=int(rupees.replace(".", "")), customer=who)
    view = FakeView()
    presenter = BalancesPresenter(counter, view)
    presenter.entered()
    presenter.most_changed("20")
    assert view.names == ["Customer 2", "Customer 1"]
    presenter.row_chosen(view.state.rows[1])
    presenter.remind_pressed()
    assert view.opened == [("remind", (1, 2))]
