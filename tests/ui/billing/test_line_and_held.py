from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import orders
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.ui.billing.held_presenter import HeldPresenter
from pos_desktop.ui.billing.line_presenter import LinePresenter
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.counter import Counter

MILK = "8901037910602"  # 34.00, MRP 34.00
DAHI = "8901020008187"


class ShownForm:
    def __init__(self) -> None:
        self.problems: list[tuple[str, str]] = []
        self.closed = 0

    def display_problem(self, text: str, field: str) -> None:
        self.problems.append((field, text))

    def close_sheet(self) -> None:
        self.closed += 1


@pytest.fixture
def form() -> ShownForm:
    return ShownForm()


@pytest.fixture
def line(billing: BillingPresenter, view: Any, form: ShownForm) -> LinePresenter:
    billing.barcode_scanned(MILK)
    return LinePresenter(billing.cart, form, view.state.rows[0].line)


@pytest.fixture
def held(counter: Counter, billing: BillingPresenter) -> HeldPresenter:
    return HeldPresenter(counter, billing.cart)


# --- a line -------------------------------------------------------------------------------


def test_a_quantity_is_changed(line: LinePresenter, form: ShownForm, view: Any) -> None:
    line.quantity_given("2.5")
    assert (view.state.rows[0].qty, form.closed) == ("2.5", 1)


@pytest.mark.parametrize("typed", ["0", "-1", "two", "1.2345", ""])
def test_a_wrong_quantity_keeps_the_sheet_open(
    line: LinePresenter, form: ShownForm, view: Any, typed: str
) -> None:
    line.quantity_given(typed)
    assert (view.state.rows[0].qty, form.closed) == ("1", 0)
    assert form.problems[0][0] == "qty"


def test_price_and_both_discounts_are_changed_at_once(
    line: LinePresenter, form: ShownForm, view: Any
) -> None:
    line.terms_given("30", "10%", "2.00")
    assert (view.state.rows[0].price, view.state.rows[0].discount) == ("30.00", "5.00")
    assert (view.state.total, form.closed) == ("₹25.00", 1)
    assert line.terms().discount == "10%"
    assert line.terms().bill_discount == "2.00"


def test_an_empty_discount_takes_it_away(line: LinePresenter, form: ShownForm, view: Any) -> None:
    line.terms_given("34", "4", "5%")
    line.terms_given("34", "", "")
    assert (view.state.rows[0].discount, view.state.total) == ("", "₹34.00")


def test_what_stays_the_same_is_not_written(
    line: LinePresenter, form: ShownForm, tasks: Any
) -> None:
    tasks.slow = True
    line.terms_given("34.00", "", "")
    assert (tasks.jobs, form.closed) == ([], 1)


@pytest.mark.parametrize(
    ("given", "at"),
    [
        (("34.01", "", ""), "unit_price"),
        (("abc", "", ""), "unit_price"),
        (("34", "35", ""), "discount"),
        (("34", "-1", ""), "discount"),
        (("34", "", "x%"), "bill_discount"),
        (("34", "", "99"), "bill_discount"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    line: LinePresenter, form: ShownForm, given: tuple[str, str, str], at: str
) -> None:
    line.terms_given(*given)
    assert [field for field, _ in form.problems] == [at]
    assert form.closed == 0


def test_a_line_is_removed_from_its_sheet(line: LinePresenter, form: ShownForm, view: Any) -> None:
    line.removed()
    assert (view.state.rows, form.closed) == ((), 1)


# --- held orders --------------------------------------------------------------------------


def test_a_cart_is_held_and_recalled(
    held: HeldPresenter, billing: BillingPresenter, view: Any
) -> None:
    billing.barcode_scanned(MILK)
    held.hold_pressed("Blue shirt")
    assert view.state.rows == ()
    held.opened(view)
    assert [(row.label, row.total, row.opened) for row in view.held] == [
        ("Blue shirt", "₹34.00", "15:00")
    ]
    held.held_chosen(view.held[0].order_id)
    assert len(view.state.rows) == 1


def test_recalling_over_a_cart_holds_that_cart(
    held: HeldPresenter, billing: BillingPresenter, view: Any
) -> None:
    billing.barcode_scanned(MILK)
    held.hold_pressed("first")
    billing.barcode_scanned(DAHI)
    held.opened(view)
    held.held_chosen(view.held[0].order_id)
    assert view.state.rows[0].description == "Sanchi Gold Milk 500 ml"
    held.opened(view)
    assert [row.line_count for row in view.held] == ["1"]


def test_a_scan_while_a_cart_is_being_held_begins_the_next_order(
    held: HeldPresenter, billing: BillingPresenter, view: Any, tasks: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    tasks.slow = True
    held.hold_pressed("")
    billing.barcode_scanned(DAHI)
    tasks.work()
    assert [row.description for row in view.state.rows] == ["Amul Masti Dahi 400 g"]
    request = orders.ListOrders(status=OrderStatus.HELD)
    waiting = orders.list_orders(counter.desk, request).orders
    assert [len(order.lines) for order in waiting] == [1]


def test_an_empty_cart_is_not_held(held: HeldPresenter, told: Any) -> None:
    held.hold_pressed("x")
    assert told[-1].kind == "warning"


def test_a_discarded_cart_is_cancelled_and_not_taken_up_again(
    held: HeldPresenter, billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    held.cart_discarded()
    assert view.state.rows == ()
    again = type(view)()
    BillingPresenter(counter, again).entered()
    assert again.state.rows == ()
