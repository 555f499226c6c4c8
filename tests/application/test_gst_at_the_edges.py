"""GST where its rules begin and end: the last second, the last paisa, the millionth number."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pos_desktop.application import (
    billing,
    credit_notes,
    gst_returns,
    orders,
    quote,
    reports,
    shifts,
)
from pos_desktop.application.lines import LineInput
from pos_desktop.application.wire import encode, json_text
from pos_desktop.domain.documents import DocumentKind
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.gst_return import is_large
from pos_desktop.domain.outlet import Method, Registration
from pos_desktop.domain.supplies import DocumentPart, TaxStatus, TaxSums
from tests.shop_at_hand import ShopAtHand

CASH = (billing.TenderInput(method=Method.CASH, amount=9_99_999_00),)
BUSINESS = billing.BuyerInput(
    name="Buyer", phone="9876500001", gstin="27AABCU9603R1ZN", company_name="Buyer Traders"
)


def sell(shop: ShopAtHand, *lines: LineInput, **more: Any) -> billing.IssuedBill:
    return billing.issue(shop.cashier, billing.IssueBill(lines=lines, tenders=CASH, **more))


def thing(price: int, **more: Any) -> LineInput:
    given: dict[str, Any] = {"description": "Thing", "hsn": "4820", "gst_rate": 1800} | more
    return LineInput(unit_price=price, **given)


def take_back(shop: ShopAtHand, bill: billing.IssuedBill) -> credit_notes.IssuedNote:
    request = credit_notes.IssueNote(bill_number=bill.bill_number, all=True, reason="Came back")
    return credit_notes.issue(shop.manager, request)


def gstr1(shop: ShopAtHand, period: str) -> dict[str, Any]:
    made = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period=period))
    return json.loads(json_text(encode(made)), parse_float=Decimal)  # type: ignore[no-any-return]


def shut_and_open(shop: ShopAtHand, at: datetime) -> None:
    """Close the shift with what is in the drawer, and open another at a later moment."""
    with shop.store.look() as look:
        query = "SELECT coalesce(sum(amount), 0) FROM cash_movement"
        cash = int(look.sql.exec_driver_sql(query).scalar_one())
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2000_00 + cash))
    shop.clock.now = at
    shop.open_shift()


@pytest.mark.parametrize(
    ("day", "total", "large"),
    [
        (date(2024, 7, 31), 2_50_000_00, False),
        (date(2024, 7, 31), 2_50_000_01, True),
        (date(2024, 8, 1), 1_00_000_00, False),
        (date(2024, 8, 1), 1_00_000_01, True),
    ],
)
@pytest.mark.parametrize("note_day", [None, date(2024, 9, 1)])
def test_a_bill_and_its_notes_are_large_by_the_limit_of_the_bills_day(
    day: date, total: int, large: bool, note_day: date | None
) -> None:
    part = DocumentPart(
        number="A/24-25/000001",
        day=note_day or day,
        is_note=note_day is not None,
        buyer_gstin="",
        buyer_is_sez=False,
        place="27",
        is_interstate=True,
        total=100 if note_day else total,
        original_day=day,
        original_total=total,
        status=TaxStatus.TAXABLE,
        rate=1800,
        sums=TaxSums(),
    )
    assert is_large(part) is large


@pytest.mark.parametrize(
    ("moment", "is_gst"),
    [
        (datetime(2026, 11, 30, 18, 29, 59, tzinfo=UTC), True),  # 23:59:59 in India
        (datetime(2026, 11, 30, 18, 30, 0, tzinfo=UTC), False),  # midnight
    ],
)
def test_tax_goes_back_until_midnight_in_india(
    open_shop_today: ShopAtHand, moment: datetime, is_gst: bool
) -> None:
    shop = open_shop_today
    sold = sell(shop, thing(100_00))
    shut_and_open(shop, moment)
    note = take_back(shop, sold)
    assert (note.is_gst, note.totals.total) == (is_gst, sold.totals.total)
    assert bool(note.totals.tax) is is_gst


def test_what_comes_back_from_another_state_later_is_less_than_nothing_there(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    to = billing.BuyerInput(name="Asha", phone="9876500002", gst_state_code="27")
    sold = sell(shop, thing(100_00), customer=to)
    shut_and_open(shop, datetime(2026, 3, 2, 6, tzinfo=UTC))
    take_back(shop, sold)
    (row,) = gstr1(shop, "2026-03")["b2cs"]
    assert row == {
        "sply_ty": "INTER",
        "typ": "OE",
        "pos": "27",
        "rt": 18,
        "txval": -100,
        "iamt": -18,
        "csamt": 0,
    }


@pytest.mark.tampers
def test_the_millionth_number_of_a_year_is_legal_and_reported(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    terminal = shop.cashier.signed_in.terminal.id
    with shop.store.work() as work:
        work.sql.exec_driver_sql(
            f"INSERT INTO number_series VALUES ({terminal}, '', '25-26', 999998)"
        )
        work.commit()
    numbers = [sell(shop, thing(10_00)).bill_number for _ in range(3)]
    assert numbers == ["A/25-26/999999", "A/25-26/1000000", "A/25-26/1000001"]
    assert max(map(len, numbers)) <= 16
    rows = reports.documents(shop.manager, reports.AskPeriod()).series
    told = [(row.first_number, row.last_number, row.net) for row in rows]
    assert told == [(numbers[0], numbers[0], 1), (numbers[1], numbers[2], 2)]
    assert [row.cancelled for row in rows] == [0, 0]


def test_a_composition_outlet_bills_a_business_without_tax(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(registration=Registration.COMPOSITION)
    bill = sell(shop, thing(118_00, price_includes_tax=True), customer=BUSINESS)
    assert bill.document is DocumentKind.BILL_OF_SUPPLY
    assert (bill.totals.tax, bill.totals.taxable, bill.totals.total) == (0, 118_00, 118_00)
    note = take_back(shop, bill)
    assert (note.totals.tax, note.totals.total) == (0, 118_00)


@pytest.mark.parametrize(
    "registration", [Registration.COMPOSITION, Registration.UNREGISTERED, Registration.REGULAR]
)
def test_a_price_up_to_the_mrp_is_charged_where_no_tax_comes_on_top(
    open_shop_today: ShopAtHand, registration: Registration
) -> None:
    """The MRP includes all taxes; an outlet that charges none may ask for all of it."""
    shop = open_shop_today
    shop.set(registration=registration)
    given = {"description": "Thing", "unit_price": 100_00, "mrp": 100_00, "gst_rate": 1800}
    if registration is Registration.REGULAR:
        with pytest.raises(BadInput, match="above the MRP"):
            orders.add_line(shop.cashier, orders.AddLine(**given))
        return
    order = orders.add_line(shop.cashier, orders.AddLine(**given))
    change = orders.ChangeLine(order_id=order.order_id, line=1, qty=2000)
    assert orders.change_line(shop.cashier, change).totals.total == 200_00
    again = orders.RestoreLines(order_id=order.order_id, lines=order.lines)
    assert orders.restore_lines(shop.cashier, again).totals.total == 100_00
    quoted = quote.QuoteRequest(
        seller=quote.QuoteSeller(state_code="23", registration=registration),
        lines=(LineInput(**given),),
    )
    assert quote.quote(quoted).totals.total == 100_00


def test_what_is_given_away_is_billed_taken_back_and_reported(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    free = Discount(percent=100_00)
    bill = billing.issue(
        shop.cashier,
        billing.IssueBill(
            lines=(thing(99_99, price_includes_tax=True, qty=333), thing(0)),
            bill_discount=free,
            customer=BUSINESS,
        ),
    )
    assert (bill.totals.total, bill.totals.tax, bill.tenders) == (0, 0, ())
    assert take_back(shop, bill).totals.total == 0
    made = gstr1(shop, "2026-02")
    ((invoice,), (note,)) = (made["b2b"][0]["inv"], made["cdnr"][0]["nt"])
    assert (invoice["val"], note["val"]) == (0, 0)


def test_goods_on_their_printed_price_come_back_with_the_tax_they_bore(
    open_shop_today: ShopAtHand,
) -> None:
    """Rule 31D: three packs of 100 printed, sold at 80: 28.57 of tax on each whatever is paid."""
    shop = open_shop_today
    shop.set(round_to_rupee=False)
    pack = thing(
        100_00,
        qty=3000,
        price_includes_tax=True,
        gst_rate=4000,
        mrp=100_00,
        rsp_valued=True,
        discount=Discount(percent=20_00),
    )
    bill = sell(shop, pack, customer=BUSINESS)
    assert (bill.totals.igst, bill.totals.taxable, bill.totals.total) == (85_71, 154_29, 240_00)
    back = [
        credit_notes.issue(
            shop.manager,
            credit_notes.IssueNote(
                bill_number=bill.bill_number,
                lines=(credit_notes.ReturnLine(line=1, qty=1000),),
                reason="Damp",
            ),
        ).totals
        for _ in range(3)
    ]
    assert {(note.igst, note.total) for note in back} == {(28_57, 80_00)}


def test_the_three_kinds_without_tax_stay_apart(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    lines = [
        thing(rupees * 100, gst_rate=0, treatment=treatment)
        for rupees, treatment in ((1, Treatment.NIL), (2, Treatment.EXEMPT), (4, Treatment.NON_GST))
    ]
    meal = thing(8_00, gst_rate=500, supply=Supply.RESTAURANT)
    assert sell(shop, *lines).document is DocumentKind.BILL_OF_SUPPLY
    assert sell(shop, *lines, meal).document is DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY
    sell(shop, *lines, customer=BUSINESS)
    assert gstr1(shop, "2026-02")["nil"]["inv"] == [
        {"sply_ty": "INTRB2B", "nil_amt": 1, "expt_amt": 2, "ngsup_amt": 4},
        {"sply_ty": "INTRAB2C", "nil_amt": 2, "expt_amt": 4, "ngsup_amt": 8},
    ]
