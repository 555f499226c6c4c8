"""Counts, closes, hand-overs, cash slips, corrections, Z reports: every rule without a screen."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos_desktop.application import (
    billing,
    credit_notes,
    customers,
    exchange,
    refund_vouchers,
    shift_reports,
    shifts,
    tender_corrections,
    variances,
    vouchers,
)
from pos_desktop.application.desk import Approval
from pos_desktop.application.printouts import PrintoutKind, RenderPrintout, render
from pos_desktop.domain.drawer import Slip
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.shifts import CashSums, DrawerCount
from tests.shop_at_hand import ShopAtHand

MANAGERS = Approval(user="manager", pin="2468", reason="Counted together")


def approved(shop: ShopAtHand) -> object:
    return replace(shop.cashier, approval=MANAGERS)


def move(shop: ShopAtHand, use_case: object, amount: int, **said: str) -> object:
    return use_case(shop.manager, shifts.MoveCash(amount=amount, reason="Because", **said))  # type: ignore[operator]


# --- expected cash ------------------------------------------------------------------------------

SIGNS = {
    "cash_sales": 1,
    "cash_collections": 1,
    "pay_ins": 1,
    "cash_refunds": -1,
    "cash_payouts": -1,
    "cash_drops": -1,
}


@pytest.mark.parametrize("terms", [c for n in range(7) for c in itertools.combinations(SIGNS, n)])
def test_every_term_counts_with_its_sign_alone_and_together(terms: tuple[str, ...]) -> None:
    amounts = {name: 100 * 3**at for at, name in enumerate(SIGNS)}
    sums = CashSums(**{name: amounts[name] for name in terms})
    drawer = DrawerCount(opening_cash=5_000_00, sums=sums, closing_cash=0)
    assert drawer.expected_cash == 5_000_00 + sum(SIGNS[name] * amounts[name] for name in terms)
    assert drawer.cash_variance == -drawer.expected_cash


def test_the_owners_figures(shop: ShopAtHand) -> None:
    """R3.8: 5,000 + 12,500 - 500 - 1,000 = 16,000; counted 15,850 is short of 150."""
    shop.open_shift(5_000_00)
    shop.sell("12500.00", cash=12_500_00)
    move(shop, shifts.payout, 1_000_00)
    move(shop, shifts.payout, 500_00)
    counted = shifts.count(shop.cashier, shifts.CountShift(closing_cash=15_850_00))
    assert (counted.expected_cash, counted.variance_words) == (16_000_00, "Short ₹150.00")
    closed = shifts.close(shop.cashier, shifts.CloseShift())
    assert (closed.closing_cash, closed.cash_variance) == (15_850_00, -150_00)
    assert closed.z_number == "AZ/25-26/000001"
    (row,) = shifts.history(shop.manager, shifts.ShiftHistory()).shifts
    assert (row.expected_cash, row.cash_variance, row.z_number) == (
        16_000_00,
        -150_00,
        closed.z_number,
    )


# --- the blind count ----------------------------------------------------------------------------


def test_nothing_is_told_before_a_count_is_handed_in(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    for use_case, request in (
        (shifts.counted, shifts.LastCount()),
        (variances.explain_variance, variances.ExplainVariance()),
        (variances.match, variances.MatchSlips(method=Method.UPI, slips=())),
    ):
        with pytest.raises(Refused) as refusal:
            use_case(shop.cashier, request)  # type: ignore[operator]
        assert refusal.value.code == "not_counted"


def test_one_recount_and_both_are_kept(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    first = shifts.count(shop.cashier, shifts.CountShift(closing_cash=1_990_00))
    assert first.may_recount
    second = shifts.count(shop.cashier, shifts.CountShift(counts={"500": 4}))
    assert (second.may_recount, second.cash_variance) == (False, 0)
    with pytest.raises(Refused) as refusal:
        shifts.count(shop.cashier, shifts.CountShift(closing_cash=1_995_00))
    assert refusal.value.code == "counted_twice"
    closed = shifts.close(shop.cashier, shifts.CloseShift())
    assert [(c.counted, c.variance) for c in closed.counts] == [
        (1_990_00, -10_00),
        (2_000_00, 0),
    ]


def test_nothing_is_sold_once_the_drawer_is_counted(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shifts.count(shop.cashier, shifts.CountShift(closing_cash=2_000_00))
    with pytest.raises(Refused) as refusal:
        shop.sell("10.00", cash=10_00)
    assert refusal.value.code == "shift_counted"


def test_guessing_the_expected_cash_takes_more_counts_than_there_are(
    open_shop_today: ShopAtHand,
) -> None:
    """A refusal tells that a count is far off: so the count behind it stands, and two are all."""
    shop = open_shop_today
    codes = []
    for guess in (100_00, 900_00, 1_700_00):
        with pytest.raises(Refused) as refusal:
            shifts.close(shop.cashier, shifts.CloseShift(closing_cash=guess))
        codes.append(refusal.value.code)
    assert codes == ["approval_needed", "approval_needed", "counted_twice"]
    assert shop.count("shift_count") == 2


def test_a_refusal_that_forgets_its_count_would_be_seen(
    open_shop_today: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: without the commit behind the refusal there are guesses without end."""
    monkeypatch.setattr("pos_desktop.application.closing.RefusedButNoted", Refused)
    for guess in (100_00, 900_00, 1_200_00):
        with pytest.raises(Refused):
            shifts.close(open_shop_today.cashier, shifts.CloseShift(closing_cash=guess))
    assert open_shop_today.count("shift_count") == 0


