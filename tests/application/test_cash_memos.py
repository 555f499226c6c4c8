"""Small sales without an invoice of their own, and the day's one invoice for them (Rule 46)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import (
    bills,
    consolidating,
    credit_notes,
    exchange,
    gst_returns,
    orders,
    outlet,
    reports,
    shifts,
)
from pos_desktop.application.billing import BuyerInput, IssueBill, IssuedBill, TenderInput, issue
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.order_gst import SetGst, set_gst
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.domain.cash_memos import ConsolidatedInvoice
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Treatment
from pos_desktop.domain.gst_data import packaged_text, parse_gst_data, take_gst_data
from pos_desktop.domain.outlet import Method, Registration, Terminal
from pos_desktop.persistence.supply_sources import SUMS
from tests.shop_at_hand import ShopAtHand

FIRST = "AM/25-26/000001"


@pytest.fixture
def open_(open_shop_today: ShopAtHand) -> ShopAtHand:
    open_shop_today.set(cash_memos=True)
    return open_shop_today


def sell(
    shop: ShopAtHand,
    rupees: int = 100,
    *,
    desk: Desk | None = None,
    rate: int = 1800,
    treatment: Treatment = Treatment.TAXABLE,
    hsn: str = "1905",
    name: str = "Rusk",
    **more: Any,
) -> IssuedBill:
    """A thing with tax on top of its price, for cash."""
    line = LineInput(
        description=name, unit_price=rupees * 100, gst_rate=rate, hsn=hsn, treatment=treatment
    )
    cash = TenderInput(method=Method.CASH, amount=1000_00)
    return issue(desk or shop.cashier, IssueBill(lines=(line,), tenders=(cash,), **more))


def counter_two(shop: ShopAtHand) -> Desk:
    """The cashier at a second terminal, with a shift open there."""
    with shop.store.work() as work:
        there = Terminal(id=0, uuid=shop.desk.new_uuid(), outlet_id=1, code="B2", name="Two")
        there = replace(there, id=work.people.add_terminal(there))
        work.commit()
    desk = replace(shop.cashier, session=replace(shop.cashier.signed_in, terminal=there))
    shifts.open_shift(desk, shifts.OpenShift(opening_cash=0))
    return desk


def close(shop: ShopAtHand) -> shifts.ShiftClosed:
    shop.set(variance_limit=100_000_00)
    return shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_000_00))


def invoice(shop: ShopAtHand, number: str) -> ConsolidatedInvoice:
    with shop.store.look() as look:
        found = look.consolidated.by_number(1, number)
    assert found is not None
    return found


def listed(shop: ShopAtHand) -> consolidating.ConsolidatedList:
    return consolidating.list_consolidated(shop.manager, consolidating.AskConsolidated())


def text_of(shop: ShopAtHand, kind: PrintoutKind, number: str) -> str:
    return render(shop.owner, RenderPrintout(kind=kind, number=number, columns=42)).text or ""


def test_a_small_sale_is_a_cash_memo_of_its_own_series(open_: ShopAtHand) -> None:
    memo, bill = sell(open_), sell(open_, 200)
    assert (memo.bill_number, memo.document) == (FIRST, "cash_memo")
    assert (bill.bill_number, bill.document) == ("A/25-26/000001", "tax_invoice")
    assert (memo.totals.taxable, memo.totals.cgst, memo.totals.sgst) == (100_00, 9_00, 9_00)
    text = text_of(open_, PrintoutKind.BILL, FIRST)
    assert "Cash Memo" in text
    assert "Tax Invoice" not in text
    assert "ORIGINAL FOR RECIPIENT" not in text
    assert "Ask before the day is closed" in text


def test_off_by_itself_every_sale_has_its_invoice(open_shop_today: ShopAtHand) -> None:
    assert sell(open_shop_today).document == "tax_invoice"
    assert not outlet.get(open_shop_today.owner, outlet.GetOutlet()).cash_memos


@pytest.mark.parametrize(
    ("given", "document"),
    [
        ({"rupees": 169}, "cash_memo"),  # 199.42, 199 rounded
        ({"rupees": 170}, "tax_invoice"),  # 200.60
        ({"rupees": 200, "rate": 0}, "tax_invoice"),
        ({"invoice_asked": True}, "tax_invoice"),
        ({"treatment": Treatment.EXEMPT, "rate": 0}, "bill_of_supply"),
        ({"customer": BuyerInput(name="Anita", phone="9876543210")}, "cash_memo"),
        ({"customer": BuyerInput(name="Anita", gst_state_code="23")}, "tax_invoice"),
        ({"customer": BuyerInput(name="Anita", gst_state_code="27")}, "tax_invoice"),
        ({"customer": BuyerInput(name="Firm", gstin="23AABFS4821K1ZB")}, "tax_invoice"),
    ],
)
def test_which_sale_needs_no_invoice_of_its_own(
    open_: ShopAtHand, given: dict[str, Any], document: str
) -> None:
    assert sell(open_, **given).document == document


def test_a_basket_of_taxable_and_exempt_keeps_its_own_document(open_: ShopAtHand) -> None:
    lines = (
        LineInput(description="Rusk", unit_price=50_00, gst_rate=500),
        LineInput(description="Milk", unit_price=50_00, gst_rate=0, treatment=Treatment.EXEMPT),
    )
    cash = TenderInput(method=Method.CASH, amount=500_00)
    sold = issue(open_.cashier, IssueBill(lines=lines, tenders=(cash,)))
    assert sold.document == "invoice_cum_bill_of_supply"


def test_a_name_put_on_the_invoice_asks_for_one(open_: ShopAtHand) -> None:
    order = open_.ring_up("1150")
    assert order.can_be_memo
    set_gst(
        open_.cashier,
        SetGst(order_id=order.order_id, customer_name="Anita", customer_gst_state_code="23"),
    )
    assert not orders.get(open_.cashier, orders.OrderId(order_id=order.order_id)).can_be_memo


def test_the_threshold_is_that_of_the_bills_date(open_: ShopAtHand) -> None:
    changed = packaged_text().replace(
        '"amount": "200.00"}]', '"amount": "200.00"}, {"from": "2026-02-18", "amount": "100.00"}]'
    )
    newer = parse_gst_data(changed)
    try:
        take_gst_data(replace(newer, version=date(2099, 1, 1)))
        assert sell(open_, 90).document == "tax_invoice"
        assert sell(open_, 80).document == "cash_memo"
    finally:
        take_gst_data(None)


@pytest.mark.parametrize("registration", [Registration.COMPOSITION, Registration.UNREGISTERED])
def test_only_a_regular_outlet_has_cash_memos(
    open_shop_today: ShopAtHand, registration: Registration
) -> None:
    shop = open_shop_today
    with pytest.raises(BadInput) as refused:
        shop.set(registration=registration, cash_memos=True)
    assert refused.value.field == "cash_memos"


def test_the_close_issues_one_invoice_that_is_the_sum_of_its_memos(open_: ShopAtHand) -> None:
    memos = [
        sell(open_, 100),
        sell(open_, 33, rate=500, hsn="0402", name="Ghee"),
        sell(open_, 47, name="Toast"),
    ]
    sell(open_, 500)
    close(open_)
    made = invoice(open_, "A/25-26/000002")
    assert (made.first_memo, made.last_memo, made.memos) == (FIRST, "AM/25-26/000003", 3)
    for name in SUMS:
        assert getattr(made.sums, name) == sum(getattr(m.totals, name) for m in memos), name
    assert made.total == sum(m.totals.total for m in memos)
    assert made.round_off == sum(m.totals.round_off for m in memos)
    told = [(line.hsn, line.gst_rate, line.description, line.qty) for line in made.lines]
    assert told == [("0402", 500, "Ghee", 1000), ("1905", 1800, "Rusk + 1", 2000)]
    assert made.day == date(2026, 2, 18)


def test_a_close_without_memos_issues_nothing(open_: ShopAtHand) -> None:
    sell(open_, 500)
    close(open_)
    assert listed(open_).invoices == ()


def test_each_memo_is_in_one_of_them_when_a_day_has_two_shifts(open_: ShopAtHand) -> None:
    sell(open_)
    close(open_)
    open_.open_shift(2_000_00)
    sell(open_)
    sell(open_)
    close(open_)
    found = listed(open_).invoices
    assert [(one.number, one.first_memo, one.memos) for one in found] == [
        ("A/25-26/000002", "AM/25-26/000002", 2),
        ("A/25-26/000001", "AM/25-26/000001", 1),
    ]
    assert open_.count("consolidated_memo") == 3


def test_a_shift_over_midnight_has_an_invoice_for_each_date(open_: ShopAtHand) -> None:
    sell(open_)
    open_.clock.forward(hours=9.5)  # 00:30 of the 19th
    sell(open_)
    close(open_)
    found = listed(open_).invoices
    assert [(one.day.day, one.memos) for one in found] == [(19, 1), (18, 1)]


def test_a_year_that_ended_at_midnight_begins_a_new_series(open_: ShopAtHand) -> None:
    """The memos of 31 March are the old year's, their invoice of 1 April is the new one's."""
    close(open_)
    open_.clock.forward(days=41, hours=8)  # 31 March, 23:00
    open_.open_shift(2_000_00)
    assert sell(open_).bill_number == FIRST
    open_.clock.forward(hours=2)
    close(open_)
    assert [one.number for one in listed(open_).invoices] == ["A/26-27/000001"]


def test_switching_it_off_leaves_no_memo_behind(open_: ShopAtHand) -> None:
    sell(open_)
    open_.set(cash_memos=False)
    close(open_)
    assert [one.memos for one in listed(open_).invoices] == [1]


def test_days_left_open_get_theirs_from_the_next_day_on(open_: ShopAtHand) -> None:
    sell(open_)
    request = consolidating.IssueConsolidated()
    with pytest.raises(Refused) as early:
        consolidating.issue_consolidated(open_.manager, request)
    assert early.value.code == "no_open_memos"
    open_.clock.forward(days=1)
    sell(open_)
    assert listed(open_).left_open == 1
    with pytest.raises(Refused) as nobody:
        consolidating.issue_consolidated(open_.cashier, request)
    assert nobody.value.code == "not_allowed"
    (made,) = consolidating.issue_consolidated(open_.manager, request).invoices
    assert (made.day, made.memos, listed(open_).left_open) == (date(2026, 2, 18), 1, 0)
    close(open_)
    assert [one.day.day for one in listed(open_).invoices] == [19, 18]


def test_a_close_leaves_the_memos_of_other_terminals_open(open_: ShopAtHand) -> None:
    """Each terminal's day is its own; what one left open another can issue the next day."""
    there = counter_two(open_)
    sell(open_)
    assert sell(open_, desk=there).bill_number == "B2M/25-26/000001"
    close(open_)
    open_.clock.forward(days=1)
    assert listed(open_).left_open == 1
    request = consolidating.IssueConsolidated()
    (made,) = consolidating.issue_consolidated(open_.manager, request).invoices
    assert (made.number, made.first_memo) == ("A/25-26/000002", "B2M/25-26/000001")
    sell(open_, desk=there)
    open_.set(variance_limit=100_000_00)
    shifts.close(there, shifts.CloseShift(closing_cash=0))
    assert [one.number for one in listed(open_).invoices] == [
        "B2/25-26/000001", "A/25-26/000002", "A/25-26/000001",
    ]  # fmt: skip
    assert listed(open_).left_open == 0


