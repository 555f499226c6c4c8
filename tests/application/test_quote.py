"""Pricing without storing, as a program asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from pos_desktop.application.lines import LineInput, described_line
from pos_desktop.application.quote import QuoteRequest, quote
from pos_desktop.application.wire import decode, encode
from pos_desktop.domain.errors import BadInput

SOAP = {"description": "Soap", "hsn": "3401", "qty": "1", "unit_price": "1000.00", "gst_rate": "5"}
MEAL = SOAP | {"supply": "restaurant"}


def ask(*lines: dict[str, Any], **changes: object) -> dict[str, Any]:
    """The answer in JSON to a request in JSON."""
    data = {"seller": {"state_code": "23"}, "lines": list(lines)} | changes
    answer: dict[str, Any] = encode(quote(decode(QuoteRequest, data)))
    return answer


def refusal(*lines: dict[str, Any], **changes: object) -> BadInput:
    with pytest.raises(BadInput) as refused:
        ask(*lines, **changes)
    return refused.value


def test_a_buyer_of_the_same_state_pays_cgst_and_sgst() -> None:
    """REQUIREMENTS R3.6: outlet 23, customer of 23, 5 %."""
    answer = ask(SOAP, customer={"state_code": "23"})
    assert answer["is_interstate"] is False
    assert answer["totals"] == {
        "discount": "0.00",
        "taxable": "1000.00",
        "cgst": "25.00",
        "sgst": "25.00",
        "utgst": "0.00",
        "igst": "0.00",
        "cess": "0.00",
        "round_off": "0.00",
        "total": "1050.00",
    }


def test_a_buyer_of_another_state_pays_igst() -> None:
    """REQUIREMENTS R3.6: outlet 23, customer of 27, 5 %."""
    answer = ask(SOAP, customer={"gstin": "27AABCU9603R1ZM"})
    assert (answer["is_interstate"], answer["place_of_supply"]) == (True, "27")
    assert answer["totals"]["igst"] == "50.00"
    assert answer["document"] == "tax_invoice"
    assert "Maharashtra" in answer["reason"]


def test_the_second_row_of_the_owners_history_is_rounded() -> None:
    """REQUIREMENTS R3.4: 850 + 42.50 → 893; and 892.50 where bills are not rounded."""
    meal = MEAL | {"unit_price": "850.00"}
    assert ask(meal)["totals"]["total"] == "893.00"
    assert ask(meal)["totals"]["round_off"] == "0.50"
    assert ask(meal, round_to_rupee=False)["totals"]["total"] == "892.50"


@pytest.mark.parametrize("nobody", [{}, {"customer": None}, {"customer": {}}])
def test_nobody_on_the_invoice_is_a_walk_in(nobody: dict[str, Any]) -> None:
    assert "over the counter" in ask(SOAP, **nobody)["reason"]


@pytest.mark.parametrize(
    ("registration", "treatment", "document"),
    [
        ("regular", "taxable", "tax_invoice"),
        ("regular", "nil", "bill_of_supply"),
        ("composition", "taxable", "bill_of_supply"),
        ("unregistered", "taxable", "plain_bill"),
    ],
)
def test_outlet_and_lines_decide_the_document(
    registration: str, treatment: str, document: str
) -> None:
    seller = {"state_code": "23", "registration": registration}
    answer = ask(SOAP | {"treatment": treatment}, seller=seller)
    assert answer["document"] == document
    assert (answer["totals"]["total"] == "1050.00") is (document == "tax_invoice")


def test_taxable_and_exempt_together_are_an_invoice_cum_bill_of_supply() -> None:
    answer = ask(SOAP, SOAP | {"treatment": "exempt", "gst_rate": "0"})
    assert answer["document"] == "invoice_cum_bill_of_supply"
    assert [line["total"] for line in answer["lines"]] == ["1050.00", "1000.00"]


def test_a_line_carries_every_part_of_its_figure() -> None:
    line = ask(
        SOAP | {"price_includes_tax": True, "discount": {"percent": "10"}},
        bill_discount={"amount": "100"},
    )["lines"][0]
    assert line == {
        "gross": "1000.00",
        "discount": "100.00",
        "bill_discount": "100.00",
        "taxable": "761.90",
        "cgst": "19.05",
        "sgst": "19.05",
        "utgst": "0.00",
        "igst": "0.00",
        "cess": "0.00",
        "total": "800.00",
    }


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"gstin": "27AABCU9603R1ZN", "state_code": "23"}, "customer.state_code", "state_conflict"),
        ({"gstin": "96AABCU9603R1ZN"}, "customer.gstin", "gstin_state"),
        ({"gstin": "27AABCU"}, "customer.gstin", "gstin_shape"),
        ({"state_code": "77"}, "customer.state_code", "unknown_state"),
    ],
)
def test_a_buyer_that_contradicts_itself_is_refused(
    changes: dict[str, str], field: str, code: str
) -> None:
    refused = refusal(SOAP, customer=changes)
    assert (refused.field, refused.code) == (field, code)


def test_a_space_beside_the_state_is_no_contradiction() -> None:
    customer = {"gstin": "27AABCU9603R1ZN", "state_code": " 27 "}
    assert ask(SOAP, customer=customer)["place_of_supply"] == "27"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"unit_price": None}, "lines[1].unit_price"),
        ({"unit_price": "-1"}, "lines[1].unit_price"),
        ({"gst_rate": None}, "lines[1].gst_rate"),
        ({"gst_rate": "100.01"}, "lines[1].gst_rate"),
        ({"qty": "0"}, "lines[1].qty"),
        ({"qty": "-1"}, "lines[1].qty"),
        ({"qty": "99999999"}, "lines[1].qty"),
        ({"cess_per_unit": "-1"}, "lines[1].cess_per_unit"),
        ({"discount": {"amount": "1000.01"}}, "lines[1].discount"),
        ({"discount": {"amount": "1", "percent": "1"}}, "lines[1].discount"),
        ({"description": "x" * 301}, "lines[1].description"),
        ({"hsn": "340111901"}, "lines[1].hsn"),
        ({"item": 1}, "lines[1].item"),
        ({"barcode": "890"}, "lines[1].barcode"),
    ],
)
def test_a_line_at_fault_is_named(line: dict[str, Any], field: str) -> None:
    assert refusal(SOAP, SOAP | line).field == field


def test_a_rate_beside_no_tax_is_not_carried_into_the_line() -> None:
    exempt = decode(LineInput, SOAP | {"treatment": "exempt", "gst_rate": "18"})
    assert described_line(exempt, number=1, path="").terms.gst_rate == 0


@pytest.mark.parametrize(("count", "code"), [(0, "no_lines"), (501, "too_many_lines")])
def test_a_cart_has_one_to_five_hundred_lines(count: int, code: str) -> None:
    refused = refusal(*[SOAP] * count)
    assert (refused.field, refused.code) == ("lines", code)


def test_a_bill_discount_beyond_the_bill_is_refused() -> None:
    assert refusal(SOAP, bill_discount={"amount": "1000.01"}).field == "bill_discount"


def test_an_unknown_seller_state_is_refused() -> None:
    assert refusal(SOAP, seller={"state_code": "77"}).field == "seller.state_code"


def test_a_composition_outlet_says_so_and_collects_nothing() -> None:
    answer = ask(SOAP, seller={"state_code": "23", "registration": "composition"})
    assert (answer["document"], answer["totals"]["total"]) == ("bill_of_supply", "1000.00")
    assert answer["declaration"] == (
        "Composition taxable person, not eligible to collect tax on supplies"
    )


def test_a_pack_is_taxed_on_its_printed_price_whatever_it_is_sold_for() -> None:
    """CGST Rule 31D: 40 % within 100 is 28.57, and stays so when 20 is taken off."""
    pack = SOAP | {
        "unit_price": "100.00",
        "price_includes_tax": True,
        "gst_rate": "40",
        "mrp": "100.00",
        "rsp_valued": True,
        "discount": {"amount": "20.00"},
    }
    totals = ask(pack)["totals"]
    assert (totals["cgst"], totals["sgst"], totals["taxable"]) == ("14.29", "14.29", "51.42")
    assert totals["total"] == "80.00"
    assert refusal({name: pack[name] for name in pack if name != "mrp"}).field == "lines[0].mrp"


@pytest.mark.parametrize(
    ("price", "customer", "needed"),
    [
        ("49999.99", {}, False),
        ("50000.00", {}, True),
        ("50000.00", {"gstin": "23AABCU9603R1ZV"}, False),
    ],
)
def test_a_large_sale_to_somebody_without_gstin_names_the_buyer(
    price: str, customer: dict[str, str], needed: bool
) -> None:
    answer = ask(SOAP | {"unit_price": price}, customer=customer)
    assert answer["buyer_details_needed"] is needed


def test_what_is_not_taxable_does_not_count_towards_naming_the_buyer() -> None:
    book = SOAP | {"unit_price": "60000.00", "treatment": "exempt"}
    assert ask(SOAP, book)["buyer_details_needed"] is False


def test_a_managers_decision_is_quoted_with_its_reason() -> None:
    decided = {"supply": "intra", "reason": "picked up here"}
    answer = ask(SOAP, customer={"gstin": "27AABCU9603R1ZM"}, override=decided)
    assert (answer["is_interstate"], answer["totals"]["cgst"]) == (False, "25.00")
    assert "picked up here" in answer["reason"]
    assert refusal(SOAP, override=decided | {"reason": " "}).field == "override.reason"


@pytest.mark.parametrize("code", ["04", "26", "31", "35", "38", "97"])
def test_a_territory_without_a_legislature_levies_utgst(code: str) -> None:
    totals = ask(SOAP, seller={"state_code": code})["totals"]
    assert (totals["cgst"], totals["utgst"], totals["sgst"]) == ("25.00", "25.00", "0.00")