# --- variances ----------------------------------------------------------------------------------


def test_beyond_the_limit_a_manager_and_a_reason(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(variance_limit=100_00)
    short = shifts.CloseShift(closing_cash=1_850_00)
    with pytest.raises(Refused) as refusal:
        shifts.close(shop.cashier, short)
    assert refusal.value.code == "approval_needed"
    closed = shifts.close(approved(shop), short)  # type: ignore[arg-type]
    assert (closed.cash_variance, closed.approved_by) == (-150_00, "Vikram Rao")
    assert closed.reason == "Counted together"
    assert len(closed.counts) == 1
    assert shop.count("variance_posting") == 1


def test_a_manager_says_why(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set(variance_limit=0)
    with pytest.raises(Refused) as refusal:
        shifts.close(shop.manager, shifts.CloseShift(closing_cash=1_999_00))
    assert (refusal.value.code, refusal.value.field) == ("reason_needed", "reason")
    closed = shifts.close(shop.manager, shifts.CloseShift(reason="A coin fell"))
    assert closed.cash_variance == -1_00


def test_a_cashier_does_not_close_anothers_shift(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_000_00))
    shifts.open_shift(shop.manager, shifts.OpenShift(opening_cash=2_000_00))
    with pytest.raises(Refused) as refusal:
        shifts.count(shop.cashier, shifts.CountShift(closing_cash=2_000_00))
    assert refusal.value.code == "not_allowed"


def test_a_gap_at_the_opening_has_both_names(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_000_00))
    opened = shifts.open_shift(shop.manager, shifts.OpenShift(opening_cash=1_980_00))
    assert (opened.handover_gap, opened.left_by, opened.opened_by) == (
        -20_00,
        "Asha Patel",
        "Vikram Rao",
    )


def test_a_shift_left_open_overnight_is_pointed_out(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    ask = shifts.CurrentShift()
    now = shifts.current(shop.cashier, ask).shift
    assert now is not None
    assert not now.is_from_before
    shop.clock.forward(days=1)
    now = shifts.current(shop.cashier, ask).shift
    assert now is not None
    assert now.is_from_before


# --- hand-over ----------------------------------------------------------------------------------


def test_the_drawer_changes_hands_and_each_answers_for_their_part(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    shop.sell("100.00", cash=100_00)
    given = shifts.HandOverShift(closing_cash=2_090_00)
    with pytest.raises(Refused) as refusal:
        shifts.hand_over(shop.cashier, given)
    assert refusal.value.code == "approval_needed"
    handed = shifts.hand_over(approved(shop), given)  # type: ignore[arg-type]
    assert (handed.given_by, handed.taken_by) == ("Asha Patel", "Vikram Rao")
    assert shop.count("shift_close") == 0
    with pytest.raises(Refused):
        shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_085_00))
    shifts.close(shop.manager, shifts.CloseShift(closing_cash=2_085_00))
    people = shifts.trend(shop.manager, shifts.AskTrend()).people
    assert {p.user: p.net for p in people} == {"Asha Patel": -10_00, "Vikram Rao": -5_00}