def test_a_close_that_is_refused_issues_nothing(open_: ShopAtHand) -> None:
    sell(open_)
    with pytest.raises(Refused):
        shifts.close(open_.cashier, shifts.CloseShift(closing_cash=99_000_00))
    assert open_.count("consolidated_invoice") == 0
    boss = Approval(user="manager", pin="2468", reason="A note was stuck")
    shifts.close(replace(open_.cashier, approval=boss), shifts.CloseShift())
    assert [one.number for one in listed(open_).invoices] == ["A/25-26/000001"]


def test_a_return_before_and_after_names_what_there_is(open_: ShopAtHand) -> None:
    """The invoice says what was sold; both notes stand beside it in the return."""
    for _ in range(2):
        sell(open_)

    def take_back(number: str) -> str:
        request = credit_notes.IssueNote(bill_number=number, all=True, reason="Stale")
        return credit_notes.issue(open_.manager, request).credit_note_number

    before = take_back(FIRST)
    open_.clock.forward(minutes=5)
    close(open_)
    assert invoice(open_, "A/25-26/000001").total == 236_00
    open_.open_shift(2_000_00)
    open_.clock.forward(minutes=5)
    after = take_back("AM/25-26/000002")
    early, late = (text_of(open_, PrintoutKind.CREDIT_NOTE, n) for n in (before, after))
    assert f"Cash memo {FIRST}" in early
    assert "Consolidated invoice" not in early
    assert "Cash memo AM/25-26/000002" in late
    assert "Consolidated invoice" in late
    assert "A/25-26/000001" in late
    assert after in late


