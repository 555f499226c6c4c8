from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pos_desktop.application import customers, shifts
from pos_desktop.application.adjustments import Adjust, Purpose, adjust
from pos_desktop.application.billing import BuyerInput
from pos_desktop.application.customers import CustomerInput
from pos_desktop.application.payments import PaymentReceived
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.customers.collect_presenter import CollectPresenter
from pos_desktop.ui.customers.collect_state import CollectState
from pos_desktop.ui.tasks import InlineTasks
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand


class FakeView:
    """Keeps the last state; `amount` is what the field holds."""

    def __init__(self) -> None:
        self.state = CollectState()
        self.amount = ""
        self.closed = 0

    def display(self, state: CollectState) -> None:
        self.state = state
        self.amount = self.amount if state.amount_text is None else state.amount_text

    def close_sheet(self) -> None:
        self.closed += 1


class HeldTasks(InlineTasks):
    """Writes wait until they are let go, as they do behind a slow disk."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Callable[[], None]] = []

    def write(self, job: Any, done: Any, failed: Any) -> None:
        self.held.append(lambda: InlineTasks.write(self, job, done, failed))


class Sheet:
    """The sheet for Asha, who owes ₹100.00 and ₹60.00."""

    def __init__(self, shop: ShopAtHand, counter: Counter) -> None:
        given = CustomerInput(name="Asha Patel", phone="9876543210")
        self.customer_id = customers.create(shop.cashier, given).id
        for rupees in (100, 60):
            shop.sell(f"{rupees}.00", credit=rupees * 100, customer=BuyerInput(id=self.customer_id))
        self.counter = counter
        self.collected: list[PaymentReceived] = []
        self.open()

    def open(self) -> None:
        self.view = FakeView()
        self.presenter = CollectPresenter(
            self.counter, self.view, self.customer_id, self.collected.append
        )
        self.presenter.opened()

    @property
    def state(self) -> CollectState:
        return self.view.state


@pytest.fixture
def sheet(open_shop_today: ShopAtHand, counter: Counter) -> Sheet:
    return Sheet(open_shop_today, counter)


def test_what_is_owed_is_filled_in_and_enter_takes_it(sheet: Sheet, told: list[Message]) -> None:
    assert (sheet.view.amount, sheet.state.balance) == ("160.00", -160_00)
    sheet.presenter.submitted("")
    (payment,) = sheet.collected
    assert (payment.amount, payment.balance_after) == (160_00, 0)
    assert sheet.view.closed == 1
    assert told[-1].text == (
        f"Payment receipt {payment.payment_number} · ₹160.00 from Asha Patel · Up to date"
    )
    assert payment.payment_number == "AP/25-26/000001"


def test_the_bills_are_settled_oldest_first_before_ones_eyes(sheet: Sheet) -> None:
    sheet.presenter.amount_changed("130")
    assert [(row.paid, row.left, row.is_settled) for row in sheet.state.rows] == [
        ("100.00", "0.00", True),
        ("30.00", "30.00", False),
    ]
    assert sheet.state.balance_after == -30_00
    sheet.presenter.submitted("")
    assert [part.amount for part in sheet.collected[0].settled] == [100_00, 30_00]


def test_a_part_payment_leaves_the_rest_due(sheet: Sheet) -> None:
    sheet.presenter.amount_changed("75")
    sheet.presenter.submitted("")
    sheet.open()
    assert (sheet.view.amount, sheet.state.balance) == ("85.00", -85_00)
    assert [row.due for row in sheet.state.rows] == ["25.00", "60.00"]


def test_what_exceeds_the_bills_is_announced_as_credit(sheet: Sheet) -> None:
    sheet.presenter.amount_changed("200")
    assert (sheet.state.advance, sheet.state.balance_after) == (40_00, 40_00)
    sheet.presenter.submitted("")
    assert sheet.collected[0].advance == 40_00


def test_only_what_the_outlet_takes_is_offered(
    open_shop_today: ShopAtHand, sheet: Sheet, counter: Counter
) -> None:
    assert sheet.state.methods == (Method.CASH, Method.UPI, Method.CARD)
    sheet.presenter.method_chosen(Method.CREDIT)
    assert sheet.state.method is Method.CASH


def test_a_reference_goes_with_upi_and_not_with_cash(
    open_shop_today: ShopAtHand, sheet: Sheet
) -> None:
    assert not sheet.state.asks_reference
    sheet.presenter.method_chosen(Method.UPI)
    assert sheet.state.asks_reference
    sheet.presenter.submitted(" 4123 ")
    number = sheet.collected[0].payment_number
    with open_shop_today.store.look() as look:
        receipt = look.accounts.payment(1, number)
    assert receipt is not None
    assert (receipt.method, receipt.reference) == (Method.UPI, "4123")


@pytest.mark.parametrize("typed", ["", "0", "-5", "12,50", "abc"])
def test_no_amount_is_no_payment(sheet: Sheet, typed: str) -> None:
    sheet.presenter.amount_changed(typed)
    assert not sheet.state.can_take
    sheet.presenter.submitted("")
    assert sheet.collected == []
    assert (sheet.state.problem_at, bool(sheet.state.problem)) == ("amount", True)


def test_a_double_enter_takes_one_payment(sheet: Sheet) -> None:
    tasks = HeldTasks()
    sheet.counter.tasks = tasks
    sheet.presenter.submitted("")
    sheet.presenter.submitted("")
    assert sheet.state.busy
    for go in tasks.held:
        go()
    assert len(sheet.collected) == 1


def test_without_an_open_shift_the_reason_is_told_in_the_sheet(
    open_shop_today: ShopAtHand, sheet: Sheet
) -> None:
    shifts.close(open_shop_today.cashier, shifts.CloseShift(closing_cash=2000_00))
    sheet.presenter.submitted("")
    assert sheet.collected == []
    assert "shift" in sheet.state.problem
    assert (sheet.state.can_take, sheet.view.closed) == (True, 0)


def test_a_sheet_that_was_closed_still_tells_of_its_payment(
    sheet: Sheet, told: list[Message]
) -> None:
    tasks = HeldTasks()
    sheet.counter.tasks = tasks
    sheet.presenter.submitted("")
    sheet.presenter.gone()
    tasks.held[0]()
    assert (len(sheet.collected), sheet.view.closed) == (1, 0)
    assert "Payment receipt" in told[-1].text


def test_who_owes_nothing_may_pay_in_advance(open_shop_today: ShopAtHand, counter: Counter) -> None:
    sheet = Sheet(open_shop_today, counter)
    sheet.presenter.submitted("")
    sheet.open()
    assert (sheet.view.amount, sheet.state.rows, sheet.state.can_take) == ("", (), False)
    sheet.presenter.amount_changed("50")
    sheet.presenter.submitted("")
    assert sheet.collected[-1].balance_after == 50_00


def test_what_a_payment_leaves_can_be_let_off(
    counter: Counter, open_shop_today: ShopAtHand
) -> None:
    counter.desk = open_shop_today.manager
    bill = open_shop_today.sell(
        "160.00", credit=160_00, customer=BuyerInput(name="Asha", phone="9876543210")
    )
    assert bill.customer_id is not None
    states: list[CollectState] = []

    class View:
        def display(self, state: CollectState) -> None:
            states.append(state)

        def close_sheet(self) -> None:
            pass

    taken: list[PaymentReceived] = []
    presenter = CollectPresenter(counter, View(), bill.customer_id, taken.append)
    presenter.opened()
    assert not states[-1].can_let_off  # all of it is filled in
    presenter.amount_changed("150")
    presenter.let_off_toggled()
    assert (states[-1].let_off, states[-1].balance_after) == (10_00, 0)
    presenter.submitted("")
    assert (taken[0].discount, taken[0].balance_after) == (10_00, 0)


def test_the_chosen_bill_is_paid_before_the_older_one(sheet: Sheet) -> None:
    older, newer = sheet.state.rows
    sheet.presenter.bill_toggled(newer.bill_number)
    assert sheet.view.amount == "60.00"
    assert [(row.paid, row.is_chosen) for row in sheet.state.rows] == [("", False), ("60.00", True)]
    sheet.presenter.submitted("")
    assert [part.bill_number for part in sheet.collected[0].settled] == [newer.bill_number]
    assert sheet.collected[0].balance_after == -100_00
    assert older.due == "100.00"


def test_an_amount_that_was_typed_stays_when_bills_are_chosen(sheet: Sheet) -> None:
    sheet.presenter.amount_changed("80")
    newer = sheet.state.rows[1].bill_number
    sheet.presenter.bill_toggled(newer)
    assert [row.paid for row in sheet.state.rows] == ["20.00", "60.00"]
    sheet.presenter.bill_toggled(newer)
    assert [row.paid for row in sheet.state.rows] == ["80.00", ""]


def test_two_opening_balances_are_told_apart(sheet: Sheet, open_shop_today: ShopAtHand) -> None:
    for rupees in (30, 20):
        adjust(
            open_shop_today.manager,
            Adjust(
                customer_id=sheet.customer_id, kind=Purpose.OPENING, debit=rupees * 100,
                reason="Old book",
            ),
        )  # fmt: skip
    sheet.open()
    sheet.presenter.amount_changed("175")
    assert [row.paid for row in sheet.state.rows] == ["100.00", "60.00", "15.00", ""]
