"""GST details, named buyers and decisions by hand on an order, and what the bill keeps of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pos_desktop.application import bills, orders
from pos_desktop.application.billing import BuyerInput, IssueBill, TenderInput, issue
from pos_desktop.application.desk import Approval
from pos_desktop.application.lines import LineInput
from pos_desktop.application.order_gst import OverrideSupply, SetGst, override_supply, set_gst
from pos_desktop.application.order_view import OrderView
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Supply, Treatment
from pos_desktop.domain.orders import InvoiceTo
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.place_of_supply import SupplyWithin
from tests.shop_at_hand import ShopAtHand, paise

ACROSS = "27AABCU9603R1ZN"
MANAGER = Approval(user="manager", pin="2468", reason="picked up at the counter")


def order_of(shop: ShopAtHand, rupees: str, **line: object) -> OrderView:
    """An order of one described thing at 18 %."""
    given = {"description": "Thing", "unit_price": paise(rupees), "gst_rate": 1800} | line
    return orders.add_line(shop.cashier, orders.AddLine(**given))


def pay(shop: ShopAtHand, order: OrderView, **more: object) -> str:
    """The number of the bill, paid in cash."""
    order = orders.get(shop.cashier, orders.OrderId(order_id=order.order_id))
    cash = TenderInput(method=Method.CASH, amount=order.totals.total)
    request = IssueBill(order_id=order.order_id, tenders=(cash,), **more)
    return issue(shop.cashier, request).bill_number


def test_setting_gst_details_makes_the_order_interstate_and_reprices_it_at_once(
    open_shop_today: ShopAtHand,
) -> None:
    """REQUIREMENTS R3.6."""
    shop = open_shop_today
    order = order_of(shop, "1000.00")
    assert (order.is_interstate, order.totals.cgst) == (False, paise("90.00"))
    told = set_gst(shop.cashier, SetGst(order_id=order.order_id, customer_gstin=ACROSS))
    assert told.is_interstate
    assert told.order.is_interstate
    assert (told.order.totals.cgst, told.order.totals.igst) == (0, paise("180.00"))
    assert told.reason == "IGST: the buyer is in Maharashtra, the outlet in Madhya Pradesh."


def test_goods_of_a_mixed_basket_go_across_and_the_meal_stays_at_the_outlet(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    order = order_of(shop, "100.00", supply=Supply.RESTAURANT, gst_rate=500)
    order = orders.add_line(
        shop.cashier,
        orders.AddLine(
            order_id=order.order_id, description="Tea, 1 kg", unit_price=10_000, gst_rate=500
        ),
    )
    told = set_gst(shop.cashier, SetGst(order_id=order.order_id, customer_gstin=ACROSS)).order
    meal, tea = told.lines
    assert (meal.cgst, meal.sgst, meal.igst) == (250, 250, 0)
    assert (tea.cgst, tea.sgst, tea.igst) == (0, 0, 500)
    assert "restaurant service is supplied at the outlet" in told.reason
    # One invoice to a registered buyer has one place of supply (GSTR-1 table 4).
    with pytest.raises(Refused, match="Remove one of the two") as refused:
        pay(shop, told)
    assert refused.value.code == "two_places"
    alone = orders.remove_line(
        shop.cashier, orders.RemoveLine(order_id=order.order_id, line=meal.line)
    )
    bill = bills.get(shop.cashier, bills.BillNumber(bill_number=pay(shop, alone)))
    assert (bill.totals.igst, bill.totals.cgst) == (500, 0)


def test_a_cashier_decides_by_hand_with_a_managers_approval_which_the_bill_keeps(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    order = order_of(shop, "1000.00")
    set_gst(shop.cashier, SetGst(order_id=order.order_id, customer_gstin=ACROSS))
    request = OverrideSupply(order_id=order.order_id, supply=SupplyWithin.INTRA)
    with pytest.raises(Refused) as refused:
        override_supply(shop.cashier, request)
    assert refused.value.code == "approval_needed"
    view = override_supply(replace(shop.cashier, approval=MANAGER), request)
    assert (view.is_interstate, view.totals.cgst) == (False, paise("90.00"))
    number = pay(shop, view)
    with shop.store.look() as look:
        bill = look.bills.by_number(1, number)
    assert bill is not None
    assert bill.override is not None
    assert (bill.override.by, bill.override.reason) == ("Vikram Rao", MANAGER.reason)
    assert "Vikram Rao decided within Madhya Pradesh" in bill.reason
    with shop.store.look() as look:
        told = look.sql.exec_driver_sql(
            "SELECT details FROM audit_entry WHERE action = 'order.supply_overridden'"
        ).scalar_one()
    assert "Vikram Rao" in told


def test_a_decision_by_hand_says_why(open_shop_today: ShopAtHand) -> None:
    order = order_of(open_shop_today, "1000.00")
    request = OverrideSupply(order_id=order.order_id, supply=SupplyWithin.INTER, state_code="29")
    with pytest.raises(BadInput) as refused:
        override_supply(open_shop_today.manager, request)
    assert refused.value.field == "reason"


def test_a_decision_by_hand_goes_with_the_buyer_it_was_made_for(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    order = order_of(shop, "1000.00")
    request = OverrideSupply(
        order_id=order.order_id, supply=SupplyWithin.INTER, state_code="29", reason="sent there"
    )
    view = override_supply(shop.manager, request)
    assert (view.is_interstate, view.place_of_supply) == (True, "29")
    view = set_gst(
        shop.cashier, SetGst(order_id=order.order_id, customer_gstin="23AABCU9603R1ZV")
    ).order
    assert (view.is_interstate, view.override) == (False, None)
    again = override_supply(shop.manager, request)
    assert again.is_interstate
    back = override_supply(shop.cashier, OverrideSupply(order_id=order.order_id))
    assert (back.is_interstate, back.override) == (False, None)


def missing(shop: ShopAtHand, order: OrderView) -> str | None:
    """The field that billing asks for first."""
    try:
        pay(shop, order)
    except BadInput as error:
        return error.field if error.code == "buyer_details_needed" else error.code
    return None


def test_a_large_invoice_names_a_buyer_without_gstin(open_shop_today: ShopAtHand) -> None:
    """CGST Rule 46(e): name, address and State from a taxable value of 50,000."""
    shop = open_shop_today
    order = order_of(shop, "50000.00")
    assert order.buyer_details_needed
    details = {"order_id": order.order_id, "customer_gst_state_code": "23"}
    assert missing(shop, order) == "customer.name"
    set_gst(shop.cashier, SetGst(**details, customer_name="Ravi Kumar"))
    assert missing(shop, order) == "customer.address"
    set_gst(shop.cashier, SetGst(**details, customer_address="4 MG Road, Indore"))
    number = pay(shop, order)
    with shop.store.look() as look:
        bill = look.bills.by_number(1, number)
    assert bill is not None
    assert (bill.buyer.name, bill.buyer.address) == ("Ravi Kumar", "4 MG Road, Indore")
    assert bill.gst.state_code == "23"


def test_a_large_invoice_to_a_known_customer_asks_for_the_state_only(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    order = order_of(shop, "50000.00")
    buyer = BuyerInput(name="Ravi Kumar", phone="9876543210", address="4 MG Road, Indore")
    with pytest.raises(BadInput) as refused:
        pay(shop, order, customer=buyer)
    assert refused.value.field == "customer.gst_state_code"
    pay(shop, order, customer=replace(buyer, gst_state_code="23"))


@pytest.mark.parametrize(
    ("rupees", "line", "gstin"),
    [
        ("49999.99", {}, None),
        ("50000.00", {"treatment": Treatment.EXEMPT, "gst_rate": None}, None),
        ("50000.00", {}, "23AABCU9603R1ZV"),
    ],
)
def test_smaller_exempt_and_registered_sales_need_no_name(
    open_shop_today: ShopAtHand, rupees: str, line: dict[str, object], gstin: str | None
) -> None:
    shop = open_shop_today
    order = order_of(shop, rupees, **line)
    if gstin:
        set_gst(shop.cashier, SetGst(order_id=order.order_id, customer_gstin=gstin))
    assert missing(shop, order) is None


def test_a_small_invoice_names_its_buyer_when_he_asks(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    order = order_of(shop, "100.00")
    request = SetGst(
        order_id=order.order_id,
        customer_gst_state_code="23",
        customer_name="Ravi Kumar",
        customer_address="4 MG Road",
    )
    view = set_gst(shop.cashier, request).order
    assert view.invoice_to == InvoiceTo(name="Ravi Kumar", address="4 MG Road")
    with shop.store.look() as look:
        bill = look.bills.by_number(1, pay(shop, view))
        assert bill is not None
        assert bill.buyer.name == "Ravi Kumar"


def test_a_composition_outlet_names_nobody_and_collects_nothing(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    shop.set(registration=Registration.COMPOSITION)
    order = order_of(shop, "60000.00")
    assert (order.document, order.totals.tax) == ("bill_of_supply", 0)
    assert missing(shop, order) is None


def test_a_line_taxed_on_its_printed_price_is_kept_so(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    pack = LineInput(
        description="Pan masala",
        unit_price=10_000,
        price_includes_tax=True,
        mrp=10_000,
        rsp_valued=True,
        gst_rate=4000,
    )
    cash = TenderInput(method=Method.CASH, amount=10_000)
    number = issue(shop.cashier, IssueBill(lines=(pack,), tenders=(cash,))).bill_number
    with shop.store.look() as look:
        bill = look.bills.by_number(1, number)
    assert bill is not None
    (line,) = bill.lines
    assert line.terms.rsp_valued
    assert (line.taxed.cgst, line.taxed.sgst, line.taxed.taxable) == (1_429, 1_429, 7_142)
    text = printed(shop, number)
    assert "Tax is on the MRP" in text
    assert "14.29" in text


def printed(shop: ShopAtHand, number: str) -> str:
    """The bill's lines on paper."""
    text = render(shop.cashier, RenderPrintout(kind=PrintoutKind.BILL, number=number)).text
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("registration", "gstin", "words"),
    [
        (
            Registration.COMPOSITION,
            "23AABFS4821K1ZB",
            ("Bill of Supply", "not eligible to collect"),
        ),
        (Registration.UNREGISTERED, "", ("Bill",)),
    ],
)
def test_an_outlet_that_collects_no_tax_says_so_on_screen_and_paper(
    open_shop_today: ShopAtHand, registration: Registration, gstin: str, words: tuple[str, ...]
) -> None:
    shop = open_shop_today
    shop.set(registration=registration, gstin=gstin)
    order = order_of(shop, "100.00")
    assert order.reason.startswith("No tax: the outlet is")
    text = " ".join(printed(shop, pay(shop, order)).split())
    assert all(word in text for word in words)
    assert not any(word in text for word in ("CGST", "IGST", "Tax Invoice", "18%"))


def test_exempt_and_taxable_goods_together_are_an_invoice_cum_bill_of_supply(
    open_shop_today: ShopAtHand,
) -> None:
    """CGST Rule 46A, for a buyer without GSTIN; a registered one gets a tax invoice."""
    shop = open_shop_today
    order = order_of(shop, "100.00")
    more = {"order_id": order.order_id, "unit_price": 5_000, "description": "Book"}
    for treatment in (Treatment.EXEMPT, Treatment.NIL, Treatment.NON_GST):
        order = orders.add_line(shop.cashier, orders.AddLine(**more, treatment=treatment))
    assert order.document == "invoice_cum_bill_of_supply"
    told = set_gst(
        shop.cashier, SetGst(order_id=order.order_id, customer_gstin="23AABCU9603R1ZV")
    ).order
    assert told.document == "tax_invoice"
    text = printed(shop, pay(shop, told))
    assert all(word in text for word in ("Nil", "Exempt", "Non-GST", "18%"))
