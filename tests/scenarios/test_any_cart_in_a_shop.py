"""Any carts through the till: what the store keeps, takes back and reports is what the law says.

The arithmetic of a hundred thousand carts is tried without a store (`test_any_cart`); here fewer go
the whole way, in one shop, which is checked against the law when all of them are sold.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import (
    billing,
    credit_notes,
    gst_returns,
    order_gst,
    orders,
    reports,
)
from pos_desktop.application.lines import LineInput
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.wire import encode, json_text
from pos_desktop.domain.bills import Bill, ReturnState
from pos_desktop.domain.credit_notes import CreditNote, Earlier
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.orders import OrderLine
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.persistence.supplies import SqlSupplies
from tests.any_cart import AnyCart, any_carts
from tests.exact_return import expected, flattened
from tests.exact_tax import FIGURES, RightlyRefusedError, exact_cart
from tests.portal_shape import refuse_other_shape
from tests.shop_at_hand import ShopAtHand
from tests.taken_back import some_of

SEED = 20_260_219
#: February, when everything here is sold.
FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
PHONE = "9876500000"
COUNTS = [25, pytest.param(1_500, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])]
REFUSED = {
    "two_places",
    "price_above_mrp",
    "discount_too_large",
    "tax_above_price",
    "same_state",
    "buyer_details_needed",
}
PAY = (billing.TenderInput(method=Method.CASH, amount=99_99_999_00),)
TO = {
    "name": "Buyer",
    "address": "7 Fort Road",
    "is_gst_customer": True,
    "company_name": "Buyer Traders",
}


@dataclass
class Day:
    """What was sold and taken back in a shop."""

    shop: ShopAtHand
    seller_state: str
    rounded: bool
    draw: Random = field(default_factory=lambda: Random(SEED))
    bills: list[Bill] = field(default_factory=list)
    notes: list[CreditNote] = field(default_factory=list)

    def sell(self, count: int) -> None:
        """Sell so many carts, and take back parts or all of half of them."""
        for drawn in any_carts(SEED):
            if len(self.bills) == count:
                break
            cart = replace(
                drawn,
                seller_state=self.seller_state,
                registration=Registration.REGULAR,
                rounded=self.rounded,
            )
            self.shop.clock.forward(minutes=5)
            try:
                number = self._bill(cart)
            except (BadInput, Refused) as fault:
                if fault.code not in REFUSED and "cess" not in str(fault):
                    raise
                continue
            bill = self._stored(number)
            refuse_other_figures(bill, cart)
            self.bills.append(bill)
            if self.draw.random() < 0.5:
                self._take_back(bill, everything=self.draw.random() < 0.5)

    def _bill(self, cart: AnyCart) -> str:
        gst, desk = cart.gst, self.shop.cashier
        to = dict(TO, phone=f"98765{int((gst.gstin or gst.state_code or '00')[:2]):05d}")
        buyer = billing.BuyerInput(
            **to, gstin=gst.gstin, gst_state_code=gst.state_code or (gst.gstin or "")[:2] or None
        )
        named = buyer if gst.gstin or gst.state_code else billing.BuyerInput(name="B", phone=PHONE)
        if not (gst.is_sez or cart.override):
            request = billing.IssueBill(
                lines=tuple(asked(line) for line in cart.lines),
                customer=replace(named, address="7 Fort Road"),
                bill_discount=cart.bill_discount,
                tenders=PAY,
            )
            return billing.issue(desk, request).bill_number
        order_id = None
        for line in cart.lines:
            given = {name: getattr(asked(line), name) for name in LineInput.__struct_fields__}
            order_id = orders.add_line(desk, orders.AddLine(order_id=order_id, **given)).order_id
        assert order_id is not None
        if gst.gstin or gst.state_code:
            order_gst.set_gst(
                desk,
                order_gst.SetGst(
                    order_id=order_id,
                    customer_gstin=gst.gstin,
                    customer_gst_state_code=gst.state_code,
                    customer_is_sez=gst.is_sez,
                    customer_name="Buyer",
                    customer_address="7 Fort Road",
                ),
            )
        if cart.override:
            order_gst.override_supply(
                self.shop.manager,
                order_gst.OverrideSupply(
                    order_id=order_id,
                    supply=cart.override.supply,
                    state_code=cart.override.state_code,
                    reason="As agreed",
                ),
            )
        request = billing.IssueBill(
            order_id=order_id, bill_discount=cart.bill_discount, tenders=PAY
        )
        return billing.issue(desk, request).bill_number

    def _take_back(self, bill: Bill, *, everything: bool) -> None:
        left = {line.line: line.qty for line in bill.lines}
        for turn in range(3):
            wanted = some_of(self.draw, left, the_rest=everything and turn == 2)
            note = credit_notes.issue(
                self.shop.manager,
                credit_notes.IssueNote(
                    bill_number=bill.number,
                    lines=tuple(ReturnLine(line=line, qty=qty) for line, qty in wanted.items()),
                    reason="Came back",
                ),
            )
            with self.shop.store.look() as look:
                stored = look.credit_notes.by_number(1, note.credit_note_number)
                assert stored is not None
                self.notes.append(stored)
                earlier = look.credit_notes.earlier(bill.id)
            left = {line.line: line.qty - earlier.of(line.line).qty for line in bill.lines}
            left = {line: qty for line, qty in left.items() if qty}
            if not left:
                refuse_other_sum(bill, earlier)
            if not left or not everything:
                break

    def _stored(self, number: str) -> Bill:
        with self.shop.store.look() as look:
            bill = look.bills.by_number(1, number)
        assert bill is not None
        return bill


def asked(line: OrderLine) -> LineInput:
    """The line as it is asked for at the counter."""
    return LineInput(
        description=line.description,
        hsn=line.hsn,
        qty=line.qty,
        unit=line.unit,
        unit_price=line.unit_price,
        price_includes_tax=line.price_includes_tax,
        gst_rate=line.terms.gst_rate,
        cess_rate=line.terms.cess_rate,
        cess_per_unit=line.terms.cess_per_unit,
        treatment=line.terms.treatment,
        supply=line.terms.supply,
        discount=line.discount,
        mrp=line.mrp,
        rsp_valued=line.terms.rsp_valued,
    )


def refuse_other_figures(bill: Bill, cart: AnyCart) -> None:
    """The bill as it is stored has the law's figures, line by line."""
    try:
        lines, totals = exact_cart(cart.to_tax(), cart.bill_discount, rounded=cart.rounded)
    except RightlyRefusedError:
        raise AssertionError(f"{bill.number} should have been refused") from None
    for mine, exact in zip(bill.lines, lines, strict=True):
        assert {name: getattr(mine.taxed, name) for name in FIGURES} == exact, cart
    assert {name: getattr(bill.totals, name) for name in totals} == totals, cart


