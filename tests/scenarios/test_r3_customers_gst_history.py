"""REQUIREMENTS R3: customers, GST on orders, order history, shift history."""

from __future__ import annotations

import pytest

from pos_desktop.application import customers, order_gst, orders, shifts
from pos_desktop.application.billing import BuyerInput, IssueBill, TenderInput, issue
from pos_desktop.application.lines import LineInput
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Supply
from pos_desktop.domain.orders import OrderType
from pos_desktop.domain.outlet import Method


def _create(shop, desk=None, **given):
    return customers.create(desk or shop.cashier, customers.CustomerInput(**given))


def test_r3_2_a_business_customer_keeps_every_field(shop):
    made = _create(
        shop,
        desk=shop.manager,
        name="Amit Shah",
        phone="98765 43211",
        email="amit@example.com",
        address="Ring Road",
        company_name="Shah Traders",
        gstin="27aabcu9603r1zn",
        company_phone="022 2555 0100",
        company_address="Dadar, Mumbai",
        notes="Pays by UPI",
        credit_limit=5000_00,
    )
    again = customers.get(shop.cashier, customers.CustomerId(id=made.id))
    assert again == made
    assert (again.gstin, again.gst_state_code, again.gst_state) == (
        "27AABCU9603R1ZN",
        "27",
        "Maharashtra",
    )
    assert again.is_gst_customer
    assert again.gstin_verified


def test_r3_2_any_of_it_can_be_updated_and_the_rest_stays(shop):
    made = _create(shop, name="Amit", phone="9876543211", notes="old")
    customers.update(shop.cashier, customers.UpdateCustomer(id=made.id, notes="new"))
    again = customers.get(shop.cashier, customers.CustomerId(id=made.id))
    assert (again.name, again.phone, again.notes) == ("Amit", "9876543211", "new")


def test_a_wrong_check_character_is_explained_and_kept_only_when_asked(shop):
    with pytest.raises(BadInput) as told:
        _create(shop, name="A", gstin="23AABCU9603R1ZM")
    assert "23AABCU9603R1ZV" in told.value.message
    kept = _create(shop, name="A", gstin="23AABCU9603R1ZM", keep_gstin_as_typed=True)
    assert not kept.gstin_verified


def test_a_phone_belongs_to_one_customer(shop):
    _create(shop, name="First", phone="9876543210")
    with pytest.raises(Refused) as told:
        _create(shop, name="Second", phone="+91-98765-43210")
    assert told.value.code == "phone_taken"
    assert "First" in told.value.message


@pytest.mark.parametrize("text", ["rajesh", "76543", "shah tr", "27AABCU", "राज"])
def test_r3_3_search_finds_by_name_phone_company_and_gstin(shop, text):
    made = _create(
        shop,
        name="Rajesh राजेश",
        phone="9876543210",
        company_name="Shah Traders",
        gstin="27AABCU9603R1ZN",
    )
    found = customers.search(shop.cashier, customers.SearchCustomers(q=text))
    assert [c.id for c in found.customers] == [made.id]


def test_r3_3_search_needs_two_characters_and_gives_twenty(shop):
    for n in range(25):
        _create(shop, name=f"Ramesh {n}")
    with pytest.raises(BadInput):
        customers.search(shop.cashier, customers.SearchCustomers(q="R"))
    found = customers.search(shop.cashier, customers.SearchCustomers(q="Ramesh"))
    assert len(found.customers) == 20


def _meal(shop, rupees, count, customer_id):
    line = LineInput(
        description="Meal", unit_price=rupees * 100, gst_rate=500, supply=Supply.RESTAURANT
    )
    free = LineInput(description="Papad", unit_price=0, gst_rate=500, supply=Supply.RESTAURANT)
    request = IssueBill(
        lines=(line, *[free] * (count - 1)),
        order_type=OrderType.DINE_IN,
        customer=BuyerInput(id=customer_id),
        tenders=(TenderInput(method=Method.CASH, amount=2000_00),),
    )
    return issue(shop.cashier, request)


def test_r3_4_the_order_history_with_its_worked_rows(open_shop_today):
    shop = open_shop_today
    made = _create(shop, name="Rajesh", phone="9876543210")
    _meal(shop, 850, 2, made.id)
    shop.clock.forward(minutes=5)
    _meal(shop, 1200, 4, made.id)
    told = customers.orders(shop.cashier, customers.CustomerOrders(id=made.id))
    rows = [
        (
            r.order_number,
            r.order_type,
            r.status,
            r.subtotal,
            r.tax_amount,
            r.total_amount,
            r.item_count,
        )
        for r in told.orders
    ]
    assert rows == [
        ("ORD-20260218-0002", "dine_in", "completed", 1200_00, 60_00, 1260_00, 4),
        ("ORD-20260218-0001", "dine_in", "completed", 850_00, 42_50, 893_00, 2),
    ]
    assert (told.orders[0].order_date, told.orders[0].order_time) == ("2026-02-18", "15:05:00")


