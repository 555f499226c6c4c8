from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import orders, payments
from pos_desktop.application.billing import IssuedBill
from pos_desktop.application.order_view import OrderView
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.pay.presenter import PayPresenter, suggested_amounts
from pos_desktop.ui.pay.qr_code import QUIET_ZONE, qr_matrix
from pos_desktop.ui.pay.state import PayState


class Shown:
    def __init__(self) -> None:
        self.state: Any = None
        self.amount = ""
        self.closed = 0

    def display(self, state: PayState) -> None:
        self.state = state
        if state.amount_text is not None:
            self.amount = state.amount_text

    def close_sheet(self) -> None:
        self.closed += 1


@pytest.fixture
def view() -> Shown:
    return Shown()


def sheet(counter: Counter, view: Shown, order: OrderView, paid: list[IssuedBill]) -> PayPresenter:
    assert counter.outlet is not None
    presenter = PayPresenter(counter, view, order, counter.outlet, paid.append)
    presenter.opened()
    return presenter


@pytest.fixture
def pay(counter: Counter, view: Shown, order: OrderView, paid: list[IssuedBill]) -> PayPresenter:
    return sheet(counter, view, order, paid)


@pytest.fixture
def pay_on_account(
    counter: Counter, view: Shown, on_account: OrderView, paid: list[IssuedBill]
) -> PayPresenter:
    return sheet(counter, view, on_account, paid)


def tenders(bill: IssuedBill) -> list[tuple[str, int]]:
    return [(tender.method.value, tender.amount) for tender in bill.tenders]


# --- cash ---------------------------------------------------------------------------------


def test_cash_is_chosen_and_the_exact_amount_filled_in(pay: PayPresenter, view: Shown) -> None:
    assert (view.state.method, view.amount, view.state.total) == (Method.CASH, "70.00", "₹70.00")
    assert view.state.can_finish
    assert view.state.account is None
    assert Method.CREDIT not in view.state.methods


def test_enter_ends_the_sale(pay: PayPresenter, view: Shown, paid: list[IssuedBill]) -> None:
    pay.submitted("")
    assert (tenders(paid[0]), view.closed) == ([("cash", 70_00)], 1)


def test_a_double_enter_makes_one_bill(
    pay: PayPresenter, tasks: Any, paid: list[IssuedBill]
) -> None:
    tasks.slow = True
    pay.submitted("")
    pay.submitted("")
    pay.suggestion_chosen(100_00)
    pay.method_chosen(Method.UPI)
    assert len(tasks.jobs) == 1
    tasks.work()
    assert len(paid) == 1


def test_more_cash_is_change(pay: PayPresenter, view: Shown, paid: list[IssuedBill]) -> None:
    pay.amount_changed("100")
    assert (view.state.change, view.state.left_after) == ("₹30.00", "")
    pay.submitted("")
    assert paid[0].change == 30_00


def test_a_suggested_note_ends_the_sale(pay: PayPresenter, paid: list[IssuedBill]) -> None:
    pay.suggestion_chosen(500_00)
    assert paid[0].change == 430_00


@pytest.mark.parametrize(
    ("due", "offered"),
    [
        (70_00, [70_00, 100_00, 500_00, 1000_00]),
        (1241_00, [1241_00, 1250_00, 1300_00, 1500_00, 2000_00]),
        (100_00, [100_00, 500_00, 1000_00]),
        (12_34, [12_34, 20_00, 50_00, 100_00, 500_00]),
    ],
)
def test_exact_and_the_next_notes_are_offered(due: int, offered: list[int]) -> None:
    assert [suggestion.amount for suggestion in suggested_amounts(due)] == offered


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Type the amount"), ("abc", "not an amount"), ("0", "above zero")]
)
def test_a_wrong_amount_is_told_and_nothing_is_issued(
    pay: PayPresenter, view: Shown, paid: list[IssuedBill], typed: str, said: str
) -> None:
    pay.amount_changed(typed)
    pay.submitted("")
    assert said in view.state.error
    assert paid == []


def test_a_bill_of_nothing_ends_with_enter(
    counter: Counter, view: Shown, order: OrderView, paid: list[IssuedBill]
) -> None:
    for line in order.lines:
        change = orders.ChangeLine(order_id=order.order_id, line=line.line, unit_price=0)
        free = orders.change_line(counter.desk, change)
    sheet(counter, view, free, paid).submitted("")
    assert (paid[0].totals.total, paid[0].tenders) == (0, ())


# --- in parts -----------------------------------------------------------------------------


def test_cash_and_the_rest_by_upi(pay: PayPresenter, view: Shown, paid: list[IssuedBill]) -> None:
    pay.amount_changed("50")
    assert view.state.left_after == "₹20.00"
    pay.submitted("")
    assert (view.state.method, view.amount) == (Method.UPI, "20.00")
    assert [(row.method, row.amount) for row in view.state.taken] == [(Method.CASH, "₹50.00")]
    pay.submitted("UTR 4471")
    assert tenders(paid[0]) == [("cash", 50_00), ("upi", 20_00)]
    assert paid[0].tenders[1].reference == "UTR 4471"