def refuse_other_sum(bill: Bill, earlier: Earlier) -> None:
    """What the store says came back of a bill is the bill."""
    assert earlier.state(bill) is ReturnState.ALL
    assert earlier.total == bill.totals.total
    for line in bill.lines:
        assert earlier.of(line.line).taxed == line.taxed


def refuse_other_reports(day: Day) -> None:
    """Every table of GSTR-1, the GST summary and the HSN summary say what the documents say."""
    returned = gst_returns.gstr1(day.shop.manager, gst_returns.AskReturn(period="2026-02"))
    made: dict[str, Any] = json.loads(json_text(encode(returned)), parse_float=Decimal)
    refuse_other_shape(gst_returns.gstr1_text(returned))
    assert flattened(made) == expected(day.bills, day.notes)
    series = {
        row["doc_num"]: [(docs["totnum"], docs["cancel"]) for docs in row["docs"]]
        for row in made["doc_issue"]["doc_det"]
    }
    assert series == {1: [(len(day.bills), 0)], 5: [(len(day.notes), 0)]}
    whole = reports.gst(day.shop.manager, reports.AskPeriod(first=FIRST, last=LAST))
    sign = [(bill, 1) for bill in day.bills] + [(note, -1) for note in day.notes]
    for name in ("cgst", "sgst", "utgst", "igst", "cess", "round_off", "total"):
        of_all = sum(one * getattr(document.totals, name) for document, one in sign)
        assert getattr(whole, name) == of_all, name


def a_day(shop: ShopAtHand, count: int, seller_state: str) -> Day:
    """A shop that sold so many carts: one in a State, or one in a Union Territory."""
    if seller_state == "04":
        shop.set(state_code="04", gstin="04AABFS4821K1ZB", round_to_rupee=False)
    shop.open_shift()
    day = Day(shop, seller_state, rounded=seller_state != "04")
    day.sell(count)
    return day


@pytest.mark.parametrize("seller_state", ["23", "04"])
@pytest.mark.parametrize("count", COUNTS)
def test_any_carts_are_sold_taken_back_and_reported_by_the_law(
    shop: ShopAtHand, count: int, seller_state: str
) -> None:
    day = a_day(shop, count, seller_state)
    assert day.notes
    refuse_other_reports(day)


def test_notes_that_a_return_leaves_out_would_be_seen(
    shop: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: bills only."""
    day = a_day(shop, 25, "23")
    whole = SqlSupplies.parts
    monkeypatch.setattr(
        SqlSupplies,
        "parts",
        lambda self, *given: [part for part in whole(self, *given) if not part.is_note],
    )
    with pytest.raises(AssertionError):
        refuse_other_reports(day)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"camt": 9.00', '"camt": 9'),
        ('"camt": 9.00', '"camt": "9.00"'),
        ('"pos": "23"', '"pos": 23'),
        ('"rchrg": "N"', '"rchrg": ""'),
        ("18-02-2026", "2026-02-18"),
        ('"hsn_sc": "4820"', '"hsn_sc": ""'),
        ('"totnum"', '"total"'),
    ],
)
def test_a_field_of_another_shape_would_be_seen(
    open_shop_today: ShopAtHand, right: str, wrong: str
) -> None:
    shop = open_shop_today
    thing = LineInput(description="Thing", hsn="4820", unit_price=100_00, gst_rate=1800)
    buyer = billing.BuyerInput(name="Buyer", phone=PHONE, gstin="23AABCU9603R1ZV")
    billing.issue(shop.cashier, billing.IssueBill(lines=(thing,), customer=buyer, tenders=PAY))
    made = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period="2026-02"))
    text = gst_returns.gstr1_text(made)
    refuse_other_shape(text)
    assert right in text
    with pytest.raises(AssertionError):
        refuse_other_shape(text.replace(right, wrong))