# --- slips --------------------------------------------------------------------------------------


def test_every_move_is_a_numbered_printed_slip(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.set_printer()
    paid = move(shop, shifts.payout, 80_00, category="Tea and food", payee="Ramu")
    assert paid.slip_number == "AS/25-26/000001"  # type: ignore[attr-defined]
    shifts.no_sale(shop.manager, shifts.NoSale(reason="Change"))
    told = render(
        shop.cashier, RenderPrintout(kind=PrintoutKind.CASH_SLIP, number="AS/25-26/000001")
    ).text
    assert told is not None
    assert all(word in told for word in ("Payout", "Rs.80.00", "Ramu", "Tea and food"))
    with shop.store.look() as look:
        kinds = look.sql.exec_driver_sql("SELECT document, kind FROM print_job").all()
    assert [tuple(row) for row in kinds] == [
        ("cash_slip", "kick"),
        ("cash_slip", "original"),
    ] * 2


# --- corrections --------------------------------------------------------------------------------


def test_a_tender_is_corrected_in_pairs(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    bill = shop.sell("150.00", cash=150_00)
    request = tender_corrections.CorrectTender(
        bill_number=bill.bill_number,
        taken_from=Method.CASH,
        given_to=Method.UPI,
        reference="604912345678",
        reason="Paid by phone",
    )
    with pytest.raises(Refused) as refusal:
        tender_corrections.correct_tender(shop.cashier, request)
    assert refusal.value.code == "approval_needed"
    done = tender_corrections.correct_tender(shop.manager, request)
    assert [(t.method, t.amount) for t in done.tenders] == [(Method.UPI, 150_00)]
    with pytest.raises(BadInput):
        tender_corrections.correct_tender(shop.manager, request)
    x = shift_reports.x_report(shop.owner, shift_reports.AskXReport())
    assert x.expected_cash == 2_000_00
    assert [(t.method, t.amount) for t in x.figures.tenders] == [(Method.UPI, 150_00)]
    with shop.store.look() as look:
        pairs = look.sql.exec_driver_sql("SELECT method, amount FROM tender_correction").all()
    assert [tuple(pair) for pair in pairs] == [("cash", -150_00), ("upi", 150_00)]


def test_a_closed_shifts_tender_stays(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    bill = shop.sell("150.00", cash=150_00)
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_150_00))
    shop.open_shift()
    request = tender_corrections.CorrectTender(
        bill_number=bill.bill_number, taken_from=Method.CASH, given_to=Method.UPI, reason="Late"
    )
    with pytest.raises(Refused) as refusal:
        tender_corrections.correct_tender(shop.manager, request)
    assert refusal.value.code == "not_this_shift"


def test_slips_are_matched_by_reference(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    for rupees in ("100.00", "200.00", "300.00"):
        shop.sell(rupees, upi=int(rupees[:3]) * 100)
    shifts.count(shop.cashier, shifts.CountShift(closing_cash=2_000_00))
    slips = (Slip(amount=100_00), Slip(amount=250_00, reference="1"))
    found = variances.match(shop.cashier, variances.MatchSlips(method=Method.UPI, slips=slips))
    assert (found.recorded, found.counted, found.matched) == (600_00, 350_00, 1)
    assert [r.amount for r in found.without_slip] == [200_00, 300_00]
    assert [s.amount for s in found.without_record] == [250_00]


# --- reports ------------------------------------------------------------------------------------


def test_who_may_see_an_x_report(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    for desk in (shop.cashier, shop.manager):
        with pytest.raises(Refused):
            shift_reports.x_report(desk, shift_reports.AskXReport())
        with pytest.raises(Refused):
            render(desk, RenderPrintout(kind=PrintoutKind.X_REPORT))
        with pytest.raises(Refused):
            shift_reports.owner_slip(desk, shift_reports.AskOwnerSlip())


def test_a_z_report_is_printed_in_the_close_and_reprinted_marked(
    open_shop_today: ShopAtHand,
) -> None:
    shop = open_shop_today
    shop.set_printer()
    shop.sell("100.00", cash=105_00, gst_rate=500)
    closed = shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_100_00))
    with shop.store.look() as look:
        jobs = look.sql.exec_driver_sql(
            "SELECT kind, number FROM print_job WHERE document = 'z_report'"
        ).all()
    assert [tuple(job) for job in jobs] == [("original", closed.z_number)]
    copy = shift_reports.reprint(
        shop.manager,
        shift_reports.ReprintDrawer(
            kind=shift_reports.DrawerDocument.Z_REPORT, number=closed.z_number
        ),
    )
    assert copy.copy == 1
    text = render(
        shop.manager, RenderPrintout(kind=PrintoutKind.Z_REPORT, number=closed.z_number)
    ).text
    assert text is not None
    for said in ("Z REPORT", "5%", "Short ₹5.00".replace("₹", "Rs."), "Expected cash", "Proof "):
        assert said in text, said


def test_a_shift_without_sales_closes(open_shop_today: ShopAtHand) -> None:
    closed = shifts.close(open_shop_today.cashier, shifts.CloseShift(closing_cash=2_000_00))
    assert closed.variance_words == "Exact"
    report = shift_reports.z_report(
        open_shop_today.manager, shift_reports.ZReportNumber(number=closed.z_number)
    )
    assert report.figures.bills == 0


def test_the_owners_slip_has_all_shifts_of_the_day(open_shop_today: ShopAtHand) -> None:
    shop = open_shop_today
    shop.sell("100.00", cash=100_00)
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_100_00))
    shop.open_shift(2_100_00)
    shop.sell("50.00", upi=50_00)
    day = shift_reports.owner_slip(shop.owner, shift_reports.AskOwnerSlip())
    assert day.figures.total == 150_00
    assert [(s.number, s.closing_cash) for s in day.shifts] == [(1, 2_100_00), (2, None)]
    text = render(shop.owner, RenderPrintout(kind=PrintoutKind.OWNER_SLIP)).text
    assert text is not None
    assert "still open" in text


