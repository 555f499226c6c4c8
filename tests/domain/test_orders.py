"""What is being rung up: lines, limits and prices."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.gst_data import packaged_text, parse_gst_data, take_gst_data
from pos_desktop.domain.items import TaxTerms
from pos_desktop.domain.orders import (
    MOST_LINES,
    NO_GST_DETAILS,
    GstDetails,
    Order,
    OrderLine,
    OrderStatus,
    OrderType,
    PricedOrder,
    check_price,
    price_lines,
    price_order,
)
from pos_desktop.domain.outlet import Outlet, Registration

AT_5 = TaxTerms(treatment=Treatment.TAXABLE, supply=Supply.GOODS, gst_rate=500)
TEA = OrderLine(
    line=0,
    item_id=7,
    description="Tea",
    description_hi="",
    hsn="0902",
    qty=1000,
    unit="PCS",
    unit_price=10_000,
    price_includes_tax=False,
    mrp=12_000,
    terms=AT_5,
)
EMPTY = Order(
    id=1,
    uuid="u",
    number="ORD-20260218-0045",
    outlet_id=1,
    terminal_id=1,
    business_date=date(2026, 2, 18),
    opened_at=datetime(2026, 2, 18, 6, tzinfo=UTC),
    opened_by=1,
    status=OrderStatus.OPEN,
    order_type=OrderType.COUNTER,
    customer_id=None,
    gst=NO_GST_DETAILS,
    bill_discount=None,
    label="",
    lines=(),
)
WITH_TEA = EMPTY.with_added(TEA, counts_up=True)


def price(*lines: OrderLine, gst: GstDetails = NO_GST_DETAILS) -> PricedOrder:
    return price_lines(
        lines,
        seller_state="23",
        registration=Registration.REGULAR,
        gst=gst,
        bill_discount=None,
        rounded=True,
    )


def test_the_same_piece_again_counts_up() -> None:
    twice = WITH_TEA.with_added(replace(TEA, qty=2000), counts_up=True)
    assert [(line.line, line.qty) for line in twice.lines] == [(1, 3000)]


@pytest.mark.parametrize(
    "other",
    [
        replace(TEA, item_id=8),
        replace(TEA, unit_price=9_000),
        replace(TEA, discount=Discount(amount=100)),
        replace(TEA, terms=replace(AT_5, gst_rate=1800)),
        replace(TEA, price_includes_tax=True),
    ],
    ids=["another item", "another price", "a discount", "another rate", "tax inside"],
)
def test_a_piece_on_other_terms_has_a_line_of_its_own(other: OrderLine) -> None:
    added = WITH_TEA.with_added(other, counts_up=True)
    assert [line.line for line in added.lines] == [1, 2]


def test_a_discounted_line_is_not_counted_up() -> None:
    discounted = WITH_TEA.with_line(replace(WITH_TEA.lines[0], discount=Discount(percent=500)))
    assert len(discounted.with_added(TEA, counts_up=True).lines) == 2


def test_weighed_goods_are_never_counted_up() -> None:
    assert len(WITH_TEA.with_added(TEA, counts_up=False).lines) == 2


def test_counting_up_stops_at_what_can_be_sold() -> None:
    with pytest.raises(BadInput, match="more than can be sold"):
        WITH_TEA.with_added(replace(TEA, qty=9_999_999_000), counts_up=True)


def test_lines_keep_their_numbers_when_one_goes() -> None:
    three = WITH_TEA.with_new_line(TEA).with_new_line(TEA)
    assert [line.line for line in three.without_line(2).lines] == [1, 3]
    assert [line.line for line in three.without_line(3).with_new_line(TEA).lines] == [1, 2, 3]


def test_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match="no line 9 in ORD-20260218-0045") as refused:
        WITH_TEA.without_line(9)
    assert refused.value.field == "line"


def test_a_bill_has_room_for_five_hundred_lines() -> None:
    full = replace(EMPTY, lines=tuple(replace(TEA, line=i + 1) for i in range(MOST_LINES)))
    with pytest.raises(Refused, match="500 lines"):
        full.with_new_line(TEA)


@pytest.mark.parametrize("status", [OrderStatus.COMPLETED, OrderStatus.CANCELLED])
def test_what_is_done_cannot_be_changed(status: OrderStatus) -> None:
    with pytest.raises(Refused, match="cannot be changed"):
        replace(EMPTY, status=status).changeable()
    assert EMPTY.changeable() is EMPTY


def test_a_price_above_the_mrp_is_refused() -> None:
    packed = replace(TEA, price_includes_tax=True, unit_price=12_000, mrp=12_000)
    check_price(packed)
    with pytest.raises(BadInput, match="above the MRP") as refused:
        check_price(replace(packed, unit_price=12_001))
    assert refused.value.field == "unit_price"
    with pytest.raises(BadInput, match="cannot be negative"):
        check_price(replace(packed, unit_price=-1))


def test_the_mrp_is_compared_with_the_price_and_its_taxes() -> None:
    """The MRP includes all taxes, so a price without them must leave room for them."""
    terms = replace(TEA.terms, gst_rate=1800)
    plus_tax = replace(TEA, price_includes_tax=False, mrp=11_800, terms=terms)
    check_price(replace(plus_tax, unit_price=10_000))
    with pytest.raises(BadInput, match="above the MRP"):
        check_price(replace(plus_tax, unit_price=10_001))


@pytest.mark.parametrize(
    ("subtotal", "tax", "total"), [(120_000, 6_000, 126_000), (85_000, 4_250, 89_300)]
)
def test_the_rows_of_the_owners_order_history(subtotal: int, tax: int, total: int) -> None:
    """REQUIREMENTS R3.4: 1200 + 60 = 1260, and 850 + 42.50 → 893."""
    totals = price(replace(TEA, unit_price=subtotal, mrp=None)).cart.totals
    assert (totals.taxable, totals.tax, totals.total) == (subtotal, tax, total)


def test_gst_details_turn_the_same_order_interstate() -> None:
    """REQUIREMENTS R3.6: outlet 23; a buyer of 23, and one of 27."""
    within = price(TEA, gst=GstDetails(gstin=None, company_name="A", state_code="23"))
    across = price(TEA, gst=GstDetails(gstin=None, company_name="A", state_code="27"))
    assert (within.place.is_interstate, within.cart.totals.cgst) == (False, 250)
    assert (across.place.is_interstate, across.cart.totals.igst) == (True, 500)
    assert within.cart.totals.total == across.cart.totals.total


def test_an_order_is_priced_anew_once_newer_data_is_in_force() -> None:
    """What was priced before is kept; the State's name in its reason is of the data."""
    outlet = Outlet(
        id=1, uuid="u", name="Shop", legal_name="Shop", address="Road", phone="", state_code="23",
        registration=Registration.REGULAR, gstin=None, fssai=None, upi_id=None,
        round_to_rupee=True, card_enabled=True, credit_enabled=True, utc_offset_minutes=330,
        day_cutoff_minutes=0, receipt_header="", receipt_footer="", is_demo=False,
    )  # fmt: skip
    before = price_order(WITH_TEA, outlet)
    assert price_order(WITH_TEA, outlet) is before
    told = json.loads(packaged_text()) | {"version": "2099-04-01"}
    for state in told["states"]:
        if state["code"] == outlet.state_code:
            state["name"] = "New name"
    take_gst_data(parse_gst_data(json.dumps(told)))
    try:
        after = price_order(WITH_TEA, outlet)
    finally:
        take_gst_data(None)
    assert "New name" in after.place.reason
    assert "New name" not in before.place.reason
    assert price_order(WITH_TEA, outlet) == before


def test_a_registered_buyer_gets_a_tax_invoice_for_a_mixed_basket() -> None:
    exempt = replace(TEA, terms=replace(AT_5, treatment=Treatment.EXEMPT))
    buyer = GstDetails(gstin="23AABCU9603R1ZV", company_name="A", state_code="23")
    assert price(TEA, exempt).document is DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY
    assert price(TEA, exempt, gst=buyer).document is DocumentKind.TAX_INVOICE
