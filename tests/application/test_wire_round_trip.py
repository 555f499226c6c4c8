"""A stored answer is told again exactly: results survive writing and reading."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.application.billing import IssuedBill, TenderView
from pos_desktop.application.customers import CustomerView
from pos_desktop.application.lines import LineInput, described_line, view_line
from pos_desktop.application.order_view import OrderView
from pos_desktop.application.quote import QuoteCustomer, QuoteRequest, QuoteSeller, quote
from pos_desktop.application.wire import decode, encode
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.orders import OrderStatus, OrderType
from pos_desktop.domain.outlet import Method, Registration

T = TypeVar("T")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
requests = st.builds(
    QuoteRequest,
    seller=st.builds(
        QuoteSeller,
        state_code=st.sampled_from(["23", "04", "97"]),
        registration=st.sampled_from(Registration),
    ),
    customer=st.one_of(
        st.none(),
        st.builds(
            QuoteCustomer, state_code=st.sampled_from(["23", "27", None]), is_sez=st.booleans()
        ),
    ),
    order_type=st.sampled_from(OrderType),
    date=st.one_of(st.none(), st.dates()),
    round_to_rupee=st.booleans(),
    bill_discount=st.one_of(st.none(), st.builds(Discount, percent=st.integers(0, 10_000))),
    lines=st.lists(
        st.builds(
            LineInput,
            description=texts,
            qty=st.integers(1, 100_000),
            unit_price=st.integers(0, 10**7),
            price_includes_tax=st.booleans(),
            gst_rate=st.sampled_from([0, 25, 500, 1800]),
            cess_rate=st.sampled_from([0, 1200]),
            treatment=st.sampled_from(Treatment),
            supply=st.sampled_from(Supply),
            discount=st.one_of(st.none(), st.builds(Discount, percent=st.integers(0, 10_000))),
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
)


def again(value: T) -> T:
    """The value after a journey as JSON text."""
    return decode(type(value), json.loads(json.dumps(encode(value), ensure_ascii=False)))


@given(requests)
def test_a_quote_and_its_request_survive_the_journey(request: QuoteRequest) -> None:
    assert again(request) == request
    assert again(quote(request)) == quote(request)


CUSTOMER = CustomerView(
    id=1,
    uuid="u",
    name="आशा",
    phone=None,
    email="",
    address="",
    is_gst_customer=True,
    company_name="Asha & Sons",
    gstin="27AABCU9603R1ZM",
    gstin_verified=False,
    gst_state="Maharashtra",
    gst_state_code="27",
    company_phone="",
    company_address="",
    notes="",
    credit_limit=None,
    balance=-7_500,
    balance_words="Owes ₹75.00",
    total_orders=3,
    total_spent=126_000,
    last_order_at=datetime(2026, 2, 18, 6, 30, 1, 5, tzinfo=UTC),
    is_active=True,
)
REQUEST = QuoteRequest(
    seller=QuoteSeller(state_code="23"),
    lines=(LineInput(description="Tea", qty=2500, unit_price=4_990, gst_rate=500),),
    bill_discount=Discount(percent=500),
)


def test_an_order_as_it_is_shown_survives_the_journey() -> None:
    priced = quote(REQUEST)
    line = described_line(REQUEST.lines[0], number=1, path="")
    view = OrderView(
        order_id=1,
        uuid="u",
        order_number="ORD-20260218-0045",
        status=OrderStatus.HELD,
        order_type=OrderType.DINE_IN,
        business_date=date(2026, 2, 18),
        opened_at=datetime(2026, 2, 18, 6, tzinfo=UTC),
        label="Table 4",
        customer=CUSTOMER,
        customer_gstin=CUSTOMER.gstin,
        customer_company_name=None,
        customer_gst_state_code="27",
        outlet_state_code="23",
        is_interstate=priced.is_interstate,
        place_of_supply=priced.place_of_supply,
        reason=priced.reason,
        document=priced.document,
        bill_discount=REQUEST.bill_discount,
        lines=tuple(view_line(line, taxed) for taxed in priced.lines),
        totals=priced.totals,
    )
    assert again(view) == view
    assert again(replace(view, customer=None, bill_discount=None, lines=())).customer is None


def test_an_issued_bill_survives_the_journey() -> None:
    priced = quote(REQUEST)
    line = described_line(REQUEST.lines[0], number=1, path="")
    india = timezone(timedelta(minutes=330))
    bill = IssuedBill(
        bill_number="A/26-27/000123",
        order_number="ORD-20260218-0045",
        document=priced.document,
        issued_at=datetime(2026, 2, 18, 12, tzinfo=india),
        is_interstate=priced.is_interstate,
        place_of_supply=priced.place_of_supply,
        reason=priced.reason,
        lines=tuple(view_line(line, taxed) for taxed in priced.lines),
        totals=priced.totals,
        tenders=(TenderView(method=Method.CASH, amount=12_400, handed=15_000, reference=""),),
        change=2_600,
        balance_due=0,
        customer_id=None,
    )
    assert again(bill) == bill
    assert encode(bill)["totals"]["total"] == "124.00"