def test_held_orders_survive_a_close_and_are_listed(open_shop_today: ShopAtHand) -> None:
    from pos_desktop.application import orders

    shop = open_shop_today
    order = shop.ring_up("1034")
    orders.hold(shop.cashier, orders.HoldOrder(order_id=order.order_id))
    closed = shifts.close(shop.cashier, shifts.CloseShift(closing_cash=2_000_00))
    assert closed.held_orders == (order.order_number,)
    shop.open_shift()
    assert orders.list_orders(shop.cashier, orders.ListOrders()).orders


def test_history_is_filtered_and_exported(open_shop_today: ShopAtHand) -> None:
    from pos_desktop.domain.shifts import Outcome

    shop = open_shop_today
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=1_990_00))
    shop.open_shift(1_990_00)
    shifts.close(shop.cashier, shifts.CloseShift(closing_cash=1_990_00))
    short = shifts.history(shop.manager, shifts.ShiftHistory(outcome=Outcome.SHORT))
    assert [s.number for s in short.shifts] == [1]
    csv = shifts.export_history(shop.manager, shifts.ExportHistory())
    assert csv.rows == 2
    assert "AZ/25-26/000002" in csv.text


DAY = st.lists(
    st.tuples(
        st.sampled_from(
            ["cash", "upi", "pay_in", "payout", "drop", "correct", "back", "swap", "kept", "undone"]
        ),
        st.integers(1, 900),
    ),
    max_size=8,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=DAY)