def test_r3_4_the_history_comes_by_the_page(open_shop_today):
    shop = open_shop_today
    made = _create(shop, name="Rajesh", phone="9876543210")
    for _ in range(5):
        _meal(shop, 100, 1, made.id)
    told = customers.orders(shop.cashier, customers.CustomerOrders(id=made.id, page=2, limit=2))
    assert [r.order_number[-4:] for r in told.orders] == ["0003", "0002"]
    p = told.pagination
    assert (p.page, p.limit, p.total, p.total_pages) == (2, 2, 5, 3)


def test_r3_9_three_orders_of_one_phone_appear_with_correct_totals(open_shop_today):
    shop = open_shop_today
    for rupees in ("100.00", "250.00", "50.00"):
        buyer = BuyerInput(name="Rajesh", phone="9876543210")
        shop.sell(rupees, cash=int(rupees.replace(".", "")), customer=buyer)
    found = customers.by_phone(shop.cashier, customers.ByPhone(phone="9876543210")).customer
    assert found is not None
    assert (found.total_orders, found.total_spent) == (3, 400_00)
    assert found.last_order_at == shop.clock.now


def test_r3_5_linking_creates_the_customer_only_when_there_is_none(open_shop_today):
    shop = open_shop_today
    order = shop.ring_up("1034")
    linked = orders.link_customer(
        shop.cashier,
        orders.LinkCustomer(order_id=order.order_id, name="New One", phone="9876543222"),
    )
    again = orders.link_customer(
        shop.cashier,
        orders.LinkCustomer(order_id=order.order_id, name="Other Name", phone="9876543222"),
    )
    assert linked.customer is not None
    assert again.customer is not None
    assert linked.customer.id == again.customer.id
    assert again.customer.name == "New One"


@pytest.mark.parametrize(
    ("state", "interstate", "cgst", "igst"), [("23", False, 2_50, 0), ("27", True, 0, 5_00)]
)
def test_r3_6_gst_details_decide_cgst_and_sgst_or_igst(
    open_shop_today, state, interstate, cgst, igst
):
    shop = open_shop_today
    line = orders.AddLine(description="Goods at 5 %", unit_price=100_00, gst_rate=500)
    order = orders.add_line(shop.cashier, line)
    told = order_gst.set_gst(
        shop.cashier,
        order_gst.SetGst(order_id=order.order_id, customer_gst_state_code=state),
    )
    assert told.is_interstate is interstate
    assert (told.outlet_state_code, told.customer_gst_state_code) == ("23", state)
    totals = told.order.totals
    assert (totals.cgst, totals.sgst, totals.igst) == (cgst, cgst, igst)


def test_a_state_that_contradicts_the_gstin_is_refused(open_shop_today):
    shop = open_shop_today
    order = shop.ring_up("1034")
    with pytest.raises(BadInput) as told:
        order_gst.set_gst(
            shop.cashier,
            order_gst.SetGst(
                order_id=order.order_id,
                customer_gstin="27AABCU9603R1ZN",
                customer_gst_state_code="23",
            ),
        )
    assert told.value.field == "customer_gst_state_code"


def test_r3_8_the_shift_history_shows_expected_cash_closing_cash_and_variance(open_shop_today):
    """5,000 + 12,500 - 1,000 = 16,500 here; refunds come with credit notes."""
    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00))
    shop.open_shift(5000_00)
    shop.sell("12500.00", cash=12500_00)
    shifts.payout(shop.manager, shifts.MoveCash(amount=1000_00, reason="Supplier"))
    closed = shifts.close(shop.cashier, shifts.CloseShift(closing_cash=16350_00))
    assert (closed.expected_cash, closed.cash_variance) == (16500_00, -150_00)
    assert closed.variance_words == "Short ₹150.00"
    told = shifts.history(shop.manager, shifts.ShiftHistory())
    assert told.shifts[0] == closed
    assert told.pagination.total == 2


def test_cash_collected_on_accounts_is_in_expected_cash(open_shop_today):
    from pos_desktop.application import payments

    shop = open_shop_today
    bill = shop.sell("100.00", credit=100_00, customer=BuyerInput(name="R", phone="9876543210"))
    payments.receive_payment(
        shop.cashier, payments.ReceivePayment(customer_id=bill.customer_id, amount=60_00)
    )
    shifts.pay_in(shop.manager, shifts.MoveCash(amount=500_00, reason="Change"))
    shifts.cash_drop(shop.manager, shifts.MoveCash(amount=1000_00, reason="Safe"))
    closed = shifts.close(shop.cashier, shifts.CloseShift(counts={"500": 3, "50": 1, "10": 1}))
    assert (closed.cash_collections, closed.pay_ins, closed.cash_drops) == (60_00, 500_00, 1000_00)
    assert (closed.expected_cash, closed.cash_variance) == (1560_00, 0)