def test_a_memo_is_made_a_gst_bill_of_a_business(open_: ShopAtHand) -> None:
    sell(open_)
    made = exchange.make_gst_bill(
        open_.owner,
        exchange.MakeGstBill(
            bill_number=FIRST, customer_gstin="23AABFS4821K1ZB", customer_company_name="Sharma"
        ),
    )
    assert made.bill.document == "tax_invoice"
    assert made.bill.bill_number == "A/25-26/000001"


def test_the_return_sums_the_memos_and_lists_the_invoices(open_: ShopAtHand) -> None:
    """B2CS sums the same stored rows; table 13 has the invoices in nature 1, no memo."""
    sell(open_)
    sell(open_, 33, rate=500)
    sell(open_, 500)
    close(open_)
    made = gst_returns.gstr1(open_.manager, gst_returns.AskReturn(period="2026-02"))
    assert [(str(row["rt"]), str(row["txval"])) for row in made.b2cs] == [
        ("5", "33.00"),
        ("18", "600.00"),
    ]
    (bills_told,) = made.doc_issue["doc_det"]
    (docs,) = bills_told["docs"]
    assert (bills_told["doc_num"], docs["from"], docs["to"], docs["net_issue"]) == (
        1, "A/25-26/000001", "A/25-26/000002", 2,
    )  # fmt: skip
    period = reports.AskPeriod(first=date(2026, 2, 1), last=date(2026, 2, 28))
    series = reports.documents(open_.manager, period).series
    assert [(row.kind, row.net) for row in series] == [("bill", 2)]
    summary = reports.gst(open_.manager, period)
    told = {row.document: (row.count, row.total) for row in summary.documents}
    assert told == {"cash_memo": (2, 153_00), "tax_invoice": (1, 590_00)}
    assert sum(row.taxable for row in summary.rates) == 633_00
    hsn = reports.hsn(open_.manager, period)
    assert sum(row.taxable for row in hsn.b2c) == 633_00
    problems = gst_returns.gstr1_problems(open_.manager, gst_returns.AskProblems(period="2026-02"))
    assert "numbers_missing" not in [problem.code for problem in problems.problems]


