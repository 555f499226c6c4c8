"""GST reports and GSTR-1: every table sums the same stored lines, and so agrees with the others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_desktop.application import (
    billing,
    credit_notes,
    gst_returns,
    order_gst,
    orders,
    reports,
    shifts,
)
from pos_desktop.application.lines import LineInput
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.wire import encode, json_text
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount, Supply, Treatment
from pos_desktop.domain.gst_data import packaged_text, parse_gst_data, take_gst_data
from pos_desktop.domain.outlet import Method, Registration
from tests.shop_at_hand import ShopAtHand

_HEADS = ("taxable", "cgst", "sgst", "utgst", "igst", "cess")
_MONTH = gst_returns.AskReturn(period="2026-02")
#: In Maharashtra; the outlet is in Madhya Pradesh.
ELSEWHERE = "27AABCU9603R1ZN"
HERE = "23AABCU9603R1ZV"


def sell(
    shop: ShopAtHand, *lines: LineInput, gstin: str = "", state: str = "", off: int = 0, **gst: Any
) -> billing.IssuedBill:
    """Bill lines to a buyer with a GSTIN, or only a State, or to nobody in particular."""
    customer = None
    if gstin or state or gst:
        customer = billing.BuyerInput(
            name="Buyer",
            # From a taxable value of 50,000 on an invoice names where its buyer is.
            address="7 Fort Road",
            phone=f"98765{crc32((gstin + state).encode()) % 100_000:05d}",
            is_gst_customer=True,
            company_name="Buyer Traders",
            gstin=gstin or None,
            gst_state_code=state or gstin[:2],
            **gst,
        )
    return billing.issue(
        shop.cashier,
        billing.IssueBill(
            lines=lines,
            customer=customer,
            bill_discount=Discount(percent=off) if off else None,
            tenders=(billing.TenderInput(method=Method.CASH, amount=99_99_999_00),),
        ),
    )


def line(rupees: int, rate: int = 18, **other: Any) -> LineInput:
    given: dict[str, Any] = {"description": "Thing", "hsn": "4820"} | other
    return LineInput(unit_price=rupees * 100, gst_rate=rate * 100, **given)


def gstr1(shop: ShopAtHand, period: str = "2026-02", **other: Any) -> dict[str, Any]:
    """The return as the command line writes it, numbers read exactly."""
    made = gst_returns.gstr1(shop.manager, gst_returns.AskReturn(period=period, **other))
    return json.loads(json_text(encode(made)), parse_float=Decimal)  # type: ignore[no-any-return]


def problems(shop: ShopAtHand, **other: Any) -> list[gst_returns.Problem]:
    asked = gst_returns.AskProblems(period="2026-02", **other)
    return list(gst_returns.gstr1_problems(shop.manager, asked).problems)


def items_of(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item["itm_det"] for document in documents for item in document["itms"]]


# --- Where a document stands -----------------------------------------------------------------


def test_bills_go_where_the_portal_wants_them(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    business = sell(shop, line(1000), line(200, 5), gstin=ELSEWHERE)
    local = sell(shop, line(500), gstin=HERE)
    large = sell(shop, line(100_000), state="27")
    small = sell(shop, line(100), state="27")
    counter = sell(shop, line(100), line(50, 0, treatment=Treatment.NIL))
    made = gstr1(shop)
    assert (made["gstin"], made["fp"], made["hash"]) == ("23AABFS4821K1ZB", "022026", "hash")
    by_gstin = {row["ctin"]: row["inv"] for row in made["b2b"]}
    (found,) = by_gstin[ELSEWHERE]
    assert found == {
        "inum": business.bill_number,
        "idt": "18-02-2026",
        "val": Decimal(1390),
        "pos": "27",
        "rchrg": "N",
        "inv_typ": "R",
        "itms": [
            {"num": 501, "itm_det": {"rt": 5, "txval": 200, "iamt": 10, "csamt": 0}},
            {"num": 1801, "itm_det": {"rt": 18, "txval": 1000, "iamt": 180, "csamt": 0}},
        ],
    }
    assert by_gstin[HERE][0]["inum"] == local.bill_number
    assert by_gstin[HERE][0]["itms"][0]["itm_det"] == {
        "rt": 18, "txval": 500, "camt": 45, "samt": 45, "csamt": 0,
    }  # fmt: skip
    (state,) = made["b2cl"]
    assert (state["pos"], state["inv"][0]["inum"]) == ("27", large.bill_number)
    assert [(row["sply_ty"], row["pos"], row["txval"]) for row in made["b2cs"]] == [
        ("INTRA", "23", 100),
        ("INTER", "27", 100),
    ]
    assert made["nil"]["inv"] == [
        {"sply_ty": "INTRAB2C", "nil_amt": 50, "expt_amt": 0, "ngsup_amt": 0}
    ]
    assert small.is_interstate
    assert made["doc_issue"]["doc_det"] == [
        {
            "doc_num": 1,
            "doc_typ": "Invoices for outward supply",
            "docs": [
                {
                    "num": 1,
                    "from": business.bill_number,
                    "to": counter.bill_number,
                    "totnum": 5,
                    "cancel": 0,
                    "net_issue": 5,
                }
            ],
        }
    ]


def test_a_bill_of_just_the_limit_is_not_large(open_shop_today: ShopAtHand) -> None:
    sell(open_shop_today, line(100_000, 0), state="27")
    assert gstr1(open_shop_today)["b2cl"] == []
    sell(open_shop_today, line(100_001, 0), state="27")
    assert len(gstr1(open_shop_today)["b2cl"]) == 1


def test_money_is_a_number_with_two_decimals(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(round_to_rupee=False)
    sell(shop, LineInput(description="Thing", hsn="4820", unit_price=99_90, gst_rate=5_00))
    text = json_text(encode(gst_returns.gstr1(shop.manager, _MONTH)))
    assert '"txval": 99.90' in text
    assert '"camt": 2.50' in text
    file = gst_returns.gstr1_text(gst_returns.gstr1(shop.manager, _MONTH))
    assert '"txval": 99.90' in file
    assert "b2b" not in json.loads(file)


def test_a_meal_on_a_bill_to_another_state_stays_at_the_outlet(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sell(shop, line(100), line(200, 5, supply=Supply.RESTAURANT, hsn="996331"), state="27")
    rows = {(row["sply_ty"], row["pos"]): row for row in gstr1(shop)["b2cs"]}
    assert rows["INTRA", "23"]["txval"] == 200
    assert rows["INTER", "27"]["iamt"] == 18


def test_a_meal_to_an_sez_unit_is_no_supply_to_a_zone(open_shop_today: ShopAtHand) -> None:
    """Of supplies to a zone the portal takes IGST only; a meal at the outlet bears CGST + SGST."""
    shop = open_shop_today
    meal = sell_to_zone(shop, line(200, 5, supply=Supply.RESTAURANT, hsn="996331"))
    goods = sell_to_zone(shop, line(100))
    for bill in (meal, goods):
        take_back(shop, bill)
    made = gstr1(shop)
    for table, documents in (("b2b", "inv"), ("cdnr", "nt")):
        (buyer,) = made[table]
        told = [
            (row["inv_typ"], row["pos"], *row["itms"][0]["itm_det"]) for row in buyer[documents]
        ]
        assert told == [
            ("R", "23", "rt", "txval", "camt", "samt", "csamt"),
            ("SEWP", "23", "rt", "txval", "iamt", "csamt"),
        ]


def sell_to_zone(shop: ShopAtHand, thing: LineInput) -> billing.IssuedBill:
    """Bill a line to an SEZ unit of the outlet's own State."""
    given_ = {name: getattr(thing, name) for name in LineInput.__struct_fields__}
    order = orders.add_line(shop.cashier, orders.AddLine(**given_))
    order_gst.set_gst(
        shop.cashier,
        order_gst.SetGst(order_id=order.order_id, customer_gstin=HERE, customer_is_sez=True),
    )
    pay = (billing.TenderInput(method=Method.CASH, amount=500_00),)
    return billing.issue(shop.cashier, billing.IssueBill(order_id=order.order_id, tenders=pay))