def test_any_day_keeps_the_drawer_and_x_becomes_z(
    day: list[tuple[str, int]], shop_of_the_day: ShopAtHand
) -> None:
    shop = shop_of_the_day
    shop.open_shift(100_000_00)
    drawer = 100_000_00
    for what, rupees in day:
        amount = rupees * 100
        if what in ("cash", "upi", "correct"):
            cash = what != "upi"
            bill = shop.sell(f"{rupees}.00", cash=amount if cash else 0, upi=0 if cash else amount)
            drawer += amount if what == "cash" else 0
            if what == "correct":
                tender_corrections.correct_tender(
                    shop.manager,
                    tender_corrections.CorrectTender(
                        bill_number=bill.bill_number,
                        taken_from=Method.CASH,
                        given_to=Method.CARD if rupees % 2 else Method.UPI,
                        reason="Wrong",
                    ),
                )
            continue
        if what in ("back", "swap", "kept", "undone"):
            drawer += _on_account_or_back(shop, what, amount)
            continue
        use_case = {
            "pay_in": shifts.pay_in,
            "payout": shifts.payout,
            "drop": shifts.cash_drop,
        }[what]
        move(shop, use_case, amount)
        drawer += amount if what == "pay_in" else -amount
    x = shift_reports.x_report(shop.owner, shift_reports.AskXReport())
    assert x.expected_cash == drawer
    refunded = sum(line.amount for line in x.figures.refunds if line.method == "cash")
    taken_back = sum(line.amount for line in x.figures.taken_back if line.method is Method.CASH)
    assert x.figures.by_method(Method.CASH) == x.figures.cash.cash_sales
    assert refunded + taken_back == x.figures.cash.cash_refunds
    closed = shifts.close(shop.cashier, shifts.CloseShift(closing_cash=drawer))
    assert closed.cash_variance == 0
    z = shift_reports.z_report(shop.manager, shift_reports.ZReportNumber(number=closed.z_number))
    assert replace(z, number="", closing=None, until=x.until, made_by=x.made_by) == x


def _on_account_or_back(shop: ShopAtHand, what: str, amount: int) -> int:
    """Something that moves cash by way of an account or a return; tells how far it should."""
    if what in ("back", "swap"):
        bill = shop.sell(f"{amount // 100}.00", cash=amount)
        wrong = tender_corrections.CorrectTender(
            bill_number=bill.bill_number,
            taken_from=Method.CASH,
            given_to=Method.UPI,
            reason="Wrong",
        )
        if what == "back":
            tender_corrections.correct_tender(shop.manager, wrong)
            note = credit_notes.IssueNote(bill_number=bill.bill_number, all=True, reason="Broken")
            credit_notes.issue(shop.manager, note)
            return 0
        line = billing.LineInput(description="Other", unit_price=2 * amount, gst_rate=0)
        rest = billing.TenderInput(method=Method.CASH, amount=amount)
        sale = billing.IssueBill(lines=(line,), tenders=(rest,))
        swap = exchange.ExchangeGoods(
            bill_number=bill.bill_number, all=True, reason="Size", sale=sale
        )
        exchange.exchange(shop.manager, swap)
        return 2 * amount
    who = customers.create(shop.manager, customers.CustomerInput(name="Anita")).id
    if what == "kept":
        line = billing.LineInput(description="Thing", unit_price=amount, gst_rate=0)
        given = billing.TenderInput(method=Method.CASH, amount=amount + 500)
        billing.issue(
            shop.cashier,
            billing.IssueBill(
                lines=(line,),
                tenders=(given,),
                customer=billing.BuyerInput(id=who),
                keep_change=True,
            ),
        )
        return amount + 500
    dinner = vouchers.ReceiveAdvance(
        customer_id=who, amount=amount, tax_class="REST5", description="Dinner"
    )
    number = vouchers.receive_advance(shop.cashier, dinner).voucher_number
    back = refund_vouchers.RefundAdvance(voucher_number=number, reason="Wrong")
    refund_vouchers.refund_advance(shop.manager, back)
    return 0


@pytest.fixture
def shop_of_the_day(shop: ShopAtHand) -> ShopAtHand:
    """One shop for all examples: each opens and closes a shift of its own."""
    shop.set(card_enabled=True)
    return shop
