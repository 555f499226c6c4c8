"""Returns: what a credit note gives back, and what it moves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from pos_desktop.application import accounts, billing, bills, credit_notes, payments, printouts
from pos_desktop.application.credit_notes import IssuedNote, IssueNote, NoteNumber, PreviewNote
from pos_desktop.application.desk import Approval, Desk
from pos_desktop.application.lines import LineInput
from pos_desktop.application.returning import ReturnLine
from pos_desktop.application.shifts import CloseShift, OpenShift, close, open_shift
from pos_desktop.domain.credit_notes import RefundMethod
from pos_desktop.domain.errors import BadInput, Refused
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.measures import ONE
from pos_desktop.domain.outlet import Method
from pos_desktop.domain.refunds import RefundOffered
from tests.shop_at_hand import ShopAtHand

ASHA = billing.BuyerInput(name="Asha", phone="9876500001")
YES = Approval(user="manager", pin="2468", reason="Damaged")


@pytest.fixture
def open_(open_shop_today: ShopAtHand) -> ShopAtHand:
    return open_shop_today


def take_back(desk: Desk, number: str, *lines: ReturnLine, **more: Any) -> IssuedNote:
    given = {"reason": "Damaged", "all": not lines} | more
    return credit_notes.issue(desk, IssueNote(bill_number=number, lines=lines, **given))


def stock(shop: ShopAtHand, code: str) -> int:
    with shop.store.look() as look:
        query = f"SELECT stock FROM item WHERE code = '{code}'"
        return int(look.sql.exec_driver_sql(query).scalar_one())


def due(shop: ShopAtHand, number: str) -> int:
    return bills.get(shop.cashier, bills.BillNumber(bill_number=number)).due_now


def drawer(shop: ShopAtHand) -> dict[str, int]:
    with shop.store.look() as look:
        rows = look.sql.exec_driver_sql("SELECT kind, sum(amount) FROM cash_movement GROUP BY kind")
        return {row[0]: row[1] for row in rows}


def balance(shop: ShopAtHand, customer_id: int | None) -> int:
    assert customer_id is not None
    with shop.store.look() as look:
        customer = look.customers.get(1, customer_id)
    assert customer is not None
    return customer.balance


def test_a_cash_bill_comes_back_from_the_drawer_and_onto_the_shelf(open_: ShopAtHand) -> None:
    with open_.store.look() as look:
        codes = look.sql.exec_driver_sql("SELECT code FROM item WHERE is_active LIMIT 3")
        code = codes.scalars().first()
    before = stock(open_, code)
    sold = billing.issue(
        open_.cashier,
        billing.IssueBill(
            lines=(LineInput(item=code, qty=3 * ONE),),
            tenders=(billing.TenderInput(method=Method.CASH, amount=10_000_00),),
        ),
    )
    note = take_back(open_.manager, sold.bill_number, ReturnLine(line=1, qty=ONE))
    assert note.credit_note_number == "AC/25-26/000001"
    assert (note.approved_by, note.is_gst, note.reason) == (None, True, "Damaged")
    assert stock(open_, code) == before - 2 * ONE
    assert drawer(open_) == {"sale": sold.totals.total, "refund": -note.totals.total}
    rest = take_back(open_.manager, sold.bill_number)
    assert note.totals.total + rest.totals.total == sold.totals.total
    assert stock(open_, code) == before
    record = bills.get(open_.cashier, bills.BillNumber(bill_number=sold.bill_number))
    assert record.return_state == "all"
    assert record.returned == sold.totals.total
    assert [n.number for n in record.credit_notes] == ["AC/25-26/000001", "AC/25-26/000002"]
    (row,) = bills.search(open_.cashier, bills.SearchBills()).bills
    assert (row.return_state, row.returned) == ("all", sold.totals.total)


def test_goods_that_are_spoilt_do_not_go_back_on_the_shelf(open_: ShopAtHand) -> None:
    with open_.store.look() as look:
        code = look.sql.exec_driver_sql("SELECT code FROM item WHERE is_active").scalars().first()
    sold = billing.issue(
        open_.cashier,
        billing.IssueBill(
            lines=(LineInput(item=code),),
            tenders=(billing.TenderInput(method=Method.CASH, amount=10_000_00),),
        ),
    )
    left = stock(open_, code)
    take_back(open_.manager, sold.bill_number, ReturnLine(line=1, qty=ONE, restock=False))
    assert stock(open_, code) == left


def test_more_than_is_left_is_refused_by_line(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    with pytest.raises(BadInput) as fault:
        take_back(open_.manager, sold.bill_number, ReturnLine(line=1, qty=2 * ONE))
    assert (fault.value.code, fault.value.field) == ("more_than_left", "lines[0].qty")
    take_back(open_.manager, sold.bill_number)
    with pytest.raises(Refused) as refused:
        take_back(open_.manager, sold.bill_number)
    assert refused.value.code == "nothing_left"
    assert open_.count("credit_note") == 1


@pytest.mark.tampers
def test_a_counter_that_forgets_earlier_notes_is_found(
    open_: ShopAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: what was taken back before is not looked at."""
    from pos_desktop.domain.credit_notes import Earlier
    from pos_desktop.persistence.credit_notes import SqlCreditNotes

    sold = open_.sell("100.00", cash=100_00)
    take_back(open_.manager, sold.bill_number)
    monkeypatch.setattr(SqlCreditNotes, "earlier", lambda _self, _bill: Earlier())
    take_back(open_.manager, sold.bill_number)
    words = [f.words for f in open_.store.check(None, lambda _a, _d, _t: None).faults]
    assert any("its credit notes gave back ₹200.00" in said for said in words), words


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"reason": " "}, "missing_reason", "reason"),
        ({"bill_number": "B/25-26/000009"}, "unknown_bill", "bill_number"),
        ({"lines": (ReturnLine(line=7, qty=ONE),)}, "unknown_line", "lines[0].line"),
        ({"lines": (ReturnLine(line=1, qty=0),)}, "quantity", "lines[0].qty"),
        ({"lines": (), "all": False}, None, "lines"),
        ({"lines": (ReturnLine(line=1, qty=1), ReturnLine(line=1, qty=1))}, None, "lines"),
        (
            {"refund": (RefundOffered(method=RefundMethod.CASH, amount=1_00),)},
            "refund_differs",
            "refund",
        ),
        (
            {"refund": (RefundOffered(method=RefundMethod.ACCOUNT),)},
            "method_off",
            "refund[0].method",
        ),
        (
            {"refund": (RefundOffered(method=RefundMethod.EXCHANGE),)},
            "method_off",
            "refund[0].method",
        ),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    open_: ShopAtHand, change: dict[str, Any], code: str | None, field: str
) -> None:
    sold = open_.sell("100.00", cash=100_00)
    request = IssueNote(
        bill_number=sold.bill_number, lines=(ReturnLine(line=1, qty=ONE),), reason="Damaged"
    )
    with pytest.raises(BadInput) as fault:
        credit_notes.issue(open_.manager, replace(request, **change))
    assert (fault.value.field, fault.value.code) == (field, code or fault.value.code)
    assert open_.count("credit_note") == 0