def test_a_gift_does_not_hide_that_a_bill_has_two_places(open_shop_today: ShopAtHand) -> None:
    """What bears no tax for it costs nothing stands in table 4 all the same, with its place."""
    shop = open_shop_today
    gift = line(100, discount=Discount(percent=10_000))
    with pytest.raises(Refused) as refused:
        sell(shop, gift, line(200, 5, supply=Supply.RESTAURANT, hsn="996331"), gstin=ELSEWHERE)
    assert refused.value.code == "two_places"


def test_services_have_no_quantity(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sell(shop, line(200, 5, supply=Supply.SERVICE, hsn="998311", qty=3000))
    sell(shop, line(10, qty=2500, unit="kgs"), line(10, qty=1000, unit="SACK"))
    rows = gstr1(shop)["hsn"]["hsn_b2c"]
    assert [(row["num"], row["hsn_sc"], row["uqc"], row["qty"]) for row in rows] == [
        (1, "4820", "KGS", Decimal("2.50")),
        (2, "4820", "OTH", Decimal("1.00")),
        (3, "998311", "NA", 0),
    ]


def test_the_date_on_the_bill_decides_and_not_that_of_the_shift(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    shop.clock.forward(days=10, hours=4)  # the shift was left open over the end of the month
    sell(shop, line(100))
    assert gstr1(shop)["b2cs"][0]["txval"] == 100
    shop.clock.forward(hours=6)
    sell(shop, line(300))
    assert gstr1(shop)["b2cs"][0]["txval"] == 100
    assert gstr1(shop, "032026")["b2cs"][0]["txval"] == 300
    assert gstr1(shop, "2026-03", quarterly=True)["b2cs"][0]["txval"] == 400


@pytest.mark.parametrize("period", ["2026-13", "26-02", "2026-2", "February", ""])
def test_what_is_no_month_is_refused(shop: ShopAtHand, period: str) -> None:
    with pytest.raises(BadInput) as refused:
        gstr1(shop, period)
    assert refused.value.field == "period"


def test_a_quarter_ends_with_its_last_month(shop: ShopAtHand) -> None:
    with pytest.raises(BadInput, match="quarter ends"):
        gstr1(shop, "2026-02", quarterly=True)


def test_an_outlet_that_files_no_gstr1_is_told_so(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(registration=Registration.COMPOSITION)
    sell(shop, line(100))
    with pytest.raises(Refused, match="CMP-08"):
        gstr1(shop)
    report = reports.gst(shop.manager, reports.AskPeriod())
    assert (report.not_charged, report.taxable, report.total) == (100_00, 0, 100_00)


def test_a_cashier_sees_no_reports(shop: ShopAtHand) -> None:
    with pytest.raises(Refused) as refused:
        reports.gst(shop.cashier, reports.AskPeriod())
    assert refused.value.code == "not_allowed"


def test_a_period_that_ends_before_it_begins_is_refused(shop: ShopAtHand) -> None:
    with pytest.raises(BadInput, match="ends before"):
        reports.gst(
            shop.manager,
            reports.AskPeriod(first=shop.clock().date(), last=shop.clock().date().replace(day=1)),
        )


def test_whoever_waits_is_told_and_may_end_it(open_shop_today: ShopAtHand) -> None:
    from msgspec.structs import replace

    heard: list[tuple[int, int]] = []
    desk = replace(open_shop_today.manager, steps=lambda done, of: heard.append((done, of)))
    gst_returns.gstr1(desk, _MONTH)
    assert heard == [(day, 28) for day in range(29)]

    def stop(done: int, of: int) -> None:
        raise InterruptedError(done, of)

    with pytest.raises(InterruptedError):
        gst_returns.gstr1(replace(desk, steps=stop), _MONTH)


# --- Credit notes ------------------------------------------------------------------------------


def take_back(
    shop: ShopAtHand, bill: billing.IssuedBill, *parts: tuple[int, int]
) -> credit_notes.IssuedNote:
    """A note over all of a bill, or over (line, quantity in thousandths)."""
    given_ = tuple(ReturnLine(line=number, qty=qty) for number, qty in parts)
    return credit_notes.issue(
        shop.manager,
        credit_notes.IssueNote(
            bill_number=bill.bill_number, lines=given_, all=not given_, reason="Came back"
        ),
    )


def test_notes_go_where_their_bills_went(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    business = sell(shop, line(1000), gstin=ELSEWHERE)
    large = sell(shop, line(100_000), line(1), state="27")
    small = sell(shop, line(100, qty=4000))
    nil = sell(shop, line(50, 0, treatment=Treatment.NIL))
    to_business, of_large = take_back(shop, business), take_back(shop, large, (2, 1000))
    take_back(shop, small, (1, 1000))
    take_back(shop, nil)
    made = gstr1(shop)
    (row,) = made["cdnr"]
    (note,) = row["nt"]
    assert (row["ctin"], note["nt_num"], note["ntty"], note["nt_dt"], note["val"]) == (
        ELSEWHERE, to_business.credit_note_number, "C", "18-02-2026", 1180,
    )  # fmt: skip
    assert note["itms"][0]["itm_det"] == {"rt": 18, "txval": 1000, "iamt": 180, "csamt": 0}
    # However small, a note on a large bill stands by itself.
    (note,) = made["cdnur"]
    assert (note["typ"], note["pos"], note["nt_num"]) == ("B2CL", "27", of_large.credit_note_number)
    assert note["itms"][0]["itm_det"]["txval"] == 1
    assert made["b2cs"][0]["txval"] == 300
    assert made["nil"]["inv"] == []
    assert [row["doc_num"] for row in made["doc_issue"]["doc_det"]] == [1, 5]
    refuse_disagreement(shop)


def test_a_note_of_another_month_may_leave_less_than_nothing(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sold = sell(shop, line(100))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2118_00))
    shop.clock.forward(days=20)
    shop.open_shift()
    take_back(shop, sold)
    assert gstr1(shop)["b2cs"][0]["txval"] == 100
    assert gstr1(shop, "032026")["b2cs"][0]["txval"] == -100
    row = gstr1(shop, "032026")["hsn"]["hsn_b2c"][0]
    assert (row["qty"], row["txval"], row["camt"]) == (-1, -100, -9)


def test_a_refund_after_the_last_day_gives_no_tax_back(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sold = sell(shop, line(100))
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2118_00))
    shop.clock.forward(days=300)  # past 30 November
    shop.open_shift()
    note = take_back(shop, sold)
    assert not note.is_gst
    made = gstr1(shop, "122026")
    assert made["b2cs"] == []
    assert made["hsn"] == {"hsn_b2b": [], "hsn_b2c": []}
    assert [row["doc_num"] for row in made["doc_issue"]["doc_det"]] == [5]


# --- Numbers -----------------------------------------------------------------------------------


def test_series_go_from_their_first_number_to_their_last(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    bills = [sell(shop, line(10)) for _ in range(3)]
    (row,) = reports.documents(shop.manager, reports.AskPeriod()).series
    assert (row.kind, row.first_number, row.last_number) == (
        "bill", bills[0].bill_number, bills[2].bill_number,
    )  # fmt: skip
    assert (row.total, row.cancelled, row.net, row.cancelled_numbers) == (3, 0, 3, ())


@pytest.mark.tampers
def test_a_number_without_a_document_is_told_as_cancelled(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sell(shop, line(10))
    with shop.store.work() as work:
        for _ in range(2):
            work.sql.exec_driver_sql("UPDATE number_series SET last = last + 1 WHERE series = ''")
        work.commit()
    last = sell(shop, line(10))
    (row,) = reports.documents(shop.manager, reports.AskPeriod()).series
    assert (row.total, row.cancelled, row.net) == (4, 2, 2)
    assert row.cancelled_numbers == ("A/25-26/000002", "A/25-26/000003")
    assert row.last_number == last.bill_number
    assert [problem.code for problem in problems(shop)] == ["numbers_missing"]


@pytest.mark.tampers
def test_numbers_are_looked_for_only_where_the_days_do_not_hold_all_of_them(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    day = shop.clock().date()

    def asked() -> list[str]:
        seen: list[str] = []
        with shop.store.look() as look:
            driver = look.sql.connection.driver_connection
            driver.set_trace_callback(seen.append)
            look.supplies.ranges(shop.manager.signed_in.outlet_id, day, day)
            driver.set_trace_callback(None)
        return [each for each in seen if "number >=" in each]

    for _ in range(3):
        sell(shop, line(10))
    assert asked() == []
    with shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE number_series SET last = last + 1 WHERE series = ''")
        work.commit()
    sell(shop, line(10))
    assert len(asked()) == 2


# --- What must be mended -----------------------------------------------------------------------


def test_problems_say_what_is_wrong_and_how_it_is_mended(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = open_shop_today
    wrong = sell(shop, line(10), gstin="23AABCU9603R1ZM", keep_gstin_as_typed=True)
    with monkeypatch.context() as earlier:  # issued by a till that did not yet ask
        earlier.setattr(billing, "check_buyer_details", lambda *_given: None)
        scant = sell(shop, line(60_000))
        earlier.setattr(billing, "check_one_place", lambda *_given: None)
        mixed = sell(shop, line(100), line(200, 5, supply=Supply.RESTAURANT), gstin=ELSEWHERE)
    sell(shop, line(10, hsn="", description="Nothing"))
    sell(shop, line(10, hsn="48", description="Short"))
    sell(shop, line(10, 7, description="Seven"))
    sell(shop, line(10, unit="SACK", description="Sack"))
    found = {(problem.code, problem.subject_name) for problem in problems(shop)}
    assert found == {
        ("gstin_unverified", wrong.bill_number),
        ("two_places", mixed.bill_number),
        ("hsn_missing", "Nothing"),
        ("hsn_shape", "Short"),
        ("rate_unknown", "Seven"),
        ("unit_unknown", "Sack"),
        ("buyer_details", scant.bill_number),
    }
    listed = problems(shop)
    assert all(problem.words.endswith(".") and problem.mend.endswith(".") for problem in listed)
    assert [problem.must for problem in listed] == sorted(
        (problem.must for problem in listed), reverse=True
    )
    assert "ZV" in next(p.words for p in listed if p.code == "gstin_unverified")


def test_limits_and_rates_are_those_of_the_data_in_force(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the Government changes by date comes with a file, and reaches returns too."""
    shop = open_shop_today
    told = json.loads(packaged_text())
    since = told["thresholds"]["b2c_large"][0]["from"]
    told["thresholds"]["b2c_large"] = [{"from": since, "amount": "500.00"}]
    told["thresholds"]["buyer_details"] = [{"from": since, "amount": "700.00"}]
    told["rates"].append({"from": "2026-02-02", "percent": ["0", "7", "18"]})
    newer = parse_gst_data(json.dumps(told | {"version": "2026-02-02"}))
    monkeypatch.setattr(billing, "check_buyer_details", lambda *_given: None)
    large = sell(shop, line(600, 7), state="27")
    scant = sell(shop, line(700, 7))
    assert gstr1(shop)["b2cl"] == []
    assert {problem.code for problem in problems(shop)} == {"rate_unknown"}
    take_gst_data(newer)
    try:
        (place,) = gstr1(shop)["b2cl"]
        (problem,) = problems(shop)
    finally:
        take_gst_data(None)
    assert place["inv"][0]["inum"] == large.bill_number
    assert (problem.code, problem.subject_name) == ("buyer_details", scant.bill_number)
    assert "₹700.00" in problem.words


def test_the_outlets_own_gstin_is_looked_at_first(open_shop_today: ShopAtHand) -> None:
    """The portal takes nothing from a GSTIN that is none."""
    shop = open_shop_today
    assert problems(shop) == []
    shop.set(gstin="23AABFS4821K1ZC", keep_gstin_as_typed=True)
    (problem,) = problems(shop)
    assert (problem.code, problem.must, problem.subject) == (
        "own_gstin", True, gst_returns.Subject.OUTLET,
    )  # fmt: skip
    assert "23AABFS4821K1ZB would" in problem.words


@pytest.mark.parametrize("state", ["96", "28"])
def test_a_place_that_no_return_can_name_is_told(open_shop_today: ShopAtHand, state: str) -> None:
    shop = open_shop_today
    sell(shop, line(100), state="27")
    abroad = sell(shop, line(100), state=state)
    (problem,) = problems(shop)
    assert (problem.code, problem.must, problem.subject_name) == (
        "place_unknown", True, abroad.bill_number,
    )  # fmt: skip


def test_only_what_is_taxed_asks_for_a_buyer(open_shop_today: ShopAtHand) -> None:
    """A bill of supply names no unregistered buyer; on a mixed bill the taxable part decides."""
    shop = open_shop_today
    sell(shop, line(60_000, 0, treatment=Treatment.EXEMPT))
    sell(shop, line(60_000, 0, treatment=Treatment.NIL), line(100))
    assert problems(shop) == []


def test_what_is_outside_gst_needs_an_hsn_too(open_shop_today: ShopAtHand) -> None:
    """It stands in table 12 as in table 8, and there no row may be without HSN."""
    shop = open_shop_today
    sell(shop, line(100, 0, treatment=Treatment.NON_GST, hsn="", description="Beer"))
    assert len(gstr1(shop)["hsn"]["hsn_b2c"]) == 1
    assert [problem.code for problem in problems(shop)] == ["hsn_missing"]


def test_six_digits_are_asked_for_above_five_crore(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    sell(shop, line(10))
    assert problems(shop) == []
    assert [problem.code for problem in problems(shop, hsn_digits=6)] == ["hsn_short"]


def test_an_hsn_given_to_the_item_later_mends_what_was_sold(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    with shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE item SET hsn = '' WHERE code = '1040'")
        work.commit()
    order = shop.ring_up("1040")
    pay = (billing.TenderInput(method=Method.CASH, amount=1_00_000),)
    billing.issue(shop.cashier, billing.IssueBill(order_id=order.order_id, tenders=pay))
    (problem,) = problems(shop)
    assert (problem.code, problem.subject) == ("hsn_missing", gst_returns.Subject.ITEM)
    with shop.store.work() as work:
        work.sql.exec_driver_sql("UPDATE item SET hsn = '1905' WHERE code = '1040'")
        work.commit()
    assert problems(shop) == []
    assert gstr1(shop)["hsn"]["hsn_b2c"][0]["hsn_sc"] == "1905"


# --- All tables agree --------------------------------------------------------------------------

_LINES = st.builds(
    LineInput,
    description=st.sampled_from(["Soap", "Rice", "Book"]),
    hsn=st.sampled_from(["3401", "1006", "490199", ""]),
    qty=st.integers(1, 5_000),
    unit=st.sampled_from(["NOS", "KGS", "BAG"]),
    unit_price=st.integers(1, 60_000_00),
    price_includes_tax=st.booleans(),
    gst_rate=st.sampled_from([0, 500, 1800, 4000]),
    cess_rate=st.sampled_from([0, 0, 1200]),
    treatment=st.sampled_from([Treatment.TAXABLE, Treatment.TAXABLE, *Treatment]),
    supply=st.sampled_from([*Supply]),
)
_BUYERS = st.sampled_from(
    [{}, {}, {"gstin": HERE}, {"gstin": ELSEWHERE}, {"state": "27"}, {"state": "24"}]
)


def stored(shop: ShopAtHand) -> dict[str, int]:
    """The sums of bills less notes, straight from the store."""
    names = (*_HEADS, "round_off", "total")
    sums = ", ".join(f"coalesce(sum({name}), 0)" for name in names)
    with shop.store.look() as look:
        sold = look.sql.exec_driver_sql(f"SELECT {sums} FROM bill").one()
        back = look.sql.exec_driver_sql(f"SELECT {sums} FROM credit_note WHERE is_gst = 1").one()
    return {name: a - b for name, a, b in zip(names, sold, back, strict=True)}


def of_rows(rows: Iterable[Any]) -> dict[str, int]:
    found = tuple(rows)
    return {name: sum(getattr(row, name) for row in found) for name in _HEADS}


def of_return(made: dict[str, Any]) -> dict[str, Decimal]:
    """Everything that the return says was supplied, by head."""
    taken = items_of(note for row in made["cdnr"] for note in row["nt"])
    taken += items_of(made["cdnur"])
    given_ = items_of(bill for row in made["b2b"] for bill in row["inv"])
    given_ += items_of(bill for row in made["b2cl"] for bill in row["inv"])
    given_ += made["b2cs"]
    untaxed = sum(row["nil_amt"] + row["expt_amt"] + row["ngsup_amt"] for row in made["nil"]["inv"])
    sums = {
        name: sum(item.get(name, 0) for item in given_) - sum(item.get(name, 0) for item in taken)
        for name in ("txval", "iamt", "camt", "samt", "csamt")
    }
    return sums | {"txval": sums["txval"] + untaxed}


def refuse_disagreement(shop: ShopAtHand) -> None:
    """Compare every table with the bills and with every other."""
    documents = stored(shop)
    heads = {name: documents[name] for name in _HEADS}
    report = reports.gst(shop.manager, reports.AskPeriod())
    assert of_rows(report.rows) == heads
    untaxed = report.nil + report.exempt + report.non_gst + report.not_charged
    assert of_rows(report.rates) == of_rows([report]) == heads | {"taxable": report.taxable}
    assert report.taxable + untaxed == heads["taxable"]
    assert (report.round_off, report.total) == (documents["round_off"], documents["total"])
    assert sum(row.total for row in report.documents) == documents["total"]
    hsn = reports.hsn(shop.manager, reports.AskPeriod())
    assert of_rows([*hsn.b2b, *hsn.b2c]) == heads
    made = gstr1(shop)
    in_rupees = {
        "txval": Decimal(heads["taxable"]) / 100,
        "iamt": Decimal(heads["igst"]) / 100,
        "camt": Decimal(heads["cgst"]) / 100,
        "samt": Decimal(heads["sgst"] + heads["utgst"]) / 100,
        "csamt": Decimal(heads["cess"]) / 100,
    }
    assert of_return(made) == in_rupees
    told = [bill["inum"] for table in ("b2b", "b2cl") for row in made[table] for bill in row["inv"]]
    assert len(told) == len(set(told)), "an invoice stands in one table, once"
    rows = [row for table in made["hsn"].values() for row in table]
    assert {name: sum(row[name] for row in rows) for name in in_rupees} == in_rupees


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.lists(_LINES, min_size=1, max_size=4),
            _BUYERS,
            st.sampled_from(["keep", "part", "all"]),
        ),
        max_size=3,
    )
)
def test_every_table_agrees_with_the_bills_and_with_the_others(
    open_shop_today: ShopAtHand, carts: list[tuple[list[LineInput], dict[str, str], str]]
) -> None:
    """Bills and notes pile up from example to example, and all of them are summed each time."""
    for lines, buyer, comes_back in carts:
        try:
            sold = sell(open_shop_today, *lines, **buyer)
        except Refused as refused:
            # A meal and goods for another State: two invoices, as the refusal says.
            if refused.code != "two_places":
                raise
            meals = [line for line in lines if line.supply is Supply.RESTAURANT]
            goods = [line for line in lines if line.supply is not Supply.RESTAURANT]
            for apart in (meals, goods):
                sell(open_shop_today, *apart, **buyer)
            continue
        if sold.totals.total > 0 and comes_back != "keep":
            parts = [(1, -(-lines[0].qty // 2))] if comes_back == "part" else []
            take_back(open_shop_today, sold, *parts)
    refuse_disagreement(open_shop_today)


@pytest.mark.tampers
def test_a_line_left_out_would_be_seen(open_shop_today: ShopAtHand) -> None:
    """The sabotage: a stored line says other than its bill."""
    shop = open_shop_today
    sell(shop, line(100), line(50))
    refuse_disagreement(shop)
    with shop.store.work() as work:
        work.sql.exec_driver_sql("DROP TRIGGER bill_line_no_delete")
        work.sql.exec_driver_sql("DELETE FROM bill_line WHERE line = 2")
        work.commit()
    with pytest.raises(AssertionError):
        refuse_disagreement(shop)
