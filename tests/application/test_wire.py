"""JSON at the edge: what comes in is read exactly or refused by name."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, field

from pos_desktop import application
from pos_desktop.application.lines import LineInput
from pos_desktop.application.quote import QuoteRequest
from pos_desktop.application.wire import decode, describe, encode
from pos_desktop.domain.errors import BadInput
from pos_desktop.domain.gst import Discount
from pos_desktop.domain.measures import Milli
from pos_desktop.domain.money import MOST_PAISE, Paise


class Period(Struct, frozen=True, kw_only=True):
    """A request with fields that Python would not let be named so."""

    first: date | None = field(default=None, name="from")
    limit: int = 20


class Counted(Struct, frozen=True, kw_only=True):
    """A request with a money amount, a quantity and a count by name."""

    amount: Paise
    qty: Milli | None = None
    counts: dict[str, int] | None = None


def read(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def refusal(cls: type, data: object) -> BadInput:
    with pytest.raises(BadInput) as refused:
        decode(cls, data)
    return refused.value


def quote_json(**line: object) -> dict[str, Any]:
    good = {"unit_price": "10.00", "gst_rate": "5"}
    return {"seller": {"state_code": "23"}, "lines": [good, good, good | line]}


def test_an_unknown_field_is_refused_with_the_nearest_known() -> None:
    refused = refusal(QuoteRequest, quote_json(unit_prise="10.00"))
    assert refused.field == "lines[2].unit_prise"
    assert refused.code == "unknown_field"
    assert "Did you mean “unit_price”?" in refused.message


def test_an_unknown_field_like_no_other_is_told_what_is_known() -> None:
    refused = refusal(Period, {"xyz": 1})
    assert refused.message == "There is no field “xyz” here. Known: from, limit."


def test_a_missing_field_is_named() -> None:
    refused = refusal(QuoteRequest, {"seller": {}, "lines": []})
    assert (refused.field, refused.code) == ("seller.state_code", "missing_field")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ({"qty": "two"}, "lines[2].qty"),
        ({"qty": None}, "lines[2].qty"),
        ({"qty": True}, "lines[2].qty"),
        ({"qty": [1]}, "lines[2].qty"),
        ({"gst_rate": "five"}, "lines[2].gst_rate"),
        ({"discount": {"percent": "x"}}, "lines[2].discount.percent"),
        ({"discount": "5"}, "lines[2].discount"),
        ({"description": 5}, "lines[2].description"),
        ({"price_includes_tax": "yes"}, "lines[2].price_includes_tax"),
        ({"treatment": "free"}, "lines[2].treatment"),
        ({"treatment": ["taxable"]}, "lines[2].treatment"),
        ({"item": 1.5}, "lines[2].item"),
        ({"item": True}, "lines[2].item"),
    ],
)
def test_every_complaint_carries_the_path_of_its_field(line: dict[str, Any], path: str) -> None:
    assert refusal(QuoteRequest, quote_json(**line)).field == path


@pytest.mark.parametrize(
    "data", [[], "text", 5, None, {"seller": [], "lines": []}, {"seller": "23"}]
)
def test_what_is_no_object_is_refused(data: object) -> None:
    assert refusal(QuoteRequest, data).code == "not_json"


def test_what_is_no_list_is_refused() -> None:
    assert "must be a list" in refusal(QuoteRequest, {"lines": {}}).message


@pytest.mark.parametrize("written", ["2.5", '"2.5"', "2.50", "25e-1"])
def test_a_json_number_is_read_exactly(written: str) -> None:
    assert decode(Counted, read(f'{{"amount": {written}}}')).amount == 250
    assert decode(Counted, read(f'{{"amount": 1, "qty": {written}}}')).qty == 2500


@given(st.integers(-MOST_PAISE, MOST_PAISE))
def test_no_paisa_is_lost_between_number_and_text(paise: int) -> None:
    text = encode(Counted(amount=paise))["amount"]
    assert decode(Counted, {"amount": text}).amount == paise
    assert decode(Counted, read(f'{{"amount": {text}}}')).amount == paise


def test_a_float_is_never_money() -> None:
    careless = json.loads('{"amount": 1.15}')
    assert "text in digits" in refusal(Counted, careless).message
    # Taken through a float it would have been a paisa less.
    assert int(careless["amount"] * 100) == 114


@pytest.mark.parametrize(
    "amount",
    ["12a", "1.234", "१२", "１２.００", "", "1e2", "1,2,3", "9999999999", "1" * 100_000],
)
def test_money_that_is_none_is_refused(amount: str) -> None:
    assert refusal(Counted, {"amount": amount}).field == "amount"


@pytest.mark.parametrize("written", ["1e999999999", "1e-999999999", "0e999999999", "NaN", "1e40"])
def test_a_number_that_would_fill_the_memory_is_refused(written: str) -> None:
    assert refusal(Counted, read(f'{{"amount": {written}}}')).field == "amount"


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**30])
def test_a_whole_number_beyond_what_a_store_can_hold_is_refused(number: int) -> None:
    assert refusal(Period, {"limit": number}).field == "limit"
    assert refusal(LineInput, {"item": number}).field == "item"
    assert refusal(Counted, {"amount": 1, "counts": {"500": number}}).field == "counts.500"
    assert decode(Period, {"limit": 2**53 - 1}).limit == 2**53 - 1


@pytest.mark.parametrize(
    ("cls", "data", "at"),
    [
        (LineInput, {"description": "\ud800"}, "description"),
        (LineInput, {"qty": "\udfff"}, "qty"),
        (LineInput, {"treatment": "\ud800"}, "treatment"),
        (LineInput, {"\ud800": 1}, "input"),
        (Counted, {"amount": 1, "counts": {"\ud800": 1}}, "counts"),
    ],
)
def test_half_a_character_is_refused_and_not_repeated(cls: type, data: object, at: str) -> None:
    refused = refusal(cls, data)
    assert (refused.field, refused.code) == (at, "broken_text")
    refused.message.encode()


def test_a_choice_that_is_unknown_lists_those_that_are() -> None:
    refused = refusal(LineInput, {"supply": "meal"})
    assert refused.message.endswith("Use one of: goods, service, restaurant.")


def test_a_field_may_have_a_name_python_keeps_for_itself() -> None:
    period = decode(Period, {"from": "2026-02-18"})
    assert period.first == date(2026, 2, 18)
    assert encode(period) == {"from": "2026-02-18", "limit": 20}
    assert describe(Period) == {"from": "date, optional", "limit": "number, optional"}
    assert refusal(Period, {"first": "2026-02-18"}).code == "unknown_field"


@pytest.mark.parametrize("day", ["18-02-2026", "2026-02-30", "", 20260218, "２０２６-02-18"])
def test_a_date_that_is_none_is_refused(day: object) -> None:
    assert "ISO 8601" in refusal(Period, {"from": day}).message


@pytest.mark.parametrize("data", [{}, {"discount": None}])
def test_what_is_optional_may_be_null_or_left_out(data: dict[str, None]) -> None:
    assert decode(LineInput, data) == LineInput()


def test_results_are_written_as_programs_read_them() -> None:
    assert encode(Discount(amount=126_000)) == {"amount": "1260.00", "percent": None}
    assert encode(Discount(percent=250)) == {"amount": None, "percent": "2.5"}
    assert encode(Counted(amount=-5, qty=250, counts={"500": 2})) == {
        "amount": "-0.05",
        "qty": "0.25",
        "counts": {"500": 2},
    }


def test_a_request_is_described_with_its_kinds() -> None:
    described = describe(QuoteRequest)
    assert described["seller"] == "{state_code, registration}"
    assert described["round_to_rupee"] == "true|false, optional"
    assert describe(LineInput)["qty"] == "quantity, optional"
    assert describe(LineInput)["item"] == "number or text, optional"
    assert describe(LineInput)["supply"] == "goods|service|restaurant, optional"


def test_every_struct_of_the_use_cases_can_be_written_as_json() -> None:
    """Its fields' types are read at run time: an import that only type checkers see breaks that."""
    broken = []
    for module in pkgutil.iter_modules(application.__path__, f"{application.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if not (isinstance(found, type) and issubclass(found, Struct)):
                continue
            try:
                get_type_hints(found)
            except NameError as error:
                broken.append(f"{module.name}.{name}: {error}")
    assert broken == []