def test_memos_are_found_by_number_and_counted_among_the_bills(open_: ShopAtHand) -> None:
    sell(open_)
    sell(open_, 500)
    close(open_)
    whole = bills.search(open_.cashier, bills.SearchBills())
    assert whole.pagination.total == len(whole.bills) == 2
    typed = bills.search(open_.cashier, bills.SearchBills(q="1"))
    assert {row.bill_number for row in typed.bills} == {FIRST, "A/25-26/000001"}


def test_the_z_report_counts_memos_and_names_the_invoice(open_: ShopAtHand) -> None:
    sell(open_)
    closed = close(open_)
    text = text_of(open_, PrintoutKind.Z_REPORT, closed.z_number)
    assert "Cash memos" in text
    assert "A/25-26/000001" in text


def test_the_invoice_says_what_the_rule_asks_and_a_copy_says_that_it_is_one(
    open_: ShopAtHand,
) -> None:
    open_.set_printer()
    sell(open_)
    sell(open_, 33, rate=500)
    close(open_)
    number = "A/25-26/000001"
    text = text_of(open_, PrintoutKind.CONSOLIDATED_INVOICE, number)
    for words in (
        "Tax Invoice",
        "Consolidated, for the small sales of a day",
        "GSTIN: 23AABFS4821K1ZB",
        f"No. {number}",
        "18-02-2026",
        "Cash memos (2)",
        FIRST,
        "AM/25-26/000002",
        "unregistered",
        "Place of supply: Madhya Pradesh (23)",
        "1905",
        "Taxable value",
        "133.00",
        "CGST",
        "9.83",
        "TOTAL",
        "153.00",
        "Tax on reverse charge: No",
        "Proof ",
    ):
        assert words in text, words
    told = consolidating.reprint(open_.manager, consolidating.ConsolidatedNumber(number=number))
    assert told.copy == 1
    with open_.store.look() as look:
        jobs = look.sql.exec_driver_sql(
            "SELECT kind FROM print_job WHERE document = 'consolidated_invoice' ORDER BY id"
        ).scalars()
        assert list(jobs) == ["original", "reprint"]
    with pytest.raises(BadInput) as unknown:
        text_of(open_, PrintoutKind.CONSOLIDATED_INVOICE, "A/25-26/000099")
    assert unknown.value.field == "number"


def test_the_cashier_sees_no_list_of_them(open_: ShopAtHand) -> None:
    with pytest.raises(Refused):
        consolidating.list_consolidated(open_.cashier, consolidating.AskConsolidated())
    bad = consolidating.AskConsolidated(first=date(2026, 3, 1), last=date(2026, 2, 1))
    with pytest.raises(BadInput) as turned:
        consolidating.list_consolidated(open_.manager, bad)
    assert turned.value.field == "to"
