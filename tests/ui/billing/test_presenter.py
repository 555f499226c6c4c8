from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application import billing as selling
from pos_desktop.application import bills, customers, item_cards, orders
from pos_desktop.domain.item_cards import ean13
from pos_desktop.domain.orders import OrderStatus
from pos_desktop.domain.outlet import Method
from pos_desktop.ui.billing.presenter import BillingPresenter
from pos_desktop.ui.counter import Counter
from pos_desktop.ui.widgets.messages import Message
from tests.shop_at_hand import ShopAtHand

MILK = "8901037910602"  # Sanchi Gold Milk 500 ml, 34.00
DAHI = "8901020008187"  # Amul Masti Dahi 400 g, 36.00
POTATO = "1001"  # by weight, 28.00 a kilogram
NO_ITEM = "8900000000000"


def lines(view: Any) -> list[tuple[str, str]]:
    return [(row.description, row.qty) for row in view.state.rows]


def customer(counter: Counter, name: str = "Rajesh Kumar", **more: Any) -> int:
    given = customers.CustomerInput(name=name, phone="9876543210", **more)
    return customers.create(counter.desk, given).id


# --- items --------------------------------------------------------------------------------


def test_a_scan_adds_its_item_and_sounds_once(billing: BillingPresenter, view: Any) -> None:
    billing.barcode_scanned(MILK)
    assert lines(view) == [("Sanchi Gold Milk 500 ml", "1")]
    assert view.state.selected_line == view.state.rows[0].line
    assert view.state.total == "₹34.00"
    assert view.sounds == ["scan"]


def test_the_same_piece_again_is_counted_up(billing: BillingPresenter, view: Any) -> None:
    for code in (MILK, DAHI, MILK):
        billing.barcode_scanned(code)
    assert lines(view) == [("Sanchi Gold Milk 500 ml", "2"), ("Amul Masti Dahi 400 g", "1")]
    assert view.state.selected_line == view.state.rows[0].line


def test_no_scan_is_lost_while_another_is_being_saved(
    billing: BillingPresenter, view: Any, tasks: Any
) -> None:
    tasks.slow = True
    for _ in range(7):
        billing.barcode_scanned(MILK)
    billing.barcode_scanned(DAHI)
    tasks.work()
    assert [qty for _, qty in lines(view)] == ["7", "1"]


@pytest.mark.parametrize("typed", ["3*", "3 ×", "3x"])
def test_a_quantity_in_the_field_is_for_the_scan(
    billing: BillingPresenter, view: Any, typed: str
) -> None:
    billing.barcode_scanned(MILK, typed)
    assert lines(view) == [("Sanchi Gold Milk 500 ml", "3")]
    assert view.cleared == 1


def test_a_half_typed_name_is_left_alone_by_a_scan(billing: BillingPresenter, view: Any) -> None:
    billing.barcode_scanned(MILK, "pota")
    assert lines(view) == [("Sanchi Gold Milk 500 ml", "1")]
    assert view.cleared == 0


def test_a_quantity_and_enter_waits_for_the_scan(billing: BillingPresenter, view: Any) -> None:
    billing.search_submitted("12*")
    assert view.state.waiting == "12 ×"
    billing.barcode_scanned(MILK)
    assert lines(view) == [("Sanchi Gold Milk 500 ml", "12")]
    assert view.state.waiting == ""


@pytest.mark.parametrize("typed", ["1001*5", "₹50*5"])
def test_a_quantity_typed_after_the_code_sells_nothing(
    billing: BillingPresenter, view: Any, typed: str
) -> None:
    billing.search_changed("5")
    assert view.found != (), "there are items with a 5 in their name"
    billing.search_submitted(typed)
    assert view.state.rows == ()
    assert view.state.unknown_code == "5"


def test_a_quantity_before_part_of_a_name_finds_it(billing: BillingPresenter, view: Any) -> None:
    billing.search_submitted("3*masti")
    assert lines(view) == [("Amul Masti Dahi 400 g", "3")]


