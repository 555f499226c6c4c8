"""``pos-desktop call``: JSON both ways, errors with field and exit status."""

from __future__ import annotations

import io
import json

import pytest

from pos_desktop.cli.main import run

QUOTE = {
    "seller": {"state_code": "23", "registration": "regular"},
    "lines": [{"description": "Rice", "qty": "2", "unit_price": "100.00", "gst_rate": "5"}],
}
SALE = {
    "lines": [{"item": "1034", "qty": "2"}],
    "tenders": [{"method": "cash", "amount": "5000.00"}],
}


def test_a_quote_needs_no_shop_and_no_sign_in(capsys):
    assert run(["call", "billing.quote", json.dumps(QUOTE)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["totals"]["total"] == "210.00"
    assert (told["lines"][0]["cgst"], told["lines"][0]["sgst"]) == ("5.00", "5.00")
    assert (told["document"], told["is_interstate"]) == ("tax_invoice", False)


def test_the_list_names_every_use_case_with_its_fields(capsys):
    assert run(["call", "--list"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"billing.quote", "billing.issue", "accounts.balances", "shifts.close"} <= set(told)
    assert told["customers.search"]["fields"] == {"q": "text", "limit": "number, optional"}


def test_a_sale_from_opening_to_closing(call):
    assert call("shifts.open", {"opening_cash": "2000.00"})[0] == 0
    status, bill = call("billing.issue", SALE)
    assert status == 0
    assert bill["bill_number"].startswith("A/")
    assert bill["bill_number"].endswith("/000001")
    total = bill["totals"]["total"]
    status, closed = call("shifts.close", {"counts": {"500": 4}})
    assert (closed["cash_sales"], closed["opening_cash"]) == (total, "2000.00")
    assert closed["cash_variance"] == f"-{total}"


def test_the_same_request_id_makes_one_bill(call):
    call("shifts.open", {"opening_cash": "0.00"})
    first = call("billing.issue", SALE | {"request_id": "x-1"})
    second = call("billing.issue", SALE | {"request_id": "x-1"})
    other = call("billing.issue", SALE | {"request_id": "x-2"})
    assert first == second
    assert other[1]["bill_number"] != first[1]["bill_number"]


def test_the_receipt_is_rendered_as_text_and_as_bytes(call):
    call("shifts.open", {"opening_cash": "0.00"})
    number = call("billing.issue", SALE)[1]["bill_number"]
    render = {"kind": "bill", "number": number, "columns": 32}
    text = call("printouts.render", render)[1]
    assert number in text["text"]
    assert all(len(x) <= 32 for x in text["text"].splitlines())
    assert call("printouts.render", render | {"format": "escpos"})[1]["content_base64"]


@pytest.mark.parametrize(
    ("use_case", "document", "field"),
    [
        ("printouts.render", {"kind": "bill", "number": "A/1", "columns": 31}, "columns"),
        ("billing.issue", {"lines": [{"barcode": "4006381333931"}]}, "lines[0].barcode"),
        ("billing.issue", {"lines": [{"item": "1034", "qty": "0"}]}, "lines[0].qty"),
        ("billing.issue", {"lines": [{"item": "1034", "qty": "-1"}]}, "lines[0].qty"),
        ("billing.issue", {"lines": [{"item": "1034"}], "tenders": []}, "tenders"),
        (
            "billing.issue",
            SALE | {"tenders": [{"method": "cash", "amount": "ten"}]},
            "tenders[0].amount",
        ),
        ("customers.create", {"name": "A", "phone": "987654321"}, "phone"),
        ("customers.search", {"qq": "ab"}, "qq"),
        ("customers.search", {}, "q"),
        ("shifts.close", {"counts": {"3": 1}}, "counts.3"),
        ("orders.add_line", "[]", "input"),
        ("orders.add_line", "{", "input"),
    ],
)
def test_bad_input_names_the_field_and_saves_nothing(call, use_case, document, field):
    call("shifts.open", {"opening_cash": "0.00"})
    status, told = call(use_case, document)
    assert status == 2
    assert (told["error"]["kind"], told["error"]["field"]) == ("bad_input", field)
    assert call("bills.search", {})[1]["bills"] == []


def test_closing_and_selling_without_a_shift_say_how_to_open_one(call):
    for use_case, document in (("shifts.close", {"closing_cash": "1.00"}), ("billing.issue", SALE)):
        status, told = call(use_case, document)
        assert status == 2
        assert told["error"]["code"] == "no_open_shift"
        assert "Open one" in told["error"]["message"]


def test_a_wrong_pin_and_an_unknown_name_are_refused(call):
    assert call("bills.search", {}, pin="0000")[1]["error"]["code"] == "wrong_pin"
    assert call("bills.search", {}, user="nobody")[1]["error"]["field"] == "user"


def test_a_cashier_moves_cash_only_with_another_persons_approval(call):
    call("shifts.open", {"opening_cash": "500.00"})
    payout = {"amount": "100.00", "reason": "Tempo"}
    assert call("shifts.payout", payout)[1]["error"]["code"] == "approval_needed"
    approval = {"user": "manager", "pin": "2468", "reason": "Seen"}
    status, moved = call("shifts.payout", payout | {"approval": approval})
    assert (status, moved["approved_by"]) == (0, "Vikram Rao")
    own = {"user": "cashier", "pin": "1357", "reason": "Me"}
    refused = call("shifts.payout", payout | {"approval": own})[1]
    assert refused["error"]["code"] == "approver_is_actor"


def test_a_missing_shop_is_told_in_words_with_status_3(tmp_path, capsys):
    status = run(["call", "--shop", str(tmp_path / "none"), "users.list"])
    told = json.loads(capsys.readouterr().out)["error"]
    assert (status, told["kind"], told["code"]) == (3, "unavailable", "store_missing")
    assert not (tmp_path / "none").exists()


def test_lines_answer_each_line_and_go_on_after_an_error(demo_folder, capsys, monkeypatch):
    monkeypatch.setenv("POS_PIN", "1357")
    run(
        [
            "call",
            "--shop",
            str(demo_folder),
            "--user",
            "cashier",
            "shifts.open",
            '{"opening_cash": "0.00"}',
        ]
    )
    capsys.readouterr()
    documents = [json.dumps(SALE), '{"lines": []}', "", json.dumps(SALE)]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(documents) + "\n"))
    status = run(
        ["call", "--lines", "--shop", str(demo_folder), "--user", "cashier", "billing.issue", "-"]
    )
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 2
    assert [t.get("bill_number", "")[-6:] for t in told] == ["000001", "", "000002"]
    assert told[1]["error"]["field"] == "lines"


def test_the_common_options_may_stand_before_the_command(demo_folder, capsys, monkeypatch):
    monkeypatch.setenv("POS_PIN", "1357")
    before = ["--shop", str(demo_folder), "--user", "cashier", "call", "bills.search"]
    assert run(before) == 0
    assert json.loads(capsys.readouterr().out)["bills"] == []