def test_a_cashier_needs_another_persons_approval_in_place(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    with pytest.raises(Refused) as refused:
        take_back(open_.cashier, sold.bill_number)
    assert refused.value.code == "approval_needed"
    note = take_back(replace(open_.cashier, approval=YES), sold.bill_number)
    assert note.approved_by == open_.manager.signed_in.user_name
    assert note.cashier_name == open_.cashier.signed_in.user_name
    with open_.store.look() as look:
        query = "SELECT details FROM audit_entry WHERE action = 'credit_note.issued'"
        assert "Damaged" in look.sql.exec_driver_sql(query).scalar_one()


def test_a_manager_does_not_take_back_alone_what_they_sold(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00, desk=open_.manager)
    with pytest.raises(Refused) as refused:
        take_back(open_.manager, sold.bill_number)
    assert refused.value.code == "approval_needed"
    preview = credit_notes.preview(
        open_.manager, PreviewNote(bill_number=sold.bill_number, all=True)
    )
    assert preview.needs_approval
    alone = Approval(user="manager", pin="2468", reason="Mine")
    with pytest.raises(Refused) as refused:
        take_back(replace(open_.manager, approval=alone), sold.bill_number)
    assert refused.value.code == "approver_is_actor"
    boss = Approval(user="owner", pin="demo-owner", reason="Looked at it")
    assert take_back(replace(open_.manager, approval=boss), sold.bill_number).approved_by


def test_what_is_unpaid_comes_off_the_account_before_the_drawer(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=40_00, credit=60_00, customer=ASHA)
    preview = credit_notes.preview(
        open_.cashier, PreviewNote(bill_number=sold.bill_number, all=True)
    )
    assert [(r.method, r.amount) for r in preview.refund] == [("account", 60_00), ("cash", 40_00)]
    with pytest.raises(BadInput) as fault:
        take_back(
            open_.manager,
            sold.bill_number,
            refund=(RefundOffered(method=RefundMethod.CASH),),
        )
    assert fault.value.code == "due_comes_first"
    take_back(open_.manager, sold.bill_number)
    assert due(open_, sold.bill_number) == 0
    assert balance(open_, sold.customer_id) == 0
    assert drawer(open_) == {"sale": 40_00, "refund": -40_00}


def test_a_bill_paid_later_on_account_gives_an_advance_or_cash(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=40_00, credit=60_00, customer=ASHA)
    assert sold.customer_id is not None
    payments.receive_payment(
        open_.cashier, payments.ReceivePayment(customer_id=sold.customer_id, amount=50_00)
    )
    assert due(open_, sold.bill_number) == 10_00
    preview = credit_notes.preview(
        open_.cashier, PreviewNote(bill_number=sold.bill_number, all=True)
    )
    assert [(r.method, r.amount) for r in preview.refund] == [("account", 60_00), ("cash", 40_00)]
    note = take_back(
        open_.manager,
        sold.bill_number,
        refund=(
            RefundOffered(method=RefundMethod.ACCOUNT, amount=10_00),
            RefundOffered(method=RefundMethod.CASH),
        ),
    )
    assert balance(open_, sold.customer_id) == 0
    assert [(r.method, r.amount) for r in note.refund] == [("account", 10_00), ("cash", 90_00)]
    lines = accounts.statement(
        open_.cashier, accounts.StatementRequest(customer_id=sold.customer_id)
    ).lines
    assert (lines[-1].kind, lines[-1].document) == ("credit_note", note.credit_note_number)


def test_what_is_kept_on_the_account_pays_other_bills_first(open_: ShopAtHand) -> None:
    paid = open_.sell("100.00", cash=100_00, customer=ASHA)
    owing = open_.sell("70.00", credit=70_00, customer=ASHA)
    take_back(open_.manager, paid.bill_number, refund=(RefundOffered(method=RefundMethod.ACCOUNT),))
    assert due(open_, owing.bill_number) == 0
    assert balance(open_, paid.customer_id) == 30_00
    with open_.store.look() as look:
        customer = look.customers.get(1, paid.customer_id or 0)
    assert customer is not None
    assert (customer.total_orders, customer.total_spent) == (2, 70_00)


def test_an_unpaid_bill_without_a_customer_is_struck_off(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", credit=100_00, approval=YES)
    assert due(open_, sold.bill_number) == 100_00
    take_back(open_.manager, sold.bill_number)
    assert due(open_, sold.bill_number) == 0
    assert "refund" not in drawer(open_)


def test_money_is_not_kept_for_an_inactive_customer(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00, customer=ASHA)
    owing = open_.sell("100.00", credit=100_00, customer=ASHA)
    with open_.store.work() as work:
        work.sql.exec_driver_sql("UPDATE customer SET is_active = 0")
        work.commit()
    kept = (RefundOffered(method=RefundMethod.ACCOUNT),)
    with pytest.raises(BadInput) as fault:
        take_back(open_.manager, sold.bill_number, refund=kept)
    assert fault.value.code == "customer_inactive"
    take_back(open_.manager, sold.bill_number)
    take_back(open_.manager, owing.bill_number)
    assert balance(open_, owing.customer_id) == 0


def test_the_same_request_again_gives_the_first_note(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00)
    desk = replace(open_.manager, request_id="once")
    assert take_back(desk, sold.bill_number) == take_back(desk, sold.bill_number)
    assert open_.count("credit_note") == 1


def test_a_note_needs_an_open_shift(shop: ShopAtHand) -> None:
    shop.open_shift()
    sold = shop.sell("100.00", cash=100_00)
    close(shop.cashier, CloseShift(closing_cash=2100_00))
    with pytest.raises(Refused) as refused:
        take_back(shop.manager, sold.bill_number)
    assert refused.value.code == "no_open_shift"


@pytest.mark.parametrize(("day", "is_gst"), [((2026, 11, 30), True), ((2026, 12, 1), False)])
def test_tax_goes_back_until_30_november_after_the_bills_year(
    shop: ShopAtHand, day: tuple[int, int, int], is_gst: bool
) -> None:
    shop.open_shift()
    line = LineInput(description="Soap", unit_price=118_00, gst_rate=18_00, price_includes_tax=True)
    sold = billing.issue(
        shop.cashier,
        billing.IssueBill(
            lines=(line,), tenders=(billing.TenderInput(method=Method.CASH, amount=118_00),)
        ),
    )
    close(shop.cashier, CloseShift(closing_cash=2118_00))
    shop.clock.now = datetime(*day, 9, 0, tzinfo=UTC)
    open_shift(shop.cashier, OpenShift(opening_cash=2118_00))
    note = take_back(shop.manager, sold.bill_number)
    assert note.credit_note_number == "AC/26-27/000001"
    assert (note.is_gst, note.totals.total) == (is_gst, 118_00)
    assert note.totals.tax == (18_00 if is_gst else 0)
    text = rendered(shop, note)
    assert ("Commercial credit note, no GST adjustment" in text) is not is_gst


def rendered(shop: ShopAtHand, note: IssuedNote, columns: int = 48) -> str:
    told = printouts.render(
        shop.cashier,
        printouts.RenderPrintout(
            kind=printouts.PrintoutKind.CREDIT_NOTE,
            number=note.credit_note_number,
            columns=columns,
        ),
    )
    assert told.text is not None
    return told.text


def test_the_printout_says_what_rule_53_asks_for(open_: ShopAtHand) -> None:
    line = LineInput(
        description="Soap",
        hsn="3401",
        unit_price=118_00,
        gst_rate=18_00,
        price_includes_tax=True,
        qty=2 * ONE,
        discount=Discount(amount=6_00),
    )
    folder = open_.set_printer()
    sold = billing.issue(
        open_.cashier,
        billing.IssueBill(
            lines=(line,),
            tenders=(billing.TenderInput(method=Method.CASH, amount=230_00),),
            customer=replace(ASHA, gstin="27AAPFU0939F1ZV", company_name="Uttam Stores"),
        ),
    )
    before = open_.count("print_job")
    note = take_back(open_.manager, sold.bill_number, ReturnLine(line=1, qty=ONE))
    assert open_.count("print_job") == before + 2
    assert folder.exists()
    text = rendered(open_, note)
    for said in (
        "Credit note",
        note.credit_note_number,
        "18-02-2026",
        f"Bill {sold.bill_number}",
        "GSTIN: 27AAPFU0939F1ZV",
        "Uttam Stores",
        "Soap",
        "3401",
        "18%",
        "IGST",
        "17.54",
        "Reason: Damaged",
        "Refunded in cash",
        "115.00",
    ):
        assert said in text, (said, text)
    again = credit_notes.reprint(
        open_.cashier, NoteNumber(credit_note_number=note.credit_note_number)
    )
    assert again.copy == 1


def test_notes_are_found_by_number_bill_and_customer(open_: ShopAtHand) -> None:
    sold = open_.sell("100.00", cash=100_00, customer=ASHA)
    other = open_.sell("50.00", cash=50_00)
    note = take_back(open_.manager, sold.bill_number)
    take_back(open_.manager, other.bill_number)
    for q in (note.credit_note_number, sold.bill_number.lower(), "Asha", "9876500001"):
        found = credit_notes.search(open_.cashier, credit_notes.SearchNotes(q=q))
        assert [n.number for n in found.credit_notes] == [note.credit_note_number], q
    everything = credit_notes.search(open_.cashier, credit_notes.SearchNotes(limit=1))
    assert (everything.pagination.total, len(everything.credit_notes)) == (2, 1)