def test_fifty_rupees_worth_of_a_loose_item(billing: BillingPresenter, view: Any) -> None:
    billing.search_submitted("₹50*1001")
    assert lines(view) == [("Potato", "1.786 KGS")]
    assert view.state.rows[0].amount == "50.01"


def test_rupees_worth_can_wait_for_an_item_picked_with_the_mouse(
    billing: BillingPresenter, view: Any
) -> None:
    assert view.quick_keys is not None
    potato = next(item for item in view.quick_keys.items if item.name == "Potato")
    billing.search_submitted("₹56*")
    billing.item_chosen(potato.id)
    assert lines(view) == [("Potato", "2 KGS")]


def test_the_list_shows_what_is_found_while_typing(billing: BillingPresenter, view: Any) -> None:
    billing.search_changed("3*masti")
    assert [row.name for row in view.found] == ["Amul Masti Dahi 400 g"]
    billing.search_changed("")
    assert view.found == ()


def test_a_hindi_name_finds_its_item(billing: BillingPresenter, view: Any) -> None:
    billing.search_changed("आलू")
    assert "Potato" in [row.name for row in view.found]


def test_an_unknown_scan_is_a_red_row_until_the_next_item(
    billing: BillingPresenter, view: Any
) -> None:
    billing.barcode_scanned(NO_ITEM)
    assert view.state.unknown_code == NO_ITEM
    assert view.sounds == ["unknown"]
    billing.barcode_scanned(MILK)
    assert view.state.unknown_code == ""


def test_escape_takes_the_red_row_and_the_waiting_quantity_but_no_line(
    billing: BillingPresenter, view: Any
) -> None:
    billing.barcode_scanned(MILK)
    billing.barcode_scanned(NO_ITEM)
    billing.search_submitted("3*")
    billing.escape_pressed()
    assert (view.state.unknown_code, view.state.waiting) == ("", "")
    assert len(view.state.rows) == 1


def test_a_quantity_that_cannot_be_sold_is_told(
    billing: BillingPresenter, view: Any, told: Any
) -> None:
    billing.search_submitted("0*1001")
    assert view.state.rows == ()
    assert "more than zero" in told[-1].text


# --- lines --------------------------------------------------------------------------------


def test_undo_and_redo_go_through_every_change(billing: BillingPresenter, view: Any) -> None:
    billing.barcode_scanned(MILK)
    billing.barcode_scanned(DAHI)
    billing.line_removed(view.state.rows[0].line)
    billing.undo_pressed()
    assert [name for name, _ in lines(view)] == ["Sanchi Gold Milk 500 ml", "Amul Masti Dahi 400 g"]
    billing.undo_pressed()
    billing.undo_pressed()
    assert (lines(view), view.state.can_undo) == ([], False)
    billing.redo_pressed()
    billing.redo_pressed()
    billing.redo_pressed()
    assert [name for name, _ in lines(view)] == ["Amul Masti Dahi 400 g"]