def test_a_part_taken_by_mistake_is_taken_out(pay: PayPresenter, view: Shown) -> None:
    pay.amount_changed("50")
    pay.submitted("")
    pay.taken_removed(0)
    pay.taken_removed(7)
    assert (view.state.taken, view.amount) == ((), "70.00")


@pytest.mark.parametrize("method", [Method.UPI, Method.CARD])
def test_only_cash_gives_change(
    pay: PayPresenter, view: Shown, paid: list[IssuedBill], method: Method
) -> None:
    pay.method_chosen(method)
    pay.amount_changed("100")
    pay.submitted("")
    assert "Only ₹70.00 is due" in view.state.error
    assert paid == []


# --- UPI ----------------------------------------------------------------------------------


def test_the_code_carries_what_the_field_says(pay: PayPresenter, view: Shown) -> None:
    pay.method_chosen(Method.UPI)
    assert "pa=sharmakirana" in view.state.upi_link
    assert "am=70.00" in view.state.upi_link
    first = view.state.qr
    assert first == qr_matrix(view.state.upi_link)
    pay.amount_changed("20")
    assert "am=20.00" in view.state.upi_link
    assert view.state.qr != first


def test_the_code_has_its_quiet_zone() -> None:
    matrix = qr_matrix("upi://pay?pa=a@b")
    edge = [*matrix[:QUIET_ZONE], *matrix[-QUIET_ZONE:]]
    assert not any(any(row) for row in edge)
    assert not any(row[i] or row[-1 - i] for row in matrix for i in range(QUIET_ZONE))
    assert matrix[QUIET_ZONE][QUIET_ZONE]


# --- the account --------------------------------------------------------------------------


def test_the_rest_goes_onto_the_account_within_the_limit(
    pay_on_account: PayPresenter, view: Shown, paid: list[IssuedBill], manager: Any
) -> None:
    pay_on_account.amount_changed("30")
    pay_on_account.submitted("")
    account = view.state.account
    assert (account.balance_before, account.balance_after) == (0, -40_00)
    assert (account.limit, account.over_limit) == ("₹50.00", False)
    pay_on_account.rest_to_account()
    assert tenders(paid[0]) == [("cash", 30_00), ("credit", 40_00)]
    assert manager.asked == []


def test_over_the_limit_needs_an_approval_and_then_is_issued(
    pay_on_account: PayPresenter,
    view: Shown,
    paid: list[IssuedBill],
    manager: Any,
    counter: Counter,
) -> None:
    assert view.state.account.over_limit
    manager.approves = False
    pay_on_account.rest_to_account()
    assert paid == []
    assert not view.state.busy
    assert "owe ₹70.00 (limit ₹50.00)" in manager.asked[0]
    manager.approves = True
    pay_on_account.rest_to_account()
    assert len(manager.asked) == 2
    assert tenders(paid[0]) == [("credit", 70_00)]


def test_without_anyone_to_approve_it_is_told_in_the_sheet(
    pay_on_account: PayPresenter, view: Shown, paid: list[IssuedBill], counter: Counter
) -> None:
    counter.ask_approval = None
    pay_on_account.rest_to_account()
    assert "manager must approve" in view.state.error
    assert (paid, view.state.busy) == ([], False)


def test_nobody_unknown_buys_on_account(
    pay: PayPresenter, view: Shown, paid: list[IssuedBill]
) -> None:
    pay.rest_to_account()
    pay.method_chosen(Method.CREDIT)
    assert (view.state.method, paid) == (Method.CASH, [])


def test_an_advance_can_be_used_up_to_what_is_there(
    counter: Counter, view: Shown, on_account: OrderView, paid: list[IssuedBill]
) -> None:
    assert on_account.customer is not None
    payments.receive_payment(
        counter.desk,
        payments.ReceivePayment(
            customer_id=on_account.customer.id, amount=40_00, method=Method.CASH
        ),
    )
    again = orders.get(counter.desk, orders.OrderId(order_id=on_account.order_id))
    presenter = sheet(counter, view, again, paid)
    presenter.method_chosen(Method.ADVANCE)
    assert view.amount == "40.00"
    presenter.amount_changed("41")
    presenter.submitted("")
    assert "₹40.00 of the advance" in view.state.error
    presenter.amount_changed("40")
    presenter.submitted("")
    assert Method.ADVANCE not in view.state.methods
    presenter.submitted("")
    assert tenders(paid[0]) == [("advance", 40_00), ("cash", 30_00)]


# --- scans --------------------------------------------------------------------------------


def test_a_scan_ends_nothing(pay: PayPresenter, view: Shown, paid: list[IssuedBill]) -> None:
    pay.barcode_scanned("8901020008187")
    assert "8901020008187" in view.state.error
    assert paid == []
    pay.amount_changed("70")
    assert view.state.error == ""


def test_the_change_can_be_kept_on_the_account(
    pay_on_account: PayPresenter, view: Shown, paid: list[IssuedBill]
) -> None:
    pay_on_account.keep_change()
    assert paid == []  # exact cash leaves none
    pay_on_account.amount_changed("100")
    assert view.state.can_keep_change
    pay_on_account.keep_change()
    assert (paid[0].change, paid[0].kept_as_advance) == (0, 30_00)