def _on_order(shop, order_id):
    return orders.get(shop.cashier, orders.OrderId(order_id=order_id))


def test_gst_details_put_on_by_hand_survive_linking_an_ordinary_customer(open_shop_today):
    shop = open_shop_today
    order = shop.ring_up("1034")
    order_gst.set_gst(
        shop.cashier, order_gst.SetGst(order_id=order.order_id, customer_gstin="27AABCU9603R1ZN")
    )
    linked = orders.link_customer(
        shop.cashier,
        orders.LinkCustomer(order_id=order.order_id, name="Walk In", phone="9876543233"),
    )
    assert (linked.customer_gstin, linked.is_interstate) == ("27AABCU9603R1ZN", True)


def test_a_business_customers_details_leave_the_order_with_the_customer(open_shop_today):
    shop = open_shop_today
    firm = _create(shop, name="Shah", gstin="27AABCU9603R1ZN")
    order = shop.ring_up("1034")
    link = orders.LinkCustomer(order_id=order.order_id, customer_id=firm.id)
    assert orders.link_customer(shop.cashier, link).is_interstate
    orders.link_customer(shop.cashier, orders.LinkCustomer(order_id=order.order_id))
    now = _on_order(shop, order.order_id)
    assert (now.customer_gstin, now.is_interstate) == (None, False)


def test_an_ordinary_customers_state_never_reaches_the_invoice(open_shop_today):
    shop = open_shop_today
    made = _create(shop, name="From Mumbai", gst_state_code="27")
    order = shop.ring_up("1034")
    link = orders.LinkCustomer(order_id=order.order_id, customer_id=made.id)
    assert not orders.link_customer(shop.cashier, link).is_interstate


def test_an_sez_unit_in_the_same_state_is_charged_igst(open_shop_today):
    shop = open_shop_today
    line = orders.AddLine(description="Goods", unit_price=100_00, gst_rate=1800)
    order = orders.add_line(shop.cashier, line)
    told = order_gst.set_gst(
        shop.cashier,
        order_gst.SetGst(
            order_id=order.order_id, customer_gstin="23AABCU9603R1ZV", customer_is_sez=True
        ),
    )
    assert told.is_interstate
    assert told.order.totals.igst == 18_00


def test_an_sez_unit_has_a_gstin(open_shop_today):
    """Without one its bill would be told as sold to another State that is the outlet's own."""
    shop = open_shop_today
    order = shop.ring_up("1034")
    asked = order_gst.SetGst(
        order_id=order.order_id, customer_gst_state_code="23", customer_is_sez=True
    )
    with pytest.raises(BadInput) as refused:
        order_gst.set_gst(shop.cashier, asked)
    assert (refused.value.field, refused.value.code) == ("customer_gstin", "sez_without_gstin")


def test_another_gstin_at_the_bill_is_no_sez_unit(open_shop_today):
    shop = open_shop_today
    order = shop.ring_up("1034")
    order_gst.set_gst(
        shop.cashier,
        order_gst.SetGst(
            order_id=order.order_id, customer_gstin="23AABCU9603R1ZV", customer_is_sez=True
        ),
    )
    ravi = _create(shop, name="Ravi")
    other = BuyerInput(id=ravi.id, gstin="23AAPFU0939F1Z3")
    cash = TenderInput(method=Method.CASH, amount=1000_00)
    request = IssueBill(order_id=order.order_id, customer=other, tenders=(cash,))
    bill = issue(shop.cashier, request)
    assert (bill.is_interstate, bill.totals.igst) == (False, 0)


def test_an_order_held_over_a_rate_change_is_billed_at_the_bills_date(open_shop_today):
    shop = open_shop_today
    order = shop.ring_up("1279")
    before = order.lines[0].gst_rate
    with shop.store.work() as work:
        work.sql.exec_driver_sql(
            "INSERT INTO tax_rate (tax_class_id, valid_from, gst_rate, cess_rate, cess_per_unit)"
            " SELECT tax_class_id, '2026-02-19', 1800, 0, 0 FROM item WHERE code = '1279'"
        )
        work.commit()
    shop.clock.forward(days=1)
    cash = TenderInput(method=Method.CASH, amount=1000_00)
    bill = issue(shop.cashier, IssueBill(order_id=order.order_id, tenders=(cash,)))
    assert (before, bill.lines[0].gst_rate) == (500, 1800)