def test_a_change_that_touches_no_line_lights_none(
    billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    billing.customer_chosen(customer(counter))
    assert view.state.selected_line is None


# --- the order ----------------------------------------------------------------------------


def test_an_order_left_open_by_a_crash_is_taken_up(
    billing: BillingPresenter, view: Any, counter: Counter, told: Any
) -> None:
    billing.barcode_scanned(MILK)
    after_the_crash = type(view)()
    again = BillingPresenter(counter, after_the_crash)
    again.entered()
    assert lines(after_the_crash) == [("Sanchi Gold Milk 500 ml", "1")]
    assert "where you left it" in told[-1].text


def test_a_scan_during_the_look_for_an_open_order_goes_into_that_order(
    counter: Counter, view: Any, tasks: Any, open_shop_today: Any
) -> None:
    left = open_shop_today.ring_up("1034")
    tasks.slow = True
    presenter = BillingPresenter(counter, view)
    presenter.entered()
    presenter.barcode_scanned(DAHI)
    tasks.work()
    assert presenter.order is not None
    assert presenter.order.order_id == left.order_id
    assert len(view.state.rows) == 2


def test_a_customer_first_then_the_items_is_one_order(
    billing: BillingPresenter, view: Any, tasks: Any, open_shop_today: ShopAtHand
) -> None:
    given = customers.CustomerInput(name="Rajesh Kumar", credit_limit=500_00)
    who = customers.create(open_shop_today.manager, given).id
    tasks.slow = True
    billing.customer_chosen(who)
    billing.barcode_scanned(MILK)
    tasks.work()
    assert view.state.customer.name == "Rajesh Kumar"
    assert view.state.customer.limit == "₹500.00"
    assert len(view.state.rows) == 1
    waiting = orders.list_orders(open_shop_today.cashier, orders.ListOrders())
    assert len(waiting.orders) == 1


def test_a_customer_can_be_taken_off_the_bill(
    billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    billing.customer_chosen(customer(counter, gstin="27AAPFU0939F1ZV"))
    assert view.state.gst == "27AAPFU0939F1ZV · Maharashtra"
    assert view.state.why.startswith("IGST") or view.state.why.startswith("No tax")
    billing.customer_chosen(None)
    assert (view.state.customer, view.state.gst) == (None, "")


# --- paying -------------------------------------------------------------------------------


def test_exact_cash_is_one_press_and_leaves_the_bill_to_be_read(
    billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    billing.exact_cash_pressed()
    sale = view.state.last_sale
    assert sale is not None
    assert (sale.bill_number, sale.total, sale.change) == ("A/25-26/000001", "₹34.00", "")
    assert view.state.rows == ()
    assert view.sounds[-1] == "done"
    bill = bills.get(counter.desk, bills.BillNumber(bill_number=sale.bill_number))
    assert [t.method for t in bill.tenders] == [Method.CASH]


def test_two_presses_make_one_bill_and_no_complaint(
    billing: BillingPresenter, view: Any, counter: Counter, tasks: Any, told: Any
) -> None:
    billing.barcode_scanned(MILK)
    tasks.slow = True
    billing.exact_cash_pressed()
    billing.exact_cash_pressed()
    tasks.work()
    assert bills.search(counter.desk, bills.SearchBills()).pagination.total == 1
    assert told == []


def test_a_scan_during_the_payment_goes_into_the_next_order(
    billing: BillingPresenter, view: Any, tasks: Any
) -> None:
    billing.barcode_scanned(MILK)
    tasks.slow = True
    billing.exact_cash_pressed()
    billing.barcode_scanned(DAHI)
    tasks.work()
    assert lines(view) == [("Amul Masti Dahi 400 g", "1")]
    assert view.state.last_sale is None


def test_an_unknown_scan_after_a_sale_leaves_the_change_on_the_screen(
    billing: BillingPresenter, view: Any
) -> None:
    billing.barcode_scanned(MILK)
    billing.exact_cash_pressed()
    billing.barcode_scanned(NO_ITEM)
    assert view.state.last_sale is not None


def test_nothing_is_paid_while_the_cart_is_empty(
    billing: BillingPresenter, view: Any, told: Any
) -> None:
    billing.pay_pressed()
    billing.exact_cash_pressed()
    assert view.paying == []
    assert [message.kind for message in told] == ["warning", "warning"]
    billing.barcode_scanned(MILK)
    assert len(view.state.rows) == 1


def test_the_payment_opens_on_everything_that_was_scanned_before_it(
    billing: BillingPresenter, view: Any, tasks: Any
) -> None:
    tasks.slow = True
    billing.barcode_scanned(MILK)
    billing.barcode_scanned(DAHI)
    billing.pay_pressed()
    tasks.work()
    assert [len(order.lines) for order in view.paying] == [2]


def test_a_scan_while_paying_is_refused_and_the_next_one_after_it_is_not(
    billing: BillingPresenter, view: Any, told: Any
) -> None:
    billing.barcode_scanned(MILK)
    billing.pay_pressed()
    billing.barcode_scanned(DAHI)
    assert len(view.state.rows) == 1
    assert DAHI in told[-1].text
    billing.payment_left()
    billing.barcode_scanned(DAHI)
    assert len(view.state.rows) == 2


def test_a_bill_of_nothing_is_issued_by_exact_cash(
    billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    assert billing.order is not None
    line = billing.order.lines[0].line
    billing.cart.change(
        orders.change_line, lambda o: orders.ChangeLine(order_id=o, line=line, unit_price=0)
    )
    billing.exact_cash_pressed()
    assert view.state.last_sale is not None
    assert view.state.last_sale.total == "₹0.00"


def test_the_last_bill_can_be_printed_again_and_looked_at(
    billing: BillingPresenter, view: Any, told: Any
) -> None:
    billing.reprint_pressed()
    billing.receipt_pressed()
    assert [message.kind for message in told] == ["info", "info"]
    billing.barcode_scanned(MILK)
    billing.exact_cash_pressed()
    billing.reprint_pressed()
    billing.receipt_pressed()
    assert "Copy 1 of A/25-26/000001" in told[-1].text
    assert view.receipts == ["A/25-26/000001"]


def test_a_sale_without_a_shift_is_told_and_the_cart_is_kept(
    shop: Any, tasks: Any, view: Any, told: Any
) -> None:
    presenter = BillingPresenter(Counter(shop.cashier, tasks, tell=told.append), view)
    presenter.entered()
    presenter.barcode_scanned(MILK)
    presenter.exact_cash_pressed()
    assert "shift" in told[-1].text.lower()
    presenter.barcode_scanned(DAHI)
    assert len(view.state.rows) == 2


def test_a_sale_on_account_says_what_is_owed(
    billing: BillingPresenter, view: Any, counter: Counter
) -> None:
    billing.barcode_scanned(MILK)
    billing.customer_chosen(customer(counter))
    billing.pay_pressed()
    credit = selling.TenderInput(method=Method.CREDIT, amount=34_00)
    request = selling.IssueBill(order_id=view.paying[0].order_id, tenders=(credit,))
    billing.paid(selling.issue(counter.desk, request))
    assert view.state.last_sale.on_account == "₹34.00"
    billing.payment_left()
    assert orders.list_orders(counter.desk, orders.ListOrders(status=OrderStatus.OPEN)).orders == ()


# --- labels of a scale --------------------------------------------------------------------


@pytest.fixture
def scale(open_shop_today: ShopAtHand) -> ShopAtHand:
    """The shop with a scale whose labels name item 73."""
    open_shop_today.set(scale_codes="21CCCCCWWwwwK")
    paneer = item_cards.CreateItem(
        code="73", name="Loose paneer", unit="KGS", sold_by_weight=True, price=250_00,
        tax_class="GST5",
    )  # fmt: skip
    item_cards.create(open_shop_today.owner, paneer)
    return open_shop_today


@pytest.mark.parametrize("scanned", [True, False])
def test_a_label_of_the_scale_is_weighed_goods_scanned_or_typed(
    scale: ShopAtHand, billing: BillingPresenter, view: Any, scanned: bool
) -> None:
    label = ean13("210007301250")
    if scanned:
        billing.barcode_scanned(label)
    else:
        billing.search_submitted(label)
    assert [(row.qty, row.amount) for row in view.state.rows] == [("1.25 KGS", "312.50")]
    assert view.sounds == ["scan"]


def test_a_label_of_no_item_is_told_with_a_sound(
    scale: ShopAtHand, billing: BillingPresenter, view: Any, told: list[Message]
) -> None:
    billing.barcode_scanned(ean13("210007501250"))
    assert "names item 75" in told[-1].text
    assert (view.sounds, view.state.rows) == (["unknown"], ())
